"""How index and export grow: time, memory and files an article, and bytes a query, from 5,000 to 100,000 articles.

    python bench/growth.py CONTENT [--sizes 5000,20000,50000,100000]

CONTENT is a folder of articles that `arsheef ingest` has written. Beyond their number they are repeated with other ids, other
dates and every ninth word changed, so that the vocabulary grows, too: right for cost, of no use for quality. Bytes of a query
are those of the index files that the browser's engine reads for it, gzipped, without manifest and rules.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from arsheef.article import Document
from arsheef.search.build import update_search
from arsheef.site.reader import Source, load_document, read_source
from resources import Used, measure, tree
from sections import table, write_section

QUERIES = ("وزير الخارجية الأمريكي", "مجلس الأمن الدولي", "أسعار النفط العالمية", "وزارة التعليم العالي",
           "الدوري السعودي للمحترفين")  # fmt: skip
READER = """
const { openEngine } = require(process.argv[1]);
(async () => {
  for (const query of JSON.parse(process.argv[3])) {
    const { engine, read } = await openEngine(process.argv[2]);
    await engine.search(query);
    console.log(JSON.stringify(read.map(({ file }) => file)));
  }
})();
"""
HOST = Path(__file__).parents[1] / "tests" / "js" / "engine_host.js"


def main() -> int:
    """Measures each size in a process of its own, prints the table and writes the section of docs/benchmarks.md."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("content", type=Path)
    parser.add_argument("--sizes", default="5000,20000,50000,100000")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes = list(map(int, options.sizes.split(",")))
    if options.build:
        build(options.content, sizes[0], options.build)
        return 0
    measured = [(size, *_measured(options.content, size)) for size in sizes]
    first = measured[0][1].cpu / measured[0][0]
    rows = [
        (f"{size:,}", f"{used.cpu / size * 1000:.2f}", f"{used.cpu / size / first:.2f}", f"{used.memory / 1e6:.0f}",
         f"{files / size:.2f}", f"{written / size / 1000:.1f}", f"{cost / 1000:.0f}")
        for size, used, (files, written), cost in measured
    ]  # fmt: skip
    head = ("articles", "CPU ms an article", "of the first", "peak MB", "files an article", "kB an article", "kB a query")
    lines = [f"Index and export, one run; queries: {'، '.join(QUERIES)} (median).", "", *table(head, rows)]
    print("\n".join(lines))
    write_section("Growth of the search", lines)
    return 0


def _measured(content: Path, size: int) -> tuple[Used, tuple[int, int], float]:
    """Cost of the build, files and bytes of the export, bytes of a query."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        command = [sys.executable, __file__, str(content.resolve()), "--sizes", str(size), "--build", folder]
        used = measure(command, Path(folder))
        search = Path(folder) / "search"
        asked = ["node", "-e", READER, str(HOST), str(search), json.dumps(QUERIES)]
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
        costs = [
            sum(len(gzip.compress((search / file).read_bytes(), 6)) for file in json.loads(line) if "/" in file)
            for line in done.stdout.splitlines()
        ]
        return used, tree(search), median(costs)


def build(content: Path, size: int, folder: Path) -> None:
    """Index and export of ``size`` documents."""
    sources = [read_source(path.read_bytes(), path.relative_to(content).as_posix()) for path in sorted(content.rglob("*.md"))]
    digests = {f"{n:010}": str(n) for n in range(size)}
    places = {source.id: place for place, source in enumerate(sources)}
    update_search(folder / "index", folder / "search", digests, lambda id_: grown(content, sources, places, int(id_)))


def grown(content: Path, sources: list[Source], places: dict[str, int], number: int) -> Document:
    """The article of a number: of the first round as it is, of later ones with another date and changed words; a copy is one
    of the same round's first print."""
    turn, place = divmod(number, len(sources))
    document = load_document(content, sources[place])
    first = places.get(document.duplicate_of or "")
    copied = None if first is None else f"{turn * len(sources) + first:010}"
    document = replace(document, id=f"{number:010}", digest=str(number), duplicate_of=copied)
    if not turn:
        return document
    known = document.date if document.date and len(document.date) >= 10 else "2015-01-01"
    day = date.fromisoformat(known[:10])
    return replace(document, text=" ".join(_changed(document.text.split(" "), turn)), date=str(day + timedelta(turn)))


def _changed(words: list[str], turn: int) -> Iterator[str]:
    """Every ninth word with its letters turned round by as many places as the round has, so that it is another word."""
    for place, word in enumerate(words):
        cut = turn % max(1, len(word))
        yield word[cut:] + word[:cut] if place % 9 == turn % 9 else word


if __name__ == "__main__":
    sys.exit(main())
