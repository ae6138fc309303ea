"""The ledger: a cache that may be deleted, damaged or made by another version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from raw_articles import item, tree, write_jsonl

from arsheef.errors import ArsheefError, WriteError
from arsheef.ingest import ledger
from arsheef.ingest.ledger import FileRow, RecordRow, open_ledger, record_key
from arsheef.ingest.pipeline import ingest

ROW = FileRow("0123456789", "2021/05/0123456789.md", "d" * 64, "012345678900", "t" * 32, "/in/a.jsonl", "k" * 64)
RECORD = RecordRow("k" * 64, "a.jsonl", 3, "0123456789", "written", None, ("إعلان", "شارك"))


def test_what_was_put_in_is_there_in_the_next_run(tmp_path: Path) -> None:
    with open_ledger(tmp_path) as opened:
        opened.put_file(ROW)
        opened.put_record(RECORD)
        run = opened.run
    with open_ledger(tmp_path) as opened:
        assert opened.known(RECORD.key) == (RECORD, ROW)
        assert list(opened.same_text(ROW.text_key or "")) == [ROW]
        assert opened.has_path(ROW.path)
        assert opened.run == run + 1


def test_changes_before_an_error_that_was_not_committed_are_gone(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), open_ledger(tmp_path) as opened:
        opened.put_file(ROW)
        opened.commit()
        opened.put_record(RECORD)
        raise ZeroDivisionError
    with open_ledger(tmp_path) as opened:
        assert opened.file(ROW.id) == ROW
        assert opened.known(RECORD.key) is None


def test_other_code_forgets_records_but_not_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(tmp_path) as opened:
        opened.put_file(ROW)
        opened.put_record(RECORD)
    monkeypatch.setattr(ledger, "_fingerprint", lambda: "other")
    with open_ledger(tmp_path) as opened:
        assert opened.known(RECORD.key) is None
        assert opened.file(ROW.id) == ROW


@pytest.mark.parametrize("damage", ["garbage", "zeros", "truncated", "another format", "another database", "empty"])
def test_a_damaged_or_foreign_ledger_is_made_new_and_the_archive_stays(tmp_path: Path, damage: str) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [item(n) for n in range(30)])
    ingest([source], tmp_path / "content", tmp_path / ".arsheef")
    before = tree(tmp_path / "content")
    path = tmp_path / ".arsheef" / "ledger.sqlite"
    whole = path.read_bytes()
    if damage in ("another format", "another database"):
        path.unlink() if damage == "another database" else None
        with sqlite3.connect(path) as database:
            database.execute("UPDATE meta SET value = '0' WHERE key = 'format'" if damage == "another format" else "CREATE TABLE x(y)")
        database.close()
    else:
        path.write_bytes({"garbage": b"no database" * 999, "zeros": b"\0" * len(whole), "truncated": whole[: len(whole) // 2], "empty": b""}[damage])
    assert ingest([source], tmp_path / "content", tmp_path / ".arsheef").counts["unchanged"] == 30
    assert tree(tmp_path / "content") == before


def test_a_second_holder_is_told_to_wait(tmp_path: Path) -> None:
    with open_ledger(tmp_path), pytest.raises(ArsheefError, match="wait for its end"), open_ledger(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(WriteError, match=r"ledger\.sqlite cannot be written"), open_ledger(tmp_path / "file"):
        pass


def test_the_naming_of_columns_is_part_of_a_records_key() -> None:
    keys = {record_key("a", {}), record_key("a", {"title": "x"}), record_key("a", {"title": "y"}), record_key("b", {"title": "x"})}
    assert len(keys) == 4
