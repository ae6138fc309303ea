"""The search page in Chromium over the index of a real build: the same on http under a sub-path and on file://."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import ARTICLES, ATTACK, BULLETINS, HORSES, LETTER, LIBRARY, LIST, RACE, WELL, Visitor, build_site, visiting
from playwright.sync_api import Browser

from arsheef.site.server import serving


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site."""
    return build_site(tmp_path_factory.mktemp("archive"))


@pytest.fixture
def visitor(browser: Browser, base: str) -> Iterator[Visitor]:
    with visiting(browser, base) as visitor:
        yield visitor


def test_a_word_of_the_text_finds_the_article(visitor: Visitor) -> None:
    assert visitor.search("قاموس") == [LIBRARY[0]]
    assert visitor.heading() == "مقالة واحدة فيها قاموس"


@pytest.mark.parametrize("query", ["احمد السرحان", "أَحْمَد السَّرْحان", "مكتبه البلديه", "والمكتبة", "المكـــتبات والقارئ", "oxford DICTIONARY"])
def test_what_is_spelled_another_way_finds_the_same(visitor: Visitor, query: str) -> None:
    assert LIBRARY[0] in visitor.search(query)
    assert not re.match("لا ", visitor.heading())


def test_a_phrase_finds_its_words_side_by_side_only(visitor: Visitor) -> None:
    assert set(visitor.search("سباق الدراجات")) == {RACE[0], HORSES[0]}
    assert visitor.search('"سباق الدراجات"') == [RACE[0]]
    assert visitor.search("«سباق الدراجات»") == [RACE[0]]


def test_a_phrase_that_stands_nowhere_is_said_and_its_words_are_shown(visitor: Visitor) -> None:
    assert set(visitor.search('"الدراجات سباق"')) == {RACE[0], HORSES[0]}
    assert visitor.heading() == "لا مقالة فيها العبارة كما كُتبت"


def test_a_word_with_a_minus_sign_is_left_out(visitor: Visitor) -> None:
    assert visitor.search("سباق -الخيل") == [RACE[0]]


def test_the_reader_orders_by_date_and_stays_on_the_link(visitor: Visitor) -> None:
    visitor.search("سباق")
    order = {"newest": [HORSES[0], RACE[0]], "oldest": [RACE[0], HORSES[0]]}
    for sort, titles in order.items():
        visitor.page.locator(f"[data-sort={sort}]").focus()
        visitor.page.keyboard.press("Enter")
        assert visitor.titles() == titles
        assert f"sort={sort}" in visitor.page.url
        assert visitor.page.evaluate("[document.activeElement.dataset.sort, document.activeElement.ariaCurrent]") == [sort, "true"]


def test_an_undated_article_comes_last_by_date(visitor: Visitor) -> None:
    for sort in ("newest", "oldest"):
        assert visitor.search("البلدية", sort=sort)[-1] == LETTER[0]
    assert "بلا تاريخ" in visitor.page.locator(f"{LIST} .entry__meta").last.inner_text()


def test_a_shared_link_opens_query_order_and_page(visitor: Visitor) -> None:
    assert visitor.search("نشرة الأمواج", sort="oldest", page="2") == [title for title, *_ in BULLETINS[20:40]]
    assert visitor.page.locator("[data-search-input]").input_value() == "نشرة الأمواج"
    assert visitor.heading() == f"{len(BULLETINS)} مقالة فيها نشرة الأمواج"


def test_a_page_beyond_the_last_one_shows_the_last_one(visitor: Visitor) -> None:
    assert visitor.search("نشرة الأمواج", sort="oldest", page="99") == [title for title, *_ in BULLETINS[40:]]


def test_enter_searches_without_loading_the_page_again(visitor: Visitor) -> None:
    visitor.search("سباق")
    visitor.page.evaluate("window.stayed = true")
    assert visitor.type("بئر") == [WELL[0]]
    assert visitor.page.evaluate("window.stayed") is True
    assert visitor.page.title().startswith("بئر | ")


