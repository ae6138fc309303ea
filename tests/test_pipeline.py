"""From sources to content/: every outcome, the same bytes every time, nothing doubled."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from raw_articles import item, report_of, text_of, tree, write_jsonl

from arsheef.article import Article, Record
from arsheef.errors import ArsheefError, InputError
from arsheef.frontmatter import read_article
from arsheef.ingest import extraction
from arsheef.ingest.extraction import Extracted, extract_record
from arsheef.ingest.pipeline import ingest
from arsheef.ingest.readers import read_records
from arsheef.ingest.report import OUTCOMES, Summary
from arsheef.ingest.store import place_of


def run(site: Path, *sources: Path | str, **options: Any) -> Summary:
    return ingest(list(sources), site / "content", site / ".arsheef", **options)


def counts(summary: Summary) -> tuple[int, ...]:
    """written, updated, unchanged, duplicate, rejected."""
    assert sum(summary.counts[outcome] for outcome in OUTCOMES) == summary.read
    return tuple(summary.counts[outcome] for outcome in OUTCOMES)


def mixed(folder: Path) -> Path:
    """A folder of all kinds of input: 200 articles in a .gz, repeats, rejections, text, an edited copy."""
    folder.mkdir(parents=True)
    (folder / "a.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(item(n)) + "\n" for n in range(200)).encode(), mtime=0))
    write_jsonl(folder / "b.jsonl", [item(3), item(7, content=text_of(900)), item(300, content=""), item(301)])
    (folder / "c.txt").write_text(text_of(400), "utf-8")
    (folder / "d.csv").write_text(f'title,text,date\nخبر,"{text_of(500)}",2020\nآخر,"{text_of(501)}",\n', "utf-8")
    return folder


def test_every_record_has_one_outcome_and_the_report_has_them_in_order(tmp_path: Path) -> None:
    summary = run(tmp_path / "s", mixed(tmp_path / "in"), report=tmp_path / "r.jsonl")
    assert counts(summary) == (204, 0, 0, 2, 1)
    report = report_of(tmp_path / "r.jsonl")
    assert len(report) == summary.read == 207
    assert [line["offset"] for line in report[:200]] == list(range(1, 201))
    assert {"path", "offset", "outcome", "id", "reason", "residue", "notes"} == set(report[0])
    assert [line["outcome"] for line in report[200:204]] == ["duplicate", "duplicate", "rejected", "written"]
    files = {path.stem for path in (tmp_path / "s/content").rglob("*.md")}
    assert files == {line["id"] for line in report if line["outcome"] == "written"}


def test_a_file_stands_where_its_date_says(tmp_path: Path) -> None:
    dated = {"2021-05-03": "2021/05", "مايو 2021": "2021/05", None: "undated"}
    for number, date in enumerate(dated):
        site = tmp_path / str(number)
        run(site, write_jsonl(tmp_path / f"{number}.jsonl", [item(number, date=date, url=None)]))
        (file,) = (site / "content").rglob("*.md")
        assert str(file.parent.relative_to(site / "content")) == dated[date]
        assert read_article(file.read_text("utf-8")).id == file.stem


def test_a_year_alone_has_a_month_of_its_own() -> None:
    places = [place_of(Article("0123456789", "x", ("x",), date=date)) for date in ("2021", "2021-05", "2021-05-03T10:20:30", None)]
    assert places == ["2021/00/0123456789.md", "2021/05/0123456789.md", "2021/05/0123456789.md", "undated/0123456789.md"]


@pytest.mark.parametrize(("id_", "date"), [("../../etc/x", None), ("0123456789", "../.."), ("0123456789", "2021-.."), ("", None)])
def test_no_id_and_no_date_can_name_a_place_outside(id_: str, date: str | None) -> None:
    with pytest.raises(ValueError, match=r"is no (id|ISO date)"):
        place_of(Article(id=id_, title="x", paragraphs=("x",), date=date))


def test_one_process_and_two_write_the_same_bytes_and_so_does_a_second_run_elsewhere(tmp_path: Path) -> None:
    source = mixed(tmp_path / "in")
    reports = []
    for name, jobs in (("one", 1), ("two", 2), ("again", 2)):
        run(tmp_path / name, source, jobs=jobs, report=tmp_path / f"{name}.jsonl")
        reports.append((tmp_path / f"{name}.jsonl").read_bytes())
    trees = [tree(tmp_path / name / "content") for name in ("one", "two", "again")]
    assert trees[0] == trees[1] == trees[2]
    assert reports[0] == reports[1] == reports[2]


def test_a_second_run_changes_nothing_and_extracts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = mixed(tmp_path / "in")
    run(tmp_path / "s", source)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "s/content").rglob("*")}

    def never(batch: list[Record]) -> list[Extracted]:
        raise AssertionError(f"extracted again: {batch}")

    monkeypatch.setattr("arsheef.ingest.pipeline.extract_batch", never)
    assert counts(run(tmp_path / "s", source, jobs=1)) == (0, 0, 204, 2, 1)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "s/content").rglob("*")} == before


def test_without_the_ledger_the_archive_itself_tells_what_is_there(tmp_path: Path) -> None:
    source = mixed(tmp_path / "in")
    run(tmp_path / "s", source)
    before = tree(tmp_path / "s/content")
    shutil.rmtree(tmp_path / "s/.arsheef")
    assert counts(run(tmp_path / "s", source)) == (0, 0, 204, 2, 1)
    assert tree(tmp_path / "s/content") == before
    assert counts(run(tmp_path / "s", source)) == (0, 0, 204, 2, 1)


def test_a_deleted_file_is_written_again(tmp_path: Path) -> None:
    source = mixed(tmp_path / "in")
    run(tmp_path / "s", source)
    before = tree(tmp_path / "s/content")
    shutil.rmtree(tmp_path / "s/content/2021/03")
    gone = len(before) - len(tree(tmp_path / "s/content"))
    assert gone > 0
    assert counts(run(tmp_path / "s", source)) == (gone, 0, 204 - gone, 2, 1)
    assert tree(tmp_path / "s/content") == before


def test_an_empty_file_left_by_a_power_cut_is_written_again(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [item(1)])
    run(tmp_path / "s", source)
    (file,) = (tmp_path / "s/content").rglob("*.md")
    before = file.read_bytes()
    file.write_bytes(b"")
    assert counts(run(tmp_path / "s", source)) == (1, 0, 0, 0, 0)
    assert file.read_bytes() == before


def test_the_same_text_is_a_duplicate_in_one_outlet_and_a_copy_in_another(tmp_path: Path) -> None:
    again = item(1)["content"].replace("،", " ،").replace("كثيرًا", "كثيرا")
    source = write_jsonl(tmp_path / "a.jsonl", [
        item(1), item(1, url="https://example.com/moved/1", content=again), item(1, url="https://other.example/1", source="صحيفة أخرى"),
    ])  # fmt: skip
    run(tmp_path / "s", source, report=tmp_path / "r.jsonl")
    assert [line["outcome"] for line in report_of(tmp_path / "r.jsonl")] == ["written", "duplicate", "written"]
    assert "same outlet and text" in report_of(tmp_path / "r.jsonl")[1]["reason"]


def test_a_stock_phrase_under_two_headlines_is_two_articles(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [item(n, content="التفاصيل في نشرة الساعة الثامنة مساء.") for n in (1, 2)])
    assert counts(run(tmp_path / "s", source)) == (2, 0, 0, 0, 0)


def test_the_same_address_spelled_otherwise_is_the_same_article(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [item(1, url="http://Example.com:80/a?utm_source=x#top"), item(2, url="https://example.com/a")])
    assert counts(run(tmp_path / "s", source)) == (1, 0, 0, 1, 0)


def test_two_articles_whose_ids_collide_are_both_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def colliding(record: Record) -> Extracted:
        result = extract_record(record)
        assert result.article is not None
        long_id = "0000000000" + result.article.id[:2]
        article = Article(id="0000000000", title=result.article.title, paragraphs=result.article.paragraphs, source_url=result.article.source_url)
        return Extracted(article, long_id, result.text_key)

    monkeypatch.setattr(extraction, "extract_record", colliding)
    source = write_jsonl(tmp_path / "a.jsonl", [item(1), item(2), item(1)])
    assert counts(run(tmp_path / "s", source, jobs=1)) == (2, 0, 0, 1, 0)
    ids = sorted(path.stem for path in (tmp_path / "s/content").rglob("*.md"))
    assert [len(id_) for id_ in ids] == [10, 12]
    assert sorted(read_article(path.read_text("utf-8")).id for path in (tmp_path / "s/content").rglob("*.md")) == ids
    assert counts(run(tmp_path / "s", source, jobs=1)) == (0, 0, 2, 1, 0)


def test_a_batch_of_another_file_with_the_same_articles_is_unchanged(tmp_path: Path) -> None:
    run(tmp_path / "s", write_jsonl(tmp_path / "a.jsonl", [item(1), item(2)]))
    assert counts(run(tmp_path / "s", write_jsonl(tmp_path / "b.jsonl", [item(2), item(3)]))) == (1, 0, 1, 0, 0)


def test_another_naming_of_columns_reads_the_same_rows_anew(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [item(1, kicker="العنوان الأصح")])
    run(tmp_path / "s", source)
    assert counts(run(tmp_path / "t", source, mapping={"title": "kicker"})) == (1, 0, 0, 0, 0)
    (file,) = (tmp_path / "t/content").rglob("*.md")
    assert read_article(file.read_text("utf-8")).title == "العنوان الأصح"


def test_a_process_that_dies_costs_only_the_record_that_killed_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deadly(record: Record) -> Extracted:
        if "99" in record.fields["url"]:
            os._exit(11)
        return extract_record(record)

    monkeypatch.setattr(extraction, "extract_record", deadly)
    source = write_jsonl(tmp_path / "a.jsonl", [item(n) for n in range(180)])
    summary = run(tmp_path / "s", source, jobs=2)
    assert counts(summary) == (179, 0, 0, 0, 1)
    assert "please report" in summary.messages[0]


def test_an_unforeseen_failure_inside_extraction_is_a_rejection_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(record: Record) -> Article:
        raise KeyError("unforeseen")

    monkeypatch.setattr("arsheef.ingest.extract.extract_with_residue", failing)
    summary = run(tmp_path / "s", write_jsonl(tmp_path / "a.jsonl", [item(1)]))
    assert counts(summary) == (0, 0, 0, 0, 1)
    assert "KeyError" in summary.messages[0]


def test_what_was_cut_out_is_in_the_report_now_and_from_the_ledger_later(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [item(1, content=text_of(1) + "\n\nشارك الخبر: فيسبوك تويتر واتساب\n\nجميع الحقوق محفوظة © 2022")])
    for _ in range(2):
        run(tmp_path / "s", source, report=tmp_path / "r.jsonl")
        (line,) = report_of(tmp_path / "r.jsonl")
        assert any("شارك الخبر" in part for part in line["residue"])


def test_the_archive_is_no_source_of_itself(tmp_path: Path) -> None:
    run(tmp_path, write_jsonl(tmp_path / "a.jsonl", [item(1)]))
    for own in (tmp_path / "content", tmp_path / "content/2021", tmp_path / ".arsheef"):
        with pytest.raises(InputError, match="archive itself"):
            run(tmp_path, own)
    summary = run(tmp_path, tmp_path)  # a folder that holds it is read without it
    assert counts(summary) == (0, 0, 1, 0, 0)
    assert summary.counts["skipped"] == 2


def test_a_missing_source_stops_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        run(tmp_path / "s", write_jsonl(tmp_path / "a.jsonl", [item(1)]), tmp_path / "none")
    assert not (tmp_path / "s").exists()


def test_two_ingests_at_once_are_told_apart(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [item(1)])

    def second(_: Summary) -> None:
        with pytest.raises(ArsheefError, match="another arsheef ingest"):
            run(tmp_path / "s", source)

    run(tmp_path / "s", source, progress=second)


def test_what_is_written_reads_back_as_the_article_that_was_extracted(tmp_path: Path) -> None:
    source = mixed(tmp_path / "in")
    run(tmp_path / "s", source)
    extracted = [extract_record(each).article for each in read_records(source) if isinstance(each, Record)]
    by_id = {article.id: article for article in reversed(extracted) if article}
    for path in (tmp_path / "s/content").rglob("*.md"):
        assert read_article(path.read_text("utf-8")) == by_id[path.stem]
