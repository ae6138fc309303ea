"""Headlines: a given one cleaned, a derived one cut at a clause of the lead."""

from __future__ import annotations

import pytest

from arsheef.ingest.title import LONGEST, clean_title, cut_site_name, derive_title

LEAD = "استقبل الزعيم الكوري الشمالي كيم جونغ أون الجمعة، وفدا عسكريا روسيا بقيادة نائب وزير الدفاع أليكسي دريفوروتشكو، للبحث والتشاور."


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("  النمو &amp;amp; التضخم\n في عام ", "النمو & التضخم في عام"),
        ("&quot;الوزارة&quot; تعلن", '"الوزارة" تعلن'),
        ("عنوان <b>مهم</b> جدا", "عنوان مهم جدا"),
        ("النتيجة 3 < 5 في السوق", "النتيجة 3 < 5 في السوق"),
        ("عنو\u200fان\x1a", "عنوان"),
        ("", ""),
    ],
)
def test_a_given_title_is_unescaped_and_freed_of_markup(given: str, expected: str) -> None:
    assert clean_title(given) == expected


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("فوز كبير للفريق | الرياضي", "الرياضي", "فوز كبير للفريق"),
        ("فوز كبير للفريق - صحيفة الرياضي", "الرياضي", "فوز كبير للفريق"),
        ("الرياضي | فوز كبير للفريق", "الرياضي", "فوز كبير للفريق"),
        ("فوز كبير للفريق | الرياضي", None, "فوز كبير للفريق | الرياضي"),
        ("فوز كبير للفريق | الرياضي", "اليوم السابع", "فوز كبير للفريق | الرياضي"),
        ("السوبر - الهلال والنصر", "الرياضي", "السوبر - الهلال والنصر"),
    ],
)
def test_a_tail_is_cut_only_where_it_is_the_name_of_the_outlet(title: str, site: str | None, expected: str) -> None:
    assert cut_site_name(title, site) == expected


def test_a_derived_title_ends_at_a_clause_of_the_lead() -> None:
    title = derive_title(LEAD)
    assert len(title) <= LONGEST
    assert LEAD.startswith(title)
    assert LEAD[len(title)] in "،.؛:"


def test_a_short_sentence_is_the_whole_title_and_a_second_one_is_not_in_it() -> None:
    assert derive_title("فاز الفريق بالكأس. واحتفل الجمهور حتى الصباح.") == "فاز الفريق بالكأس"


def test_a_title_without_a_clause_ends_before_one_or_at_a_word_that_can_end_it() -> None:
    title = derive_title("أعلنت وزارة الموارد المائية والري في بيان رسمي مطول انتهاء أعمال تطهير الترع والمصارف الزراعية الكبرى في جميع المحافظات")
    assert len(title) <= LONGEST
    assert title.split()[-1] not in ("في", "من", "جميع", "و")


@pytest.mark.parametrize("lead", ["", "   ", "،،،", "م" * 1_000_000, "م " * 500_000, "." * 1_000_000])
def test_any_lead_gives_a_title_that_is_not_too_long(lead: str) -> None:
    assert len(derive_title(lead)) <= LONGEST


def test_a_derived_title_never_ends_inside_a_number() -> None:
    lead = "أعادت بلدية عين الصفصاف تشغيل طاحونة الماء القديمة في حي الطواحين بعد توقف دام سبعة وخمسين عامًا بسبب الجفاف."
    assert not derive_title(lead).endswith("سبعة")
    assert len(derive_title(lead)) <= LONGEST
