"""Article pages: visible evidence first, no false date, and pages that are no article."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from arsheef.article import Article, Record
from arsheef.errors import InputError
from arsheef.ingest.extract import extract

TITLE = "وزير الخارجية يؤكد قرب توقيع الاتفاق بين البلدين"
BODY = (
    "<p>أكد وزير الخارجية خلال مؤتمر صحافي عقده في العاصمة أن المباحثات التي جرت بين الجانبين كانت بناءة وأن الاتفاق سيوقع قريبا.</p>"
    "<p>وأضاف الوزير أن بلاده تسعى إلى تعزيز التعاون الاقتصادي والثقافي مع دول الجوار في مجالات الطاقة والنقل والزراعة.</p>"
    "<p>من جهته قال المتحدث باسم الحكومة إن مجلس الوزراء سيعقد جلسة استثنائية لبحث نتائج الزيارة واتخاذ القرارات المناسبة.</p>"
)
CLOCK = '<div class="date-now">الثلاثاء 24 نوفمبر 2026</div><ul><li><a href="/">الرئيسية</a></li></ul>'
ASIDE = '<aside><h3>الأكثر قراءة</h3><ul><li><a href="/x">خبر آخر من الموقع عن الاقتصاد</a> <span>1 يناير 2020</span></li></ul></aside>'


def page(head: str = f"<title>{TITLE}</title>", top: str = f"<h1>{TITLE}</h1>", after: str = "") -> str:
    """A page with a clock above, a sidebar of dated links, and these parts."""
    return (
        f"<html lang=ar><head><meta charset=utf-8>{head}</head><body><header>{CLOCK}</header><main><article>{top}{BODY}</article>{after}</main>"
        f"{ASIDE}<footer>جميع الحقوق محفوظة © 2026</footer></body></html>"
    )


def read(source: str, **fields: str) -> Article:
    """The article of a page."""
    return extract(Record("صفحة.html", 1, "text/html", {"html": source, **fields}, "0"))


def test_a_page_gives_its_text_title_and_outlet_without_its_furniture() -> None:
    found = read(page(f'<title>{TITLE} | صحيفة الأمة</title><meta property="og:site_name" content="صحيفة الأمة">'))
    assert found.paragraphs == tuple(re.findall("<p>(.*?)</p>", BODY))
    assert (found.title, found.title_source, found.source, found.language) == (TITLE, "given", "صحيفة الأمة", "ar")


@pytest.mark.parametrize("named", [f"{TITLE} – راديو الساحل", f"راديو الساحل | {TITLE}"])
def test_the_site_is_named_beside_the_title(named: str) -> None:
    assert read(page(f"<title>{named}</title>")).source == "راديو الساحل"


@pytest.mark.parametrize(
    ("head", "top", "after", "date", "evidence"),
    [
        ("", "<time>18 يوليو 2024</time>", "", "2024-07-18", "page"),
        ("", "<div>الخميس 12 محرم 1446هـ - 18 يوليو 2024م</div>", "", "2024-07-18", "page"),
        ("", "<div>آخر تحديث: 18 تموز/يوليو 2024 - 05:22 مساءً بتوقيت القدس</div>", "", "2024-07-18T17:22", "page"),
        ("", "", "<div>تاريخ النشر: 18/07/2024</div>", "2024-07-18", "page"),
        ('<meta property="article:published_time" content="2024-07-18T10:00:00+03:00">', "", "", "2024-07-18T10:00:00", "metadata"),
        ('<meta property="article:modified_time" content="2025-01-01T00:00:00Z">', "", "", None, None),
        ('<meta name="date" content="2024">', "<p>صورة من أرشيف عام 2019</p>", "", None, None),
        ("", "", "", None, None),
        ("", "<p>منذ 3 أيام</p>", "", None, None),
    ],
)
def test_the_date_is_a_line_of_the_article_never_the_clock_or_a_neighbour(
    head: str, top: str, after: str, date: str | None, evidence: str | None
) -> None:
    found = read(page(f"<title>{TITLE}</title>{head}", f"<h1>{TITLE}</h1>{top}", after))
    assert (found.date, found.date_source) == (date, evidence)


def test_a_date_above_the_title_counts_where_it_is_marked_as_the_date_of_the_article() -> None:
    assert read(page(top=f'<div class="post-date">18 يوليو 2024</div><h1>{TITLE}</h1>')).date == "2024-07-18"


def test_metadata_and_address_together_outweigh_a_line() -> None:
    head = f'<title>{TITLE}</title><meta property="article:published_time" content="2024-07-18">'
    source = page(head, f"<h1>{TITLE}</h1><div>5 يونيو 1967</div>")
    assert read(source).date == "1967-06-05"
    assert read(source, url="https://example.org/2024/07/18/1").date == "2024-07-18"


def test_a_relative_line_is_counted_from_the_time_of_collection() -> None:
    found = read(page(top=f"<h1>{TITLE}</h1><span>منذ 3 أيام</span>"), retrieved="2024-07-21 10:00:00")
    assert (found.date, found.date_source, len(found.paragraphs)) == ("2024-07-18", "page", 3)


@pytest.mark.parametrize(
    ("top", "author", "agency"),
    [
        ('<span class="author-name">محمد العلي</span><time>18 يوليو 2024</time>', "محمد العلي", None),
        ("<div>بقلم : فاطمة الزهراء بن علي</div>", "فاطمة الزهراء بن علي", None),
        ("<div>كتب – أحمد سامي:</div>", "أحمد سامي", None),
        ("<div>بيروت - رويترز</div>", None, "رويترز"),
        ("<div>المصدر:</div><div>(أبوظبي - البيان)</div>", None, "البيان"),
        ("<div>المصدر: دبي - سكاي نيوز عربية</div>", None, "سكاي نيوز عربية"),
        ('<p class="byline">محرر الموقع</p>', None, None),
        ('<div class="author-tools">انسخ الرابط</div>', None, None),
        ("<p>© REUTERS / EGYPTIAN HEALTH MINISTRY</p>", None, None),
    ],
)
def test_author_and_agency_are_read_from_the_lines_below_the_title(top: str, author: str | None, agency: str | None) -> None:
    found = read(page(f'<title>{TITLE}</title><meta name="author" content="الأمة"><meta property="og:site_name" content="الأمة">', f"<h1>{TITLE}</h1>{top}"))
    assert (found.author, found.agency) == (author, agency)


def test_json_ld_speaks_where_the_page_is_silent() -> None:
    told = {"@graph": [{"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-07-18T10:00", "dateModified": "2024-07-19T11:20", "articleSection": ["محليات"], "author": [{"name": "سعاد حسن"}], "publisher": {"name": "الأمة"}}]}
    found = read(page(f'<title>الأمة</title><link rel=canonical href="https://alumma.example/1"><script type="application/ld+json">{json.dumps(told)}</script>', f"<h2>{TITLE}</h2>"))
    assert (found.title, found.date, found.modified, found.author) == (TITLE, "2024-07-18T10:00", "2024-07-19T11:20", "سعاد حسن")
    assert (found.section, found.source, found.source_url) == ("محليات", "الأمة", "https://alumma.example/1")


@pytest.mark.parametrize("broken", ['<script type="application/ld+json">{"a":', '<link rel=canonical href="javascript:alert(1)">', "<meta property=og:title>"])
def test_broken_metadata_says_nothing(broken: str) -> None:
    found = read(page(f"<title>{TITLE}</title>{broken}</script>"))
    assert (found.title, found.source_url) == (TITLE, None)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<title>تسجيل الدخول</title><form><input type=password></form><p>يرجى تسجيل الدخول للمتابعة إلى حسابك في موقعنا الإخباري اليوم.</p>", "login page"),
        ("<title>We value your privacy</title><p>We and our partners store and access information such as cookies on a device to continue.</p>", "consent"),
        ("<title>404 - الصفحة غير موجودة</title><p>عذرا الصفحة التي تبحث عنها غير موجودة على هذا الموقع حاليا.</p>", "error page"),
        ("<title>x</title><div id=app></div><script>render()</script>", "no article text"),
        ("نص عادي", "no article text"),
        ("\x00", "cannot be read|no article text"),
        ("<div>" * 100_000 + "<p>نص المقال في آخر الصفحة العميقة.", "no article text"),
        ("<p>" * 400_000, "elements|no article text"),
    ],
)  # fmt: skip
def test_a_page_that_is_no_article_is_refused_with_the_reason(source: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read(f"<html><body>{source}")


def test_an_article_nested_as_deep_as_parsers_go_is_still_read() -> None:
    found = read(f"<html><head><title>{TITLE}</title></head><body>{'<div>' * 150}<h1>{TITLE}</h1>{BODY}{'</div>' * 150}</body></html>")
    assert len(found.paragraphs) == 3


def test_the_development_pages_come_out_right(shared: Path) -> None:
    with gzip.open(shared / "eval/html-ar-dev.jsonl.gz", "rt", encoding="utf-8") as file:
        rows: list[dict[str, Any]] = [json.loads(line) for line in file]
    for row in rows:
        found = read(row["html"], url=row.get("url", ""))
        assert found.language == row["lang"]
        if row["lang"] != "ar":
            assert found.date and found.date[:10] == row["date"]
            continue
        text = "\n".join(found.paragraphs)
        assert _f1(text, row["text"]) >= 0.97, row["id"]
        assert (found.title, found.author, found.agency) == (row["title"], row["author"], row["agency"])
        assert found.date and found.date[:10] in (row["date"], *row["date_also_ok"])
        assert not [line for line in row["must_not_contain"] if line in text]


def _f1(one: str, other: str) -> float:
    """Token F1 of two texts."""
    a, b = (Counter(re.findall(r"\w+", text)) for text in (one, other))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))
