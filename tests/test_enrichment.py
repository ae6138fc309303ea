"""Copies and related articles as ingest writes them into headers: the same at every repetition, and never against a person."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from raw_articles import item, text_of, tree, write_jsonl

from arsheef.article import Article
from arsheef.enrich.archive import Archive
from arsheef.enrich.look import look
from arsheef.frontmatter import read_article, write_article
from arsheef.ids import ID_PATTERN
from arsheef.ingest.enrichment import Enrichment
from arsheef.ingest.ledger import Ledger
from arsheef.ingest.pipeline import ingest
from arsheef.ingest.report import Summary

ENRICHMENT = Enrichment(look, Archive)
TOWNS = "الريحان النخيل الصفصاف القمح الزيتون الياسمين السنديان العرعر الدفلى الخزامى البلوط التين".split()


def run(site: Path, *sources: Path, jobs: int = 1) -> Summary:
    return ingest(list(sources), site / "content", site / ".arsheef", jobs=jobs, enrichment=ENRICHMENT)


def story(number: int, outlet: int = 0, words: int = 0) -> dict[str, object]:
    """A report of one of twelve towns; another outlet prints the same text with some words changed."""
    town = TOWNS[number % len(TOWNS)]
    text = f"{text_of(number)}\n\nوقال عمدة {town} إن جسر {town} ومدرسة {town} وسوق {town} ستبقى مفتوحة، وإن مهرجان {town} رقم {number} سيعود."
    found = text.split(" ")
    for at in random.Random(number * 100 + outlet).sample(range(len(found)), words):
        found[at] = f"بديل{at}"
    return item(number, url=f"https://paper{outlet}.example/{number}", source=f"صحيفة {outlet}", title=f"جسر {town} ومهرجان {town}",
                content=" ".join(found), date=f"2021-03-{outlet + 1:02}")  # fmt: skip


def articles(site: Path) -> dict[str, Article]:
    found = [read_article(path.read_text("utf-8"), path.name) for path in sorted((site / "content").rglob("*.md"))]
    return {article.source_url or article.id: article for article in found}


def file_of(site: Path, url: str) -> Path:
    (path,) = (site / "content").rglob(f"{articles(site)[url].id}.md")
    return path


def edit(path: Path, key: str, value: str | None) -> None:
    """What a person does in an editor: changes, adds or deletes one line of the header."""
    header, _, body = path.read_text("utf-8").partition("\n\n")
    lines = [line for line in header.split("\n") if not line.startswith(f"{key}: ")] + ([f"{key}: {value}"] if value else [])
    path.write_text("\n".join(lines) + "\n\n" + body, "utf-8")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Forty reports, ten of them in two more outlets, which come first and printed later."""
    items = [story(n, outlet, words=outlet) for outlet in (2, 1, 0) for n in range(40) if outlet == 0 or n < 10]
    return write_jsonl(tmp_path / "a.jsonl", items)


def test_copies_point_to_the_oldest_print_and_related_articles_are_no_copies(tmp_path: Path, source: Path) -> None:
    run(tmp_path / "s", source)
    found = articles(tmp_path / "s")
    assert len(found) == 60
    for n in range(10):
        first = found[f"https://paper0.example/{n}"]
        assert first.duplicate_of is None
        for outlet in (1, 2):
            copy = found[f"https://paper{outlet}.example/{n}"]
            assert copy.duplicate_of == first.id
            assert "duplicate_of" in copy.derived
    by_id = {article.id: article for article in found.values()}
    related = {article.id: [by_id[id_] for id_ in article.related if ID_PATTERN.fullmatch(id_)] for article in found.values()}
    assert sum(map(bool, related.values())) > 20
    for id_, others in related.items():
        own = by_id[id_].duplicate_of or id_
        assert own not in [other.duplicate_of or other.id for other in others]


def test_one_process_and_two_a_second_run_and_a_run_without_the_ledger_give_the_same_bytes(tmp_path: Path, source: Path) -> None:
    run(tmp_path / "one", source)
    run(tmp_path / "two", source, jobs=2)
    first = tree(tmp_path / "one" / "content")
    assert tree(tmp_path / "two" / "content") == first
    assert run(tmp_path / "one", source).counts["unchanged"] == 60
    assert tree(tmp_path / "one" / "content") == first
    shutil.rmtree(tmp_path / "one" / ".arsheef")
    assert run(tmp_path / "one", source).counts["unchanged"] == 60
    assert tree(tmp_path / "one" / "content") == first


