"""Dates: every kind of Arabic date line, the words that need a reference, and what must never be read as a date."""

from __future__ import annotations

import gzip
import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arsheef.ingest.dates import date_hints, find_dates, read_date, read_field
from arsheef.ingest.dates_address import date_in_name, date_in_url

FRIDAY = "2024-07-19T14:00"

ABSOLUTE = [
    ("الخميس 18 يوليو 2024 - 05:22 مساءً", "2024-07-18", "17:22"),
    ("نشر في: 12 مايو, 2022", "2022-05-12", None),
    ("ديسمبر 25, 2020", "2020-12-25", None),
    ("Tuesday, 11 August 2015 - 15:52 pm", "2015-08-11", "15:52"),
    ("Mon, 10 Aug 2015 20:48:00 +0300", "2015-08-10", "20:48:00"),
    ("Jul. 5, 2015", "2015-07-05", None),
    ("١٩ تمّوز ٢٠٢٤", "2024-07-19", None),
    ("۱۹ تموز ۲۰۲۴", "2024-07-19", None),
    ("6 كانون الثاني 2020", "2020-01-06", None),
    ("11 غشت 2015", "2015-08-11", None),
    ("3 جويلية 2014", "2014-07-03", None),
    ("7 دجنبر 2019", "2019-12-07", None),
    ("يوم 30 حزيران/يونيو 2015", "2015-06-30", None),
    ("16 تشرين الأول (أكتوبر) 2014", "2014-10-16", None),
    ("الرابع عشر من فبراير عام 2005", "2005-02-14", None),
    ("25/7/2015م", "2015-07-25", None),
    ("٢٠٢٤/٠٧/١٩", "2024-07-19", None),
    ("20.07.2015", "2015-07-20", None),
    ("8/25/2015", "2015-08-25", None),
    ("Tuesday 8/11/2015", "2015-08-11", None),
    ("2015-07-21T02:51:09Z", "2015-07-21", "02:51:09"),
    ("10/10/1436هـ", "2015-07-26", None),
    ("٧-١١-١٤٣٦ه\u200d", "2015-08-22", None),
    ("غرة رمضان 1444هـ", "2023-03-23", None),
    ("6 جمادى الآخرة 1436 هـ", "2015-03-26", None),
    ("الخميس 5 ذو القعدة 1436 هـ - 20 أغسطس 2015م - العدد 17223", "2015-08-20", None),
    ("9 شوال 1436هـ الموافق 25 يوليو", "2015-07-25", None),
]

NO_DATE = [
    "", "2015", "عام 2015", "القرار رقم 2254", "طريق 1-2-3", "31 فبراير 2015", "99/99/9999", "30 صفر 1437", "الساعة 12:30",
    "192.168.2015.1", "هاتف 02/2015-123456", "رمضان 1436", "1 يناير 2099", "5 مايو 1492", "نتيجة 3-1", "1403/05/12",
    "20 يوليو 1436", "كانون الأول/يونيو 2015", "أمس", "الخميس", "منذ 3 أيام",
]  # fmt: skip

RELATIVE = [
    ("أمس", "2024-07-18"), ("أمس الأول", "2024-07-17"), ("أول من أمس", "2024-07-17"), ("غداً السبت", "2024-07-20"),
    ("اليوم (الجمعة)", "2024-07-19"), ("الجمعة", "2024-07-19"), ("الخميس الفائت", "2024-07-18"), ("الجمعة الماضي", "2024-07-12"),
    ("الجمعة المقبل", "2024-07-26"), ("قبل 17 ساعة", "2024-07-18"), ("منذ يومين", "2024-07-17"), ("منذ ثلاثة أيام", "2024-07-16"),
    ("2 days ago", "2024-07-17"), ("يونيو الماضي", "2024-06"), ("تموز/يوليو الماضي", "2023-07"), ("أغسطس المقبل", "2024-08"),
    ("الشهر الماضي", "2024-06"), ("15 من الشهر الجاري", "2024-07-15"), ("5 أكتوبر المقبل", "2024-10-05"), ("13 يوليو", "2024-07-13"),
    ("الأسبوع الماضي", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "time"), ABSOLUTE)
def test_an_absolute_date_is_read_to_the_day_with_its_time_beside_it(text: str, expected: str, time: str | None) -> None:
    reading = read_date(text)
    assert reading is not None
    assert (reading.date, reading.precision, reading.time) == (expected, "day", time)
    assert reading.iso == (f"{expected}T{time}" if time else expected)


@pytest.mark.parametrize("text", NO_DATE)
def test_nothing_is_read_where_there_is_no_day(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_relative_words_are_read_against_a_reference(text: str, expected: str | None) -> None:
    reading = read_date(text, FRIDAY)
    assert (reading.date if reading else None) == expected


def test_a_reference_may_be_text_a_date_or_a_moment() -> None:
    given_as = ("2024-07-19", date(2024, 7, 19), datetime(2024, 7, 19, 14))
    assert {read_date("أمس", reference).date for reference in given_as} == {"2024-07-18"}  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="Invalid isoformat"):
        read_date("أمس", "19 يوليو")


def test_hours_before_a_day_without_a_time_give_no_day() -> None:
    assert read_date("قبل 17 ساعة", "2024-07-19") is None


def test_a_date_after_its_reference_is_refused_but_found_in_running_text() -> None:
    assert read_date("12 أغسطس 2024", FRIDAY) is None
    assert [f.reading.date for f in find_dates("يبدأ الموسم في 12 أغسطس 2024", FRIDAY)] == ["2024-08-12"]


