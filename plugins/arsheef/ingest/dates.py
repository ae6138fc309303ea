"""Dates in Arabic text: read_date for a date line, find_dates for running text, date_hints for words that fix no day.

Gregorian by all its Arabic month names (يوليو، تموز، جويلية، حزيران/يونيو), Hijri by Umm al-Qura, both digit sets,
English forms and ISO. The words are data: dates.json. Nothing is read from a bare year or a time of day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter

from arsheef.ingest import dates_words as words
from arsheef.ingest.dates_absolute import Found, find_absolute
from arsheef.ingest.dates_calendar import DateReading, as_datetime, gregorian
from arsheef.ingest.dates_fold import fold
from arsheef.ingest.dates_places import places_of
from arsheef.ingest.dates_relative import find_relative

__all__ = ["DateHint", "DateReading", "FoundDate", "date_hints", "find_dates", "read_date", "read_field"]

_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})|(\d{1,2})[-/](\d{4})", re.ASCII)
_ZERO = "1970-01-01T00:00"
"""What programs write where they have no date: second 0 of Unix time."""
_PUBLISHED, _CHANGED = (
    re.compile(rf"(?<![{words.LETTER}])(?:{words.alternatives(labels)})(?![{words.LETTER}])")
    for labels in (words.PUBLISHED, words.CHANGED)
)
_LABEL = 40
"""Characters before a date in which its label stands."""
_PRECISION = {"day": 0, "month": 1, "year": 2}
_HINTS = ("weekday", "day_relative", "week_relative", "month_relative", "day_month")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in running text; ``text`` is ``original[start:end]``."""

    start: int
    end: int
    text: str
    reading: DateReading


@dataclass(frozen=True, slots=True)
class DateHint:
    """Words that fix no day by themselves, as they stand in the text."""

    text: str
    kind: str
    """weekday | day_relative | week_relative | month_relative | day_month"""
    month: int | None = None
    """1 to 12 where a month is named."""
    start: int = 0
    end: int = 0


def read_date(text: str, reference: str | date | datetime | None = None) -> DateReading | None:
    """The date that a date line, a field or a dateline gives, or None where it gives none.

    ``reference`` (ISO text, date or datetime) is the known moment of publication or collection: relative words are read
    against it only, and an absolute date more than a day after it is refused as implausible.
    Raises ValueError for a reference that is not ISO.
    """
    known = as_datetime(reference)
    latest = (known[0] + timedelta(days=1)).date().isoformat() if known else "9999"
    ranked: list[tuple[bool, int, int, int, DateReading]] = []
    before = 0
    for found in find_dates(text, reference):
        reading, label = found.reading, fold(text[max(before, found.start - _LABEL) : found.start]).text
        before = found.end
        if reading.relative or reading.date <= latest[: len(reading.date)]:
            rank = 0 if _PUBLISHED.search(label) else 2 if _CHANGED.search(label) else 1
            ranked.append((reading.relative, _PRECISION[reading.precision], rank, len(ranked), reading))
    return min(ranked)[-1] if ranked else None


def read_field(text: str, reference: str | date | datetime | None = None) -> DateReading | None:
    """The date of a field that holds nothing else: as read_date, and a month in numbers alone (2021-05, 05/2021), which in
    running text could be anything."""
    alone = _MONTH.fullmatch(fold(text).text.strip())
    if alone is None:
        found = read_date(text, reference)
        return found if found and found.iso[:16] != _ZERO else None
    year, month = (alone[1], alone[2]) if alone[1] else (alone[4], alone[3])
    reading, known = gregorian(int(year), int(month), None), as_datetime(reference)
    return reading if reading and (known is None or reading.date <= known[0].date().isoformat()[:7]) else None


def find_dates(text: str, reference: str | date | datetime | None = None) -> list[FoundDate]:
    """Every date of a running text in its order, without overlap; relative words only with a ``reference``.

    Raises ValueError for a reference that is not ISO.
    """
    folded = fold(text)
    places = places_of(folded.text)
    absolute = find_absolute(folded.text, places)
    spans = [(f.start, f.end, f.reading) for f in absolute]
    known = as_datetime(reference)
    if known:
        for relative in find_relative(folded.text, places, *known):
            if relative.reading and _is_free(absolute, relative.start, relative.end):
                spans.append((relative.start, relative.end, relative.reading))
    found = []
    for start, end, reading in sorted(spans, key=lambda span: span[:2]):
        begin, stop = folded.origin(start), folded.origin(end - 1) + 1
        found.append(FoundDate(begin, stop, text[begin:stop], reading))
    return found


def date_hints(text: str) -> list[DateHint]:
    """Relative date words of a text, each spelling once, in the order of the text (الجمعة، حزيران/يونيو الماضي)."""
    folded = fold(text)
    places = places_of(folded.text)
    absolute = find_absolute(folded.text, places)
    hints: dict[str, DateHint] = {}
    for found in sorted(find_relative(folded.text, places, None, timed=False), key=lambda f: f.start):
        if found.kind not in _HINTS or not _is_free(absolute, found.start, found.end):
            continue
        begin, stop = folded.origin(found.start), folded.origin(found.end - 1) + 1
        words = " ".join(text[begin:stop].split())
        hints.setdefault(words, DateHint(words, found.kind, found.month, begin, stop))
    return list(hints.values())


def _is_free(taken: list[Found], start: int, end: int) -> bool:
    """Whether a span touches none of ``taken``, which are in order."""
    near = bisect_left(taken, end, key=attrgetter("start")) - 1
    return near < 0 or taken[near].end <= start
