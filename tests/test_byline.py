"""Bylines and agencies: who wrote it and whose report it is, apart from city, outlet, role and logo."""

from __future__ import annotations

import pytest

from arsheef.ingest.agency import agency_in_text, agency_named, source_in_label
from arsheef.ingest.byline import is_byline, is_person, read_byline

BYLINES = [
    ("لندن: رنيم حنوش", "رنيم حنوش", None),
    ("لندن: «الشرق الأوسط»", None, None),
    ("«الاقتصادية» من الرياض", None, None),
    ("جنيف : (رويترز)", None, "رويترز"),
    ("&nbsp;خالد طاشكندي (جدة)", "خالد طاشكندي", None),
    ("بواسطة : عمرو عاطف", "عمرو عاطف", None),
    ("محمد عليان - ينبع", "محمد عليان", None),
    ("واشنطن: محمد علي صالح", "محمد علي صالح", None),
    ("صنعاء: عرفات مدابش -  الرياض: ناصر الحقباني", "عرفات مدابش، ناصر الحقباني", None),
    ("المنسق الإعلامي – مازن الزايدي | Tuesday, 11 August 2015 - 14:22 pm", "مازن الزايدي", None),
    ("مدريد - (د ب أ) | Tuesday, 11 August 2015 - 16:00 pm", None, "د ب أ"),
    ("القاهرة - أ. ف. ب", None, "أ ف ب"),
    ("سان بطرسبرج : رويترز", None, "رويترز"),
    ("\xa0أحمد الشميري، ا. ف. ب (صنعاء)", "أحمد الشميري", "أ ف ب"),
    ("تيم هارفورد من لندن", "تيم هارفورد", None),
    ("د. الطيب بوعزة", "د. الطيب بوعزة", None),
    ("جدة : واس (إعداد : علي الشهري - تصوير : تركي البوق)", None, "واس"),
    ("المدينة - جدة - تصوير: محمد كديش", None, None),
    ("عسير - الوئام - عبد الله الشهراني", "عبد الله الشهراني", None),
    ("أبها - سلطان ا&#65271;حمري", "سلطان اﻷحمري", None),
    ("المدينة المنورة:صالح الشيخ", "صالح الشيخ", None),
    (" د . طارق الحبيب ", "د. طارق الحبيب", None),
    ('تورونتو " رويترز', None, "رويترز"),
    ("جدة: {الشرق الأوسط}", None, None),
    ("متابعة د ب أ", None, "د ب أ"),
    ("محرر الموقع", None, None),
    ("هيئة التحرير", None, None),
    ("admin", None, None),
    ("الرياض", None, None),
    ("مكة المكرمة", None, None),
    ("سبق- وكالات:", None, "وكالات"),
    ("تعطيل هجمة للفريق المنافس", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("text", "author", "agency"), BYLINES)
def test_a_byline_gives_author_and_agency_apart(text: str, author: str | None, agency: str | None) -> None:
    found = read_byline(text)
    assert (found.author, found.agency) == (author, agency)


def test_the_outlet_is_no_author_even_where_it_looks_like_a_name() -> None:
    assert read_byline("دار الخليج").author == "دار الخليج"
    assert read_byline("دار الخليج", "دار الخليج").author is None


def test_the_date_of_a_byline_is_kept_for_the_date() -> None:
    assert read_byline("بقلم: محمد السلوم | Mon, 2015-08-10 20:48").date == "Mon, 2015-08-10 20:48"


@pytest.mark.parametrize(
    "line",
    ["عين اليوم – متابعات", "عبدالكريم الحارثي – جدة", "بيروت 15 شوال 1436 هـ الموافق 31 يوليو 2015 م واس", "كتبت: ليلى الطحّان", "أحمد الديحاني من المدينة المنورة"],
)
def test_a_line_that_only_names_writer_place_and_day_is_a_byline(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "الرئيس الفلسطيني، محمود عباس", "أبرز أحداث 11 سبتمبر 2001", "فريق الوحدة", "وصل الوفد إلى القاهرة.", "سعادة رئيس التحرير - حفظه الله",
        "انتفاخ في القدمين", "قمة الرياض - أسئلة وأجوبة كثيرة عن جدول الأعمال المقبل", "",
    ],
)  # fmt: skip
def test_a_caption_a_heading_or_a_sentence_is_no_byline(line: str) -> None:
    assert not is_byline(line)


def test_a_person_has_two_words_and_is_no_place() -> None:
    assert is_person("رنيم حنوش")
    assert not is_person("رنيم")
    assert not is_person("محافظة الطائف")
    assert not is_person("عبدالله 2015")


TEXTS = [
    ('دمشق، سوريا (CNN) -- أكدت جهات سورية معارضة أن فصائل مسلحة سيطرت على مستودعات.', "CNN"),
    ("القاهرة - رويترز: قال مسؤول إن المحادثات مستمرة.", "رويترز"),
    ("(أ ف ب) - أعلنت الشرطة توقيف مشتبه بهم.", "أ ف ب"),
    ("قال مسؤول إن المحادثات مستمرة. (رويترز)", "رويترز"),
    ("زار الوزير المدينة، حسبما أوردت وكالة الأنباء الكورية الشمالية الرسمية. وعاد مساء.", "وكالة الأنباء الكورية الشمالية"),
    ("قتل جنديان في هجوم، وفق ما ذكرت وكالة رويترز.", "رويترز"),
    ("ارتفعت الأسعار، بحسب وكالة التصنيف الائتماني.", None),
    ("أنشأت الدولة وكالة الفضاء الجديدة العام الماضي.", None),
    ("قال الوزير (محمد العلي) إن العمل بدأ.", None),
    ("بنا الرجل بيته في القرية.", None),
]


@pytest.mark.parametrize(("text", "agency"), TEXTS)
def test_a_text_names_its_agency_in_dateline_signature_or_attribution(text: str, agency: str | None) -> None:
    assert agency_in_text((text,)) == agency


def test_spellings_of_one_agency_are_one_name() -> None:
    assert {agency_named(name) for name in ("أ.ف.ب", "ا ف ب", "(أ. ف. ب)", "أف ب")} == {"أ ف ب"}
    assert agency_named("وكالة الصحافة") == "وكالة الصحافة"
    assert agency_named("قال مسؤول كبير") is None


def test_a_source_label_names_what_it_names() -> None:
    assert source_in_label("المصدر : رويترز") == "رويترز"
    assert source_in_label("وأضاف المصدر: «لم نتخذ القرار بعد».") is None


@pytest.mark.parametrize("unit", ["م", "م ", "- ", "(", "«", "وكالة ", "حسبما وكالة "])
def test_a_megabyte_of_one_thing_is_read_through(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert read_byline(text).date is None
    assert agency_in_text((text,)) is None or "وكالة" in text
