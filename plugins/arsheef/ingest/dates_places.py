"""Where in a folded text a date can stand: one pass over its words, so that the long expressions are tried there alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from arsheef.ingest import dates_words as words

_RUN = re.compile(rf"([{words.LETTER}]+|\d+)")
_IN_NUMBERS = re.compile(r"\d(?= ?[/.\\-] ?\d{1,2} ?[/.\\-] ?\d)|شهر \d")
_PREFIXES = ("", "و", "ف", "ب", "ل")
_ORDINALS = ("st", "nd", "rd", "th", "er")
BEFORE, AFTER = 64, 200
"""Characters of a date before and after the beginning of its month or of its first separator, and more."""


def _first_runs(table: Iterable[str]) -> frozenset[str]:
    return frozenset(match[0] for word in table if (match := _RUN.match(word)))


_MONTHS = frozenset(p + run for run in _first_runs([*words.GREGORIAN, *words.HIJRI]) for p in (*_PREFIXES, *_ORDINALS))
_RELATIVE = frozenset(
    prefix + run
    for run in _first_runs([*words.RELATIVE_DAY, *words.WEEKDAY, *words.PERIOD, *words.AGO, "هذا", "هذه"])
    for prefix in _PREFIXES
).union(_PREFIXES)
_WORDS = _MONTHS | _RELATIVE


@dataclass(frozen=True, slots=True)
class Places:
    """Offsets into a folded text, each list in rising order."""

    months: Sequence[int]
    """Words that begin with a month."""
    relative: Sequence[int]
    """Where a relative expression may begin: words, and numbers of one to three digits."""
    numbers: Sequence[int]
    """The last digit of the first number of a date in numbers alone."""


def places_of(folded: str) -> Places:
    """The places of a text."""
    parts = _RUN.split(folded)
    found = [at for at in range(1, len(parts), 2) if (run := parts[at]) in _WORDS or run[0].isdecimal()]
    starts = list(accumulate(map(len, parts), initial=0)) if found else []
    months, relative = [], []
    for at in found:
        run, start = parts[at], starts[at]
        if run in _MONTHS:
            months.append(start)
            relative.append(start)
        elif run in _RELATIVE:
            relative.append(start)
        else:
            relative += sorted({start, max(start, starts[at + 1] - 2)})
    return Places(months, relative, [match.start() for match in _IN_NUMBERS.finditer(folded)])


def matches_near(pattern: re.Pattern[str], folded: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` gives, if each match has one of ``places`` in it."""
    end = 0
    for place in places:
        if place >= end:
            match = pattern.search(folded, max(end, place - BEFORE), place + AFTER)
            if match and match.start() <= place:
                yield match
                end = match.end()


def matches_at(pattern: re.Pattern[str], folded: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The same, if each match begins at one of ``places``."""
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(folded, place)):
            yield match
            end = match.end()
