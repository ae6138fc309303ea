"""What a build leaves on disk when it is killed, when there is no room, and where it may never write."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from sites import make_site, tree

from arsheef.errors import OutputError
from arsheef.site.sealed import Output, Seal, Sealed
from arsheef.site.writer import SiteWriter, digest_of


def writer(folder: Path, known: dict[str, Output] | None = None) -> SiteWriter:
    (folder / "output").mkdir(exist_ok=True)
    seal = Seal(folder / "cache", folder / "output")
    return SiteWriter(str(folder / "output"), {"ARSHEEF_BUILD": SimpleNamespace(seal=seal, outputs=known)})


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/x", "", "a\\..\\x", "a\0b", "search/manifest.js"])
def test_no_path_leads_out_of_the_output_folder_or_into_the_search(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError):
        writer(tmp_path).write(name, b"x")
    assert tree(tmp_path) == {}


def test_a_link_in_the_output_folder_is_not_followed_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    made = writer(tmp_path)
    (tmp_path / "output" / "a").symlink_to(tmp_path / "outside")
    made.write("a/x.html", b"x")
    with pytest.raises(OutputError, match="link out of the output folder"):
        made.publish()
    made = writer(tmp_path)
    (tmp_path / "outside" / "kept.txt").write_bytes(b"kept")
    (tmp_path / "output" / "b.html").symlink_to(tmp_path / "outside" / "kept.txt")
    made.write("b.html", b"new")
    made.publish()
    assert (tmp_path / "outside" / "kept.txt").read_bytes() == b"kept"
    assert (tmp_path / "output" / "b.html").read_bytes() == b"new"


def test_a_list_of_earlier_files_that_was_tampered_with_removes_nothing_else(tmp_path: Path) -> None:
    first = writer(tmp_path)
    first.write("a.html", b"a")
    first.publish()
    (tmp_path / "precious.txt").write_bytes(b"x")
    (tmp_path / "output" / "out").symlink_to(tmp_path)
    (tmp_path / "output" / "folder").mkdir()
    for name in ("out/precious.txt", "folder", "gone.html", "a.html/x"):
        again = writer(tmp_path, first.made | {name: Output(b"k", 1, 1, b"")})
        again.write("a.html", b"a")
        assert again.close() == 0
    for name in ("../precious.txt", "search/manifest.js", "/etc/passwd"):
        with pytest.raises(OutputError):
            writer(tmp_path, {name: Output(b"k", 1, 1, b"")}).close()
    assert (tmp_path / "precious.txt").is_file()
    assert (tmp_path / "output" / "folder").is_dir()


def test_a_file_is_kept_only_while_it_is_what_the_last_build_wrote_from_the_same_parts(tmp_path: Path) -> None:
    first = writer(tmp_path)
    first.write("a/x.html", b"page", b"key")
    first.publish()
    page = tmp_path / "output" / "a" / "x.html"
    assert writer(tmp_path, first.made).keep("a/x.html", b"key")
    assert not writer(tmp_path, first.made).keep("a/x.html", b"other")
    assert not writer(tmp_path, first.made).keep("a/y.html", b"key")
    os.utime(page, ns=(1, 1))  # a restored cache or a checkout: another time, the same bytes
    assert writer(tmp_path, first.made).keep("a/x.html", b"key")
    page.write_bytes(b"edit")
    assert not writer(tmp_path, first.made).keep("a/x.html", b"key")
    assert not writer(tmp_path, first.made).keep_all()
    page.unlink()
    page.symlink_to(tmp_path)
    assert not writer(tmp_path, first.made).keep("a/x.html", b"key")


def test_what_a_build_that_did_not_finish_was_changing_is_not_kept(tmp_path: Path) -> None:
    seal = Seal(tmp_path / "cache", tmp_path / "output")
    known = {name: Output(b"key", 1, 1, digest_of(b"x")) for name in ("a.html", "b.html")}
    seal.close(Sealed("origin", {}, known, {}), [])
    seal.open(["b.html", "c.html"])
    loaded = seal.load()
    assert loaded and {name: output.key for name, output in loaded[0].outputs.items()} == {"a.html": b"key", "b.html": b"", "c.html": b""}
    seal.close(loaded[0], [])
    assert not seal.opened()


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:]])
def test_a_damaged_seal_counts_as_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    seal = Seal(tmp_path / "cache", tmp_path / "output")
    seal.close(Sealed("origin", {}, {"a.html": Output(b"key", 1, 1, b"")}, {}), [])
    (path,) = (tmp_path / "cache").iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert seal.load() is None


def test_two_pages_of_one_address_are_an_error(tmp_path: Path) -> None:
    made = writer(tmp_path)
    made.write("a.html", b"1")
    with pytest.raises(OutputError, match=r"a\.html: two pages"):
        made.write("a.html", b"2")


def test_a_folder_in_the_place_of_a_page_is_named(tmp_path: Path) -> None:
    made = writer(tmp_path)
    (tmp_path / "output" / "a.html").mkdir()
    made.write("a.html", b"1")
    with pytest.raises(OutputError, match=r"a\.html: "):
        made.publish()


def test_a_full_disk_is_an_error_that_names_the_file_and_leaves_the_old_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = writer(tmp_path)
    made.write("a.html", b"old")
    made.publish()

    def full(file: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OutputError, match=r"a\.html: No space left on device"):
        writer(tmp_path).write("a.html", b"new")
    assert (tmp_path / "output" / "a.html").read_bytes() == b"old"


def test_fifty_builds_that_are_killed_at_random_moments_leave_a_site_that_works_and_the_next_one_ends_like_a_full_one(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", [])
    program = Path(__file__).with_name("killing.py")
    done = subprocess.run([sys.executable, program, site, tmp_path / "fresh", "50", "20261124"], capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert (done.returncode, done.stderr) == (0, "50 killed\n")
