"""Page furniture and lost line breaks: what is cut, what is split, and what looks alike and stays."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from arsheef.ingest.paragraphs import split_glued, split_lines, stored_text
from arsheef.ingest.residue import clean

BEFORE = "أعلنت الوزارة اليوم بدء المرحلة الثانية من المشروع في ثلاث مدن."
AFTER = "وقال الوزير إن العمل سينتهي قبل نهاية العام المقبل."

LINKS = [
    ("اقرأ أيضا: الأسهم تغلق على ارتفاع", "الأسهم تغلق على ارتفاع"),
    ("إقرأ أيضاًالأسهم تغلق على ارتفاع", "الأسهم تغلق على ارتفاع"),
    ("شاهد أيضا الأسهم تغلق على ارتفاع", "الأسهم تغلق على ارتفاع"),
    ("طالع كذلك | الأسهم تغلق على ارتفاع", "الأسهم تغلق على ارتفاع"),
    ("مواضيع ذات صلةالأسهم تغلق على ارتفاع", "الأسهم تغلق على ارتفاع"),
    ("قد يهمك أيضا: هل تغلق الأسهم على ارتفاع؟", "هل تغلق الأسهم على ارتفاع؟"),
    (">> المزيد: الأسهم تغلق على ارتفاع", "الأسهم تغلق على ارتفاع"),
]
TAILS = [
    "جميع الحقوق محفوظة", "© 2024 جميع الحقوق محفوظة لصحيفة المثال", "شارك هذا الخبر", "فيسبوك تويتر واتساب", "...المزيد",
    "المصدر: وكالات", "a.writer@example.com", "لمراسلة الكاتب: writer@example.com", "الكلمات الدلالية: الوزارة، المشروع", "تعليقات (0)",
    "عدد المشاهدات: 1842", "اشترك في النشرة البريدية", "// انتهى //", "16:02 ت م", "https://example.org/123",
]  # fmt: skip
LOOK_ALIKES = [
    "وشاهد أيضا الحضور فيلما قصيرا عن تاريخ المدينة.", "وشارك هذا العام في المعرض أكثر من مئة دار نشر.",
    "وأضاف المصدر: «لم نتخذ القرار بعد».", "وأكد أن جميع الحقوق المكتسبة للعاملين محفوظة بموجب الاتفاق.",
    "شاهد أيضا رئيس البلدية عرضا لفرقة المدرسة.", "وللمزيد من الضمانات طلب المجلس ضم ممثل عن النقابة.",
    "وكان إعلان النتائج قد تأخر ساعتين.", "المصدر الأول للمياه في القرية نبع قديم", "5. تطبيق «فيسبوك» للهواتف",
    "خالد العلي @khalid: لم أر مثل هذا من قبل",
]  # fmt: skip


@pytest.mark.parametrize(("line", "headline"), LINKS)
def test_a_link_line_is_cut_and_its_headline_kept_as_related(line: str, headline: str) -> None:
    cleaned = clean(f"{BEFORE}\n{line}\n{AFTER}")
    assert cleaned.paragraphs == (BEFORE, AFTER)
    assert cleaned.residue == (line,)
    assert cleaned.related == (headline,)


def test_headlines_below_a_label_alone_are_cut_with_it() -> None:
    cleaned = clean(f"{BEFORE}\n{AFTER}\nمواضيع ذات صلة:\nالأسهم تغلق على ارتفاع\nأمطار متوقعة على الساحل")
    assert cleaned.paragraphs == (BEFORE, AFTER)
    assert cleaned.related == ("الأسهم تغلق على ارتفاع", "أمطار متوقعة على الساحل")


@pytest.mark.parametrize("line", TAILS)
def test_a_tail_is_cut_and_returned(line: str) -> None:
    cleaned = clean(f"{BEFORE}\n{AFTER}\n{line}")
    assert cleaned.paragraphs == (BEFORE, AFTER)
    assert cleaned.residue == (line,)


@pytest.mark.parametrize("line", LOOK_ALIKES)
def test_a_line_that_only_looks_alike_stays(line: str) -> None:
    assert line in clean(f"{BEFORE}\n{line}\n{AFTER}").paragraphs


def test_a_share_bar_glued_to_the_first_sentence_and_tags_glued_to_the_last_are_taken_off() -> None:
    cleaned = clean(f"شارك من خلال تويتر فيسبوك جوجل بلس اكتب رأيك {BEFORE}\n{AFTER} سمات الوزارة المشروع")
    assert cleaned.paragraphs == (BEFORE, AFTER)


def test_a_closing_word_on_comments_is_cut_and_a_report_about_comments_stays() -> None:
    policy = "الآراء الواردة أدناه لا تعبر عن رأي الموقع، بل تعكس وجهات نظر أصحابها فقط."
    report = "وقالت الشركة إن سياسة الخصوصية الجديدة ستدخل حيز التنفيذ الشهر المقبل."
    assert clean(f"{BEFORE}\n{AFTER}\n{policy}").paragraphs == (BEFORE, AFTER)
    assert report in clean(f"{BEFORE}\n{AFTER}\n{report}").paragraphs


def test_a_closing_paragraph_that_also_speaks_of_policies_is_the_articles_own() -> None:
    closing = (
        "وأضاف الخبير في أمن المعلومات أن كثيرا من المستخدمين يضغطون على زر الموافقة بلا قراءة، وأن الوزارة تدرس نظاما يلزم "
        "الشركات بعرض ملخص واضح قبل جمع أي بيانات عن عملائها. وختم بأن سياسة الخصوصية وشروط الاستخدام في أغلب التطبيقات "
        "أطول من أن تقرأ. ومن المقرر أن يعرض النظام على مجلس الوزراء قبل نهاية السنة، بعد جولة من المشاورات مع الغرف التجارية."
    )
    notice = "التعليقات المنشورة لا تعبر عن رأي الصحيفة. باستخدامك الموقع توافق على شروط الاستخدام وسياسة الخصوصية."
    assert clean(f"{BEFORE}\n{AFTER}\n{closing}").paragraphs == (BEFORE, AFTER, closing)
    assert clean(f"{BEFORE}\n{AFTER}\n{closing}\n{notice}").residue == (notice,)


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("يؤثر ذلك على “أمن شبه الجزيرة الكورية”.وكان الرئيس صرح بذلك", 2),
        ("انتهت الجلسة الأولى من المؤتمر.قد تعقد الثانية غدا", 2),
        ("انتهى المشروع في عام 2013.ويتوقع أن يبدأ غيره", 2),
        ("قال المعلم للتلاميذ «ادخلوا الآن!»ثم أغلق الباب", 1),
        ("التقى الوزير أمس د.هشام ومساعده أ.محمد في المكتب", 1),
        ("نقلت ذلك وكالة أ.ف.ب عن مصدر مطلع", 1),
        ("بلغت النسبة 3.5 في المئة خلال العام", 1),
        ("يعمل التطبيق على نظامي أندرويد وآي.أو.إس معا", 1),
        ("ما بعد الحوار..لغة الحياة في المدرسة", 1),
    ],
)
def test_a_lost_line_break_is_restored_and_an_abbreviation_stays_whole(glued: str, parts: int) -> None:
    assert len(split_glued(glued)) == parts


def test_lines_wrapped_at_a_column_are_joined_and_paragraphs_stay_apart() -> None:
    wrapped = "أعلنت الوزارة اليوم بدء المرحلة الثانية\nمن المشروع في ثلاث مدن هي العاصمة\nوالميناء والجبل كما كان مقررا لها\n\nوقال الوزير إن العمل سينتهي قبل نهاية\nالعام المقبل إذا توفرت الأموال اللازمة\nلذلك من الموازنة."
    assert [len(line.split()) for line in split_lines(wrapped)] == [19, 16]


def test_text_is_stored_without_invisible_characters_and_with_its_persian_joiners() -> None:
    assert stored_text("قا\x00ل\u200f ال\u200bر\ufeffجل\x1a\r\nنع\u202bم\ud800") == "قال الرجل\nنعم"
    assert stored_text("می\u200cشود و \u200cتمام") == "می\u200cشود و تمام"
    assert stored_text("آ") == "آ"


def test_the_development_set_loses_its_residue_and_no_look_alike(shared: Path) -> None:
    with gzip.open(shared / "eval/residue-dev.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    cut = sum(_one(line) not in _text(row["dirty"]) for row in rows for line in row["injected"])
    injected = sum(len(row["injected"]) for row in rows)
    assert cut >= 0.98 * injected
    kept = [_words(" ".join(clean(row["dirty"]).paragraphs)) >= _words(stored_text(row["clean"])) - _share_bar(row) for row in rows]
    assert all(kept)


def _text(dirty: str) -> str:
    return _one(" ".join(clean(dirty).paragraphs))


def _one(text: str) -> str:
    return " ".join(stored_text(text).split())


def _words(text: str) -> set[str]:
    return set(text.replace(".", ". ").split())


def _share_bar(row: dict[str, Any]) -> set[str]:
    """Words of the share bar that stands in the clean text of two rows too."""
    bar = "شارك من خلال تويتر فيسبوك جوجل بلس اكتب رأيك"
    return set(bar.split()) if row["clean"].lstrip().startswith(bar) else set()


@pytest.mark.parametrize("unit", ["م", ".", "\n", ".\n", "تعليق\n", "اقرأ أيضا: ", "كلمة.كلمة", "a@", " سمات ", "»."])
def test_a_megabyte_of_one_thing_is_cleaned(unit: str) -> None:
    assert clean(unit * (300_000 // len(unit))) is not None
