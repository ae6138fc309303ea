"""Classes of Arabic letters, as PyArabic gives them: what the table of rules is checked against when it is loaded."""

from __future__ import annotations

from pyarabic import araby

LETTERS = frozenset(araby.LETTERS)
TATWEEL: str = araby.TATWEEL
MARKS = frozenset(araby.DIACRITICS)
DIGITS = tuple(
    dict(zip(digits, araby.NUMBERS_WEST, strict=True)) for digits in (araby.NUMBERS_EAST, araby.NUMBERS_PERS)
)
ALEFS = frozenset(araby.ALEFAT) - {araby.ALEF_MAKSURA, araby.MINI_ALEF}
"""Alef in all its forms; without ى, which is folded to ي, and the dagger alef, which is a mark here."""
