"""The query language: the examples that both parsers run, and what a query of it finds in both engines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from search_archive import Archive, document

from arsheef.search.dates import read_when
from arsheef.search.parse import parse
from arsheef.search.query import Searcher

EXAMPLES: dict[str, Any] = json.loads((Path(__file__).parent / "vectors" / "query.json").read_text("utf-8"))


@pytest.mark.parametrize("example", EXAMPLES["queries"], ids=lambda example: example["typed"])
def test_a_query_is_read_as_the_shared_examples_say(example: dict[str, Any]) -> None:
    query = parse(example["typed"])
    clauses = [clause for group in query.groups for clause in group]
    assert [[clause.text for clause in group] for group in query.groups] == example["groups"]
    assert [clause.text for clause in query.excluded] == example.get("excluded", [])
    assert [text for text, _ in query.needs] == example["needs"]
    assert list(query.unread) == example.get("unread", [])
    assert [clause.text for clause in query.phrases] == example.get("phrases", [])
    assert [clause.text for clause in clauses if clause.exact] == example.get("exact", [])
    assert [clause.date for clause in clauses if clause.date] == example.get("dates", [])
    if "fields" in example:
        assert [clause.field for clause in clauses] == example["fields"]


@pytest.mark.parametrize(("typed", "iso"), EXAMPLES["dates"].items())
def test_a_date_is_read_or_not_as_the_shared_examples_say(typed: str, iso: str | None) -> None:
    assert read_when(typed) == iso


DOCUMENTS = [
    document("bridge", "إعادة فتح جسر الوادي", "عبر الأهالي الجسر صباح اليوم في الوادي القديم", "2024-03-12", source="المرفأ",
             places=("وادي السنديان", "رأس الريحان"), people=("هناء القصّار",), topics=("الجسور",), section="عمران"),
    document("school", "المدرسة الزراعية تؤجل الاختبارات", "قالت المدرسة إن جسر القرية مغلق", "2024-03-13", source="صوت الجبل",
             places=("رأس الريحان",), people=("نادر القصّار",), organisations=("وزارة التعليم",), section="محليات"),
    document("valley", "سيول محدودة", "ارتفع الماء في الوادي ولم يبلغ القواعد", "2023-12", source="المرفأ", places=("وادي الرند",)),
    document("repeated", "خبر قصير", "جسر جسر جسر جسر جسر جسر ثم شيء آخر", "2022", source="البريد المسائي"),
    document("long", " ".join([f"كلمة{n}" for n in range(20)] + ["جسر", "الختام"]), "نص لا ذكر فيه لما في العنوان", None),
    document("plural", "أعمال", "بنيت الجسور كلها في عام واحد", "2021-05-02", source="صوت الجبل"),
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive(tmp_path_factory.mktemp("archive"))
    made.hold(DOCUMENTS)
    return made


def both(archive: Archive, query: str) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """(ids of the hits that have all that was asked for, notes), after asserting that both engines say the same."""
    with Searcher(archive.index) as searcher:
        ours = searcher.search(query)
    (theirs,) = archive.browser([query])
    assert [hit.id for hit in ours.hits] == [hit["id"] for hit in theirs["hits"]]
    assert [(note.kind, list(note.words)) for note in ours.notes] == [(note["kind"], note["words"]) for note in theirs["notes"]]
    assert ours.total == theirs["total"]
    return {hit.id for hit in ours.hits if not hit.missing}, {note.kind: note.words for note in ours.notes}


@pytest.mark.parametrize(("query", "ids"), [
    ("المدرسة أو سيول", "school valley"), ("سيول | الاختبارات الوادي", "valley"), ("=الجسر", "bridge"), ("=جسر -القرية", "bridge repeated long"),
    ("عنوان:جسر", "bridge long"), ("عنوان:الجسر", "bridge long"), ("title:=الوادي", "bridge"), ("عنوان:«جسر الوادي»", "bridge"),
    ("عنوان:\"جسر الختام\"", "long"), ("جسر -عنوان:جسر", "school repeated plural"), ("مصدر:المرفأ", "bridge valley"), ("source:المرفا الوادي", "bridge valley"),
    ("مكان:\"رأس الريحان\"", "bridge school"), ("مكان:وادي", "bridge valley"), ("شخص:القصار", "bridge school"), ("شخص:هناء", "bridge"),
    ("جهة:التعليم", "school"), ("وسم:جسور", "bridge"), ("قسم:عمران أو قسم:محليات", "bridge school"), ("جسر -مصدر:المرفأ", "school repeated long plural"),
    ("بعد:2024", "bridge school"), ("بعد:2024-03-13", "school"), ("قبل:2024 -مصدر:\"صوت الجبل\"", "valley repeated"), ("بعد:«ديسمبر 2023» قبل:12/3/2024", "valley"),
    ("بعد:٢٠٢٢ قبل:2023", "repeated"), ("مكان:وادي بعد:2024", "bridge"), ("أو", ""),
])  # fmt: skip
def test_what_a_query_of_the_language_finds(archive: Archive, query: str, ids: str) -> None:
    assert both(archive, query)[0] == set(ids.split())


def test_a_date_that_cannot_be_read_is_said_and_counts_for_nothing(archive: Archive) -> None:
    found, notes = both(archive, "سيول قبل:الأمس")
    assert (found, notes["date"]) == ({"valley"}, ("قبل:الأمس",))
    assert both(archive, "قبل:الأمس") == (set(), {"date": ("قبل:الأمس",)})


def test_a_name_that_is_part_of_several_takes_all_and_says_which(archive: Archive) -> None:
    notes = both(archive, "شخص:القصار")[1]
    assert notes["names"] == ("شخص:القصار", "نادر القصّار", "هناء القصّار")
    assert "names" not in both(archive, "شخص:«هناء القصار»")[1]


def test_a_name_of_nobody_is_said_and_finds_nothing(archive: Archive) -> None:
    found, notes = both(archive, "جسر مكان:أطلانتس")
    assert found == set()
    assert notes["names"] == ("مكان:أطلانتس",)
    assert "filtered" in notes


def test_words_that_all_exist_but_not_where_the_query_looks_are_said_so(archive: Archive) -> None:
    found, notes = both(archive, "سيول بعد:2024")
    assert found == set()
    assert "filtered" in notes and "partial" not in notes
