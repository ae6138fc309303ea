"""Filters, the strip of time and reasons on the search page in Chromium: by mouse, finger and keys, on http and on file://."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import LIST, Visitor, visiting
from playwright.sync_api import Browser
from search_archive import Archive, document
from sites import article, build, make_site

from arsheef.search import manifest, merge, writer

AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
SOURCES, PLACES = ("المرفأ", "صوت الجبل", "البريد المسائي"), ("وادي السنديان", "رأس الريحان", "جبل الرند")
STRIP, RANGE = "[data-search-strip]", "[data-search-range]"


def texts(number: int) -> dict[str, Any]:
    """The n-th of 48 articles: one a month from 2019 to 2022, the last four undated."""
    date = f"{2019 + number // 12}-{number % 12 + 1:02}-15" if number < 44 else None
    return {
        "title": f"أخبار السوق {number}" if number % 3 else f"السوق القديم يفتح أبوابه {number}", "date": date, "source": SOURCES[number % 3],
        "paragraphs": ("ازدحم السوق اليوم بالزوار، وقال الباعة إن الأسواق كلها مفتوحة.",), "section": ("محليات", None)[number % 2],
        "places": PLACES[: number % 4], "people": (f"صاحب المتجر {number}",), "topics": ("الأسواق",), "lead": "ازدحم السوق اليوم بالزوار.",
    }  # fmt: skip


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site."""
    folder = make_site(tmp_path_factory.mktemp("narrow"), (article(n, **texts(n)) for n in range(48)))
    build(folder)
    return folder / "output"


@pytest.fixture
def visitor(browser: Browser, base: str) -> Iterator[Visitor]:
    """A reader at a desk."""
    with visiting(browser, base, viewport={"width": 1280, "height": 1000}) as visitor:
        yield visitor


@pytest.fixture
def phone(browser: Browser, output: Path) -> Iterator[Visitor]:
    """A reader with a small screen and a finger."""
    with visiting(browser, output.as_uri() + "/", viewport={"width": 360, "height": 780}, has_touch=True) as visitor:
        yield visitor


def count(visitor: Visitor) -> int:
    """The number in the heading."""
    found = re.search(r"\d+", visitor.heading())
    return int(found[0]) if found else {"مقالة": 1, "مقالتان": 2}.get(visitor.heading().split()[0], 0)


def state(visitor: Visitor) -> dict[str, list[str]]:
    """What the address says beside the query."""
    told = parse_qs(urlsplit(visitor.page.url).query)
    told.pop("q", None)
    return told


def box(visitor: Visitor, kind: str, name: str) -> Any:
    return visitor.page.locator(f'input[name="{kind}"][value="{name}"]')


def wait_for(visitor: Visitor, condition: str) -> None:
    visitor.page.wait_for_function(f"() => {condition}")
    visitor.settle()


def test_names_stand_with_their_counts_and_choosing_one_gives_as_many_hits(visitor: Visitor) -> None:
    visitor.search("السوق")
    assert count(visitor) == 48
    label = visitor.page.locator("label", has=box(visitor, "source", "المرفأ"))
    assert label.locator(".count").inner_text() == "16"
    box(visitor, "source", "المرفأ").check()
    wait_for(visitor, "location.search.includes('source=')")
    assert (count(visitor), state(visitor)) == (16, {"source": ["المرفأ"]})
    assert visitor.page.evaluate("document.activeElement.value") == "المرفأ"
    box(visitor, "source", "صوت الجبل").check()
    wait_for(visitor, "location.search.match(/source=/g).length === 2")
    assert count(visitor) == 32
    assert box(visitor, "source", "البريد المسائي").is_enabled()


