"""Topics and known names that grow out of an archive, and the section of an article whose source names none."""

from __future__ import annotations

import gzip
import json
import random
import sqlite3
from pathlib import Path

import pytest

from arsheef.arabic.analysis import forms
from arsheef.article import Article
from arsheef.enrich.archive import Archive
from arsheef.enrich.look import look
from arsheef.enrich.sections import LEAST, Model, words_of


class NoShelf:
    """No file is there."""

    def has(self, id_: str) -> bool:
        return False

    def read(self, id_: str) -> tuple[str, ...] | None:
        return None


@pytest.fixture
def archive() -> Archive:
    return Archive(sqlite3.connect(":memory:"), NoShelf())


def article(id_: str, title: str, *paragraphs: str, section: str | None = None) -> Article:
    return Article(id_, title, paragraphs, language="ar", section=section)


def enter(archive: Archive, *articles: Article) -> None:
    for each in articles:
        seen, note = look(each)
        archive.enter(seen, note)


OIL = (
    ("تراجع أسعار النفط في آسيا", "قال تجار إن أسعار النفط هبطت أمس في تعاملات هادئة بسبب ارتفاع المخزون لدى كبار المستهلكين."),
    ("أسعار النفط تقفز بعد عاصفة", "عطلت عاصفة في خليج المكسيك منصات كثيرة فقفزت أسعار النفط إلى أعلى درجة منذ الصيف بحسب وسطاء."),
    ("ميزانية جديدة تتأثر بهبوط أسعار النفط", "قال خبير إن الميزانية بنيت على تقدير متحفظ وإن أسعار النفط تبقى أهم ما يؤثر فيها هذا العام."),
)


def test_a_phrase_of_three_articles_is_a_topic(archive: Archive) -> None:
    enter(archive, *(article(f"oil{n}", title, text) for n, (title, text) in enumerate(OIL)))
    assert archive.unsettled() == ["oil0", "oil1", "oil2"]
    assert {id_: archive.topics_of(id_) for id_ in ("oil0", "oil1", "oil2")} == dict.fromkeys(("oil0", "oil1", "oil2"), ("أسعار النفط",))


def test_a_phrase_of_two_articles_is_none(archive: Archive) -> None:
    enter(archive, *(article(f"oil{n}", title, text) for n, (title, text) in enumerate(OIL[:2])))
    assert archive.topics_of("oil0") == ()
    assert archive.unsettled() == [] or all(not archive.topics_of(id_) for id_ in archive.unsettled())


def test_a_copy_does_not_make_a_topic(archive: Archive) -> None:
    title, text = OIL[0]
    long = f"{text} {OIL[1][1]} {OIL[2][1]}"
    enter(archive, *(article(f"copy{n}", title, long) for n in range(4)))
    archive.unsettled()
    assert all(archive.topics_of(f"copy{n}") == () for n in range(4))


def test_an_article_that_has_its_topics_is_not_told_again(archive: Archive) -> None:
    enter(archive, *(article(f"oil{n}", title, text) for n, (title, text) in enumerate(OIL)))
    for id_ in archive.unsettled():
        archive.settle(id_)
    assert not any(archive.topics_of(id_) for id_ in archive.unsettled())


def test_the_vocabulary_reaches_an_article_that_came_before_it(archive: Archive) -> None:
    enter(archive, article("early", *OIL[0]))
    archive.unsettled()
    assert archive.topics_of("early") == ()
    enter(archive, article("later", *OIL[1]), article("last", *OIL[2]))
    archive.unsettled()
    assert archive.topics_of("early") == ("أسعار النفط",)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("خلال الفترة المقبلة", "تبدأ الأعمال خلال الفترة المقبلة وتنتهي خلال الفترة المقبلة كما قال."),
        ("الخارجية المصري يصل", "وصل وزير الخارجية المصري أمس ثم غادر وزير الخارجية المصري اليوم."),
        ("إضافة إلى ذلك", "إضافة إلى ذلك جاء غيره إضافة إلى ذلك كله وهذا إضافة إلى ذلك."),
        ("في اليوم الأول", "كان اليوم الأول طويلا وانتهى اليوم الأول مساء."),
    ],
)
def test_words_that_only_join_make_no_topic(archive: Archive, title: str, text: str) -> None:
    enter(archive, *(article(f"a{n}", title, f"{text} {filler}") for n, (_, filler) in enumerate(OIL)))
    archive.unsettled()
    assert all("أسعار النفط" in topic or not topic for n in range(3) for topic in archive.topics_of(f"a{n}"))