def test_a_month_keeps_its_precision_and_a_hijri_date_its_calendar() -> None:
    month, hijri = read_date("في يوليو (تموز) 2015"), read_date("18 ذو الحجة 1445 هـ")
    assert month and (month.date, month.precision) == ("2015-07", "month")
    assert hijri and (hijri.date, hijri.calendar) == ("2024-06-24", "hijri")


def test_found_dates_stand_where_the_text_has_them() -> None:
    text = "بدأ في ٢٧ شــوّال ١٤٣٦هـ الموافق ١٢ أغسطس ٢٠١٥م ثم انتهى في 3/9/2015."
    found = find_dates(text)
    assert [(text[f.start : f.end], f.reading.date) for f in found] == [(f.text, f.reading.date) for f in found]
    assert [f.reading.date for f in found] == ["2015-08-12", "2015-09-03"]


def test_hints_are_relative_words_each_once_and_no_prayer() -> None:
    hints = date_hints("قال الجمعة بعد صلاة الجمعة إن زيارة حزيران/يونيو الماضي سبقت الشهر الماضي، وكرر الجمعة ذلك في 5 يوليو 2015")
    assert [(h.text, h.kind, h.month) for h in hints] == [
        ("الجمعة", "weekday", None), ("حزيران/يونيو الماضي", "month_relative", 6), ("الشهر الماضي", "month_relative", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.okaz.com.sa/new/Issues/20150811/Con20150811788837.htm", "2015-08-11"),
        ("http://www.aleqt.com/2015/07/31/article_977683.html", "2015-07-31"),
        ("https://www.youm7.com/story/2020/8/24/4943459", "2020-08-24"),
        ("https://arabic.sputniknews.com/arab_world/202003171044893040-/", "2020-03-17"),
        ("https://example.org/2015/07/slug/", "2015-07"),
        ("http://arabic.cnn.com/2013/middle_east/8/3/syria.clashes/index.html", None),
        ("https://example.org/article/20151399", None),
        ("https://example.org/2015/02/31/x", None),
    ],
)
def test_an_address_gives_the_day_that_its_path_names(url: str, expected: str | None) -> None:
    assert date_in_url(url) == expected


def test_an_address_or_a_name_later_than_its_collection_gives_none() -> None:
    assert date_in_url("https://example.org/2015/07/31/x", "2015-07-20") is None
    assert date_in_name("أرشيف.zip!2015-07-21-خبر.txt") == "2015-07-21"


def test_every_development_date_is_read(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "eval/dates-ar-dev.jsonl").read_text(encoding="utf-8").splitlines()]
    read = [(row, read_date(row["text"], row["ref"])) for row in rows]
    wrong = [(row["text"], got) for row, got in read if (got.date if got else None) != row["expect"]]
    assert not wrong


def test_every_development_dateline_is_read_to_the_day(shared: Path) -> None:
    with gzip.open(shared / "eval/dateline-dev.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    read = [(row, read_date(row["text"])) for row in rows]
    wrong = [(row["text"][:80], got) for row, got in read if got is None or got.date != row["expect"]]
    assert not wrong


def test_running_text_gives_only_the_absolute_dates_of_its_annotation(shared: Path) -> None:
    with gzip.open(shared / "eval/timex-ar-dev.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for row in rows:
        annotated = {timex["value"] for timex in row["timex"]}
        assert {found.reading.date for found in find_dates(row["text"])} <= annotated


@given(st.text(alphabet="0123456789/-. مهـيوليوأمس٠١٢٣:؛الخميس\u200f\u0651", max_size=60), st.sampled_from([None, FRIDAY]))
def test_any_text_gives_existing_days_at_its_own_places(text: str, reference: str | None) -> None:
    for found in find_dates(text, reference):
        assert text[found.start : found.end] == found.text
        datetime.fromisoformat(found.reading.date + "-01-01"[len(found.reading.date) - 4 :] if len(found.reading.date) < 10 else found.reading.date)


@pytest.mark.parametrize("unit", ["1", "م", "1/", "5 يوليو ", "5 يوليو 2015 أمس ", "أمس ", " ", "\u0651", "2015-"])
def test_a_megabyte_of_one_thing_is_read_through(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    assert isinstance(find_dates(text, FRIDAY), list)
    assert isinstance(date_hints(text), list)


@pytest.mark.parametrize(
    ("text", "date"),
    [("2021-05", "2021-05"), ("05/2021", "2021-05"), ("٢٠٢١/٥", "2021-05"), ("2021-13", None), ("2021", None), ("1436-10", None),
     ("2030-01", None), ("12 مايو 2021", "2021-05-12")],
)  # fmt: skip
def test_a_field_may_be_a_month_in_numbers_alone_but_never_a_bare_year(text: str, date: str | None) -> None:
    found = read_field(text, "2025-01-01")
    assert (found.date if found else None) == date


def test_a_number_that_is_written_together_with_a_word_gives_no_part_of_itself_as_a_day() -> None:
    found = find_dates("المتقدمين للكليات الـ33 العام الماضي", "2015-07-21")
    assert [(each.text, each.reading.date) for each in found] == [("العام الماضي", "2014")]
    found = find_dates("اجتماع الـ15 من الشهر الماضي", "2015-07-21")
    assert [each.reading.date for each in found] == ["2015-06"]
