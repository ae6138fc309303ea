"""The bench of retrieval quality: its measures on lists that can be checked by hand, and a whole run on a tiny set."""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

import measures
import plain
import quality
import report
import shipped
from sets import EvaluationSet, Question, Text

PASSAGES = {
    "a": "افتتح الوزير المدرسة الجديدة في بيروت صباح اليوم",
    "b": "فاز الفريق في المباراة على ملعب الرياض أمس",
    "c": "ارتفعت أسعار النفط في الأسواق العالمية",
}
ARTICLES = [
    {"url": "https://news.example/1", "title": "الوزير يفتتح مدرسة", "content": PASSAGES["a"], "date_extracted": "2015-07-21 02:51"},
    {"url": "https://news.example/2", "title": "فوز في الرياض", "content": PASSAGES["b"], "date_extracted": "2015-07-22 02:51"},
    {"url": "https://news.example/3", "title": "بلا نص", "content": " ", "date_extracted": "2015-07-22 02:51"},
]


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One tiny set of each sort, and the static indexes kept beside them."""
    monkeypatch.setattr(shipped, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(quality, "PAGE", tmp_path / "quality.md")
    folder = tmp_path / "sets"
    folder.mkdir()
    for name in ("arcd", "xquad-ar"):
        write_rows(folder / f"{name}-docs.jsonl.gz", ({"doc_id": id_, "title": "", "text": text} for id_, text in PASSAGES.items()))
        questions = [{"query": "أين المدرسه؟", "doc_id": "a", "answers": ["بيروت"]}, {"query": "نفط", "doc_id": "c", "answers": []}]
        write_rows(folder / f"{name}-queries.jsonl.gz", questions)
    known = [
        {"query": "للوزير", "url": "https://news.example/1", "kinds": ["proclitic"]},
        {"query": "فوز بالرياض", "url": "http://news.example/2", "kinds": ["plain", "proclitic"]},
    ]
    write_rows(folder / "known-item-tiny.jsonl.gz", known)
    write_rows(folder / "corpus.gz", ARTICLES)
    return folder


def run(sets: Path, *options: str) -> int:
    return quality.main(["--sets", str(sets), "--corpus", str(sets / "corpus.gz"), *options])


def test_the_rank_counts_within_the_first_ten_only() -> None:
    ranking = [str(number) for number in range(12)]
    assert [measures.reciprocal_rank(ranking, answer) for answer in ("0", "3", "9", "10", "x")] == [1, 1 / 4, 1 / 10, 0, 0]
    assert measures.reciprocal_rank([], "x") == 0


def test_the_interval_holds_the_difference_and_is_the_same_each_time() -> None:
    ours, theirs = [1.0] * 60 + [0.0] * 40, [1.0] * 50 + [0.0] * 50
    low, high = measures.interval(ours, theirs)
    # ten of a hundred differ by 1: standard error .03
    assert low == pytest.approx(0.1 - 1.96 * 0.03, abs=0.01)
    assert high == pytest.approx(0.1 + 1.96 * 0.03, abs=0.01)
    assert measures.interval(ours, theirs) == (low, high)
    assert measures.interval(theirs, theirs) == (0, 0)


def test_plain_bm25f_gives_the_score_of_the_formula() -> None:
    texts = (Text("x", "كتاب", "كتاب كتاب قلم"), Text("y", "", "قلم"), Text("z", "", "بيت"))
    index = plain.Index(texts, str.split, {"كتاب", "قلم"})
    weight = 2 / (0.25 + 0.75 * 3 / (5 / 3)) + 3 * 1 / (0.25 + 0.75 * 1 / (1 / 3))
    docs, gain = index._gains["كتاب"]
    assert docs.tolist() == [0]
    assert gain[0] == pytest.approx(math.log(1 + (3 - 1 + 0.5) / 1.5) * weight * 2.2 / (weight + 1.2))
    assert index.search(["قلم"]) == ["y", "x"]
    assert index.search(["كتاب", "قلم"]) == ["x", "y"]


def test_the_analysers_differ_where_they_should() -> None:
    found = {name: analyse("وَالمدرسةُ News") for name, analyse in plain.ANALYSERS.items()}
    assert found["none"] == ["وَالمدرسةُ", "news"]
    assert found["normalised"] == ["والمدرسه", "news"]
    assert found["Snowball"] == ["والمدرس", "news"]
    assert found["Lucene"] == ["مدرس", "news"]


def test_a_whole_run_scores_every_system_on_every_set(sets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(sets) == 0
    page = capsys.readouterr().out
    rows = {cells[1].strip(): [cell.strip() for cell in cells[2:-1]] for line in page.splitlines() if len(cells := line.split("|")) > 2}
    assert rows["documents"] == ["3", "3", "2"]
    assert rows["**arsheef**"] == ["1.0000", "1.0000", "1.0000"]
    assert rows["none"] == ["0.0000", "0.0000", "0.5000"]
    assert rows["`proclitic`"][1] == "2"
    assert rows["`plain`"][1:3] == ["1", "1.000"]
    assert f"{sys.version_info.major}.{sys.version_info.minor}" in page.splitlines()[-1]
    assert not quality.PAGE.exists()


def test_the_same_run_gives_the_same_page_from_the_kept_index(sets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(sets)
    first = capsys.readouterr().out
    folders = {path: path.stat().st_mtime_ns for path in shipped.CACHE.iterdir()}
    run(sets)
    second = capsys.readouterr().out
    assert first.split("## Measured")[0] == second.split("## Measured")[0]
    assert {path: path.stat().st_mtime_ns for path in shipped.CACHE.iterdir()} == folders


def test_other_texts_get_an_index_of_their_own_and_old_ones_go(sets: Path) -> None:
    made = [shipped.search_folder((Text("a", "", f"نص {number}"),), shipped.CACHE) for number in range(shipped.KEPT + 2)]
    assert len(set(made)) == len(made)
    assert sum(folder.is_dir() for folder in made) == shipped.KEPT
    assert made[-1].is_dir()


def test_the_page_is_written_for_the_shared_sets_only(sets: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (sets / "corpus").mkdir()
    (sets / "corpus.gz").rename(sets / "corpus" / "saudinews-dev.jsonl.gz")
    sets.rename(tmp_path / "eval")
    (tmp_path / "eval" / "corpus").rename(tmp_path / "corpus")
    monkeypatch.setenv("ARSHEEF_SHARED", str(tmp_path))
    assert quality.main([]) == 0
    text = quality.PAGE.read_text("utf-8")
    assert text.startswith("# Quality of the search\n")
    assert "| known-item-tiny |" in text


def test_a_floor_that_ours_is_below_fails_the_check(sets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(sets, "--check") == 0
    write_rows(sets / "arcd-queries.jsonl.gz", [{"query": "نفط", "doc_id": "b", "answers": []}])
    assert run(sets, "--check") == 1
    assert "arcd: 0.0000 is below the floor of 0.85." in capsys.readouterr().err


def test_a_floor_without_its_set_fails_the_check() -> None:
    one = EvaluationSet("arcd", (Text("a", "", "نص"),), (Question("نص", "a"),))
    faults = quality.below_floor([(one, {report.OURS: [1.0]})])
    assert [fault.partition(":")[0] for fault in faults] == ["xquad", "known-item"]


def test_missing_data_is_named_in_a_sentence(sets: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert quality.main(["--sets", str(tmp_path / "nowhere")]) == 1
    assert f"{tmp_path / 'nowhere'}: no *-docs.jsonl.gz" in capsys.readouterr().err
    assert quality.main(["--sets", str(sets), "--corpus", str(tmp_path / "none.gz")]) == 1
    assert f"{tmp_path / 'none.gz'}: no such file" in capsys.readouterr().err
    (sets / "xquad-ar-queries.jsonl.gz").unlink()
    assert run(sets) == 1
    assert "xquad-ar-queries.jsonl.gz: no such file" in capsys.readouterr().err


def test_answers_that_are_no_documents_and_broken_files_are_named(sets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_rows(sets / "corpus.gz", ARTICLES[1:])
    assert run(sets) == 1
    assert "known-item-tiny: 1 of its 2 questions are answered by a document that is not in" in capsys.readouterr().err
    whole = (sets / "arcd-docs.jsonl.gz").read_bytes()
    (sets / "arcd-docs.jsonl.gz").write_bytes(whole[:-20])
    assert run(sets) == 1
    assert "arcd-docs.jsonl.gz: not a whole file of JSON lines" in capsys.readouterr().err
