"""The sample articles: ingest gives what their author says they are, no attack survives, and content/ is what ingest writes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from arsheef.article import Article
from arsheef.frontmatter import ORDER, body_to_html, read_article, split_header
from arsheef.ids import canonical_url

ROOT = Path(__file__).resolve().parent.parent
EXPECTED: list[dict[str, Any]] = json.loads((ROOT / "tests/samples-expected.json").read_text(encoding="utf-8"))
WRITTEN = [row for row in EXPECTED if row["outcome"] == "written"]
FIELDS = ("title", "title_source", "source", "section", "author", "agency", "modified")


def name_of(row: dict[str, Any]) -> tuple[str, int]:
    """(file below tests/samples, number of the record)."""
    return row["file"], row["record"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site into which the samples were ingested by the command, as a reader of the README would do it."""
    folder = tmp_path_factory.mktemp("samples") / "site"
    folder.mkdir()
    command = [str(Path(sys.executable).parent / "arsheef"), "ingest", "tests/samples", "--site", str(folder), "--report", str(folder / "report.jsonl")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def report(site: Path) -> dict[tuple[str, int], dict[str, Any]]:
    """The rows of the report by file and record; a .gz holds one file, whose name is not told apart."""
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for line in (site / "report.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = re.sub(r"\.gz!.*", ".gz", row["path"].removeprefix("tests/samples/"))
        assert (path, row["offset"]) not in rows, "a record is reported twice"
        rows[path, row["offset"]] = row
    return rows


@pytest.fixture(scope="module")
def articles(site: Path) -> dict[str, Article]:
    """Every article of the site's content/, by id."""
    found = [read_article(path.read_text(encoding="utf-8"), path.name) for path in sorted((site / "content").rglob("*.md"))]
    return {article.id: article for article in found}


def test_every_record_ends_as_its_author_says(report: dict[tuple[str, int], dict[str, Any]]) -> None:
    assert {name: row["outcome"] for name, row in report.items()} == {name_of(row): row["outcome"] for row in EXPECTED}


def test_a_rejected_record_says_why(report: dict[tuple[str, int], dict[str, Any]]) -> None:
    assert all(row["reason"] for row in report.values() if row["outcome"] == "rejected")


def test_every_written_record_is_one_file(report: dict[tuple[str, int], dict[str, Any]], articles: dict[str, Article]) -> None:
    ids = Counter(row["id"] for row in report.values() if row["outcome"] == "written")
    assert ids == Counter(list(articles))


@pytest.mark.parametrize("truth", WRITTEN, ids=lambda row: f"{row['file']}-{row['record']}")
def test_an_article_says_what_its_source_says(
    truth: dict[str, Any], report: dict[tuple[str, int], dict[str, Any]], articles: dict[str, Article]
) -> None:
    article = articles[report[name_of(truth)]["id"]]
    text = "\n".join(article.paragraphs)
    wrong = {}
    for field in FIELDS:
        found, also = getattr(article, field), truth.get("also", {}).get(field, [])
        if field in truth and found not in (truth[field], *also) and not (field == "title" and truth["title_source"] == "derived"):
            wrong[field] = (found, truth[field])
    if not same_date(article.date, truth["date"]):
        wrong["date"] = (article.date, truth["date"])
    if "source_url" in truth and address(article.source_url) != address(truth["source_url"]):
        wrong["source_url"] = (article.source_url, truth["source_url"])
    if truth["paragraphs"] is not None and len(article.paragraphs) != truth["paragraphs"]:
        wrong["paragraphs"] = (article.paragraphs, truth["paragraphs"])
    if not text.startswith(truth["begins"]):
        wrong["begins"] = (text[:100], truth["begins"])
    if truth["ends"] and not text.endswith(truth["ends"]):
        wrong["ends"] = (text[-100:], truth["ends"])
    wrong |= {word: "is still there" for word in truth.get("absent", ()) if word in text}
    wrong |= {f: getattr(article, f) for f, word in truth.get("contains", {}).items() if word not in (getattr(article, f) or "")}
    wrong |= {word: article.related for word in truth.get("related", ()) if word not in article.related}
    wrong |= {word: article.date_hints for word in truth.get("hints", ()) if word not in article.date_hints}
    assert not wrong, wrong


def same_date(found: str | None, truth: str | None) -> bool:
    """Equal, or the same day where the source also prints a time; seconds only where it prints none but zero."""
    if found is None or truth is None:
        return found == truth
    return found in (truth, truth[:10]) or (len(truth) == 16 and found == f"{truth}:00")


def address(url: str | None) -> str | None:
    """One spelling of an address."""
    return canonical_url(url) if url else None


def test_a_derived_title_is_a_clause_of_the_lead(report: dict[tuple[str, int], dict[str, Any]], articles: dict[str, Article]) -> None:
    for truth in (row for row in WRITTEN if row["title_source"] == "derived"):
        article = articles[report[name_of(truth)]["id"]]
        title = article.title.rstrip("…. ")
        assert "title" in article.derived
        assert title.startswith(truth["title_begins"])
        assert len(title) <= 90
        assert title in article.paragraphs[0]


def test_nothing_is_written_outside_content(site: Path) -> None:
    files = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    place = re.compile(r"content/(\d{4}/\d\d|undated)/[0-9a-z]{10,12}\.md|\.arsheef/ledger\.sqlite.*|report\.jsonl")
    assert [name for name in files if not place.fullmatch(name)] == []


def test_no_header_holds_a_key_that_a_source_slipped_in(site: Path, articles: dict[str, Article]) -> None:
    for path in (site / "content").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        pairs, _ = split_header(text)
        keys = [key for key, _ in pairs]
        assert set(keys) <= set(ORDER), path
        assert len(keys) == len(set(keys)), path
        assert dict(pairs)["Slug"] == path.stem
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", text), path
    assert {article.status for article in articles.values()} == {"published"}


def test_no_script_survives_in_the_page(site: Path) -> None:
    for path in (site / "content").rglob("*.md"):
        _, body = split_header(path.read_text(encoding="utf-8"))
        tags = re.findall(r"<[^>]+>", body_to_html(body))
        assert [tag for tag in tags if not re.fullmatch(r"</?(p|h[1-6]|em|strong|ul|ol|li|blockquote)>|<br />", tag)] == [], path


def test_the_content_of_the_repository_is_what_ingest_writes(site: Path) -> None:
    def tree(folder: Path) -> dict[str, bytes]:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}

    assert tree(ROOT / "content") == tree(site / "content")
