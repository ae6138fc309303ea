"""A wrong date is worse than none: what a page shows of other days is never taken for the day of its article."""

from __future__ import annotations

import pytest
from page_layouts import NAVIGATION, TITLE, body, document, json_ld, others

from arsheef.article import Article, Record
from arsheef.ingest.extract import extract

NOT_THE_DATE = {
    "clock in the header": ("", '<div id="clock">الثلاثاء 24 نوفمبر 2026</div>', "", ""),
    "clock right above the title": ("", '<div class="today">الثلاثاء 24 نوفمبر 2026 | 10:15</div><h2></h2>', "", ""),
    "clock without a mark": ("", "<div>24/11/2026</div>", "", ""),
    "copyright": ("", "", "", "<footer>جميع الحقوق محفوظة © 2015 - صحيفة الرند. آخر تحديث 2015</footer>"),
    "related list": ("", "", "", f"<div class='related'><h3>اقرأ أيضا</h3><ul>{others('20 يوليو 2015')}</ul></div>"),
    "weather": ("", '<div class="weather">حالة الطقس: الثلاثاء 24 نوفمبر 2026 صحو 21°</div>', "", ""),
    "prayer times": ("", '<div class="prayer">مواقيت الصلاة 14 جمادى الآخرة 1448 هـ الفجر 5:12</div>', "", ""),
    "comments": ("", "", "", '<div id="comments"><div class="comment"><b>زائر</b><span class="comment-date">22 يوليو 2015 - 10:10</span><p>شكرا لكم على هذا الخبر الجميل يا أهل الرند.</p></div></div>'),
    "site's own metadata": (json_ld(**{"@type": "WebSite"}, name="الرند", datePublished="2010-01-01", dateModified="2026-01-01"), "", "", ""),
    "organisation": (json_ld(**{"@type": "NewsMediaOrganization"}, name="الرند", foundingDate="1975-03-01"), "", "", ""),
    "change only": ('<meta property="article:modified_time" content="2026-01-01T00:00:00Z"><meta http-equiv="last-modified" content="Tue, 24 Nov 2026 10:00:00 GMT">', "", "", ""),
    "bare year": ('<meta name="date" content="2015"><meta name="dc.date" content="2015">', "<div>2015</div>", "<span class='date'>2015</span>", ""),
    "year and month in an archive": ("", "", "", "<aside><h3>الأرشيف</h3><ul><li>يوليو 2015 (12)</li><li>يونيو 2015 (9)</li></ul></aside>"),
    "calendar": ("", "", "", "<table class='calendar'><caption>نوفمبر 2026</caption><tr><td>1</td><td>2</td></tr></table>"),
    "poll": ("", "", "", "<div>استطلاع الرأي ينتهي في 30 نوفمبر 2026</div>"),
    "event in the text": ("", "", "", "<p>يذكر أن الجسر القديم بني في 5 يونيو 1967 وأغلق أكثر من مرة بسبب الفيضان.</p>"),
    "impossible": ('<meta property="article:published_time" content="0000-00-00T00:00:00">', "", "<time>31 فبراير 2015</time>", ""),
    "zero of computers": ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', "", "", ""),
    "future": ("", "", "<time>21 يوليو 2099</time>", ""),
    "views": ("", "", "<span class='date-views'>2015 مشاهدة</span>", ""),
}  # fmt: skip


def read(head: str, above: str, below: str, after: str, url: str = "", retrieved: str = "") -> Article:
    source = document(head, f"<header>{above}{NAVIGATION if above.startswith('<div id') else ''}</header><article><h1>{TITLE}</h1>{below}{body()}</article>{after}")
    return extract(Record("page.html", 1, "text/html", {"html": source, "url": url, "retrieved": retrieved}, ""))


@pytest.mark.parametrize("name", NOT_THE_DATE)
def test_no_date_is_taken_from(name: str) -> None:
    found = read(*NOT_THE_DATE[name])
    assert (found.date, found.date_source) == (None, None)


