"""Closing lines that one outlet repeats: cut where position, form and repetition agree, kept where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_articles import item, report_of, text_of, tree, write_jsonl

from arsheef.frontmatter import read_article
from arsheef.ingest.ledger import Ledger
from arsheef.ingest.pipeline import ingest
from arsheef.ingest.repetition import LEAST, closings_of, openings_of, without

LINE = "حمّل تطبيق صحيفة المثال ليصلك الخبر أولًا"
OPENING = "استمع إلى هذا الخبر بصوت آلي"
SENTENCE = "وقال سكان القرية إن الجسر سيبقى مفتوحًا حتى نهاية الموسم."


def ingested(site: Path, endings: list[str], first: int = 0, **fields: str) -> dict[str, str]:
    """Articles with these endings, ingested into a site: address -> text of the file's body."""
    items = [item(n, content=text_of(n) + ending, **fields) for n, ending in enumerate(endings, first)]
    source = write_jsonl(site.with_suffix(".jsonl"), items)
    ingest([source], site / "content", site / ".arsheef", report=site.with_suffix(".report"))
    return bodies(site)


def bodies(site: Path) -> dict[str, str]:
    found = [read_article(path.read_text("utf-8")) for path in (site / "content").rglob("*.md")]
    return {article.source_url or "": "\n\n".join(article.paragraphs) for article in found}


@pytest.mark.parametrize("ending", [f"\n\n{LINE}", f" {LINE}", f"\n\n{LINE}\n\nتابعنا عبر قناة المثال"])
def test_a_line_with_which_every_article_ends_is_cut_from_the_first_of_them_too_and_reported(tmp_path: Path, ending: str) -> None:
    found = ingested(tmp_path / "s", [ending] * 30)
    assert {body for body in found.values() if LINE in body} == set()
    assert sorted(found.values()) == sorted(text_of(n) for n in range(30))
    ingested(tmp_path / "s", [ending] * 30)
    assert all(LINE in line["residue"] for line in report_of(tmp_path / "s.report"))


@pytest.mark.parametrize("gap", ["\n\n", " "])
def test_a_label_before_the_articles_own_headline_is_a_closing_line(tmp_path: Path, gap: str) -> None:
    label = "رابط الخبر بصحيفة المثال:"
    titles = [f"عنوان الخبر رقم {n} في الصحيفة، وفيه كلمات كثيرة تزيد على ما في سطر قصير من أسطر الصفحة" for n in range(30)]
    items = [item(n, title=title, content=f"{text_of(n, 1)}{gap}{label} {title}") for n, title in enumerate(titles)]
    items.append(item(30, title=(own := "كلام ليس لصحيفة المثال"), content=f"{SENTENCE}{gap}وقالت اللافتة: {own}"))
    site = tmp_path / "s"
    ingest([write_jsonl(site.with_suffix(".jsonl"), items)], site / "content", site / ".arsheef", report=site.with_suffix(".report"))
    found = sorted(bodies(site).values())
    assert [body for body in found if label in body] == []
    assert [body for body in found if not body.endswith(own)] == sorted(text_of(n, 1) for n in range(30))


def with_openings(site: Path, openings: list[str], first: int = 0) -> dict[str, str]:
    items = [item(n, content=opening + text_of(n)) for n, opening in enumerate(openings, first)]
    ingest([write_jsonl(site.with_suffix(".jsonl"), items)], site / "content", site / ".arsheef", report=site.with_suffix(".report"))
    return bodies(site)


def test_a_line_with_which_every_article_begins_is_cut_is_no_lead_and_can_be_put_back(tmp_path: Path) -> None:
    site = tmp_path / "s"
    found = with_openings(site, [f"{OPENING}\n\n"] * 30)
    assert sorted(found.values()) == sorted(text_of(n) for n in range(30))
    files = sorted((site / "content").rglob("*.md"))
    assert all(OPENING not in path.read_text("utf-8") for path in files)
    assert all(read_article(path.read_text("utf-8")).lead == read_article(path.read_text("utf-8")).paragraphs[0] for path in files)
    with_openings(site, [f"{OPENING}\n\n"] * 30)
    assert all(OPENING in line["residue"] for line in report_of(tmp_path / "s.report"))
    header, _, body = files[0].read_text("utf-8").partition("\n\n")
    files[0].write_text(f"{header}\n\n{OPENING}\n\n{body}", "utf-8")
    assert sum(OPENING in text for text in with_openings(site, [f"{OPENING}\n\n"] * 40).values()) == 1


