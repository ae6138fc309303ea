"""The search page where something is missing or different: a broken index, no script, a phone, the dark, a screen reader."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import LIBRARY, LIST, RACE, WELL, Visitor, build_site
from playwright.sync_api import Browser, Route

from arsheef.site.server import serving

ROOT = Path(__file__).parents[1]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STATES = {
    "hits": "search.html?q=الميناء", "sorted": "search.html?q=الميناء&sort=oldest&page=2", "partial": "search.html?q=قاموس الزيتون",
    "phrase": 'search.html?q="الدراجات سباق"', "zero": "search.html?q=كركدن", "empty": "search.html", "minus": "search.html?q=-سباق",
    "long": f"search.html?q={'ط' * 90} {'latin' * 30}",
}  # fmt: skip


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site."""
    return build_site(tmp_path_factory.mktemp("archive"))


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens a tab on a site's folder, by default as files; options are those of a browser context."""
    contexts = []

    def open_tab(base: str | Path, **options: Any) -> Visitor:
        contexts.append(browser.new_context(**options))
        return Visitor(contexts[-1].new_page(), base if isinstance(base, str) else base.as_uri() + "/")

    yield open_tab
    for context in contexts:
        context.close()


def article_of(visitor: Visitor, query: str) -> str:
    """Address of the first hit below the site's top."""
    visitor.search(query)
    return str(visitor.page.locator(f"{LIST} a").first.get_attribute("href"))


# ---------- a broken index ----------


def break_nothing(search: Path) -> None:
    """Leaves the index whole: the control."""


def remove_all(search: Path) -> None:
    """A site uploaded without its search folder."""
    shutil.rmtree(search)


def remove_shards(search: Path) -> None:
    """A segment whose postings did not arrive."""
    for shard in search.glob("*/[sh]*.js"):
        shard.unlink()


def empty_manifest(search: Path) -> None:
    """A host that answers with an empty file."""
    (search / "manifest.js").write_bytes(b"")