def test_back_forward_and_reload_restore_the_search(visitor: Visitor) -> None:
    visitor.search("بئر")
    visitor.type("قاموس")
    box = visitor.page.locator("[data-search-input]")
    for step, query, title in (("back", "بئر", WELL[0]), ("forward", "قاموس", LIBRARY[0]), ("reload", "قاموس", LIBRARY[0])):
        {"back": visitor.page.go_back, "forward": visitor.page.go_forward, "reload": visitor.page.reload}[step]()
        visitor.page.wait_for_function("query => document.title.startsWith(query)", arg=query)
        assert (box.input_value(), visitor.titles()) == (query, [title])


def test_the_way_back_from_an_article_leads_to_the_same_place_in_the_list(visitor: Visitor) -> None:
    visitor.search("نشرة الأمواج")
    link = visitor.page.locator(f"{LIST} a").nth(15)
    link.scroll_into_view_if_needed()
    place = visitor.page.evaluate("scrollY")
    link.click()
    visitor.page.wait_for_selector("article")
    visitor.page.go_back()
    visitor.settle()
    visitor.page.wait_for_function("place => place > 0 && Math.abs(scrollY - place) < 5", arg=place)


def test_a_browser_that_forbids_changing_addresses_loads_them(visitor: Visitor) -> None:
    forbid = "for (const name of ['pushState', 'replaceState']) history[name] = () => { throw new DOMException('no', 'SecurityError'); };"
    visitor.page.add_init_script(forbid)
    visitor.search("بئر")
    with visitor.page.expect_navigation():
        visitor.page.locator("[data-search-input]").fill("قاموس")
        visitor.page.keyboard.press("Enter")
    assert visitor.titles() == [LIBRARY[0]]
    visitor.page.go_back()
    visitor.page.wait_for_function("document.title.startsWith('بئر')")
    assert visitor.titles() == [WELL[0]]


def test_further_results_by_keyboard_move_the_reader_to_their_head(visitor: Visitor) -> None:
    first = visitor.search("نشرة الأمواج")
    visitor.page.locator("[rel=next]").focus()
    visitor.page.keyboard.press("Enter")
    second = visitor.titles()
    visitor.page.wait_for_function("document.activeElement.tagName === 'H1'")
    assert visitor.page.evaluate("scrollY") == 0
    visitor.page.locator("[rel=prev]").click()
    assert visitor.titles() == first
    assert len(first) == len(second) == 20
    assert not set(first) & set(second)


def test_the_newest_search_wins_over_a_slower_older_one(visitor: Visitor) -> None:
    visitor.search("بئر")
    visitor.page.evaluate("""queries => {
        const box = document.querySelector("[data-search-input]");
        for (const query of queries) { box.value = query; box.form.requestSubmit(); }
    }""", ["نشرة الأمواج", "سباق", "قاموس"])
    assert visitor.titles() == [LIBRARY[0]]
    visitor.page.wait_for_timeout(300)
    assert visitor.titles() == [LIBRARY[0]]


@pytest.mark.parametrize(("query", "heading"), [
    ("رسالة", "مقالة واحدة فيها رسالة"), ("سباق", "مقالتان فيهما سباق"), ("البلدية", "مقالتان فيهما البلدية"),
    ("الميناء", f"{len(BULLETINS) + 2} مقالة فيها الميناء"),
])  # fmt: skip
def test_the_count_is_said_in_the_form_of_its_number(visitor: Visitor, query: str, heading: str) -> None:
    visitor.search(query)
    assert visitor.heading() == heading
    assert heading in visitor.page.locator("[role=status]").inner_text()


