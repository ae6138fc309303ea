"""``arsheef ingest`` and ``arsheef extract`` as a user types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from raw_articles import item, report_of, text_of, write_jsonl

from arsheef.article import Article
from arsheef.ingest.repetition import LEAST


def arsheef(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "arsheef.cli.main", *map(str, arguments)]
    program = "import sys; from arsheef.cli.main import main; sys.argv[0] = 'arsheef'; main()"
    command[1:3] = ["-c", program]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, env=os.environ | environment)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_jsonl(tmp_path / "a.jsonl", [item(1), item(2), item(2), item(3, content="")])


def test_the_summary_adds_up_and_all_accounted_for_is_success(tmp_path: Path, source: Path) -> None:
    done = arsheef("ingest", source, "--site", tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == "4 read: 2 written, 0 updated, 0 unchanged, 1 duplicate, 1 rejected.\n"
    assert f"{source}, record 4: the text is empty; nothing to keep." in done.stderr.decode()
    assert (tmp_path / ".arsheef" / "ledger.sqlite").is_file()


def test_strict_makes_a_rejection_a_failure(tmp_path: Path, source: Path) -> None:
    assert arsheef("ingest", source, "--site", tmp_path, "--strict").returncode == 1
    assert arsheef("ingest", source, "--site", tmp_path, "--strict").returncode == 1
    assert arsheef("ingest", write_jsonl(tmp_path / "b.jsonl", [item(1)]), "--site", tmp_path, "--strict").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [["ingest"], ["ingest", "no-such-file"], ["ingest", ".", "--map", "title"], ["ingest", ".", "--map", "subject=x"],
     ["ingest", ".", "--jobs", "0"], ["ingest", ".", "--nonsense"], ["extract"], ["extract", "no-such-file"]],
)  # fmt: skip
def test_misuse_is_exit_code_2(arguments: list[str]) -> None:
    assert arsheef(*arguments).returncode == 2


def test_a_folder_without_settings_and_a_content_folder_by_name(tmp_path: Path, source: Path) -> None:
    assert arsheef("ingest", source, "--site", tmp_path, "--content", tmp_path / "articles").returncode == 0
    assert len(list((tmp_path / "articles").rglob("*.md"))) == 2
    assert not (tmp_path / "content").exists()


def test_the_settings_of_a_site_name_its_folders(tmp_path: Path, source: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text('PATH = "texts"\nARSHEEF = {"cache": "kept"}\n', "utf-8")
    assert arsheef("ingest", source, "--site", tmp_path).returncode == 0
    assert len(list((tmp_path / "texts").rglob("*.md"))) == 2
    assert (tmp_path / "kept" / "ledger.sqlite").is_file()


def test_standard_input_columns_and_report_together(tmp_path: Path) -> None:
    table = f"kicker,matter\nالعنوان,\"{text_of(1)}\"\n".encode()
    done = arsheef("ingest", "-", "--site", tmp_path, "--map", "title=kicker", "--map", "text=matter", "--report", tmp_path / "r.jsonl", stdin=table)
    assert done.returncode == 0, done.stderr
    assert [(line["path"], line["offset"], line["outcome"]) for line in report_of(tmp_path / "r.jsonl")] == [("-", 1, "written")]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_arabic_never_breaks_a_terminal_that_has_none(tmp_path: Path, encoding: str) -> None:
    source = tmp_path / "خبر فارغ.txt"
    source.write_text(" ", "utf-8")
    done = arsheef("ingest", source, "--site", tmp_path, PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert b"1 rejected" in done.stdout
    assert b"Traceback" not in done.stderr
    shown = arsheef("extract", write_jsonl(tmp_path / "a.jsonl", [item(1)]), PYTHONIOENCODING=encoding)
    assert shown.returncode == 0
    assert b"Traceback" not in shown.stderr


def test_many_messages_are_cut_short_and_the_report_named(tmp_path: Path) -> None:
    done = arsheef("ingest", write_jsonl(tmp_path / "a.jsonl", [item(n, content="") for n in range(50)]), "--site", tmp_path)
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 21
    assert lines[-1] == "… and 30 more like these; --report FILE lists all."


def test_a_long_run_without_a_terminal_shows_plain_lines(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [item(1)] * 11_000)
    done = arsheef("ingest", source, "--site", tmp_path)
    assert [line.split(" ")[0].rstrip(":") for line in done.stderr.decode().splitlines()] != []
    assert b"\x1b" not in done.stderr
    assert done.stderr.count(b"read:") == 2


def test_extract_prints_the_fields_of_article_and_writes_nothing(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [item(1, content=text_of(1) + "\n\nشارك الخبر: فيسبوك تويتر واتساب"), item(2, content="")])
    before = set(tmp_path.rglob("*"))
    done = arsheef("extract", source, "--json")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.decode("utf-8").splitlines()
    fields = json.loads(line)
    assert set(Article.__dataclass_fields__) | {"date_precision", "residue"} == set(fields)
    assert fields["title"] in line, "Arabic is not escaped"
    assert fields["date_precision"] == "day"
    assert fields["paragraphs"] == text_of(1).split("\n\n")
    assert fields["residue"] == ["شارك الخبر: فيسبوك تويتر واتساب"]
    assert "record 2: the text is empty" in done.stderr.decode()
    assert set(tmp_path.rglob("*")) == before


def test_extract_shows_what_repetition_among_the_given_files_would_cut(tmp_path: Path) -> None:
    line = "حمّل تطبيق صحيفة المثال ليصلك الخبر أولًا"
    items = [item(n, content=f"{text_of(n)}\n\n{line}") for n in range(LEAST)]
    sources = [write_jsonl(tmp_path / "a.jsonl", items[:5]), write_jsonl(tmp_path / "b.jsonl", items[5:])]
    done = arsheef("extract", *sources, "--json")
    found = [json.loads(row) for row in done.stdout.decode("utf-8").splitlines()]
    assert [row["residue"] for row in found] == [[line]] * LEAST
    assert ["\n\n".join(row["paragraphs"]) for row in found] == [text_of(n) for n in range(LEAST)]
    alone = json.loads(arsheef("extract", sources[0], "--json").stdout.decode("utf-8").splitlines()[0])
    assert (alone["residue"], alone["paragraphs"][-1]) == ([], line)


def test_extract_without_json_is_for_reading(tmp_path: Path) -> None:
    done = arsheef("extract", write_jsonl(tmp_path / "a.jsonl", [item(1)]))
    assert "title: عنوان الخبر رقم 1\n" in done.stdout.decode("utf-8")


def test_extract_of_nothing_readable_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", "utf-8")
    assert arsheef("extract", tmp_path / "a.txt").returncode == 1
