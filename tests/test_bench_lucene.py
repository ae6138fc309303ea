"""The bench's Lucene: the cases of Lucene's own tests (TestArabicNormalizationFilter, TestArabicStemFilter, TestArabicAnalyzer)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

import lucene

NORMALISED = (
    "آجن>اجن أحمد>احمد إعاذ>اعاذ بنى>بني فاطمة>فاطمه روبرـــــت>روبرت مَبنا>مبنا علِي>علي بُوات>بوات ولداً>ولدا ولدٍ>ولد ولدٌ>ولد"
    " نلْسون>نلسون هتميّ>هتمي"
)
STEMS = (
    "الحسن>حسن والحسن>حسن بالحسن>حسن كالحسن>حسن فالحسن>حسن للاخر>اخر وحسن>حسن زوجها>زوج ساهدان>ساهد ساهدات>ساهد ساهدون>ساهد"
    " ساهدين>ساهد ساهديه>ساهد ساهدية>ساهد ساهده>ساهد ساهدة>ساهد ساهدي>ساهد وساهدون>ساهد ساهدهات>ساهد الو>الو English>English"
)


@pytest.mark.parametrize("case", NORMALISED.split())
def test_letters_are_folded_as_lucene_folds_them(case: str) -> None:
    word, expected = case.split(">")
    assert lucene.normalise(word) == expected


@pytest.mark.parametrize("case", STEMS.split())
def test_words_are_stemmed_as_lucene_stems_them(case: str) -> None:
    word, expected = case.split(">")
    assert lucene.stem(word) == expected


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("كبير", "كبير"),
        ("كبيرة", "كبير"),
        ("مشروب", "مشروب"),
        ("مشروبات", "مشروب"),
        ("أمريكيين", "امريك"),
        ("أمريكي", "امريك"),
        ("كتاب", "كتاب"),
        ("الكتاب", "كتاب"),
        ("ما ملكت أيمانكم", "ملكت ايمانكم"),
        ("الذين ملكت أيمانكم", "ملكت ايمانكم"),
        ("English text.", "english text"),
        ("١٢٣٤", "1234"),
        ("", ""),
    ],
)
def test_texts_are_analysed_as_lucene_analyses_them(text: str, terms: str) -> None:
    assert lucene.analyse(text) == terms.split()


def test_words_are_cut_by_unicode_rules() -> None:
    # checked with Lucene 8.7's StandardTokenizer
    text = "كِتَابٌ، u.s.a 1,000 ١٢٫٥ \u200fوزارة؛ قوةً.فهذا عبد_الله 中國 كم²"
    assert lucene.words(text) == ["كِتَابٌ", "u.s.a", "1,000", "12٫5", "وزارة", "قوةً.فهذا", "عبد_الله", "中", "國", "كم"]
