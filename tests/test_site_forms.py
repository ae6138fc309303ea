"""How things are written: numbers, dates, directions, addresses and drawings."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from arsheef.site.bidi import isolate
from arsheef.site.charts import Timeline, draw_ruler, draw_strip, heat_of, level_of
from arsheef.site.facets import letter_of, sort_key
from arsheef.site.formats import Formats
from arsheef.site.sitemap import sitemaps
from arsheef.site.slugs import make_slug, make_slugs

AR, EN = Formats("ar", "latin"), Formats("en", "latin")


@pytest.mark.parametrize(("text", "html"), [
    ("فاز 2-1 على ضيفه", 'فاز <bdi dir="ltr">2-1</bdi> على ضيفه'),
    ("بين 50-60 دفعة", 'بين <bdi dir="ltr">50-60</bdi> دفعة'),
    ("بين 50 – 60 دفعة", 'بين <bdi dir="ltr">50 – 60</bdi> دفعة'),
    ("التقرير المؤرخ 2024-02-28.", 'التقرير المؤرخ <bdi dir="ltr">2024-02-28</bdi>.'),
    ("النتيجة:3-1", 'النتيجة:<bdi dir="ltr">3-1</bdi>'),
    ("درجة الحرارة -3 و+5", 'درجة الحرارة <bdi dir="ltr">-3</bdi> و+5'),
    ("سعره 2,500.50 ريال في 10/12/2015", "سعره 2,500.50 ريال في 10/12/2015"),
    ("فاز ٢-١", "فاز ٢-١"),
    ("مختبر Halden Survey Lab يقيس", "مختبر <bdi>Halden Survey Lab</bdi> يقيس"),
    ("شركة AT&T و«BBC»", "شركة <bdi>AT&amp;T</bdi> و«<bdi>BBC</bdi>»"),
    ("لغة C++ وكوفيد-19", "لغة <bdi>C++</bdi> وكوفيد-19"),
    ("<b>&\"'", "&lt;<bdi>b</bdi>&gt;&amp;&#34;&#39;"),
    ("", ""),
])  # fmt: skip
def test_what_would_be_shown_in_the_wrong_order_is_isolated(text: str, html: str) -> None:
    assert isolate(text) == Markup(html)


def test_tags_and_entities_of_markup_are_left_alone() -> None:
    body = Markup('<p>قال &quot;hi&quot; 3-1 <a href="http://a.b/2-1">BBC</a></p>')
    assert isolate(body) == Markup('<p>قال &quot;<bdi>hi</bdi>&quot; <bdi dir="ltr">3-1</bdi> <a href="http://a.b/2-1"><bdi>BBC</bdi></a></p>')


def test_what_is_isolated_twice_reads_as_the_same_text() -> None:
    text = "بين 50-60 BBC &amp; <x>"
    assert isolate(text).striptags() == " ".join(text.split())


@pytest.mark.parametrize(("date", "short", "plain", "long", "hijri"), [
    ("2015-07-21T02:51", "21 يوليو", "21 يوليو 2015", "الثلاثاء 21 يوليو 2015", "5 شوال 1436 هـ"),
    ("2024-03-12", "12 مارس", "12 مارس 2024", "الثلاثاء 12 مارس 2024", "2 رمضان 1445 هـ"),
    ("2015-07", "يوليو", "يوليو 2015", "يوليو 2015", ""),
    ("2015", "2015", "2015", "2015", ""),
    ("1812-01-05", "5 يناير", "5 يناير 1812", "الأحد 5 يناير 1812", ""),
])  # fmt: skip
def test_dates_are_as_precise_as_they_are_known(date: str, short: str, plain: str, long: str, hijri: str) -> None:
    assert (AR.short_date(date), AR.date(date), AR.long_date(date), AR.hijri(date)) == (short, plain, long, hijri)


def test_hijri_months_of_a_span_name_a_year_once_where_it_is_one() -> None:
    assert AR.hijri_span("2024-03-01", "2024-03-31", "إلى") == "شعبان إلى رمضان 1445 هـ"
    assert AR.hijri_span("2024-01-01", "2024-12-31", "إلى") == "جمادى الآخرة 1445 إلى جمادى الآخرة 1446 هـ"
    assert AR.hijri_span("1812-01-01", "1812-12-31", "إلى") == ""


def test_digits_follow_the_setting_and_weeks_the_language() -> None:
    assert Formats("ar", "arabic").number(12345) == "١٢٬٣٤٥"
    assert (AR.number(12345), EN.long_date("2024-03-12")) == ("12,345", "Tuesday 12 March 2024")
    assert (AR.week()[0][1], EN.week()[0][1]) == ("السبت", "Monday")


def test_a_slug_depends_on_its_name_alone() -> None:
    names = ["حسن", "حصن", "هسن", "sports", "Sports", "fifa 2015", "", "…", "الرياض"]
    slugs = make_slugs(names)
    assert len(set(slugs.values())) == len(names)
    assert make_slugs(reversed(names)) == slugs
    assert all(make_slugs([name]) == {name: slugs[name]} for name in names)
    assert (slugs["sports"], slugs["fifa 2015"]) == ("sports", "fifa-2015")
    assert slugs["الرياض"].startswith("lryd-")


def test_two_names_that_share_letters_and_hash_get_a_longer_one() -> None:
    seen: dict[str, str] = {}
    for number in range(100_000):  # 20 bits: a pair is found after about a thousand names of one transliteration
        name = "حه"[number % 2] + "".join("ٱا"[number >> bit & 1] for bit in range(20)) + "…" * (number % 7)
        slug = make_slug(name)
        if seen.setdefault(slug, name) != name:
            pair = [seen[slug], name]
            break
    slugs = make_slugs(pair)
    assert slugs == make_slugs(reversed(pair))
    assert len(set(slugs.values())) == 2


def test_a_strip_has_the_oldest_month_at_the_reading_start() -> None:
    line = Timeline(2015, 2016, True, {"2015-01": 2, "2016-12": 4})
    strip = draw_strip(line, {"2015-01": 2, "2016-12": 4}, AR, "2016-12")
    assert (strip.width, strip.bars, strip.selected, strip.band) == (24, "M23 100v-48M0 100v-96", "M0 100v-96", (-0.5, 1))
    assert [(tick.text, tick.count, tick.current) for tick in strip.ticks] == [("2015", 2, False), ("2016", 4, True)]
    mirrored = draw_strip(Timeline(2015, 2016, False, line.totals), line.totals, EN)
    assert mirrored.bars == "M23 100v-96M0 100v-48"


def test_a_year_is_marked_whole_and_a_long_archive_counts_by_years() -> None:
    strip = draw_strip(Timeline(2014, 2016, True, {"2015": 1}), {"2015-03": 1, "2015": 1}, AR, "2015")
    assert strip.band == (11.5, 12)
    long = draw_strip(Timeline(1812, 2016, True, {"1812": 1, "2016-01": 1}), {"1812": 1, "2016-01": 3}, AR, "2016-01")
    assert (long.unit, long.width, len(long.ticks)) == ("year", 210, 21)
    assert long.bars == "M207 100v-32M3 100v-96"
    assert [tick.text for tick in long.ticks if tick.url] == ["1810", "2010"]


def test_a_needle_stands_where_the_day_is() -> None:
    ruler = draw_ruler("2024-03-12", AR, True)
    assert ruler.needle == "M963 0v10"
    assert [link.current for link in ruler.months].index(True) == 2
    assert draw_ruler("2024-03", AR, True).needle == ""


@pytest.mark.parametrize("counts", [[], [0, 0], [1], [1, 1, 1], [5], list(range(100))])
def test_heat_has_four_steps_that_rise(counts: list[int]) -> None:
    heat = heat_of(counts)
    assert 1 < heat.steps[0] < heat.steps[1] < heat.steps[2]
    assert level_of(0, heat) == 0
    assert level_of(1, heat) == 1
    assert level_of(heat.steps[2], heat) == 4
    assert [level_of(n, heat) for n in range(200)] == sorted(level_of(n, heat) for n in range(200))


def test_names_are_ordered_by_their_first_letter_without_the_article() -> None:
    names = ["الرياض", "آسيا", "إب", "أبها", "الله", "تل القمح", "«البيت»", "zoo", "Éire", "42"]
    assert [letter_of(name) for name in names] == ["ر", "ا", "ا", "ا", "ل", "ت", "ب", "z", "e", "#"]
    assert sort_key("الأسواق") == sort_key("أسواق") == "اسواق"


def test_a_large_sitemap_is_split_and_all_addresses_are_in_it() -> None:
    made = dict(sitemaps("https://example.org", (f"a/{n}.html" for n in range(120_001))))
    assert list(made) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    assert [made[f"sitemap-{n}.xml"].count(b"<url>") for n in (1, 2, 3)] == [50_000, 50_000, 20_001]
    assert made["sitemap.xml"].count(b"<loc>https://example.org/sitemap-") == 3
