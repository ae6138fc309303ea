"""Dates that stand by themselves in a folded text: 20 أغسطس 2015م، 7-11-1436هـ، يوليو (تموز) 2015، 2015-07-21T02:51."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from arsheef.ingest import dates_forms as forms
from arsheef.ingest.dates_calendar import DateReading, gregorian, hijri, is_hijri_year
from arsheef.ingest.dates_places import Places, matches_near

_FIRST_UNMARKED = 1411
"""Earlier numeric years without هـ are as likely Persian (1403/05/12), and no reading is better than a wrong one."""
_BETWEEN_HALVES = re.compile(
    r"[ ,،/()|=-]{0,4}(?:الموافقه?|الموافق ل|موافق|المصادفه?|يوافقه?|ل)?[ ,،/():|=-]{0,4}"
    r"(?:يوم )?(?:الموافق )?(?:ل)?"
)
_YEAR_IN_SIGHT = re.compile(r"\d{4}|الف|\d[/.-]\d\d(?!\d)")
"""Without it a text has no date with a year, and is not searched further."""
_RANGE = re.compile(r" ?- ?| (?:و ?(?:حتي )?|الي |حتي )")
_TIME_IN_FRONT = 24
"""Characters in which the time before a date stands."""


@dataclass(frozen=True, slots=True)
class Found:
    """A reading with its span in the folded text."""

    start: int
    end: int
    reading: DateReading


def find_absolute(folded: str, places: Places) -> list[Found]:
    """Every date that needs no reference, in the order of the text; two halves of one day in two calendars are one."""
    if not _YEAR_IN_SIGHT.search(folded):
        return []
    halves = sorted(_halves(folded, places), key=lambda half: (half.start, -half.end))
    kept: list[_Half] = []
    for half in halves:
        if not kept or half.start >= kept[-1].end:
            kept.append(half)
    return list(_readings(folded, kept))


@dataclass(frozen=True, slots=True)
class _Half:
    """One date expression before the two calendars are weighed; no year where the text has none."""

    start: int
    end: int
    calendar: str
    year: int | None
    month: int
    day: int | None
    weekday: int | None = None
    month_first: bool = False


def _halves(folded: str, places: Places) -> Iterator[_Half]:
    """Date expressions by form; they may overlap."""
    for match in matches_near(forms.NAMED, folded, places.months):
        calendar, month = forms.month_of(match)
        if month:
            weekday = forms.weekday_of(match)
            yield _Half(*match.span(), calendar, forms.year_of(match), month, forms.day_of(match), weekday)
    for match in matches_near(forms.MONTH_FIRST, folded, places.months):
        calendar, month = forms.month_of(match)
        if month:
            yield _Half(*match.span(), calendar, forms.year_of(match), month, forms.number(match["day"]))
    for match in matches_near(forms.YEAR_FIRST, folded, places.months):
        calendar, month = forms.month_of(match)
        if month:
            yield _Half(*match.span(), calendar, int(match["year"]), month, int(match["day"]))
    for match in matches_near(forms.NUMERIC, folded, places.numbers):
        year = int(match["year"] or match["year2"] or match["year3"])
        first = int(match["day"] or match["day2"] or match["day3"])
        second = int(match["month"] or match["month2"] or match["month3"])
        calendar = "hijri" if is_hijri_year(year) else "gregorian"
        if calendar == "hijri" and year < _FIRST_UNMARKED and not match["era"]:
            continue
        yield _Half(*match.span(), calendar, year, second, first, forms.weekday_of(match), bool(match["year2"]))
    yield from _short_years(folded, places)


def _short_years(folded: str, places: Places) -> Iterator[_Half]:
    """Days with a year of two digits that fall on the weekday beside them: by day, month, year and by no other order."""
    for match in matches_near(forms.SHORT_YEAR, folded, places.numbers):
        year, weekday = int(match["year"]), forms.weekday_of(match)
        year += 2000 if year <= date.today().year % 100 + 1 else 1900
        reading = gregorian(year, int(match["month"]), int(match["day"]))
        if reading and _agrees(reading, weekday):
            yield _Half(*match.span(), "gregorian", year, int(match["month"]), int(match["day"]), weekday)


def _readings(folded: str, halves: list[_Half]) -> Iterator[Found]:
    """One reading for each date: two halves that touch are one date, of which the Gregorian half counts."""
    at = before = 0
    while at < len(halves):
        half, start, end = halves[at], halves[at].start, halves[at].end
        other = halves[at + 1] if at + 1 < len(halves) else None
        at += 1
        if other is not None and _opens_range(folded, half, other):
            half, end, at = _with_year(half, other), other.end, at + 1
            other = None
        elif other and other.calendar != half.calendar and _BETWEEN_HALVES.fullmatch(folded, half.end, other.start):
            at, end = at + 1, other.end
            half, other = (half, other) if half.calendar == "gregorian" else (other, half)
        else:
            other = None
        reading = _read(half)
        if other is not None and (reading is None or reading.precision != "day"):
            second = _read(other)
            reading = _with_year_of(half, second) or second or reading
        if reading is not None:
            found = _timed(folded, Found(start, end, reading), before)
            before = found.end
            yield found


def _opens_range(folded: str, half: _Half, other: _Half) -> bool:
    """Whether two days of one calendar are the ends of a range, of which only the second has the year."""
    same = half.calendar == other.calendar and half.year is None and other.year is not None
    days = half.day is not None and other.day is not None
    return same and days and _RANGE.fullmatch(folded, half.end, other.start) is not None


def _with_year(half: _Half, other: _Half) -> _Half:
    """The first day of a range with its year: that of the last day, or the one before («28 ديسمبر - 3 يناير 2016»)."""
    assert other.year is not None
    later = (half.month, half.day or 0) > (other.month, other.day or 0)
    return replace(half, year=other.year - later)


def _timed(folded: str, found: Found, before: int) -> Found:
    """A day with the time beside it: behind it, else in front of it after ``before``."""
    if found.reading.precision != "day":
        return found
    behind = forms.TIME.match(folded, found.end)
    if behind:
        return Found(found.start, behind.end(), replace(found.reading, time=forms.time_of(behind)))
    front = forms.TIME_BEFORE.search(folded[max(before, found.start - _TIME_IN_FRONT) : found.start])
    if front:
        length = front.end() - front.start()
        return Found(found.start - length, found.end, replace(found.reading, time=forms.time_of(front)))
    return found


def _read(half: _Half) -> DateReading | None:
    """The reading of one half, without a time."""
    if half.year is None:
        return None
    if half.calendar == "hijri":
        return hijri(half.year, half.month, half.day) if is_hijri_year(half.year) else None
    reading = gregorian(half.year, half.month, half.day)
    if half.month_first and half.day is not None and (reading is None or not _agrees(reading, half.weekday)):
        # month/day/year: where only that exists, or the weekday says so
        swapped = gregorian(half.year, half.day, half.month)
        if swapped and (reading is None or (half.weekday is not None and _agrees(swapped, half.weekday))):
            return swapped
    return reading


def _with_year_of(half: _Half, other: DateReading | None) -> DateReading | None:
    """A Gregorian half without a year, completed from its Hijri half: the nearest such day."""
    if half.year is not None or half.day is None or other is None:
        return None
    middle = date.fromisoformat(other.date)
    found = [gregorian(year, half.month, half.day) for year in (middle.year - 1, middle.year, middle.year + 1)]
    near = [f for f in found if f and abs((date.fromisoformat(f.date) - middle).days) <= 3]
    return near[0] if near else None


def _agrees(reading: DateReading, weekday: int | None) -> bool:
    return weekday is None or date.fromisoformat(reading.date).weekday() == weekday
