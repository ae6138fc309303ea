"""A word finds what else means the same, in both engines, which say so; what is typed exactly, or left out, does not."""

from __future__ import annotations

import pytest
from search_archive import Archive, document

from arsheef.search.query import Searcher

TEXTS = {
    "june": ("حريق في يونيو", "وقع الحريق مساء يونيو الماضي في المدينة"), "haziran": ("حريق في حزيران", "وقع الحريق مساء حزيران الماضي في المدينة"),
    "juin": ("سباق", "يبدأ السباق في جوان المقبل"), "google": ("خرائط", "أطلقت جوجل خرائط جديدة"), "july": ("حريق في يوليو", "وقع مساء يوليو"),
}  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive(tmp_path_factory.mktemp("archive"))
    made.hold(document(id_, title, text, f"2024-01-0{n}") for n, (id_, (title, text)) in enumerate(TEXTS.items(), 1))
    return made


@pytest.mark.parametrize(("query", "expected", "also"), [
    ("يونيو", ["june", "haziran", "juin"], [("يونيو", "حزيران", "جوان")]),
    ("حزيران حريق", ["haziran", "june"], [("حزيران", "يونيو", "جوان")]),
    ("ليونيو", ["june", "haziran", "juin"], [("ليونيو", "حزيران", "جوان")]),
    ("غوغل", ["google"], [("غوغل", "جوجل")]),
    ("جوجل", ["google"], []),
    ("=يونيو", ["june"], []),
    ("يونيو -حزيران", ["june", "juin"], [("يونيو", "جوان")]),
    ("مساء -يونيو", ["haziran", "july"], []),
    ("يونيو | حزيران", ["june", "haziran", "juin"], [("يونيو", "جوان"), ("حزيران", "جوان")]),
    ("=حزيران | جوان", ["haziran", "juin", "june"], [("جوان", "يونيو")]),
    ('"مساء حزيران الماضي"', ["haziran", "june"], [("حزيران", "يونيو", "جوان")]),
    ('="مساء حزيران الماضي"', ["haziran"], []),
    ("عنوان:حزيران", ["haziran", "june"], [("حزيران", "يونيو", "جوان")]),
    ("عنوان:=حزيران", ["haziran"], []),
])  # fmt: skip
def test_a_word_finds_what_means_the_same_and_says_so(
    archive: Archive, query: str, expected: list[str], also: list[tuple[str, ...]]
) -> None:
    with Searcher(archive.index) as searcher:
        ours = searcher.search(query)
    (theirs,) = archive.browser([query])
    full = [hit.id for hit in ours.hits if not hit.missing]
    assert sorted(full) == sorted(expected)
    if also and "|" not in query:
        assert full[0] == expected[0], "the word as typed comes first"
    assert [note.words for note in ours.notes if note.kind == "synonym"] == also
    assert [(hit.id, round(hit.score, 9)) for hit in ours.hits] == [(hit["id"], round(hit["score"], 9)) for hit in theirs["hits"]]
    assert [(note.kind, list(note.words)) for note in ours.notes] == [(note["kind"], note["words"]) for note in theirs["notes"]]


def test_a_hit_says_which_of_them_it_has(archive: Archive) -> None:
    (found,) = archive.browser([{"query": "يونيو", "why": True}])
    forms = {hit["id"]: [form["form"] for reason in hit["why"] for form in reason["forms"]] for hit in found["hits"]}
    assert forms == {"june": ["يونيو"], "haziran": ["حزيران"], "juin": ["جوان"]}


def test_a_synonym_in_the_title_is_as_near_to_its_neighbour_as_the_word(archive: Archive) -> None:
    with Searcher(archive.index) as searcher:
        scores = {hit.id: hit.score for hit in searcher.search("حريق يونيو").hits}
        apart = {hit.id: hit.score for hit in searcher.search("يونيو حريق").hits}
    assert scores["haziran"] > apart["haziran"]