@pytest.mark.parametrize("name", NOT_THE_DATE)
def test_the_date_below_the_title_is_found_beside(name: str) -> None:
    head, above, below, after = NOT_THE_DATE[name]
    found = read(head, above, below + '<div class="info">21 يوليو 2015</div>', after)
    assert (found.date, found.date_source) == ("2015-07-21", "page")


@pytest.mark.parametrize(
    ("shown", "stated", "url", "date"),
    [
        ("21 يوليو 2015", "2015-07-21T02:51:00", "https://rand.example/2015/07/20/jisr", "2015-07-21T02:51:00"),
        ("21 يوليو 2015", "", "https://rand.example/2015/07/20/jisr", "2015-07-21"),
        ("22 يوليو 2015", "2015-07-21T02:51:00", "https://rand.example/2015/07/21/jisr", "2015-07-21T02:51:00"),
        ("", "2015-07-21T02:51:00", "https://rand.example/2014/01/01/jisr", "2015-07-21T02:51:00"),
        ("", "", "https://rand.example/2015/07/21/jisr", "2015-07-21"),
        ("", "", "https://rand.example/20150721/jisr-99999999", "2015-07-21"),
        ("", "", "https://rand.example/2015/99/99/jisr", None),
        ("", "", "https://rand.example/news/20159999", None),
        ("", "", "https://rand.example/id/2015/jisr", None),
    ],
)
def test_of_dates_that_disagree_the_visible_one_counts_unless_two_others_agree(shown: str, stated: str, url: str, date: str | None) -> None:
    head = f'<meta property="article:published_time" content="{stated}">' if stated else ""
    assert read(head, "", f"<div>{shown}</div>" if shown else "", "", url).date == date


def test_a_day_after_the_time_of_collection_is_no_date() -> None:
    assert read("", "", "<time>21 يوليو 2015</time>", "", retrieved="2014-05-05T10:00:00Z").date == "2014-05-05T10:00"


PERSIAN = (
    "شهردار امروز پل جدید عابر پیاده را روی رودخانه افتتاح کرد و گفت که این پروژه با هزینه زیادی ساخته شده است و مردم می‌توانند از فردا از آن استفاده کنند.",
    "وی در این مراسم افزود که شهرداری تصمیم دارد تا پایان سال جاری دو پل دیگر نیز در بخش‌های مختلف شهر بسازد و مشکل ترافیک را حل کند.",
    "به گزارش خبرنگار ما، ساکنان محله‌های اطراف از افتتاح این پل ابراز خوشحالی کردند و خواستار ادامه این گونه پروژه‌ها شدند.",
)  # fmt: skip
ENGLISH = (
    "The mayor opened a new footbridge over the river on Tuesday after two years of work, in front of a large crowd from the nearby quarters of the town.",
    "He said that the bridge would take the pressure off the old one, and that the money had come from the budget of the city and from its merchants.",
    "The engineer in charge explained that the structure can bear the floods of the winter and that its lights need no cables under the ground.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "paragraphs", "title", "line", "date"),
    [
        ("fa", PERSIAN, "پل جدید عابر پیاده در شهر افتتاح شد", "سه‌شنبه ۳۰ تیر ۱۳۹۴ - ۱۲:۱۰", None),
        ("fa", PERSIAN, "پل جدید عابر پیاده در شهر افتتاح شد", "۱۳۹۴/۰۴/۳۰", None),
        ("fa", PERSIAN, "پل جدید عابر پیاده در شهر افتتاح شد", "1403/05/12", None),
        ("en", ENGLISH, "Mayor opens a new footbridge over the river", "July 21, 2015", "2015-07-21"),
    ],
)
def test_a_page_in_another_language_is_known_as_such_and_its_calendar_never_misread(
    language: str, paragraphs: tuple[str, ...], title: str, line: str, date: str | None
) -> None:
    inside = f"<h1>{title}</h1><div class='date'>{line}</div>" + "".join(f"<p>{text}</p>" for text in paragraphs)
    for attributes in (f' lang="{language}"', ' lang="ar" dir="rtl"', ""):
        found = extract(Record("page.html", 1, "text/html", {"html": document("", inside, attributes, title)}, ""))
        assert (found.language, found.title, found.date, found.author) == (language, title, date, None)
        assert found.paragraphs == paragraphs