def test_a_section_is_told_by_the_words_of_articles_that_have_one(archive: Archive) -> None:
    sport = "سجل المهاجم هدفا في مرمى الفريق الضيف خلال المباراة"
    market = "ارتفعت الأسهم في البورصة وزادت أرباح المصارف هذا الربع"
    enter(archive, *(article(f"s{n}", f"خبر رقم {n}", sport, section="رياضة") for n in range(LEAST)))
    enter(archive, *(article(f"m{n}", f"نبأ رقم {n}", market, section="اقتصاد") for n in range(LEAST)))
    enter(archive, article("new", "الفريق يفوز", "أحرز المهاجم هدفا في المباراة"), article("else", "قصيدة", "يا ليل الصب متى غده"))
    archive.unsettled()
    assert archive.section_of("new") == "رياضة"
    assert archive.section_of("else") is None
    assert archive.section_of("s0") is None  # it has one from its source


def test_too_few_articles_teach_nothing() -> None:
    model = Model([("رياضة", words_of(forms("هدف في المباراة\nفاز الفريق")))] * (LEAST - 1))
    assert model.section(words_of(forms("هدف في المباراة\nفاز الفريق"))) is None


def test_sections_of_real_articles_are_right_in_nine_of_ten(shared: Path) -> None:
    with gzip.open(shared / "eval/topics-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        label = {row["url"]: row["label"] for row in map(json.loads, lines)}
    with gzip.open(shared / "corpus/saudinews-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["url"] in label]
    packed = [(label[row["url"]], words_of(forms(f"{row['title']}\n{row['content']}"))) for row in rows]
    random.Random(7).shuffle(packed)
    held, rest = packed[: len(packed) // 5], packed[len(packed) // 5 :]
    model = Model(rest)
    told = [(found, truth) for truth, words in held if (found := model.section(words))]
    assert len(told) > 0.6 * len(held)
    assert sum(found == truth for found, truth in told) > 0.9 * len(told)


MINISTRY = ("أعلنت وزارة الإسكان الخطة. وقالت وزارة الإسكان إن التنفيذ قريب {}.", "نفى مصدر ما قيل عن وزارة الإسكان {}.")
FILLERS = ("في جدة وما حولها من القرى", "لمن تقدموا قبل الصيف بطلب", "بعد دراسة طالت عامين كاملين", "كما جاء في تقرير مطول صدر أمس")


def test_a_name_mentioned_once_is_known_from_three_other_articles(archive: Archive) -> None:
    enter(archive, article("once", "نفي", MINISTRY[1].format(FILLERS[3])))
    enter(archive, *(article(f"sure{n}", f"خبر {n}", MINISTRY[0].format(FILLERS[n]) + OIL[n][1]) for n in range(2)))
    archive.unsettled()
    assert archive.names_of("once") == ()
    enter(archive, article("sure2", "خبر ثالث", MINISTRY[0].format(FILLERS[2]) + OIL[2][1]))
    assert "once" in archive.unsettled()
    assert archive.names_of("once") == (("organisations", "وزارة الإسكان"),)


def test_a_name_that_was_told_stays_told_and_is_no_evidence_for_others(archive: Archive) -> None:
    enter(archive, article("once", "نفي", MINISTRY[1].format(FILLERS[3])))
    enter(archive, *(article(f"sure{n}", f"خبر {n}", MINISTRY[0].format(FILLERS[n]) + OIL[n][1]) for n in range(3)))
    for id_ in archive.unsettled():
        archive.settle(id_)
    assert "once" not in archive.unsettled()
    assert archive.names_of("once") == (("organisations", "وزارة الإسكان"),)
