"""Sources that change, and people who correct: what ingest may touch."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from raw_articles import item, report_of, text_of, write_jsonl

from arsheef.article import Article
from arsheef.frontmatter import read_article, write_article
from arsheef.ingest import ledger
from arsheef.ingest.pipeline import ingest
from arsheef.ingest.revision import mark_of, revise
from arsheef.ingest.store import digest_of

LATER = "2021-09-01 10:20:30"


def run(site: Path, source: Path) -> str:
    """The outcome of the single record of ``source``."""
    site.mkdir(exist_ok=True)
    ingest([source], site / "content", site / ".arsheef", report=site / "r.jsonl")
    (line,) = report_of(site / "r.jsonl")
    return str(line["outcome"])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An archive of one article."""
    assert run(tmp_path / "s", write_jsonl(tmp_path / "a.jsonl", [item(1)])) == "written"
    return tmp_path / "s"


def file_of(site: Path) -> Path:
    (file,) = (site / "content").rglob("*.md")
    return file


def article_of(site: Path) -> Article:
    return read_article(file_of(site).read_text("utf-8"))


def change(site: Path, **changes: object) -> str:
    """Ingests the same file with a changed article."""
    return run(site, write_jsonl(site.parent / "a.jsonl", [item(1, **changes)]))


def test_a_changed_text_is_updated_with_the_time_of_the_source_and_stays_in_its_place(site: Path) -> None:
    before = file_of(site)
    assert change(site, content=text_of(1) + "\n\n" + text_of(50, 1), date_extracted=LATER, date="2021-11-11") == "updated"
    assert file_of(site) == before
    article = article_of(site)
    assert article.paragraphs[-1] == text_of(50, 1)
    assert article.modified == "2021-09-01T10:20:30"
    assert "modified" in article.derived
    assert article.date == "2021-02-02"
    assert change(site, content=text_of(1) + "\n\n" + text_of(50, 1), date_extracted=LATER, date="2021-11-11") == "unchanged"


def test_without_a_time_in_the_source_no_time_is_invented(site: Path) -> None:
    assert change(site, content=text_of(2)) == "updated"
    assert article_of(site).modified is None


def test_a_source_that_goes_back_is_followed_back(site: Path) -> None:
    first = file_of(site).read_text("utf-8")
    assert change(site, content=text_of(2)) == "updated"
    assert change(site) == "updated"
    assert file_of(site).read_text("utf-8") == first


def test_given_fields_stay_and_empty_ones_may_be_filled(site: Path) -> None:
    title = article_of(site).title
    assert change(site, title="عنوان آخر تمامًا", author="سلمى النجار") == "updated"
    assert article_of(site).title == title
    assert article_of(site).author == "سلمى النجار"


def test_another_file_with_another_text_for_the_address_is_a_duplicate(site: Path) -> None:
    before = file_of(site).read_bytes()
    assert run(site, write_jsonl(site.parent / "b.jsonl", [item(1, content=text_of(9))])) == "duplicate"
    assert file_of(site).read_bytes() == before


def test_a_corrected_file_keeps_its_text_and_fields_when_the_source_changes(site: Path) -> None:
    file = file_of(site)
    header, _, body = file.read_text("utf-8").partition("\n\n")
    edited = f"{header.replace('Title: ', 'Title: مصحح: ')}\n\n{body.replace('رقم 1 إن', 'رقم **واحد** إن')}"
    file.write_text(edited, "utf-8")
    change(site, content=text_of(2), title="عنوان جديد", date_extracted=LATER)
    text = file.read_text("utf-8")
    assert "Title: مصحح: " in text
    assert text.partition("\n\n")[2] == edited.partition("\n\n")[2]
    assert "**واحد**" in text
    assert article_of(site).lead != read_article(edited).lead  # a machine's own field is renewed
    assert change(site, content=text_of(2), title="عنوان جديد", date_extracted=LATER) == "unchanged"


def test_a_derived_field_that_a_person_corrected_is_theirs_from_then_on(site: Path) -> None:
    file = file_of(site)
    lead = article_of(site).lead
    assert lead
    file.write_text(file.read_text("utf-8").replace(f"Summary: {lead}", "Summary: موجز كتبه المحرر"), "utf-8")
    change(site, content=text_of(2), author="سلمى النجار")
    assert article_of(site).lead == "موجز كتبه المحرر"
    change(site, content=text_of(3))
    assert article_of(site).lead == "موجز كتبه المحرر"


def test_a_file_that_was_moved_by_hand_is_updated_where_it_is(site: Path) -> None:
    moved = site / "content" / "special" / file_of(site).name
    moved.parent.mkdir()
    file_of(site).rename(moved)
    assert change(site) == "unchanged"
    assert change(site, content=text_of(2)) == "updated"
    assert file_of(site) == moved
    assert text_of(2, 1) in moved.read_text("utf-8")


def test_a_file_that_no_longer_reads_as_an_article_is_left_alone(site: Path) -> None:
    file_of(site).write_text("ملاحظة من المحرر، بلا ترويسة", "utf-8")
    shutil.rmtree(site / ".arsheef")
    assert change(site, content=text_of(2)) == "unchanged"
    assert file_of(site).read_text("utf-8") == "ملاحظة من المحرر، بلا ترويسة"
    assert "left as it is" in report_of(site / "r.jsonl")[0]["reason"]


def test_without_a_ledger_a_file_counts_as_edited(site: Path) -> None:
    before = article_of(site).paragraphs
    shutil.rmtree(site / ".arsheef")
    change(site, content=text_of(2))
    assert article_of(site).paragraphs == before


def test_a_hand_written_file_under_another_name_is_found_by_its_slug(site: Path) -> None:
    named = file_of(site).with_name("my-article.md")
    file_of(site).rename(named)
    shutil.rmtree(site / ".arsheef")
    assert change(site) == "unchanged"
    assert file_of(site) == named


def test_better_extraction_renews_what_machines_wrote(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = article_of(site)
    worse = replace(article, lead="موجز من نسخة قديمة", paragraphs=("نص من نسخة قديمة",))
    file_of(site).write_text(write_article(worse), "utf-8")
    with ledger.open_ledger(site / ".arsheef") as opened:
        row = opened.file(article.id)
        assert row
        opened.put_file(replace(row, written=digest_of(write_article(worse))))
    monkeypatch.setattr(ledger, "_fingerprint", lambda: "new code")
    assert change(site) == "updated"
    assert article_of(site) == article  # and Modified is not set: the source did not change


@pytest.mark.parametrize("edited", [False, True])
def test_what_enrichment_found_stays_where_extraction_is_silent(edited: bool) -> None:
    present = Article("0123456789", "عنوان", ("نص",), places=("غزة",), topics=("رياضة",), derived=frozenset({"places", "lead"}))
    fresh = Article("0123456789", "عنوان", ("نص",), lead="موجز", derived=frozenset({"lead"}))
    marks = {"places": mark_of(("غزة",))}
    revised = revise(present, fresh, edited=edited, marks=marks, modified=None)
    assert (revised.places, revised.topics, revised.lead) == (("غزة",), ("رياضة",), "موجز")
