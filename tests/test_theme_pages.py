"""The theme's pages as markup: what every kind has and none has, what an article says, and what it must not depend on."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html
from theme_site import (
    ARTICLES,
    BRIDGE,
    COPY,
    CRAWLED,
    ENGLISH,
    HOSTILE,
    LONG,
    MONTHLY,
    UNDATED,
    build,
    kinds,
)

from arsheef.article import Article
from arsheef.ids import article_url, make_id

THEME = Path(__file__).resolve().parents[1] / "theme"
CSP = (
    "default-src 'none'; script-src 'self' blob:; worker-src 'self' blob:; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
SIX_FORMS = 6


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return build(tmp_path_factory.mktemp("theme"))


@pytest.fixture(scope="module")
def pages(site):
    return {name: (url, html.fromstring((site / url).read_bytes())) for name, url in kinds(site).items()}


def text_of(pages, name, path="//main"):
    return " ".join(" ".join(e.text_content() for e in pages[name][1].xpath(path)).split())


def links_of(page):
    for element in page.iter("a", "link", "script", "form", "img"):
        for attribute in ("href", "src", "action"):
            if element.get(attribute) is not None and element.get("rel") not in ("external", "canonical"):
                yield element.get(attribute)


def test_every_page_says_its_language_direction_policy_and_title(pages):
    for name, (_, page) in pages.items():
        assert (page.get("lang"), page.get("dir")) == ("ar", "rtl"), name
        assert page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)") == CSP, name
        assert page.xpath("string(//title)").strip().endswith("دفاتر الساحل"), name
        assert page.xpath("//meta[@name='viewport']"), name


def test_no_page_has_an_inline_script_a_handler_or_a_style(pages):
    for name, (_, page) in pages.items():
        assert not page.xpath("//style | //@style | //script[not(@src) and not(@type='application/ld+json')]"), name
        assert not [a for a in page.xpath("//@*") if a.attrname.startswith("on")], name


def test_every_link_is_relative_ends_in_a_file_and_leads_to_one(site, pages):
    for name, (url, page) in pages.items():
        for link in links_of(page):
            parts = urlsplit(link)
            assert not parts.scheme and not parts.netloc, (name, link)
            assert parts.path.startswith("/") == (name == "404" and bool(parts.path)), (name, link)
            target = unquote(urljoin(f"/{url}", parts.path).lstrip("/"))
            assert target and not target.endswith("/"), (name, link)
            assert (site / target).is_file(), (name, link)


def test_headings_begin_with_one_h1_and_skip_no_level(pages):
    for name, (_, page) in pages.items():
        levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(b - a <= 1 for a, b in pairwise(levels)), (name, levels)


def test_ids_are_unique_and_labels_lead_to_something(pages):
    for name, (_, page) in pages.items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        named = {x for value in page.xpath("//@aria-labelledby | //label/@for | //@data-copy") for x in value.split()}
        assert named <= set(ids), name
        assert len(page.xpath("//form[@role='search']")) == 1, name


def test_an_article_says_what_is_known_of_it(pages):
    facts = text_of(pages, "article", "//*[@class='art__facts']")
    for told in ("الثلاثاء 12 مارس 2024", "08:30", "2 رمضان 1445 هـ", "المرفأ", "أنباء الساحل", "سامر الورّاق", "عمران", "14 مارس 2024", BRIDGE.id):
        assert told in facts
    page = pages["article"][1]
    assert page.xpath("//a[@rel='external']/@href") == [BRIDGE.source_url]
    assert page.xpath("//time/@datetime") == ["2024-03-12T08:30"]
    assert "القصة نفسها في صحف أخرى" in text_of(pages, "article") and "السهل اليوم" in text_of(pages, "article", "//aside")
    assert "نشر النص نفسه أولًا" in text_of(pages, "copy")


def test_a_related_headline_that_is_not_in_the_archive_is_looked_for(pages):
    (link,) = pages["article"][1].xpath("//aside//a[contains(@href, 'search.html')]")
    assert unquote(urlsplit(link.get("href")).query) == f"q={BRIDGE.related[0]}"


def test_what_a_machine_filled_is_marked_and_nothing_else(pages):
    marked = pages["article"][1].xpath("//*[@class='derived']/parent::*")
    assert [" ".join(e.text_content().split()) for e in marked] == ["سامر الورّاق استخراج آلي", "الأماكن استخراج آلي"]
    assert not pages["crawled"][1].xpath("//*[@class='derived']")
    assert "العنوان استخراج آلي" in re.sub(r"\s+", " ", " ".join(pages["long"][1].xpath("//dl//text()")))


def test_what_the_source_does_not_say_is_said_to_be_missing(pages):
    facts = text_of(pages, "undated-article", "//*[@class='art__facts']")
    assert "بلا تاريخ" in facts and "الجمعة" in facts and "الشهر الماضي" in facts
    (source,) = pages["undated-article"][1].xpath("//dt[text()='المصدر']/following-sibling::dd")
    (author,) = pages["undated-article"][1].xpath("//dt[text()='الكاتب']/following-sibling::dd")
    assert (source.text_content(), author.text_content()) == ("غير معروف", "غير مذكور")
    assert not pages["undated-article"][1].xpath("//time | //nav[@class='ruler']")
    assert "اليوم غير معروف" in text_of(pages, "month-only")
    assert "بلا مصدر" in text_of(pages, "undated")


def test_a_day_of_collection_is_not_shown_as_a_day_of_publication(pages):
    assert "تاريخ الجمع لا النشر" in text_of(pages, "crawled")
    assert "تاريخ الجمع لا النشر" not in text_of(pages, "article")


def test_a_text_of_another_language_has_its_language_and_direction(pages):
    (title,) = pages["english"][1].xpath("//h1")
    assert (title.get("dir"), title.get("lang")) == ("ltr", "en")
    (link,) = pages["day"][1].xpath(f"//main//a[contains(@href, '{ENGLISH.id}')]")
    assert (link.get("dir"), link.get("lang")) == ("ltr", "en")
    assert pages["article"][1].xpath("//h1/@dir") == []


def test_a_score_and_a_latin_name_stand_isolated(pages):
    isolated = pages["article"][1].xpath("//*[contains(@class, 'prose')]//bdi")
    assert [b.text for b in isolated] == ["50-60", "Halden Survey Lab", "2-1"]


def test_a_hostile_headline_is_only_text(pages):
    for name in ("hostile", "source"):
        assert not pages[name][1].xpath("//main//script[not(@type)] | //main//img | //main//b[@onclick]"), name
    assert pages["hostile"][1].xpath("string(//h1)") == HOSTILE.title


def test_an_article_page_stays_the_same_when_other_days_get_articles(site, tmp_path):
    later = [
        Article(id=make_id(None, f"خبر {n}", ""), title=f"خبر {n}", paragraphs=("نص الخبر الجديد.",), date=date, source="المرفأ", language="ar",
                places=("وادي السنديان",), topics=("الجسور",))
        for n, date in enumerate(("2024-03-11", "2024-04-01", "2025-06-01", None))
    ]  # fmt: skip
    grown = build(tmp_path, (*ARTICLES, *later))
    assert (grown / "index.html").read_bytes() != (site / "index.html").read_bytes()
    for article in ARTICLES:
        url = article_url(article.id)
        assert (grown / url).read_bytes() == (site / url).read_bytes(), article.title


def test_an_article_of_300_words_comes_cold_in_4_requests_and_14_kilobytes(tmp_path):
    words = [f"{word}{n:x}" for n in range(25) for word in ("كتاب", "ماء", "والمدينة", "بحر", "شمس", "قمر", "سوق", "يوم", "جسر", "نهر", "ليل", "طريق")]
    paragraphs = tuple(" ".join(words[at : at + 50]) for at in range(0, 300, 50))
    article = Article(
        id=make_id(None, "مقالة", "طويلة"), title=BRIDGE.title, paragraphs=paragraphs, date="2024-03-12", source="المرفأ", source_url="https://example.org/a/1",
        author="سامر الورّاق", section="عمران", language="ar", lead=paragraphs[0][:200], places=("وادي السنديان", "جبل الرند"), people=("هناء القصّار",),
        topics=("الجسور", "التراث"), derived=frozenset({"places", "people"}), related=("خبر أول طبعه المصدر", "خبر ثان طبعه المصدر"),
    )  # fmt: skip
    output = build(tmp_path, [article])
    url = article_url(article.id)
    page = html.fromstring((output / url).read_bytes())
    loaded = page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src")
    assert len(loaded) <= 3
    files = [output / url, *((output / url).parent / link for link in loaded)]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 14_000


def test_an_english_interface_runs_left_to_right_and_keeps_arabic_titles_right_to_left(tmp_path):
    output = build(tmp_path, [BRIDGE, UNDATED], "en")
    page = html.fromstring((output / article_url(BRIDGE.id)).read_bytes())
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert (page.xpath("string(//h1/@dir)"), page.xpath("string(//h1/@lang)")) == ("rtl", "ar")
    front = html.fromstring((output / "index.html").read_bytes())
    assert {"rtl"} == set(front.xpath("//*[contains(@class, 'entry__title')]/a/@dir"))
    assert "derived by machine" in page.text_content()


def test_the_months_calendar_and_the_years_map_count_each_day(pages):
    (cell,) = pages["month"][1].xpath("//table[@class='cal']//a[contains(@href, '12.html')]")
    assert cell.text_content().split()[:2] == ["12", "4"]
    day = pages["year"][1].xpath("string(//table[@class='year']//a[contains(@href, '03/12.html')]/@title)")
    assert day == "4 مقالات"
    assert len(pages["year"][1].xpath("//table[@class='year']/tbody/tr")) == 12
    assert pages["empty-month"][1].xpath("//table[@class='cal']//td[@class='h0' or @class='gap']")


def test_a_folded_copy_is_named_under_the_first_print(pages):
    (copies,) = pages["front"][1].xpath(f"//li[.//a[contains(@href, '{BRIDGE.id}')]]//details")
    assert copies.xpath(".//ul//a/@href") == [article_url(COPY.id)]
    assert "السهل اليوم" in copies.text_content()


def test_coverage_hatches_the_months_that_are_missing(pages):
    assert pages["coverage"][1].xpath("//table[@class='matrix']//td[contains(@class, 'gap')]")
    assert "إذاعة الساحل" in text_of(pages, "coverage", "//table[@class='matrix']")


@pytest.mark.parametrize("article", [CRAWLED, MONTHLY, LONG], ids=["crawled", "month-only", "long"])
def test_the_citation_is_on_the_page_as_text_without_script(pages, article):
    name = {CRAWLED.id: "crawled", MONTHLY.id: "month-only", LONG.id: "long"}[article.id]
    assert article.id in pages[name][1].xpath("string(//*[@id='cite-text'])")


def test_every_text_of_the_templates_is_translated_with_all_its_forms():
    from babel.messages.pofile import read_po

    with (THEME / "locale" / "ar.po").open("rb") as file:
        catalog = read_po(file, locale="ar", abort_invalid=True)
    source = "".join(path.read_text("utf-8") for path in sorted((THEME / "templates").rglob("*.html")))
    single = {m.replace('\\"', '"') for m in re.findall(r'(?<!\w)_\("((?:[^"\\]|\\.)*)"', source)} | set(re.findall(r"(?<!\w)_\('([^']*)'", source))
    assert len(single) > 80
    for msgid in single:
        message = catalog.get(msgid)
        assert message is not None and message.string, msgid
        assert set(re.findall(r"%\(\w+\)s", message.string)) == set(re.findall(r"%\(\w+\)s", msgid)), msgid
    for one, many in set(re.findall(r'ngettext\("([^"]*)", "([^"]*)"', source)):
        message = catalog.get(one)
        assert message is not None and message.id == (one, many), one
        assert len(message.string) == SIX_FORMS and all(message.string), one
