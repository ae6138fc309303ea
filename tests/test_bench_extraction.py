"""The bench of extraction runs on tiny sets of the same format, and counts what can be counted by hand."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

from page_layouts import LAYOUTS

import extraction
import extraction_rows

PLAIN = "قال رئيس البلدية إن الجسر الجديد سيفتح غدا أمام سكان المدينة."
NEXT = "وأضاف أن العمل استمر عامين كاملين."
LONG = " ".join(f"كلمة{number}" for number in range(60))


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    raw = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """One row or two of each set."""
    write_rows(tmp_path / "dates-ar-dev.jsonl", [
        {"text": "21 يوليو 2015", "expect": "2015-07-21", "ref": None}, {"text": "القرار رقم 5", "expect": None, "ref": None}, {"text": "21 تموز 2015", "expect": "1999-01-01", "ref": None},
    ])  # fmt: skip
    write_rows(tmp_path / "dateline-dev.jsonl.gz", [{"text": "الرند 5 شوال 1436 هـ الموافق 21 يوليو 2015 م واس", "expect": "2015-07-21"}])
    layout = next(layout for layout in LAYOUTS if layout.name == "daily")
    page = {"html": layout.html, "lang": "ar", "title": layout.title, "author": layout.author, "agency": "وكالة أخرى", "date": layout.date, "text": "\n".join(layout.paragraphs)}
    write_rows(tmp_path / "html-ar-dev.jsonl.gz", [page])
    dirty = {"dirty": f"{PLAIN}{NEXT}\nاقرأ أيضا: معرض الكتاب يفتح أبوابه", "clean": f"{PLAIN}\n{NEXT}", "injected": ["اقرأ أيضا: معرض الكتاب يفتح أبوابه"]}
    write_rows(tmp_path / "residue-dev.jsonl.gz", [dirty])
    write_rows(tmp_path / "anercorp-dev.jsonl.gz", [{"tokens": "وصل الوزير إلى بيروت أمس".split(), "tags": "O O O B-LOC O".split()}])
    write_rows(tmp_path / "neardup-dev.jsonl.gz", [{"a": "http://a.example/1", "b": "http://b.example/1", "jaccard": 0.95}, {"a": "http://a.example/1", "b": "http://c.example/1", "jaccard": 0.5}])
    write_rows(tmp_path / "topics-dev.jsonl.gz", [{"url": "http://a.example/1", "label": "sport"}, {"url": "http://c.example/1", "label": "local"}])
    write_rows(tmp_path / "corpus.jsonl.gz", [
        {"url": f"http://{name}.example/1", "title": "عنوان", "content": text, "date_extracted": "2015-07-21 02:51"} for name, text in (("a", LONG), ("b", LONG + " زيادة"), ("c", PLAIN))
    ])  # fmt: skip
    return tmp_path


def test_every_set_gives_its_rows(sets: Path) -> None:
    rows = {row.what: row.cells["arsheef"] for row in extraction_rows.all_rows(sets, sets / "corpus.jsonl.gz")}
    assert rows["date strings read right"] == "2"
    assert rows["datelines of articles read to the day"] == "1"
    assert (rows["pages: title right (none where there is none)"], rows["pages: agency right"]) == ("1", "0")
    assert (rows["pages: day of publication right"], rows["pages: a wrong day given"], rows["pages: token F1 of the text, mean"]) == ("1", "0", "1.000")
    assert (rows["residue lines removed"], rows["glued paragraphs split"], rows["texts that lost no word of theirs"]) == ("100.0%", "100.0%", "1")
    assert (rows["mentions F1, place"], rows["facet recall, place"]) == ("1.000", "1.000")
    assert all(float(rows[f"{what}: CPU of an article, ms"]) > 0 for what in ("names", "duplicates"))
    assert rows["near-duplicate pairs (Jaccard 0.8 and more) found"] == "100.0%"
    assert rows["section told, of articles whose source names none"] == "0.0%", "nothing is learnt from two articles"


def test_the_command_prints_one_table_and_leaves_the_page_of_the_shared_sets_alone(sets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = extraction.PAGE.read_bytes()
    assert extraction.main(["--sets", str(sets), "--corpus", str(sets / "corpus.jsonl.gz")]) == 0
    printed = capsys.readouterr().out
    widths = {line.count("|") for line in printed.splitlines() if line.startswith("|")}
    assert widths == {7}
    assert "htmldate" in printed and "## Measured" in printed
    assert extraction.PAGE.read_bytes() == before


def test_a_set_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert extraction.main(["--sets", str(tmp_path), "--corpus", str(tmp_path / "x")]) == 1
    assert "dates-ar-dev.jsonl" in capsys.readouterr().err