def test_an_opening_that_is_rare_a_sentence_or_part_of_a_text_of_lines_stays(tmp_path: Path) -> None:
    assert sum(OPENING in body for body in with_openings(tmp_path / "few", [f"{OPENING}\n\n"] * (LEAST - 1)).values()) == LEAST - 1
    rare = with_openings(tmp_path / "rare", [*[""] * 200, *[f"{OPENING}\n\n"] * 15])
    assert sum(OPENING in body for body in rare.values()) == 15
    assert sum(f"{OPENING}." in body for body in with_openings(tmp_path / "said", [f"{OPENING}.\n\n"] * 30).values()) == 30
    assert openings_of((OPENING, *["يا ليل الصب متى غده"] * 6)) == []
    assert openings_of((LINE, OPENING, SENTENCE, OPENING)) == [LINE, OPENING]


def test_fewer_articles_another_outlet_a_small_share_and_a_sentence_are_no_reason(tmp_path: Path) -> None:
    line = f"\n\n{LINE}"
    assert sum(LINE in body for body in ingested(tmp_path / "few", [line] * (LEAST - 1)).values()) == LEAST - 1
    assert sum(LINE in body for body in ingested(tmp_path / "rare", [*[""] * 200, *[line] * 15]).values()) == 15
    assert sum(f"{LINE}." in body for body in ingested(tmp_path / "said", [f"{line}."] * 30).values()) == 30
    both = tmp_path / "both"
    ingested(both, [line] * (LEAST - 1))
    assert sum(LINE in body for body in ingested(both, [line] * (LEAST - 1), 100, source="صحيفة أخرى").values()) == 2 * (LEAST - 1)


def test_a_subheading_and_the_first_line_stay(tmp_path: Path) -> None:
    found = ingested(tmp_path / "s", [f"\n\nأداء القطاعات\n\n{SENTENCE}"] * 30)
    assert sum("أداء القطاعات" in body for body in found.values()) == 30
    assert closings_of((LINE,)) == []


def test_a_line_that_a_person_puts_back_stays_and_one_in_an_edited_file_too(tmp_path: Path) -> None:
    site = tmp_path / "s"
    ingested(site, [f"\n\n{LINE}"] * (LEAST - 1))
    edited = next((site / "content").rglob("*.md"))
    edited.write_text(edited.read_text("utf-8").replace("Title: ", "Title: مصحح: "), "utf-8")
    ingested(site, [f"\n\n{LINE}"] * 30)
    assert [url for url, body in bodies(site).items() if LINE in body] == [read_article(edited.read_text("utf-8")).source_url]
    back = next(path for path in (site / "content").rglob("*.md") if path != edited)
    back.write_text(f"{back.read_text('utf-8')}\n{LINE}\n", "utf-8")
    ingested(site, [f"\n\n{LINE}"] * 40)
    assert sum(LINE in body for body in bodies(site).values()) == 2


@pytest.mark.parametrize("stop", range(1, 6))
def test_killed_while_files_are_cleaned_the_next_run_cleans_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int) -> None:
    endings = [f"\n\n{LINE}"] * 50
    ingested(tmp_path / "whole", endings)
    left, commit = [stop], Ledger.commit

    def dying(ledger: Ledger) -> None:
        left[0] -= 1
        if left[0] == 0:
            ledger.database.rollback()
            raise ZeroDivisionError
        commit(ledger)

    with monkeypatch.context() as patched, pytest.raises(ZeroDivisionError):
        patched.setattr(Ledger, "commit", dying)
        ingested(tmp_path / "s", endings)
    ingested(tmp_path / "s", endings)
    assert tree(tmp_path / "s/content") == tree(tmp_path / "whole/content")


def test_closing_lines_are_taken_off_as_they_were_found() -> None:
    for paragraphs in ((SENTENCE, SENTENCE, LINE), (SENTENCE, f"{SENTENCE} {LINE}"), (SENTENCE, LINE, LINE)):
        assert set(" ".join(without(paragraphs, closings_of(paragraphs))).split()) == set(SENTENCE.split())
    assert closings_of((SENTENCE, f"{SENTENCE} {SENTENCE[:-1]} {LINE}")) == []
    assert closings_of((SENTENCE, "1", LINE, "***")) == []