def cut_manifest(search: Path) -> None:
    """An upload that broke off: no JavaScript any more."""
    data = (search / "manifest.js").read_bytes()
    (search / "manifest.js").write_bytes(data[: len(data) // 2])


def foreign_format(search: Path) -> None:
    """An index written by a later version."""
    manifest = search / "manifest.js"
    text, count = re.subn(r'"format":\s*\d+', '"format":999', manifest.read_text(encoding="utf-8"))
    assert count == 1
    manifest.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("harm", "said"), [
    (remove_all, "تعذّر تحميل جزء من فهرس البحث"), (remove_shards, "تعذّر تحميل جزء من فهرس البحث"),
    (empty_manifest, "فهرس البحث تالف"), (cut_manifest, "فهرس البحث تالف"), (foreign_format, "فهرس البحث تالف"),
])  # fmt: skip
def test_a_broken_index_is_said_in_words_with_the_next_step(
    visit: Callable[..., Visitor], output: Path, tmp_path: Path, harm: Callable[[Path], None], said: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(output, site)
    harm(site / "search")
    visitor = visit(site)
    assert visitor.search("سباق") == []
    assert visitor.heading() == "البحث لا يعمل الآن"
    notes = visitor.page.locator("[data-search-notes]")
    assert said in notes.inner_text()
    assert visitor.page.locator("[data-search-doors] a").count() > 0
    shutil.rmtree(site / "search", ignore_errors=True)
    shutil.copytree(output / "search", site / "search")
    notes.get_by_role("link", name="أعد المحاولة").click()
    visitor.page.locator("h1", has_text="مقالتان").wait_for()
    assert RACE[0] in visitor.titles()


def test_an_article_reads_without_its_marks_where_the_index_is_missing(visit: Callable[..., Visitor], output: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(output, site)
    visitor = visit(site)
    address = article_of(visitor, "قاموس")
    shutil.rmtree(site / "search")
    visitor.open(address)
    visitor.page.wait_for_selector(".marks")
    assert "تعذّر تعليم الكلمات" in visitor.page.locator(".marks").inner_text()
    assert LIBRARY[0] in (visitor.page.locator("h1").text_content() or "")


def test_a_page_left_open_over_a_new_index_finds_its_way(visit: Callable[..., Visitor], output: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(output, site)
    visitor = visit(site)
    assert visitor.search("بئر") == [WELL[0]]
    old = next(path for path in (site / "search").iterdir() if path.is_dir())
    new = old.with_name("0" * len(old.name))
    for file in [site / "search" / "manifest.js", *old.glob("*.js")]:
        file.write_text(file.read_text(encoding="utf-8").replace(old.name, new.name), encoding="utf-8")
    old.rename(new)
    assert len(visitor.type("الأمواج")) == 20
    assert visitor.heading() == "45 مقالة فيها الأمواج"


# ---------- waiting ----------


def test_until_the_index_is_read_ghost_lines_stand_for_the_results(visit: Callable[..., Visitor], output: Path) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with serving(output) as address:
        visitor = visit(address)
        visitor.page.route("**/search/manifest.js*", hold)
        visitor.page.goto(f"{address}search.html?q=سباق", wait_until="commit")  # it is loaded when its scripts are
        visitor.page.wait_for_selector(f"{LIST} .ghost")
        assert visitor.page.locator(LIST).get_attribute("aria-busy") == "true"
        assert "نقرأ الفهرس" in visitor.page.locator("[role=status]").inner_text()
        assert serious(visitor) == []
        held[0].continue_()
        assert len(visitor.titles()) == 2
        assert visitor.page.locator(".ghost").count() == 0


def test_a_list_loads_no_script_that_only_other_views_need(visit: Callable[..., Visitor], output: Path) -> None:
    with serving(output) as address:
        visitor = visit(address)
        loaded: list[str] = []
        visitor.page.on("request", lambda request: loaded.append(request.url.partition("?")[0].rpartition("/theme/")[2]))
        visitor.open("search.html?q=سباق")
        assert len(visitor.titles()) == 2
        visitor.page.wait_for_load_state("networkidle")
        assert sorted(name for name in loaded if name.endswith(".js") and "/" not in name) == ["engine.js", "search.js"]


# ---------- readers ----------


def test_without_javascript_the_page_says_so_and_every_other_page_reads(visit: Callable[..., Visitor], output: Path) -> None:
    address = article_of(visit(output), "قاموس").partition("#")[0]
    visitor = visit(output, java_script_enabled=False)
    visitor.open("search.html")
    text = visitor.page.locator("main").inner_text()
    assert "البحث يحتاج إلى JavaScript" in text
    assert visitor.page.locator("[data-search-doors] a").count() > 0
    assert visitor.page.locator("[data-search-bar]").is_hidden()
    for path in ("index.html", "archive/index.html", "archive/2024/03/12.html", "coverage.html", address):
        visitor.open(path)
        assert visitor.page.locator("main").inner_text().strip()
        assert visitor.page.locator("main a").count() > 0
    assert LIBRARY[3][0] in visitor.page.locator("article").inner_text()
    assert visitor.complaints == []


def test_the_search_works_in_the_dark(visit: Callable[..., Visitor], output: Path) -> None:
    visitor = visit(output, color_scheme="dark")
    assert RACE[0] in visitor.search("سباق")
    paper = visitor.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"\d+", paper)[:3])) < 64
    assert serious(visitor) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_state_is_wider_than_the_screen(visit: Callable[..., Visitor], output: Path, width: int) -> None:
    visitor = visit(output, viewport={"width": width, "height": 740})
    article = article_of(visitor, "قاموس")
    for name, path in {**STATES, "article": article}.items():
        visitor.open(path)
        visitor.page.wait_for_selector(".marks" if name == "article" else f'{LIST}[aria-busy="false"]', state="attached")
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert visitor.complaints == []


def serious(visitor: Visitor) -> list[str]:
    """What axe finds serious or critical on the page."""
    visitor.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = visitor.page.evaluate("axe.run({resultTypes: ['violations']})")
    bad = [finding for finding in found["violations"] if finding["impact"] in ("serious", "critical")]
    return [f"{finding['id']}: {json.dumps(finding['nodes'][0]['html'], ensure_ascii=False)}" for finding in bad]


@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_serious(visit: Callable[..., Visitor], output: Path, name: str) -> None:
    visitor = visit(output)
    visitor.open(STATES[name])
    visitor.settle()
    assert serious(visitor) == []


def test_axe_finds_nothing_serious_on_an_error_and_on_a_marked_article(visit: Callable[..., Visitor], output: Path, tmp_path: Path) -> None:
    visitor = visit(output)
    visitor.open(article_of(visitor, "قاموس"))
    visitor.page.wait_for_selector(".marks")
    assert serious(visitor) == []
    site = tmp_path / "site"
    shutil.copytree(output, site, ignore=shutil.ignore_patterns("search"))
    broken = visit(site)
    broken.search("سباق")
    assert serious(broken) == []


def test_the_whole_way_to_an_article_goes_by_keyboard(visit: Callable[..., Visitor], output: Path) -> None:
    visitor = visit(output)
    visitor.open("search.html")
    visitor.settle()
    assert visitor.page.evaluate("document.activeElement.matches('[data-search-input]')")
    visitor.page.keyboard.type("قاموس")
    visitor.page.keyboard.press("Enter")
    visitor.titles()
    for _ in range(20):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate(f"document.activeElement.matches('{LIST} a')"):
            break
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector("article mark")
    assert visitor.complaints == []


def test_an_english_interface_counts_in_english(visit: Callable[..., Visitor], tmp_path: Path) -> None:
    visitor = visit(build_site(tmp_path / "site", language="en"))
    visitor.search("رسالة")
    assert visitor.heading() == "1 article has رسالة"
    visitor.search("الميناء", page="2")
    assert visitor.heading() == "47 articles have الميناء"
    assert "Page 2 of 3" in visitor.page.locator("[data-search-pager]").inner_text()
    visitor.search("المضمار")
    assert "Friday 20 October 2023" in visitor.page.locator(LIST).inner_text()
    assert visitor.complaints == []
