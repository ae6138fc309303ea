"""Packed texts: nothing is lost, and the browser reads what Python writes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from arsheef.search.packing import CODES, ESCAPE, KEPT, LETTERS, RUNS, pack

ROOT = Path(__file__).parents[1]
VECTORS: list[str] = json.loads((ROOT / "tests" / "vectors" / "packing.json").read_text("utf-8"))
MEANING = dict(zip(CODES, (*RUNS, *LETTERS), strict=True))


def unpack(packed: str) -> str:
    """The inverse of pack, written from the format's description."""
    if packed.startswith(f"{ESCAPE} "):
        return packed[2:]
    letters = iter(packed)
    return "".join(next(letters) if letter == ESCAPE else MEANING.get(letter, letter) for letter in letters)


@given(st.text(alphabet=st.one_of(st.sampled_from('اللعنةال في من وال ، ~\\"\n\tAz0 «»ًﷺ😀\u2028\ufeff'), st.characters(exclude_categories=["Cs"]))))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert unpack(pack(text)) == text


@given(st.text(alphabet=st.sampled_from('اللعنةالفيمنوية ، ~\\"\n\tAz0 «»ً')))
def test_a_letter_that_has_no_byte_changes_nothing_before_it(text: str) -> None:
    long = "اللجنة في المدينة " * len(text) + text  # so that it is packed
    assert pack(f"{long}😀") == pack(long) + "😀"


def test_the_browser_unpacks_what_python_packs() -> None:
    program = f"""
        const {{ world }} = require({json.dumps(str(ROOT / "tests/js/engine_host.js"))});
        const packed = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
        process.stdout.write(JSON.stringify(packed.map(world().arsheef.texts.unpack)));
    """
    packed = json.dumps([pack(text) for text in VECTORS])
    done = subprocess.run(["node", "-e", program], input=packed, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == VECTORS


def test_every_code_means_one_thing_and_none_needs_an_escape_in_a_script() -> None:
    assert len(set(CODES)) == len(CODES) == len({*RUNS, *LETTERS})
    assert not set(CODES) & set(KEPT + ESCAPE + '"\\')
    assert [len(run) for run in RUNS] == sorted((len(run) for run in RUNS), reverse=True), "a run would never be found behind a shorter one"


def test_arabic_takes_less_than_half_and_other_texts_two_bytes_more() -> None:
    arabic = "قالت اللجنة إن دعامات الجسر الثلاث لم تتحرك، وإن تشقق الرصيف سببه تسرب من قناة الري."
    assert len(pack(arabic).encode()) < len(arabic.encode()) / 2
    english = "The commission said that the three piers of the bridge have not moved."
    assert len(pack(english)) == len(english) + 2