def test_a_kind_that_is_closed_is_counted_when_it_is_opened(visitor: Visitor) -> None:
    visitor.search("السوق")
    visitor.page.locator('[data-kind="person"] summary').click()
    visitor.page.wait_for_selector('[data-kind="person"] input')
    assert visitor.page.locator('[data-kind="person"] li').count() == 11
    assert "وغيرها بنتائج أقل" in visitor.page.locator('[data-kind="person"]').inner_text()
    visitor.page.locator('[data-kind="place"] summary').click()
    visitor.page.wait_for_selector('[data-kind="place"] input')
    box(visitor, "place", "جبل الرند").check()
    wait_for(visitor, "location.search.includes('place=')")
    assert count(visitor) == 12


def test_a_name_that_a_choice_leaves_without_hits_stays_and_cannot_be_chosen(visitor: Visitor) -> None:
    visitor.search("السوق", person="صاحب المتجر 3")
    assert count(visitor) == 1
    assert visitor.titles() == ["السوق القديم يفتح أبوابه 3"]
    visitor.search("السوق")
    visitor.page.locator('[data-kind="section"] input').first.check()
    wait_for(visitor, "location.search.includes('section=')")
    before = count(visitor)
    visitor.page.locator('[data-kind="person"] summary').click()
    visitor.page.wait_for_selector('[data-kind="person"] input')
    box(visitor, "person", "صاحب المتجر 0").check()
    wait_for(visitor, "location.search.includes('person=')")
    assert count(visitor) == 1 < before
    gone = box(visitor, "source", "صوت الجبل")
    assert gone.is_disabled()
    assert visitor.page.locator("label", has=gone).locator(".count").inner_text() == "0"


def test_what_is_chosen_is_said_and_can_be_dropped_one_by_one_or_together(visitor: Visitor) -> None:
    visitor.search("السوق", source="المرفأ", place="وادي السنديان", after="2020", before="2021-07")
    chips = visitor.page.locator("[data-search-chips] a")
    texts = [text.replace("\u00a0", " ") for text in chips.all_inner_texts()]
    assert [" ".join(text.replace("أزل المرشّح:", "").split()) for text in texts] == [
        "المصدر: المرفأ", "مكان: وادي السنديان", "2020 إلى يونيو 2021", "أزل الكل"]  # fmt: skip
    chips.nth(1).click()
    wait_for(visitor, "!location.search.includes('place=')")
    assert state(visitor) == {"source": ["المرفأ"], "after": ["2020"], "before": ["2021-07"]}
    visitor.page.locator(".chips__all").click()
    wait_for(visitor, "!location.search.includes('source=')")
    assert state(visitor) == {}
    assert visitor.page.locator("[data-search-chips]").is_hidden()
    visitor.page.go_back()
    wait_for(visitor, "location.search.includes('source=')")
    assert box(visitor, "source", "المرفأ").is_checked()


def test_the_whole_state_of_a_shared_link_is_restored(visitor: Visitor) -> None:
    visitor.search("السوق", source="المرفأ", after="2019-06", before="2020-06", sort="oldest")
    seen = (visitor.titles(), visitor.heading(), state(visitor))
    assert seen[0][0].endswith(" 6")
    visitor.page.reload()
    assert (visitor.titles(), visitor.heading(), state(visitor)) == seen
    assert visitor.page.locator(f"{RANGE} select").first.input_value() == "5"


def test_filters_alone_are_a_search(visitor: Visitor) -> None:
    visitor.open("search.html?place=جبل الرند&sort=oldest")
    assert len(visitor.titles()) == 12
    assert visitor.heading() == "12 مقالة فيها ما اختير"


