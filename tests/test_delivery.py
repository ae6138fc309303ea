"""From samples to what is handed over, by the commands that a user types: new, ingest, build, check, serve, offline zip."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from browser import LIST, Visitor
from playwright.sync_api import Browser

from arsheef.site.server import serving

ROOT = Path(__file__).parents[1]
ARSHEEF = str(Path(sys.executable).with_name("arsheef"))


def arsheef(*arguments: object, **environment: str) -> str:
    """Runs the command; it must succeed. Gives what it said."""
    command = [ARSHEEF, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def make_archive(folder: Path) -> Path:
    """The sample archive in a new site."""
    arsheef("new", folder)
    arsheef("ingest", ROOT / "tests" / "samples", "--site", folder)
    arsheef("build", "--site", folder)
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("site") / "archive")


def test_the_built_sample_archive_has_no_fault(site: Path) -> None:
    said = arsheef("check", site / "output")
    assert said.endswith(" 0 faults\n") and int(said.split()[0]) > 60


def test_make_archive_from_a_folder_makes_a_site_of_it_and_says_in_one_line_how_to_look_at_it(tmp_path: Path) -> None:
    mine = tmp_path / "my articles"
    mine.mkdir()
    (mine / "a.json").write_text('{"title": "افتتاح الجسر الجديد", "date": "2015-07-21", "text": "افتتح رئيس البلدية الجسر الجديد."}', encoding="utf-8")
    environment = {"FROM": str(mine), "SITE": str(tmp_path / "site"), "CONTENT": str(tmp_path / "texts")}
    for written, changed in ((1, True), (0, False)):  # the second time there is nothing to do
        done = subprocess.run(["bash", ROOT / "scripts" / "archive.sh"], env=os.environ | environment, capture_output=True, text=True, check=True)
        assert f" {written} written" in done.stdout
        assert (" 0 files changed" not in done.stdout) is changed
        assert [line for line in done.stdout.splitlines() if "open " in line.lower()] == [done.stdout.splitlines()[-1]]
        assert str(tmp_path / "site" / "output" / "index.html") in done.stdout
    assert len(list((tmp_path / "texts" / "2015" / "07").glob("*.md"))) == 1
    assert "0 faults" in arsheef("check", "--site", tmp_path / "site")


def test_two_sites_of_the_same_articles_are_the_same_zip(site: Path, tmp_path: Path) -> None:
    other = make_archive(tmp_path / "other")
    arsheef("offline", "zip", tmp_path / "one.zip", "--site", site)
    arsheef("offline", "zip", tmp_path / "two.zip", "--site", other)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_the_unpacked_zip_opens_and_searches_without_a_server_as_the_site_does_with_one(site: Path, tmp_path: Path, browser: Browser) -> None:
    arsheef("offline", "zip", tmp_path / "a.zip", "--site", site)
    with ZipFile(tmp_path / "a.zip") as packed:
        packed.extractall(tmp_path / "unpacked")
    found = {}
    with serving(site / "output", prefix="/archive/") as address:
        for base in (address, (tmp_path / "unpacked" / "archive").as_uri() + "/"):
            visitor = Visitor(browser.new_page(), base)
            visitor.open("index.html")
            visitor.page.locator("[data-search-input]").first.fill("القناطر السبع")
            visitor.page.keyboard.press("Enter")
            visitor.page.wait_for_url("**/search.html?**")
            titles = visitor.titles()
            visitor.page.locator(f"{LIST} a").first.click()
            visitor.page.wait_for_selector("article h1, h1")
            found[base] = (titles, visitor.page.locator("h1").first.inner_text())
            assert visitor.complaints == []
            visitor.page.close()
    over_http, from_disk = found.values()
    assert len(over_http[0]) > 1
    assert over_http == from_disk


def test_a_published_site_shows_its_404_page_whole_at_any_depth(site: Path, browser: Browser) -> None:
    arsheef("build", "--site", site, "--settings", "publishconf.py", SITEURL="https://example.org/archive")
    with serving(site / "output", prefix="/archive/") as address:
        visitor = Visitor(browser.new_page(), address)
        answer = visitor.page.goto(address + "no/such/deep/page.html")
        assert answer and answer.status == 404
        assert [text for text in visitor.complaints if "404" not in text] == []
        assert len(visitor.complaints) == 1, "the page itself is missing, nothing that it loads"
        assert visitor.page.evaluate("[...document.styleSheets].length") >= 1
        visitor.page.locator("header a").last.click()
        assert visitor.page.url.startswith(address)
        visitor.page.close()
    assert arsheef("check", site / "output").endswith(" 0 faults\n")
