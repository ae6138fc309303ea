"""The theme's pages in Chromium: nothing wider than the window, nothing in the console, and what site.js does."""

from __future__ import annotations

import mimetypes
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

import pytest
from theme_site import BRIDGE, UNDATED, build, kinds

from arsheef.ids import article_url

HOST = "http://archive.test/"
ARTICLE = article_url(BRIDGE.id)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return build(tmp_path_factory.mktemp("theme"))


@pytest.fixture(scope="module")
def chromium(browser):
    return browser


@contextmanager
def visiting(chromium, site):
    """A page whose requests to HOST are answered from the built site; its complaints are collected."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))

    def answer(route):
        file = site / (unquote(urlsplit(route.request.url).path).lstrip("/") or "index.html")
        if not route.request.url.startswith(HOST) or not file.is_file():
            page.complaints.append(f"not there: {route.request.url}")
            route.fulfill(status=404)
        else:
            route.fulfill(body=file.read_bytes(), content_type=f"{mimetypes.guess_type(file.name)[0]}; charset=utf-8")

    context.route("**/*", answer)
    yield page
    context.close()


@pytest.fixture
def tab(chromium, site):
    with visiting(chromium, site) as page:
        yield page


WIDTHS = (320, 360, 768, 1280)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OUT_OF_COLUMN = """[...document.querySelectorAll(".cols > *, .art > *, .day > *, .entry > *, .neigh > *, .foot > *")]
    .filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline").map((e) => e.className)"""
SMALL = """[...document.querySelectorAll("a, button, input, summary")].filter((e) => {
    const box = e.getBoundingClientRect();
    const inText = ".prose, .said, figcaption, .mast__ear, .section__head, .art__facts, .entry__title, .copies ul, .neigh, dd, td";
    return box.width && !e.classList.contains("skip") && !e.closest(inText) && (box.height < 24 || box.width < 24);
}).map((e) => e.outerHTML.slice(0, 80))"""
"""WCAG 2.2, 2.5.8; a link inside a sentence is free of it."""


@pytest.fixture(scope="module")
def survey(chromium, site):
    """{what: {(page, width): finding}} of one visit to each kind of page."""
    found = {"wide": {}, "column": {}, "small": {}, "complaints": {}}
    with visiting(chromium, site) as tab:
        for name, url in kinds(site).items():
            tab.goto(HOST + url)
            for width in WIDTHS:
                tab.set_viewport_size({"width": width, "height": 740})
                for what, script in (("wide", TOO_WIDE), ("column", OUT_OF_COLUMN), ("small", SMALL)):
                    if finding := tab.evaluate(script):
                        found[what][name, width] = finding
            if tab.complaints:
                found["complaints"][name] = list(tab.complaints)
                tab.complaints.clear()
    return found


def test_no_page_is_wider_than_its_window(survey):
    assert survey["wide"] == {}


def test_no_column_reaches_into_the_next(survey):
    assert survey["column"] == {}


def test_every_finger_target_is_at_least_24_pixels(survey):
    assert survey["small"] == {}


def test_no_page_makes_the_console_complain(survey):
    assert survey["complaints"] == {}


def test_the_script_draws_the_ruler_of_an_articles_year_with_links_to_its_months(tab):
    tab.goto(HOST + ARTICLE)
    months = tab.query_selector_all("nav.ruler a")
    assert [month.text_content() for month in months][:3] == ["يناير", "فبراير", "مارس"]
    assert len(months) == 12
    (current,) = tab.query_selector_all("nav.ruler [aria-current]")
    assert current.get_attribute("href") == f"{HOST}archive/2024/03/index.html"
    assert tab.get_attribute("nav.ruler path", "d") == "M963 0v10"
    tab.goto(HOST + article_url(UNDATED.id))
    assert not tab.query_selector("nav.ruler")


def test_slash_goes_to_the_search_box_but_is_typed_inside_it(tab):
    tab.goto(HOST + ARTICLE)
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "q"
    tab.keyboard.type("a/b")
    assert tab.input_value("#q") == "a/b"


def test_the_search_box_takes_the_side_of_what_is_typed(tab):
    tab.goto(HOST + ARTICLE)
    sides = []
    for text in ("", "جسر", "bridge", "2024 جسر", "«Halden»", "2024"):
        tab.fill("#q", text)
        sides.append(tab.get_attribute("#q", "dir"))
    assert sides == ["rtl", "rtl", "ltr", "rtl", "ltr", "rtl"]


def test_the_chosen_theme_stays_on_the_next_page_and_can_be_left_to_the_system_again(tab):
    paper = "getComputedStyle(document.body).backgroundColor"
    tab.goto(HOST + ARTICLE)
    light = tab.evaluate(paper)
    tab.click("[data-theme-set=dark]")
    dark = tab.evaluate(paper)
    assert dark != light
    assert tab.get_attribute("[data-theme-set=dark]", "aria-pressed") == "true"
    tab.goto(HOST + "index.html")
    assert tab.evaluate(paper) == dark
    assert tab.get_attribute("[data-theme-set=auto]", "aria-pressed") == "false"
    tab.click("[data-theme-set=auto]")
    tab.reload()
    assert tab.evaluate(paper) == light
    tab.emulate_media(color_scheme="dark")
    assert tab.evaluate(paper) == dark


def test_a_browser_without_storage_still_changes_the_theme(tab):
    tab.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});")
    tab.goto(HOST + ARTICLE)
    tab.click("[data-theme-set=dark]")
    assert tab.get_attribute("html", "data-theme") == "dark"
    assert tab.get_attribute("[data-theme-set=dark]", "aria-pressed") == "true"
    assert tab.complaints == []


def test_the_citation_is_copied_or_where_that_is_refused_selected(tab):
    tab.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: {writeText: (t) => { window.got = t; return Promise.resolve(); }}});")
    tab.goto(HOST + ARTICLE)
    tab.click("[data-copy]")
    tab.wait_for_function("document.querySelector('[role=status]').textContent === 'نُسخ الاستشهاد'")
    text = tab.text_content("#cite-text")
    assert BRIDGE.id in text
    assert tab.evaluate("window.got") == text
    assert tab.evaluate("getSelection().toString()").strip() == text.strip()


def test_the_print_button_prints_and_paper_has_no_tools(tab):
    tab.add_init_script("window.print = () => { window.printed = true; };")
    tab.goto(HOST + ARTICLE)
    tab.click("[data-print]")
    assert tab.evaluate("window.printed")
    tab.emulate_media(media="print")
    assert [tab.is_visible(part) for part in (".prose", "#cite-text", ".search", ".theme", ".art__side", "[data-print]")] == [True, True, *[False] * 4]


def test_an_article_loads_no_search_script_unless_it_was_reached_from_results(tab):
    asked = []
    tab.on("request", lambda request: asked.append(urlsplit(request.url).path))
    tab.goto(HOST + ARTICLE)
    assert sorted(asked) == sorted([f"/{ARTICLE}", "/theme/css/site.css", "/theme/js/site.js"])
    tab.goto("about:blank")
    tab.goto(f"{HOST}{ARTICLE}#q=جسر")
    tab.wait_for_selector("article mark")
    assert tab.text_content("article mark") == "جسر"


def test_without_javascript_a_page_offers_no_button_that_needs_it(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / ARTICLE).as_uri())
    assert page.is_visible(".prose")
    assert [button.text_content() for button in page.query_selector_all("button") if button.is_visible()] == ["ابحث"]
    context.close()