def test_a_range_is_drawn_with_the_mouse(visitor: Visitor) -> None:
    visitor.search("السوق")
    assert visitor.page.locator(f"{STRIP} .strip__years li").count() == 4
    assert visitor.page.locator(f"{STRIP} figcaption").inner_text() == "4 مقالات بلا تاريخ ليست في أي عمود."
    area = visitor.page.locator(f"{STRIP} svg").bounding_box()
    assert area
    month = area["width"] / 48
    end = area["x"] + area["width"]
    visitor.page.mouse.move(end - 12.5 * month, area["y"] + 40)
    visitor.page.mouse.down()
    visitor.page.mouse.move(end - 20 * month, area["y"] + 40, steps=4)
    visitor.page.mouse.move(end - 23.5 * month, area["y"] + 40)
    visitor.page.mouse.up()
    wait_for(visitor, "location.search.includes('after=')")
    assert state(visitor) == {"after": ["2020-01"], "before": ["2021-01"]}
    assert count(visitor) == 12
    assert "من 48 مقالة في كل الزمن" in visitor.page.locator("[data-search-note]").inner_text()
    visitor.page.mouse.click(end - 0.5 * month, area["y"] + 40)
    wait_for(visitor, "location.search.includes('2019-02')")
    assert (count(visitor), state(visitor)) == (1, {"before": ["2019-02"]})
    visitor.page.locator(f"{RANGE} .button").click()
    wait_for(visitor, "!location.search.includes('before')")
    assert count(visitor) == 48


