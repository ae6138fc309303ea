"""Folders, .gz, .tar and .zip, and what hostile ones try."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from raw_articles import item, text_of, tree

from arsheef.article import Record
from arsheef.errors import InputError
from arsheef.ingest.readers import Rejected, Skipped, read_records
from arsheef.ingest.readers.source import Expanding


def kinds(path: Path | str) -> list[tuple[str, str]]:
    """(label below the input, what it was) of every item."""
    names = {Record: "record", Rejected: "rejected", Skipped: "skipped"}
    return [(each.path.removeprefix(str(path)).lstrip("/!"), names[type(each)]) for each in read_records(path)]


def zip_of(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def jsonl(*numbers: int) -> bytes:
    return "".join(json.dumps(item(number)) + "\n" for number in numbers).encode()


def test_a_folder_is_read_in_the_order_of_names_and_hidden_files_are_counted(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", ".hidden", ".git/config", "ج.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text_of(1), "utf-8")
    assert kinds(tmp_path) == [(".git", "skipped"), (".hidden", "skipped"), ("a.txt", "record"), ("b/1.txt", "record"),
                               ("b/2.txt", "record"), ("ج.txt", "record")]  # fmt: skip


def test_links_in_a_folder_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("سر لا يُقرأ", "utf-8")
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a.txt").write_text(text_of(1), "utf-8")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "loop").symlink_to(inside)
    assert kinds(inside) == [("a.txt", "record"), ("link.txt", "skipped"), ("loop", "skipped")]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert kinds(tmp_path) == [("pipe", "skipped")]


def test_an_unreadable_folder_and_file_are_named_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/1.txt", "closed/2.txt", "z.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text_of(1), "utf-8")
    (tmp_path / "locked.txt").write_text(text_of(2), "utf-8")
    scandir, opener = os.scandir, open

    def no_scandir(path: str) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    def no_open(path: Any, *args: Any, **options: Any) -> Any:
        if str(path).endswith("locked.txt"):
            raise PermissionError(13, "Permission denied", path)
        return opener(path, *args, **options)

    monkeypatch.setattr(os, "scandir", no_scandir)
    monkeypatch.setattr("builtins.open", no_open)
    assert kinds(tmp_path) == [("a/1.txt", "record"), ("closed", "rejected"), ("locked.txt", "rejected"), ("z.txt", "record")]


def test_a_file_that_fails_while_it_is_read_is_a_rejection(tmp_path: Path) -> None:
    (rejected,) = read_records("/proc/self/mem") if Path("/proc/self/mem").exists() else read_records(tmp_path / "x")
    assert isinstance(rejected, Rejected)
    assert "cannot be read" in rejected.reason


def test_a_name_with_control_characters_or_broken_bytes_is_a_harmless_label(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\n.txt").write_text(text_of(1), "utf-8")
    with open(os.path.join(os.fsencode(tmp_path), b"\xff.txt"), "wb") as file:
        file.write(text_of(2).encode())
    labels = [each.path for each in read_records(tmp_path)]
    assert labels == [f"{tmp_path}/a\ufffd[31m\ufffd.txt", f"{tmp_path}/\ufffd.txt"]


def test_a_missing_source_is_the_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read_records(tmp_path / "none.txt"))


def test_standard_input_is_read_like_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(jsonl(1, 2)))))
    assert [(each.path, each.offset) for each in read_records("-") if isinstance(each, Record)] == [("-", 1), ("-", 2)]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.gz", "a.bin"])
def test_gzip_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(jsonl(1)) + gzip.compress(jsonl(2)))
    assert kinds(path) == [("", "record"), ("", "record")]


@pytest.mark.parametrize("cut", [10, 200, -4])
def test_a_gzip_that_is_cut_off_gives_what_it_has_and_says_so(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(jsonl(*range(50)))[:cut])
    *before, last = read_records(path)
    assert isinstance(last, Rejected)
    assert "cut off" in last.reason
    assert all(isinstance(each, Record) for each in before)
    if cut < 0:
        assert len(before) == 50
        assert last.offset == 51


def test_a_zip_gives_its_members_by_name(tmp_path: Path) -> None:
    members = {"ب/خبر.txt": text_of(1).encode(), "a.jsonl": jsonl(1, 2), ".DS_Store": b"x", "__MACOSX/a.jsonl": b"x", "d/": b""}
    path = zip_of(tmp_path / "a.zip", members)
    assert kinds(path) == [(".DS_Store", "skipped"), ("__MACOSX/a.jsonl", "skipped"), ("a.jsonl", "record"), ("a.jsonl", "record"),
                           ("ب/خبر.txt", "record")]  # fmt: skip


def test_a_zip_or_gzip_inside_a_zip_is_read_and_nothing_deeper(tmp_path: Path) -> None:
    inner = zip_of(tmp_path / "inner.zip", {"t.txt": text_of(1).encode()}).read_bytes()
    middle = zip_of(tmp_path / "middle.zip", {"inner.zip": inner}).read_bytes()
    path = zip_of(tmp_path / "outer.zip", {"inner.zip": inner, "middle.zip": middle, "x.jsonl.gz": gzip.compress(jsonl(1))})
    assert kinds(path) == [("inner.zip!t.txt", "record"), ("middle.zip!inner.zip", "rejected"), ("x.jsonl.gz", "record")]


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_tar_gives_its_files_and_leaves_out_links_and_devices(tmp_path: Path, mode: Any) -> None:
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, mode) as archive:
        for name, kind in (("../../up.txt", tarfile.REGTYPE), ("l.txt", tarfile.SYMTYPE), ("dev", tarfile.CHRTYPE), (".h", tarfile.REGTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            member.size = len(text_of(1).encode()) if kind == tarfile.REGTYPE else 0
            archive.addfile(member, io.BytesIO(text_of(1).encode()))
    assert kinds(path) == [("../../up.txt", "record"), ("l.txt", "skipped"), ("dev", "skipped"), (".h", "skipped")]


def test_a_member_that_points_outside_is_only_a_label(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    path = zip_of(inside / "a.zip", {"../../evil.txt": text_of(1).encode(), "/etc/evil.txt": text_of(2).encode()})
    before = tree(tmp_path)
    assert kinds(path) == [("../../evil.txt", "record"), ("etc/evil.txt", "record")]
    assert tree(tmp_path) == before


def test_a_zip_bomb_is_stopped_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Expanding, "FREE", 4 << 20)
    bomb = b"{}\n" + b"\n" * (20 << 20)
    for path in (zip_of(tmp_path / "bomb.zip", {"a.jsonl": bomb[: 3 << 20], "b.jsonl": bomb}), tmp_path / "bomb.jsonl.gz"):
        if path.suffix == ".gz":
            path.write_bytes(gzip.compress(bomb))
        rejected = [each for each in read_records(path) if isinstance(each, Rejected) and "bomb" in each.reason]
        assert len(rejected) == 1
        assert "unpack it yourself" in rejected[0].reason


def test_many_members_count_together_against_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Expanding, "FREE", 4 << 20)
    path = zip_of(tmp_path / "a.zip", {f"{n:02}.txt": b"\n" * (1 << 20) for n in range(20)})
    *before, last = read_records(path)
    assert isinstance(last, Rejected)
    assert "bomb" in last.reason
    assert len(before) < 10


def test_a_damaged_member_and_an_encrypted_one_cost_only_themselves(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"a.txt": text_of(1).encode(), "b.txt": text_of(2).encode(), "c.txt": text_of(3).encode()})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        first, second = archive.getinfo("a.txt"), archive.getinfo("b.txt")
    data[first.header_offset + 60] ^= 0xFF
    path.write_bytes(data)
    assert kinds(path) == [("a.txt", "rejected"), ("b.txt", "record"), ("c.txt", "record")]
    directory = data.rindex(b"b.txt") - 46  # its entry in the central directory: the flags are 8 bytes in
    data[directory + 8] |= 1
    data[second.header_offset + 6] |= 1
    path.write_bytes(data)
    assert kinds(path) == [("a.txt", "rejected"), ("b.txt", "rejected"), ("c.txt", "record")]


def test_a_zip_without_its_end_is_a_rejection(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"a.txt": text_of(1).encode()})
    path.write_bytes(path.read_bytes()[:-30])
    assert kinds(path) == [("", "rejected")]
