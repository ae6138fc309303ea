"""PyArabic as an oracle for folding: where it and the table of rules differ, the difference is wanted and listed."""

from __future__ import annotations

import gzip
import json
import unicodedata
from pathlib import Path

import pytest
from pyarabic import araby

from arsheef.arabic.analysis import analyse, fold, forms

WANTED = {
    "ى is ي here, and kept in على; PyArabic makes it ا": ("على", "على", "علا"),
    "the dagger alef is a mark here; PyArabic makes it ا": ("هٰذا", "هذا", "هاذا"),
    "hamza leaves its seat here; PyArabic leaves the hamza and drops the seat": ("سؤال", "سوال", "سءال"),
    "ئ before و is its ؤ": ("مسئول", "مسوول", "مسءول"),
    "a hamza alone is left out of longer words": ("وزراء", "وزرا", "وزراء"),
    "alef with hamza is ا alone": ("أحمد", "احمد", "ءحمد"),
    "ة is ه": ("وزارة", "وزاره", "وزارة"),
}


def pyarabic_folded(word: str) -> str:
    """PyArabic's own normal form: marks and tatweel off, ligatures apart, hamza and alef in one shape each."""
    bare = araby.strip_tatweel(araby.strip_tashkeel(word))
    return str(araby.normalize_alef(araby.normalize_hamza(araby.normalize_ligature(bare))))


@pytest.mark.parametrize("difference", WANTED)
def test_a_wanted_difference_is_still_there(difference: str) -> None:
    word, ours, theirs = WANTED[difference]
    assert (fold(word), pyarabic_folded(word)) == (ours, theirs)


def real_words(shared: Path) -> set[str]:
    """Words of 300 real articles; letters that PyArabic knows and nothing else."""
    with gzip.open(shared / "corpus" / "saudinews-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["content"] for _, line in zip(range(300), lines, strict=False)]
    known = set(araby.LETTERS) | set(araby.TASHKEEL) | {araby.TATWEEL}
    return {term.text for text in texts for term in analyse(text) if known.issuperset(term.text)}


def test_without_hamza_ya_and_ta_both_fold_real_words_alike(shared: Path) -> None:
    words = {word for word in real_words(shared) if not set("أإآؤئءىة").intersection(word)}
    assert len(words) > 10_000
    assert [word for word in words if fold(word) != pyarabic_folded(word)] == []


def test_what_pyarabic_thinks_equal_is_equal_here(shared: Path) -> None:
    """Marks and tatweel never part words; nor does the shape of an alef."""
    for word in real_words(shared):
        vowelled = araby.TATWEEL.join(letter + mark for letter, mark in zip(word, araby.TASHKEEL * 9, strict=False))
        if len(vowelled) >= len(word):
            assert forms(vowelled) == forms(word), word


def test_glyphs_come_to_the_letters_that_unicode_says() -> None:
    for code in range(0xFE80, 0xFEFD):
        letters = unicodedata.normalize("NFKC", chr(code))
        assert fold(chr(code)) == fold(letters), hex(code)
        assert fold(f"ب{chr(code)}تثج") == fold(f"ب{letters}تثج")