def test_a_range_is_chosen_with_a_finger(phone: Visitor) -> None:
    phone.search("السوق")
    area = phone.page.locator(f"{STRIP} svg").bounding_box()
    assert area
    session = phone.page.context.new_cdp_session(phone.page)
    month, y = area["width"] / 48, area["y"] + 20
    for kind, at in (("touchStart", 24.5), ("touchMove", 27), ("touchMove", 33), ("touchMove", 35.5), ("touchEnd", None)):
        points = [] if at is None else [{"x": area["x"] + area["width"] - at * month, "y": y}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    wait_for(phone, "location.search.includes('after=')")
    assert state(phone) == {"after": ["2021-01"], "before": ["2022-01"]}
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 360
    phone.page.locator(".facets-all > summary").click()
    phone.page.wait_for_selector("[data-kind=source] input", state="visible")
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_range_is_chosen_with_the_keys(visitor: Visitor) -> None:
    visitor.search("السوق")
    sliders = visitor.page.get_by_role("slider")
    assert sliders.evaluate_all("all => all.map(one => one.getAttribute('aria-valuetext'))") == ["يناير 2019", "ديسمبر 2022"]
    sliders.first.focus()
    for key in ("PageUp", "ArrowUp", "ArrowLeft", "ArrowRight"):
        visitor.page.keyboard.press(key)
    assert sliders.first.get_attribute("aria-valuetext") == "فبراير 2020"
    visitor.page.keyboard.press("Enter")
    wait_for(visitor, "location.search.includes('after=2020-02')")
    assert visitor.page.evaluate("document.activeElement.dataset.edge") == "from"
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("PageDown")
    wait_for(visitor, "location.search.includes('before=')")
    assert state(visitor) == {"after": ["2020-02"], "before": ["2022-01"]}
    assert count(visitor) == 23


def test_a_range_is_chosen_with_two_lists_and_with_a_year(visitor: Visitor) -> None:
    visitor.search("السوق")
    lists = visitor.page.locator(f"{RANGE} select")
    lists.first.select_option(label="مارس 2021")
    wait_for(visitor, "location.search.includes('after=2021-03')")
    lists.last.select_option(label="مايو 2021")
    wait_for(visitor, "location.search.includes('before=2021-06')")
    assert count(visitor) == 3
    visitor.page.locator(f"{STRIP} .strip__years a").first.click()
    wait_for(visitor, "location.search.includes('after=2019&') || location.search.includes('after=2019-01')")
    assert count(visitor) == 12


def test_why_a_hit_is_there_is_said_with_its_forms(visitor: Visitor) -> None:
    visitor.search("سوق القديم")
    why = visitor.page.locator(f"{LIST} details").first
    why.locator("summary").click()
    why.locator("summary + * > *").first.wait_for()
    text = " ".join(why.inner_text().split())
    assert "سوق: " in text and "السوق في العنوان والنص" in text
    assert "القديم: القديم في العنوان" in text


def test_a_field_that_is_no_name_and_a_date_that_is_none_are_said(visitor: Visitor) -> None:
    visitor.search("السوق مكان:وادي قبل:غدا")
    notes = visitor.page.locator("[data-search-notes]").inner_text()
    assert "لم يُقرأ هذا تاريخًا، فلم يُحسب: قبل:غدا" in notes
    assert "مكان:وادي" in notes and "وادي السنديان" in notes
    assert visitor.search("السوق مكان:أطلانتس") == []
    assert "لا اسم في الأرشيف يطابق مكان:أطلانتس" in visitor.page.locator("[data-search-notes]").inner_text()


def test_filters_that_leave_nothing_say_so_and_stay_to_be_dropped(visitor: Visitor) -> None:
    visitor.search("السوق", after="2024")
    assert "المرشّحات لا تُبقي منها شيئًا" in visitor.page.locator("[data-search-notes]").inner_text()
    visitor.page.locator("[data-search-chips] a").click()
    wait_for(visitor, "!location.search.includes('after')")
    assert count(visitor) == 48


def test_a_kind_whose_names_do_not_load_says_so_and_the_list_stays(visitor: Visitor) -> None:
    visitor.search("السوق")
    visitor.page.evaluate("() => { arsheef.facets.counts = () => Promise.reject(Object.assign(new Error('f1.js'), { kind: 'missing' })); }")
    visitor.page.locator('[data-kind="person"] summary').click()
    visitor.page.wait_for_selector('[data-kind="person"] .said')
    assert len(visitor.titles()) == 20


@pytest.mark.parametrize("value", ['"><img src=x onerror=alert(1)>', "x' onload='", "%(n)s", "2015-99", "\u202e"])
def test_a_hostile_address_is_shown_as_text(visitor: Visitor, value: str) -> None:
    visitor.search("السوق", source=value, after=value, before=value, older=value)
    assert visitor.page.locator("main img").count() == 0
    assert visitor.page.locator("[data-search-chips]").is_visible()


def test_a_large_archive_says_how_far_it_was_read_and_reads_on(
    browser: Browser, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (writer, merge):
        monkeypatch.setattr(module, "CAP", 12)
    monkeypatch.setattr(merge, "TIERS", ((3, 4), (12, 2)))
    monkeypatch.setattr(manifest, "READ", {"documents": 12, "bytes": 200})
    copy = shutil.copytree(output, tmp_path / "site")
    shutil.rmtree(copy / "search")
    made = Archive(tmp_path)
    made.hold(document(f"d{n}", f"أخبار السوق {n}", "نص", f"{2019 + n // 12}-{1 + n % 12:02}-15", source="عكاظ") for n in range(48))
    shutil.copytree(made.out, copy / "search")
    with visiting(browser, copy.as_uri() + "/") as visitor:
        visitor.search("السوق")
        assert count(visitor) == 12
        older = visitor.page.locator("[data-search-older]")
        assert "كل ما هو أحدث من ديسمبر 2021" in older.inner_text()
        older.get_by_text("ابحث في الأقدم").click()
        wait_for(visitor, "location.search.includes('older=1')")
        while older.is_visible():
            before, address = count(visitor), visitor.page.url
            older.get_by_text("ابحث في الأقدم").click()
            visitor.page.wait_for_function("address => location.href !== address", arg=address)
            visitor.settle()
            assert count(visitor) >= before
        assert count(visitor) == 48


@pytest.mark.parametrize("address", [
    "search.html?q=السوق", "search.html?q=السوق&source=المرفأ&after=2020&before=2021", "search.html?q=السوق&after=2024", "search.html?place=جبل الرند",
    "search.html?q=السوق مكان:وادي قبل:غدا",
])  # fmt: skip
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, output: Path, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 1000}, bypass_csp=True)  # type: ignore[arg-type]
    visitor = Visitor(context.new_page(), output.as_uri() + "/")
    visitor.open(address)
    visitor.settle()
    visitor.page.locator('[data-kind="place"] summary').click()
    visitor.page.wait_for_selector('[data-kind="place"] li')
    visitor.page.add_script_tag(path=str(AXE))
    found = visitor.page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    context.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []
