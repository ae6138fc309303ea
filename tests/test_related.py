"""Related articles: what shares rare names and words, of what came before, and no copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from arsheef.article import Article
from arsheef.enrich.archive import RELATED, Archive, note_of


class Shelf(dict[str, Article]):
    """Articles by id, in place of files."""

    def has(self, id_: str) -> bool:
        return id_ in self

    def read(self, id_: str) -> tuple[str, ...] | None:
        return self[id_].paragraphs if id_ in self else None


def article(id_: str, title: str, subject: str, **fields: tuple[str, ...]) -> Article:
    """An article whose text names each word of ``subject`` twice, and has sixty words that no other has."""
    own = " ".join(f"{id_}x{n}" for n in range(60))
    return Article(id_, title, (f"تقرير عن {subject} {own}.", f"وكان {subject} موضوع لقاء أمس."), **fields)


def archive_of(articles: Iterable[Article]) -> tuple[Archive, Shelf, dict[str, tuple[str, ...]]]:
    """An archive into which ``articles`` came one after another, and what each found related."""
    shelf, found = Shelf(), {}
    archive = Archive(sqlite3.connect(":memory:"), shelf)
    for each in articles:
        archive.enter(each, note_of(each))
        found[each.id] = archive.related_to(each.id)
        shelf[each.id] = each
    return archive, shelf, found


OTHERS = [article(f"o{n}", word, word) for n, word in enumerate("المعرض الملعب المستشفى المكتبة المطعم المسرح".split())]
BRIDGE = [article(f"b{n}", "ترميم جسر الصفصاف", "جسر الصفصاف والمهندس راشد العمري") for n in range(3)]


def test_articles_that_share_a_subject_are_found_and_only_those_that_came_before() -> None:
    *_, found = archive_of([BRIDGE[0], *OTHERS, BRIDGE[1], BRIDGE[2]])
    assert found["b0"] == ()
    assert found["b1"] == ("b0",)
    assert set(found["b2"]) == {"b0", "b1"}
    assert all(not found[other.id] for other in OTHERS)


def test_names_count_as_words_do() -> None:
    named = {"people": ("راشد العمري",), "places": ("الصفصاف",), "organisations": ("بلدية الصفصاف",)}
    one, two = article("n1", "جائزة", "حفل", **named), article("n2", "زيارة", "سفر", **named)
    *_, found = archive_of([one, *OTHERS, two])
    assert found["n2"] == ("n1",)


def test_a_copy_is_never_related_nor_two_copies_of_one_text() -> None:
    text = tuple(f"جسر الصفصاف والمهندس راشد العمري في الفقرة {n}، وقد تحدث سكان القرية عن العمل فيه طويلا." for n in range(6))
    prints = [Article(f"p{n}", "ترميم جسر الصفصاف", text) for n in range(3)]
    *_, found = archive_of([*OTHERS, *prints, BRIDGE[0]])
    assert found["p1"] == found["p2"] == ()
    assert len(found["b0"]) == 1


def test_an_article_whose_file_is_gone_is_not_named() -> None:
    archive, shelf, _ = archive_of([BRIDGE[0], *OTHERS])
    del shelf["b0"]
    archive.enter(BRIDGE[1], note_of(BRIDGE[1]))
    assert archive.related_to("b1") == ()


def test_no_more_than_a_few_are_named_the_latest_of_equals_first() -> None:
    many = [article(f"m{n}", "ترميم جسر الصفصاف", "جسر الصفصاف والمهندس راشد العمري") for n in range(9)]
    *_, found = archive_of([*OTHERS, *many])
    assert found["m8"] == tuple(f"m{n}" for n in (7, 6, 5, 4))
    assert len(found["m8"]) == RELATED


def test_those_that_came_first_are_looked_at_again_once_when_the_archive_has_doubled() -> None:
    archive, *_ = archive_of([BRIDGE[0], *OTHERS, BRIDGE[1]])
    assert "b0" in archive.unsettled()
    assert archive.second_look("b0") == ("b1",)
    for id_ in archive.unsettled():
        archive.settle(id_)
    assert archive.second_look("b0") == ()
    assert archive.unsettled() == []


def test_an_article_with_other_words_is_found_by_these() -> None:
    archive, shelf, _ = archive_of([*OTHERS, BRIDGE[0]])
    shelf["b0"] = article("b0", "موسم الزيتون", "زيتون الجبل ومعصرة سليم الحلبي")
    archive.enter(shelf["b0"], note_of(shelf["b0"]))
    for number, each in enumerate((BRIDGE[1], article("z", "موسم الزيتون", "زيتون الجبل ومعصرة سليم الحلبي"))):
        archive.enter(each, note_of(each))
        assert archive.related_to(each.id) == ((), ("b0",))[number]