def test_a_word_of_no_article_is_named(visitor: Visitor) -> None:
    assert visitor.search("كركدن") == []
    assert visitor.heading() == "لا نتيجة لما كُتب"
    page = visitor.page.locator("main").inner_text()
    assert "كُتب: كركدن" in page
    assert "لا ذكر في هذا الأرشيف لـ: كركدن" in page
    assert visitor.page.locator("[data-search-doors] a").count() > 0


def test_words_that_never_meet_give_the_nearest_articles_and_their_own_counts(visitor: Visitor) -> None:
    titles = visitor.search("قاموس الزيتون")
    assert set(titles) == {LIBRARY[0], WELL[0]}
    assert visitor.heading() == "لا مقالة فيها الكلمات كلها"
    notes = visitor.page.locator("[data-search-notes]")
    assert "قاموس 1، الزيتون 1" in notes.inner_text()
    notes.get_by_text("الزيتون").click()
    assert visitor.titles() == [WELL[0]]


def test_where_few_have_all_the_words_the_nearest_stand_among_them_and_say_what_they_lack(visitor: Visitor) -> None:
    assert visitor.search("عريضة الصيادين") == [ATTACK, LIBRARY[0]]
    assert visitor.heading() == "مقالة واحدة فيها عريضة الصيادين"
    assert visitor.page.locator(f"{LIST} .entry__missing").all_inner_texts() == ["تنقصها: الصيادين"]
    assert "تنقصها: الصيادين" in visitor.page.locator(f"{LIST} > li").all_inner_texts()[1]
    assert visitor.search("عريضة الصيادين", sort="newest") == [ATTACK]


def test_a_slip_is_read_as_the_nearest_word_which_is_said_and_can_be_refused(visitor: Visitor) -> None:
    assert visitor.search("الميماء") == visitor.search("الميناء")
    visitor.search("الميماء")
    notes = visitor.page.locator("[data-search-notes]")
    assert "لا ذكر لـ «الميماء» في الأرشيف؛ هذه نتائج «الميناء»." in notes.inner_text()
    assert visitor.heading().endswith("مقالة فيها الميناء")
    assert "الميناء" in visitor.marks(LIST)
    notes.get_by_text("كما كُتبت").click()
    visitor.page.wait_for_function("document.querySelector('[data-search-input]').value === '=الميماء'")
    assert visitor.titles() == []


@pytest.mark.parametrize(("query", "said"), [
    ("-سباق", "كل ما كُتب مستبعد"), ("!!! ؟", "ليس فيما كُتب حرف ولا رقم"), ("سباق -السباق", "استُبعدت"),
])  # fmt: skip
def test_why_nothing_can_be_found_is_said(visitor: Visitor, query: str, said: str) -> None:
    assert visitor.search(query) == []
    assert said in visitor.page.locator("[data-search-notes]").inner_text()


def test_words_are_marked_whole_in_the_original_vowelled_text(visitor: Visitor) -> None:
    visitor.search("امين مكتبات")
    assert set(visitor.marks(LIST)) <= {"مكتبة", "المَكْتَبَةِ", "المكتبة", "أمينُ"}
    assert "مكتبة" in visitor.marks(f"{LIST} .entry__title")
    visitor.page.locator(f"{LIST} a").first.click()
    visitor.page.wait_for_selector(".marks")
    assert visitor.marks("article") == ["مكتبة", "مكتبة", "أمينُ", "المَكْتَبَةِ", "المكتبة"]
    assert visitor.page.locator(".marks").inner_text().startswith("بحثت عن امين مكتبات: 5 مواضع")


def test_the_reader_walks_through_the_marks_of_an_article_and_hides_them(visitor: Visitor) -> None:
    visitor.search("المكتبة")
    visitor.page.locator(f"{LIST} a").first.click()
    bar = visitor.page.locator(".marks")
    bar.get_by_role("button", name="الموضع التالي").click()
    assert "الموضع 1 من 4" in bar.inner_text()
    bar.get_by_role("button", name="الموضع السابق").click()
    assert "الموضع 4 من 4" in bar.inner_text()
    assert visitor.page.locator("mark.here").inner_text() == "المكتبة"
    hide = bar.get_by_role("button", name="إخفاء العلامات")
    hide.press("Enter")
    assert hide.get_attribute("aria-pressed") == "true"
    assert visitor.page.locator("mark").first.evaluate("mark => getComputedStyle(mark).backgroundImage") == "none"
    bar.locator("a").click()
    assert LIBRARY[0] in visitor.titles()


