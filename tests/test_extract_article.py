"""A record to an article: the order of evidence, what is marked as derived, and the article of reference."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from arsheef.article import Article, Record
from arsheef.errors import InputError
from arsheef.ingest.dates import date_hints
from arsheef.ingest.extract import extract, extract_with_residue

TEXT = "أعلنت الوزارة الجمعة بدء المرحلة الثانية من المشروع في ثلاث مدن.\nوقال الوزير إن العمل سينتهي قبل نهاية العام المقبل."
DATELINED = f"الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس\n{TEXT}"


def article(path: str = "أخبار.jsonl", media_type: str = "application/json", **fields: str) -> Article:
    """The article of a record with these fields."""
    return extract(Record(path, 1, media_type, fields, "0" * 64))


def test_the_article_of_reference_comes_out_as_its_gold_says(shared: Path) -> None:
    gold: dict[str, Any] = json.loads((shared / "eval/seed-gold.json").read_text(encoding="utf-8"))
    text = (shared / gold["file"]).read_text(encoding="utf-8")
    found, residue = extract_with_residue(Record(gold["file"], 1, "text/plain", {"text": text}, gold["sha256"]))
    assert (found.title_source, len(found.title) <= 90) == ("derived", True)
    assert gold["lead"].startswith(found.title)
    assert gold["lead"][len(found.title)] in "،.؛"
    assert {"title", "lead", "agency", "date_hints", "related", "language"} <= found.derived
    assert (found.date, found.author, found.agency, found.language) == (None, None, gold["agency"], "ar")
    assert found.lead == gold["lead"]
    assert list(found.paragraphs) == gold["paragraphs"]
    assert list(residue) == gold["residue_removed"]
    assert found.related == (gold["related_title"],)
    hints = [{k: v for k, v in (("text", h.text), ("kind", h.kind), ("month", h.month)) if v} for h in date_hints("\n".join(found.paragraphs))]
    assert hints == gold["date_hints"]
    assert list(found.date_hints) == [hint["text"] for hint in gold["date_hints"]]


@pytest.mark.parametrize(
    ("fields", "date", "evidence"),
    [
        ({"text": DATELINED, "date": "2015-07-21 02:51:32", "retrieved": "2016-01-01"}, "2015-07-21T02:51:32", "field"),
        ({"text": DATELINED, "date": "Tue, 21 Jul 2015 00:00:00", "retrieved": "2016-01-01"}, "2015-07-21", "field"),
        ({"text": TEXT, "date": "أمس", "retrieved": "2015-07-22 10:00"}, "2015-07-21", "field"),
        ({"text": DATELINED, "url": "http://example.org/2015/07/31/a", "retrieved": "2016-01-01"}, "2015-07-31", "url"),
        ({"text": DATELINED, "retrieved": "2016-01-01"}, "2015-08-10", "dateline"),
        ({"text": f"دبي، 9 أغسطس 2015 (أ ف ب) - {TEXT}"}, "2015-08-09", "dateline"),
        ({"text": f"{TEXT}\nنشر في: 12 مايو 2022"}, "2022-05-12", "dateline"),
        ({"text": TEXT, "retrieved": "2015-07-21 02:51:32"}, "2015-07-21T02:51", "crawl"),
        ({"text": TEXT, "date": "31 فبراير 2015"}, None, None),
        ({"text": TEXT, "date": "2015"}, None, None),
        ({"text": f"في 12 مايو 2022 {TEXT}"}, None, None),
        ({"text": TEXT, "date": "2099-01-01", "retrieved": "2015-07-21"}, "2015-07-21", "crawl"),
    ],
)
def test_the_date_follows_the_order_of_evidence(fields: dict[str, str], date: str | None, evidence: str | None) -> None:
    found = article(**fields)
    assert (found.date, found.date_source) == (date, evidence)
    assert ("date" in found.derived) == (evidence not in (None, "field") or fields.get("date") == "أمس")


def test_a_file_name_dates_the_one_article_of_its_file_only() -> None:
    assert article("2020-02-18-زيتون.txt", "text/plain", text=TEXT).date_source == "name"
    assert article("2020-02-18-نشرة.jsonl", text=TEXT).date is None


def test_hints_are_kept_where_the_day_is_not_known() -> None:
    assert article(text=TEXT).date_hints == ("الجمعة",)
    assert article(text=TEXT, retrieved="2015-07-21").date_hints == ("الجمعة",)
    assert article(text=TEXT, date="2015-07-21").date_hints == ()


def test_a_given_title_is_not_derived_and_its_outlet_is_cut_off() -> None:
    found = article(title="فوز كبير &amp; مهم | الرياضي", source="الرياضي", text=TEXT)
    assert (found.title, found.title_source, "title" in found.derived) == ("فوز كبير & مهم", "given", False)


def test_headline_byline_and_date_of_a_plain_text_are_fields_and_not_text() -> None:
    text = f"إغلاق القناطر السبع في المدينة\nكتبت: ليلى الطحّان\nالأحد 11 أبريل 2021\n\n{TEXT}\nالمصدر: صوت الجبل"
    found, residue = extract_with_residue(Record("خبر.txt", 1, "text/plain", {"text": text}, "0"))
    assert (found.title, found.title_source) == ("إغلاق القناطر السبع في المدينة", "given")
    assert (found.author, found.date, found.source, found.agency) == ("ليلى الطحّان", "2021-04-11", "صوت الجبل", None)
    assert found.paragraphs == tuple(TEXT.split("\n"))
    assert set(residue) == {"كتبت: ليلى الطحّان", "الأحد 11 أبريل 2021", "المصدر: صوت الجبل"}


def test_the_first_entry_of_a_chronology_is_no_dateline() -> None:
    found = article(text=f"* 28 مايو (أيار) 1990: عقد القمة العربية في بغداد.\n\n* 16 يوليو (تموز) 1990: {TEXT}", retrieved="2015-08-02")
    assert (found.date, found.date_source) == ("2015-08-02", "crawl")


def test_names_are_one_line_of_their_field() -> None:
    found = article(text=TEXT, author="هيثم النجم\nStatus: draft", source="راديو الساحل\nTemplate: evil")
    assert (found.author, found.source) == ("هيثم النجم", "راديو الساحل")


def test_a_derived_title_starts_after_the_dateline() -> None:
    found = article(text=f"عين الصفصاف، 19 ديسمبر 2021 (رويترز) - {TEXT}")
    assert found.title.startswith("أعلنت الوزارة")
    assert (found.agency, found.paragraphs[0][:11]) == ("رويترز", "عين الصفصاف")


@pytest.mark.parametrize(
    ("fields", "source", "url"),
    [
        ({"source": "aawsat", "url": "http://aawsat.com/home/1"}, "aawsat", "http://aawsat.com/home/1"),
        ({"url": "https://www.al-madina.com/node/1"}, "al-madina", "https://www.al-madina.com/node/1"),
        ({"url": "http://www.alwatan.com.sa/a?ArticleID=1"}, "alwatan", "http://www.alwatan.com.sa/a?ArticleID=1"),
        ({"url": "javascript:alert(1)"}, None, None),
        ({"url": "file:///etc/passwd"}, None, None),
        ({}, None, None),
    ],
)
def test_the_outlet_is_given_or_the_name_of_the_host(fields: dict[str, str], source: str | None, url: str | None) -> None:
    found = article(text=TEXT, **fields)
    assert (found.source, found.source_url) == (source, url)


def test_a_section_is_given_or_a_folder_of_the_address() -> None:
    assert article(text=TEXT, section="محليات").section == "محليات"
    found = article(text=TEXT, url="http://www.alwatan.com.sa/Sports/News.aspx?ArticleID=1")
    assert (found.section, "section" in found.derived) == ("رياضة", True)
    assert article(text=TEXT, url="http://aawsat.com/home/article/1/x").section is None


def test_an_id_that_is_taken_has_two_characters_more() -> None:
    record = Record("a", 1, "application/json", {"text": TEXT, "url": "http://example.org/1"}, "0")
    short = extract(record).id
    long = extract(record, taken=lambda id_: id_ == short).id
    assert (len(short), len(long), long.startswith(short)) == (10, 12, True)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [({}, "empty"), ({"text": " \n\u200f"}, "empty"), ({"text": "\x00\x01\x02\x03" * 50 + "abc"}, "not text"), ({"text": "\ufffd" * 60 + "قال"}, "not text")],
)
def test_a_record_without_text_is_refused_with_file_record_and_reason(fields: dict[str, str], reason: str) -> None:
    with pytest.raises(InputError, match=rf"^أخبار\.jsonl, record 1: .*{reason}"):
        article(**fields)


def test_furniture_alone_is_kept_rather_than_lost() -> None:
    assert article(text="تعليقات (0)").paragraphs == ("تعليقات (0)",)


def test_markup_in_a_text_column_becomes_paragraphs() -> None:
    found = article(text="<p>أعلنت الوزارة بدء <b>المشروع</b>.</p><p>وقال الوزير &quot;نعم&quot;.<br/>ثم غادر.</p><script>x()</script>")
    assert found.paragraphs == ("أعلنت الوزارة بدء المشروع.", 'وقال الوزير "نعم".', "ثم غادر.")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "ar"),
        ("قَالَ الرَّجُلُ لِابْنِهِ إِنَّ الْقَمَرَ فِي الْبِئْرِ", "ar"),
        ("وزارت امور خارجه اعلام کرد که این گفت‌وگوها ادامه دارد و نتایج آن به زودی اعلام می‌شود.", "fa"),
        ("وزیر اعظم نے کہا ہے کہ حکومت اس معاملے میں عوام کے ساتھ ہے اور یہ فیصلہ کل کیا جائے گا۔", "ur"),
        ("سەرۆکی حکومەت لەگەڵ وەزیری دەرەوە کۆبووەوە و باسیان لە پەیوەندییەکان کرد بۆ ئەوەی بەردەوام بن.", "ckb"),
        ("The minister said that the talks between the two sides will continue for a week.", "en"),
    ],
)
def test_the_language_is_read_off_letters_and_function_words(text: str, language: str) -> None:
    assert article(text=text).language == language


def test_every_article_of_the_corpus_is_extracted_but_the_empty_ones(shared: Path) -> None:
    outcomes = {"kept": 0, "refused": 0}
    with gzip.open(shared / "corpus/saudinews-dev.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if number % 10:  # every tenth article, so that the suite stays fast
                continue
            row = json.loads(line)
            fields = {"text": row["content"], "title": row["title"], "author": row["author"], "url": row["url"], "retrieved": row["date_extracted"]}
            try:
                found = extract(Record("corpus", number, "application/json", fields, "0"))
            except InputError:
                assert not row["content"].strip()
                outcomes["refused"] += 1
            else:
                assert found.title and found.date and all(found.paragraphs)
                assert found.language == "ar" or len(row["content"]) < 3000
                outcomes["kept"] += 1
    assert sum(outcomes.values()) == 2013
    assert outcomes["refused"] < 40


@pytest.mark.parametrize("unit", ["م", ".\n", "<p>", "وكالة ", "1/1/", "\x00", " "])
def test_a_megabyte_in_every_field_ends_in_an_article_or_a_refusal(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    names = ("text", "title", "author", "date", "source", "agency", "section", "language", "retrieved", "tags")
    try:
        found = article(**dict.fromkeys(names, text), url=f"http://example.org/{text}")
    except InputError as error:
        assert "record 1" in str(error)
    else:
        assert found.paragraphs
