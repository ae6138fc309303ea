"""Copies: every pair of texts that are eight tenths the same is found, none below, and the oldest print is the first."""

from __future__ import annotations

import gzip
import itertools
import json
import random
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from raw_articles import text_of

from arsheef.article import Article
from arsheef.enrich.archive import Archive, note_of
from arsheef.enrich.duplicates import COPY, SKETCH, hashes_of, jaccard, resemblance, shingles, sketch_of


class Shelf(dict[str, Article]):
    """Articles by id, in place of files."""

    def has(self, id_: str) -> bool:
        return id_ in self

    def read(self, id_: str) -> tuple[str, ...] | None:
        return self[id_].paragraphs if id_ in self else None


def archive_of(articles: Iterable[Article]) -> tuple[Archive, Shelf]:
    """An archive into which ``articles`` came one after another."""
    shelf = Shelf()
    archive = Archive(sqlite3.connect(":memory:"), shelf)
    for article in articles:
        archive.enter(article, note_of(article))
        shelf[article.id] = article
    return archive, shelf


def article(id_: str, text: str, date: str | None = None) -> Article:
    return Article(id_, f"عنوان {id_}", tuple(text.split("\n\n")), date=date)


def changed(text: str, words: int, seed: int = 0) -> str:
    """``text`` with some of its words replaced."""
    found = text.split(" ")
    for at in random.Random(seed).sample(range(len(found)), words):
        found[at] = f"بديل{seed}{at}"
    return " ".join(found)


def parents(archive: Archive, ids: Iterable[str]) -> dict[str, str | None]:
    return {id_: archive.copy_of(id_) for id_ in ids}


def root(id_: str, up: Mapping[str, str | None]) -> str:
    while above := up[id_]:
        id_ = above
    return id_


def test_spelling_marks_and_punctuation_do_not_make_another_text() -> None:
    plain = ["أعلن الوزير إفتتاح مدرسة في القرية إلى جانب المستشفى"]
    other = ["أعلَنَ الوزير: «افتتاح» مدرســة في القريه،", "الى جانب المستشفي!"]
    assert shingles(plain) == shingles(other)


def test_a_sketch_estimates_what_is_counted_exactly() -> None:
    text = text_of(1, 12)
    for words in (2, 5, 12, 30):
        one, two = shingles([text]), shingles([changed(text, words)])
        assert abs(resemblance(sketch_of(one), sketch_of(two)) - jaccard(one, two)) < 0.25
    assert len(hashes_of(sketch_of(shingles([text])))) == SKETCH
    assert resemblance(b"", b"") == 0.0


def test_a_stock_phrase_is_no_copy_of_a_stock_phrase() -> None:
    archive, _ = archive_of(article(str(n), "التفاصيل في نشرة الساعة الثامنة مساء كل يوم من أيام الأسبوع") for n in range(3))
    assert parents(archive, "012") == dict.fromkeys("012")


def test_the_oldest_print_is_the_first_whatever_the_order_in_which_they_come() -> None:
    text = text_of(1, 6)
    prints = [article("b", text, "2021-05-03"), article("a", text, "2021-05-03"), article("c", text, "2021-05-02"),
              article("d", text), article("e", changed(text, 2), "2020")]  # fmt: skip
    for order in itertools.permutations(prints):
        archive, _ = archive_of(order)
        up = parents(archive, "abcde")
        assert {root(id_, up) for id_ in up} == {"e"}
        assert up["e"] is None


def test_an_older_print_that_comes_later_becomes_the_first_and_says_whose_headers_change() -> None:
    text = text_of(1, 6)
    archive, _ = archive_of([article("b", text, "2021-05-03"), article("c", text, "2021-05-04")])
    assert archive.unsettled() == []
    assert parents(archive, "bc") == {"b": None, "c": "b"}
    late = article("a", text, "2021-05-01")
    archive.enter(late, note_of(late))
    assert archive.copy_of("a") is None
    assert archive.unsettled() == ["b", "c"]
    assert archive.copy_of("b") == "a"
    assert archive.copy_of("c") == "a"
    archive.settle("b")
    archive.settle("c")
    assert archive.unsettled() == []


def test_a_text_between_two_others_makes_one_story_of_them() -> None:
    one = text_of(1, 8)
    two = changed(one, 4, seed=1)
    three = changed(two, 4, seed=2)
    ends = jaccard(shingles([one]), shingles([three]))
    assert ends < COPY <= min(jaccard(shingles([one]), shingles([two])), jaccard(shingles([two]), shingles([three])))
    for order in itertools.permutations([article("a", one, "2021"), article("b", two, "2022"), article("c", three, "2020")]):
        archive, _ = archive_of(order)
        assert parents(archive, "abc") == {"c": None, "b": "c", "a": "b"}


def test_an_article_whose_text_changed_is_a_copy_no_more_and_those_below_it_find_their_places() -> None:
    text = text_of(1, 6)
    archive, shelf = archive_of([article(id_, text, f"2021-05-0{at}") for at, id_ in enumerate("abc", 1)])
    assert parents(archive, "abc") == {"a": None, "b": "a", "c": "a"}
    shelf["a"] = article("a", text_of(77, 6), "2021-05-01")
    archive.enter(shelf["a"], note_of(shelf["a"]))
    assert parents(archive, "abc") == {"a": None, "b": None, "c": "b"}
    assert archive.unsettled() == ["b", "c"]


def test_an_article_whose_file_is_gone_is_nobodys_first_print() -> None:
    text = text_of(1, 6)
    archive, shelf = archive_of([article("a", text)])
    del shelf["a"]
    again = article("b", text)
    archive.enter(again, note_of(again))
    assert archive.copy_of("b") is None


def test_a_thousand_prints_of_one_text_are_one_story() -> None:
    text = text_of(1, 6)
    archive, _ = archive_of(article(f"{n:04}", changed(text, n % 2, n), "2021-05-03") for n in range(1000))
    up = parents(archive, [f"{n:04}" for n in range(1000)])
    assert {root(id_, up) for id_ in up} == {"0000"}


def test_all_pairs_of_the_development_set_are_found_and_none_below(shared: Path) -> None:
    with gzip.open(shared / "eval/neardup-dev.jsonl.gz", "rt", encoding="utf-8") as file:
        pairs = [json.loads(line) for line in file]
    wanted = {url for pair in pairs for url in (pair["a"], pair["b"])}
    articles: dict[str, Article] = {}
    with gzip.open(shared / "corpus/saudinews-dev.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["url"] in wanted:
                paragraphs = tuple(line for line in map(str.strip, row["content"].split("\n")) if line)
                articles[row["url"]] = Article(row["url"], row["title"], paragraphs, date=row["date_extracted"][:10])
    archive, _ = archive_of(articles.values())
    up = parents(archive, articles)
    same = [pair for pair in pairs if pair["jaccard"] >= COPY]
    found = sum(root(pair["a"], up) == root(pair["b"], up) for pair in same)
    assert found >= 0.99 * len(same)
    links = [jaccard(shingles(articles[a].paragraphs), shingles(articles[b].paragraphs)) for a, b in up.items() if b]
    assert min(links) >= COPY


@pytest.mark.parametrize("unit", ["م", "م ", "\u064e", "كلمة ", "\ud800 "])
def test_a_megabyte_of_one_thing_has_a_sketch(unit: str) -> None:
    assert len(sketch_of(shingles([unit * 300_000]))) in (0, 4)
