"""What a build leaves on disk when it is killed, when there is no room, and where it may never write."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from sites import add, article, build, dead_links, make_site, tree

from arsheef.errors import OutputError
from arsheef.site.writer import SiteWriter


def writer(folder: Path) -> SiteWriter:
    (folder / "output").mkdir(exist_ok=True)
    return SiteWriter(str(folder / "output"), {"ARSHEEF_SETTINGS": SimpleNamespace(cache=folder / "cache")})


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/x", "", "a\\..\\x", "a\0b", "search/manifest.js"])
def test_no_path_leads_out_of_the_output_folder_or_into_the_search(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError):
        writer(tmp_path).write(name, b"x")
    assert tree(tmp_path) == {}


def test_a_link_in_the_output_folder_is_not_followed_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    made = writer(tmp_path)
    (tmp_path / "output" / "a").symlink_to(tmp_path / "outside")
    with pytest.raises(OutputError, match="link out of the output folder"):
        made.write("a/x.html", b"x")
    (tmp_path / "outside" / "kept.txt").write_bytes(b"kept")
    (tmp_path / "output" / "b.html").symlink_to(tmp_path / "outside" / "kept.txt")
    made.write("b.html", b"new")
    made.publish()
    assert (tmp_path / "outside" / "kept.txt").read_bytes() == b"kept"
    assert (tmp_path / "output" / "b.html").read_bytes() == b"new"


def test_a_list_of_earlier_files_that_was_tampered_with_removes_nothing_else(tmp_path: Path) -> None:
    first = writer(tmp_path)
    first.write("a.html", b"a")
    first.close()
    (tmp_path / "precious.txt").write_bytes(b"x")
    (tmp_path / "output" / "out").symlink_to(tmp_path)
    (tmp_path / "output" / "folder").mkdir()
    listed = next((tmp_path / "cache").glob("written-*.txt"))
    for name in ("out/precious.txt", "folder", "gone.html"):
        listed.write_text(f"a.html\n{name}\n", encoding="utf-8")
        again = writer(tmp_path)
        again.write("a.html", b"a")
        assert again.close() == 0
    listed.write_text("../precious.txt\n", encoding="utf-8")
    with pytest.raises(OutputError):
        writer(tmp_path).close()
    assert (tmp_path / "precious.txt").is_file()
    assert (tmp_path / "output" / "folder").is_dir()


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
    made.close()

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match=r"a\.html: No space left on device"):
        writer(tmp_path).write("a.html", b"new")
    assert (tmp_path / "output" / "a.html").read_bytes() == b"old"


SUICIDE = """
import os, re, signal, sys
real, (site, moment, count) = os.replace, sys.argv[1:]
left = [int(count)]
def replace(source, target):
    name = os.path.relpath(target, site + "/output")
    if re.match(moment, name):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    real(source, target)
os.replace = replace
sys.argv = ["arsheef", "build", "--site", site]
from arsheef.cli.main import main
main()
"""


def kill_at(site: Path, moment: str, count: int) -> None:
    """A build that gets SIGKILL just before the ``count``-th file that fits ``moment`` is put in its place."""
    done = subprocess.run([sys.executable, "-c", SUICIDE, site, moment, str(count)], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.parametrize(("moment", "count"), [("a/", 1), ("a/", 25), ("archive/2016", 5), ("archive/2015", 2), ("place/", 3), ("index.html", 1), ("search/manifest", 1)])
def test_a_build_that_is_killed_leaves_a_site_that_works_and_the_next_one_heals_it(tmp_path: Path, moment: str, count: int) -> None:
    site = make_site(tmp_path / "site", [article(n, date=f"2015-07-{n % 28 + 1:02d}", places=(f"مكان {n % 7}",)) for n in range(40)])
    build(site)
    for n in range(10):
        (site / "content" / f"{article(n).id}.md").unlink()
    add(site, [article(100 + n, date=f"2016-0{n % 9 + 1}-01", places=(f"مكان {n}",), source="الساحل") for n in range(40)])
    kill_at(site, moment, count)
    assert dead_links(site / "output", reached_from="index.html") == []
    manifest = (site / "output" / "search" / "manifest.js").read_text("utf-8")
    for name in re.findall(r'"name":"(\w+)"', manifest):
        assert (site / "output" / "search" / name).is_dir()
    build(site)
    fresh = make_site(tmp_path / "fresh", [])
    for path in (site / "content").iterdir():
        (fresh / "content" / path.name).write_bytes(path.read_bytes())
    build(fresh)
    pages = [{name: data for name, data in tree(folder / "output").items() if not name.startswith("search/")} for folder in (site, fresh)]
    assert pages[0] == pages[1]