def test_a_first_print_that_comes_in_a_later_run_becomes_the_first(tmp_path: Path) -> None:
    site = tmp_path / "s"
    run(site, write_jsonl(tmp_path / "a.jsonl", [story(1, 2), story(1, 1)]))
    run(site, write_jsonl(tmp_path / "b.jsonl", [story(1, 0)]))
    found = articles(site)
    first, second, third = (found[f"https://paper{outlet}.example/1"] for outlet in range(3))
    assert (first.duplicate_of, second.duplicate_of) == (None, first.id)
    assert third.duplicate_of == first.id
    before = tree(site / "content")
    run(site, write_jsonl(tmp_path / "c.jsonl", []))
    assert tree(site / "content") == before


@pytest.mark.parametrize("stop", range(1, 9))
def test_killed_anywhere_the_next_run_ends_as_if_nothing_had_happened(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    run(tmp_path / "whole", source)
    left = [stop]
    commit = Ledger.commit

    def dying(ledger: Ledger) -> None:
        left[0] -= 1
        if left[0] == 0:
            ledger.database.rollback()
            raise ZeroDivisionError
        commit(ledger)

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "commit", dying)
        try:
            run(tmp_path / "s", source)
        except ZeroDivisionError:
            assert left == [0]
    run(tmp_path / "s", source)
    assert tree(tmp_path / "s" / "content") == tree(tmp_path / "whole" / "content")
    run(tmp_path / "s", source)
    assert tree(tmp_path / "s" / "content") == tree(tmp_path / "whole" / "content")


FIELDS = {"Related": "related", "Duplicate_of": "duplicate_of"}


@pytest.mark.parametrize("key", FIELDS)
@pytest.mark.parametrize("value", [None, "0123456789"])
@pytest.mark.parametrize("lost", [False, True])
def test_what_a_person_deleted_or_corrected_stays_so(tmp_path: Path, source: Path, key: str, value: str | None, lost: bool) -> None:
    site, url = tmp_path / "s", "https://paper2.example/1"
    run(site, source)
    path = file_of(site, url)
    assert f"{key}: " in path.read_text("utf-8") or key == "Related"
    edit(path, key, value)
    body = path.read_text("utf-8").partition("\n\n")[2]
    if lost:
        shutil.rmtree(site / ".arsheef")
    oldest = story(1, 0) | {"url": "https://paper9.example/1", "source": "صحيفة 9", "date": "2020-01-01"}
    changed = [story(1, 2, 2) | {"date_extracted": "2021-09-01 10:20:30", "author": "سلمى النجار", "content": text_of(70)}]
    for each in (source, write_jsonl(tmp_path / "b.jsonl", [oldest]), write_jsonl(source, changed)):
        run(site, each)
        article = articles(site)[url]
        assert getattr(article, FIELDS[key]) == ({"related": (value,), "duplicate_of": value}[FIELDS[key]] if value else {"related": (), "duplicate_of": None}[FIELDS[key]])
        assert path.read_text("utf-8").partition("\n\n")[2] == body


def test_files_that_were_written_by_hand_or_before_there_was_enrichment_get_theirs(tmp_path: Path, source: Path) -> None:
    site = tmp_path / "s"
    ingest([source], site / "content", site / ".arsheef")
    shutil.rmtree(site / ".arsheef")
    hand = Article("0123456789", "جسر الريحان ومهرجان الريحان", tuple(str(story(0)["content"]).split("\n\n")), date="2021-03-30")
    (site / "content" / "hand.md").write_text(write_article(hand), "utf-8")
    (site / "content" / "note.md").write_text("ملاحظة بلا ترويسة", "utf-8")
    before = articles_without_note(site)
    empty = write_jsonl(tmp_path / "b.jsonl", [])
    run(site, empty)
    found = articles_without_note(site)
    assert found["0123456789"].duplicate_of == found["https://paper0.example/0"].id
    assert sum(article.duplicate_of is not None for article in found.values()) == 21
    assert {url: article.paragraphs for url, article in found.items()} == {url: article.paragraphs for url, article in before.items()}
    assert (site / "content" / "note.md").read_text("utf-8") == "ملاحظة بلا ترويسة"
    after = tree(site / "content")
    run(site, empty)
    assert tree(site / "content") == after


def articles_without_note(site: Path) -> dict[str, Article]:
    paths = [path for path in sorted((site / "content").rglob("*.md")) if path.name != "note.md"]
    found = [read_article(path.read_text("utf-8"), path.name) for path in paths]
    return {article.source_url or article.id: article for article in found}
