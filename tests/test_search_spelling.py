"""Slips of spelling: what the nearest word is, and that both engines look for it, say so, and leave the rest of a query alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from search_archive import Archive, document

from arsheef.arabic.analysis import fold
from arsheef.search.index import open_index, segment_readers
from arsheef.search.query import Result, Searcher
from arsheef.search.spelling import ALIKE, EXCHANGED, MORE_OR_LESS, OTHER, edit_cost, nearest
from arsheef.search.words import Words

NEWS = [
    ("كهرباء المدينة", "انقطعت الكهرباء عن الأحياء الشرقية"), ("أسعار الكهرباء", "رفعت الوزارة تعرفة الكهرباء"),
    ("شركة الكهرباء", "أعلنت الشركة خطة للصيانة"), ("وزارة الصحة", "افتتحت وزارة الصحة مستشفى"),
    ("مستشفى جديد", "زار وزير الصحة المستشفى"), ("صحة الأطفال", "قالت الصحة إن المستشفى جاهز"),
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive(tmp_path_factory.mktemp("archive"))
    made.hold(document(f"d{n}", title, text, f"2024-03-{n + 1:02}") for n, (title, text) in enumerate(NEWS))
    return made


def both(archive: Archive, query: str) -> Result:
    """What `arsheef search` says, after asserting that the browser's engine says the same."""
    with Searcher(archive.index) as searcher:
        ours = searcher.search(query)
    (theirs,) = archive.browser([query])
    assert [(hit.id, list(hit.missing)) for hit in ours.hits] == [(hit["id"], hit["missing"]) for hit in theirs["hits"]]
    assert all(abs(a.score - b["score"]) < 1e-9 for a, b in zip(ours.hits, theirs["hits"], strict=True))
    assert [{"kind": note.kind, "words": list(note.words)} for note in ours.notes] == theirs["notes"]
    assert (ours.query, ours.total) == (theirs["query"], theirs["total"])
    return ours


@pytest.mark.parametrize(("typed", "word", "cost"), [
    ("كهربا", "كهربا", None), ("كهربا", "كهرا", MORE_OR_LESS), ("كهرا", "كهربا", MORE_OR_LESS), ("كرهبا", "كهربا", EXCHANGED),
    ("كهرتا", "كهربا", ALIKE), ("كهرلا", "كهربا", ALIKE), ("كهرما", "كهربا", OTHER), ("كهبرا", "كبهرا", EXCHANGED),
    ("كرهبت", "كهربا", None), ("كهر", "كهربا", None), ("", "ك", MORE_OR_LESS), ("ننن", "نن", MORE_OR_LESS),
])  # fmt: skip
def test_one_edit_has_its_price_and_two_have_none(typed: str, word: str, cost: float | None) -> None:
    assert edit_cost(typed, word) == cost


@pytest.mark.parametrize(("slip", "word"), [
    ("الكهرياء", "كهربا"), ("كرهباء", "كهربا"), ("هكرباء", "كهربا"), ("الكهربء", "كهربا"), ("مستسفى", "مستشفي"), ("المستشفا", "مستشفي"),
    ("الصحت", None), ("كهر", None), ("كهرباء2", None), ("زرافة", None),
])  # fmt: skip
def test_the_nearest_word_is_one_edit_away_wherever_the_edit_is(archive: Archive, slip: str, word: str | None) -> None:
    with Searcher(archive.index) as searcher:
        assert nearest(searcher.words, fold(slip)) == word


def test_a_slip_finds_what_was_meant_and_the_result_says_so(archive: Archive) -> None:
    result = both(archive, "شركة الكهرياء")
    assert (result.notes[0].kind, result.notes[0].words) == ("spelling", ("الكهرياء", "كهربا"))
    assert result.total == 1
    assert result.hits[0].id == "d2"
    assert result.query == "شركة الكهرياء"


@pytest.mark.parametrize("query", ["=الكهرياء", "-الكهرياء شركة", "زرافة شركة", "شركة"])
def test_what_was_asked_for_exactly_or_is_near_to_nothing_stays(archive: Archive, query: str) -> None:
    assert "spelling" not in [note.kind for note in both(archive, query).notes]


def test_a_slip_is_put_right_in_a_phrase_and_beside_a_minus(archive: Archive) -> None:
    assert [hit.id for hit in both(archive, '"اسعار الكهرياء"').hits] == ["d1"]
    assert {hit.id for hit in both(archive, "كهرياء -الشركة").hits} == {"d0", "d1"}


def test_a_word_whose_articles_are_all_deleted_is_never_put_in_place_of_a_slip(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    kept = [document(f"k{n}", "خبر", f"نص عن الطقس {n}") for n in range(40)]
    archive.hold([*kept, *(document(f"d{n}", title, text) for n, (title, text) in enumerate(NEWS[:3]))])
    archive.hold(kept)
    assert [note.kind for note in both(archive, "الكهرياء").notes] == ["unknown"]


def test_the_static_words_are_those_of_the_lexicon(archive: Archive) -> None:
    index = open_index(archive.index)
    counts = Words(segment_readers(index)).counts
    index.close()
    assert counts == {"كهربا": 4, "صحه": 4, "مستشفي": 4}
    (folder,) = (path for path in archive.out.iterdir() if path.is_dir())
    starts = json.loads((folder / "w0.js").read_text("utf-8").partition(",")[2].removesuffix(");\n"))
    assert starts == {"forward": ["صحه"], "backward": ["ابرهك"]}
