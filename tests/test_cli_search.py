"""``arsheef search`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from search_archive import Archive, document
from typer.testing import CliRunner

from arsheef.cli.main import app
from arsheef.errors import IndexFormatError, InputError, SettingsError


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / "pelicanconf.py").write_text("SITENAME = 'أرشيف'\n", "utf-8")
    Archive(folder / ".arsheef").hold([
        document("aaaaaaaaaa", "فتح جسر الوادي", "عبر الأهالي الجسر", "2024-03-12", source="المرفأ", source_url="https://x.example/1"),
        document("bbbbbbbbbb", "سوق السمك", "ينتقل السوق", None),
    ])  # fmt: skip
    return folder


def lines(*arguments: str) -> list[str]:
    result = CliRunner().invoke(app, ["search", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def test_json_is_one_object_a_query_with_these_fields(site: Path) -> None:
    (line,) = lines("الجسر", "--site", str(site), "--json")
    found = json.loads(line)
    assert set(found) == {"query", "total", "notes", "hits"}
    assert (found["query"], found["total"]) == ("الجسر", 1)
    (hit,) = found["hits"]
    assert set(hit) == {"id", "url", "source_url", "title", "date", "source", "score"}
    assert (hit["id"], hit["url"], hit["source"]) == ("aaaaaaaaaa", "a/aa/aaaaaaaaaa.html", "المرفأ")


def test_a_file_of_queries_is_answered_in_order(site: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"query": "سوق"}\n\n{"query": "جسر", "other": 1}\n', "utf-8")
    found = [json.loads(line) for line in lines("--queries", str(queries), "--site", str(site), "--json")]
    assert [(row["query"], [hit["id"] for hit in row["hits"]]) for row in found] == [("سوق", ["bbbbbbbbbb"]), ("جسر", ["aaaaaaaaaa"])]


def test_without_json_it_reads_like_a_list(site: Path) -> None:
    shown = "\n".join(lines("جسر زرافة", "--site", str(site)))
    assert "فتح جسر الوادي" in shown
    assert "unknown زرافة" in shown


def test_every_failure_says_what_to_do(site: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"q": 1}\n', "utf-8")
    (tmp_path / "pelicanconf.py").write_text("", "utf-8")
    for arguments, kind, says in (
        (["search", "x", "--site", str(tmp_path / "nowhere")], SettingsError, "arsheef new"),
        (["search", "x", "--site", str(tmp_path)], IndexFormatError, "arsheef build"),
        (["search", "--queries", str(queries), "--site", str(site)], InputError, "line 1"),
        (["search", "x", "--sort", "random", "--site", str(site)], InputError, "relevance, newest, oldest"),
    ):
        error = run(app, arguments).exception
        assert isinstance(error, kind)
        assert says in str(error)
