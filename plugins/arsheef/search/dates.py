"""A date as somebody types it into a query, to ISO 8601. Its twin is in theme/static/search/query.js.

    2015   2015-07   7/2015   2015-07-21   21/7/2015   يوليو 2015   21 تموز ٢٠١٥   يوليو/تموز 2015
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from arsheef.arabic.analysis import forms
from arsheef.search.language import DATE_WORDS, MONTHS

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Other years are no date: a Hijri year read as a Gregorian one would silently find nothing."""


def read_when(text: str) -> str | None:
    """The ISO date, as precise as what was typed; None where it cannot be read."""
    words, month = _without_month([word for word in forms(text) if word not in DATE_WORDS])
    if not all(word.isascii() and word.isdigit() and len(word) <= 4 for word in words):
        return None
    numbers = list(map(int, words))
    if month:
        parts = [numbers[-1], month, *numbers[:-1]] if numbers else []
    else:
        parts = numbers if words and len(words[0]) == 4 else numbers[::-1]
    return _iso(parts) if 1 <= len(parts) <= 3 else None


def _without_month(words: Sequence[str]) -> tuple[list[str], int]:
    """The words without the names of a month, and its number, 0 where there is none; two names (يوليو/تموز) must agree."""
    left: list[str] = []
    found: set[int] = set()
    at = 0
    while at < len(words):
        for length in (2, 1):
            number = MONTHS.get(" ".join(words[at : at + length]))
            if number and at + length <= len(words):
                found.add(number)
                at += length
                break
        else:
            left.append(words[at])
            at += 1
    if len(found) > 1:
        return ["?"], 0
    return left, found.pop() if found else 0


def _iso(parts: Sequence[int]) -> str | None:
    """Year, month and day, as many as are known."""
    year, month, day = (*parts, 1, 1)[:3]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()[: (4, 7, 10)[len(parts) - 1]]
    except ValueError:
        return None