def test_marks_leave_the_text_of_the_article_as_it_was(visitor: Visitor) -> None:
    visitor.search("المكتبة البلدية كتاب Oxford")
    visitor.page.locator(f"{LIST} a").first.click()
    visitor.page.wait_for_selector(".marks")
    text = visitor.page.locator("article .prose").text_content() or ""
    for paragraph in LIBRARY[3]:
        assert paragraph in text


def test_an_article_opened_from_a_list_loads_no_search(visitor: Visitor) -> None:
    requests: list[str] = []
    visitor.search("قاموس")
    address = str(visitor.page.locator(f"{LIST} a").get_attribute("href")).partition("#")[0]
    visitor.page.on("request", lambda request: requests.append(request.url))
    visitor.open(address)
    assert len(requests) <= 4
    assert visitor.page.locator(".marks").count() == 0


def test_a_title_made_of_markup_is_shown_as_text(visitor: Visitor) -> None:
    assert visitor.search("عريضة الصيادين")[0] == ATTACK
    assert visitor.page.locator(f"{LIST} img, {LIST} script").count() == 0
    visitor.page.locator(f"{LIST} a").first.click()
    visitor.page.wait_for_selector(".marks")
    assert (visitor.page.locator("h1").text_content() or "").strip() == ATTACK
    assert visitor.marks("h1") == ["عريضة", "الصيّادين"]


@pytest.mark.parametrize("query", ['"><script>alert(1)</script>', "' onerror=alert(1) x='", "%(query)s %(n)s", "\u202eسباق\u0000"])
def test_a_hostile_query_is_shown_as_text(visitor: Visitor, query: str) -> None:
    visitor.search(query)
    assert visitor.page.locator("main script, main img").count() == 0
    assert visitor.page.locator("[data-search-input]").input_value() in (query, query.replace("\u0000", "\ufffd"))


def test_scores_and_latin_runs_keep_their_order(visitor: Visitor) -> None:
    visitor.search("ضيوفه أمس")  # the lead ends before the second word, so a passage takes its place
    snippet = visitor.page.locator(f"{LIST} .entry__snip")
    snippet.locator("mark").nth(1).wait_for()
    assert snippet.locator("bdi").all_text_contents() == ["Port United", "2-1"]
    assert snippet.locator("bdi").last.get_attribute("dir") == "ltr"


def test_an_empty_search_asks_for_one(visitor: Visitor) -> None:
    visitor.open("search.html")
    assert visitor.titles() == []
    assert visitor.heading() == "ابحث في الأرشيف"


def test_every_page_leads_to_the_search_by_its_box(visitor: Visitor) -> None:
    visitor.open("index.html")
    visitor.page.keyboard.press("/")
    visitor.page.keyboard.type("قاموس")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/search.html?q=*")
    assert visitor.titles() == [LIBRARY[0]]


def test_http_and_file_give_the_same_results(browser: Browser, output: Path) -> None:
    queries = ["سباق", "البلدية", "نشرة الأمواج", '"سباق الدراجات"', "قاموس الزيتون", "الميناء -سباق", "كركدن", ARTICLES[2][0]]
    seen = []
    with serving(output, prefix="/archive/") as address:
        for base in (address, output.as_uri() + "/"):
            visitor = Visitor(browser.new_page(), base)
            seen.append([(visitor.search(query), visitor.heading()) for query in queries])
            visitor.page.close()
            assert visitor.complaints == []
    assert seen[0] == seen[1]
