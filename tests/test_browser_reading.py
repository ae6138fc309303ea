"""Reading results in Chromium, on http and from a folder: passages, mentions, words over time, copies, files, kept searches."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import theme_site
from browser import LIST, Visitor, visiting
from playwright.sync_api import Browser

from arsheef.article import Article
from arsheef.ids import make_id
from arsheef.site.server import serving

ROOT = Path(__file__).parents[1]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
FILLER = "واستمر الحديث في المجلس عن أمور أخرى لا صلة لها بالموضوع، وتبادل الحاضرون الآراء حتى ساعة متأخرة من الليل. " * 4


def _article(title: str, date: str | None, paragraphs: tuple[str, ...], **fields: object) -> Article:
    source = fields.pop("source", "المرفأ")
    id_ = make_id(None, title, f"{date}{source}")
    return Article(id=id_, title=title, date=date, paragraphs=paragraphs, language="ar", lead=paragraphs[0][:140], source=source, **fields)  # type: ignore[arg-type]


DEEP = _article(
    "جلسة طويلة في مجلس البلدية", "2021-03-04", (FILLER, f"{FILLER} ثم قال المهندس إن مِضَخَّةَ الحيّ تعطلت مرتين، وإن إصلاح المضخة يكلف 50-60 ألفًا. {FILLER}", FILLER),
    author="سامر الورّاق", agency="أنباء الساحل", source_url="https://example.org/a?b=1&c=2", section="عمران",
)  # fmt: skip
FIRST = _article("غرق قارب الصيد عند رأس الريحان", "2022-05-01", ("غرق قارب الصيد فجرًا عند رأس الريحان ونجا من فيه جميعًا.", FILLER))
COPIES = tuple(
    _article(f"قارب صيد يغرق عند رأس الريحان {n}", f"2022-05-0{n + 2}", FIRST.paragraphs, source=source, duplicate_of=FIRST.id)
    for n, source in enumerate(("السهل اليوم", "صوت الجبل", "البريد المسائي"))
)
BOATS = tuple(
    _article(f"قارب رقم {n} يصل إلى المرسى", f"{2015 + n % 8}-0{1 + n % 9}-15", (f"وصل قارب الصيد رقم {n} إلى المرسى. {FILLER}",), source="إذاعة الساحل")
    for n in range(40)
)
FORMULA = _article("=1+1 عنوان عن النورس", None, ("خبر عن النورس، بلا تاريخ.",), source="إذاعة\u2028الساحل")
PHRASE = _article("يوم في السوق", "2020-02-02", ("كان باب المدينة مغلقًا، وفتح الحارس باب الحديقة ثم باب المدينة القديم.", FILLER))
ARTICLES = (DEEP, FIRST, *COPIES, *BOATS, FORMULA, PHRASE)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return theme_site.build(tmp_path_factory.mktemp("reading"), ARTICLES)


@pytest.fixture
def visitor(browser: Browser, base: str) -> Iterator[Visitor]:
    with visiting(browser, base, accept_downloads=True, viewport={"width": 1280, "height": 900}, reduced_motion=None) as visitor:
        yield visitor


def wait_for(visitor: Visitor, selector: str, text: str) -> None:
    visitor.page.locator(selector, has_text=text).first.wait_for()


def faults(visitor: Visitor) -> list[str]:
    """What axe finds on the page, as it is now."""
    visitor.page.evaluate(AXE.read_text("utf-8"))
    found = visitor.page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"]]


# ---------- passages ----------


def test_the_best_passage_takes_the_place_of_the_lead_and_nothing_below_moves(visitor: Visitor) -> None:
    titles = visitor.search("إصلاح المضخة")
    assert titles == [DEEP.title]
    meta = visitor.page.locator(f"{LIST} .entry__meta").first
    before = meta.bounding_box()
    wait_for(visitor, ".entry__snip mark", "المضخة")
    assert meta.bounding_box() == before
    assert set(visitor.marks(".entry__snip")) >= {"إصلاح", "المضخة"}
    assert visitor.page.locator(".entry__snip bdi[dir=ltr]").all_text_contents() == ["50-60"]


def test_a_vowelled_word_is_marked_whole(visitor: Visitor) -> None:
    visitor.search("مضخة الحي")
    wait_for(visitor, ".entry__snip mark", "مِضَخَّةَ")


def test_a_missing_file_of_texts_leaves_the_leads(browser: Browser, output: Path) -> None:
    with serving(output) as address:
        page = browser.new_page()
        page.route(re.compile(r"/search/\w+/x\d+\.js"), lambda route: route.abort())
        alone = Visitor(page, address)
        with page.expect_event("requestfailed"):
            assert alone.search("إصلاح المضخة") == [DEEP.title]
        assert page.locator(".entry__snip").inner_text().startswith("واستمر الحديث")
        assert [complaint for complaint in alone.complaints if "/x" not in complaint and "load resource" not in complaint] == []
        page.close()


# ---------- copies ----------


def test_copies_of_one_text_stand_in_one_entry_and_are_counted_as_articles(visitor: Visitor) -> None:
    titles = visitor.search("رأس الريحان")
    assert len(titles) == 1 + 3, "the links of the folded copies are in the list too"
    assert visitor.page.locator(f"{LIST} > li").count() == 1
    assert visitor.heading().startswith("4 مقالات")
    assert "مطوية" in visitor.page.locator("[data-search-note]").inner_text()
    summary = visitor.page.get_by_text("نشرته 4 صحف")
    assert summary.inner_text().strip() == "نشرته 4 صحف"
    summary.press("Enter")
    assert visitor.page.locator(".copies a").first.is_visible()
    assert faults(visitor) == []


def test_copies_fold_across_pages(visitor: Visitor) -> None:
    listed: list[str] = []
    for number in (1, 2, 3):
        visitor.search("قارب الصيد", sort="oldest", page=str(number))
        if f"page={number}" in visitor.page.url or number == 1:
            listed += visitor.page.locator(f"{LIST} > li h2").all_text_contents()
    assert len(listed) == len(set(listed)) == 41
    assert not set(listed) & {copy.title for copy in COPIES}


# ---------- every mention ----------


def test_every_mention_stands_in_its_context_by_date(visitor: Visitor) -> None:
    visitor.search("قارب")
    visitor.page.locator("[data-view=mentions]").click()
    visitor.page.wait_for_selector(".kwic")
    assert "view=mentions" in visitor.page.url
    assert visitor.heading() == "كل مواضع ذكر قارب"
    dates = [when for when in visitor.page.locator(".kwic time").evaluate_all("all => all.map(time => time.getAttribute('datetime'))") if when]
    assert len(dates) == 50, "25 articles, in title and text of each"
    assert dates == sorted(dates)
    assert faults(visitor) == []
    visitor.page.get_by_role("link", name="التالية").click()
    visitor.page.wait_for_function("document.querySelectorAll('.kwic li').length !== 50")
    visitor.page.go_back()
    visitor.page.wait_for_function("document.querySelectorAll('.kwic li').length === 50")
    visitor.page.go_back()
    assert len(visitor.titles()) > 1


def test_a_mention_leads_to_its_own_place_in_the_article(visitor: Visitor) -> None:
    visitor.open(f"search.html?q={quote('المضخة')}&view=mentions")
    lines = visitor.page.locator(".kwic__line")
    lines.first.wait_for()
    assert [mark.strip() for mark in visitor.page.locator(".kwic mark").all_text_contents()] == ["مِضَخَّةَ", "المضخة"]
    lines.nth(1).click()
    visitor.page.wait_for_selector("mark.here")
    assert visitor.marks("article") == ["مِضَخَّةَ", "المضخة"]
    assert visitor.page.locator("mark.here").all_text_contents() == ["المضخة"]


def test_the_word_stands_on_an_axis_where_there_is_room_and_in_a_paragraph_on_phones(visitor: Visitor) -> None:
    visitor.open(f"search.html?q={quote('قارب')}&view=mentions")
    visitor.page.wait_for_selector(".kwic mark")
    edges = visitor.page.locator(".kwic mark").evaluate_all("all => all.map(mark => Math.round(mark.getBoundingClientRect().right))")
    assert max(edges) - min(edges) <= 60, "the middle column is as wide as its word"
    visitor.page.set_viewport_size({"width": 360, "height": 800})
    assert visitor.page.evaluate("document.documentElement.scrollWidth") == 360
    assert visitor.page.locator(".kwic__pre").first.evaluate("box => getComputedStyle(box).display") == "inline"


def test_a_phrase_is_one_mention_and_its_words_alone_are_none(visitor: Visitor) -> None:
    visitor.open(f"search.html?q={quote('«باب المدينة»')}&view=mentions")
    visitor.page.wait_for_selector(".kwic")
    assert visitor.page.locator(".kwic mark").all_text_contents() == ["باب المدينة", "باب المدينة"]


@pytest.mark.parametrize(
    ("query", "marks"),
    [("«باب المدينة»", ["باب", "المدينة"] * 2), ("باب", ["باب"] * 3), ("الحارس أو الحديقة", ["الحارس", "الحديقة"]), ("=المدينة", ["المدينة"] * 2),
     ("«باب المدينة» الحارس", ["باب", "المدينة", "الحارس", "باب", "المدينة"]), ("مدينه", ["المدينة"] * 2), ("باب -قطار", ["باب"] * 3)],
)  # fmt: skip
def test_an_article_marks_what_the_query_found_by_the_same_rules(visitor: Visitor, query: str, marks: list[str]) -> None:
    visitor.open(f"a/{PHRASE.id[:2]}/{PHRASE.id}.html#q={quote(query)}")
    visitor.page.wait_for_selector(".marks")
    assert visitor.marks("article") == marks


# ---------- words over time ----------


def test_words_over_time_are_drawn_and_in_a_table_that_counts_right(visitor: Visitor) -> None:
    visitor.open(f"search.html?q={quote('قارب، المضخة، كركدن')}&view=frequency")
    visitor.page.wait_for_selector(".plot")
    assert visitor.page.locator(".plot path[class='k1'], .plot path[class='k2'], .plot path[class='k3']").count() == 3
    label = visitor.page.locator(".plot svg[role=img]").get_attribute("aria-label") or ""
    assert "المضخة: أكثرها في 2021" in label and "كركدن: ليست في أي مقالة" in label
    rows = {cells[0]: cells[1:] for cells in (row.locator("th, td").all_inner_texts() for row in visitor.page.locator("tbody tr").all())}
    boats = [a for a in ARTICLES if a.date and a.date.startswith("2022") and any("قارب" in p for p in (a.title, *a.paragraphs))]
    total = [a for a in ARTICLES if a.date and a.date.startswith("2022")]
    assert rows["2022"] == [f"{1000 * len(boats) / len(total):,.0f} ({len(boats)})", "0 (0)", "0 (0)", str(len(total))]
    assert visitor.page.locator("[style]").count() == 0
    assert faults(visitor) == []


def test_unit_measure_and_words_are_in_the_address(visitor: Visitor) -> None:
    visitor.open(f"search.html?q={quote('قارب، المضخة')}&view=frequency")
    visitor.page.get_by_role("link", name="شهر").click()
    visitor.page.wait_for_function("document.querySelectorAll('tbody tr').length === 96")
    visitor.page.get_by_role("link", name="عدد المقالات", exact=True).click()
    visitor.page.wait_for_function("location.search.includes('measure=count')")
    visitor.page.get_by_role("link", name="أزل المضخة").click()
    visitor.page.wait_for_function("document.querySelectorAll('.key li').length === 1")
    assert visitor.page.locator("[data-search-input]").input_value() == "قارب"
    visitor.page.reload()
    visitor.page.wait_for_selector(".plot")
    assert visitor.page.locator("tbody tr").count() == 96


# ---------- files ----------


def download(visitor: Visitor, query: str, ending: str) -> tuple[str, str]:
    """Name and text of the file of all results."""
    visitor.search(query)
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(f"[data-export={ending}]").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes().decode("utf-8")


def test_all_results_come_as_csv_and_no_cell_is_a_formula(visitor: Visitor) -> None:
    name, text = download(visitor, "النورس", "csv")
    assert name == "النورس.csv"
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["title"] for row in rows] == [f"'{FORMULA.title}"]
    assert "رأس الريحان" not in text
    wait_for(visitor, "[data-export-state]", "مقالة واحدة في الملف")


def test_a_file_holds_what_is_known_of_each_article_copies_apart(visitor: Visitor) -> None:
    _, text = download(visitor, "رأس الريحان", "jsonl")
    assert {json.loads(line)["id"] for line in text.splitlines()} == {FIRST.id, *(copy.id for copy in COPIES)}
    _, text = download(visitor, "المضخة", "jsonl")
    row = json.loads(text)
    assert (row["author"], row["agency"], row["source_url"], row["section"]) == (DEEP.author, DEEP.agency, DEEP.source_url, DEEP.section)
    assert row["url"].endswith(f"a/{DEEP.id[:2]}/{DEEP.id}.html")
    assert visitor.base.startswith("file") or row["url"].startswith("http")


def test_a_file_that_is_being_made_can_be_stopped(visitor: Visitor) -> None:
    visitor.search("قارب")
    visitor.page.evaluate("() => { const { records } = arsheef.archive; arsheef.archive.records = async (...all) => { await new Promise(done => setTimeout(done, 3000)); return records(...all); }; }")
    visitor.page.locator("[data-export=csv]").click()
    visitor.page.locator("[data-export-state] progress").wait_for()
    assert faults(visitor) == []
    visitor.page.locator("[data-export-state] button").click()
    wait_for(visitor, "[data-export-state]", "فلا ملف")
    assert visitor.page.locator("[data-export-state] progress").count() == 0


def test_results_come_as_bibtex_and_ris(visitor: Visitor) -> None:
    _, text = download(visitor, "المضخة", "bib")
    assert text.startswith(f"@article{{{DEEP.id},") and "author = {{سامر الورّاق}}" in text
    _, text = download(visitor, "المضخة", "ris")
    assert "TY  - NEWS\r\n" in text and "DA  - 2021/03/04/\r\n" in text


def test_an_article_comes_as_bibtex_and_ris(visitor: Visitor) -> None:
    visitor.open(f"a/{DEEP.id[:2]}/{DEEP.id}.html")
    for ending, piece in (("bib", "author = {{سامر الورّاق}}"), ("ris", "AU  - سامر الورّاق")):
        with visitor.page.expect_download() as waiting:
            visitor.page.locator(f"[data-cite={ending}]").click()
        assert waiting.value.suggested_filename == f"{DEEP.id}.{ending}"
        text = Path(waiting.value.path()).read_text("utf-8")
        assert piece in text and "https://example.org/a?b=1&c=2" in text and "2021" in text


# ---------- kept searches ----------


def test_a_search_is_kept_opened_and_removed_by_keyboard(visitor: Visitor) -> None:
    visitor.search("قارب", sort="newest")
    visitor.page.locator("[data-save]").press("Enter")
    wait_for(visitor, "[data-save-state]", "حُفظ")
    visitor.open("search.html")
    kept = visitor.page.locator("[data-search-saved]")
    kept.locator("a", has_text="قارب").wait_for()
    assert faults(visitor) == []
    kept.locator("a").press("Enter")
    assert len(visitor.titles()) >= 20
    assert "sort=newest" in visitor.page.url
    visitor.open("search.html")
    kept.locator("button").press("Enter")
    kept.wait_for(state="hidden")
    visitor.page.reload()
    visitor.settle()
    assert kept.is_hidden()


def test_where_the_browser_keeps_nothing_the_page_says_that_the_address_is_the_search(browser: Browser, base: str) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})")
    alone = Visitor(context.new_page(), base)
    alone.search("قارب")
    alone.page.locator("[data-save]").click()
    wait_for(alone, "[data-save-state]", "مفضّلتك")
    alone.open("search.html")
    alone.settle()
    assert alone.page.locator("[data-search-saved]").is_hidden()
    assert alone.complaints == []
    context.close()


def test_what_another_page_stored_there_is_no_harm(visitor: Visitor) -> None:
    visitor.open("search.html")
    key = visitor.page.evaluate("'saved ' + new URL(arsheef.root).pathname")
    for value in ("{", "[1, null, \"javascript:alert(1)\"]", '{"a":1}', '["?q=%3Cimg src=x onerror=alert(1)%3E&view=frequency"]'):
        visitor.page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, value])
        visitor.open("search.html")
        visitor.settle()
        assert visitor.page.locator("[data-search-saved] img").count() == 0
    visitor.page.evaluate("key => localStorage.removeItem(key)", key)
