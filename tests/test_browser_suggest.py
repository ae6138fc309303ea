"""Suggestions below the search box, queries in the wrong keyboard layout, and the box on another site, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import ARTICLES, LIBRARY, LIST, RACE, Visitor, build_site, visiting
from playwright.sync_api import Browser, Page

from arsheef.site.server import serving

OPTIONS = "[role=option]"
AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site."""
    return build_site(tmp_path_factory.mktemp("archive"))


@pytest.fixture
def visitor(browser: Browser, base: str) -> Iterator[Visitor]:
    with visiting(browser, base) as visitor:
        yield visitor


def suggested(page: Page, typed: str) -> list[str]:
    """Types letter by letter; gives the suggestions that come."""
    box = page.locator("[data-search-input]")
    box.press("Escape")  # what was suggested before is gone
    box.fill("")
    box.press_sequentially(typed)
    page.wait_for_selector(OPTIONS)
    return [text.replace("\u00a0", " ") for text in page.locator(f"{OPTIONS} span:first-child").all_text_contents()]


@pytest.mark.parametrize("place", ["index.html", "search.html", "archive/index.html"])
def test_words_names_and_articles_are_suggested_on_every_page(visitor: Visitor, place: str) -> None:
    visitor.open(place)
    assert "نشرة" in suggested(visitor.page, "نش")
    assert "نداء المرسى" in suggested(visitor.page, "المرس")
    assert LIBRARY[0] in suggested(visitor.page, "مكتبة البلد")


def test_a_suggested_name_narrows_the_search_to_it(visitor: Visitor) -> None:
    visitor.open("index.html")
    suggested(visitor.page, "المرس")
    visitor.page.get_by_role("option", name="نداء المرسى").click()
    visitor.page.wait_for_url("**/search.html*")
    assert len(visitor.titles()) == sum(source == "نداء المرسى" for _, _, source, _ in ARTICLES)


def test_a_suggested_article_opens(visitor: Visitor) -> None:
    visitor.open("index.html")
    suggested(visitor.page, "سباق الدرا")
    visitor.page.get_by_role("option", name=RACE[0]).click()
    visitor.page.wait_for_url("**/a/**")
    assert visitor.page.locator("h1").inner_text().replace("\u00a0", " ") == RACE[0]


def test_the_keyboard_moves_through_suggestions_and_takes_one(visitor: Visitor) -> None:
    visitor.open("search.html")
    suggested(visitor.page, "بحر هادئ نش")
    box = visitor.page.locator("[data-search-input]")
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    chosen = visitor.page.locator("[aria-selected=true]")
    assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant")
    box.press("Escape")
    assert visitor.page.locator(OPTIONS).first.is_hidden()
    assert box.input_value() == "بحر هادئ نش"
    box.press("ArrowDown")
    box.press("Enter")
    visitor.page.wait_for_url("**q=*")
    assert visitor.titles()
    assert box.input_value() == "بحر هادئ نشرة"


def test_one_letter_suggests_nothing_and_enter_searches_what_is_typed(visitor: Visitor) -> None:
    visitor.open("search.html")
    box = visitor.page.locator("[data-search-input]")
    box.press_sequentially("ن")
    visitor.page.wait_for_timeout(600)
    assert visitor.page.locator(OPTIONS).count() == 0
    box.press_sequentially("شرة")
    visitor.page.wait_for_selector(OPTIONS)
    box.press("Enter")
    assert visitor.titles()
    assert visitor.page.locator(OPTIONS).first.is_hidden()


def test_the_wrong_keyboard_layout_is_said_and_what_was_typed_can_be_searched(visitor: Visitor) -> None:
    assert LIBRARY[0] in visitor.search("l;jfm hgfg]dm")
    said = visitor.page.locator("[data-search-notes] .said--strong")
    assert "مكتبة البلدية" in said.inner_text()
    said.get_by_role("link").click()
    visitor.page.wait_for_function("document.querySelector('[data-search-input]').value.startsWith('=')")
    assert visitor.titles() == []


def test_suggestions_have_no_serious_faults_for_assistive_technology(visitor: Visitor) -> None:
    visitor.open("search.html")
    suggested(visitor.page, "المرس")
    visitor.page.evaluate(AXE.read_text("utf-8"))
    found = visitor.page.evaluate("axe.run({ preload: false }).then(done => done.violations.map(({id, impact}) => id + ' ' + impact))")
    assert found == []


def test_another_site_has_a_search_box_for_the_archive(browser: Browser, output: Path, tmp_path: Path) -> None:
    other_site = tmp_path / "index.html"
    other_site.touch()
    with serving(output, prefix="/archive/") as archive, serving(tmp_path, prefix="/") as other:
        other_site.write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Another site</title><style>input{{display:none}}</style>'
            f'<div data-arsheef></div><script src="{archive}theme/embed.js" defer></script>',
            "utf-8",
        )
        page = browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(f"{message.text} {message.location['url']}") if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{other}index.html")
        box = page.get_by_role("searchbox")
        box.fill("مكتبه")
        box.press("Enter")
        page.wait_for_selector("[data-arsheef] ol a")
        assert LIBRARY[0] in [text.replace("\u00a0", " ") for text in page.locator("[data-arsheef] ol a").all_text_contents()]
        assert page.locator("[data-arsheef] mark").count() > 0
        page.locator("[data-arsheef] ol a").first.click()
        page.wait_for_selector("#article mark")
        assert page.url.startswith(f"{archive}a/")
        page.go_back()
        box.fill("مكتبه")
        box.press("Enter")
        page.locator("[data-arsheef] [role=status] a").click()
        page.wait_for_selector(f'{LIST}[aria-busy="false"] a')
        assert page.url.startswith(f"{archive}search.html?q=")
        page.close()
        assert [text for text in complaints if "favicon" not in text] == []
