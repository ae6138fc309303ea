"""Foreign runs are isolated alike by the build (site/bidi.py) and by the search page (theme/static/js/page.js)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from arsheef.site.bidi import isolate

PAGE = Path(__file__).parents[1] / "theme" / "static" / "js" / "page.js"
SCRIPT = """
require(process.argv[1]);
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const shown = (run) => run.parts.map((part) => part.text).join("");
console.log(JSON.stringify(texts.map((text) => arsheef.page.runs(text, []).filter((run) => run.dir).map((run) => [run.dir, shown(run)]))));
"""
TEXTS = {
    "فاز 2-1 على ضيوفه": [["ltr", "2-1"]],
    "من 50-60 كتابًا في 2024-02-28": [["ltr", "50-60"], ["ltr", "2024-02-28"]],
    "بين 50 - 60%، 10:30-12:00": [["ltr", "50 - 60%"], ["ltr", "10:30-12:00"]],
    "كوفيد-19 عاد، والحرارة -3 و(+5)": [["ltr", "-3"], ["ltr", "+5"]],
    "بنسبة 2.5 و1/2 من 1,204": [],
    "قال Halden Survey Lab, إن C++ و C# سواء": [["auto", "Halden Survey Lab"], ["auto", "C++"], ["auto", "C#"]],
    "AT&T وO'Neil's Café": [["auto", "AT&T"], ["auto", "O'Neil's Café"]],
    "شبكة 5G، والمعرّف 28xy52f0b7 و3.5G وب5G": [["auto", "5G"], ["auto", "28xy52f0b7"], ["auto", "3.5G"], ["auto", "5G"]],
    "النتيجة 50-60x": [["auto", "x"]],
    "النسخة x-2-1 ثم a.": [["auto", "x-2-1"], ["auto", "a"]],
    "٢-١ كما كُتبت": [],
    "<b>2-1</b> & \"x\"": [["auto", "b"], ["ltr", "2-1"], ["auto", "b"], ["auto", "x"]],
}


def test_the_search_page_isolates_what_the_build_isolates() -> None:
    node = shutil.which("node")
    assert node, "no Node; 'make test' says how to get it"
    run = subprocess.run([node, "-e", SCRIPT, PAGE], input=json.dumps(list(TEXTS)), capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == list(TEXTS.values())
    for text, expected in TEXTS.items():
        built = str(isolate(text))
        for direction, inner in expected:
            tag = '<bdi dir="ltr">' if direction == "ltr" else "<bdi>"
            assert f"{tag}{inner.replace('&', '&amp;').replace(chr(39), '&#39;')}</bdi>" in built
        assert built.count("<bdi") == len(expected)
