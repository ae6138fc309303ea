"""Folded text for matching date words, with the way back to the places of the original."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter

from arsheef.arabic.remembered import Remembered

_SAME = str.maketrans(
    "أإآٱىةیکۀ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹\u00a0\u202f\u2007\t\n\r–—‐‑−٫⁄",
    "ااااي" + "ه" + "يكه" + "0123456789" * 2 + "      " + "-----" + "./",
)
"""One letter for each spelling, one digit for each digit set: same length, so that places do not move."""
_PAIRS = tuple((chr(letter), other if isinstance(other, str) else chr(other)) for letter, other in _SAME.items())
_LONG = 50
"""Characters from which replacing one letter after the other is faster than a table, up to ten times."""
_DROPPED = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_DROP = re.compile(f"[{_DROPPED}]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text for matching; ``origin(i)`` is the place in the original of its letter ``i``."""

    text: str
    moves: tuple[tuple[int, int], ...]
    """(place in text, letters dropped before it), in rising order."""

    def origin(self, at: int) -> int:
        """The place in the original text of the folded place ``at``, in characters."""
        before = bisect_right(self.moves, at, key=itemgetter(0))
        return at + (self.moves[before - 1][1] if before else 0)


def fold(text: str) -> Folded:
    """``text`` in lower case, its letters, digits, blanks and dashes alike; vowel signs, tatweel and marks dropped."""
    same = text.translate(_SAME) if len(text) < _LONG else _replaced(text)
    lowered = same.lower()
    if len(lowered) == len(same):  # İ and a few others grow: leave such a text in its case
        same = lowered
    moves: list[tuple[int, int]] = []
    total = 0
    for match in _DROP.finditer(same):
        place = match.start() - total
        total += match.end() - match.start()
        moves.append((place, total))
    return Folded(_DROP.sub("", same) if moves else same, tuple(moves))


def _replaced(text: str) -> str:
    for letter, other in _PAIRS:
        text = text.replace(letter, other)
    return text


_WORDS = Remembered(lambda word: fold(word).text)


def fold_word(word: str) -> str:
    """One word or phrase as ``fold`` writes it."""
    return _WORDS[word]
