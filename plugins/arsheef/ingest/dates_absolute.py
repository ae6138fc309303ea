"""Dates that stand by themselves in a folded text: 20 أغسطس 2015م، 7-11-1436هـ، يوليو (تموز) 2015، 2015-07-21T02:51."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from arsheef.ingest import dates_words as words
from arsheef.ingest.dates_calendar import DateReading, gregorian, hijri, is_hijri_year

_ERA = rf"(?: ?(?P<era>هجريه?|ميلاديه?|ه|م|ah|ad)(?![{words.LETTER}]))?"
_YEAR = rf"(?P<year>\d{{4}})(?!\d|[.,/:]\d){_ERA}"
_BEFORE_YEAR = r"[ ,،/.(-]{0,3}(?:(?:من )?(?:عام|سنه|العام|لعام|لسنه|للعام) )?"
_DUAL = rf"(?: ?[/(|-] ?(?P<dual>{words.MONTH}) ?\)?)?"
_DAY = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ,،/.-]{{0,3}}|(?P<first>غره) "
    rf"|(?P<word>{words.alternatives(words.DAY)}) {{1,2}}(?=من |شهر ))(?:من )?(?:شهر )?(?:of )?"
)
_MONTH = rf"(?P<month>{words.MONTH}){_DUAL}"
_WEEKDAY = rf"(?:(?P<weekday>{words.alternatives(words.WEEKDAY)})(?![{words.LETTER}])[ ,،.:|(-]{{0,3}})?"
_NOT_INSIDE = rf"(?<![{words.LETTER}\d])(?<!\d[/.,:-])"

NAMED = re.compile(rf"{_NOT_INSIDE}{_WEEKDAY}(?<!\d){_DAY}{_MONTH}(?:{_BEFORE_YEAR}{_YEAR})?")
_MONTH_FIRST = re.compile(
    rf"(?<![{words.LETTER}])(?:[وبل])?{_MONTH}(?:[ ,،/]{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]))?"
    rf"{_BEFORE_YEAR}{_YEAR}"
)
_NUMERIC = re.compile(
    rf"(?<![\d/.,:-])(?<!\d[/.,:-] ){_WEEKDAY}(?<!\d)(?:"
    rf"(?P<year>\d{{4}}) ?(?P<sep>[/.-]) ?(?P<month>\d{{1,2}}) ?(?P=sep) ?(?P<day>\d{{1,2}})"
    rf"|(?P<day2>\d{{1,2}}) ?(?P<sep2>[/.-]) ?(?P<month2>\d{{1,2}}) ?(?P=sep2) ?(?P<year2>\d{{4}}))(?!\d|[/.-]\d){_ERA}"
)
_TIME = re.compile(
    rf"(?:t|[ ,،|:()-]{{0,4}})(?:الساعه:? |عند الساعه |في الساعه |at )?"
    rf"(?P<h>[01]?\d|2[0-3])[:](?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?!\d)"
    rf"(?: ?(?P<half>{words.alternatives([*words.MORNING, *words.EVENING])})(?![{words.LETTER}]))?"
)
_FIRST_UNMARKED = 1411
"""Earlier numeric years without هـ are as likely Persian (1403/05/12), and no reading is better than a wrong one."""
_BETWEEN_HALVES = re.compile(
    r"[ ,،/()|=-]{0,4}(?:الموافقه?|الموافق ل|موافق|المصادفه?|يوافقه?|ل)?[ ,،/():|=-]{0,4}"
    r"(?:يوم )?(?:الموافق )?(?:ل)?"
)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Found:
    """A reading with its span in the folded text."""

    start: int
    end: int
    reading: DateReading


def find_absolute(folded: str) -> list[Found]:
    """Every date that needs no reference, in the order of the text; two halves of one day in two calendars are one."""
    if not _DIGIT.search(folded):
        return []
    halves = sorted(_halves(folded), key=lambda half: (half.start, -half.end))
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


def _halves(folded: str) -> Iterator[_Half]:
    """Date expressions by form; they may overlap."""
    for match in NAMED.finditer(folded):
        calendar, month = _month(match)
        if month:
            year = _number(match["year"])
            yield _Half(match.start(), match.end(), calendar, year, month, day_of(match), _weekday(match))
    for match in _MONTH_FIRST.finditer(folded):
        calendar, month = _month(match)
        if month:
            yield _Half(match.start(), match.end(), calendar, _number(match["year"]), month, _number(match["day"]))
    for match in _NUMERIC.finditer(folded):
        year = int(match["year"] or match["year2"])
        first, second = int(match["day"] or match["day2"]), int(match["month"] or match["month2"])
        calendar = "hijri" if is_hijri_year(year) else "gregorian"
        if calendar == "hijri" and year < _FIRST_UNMARKED and not match["era"]:
            continue
        yield _Half(match.start(), match.end(), calendar, year, second, first, _weekday(match), bool(match["year2"]))


def _readings(folded: str, halves: list[_Half]) -> Iterator[Found]:
    """One reading for each date: two halves that touch are one date, of which the Gregorian half counts."""
    at = 0
    while at < len(halves):
        half, start, end = halves[at], halves[at].start, halves[at].end
        other = halves[at + 1] if at + 1 < len(halves) else None
        if other and other.calendar != half.calendar and _BETWEEN_HALVES.fullmatch(folded, half.end, other.start):
            at, end = at + 1, other.end
            half, other = (half, other) if half.calendar == "gregorian" else (other, half)
        else:
            other = None
        reading = _read(folded, half, end)
        if other is not None and (reading is None or reading.precision != "day"):
            second = _read(folded, other, end)
            reading = _with_year_of(half, second) or second or reading
        at += 1
        if reading is not None:
            yield Found(start, _time_end(folded, end) if reading.time else end, reading)


def _read(folded: str, half: _Half, end: int) -> DateReading | None:
    """The reading of one half, with the time of day that follows at ``end``."""
    if half.year is None:
        return None
    time = _time(folded, end)
    if half.calendar == "hijri":
        return hijri(half.year, half.month, half.day, time) if is_hijri_year(half.year) else None
    reading = gregorian(half.year, half.month, half.day, time)
    if half.month_first and half.day is not None and (reading is None or not _agrees(reading, half.weekday)):
        # month/day/year: where only that exists, or the weekday says so
        swapped = gregorian(half.year, half.day, half.month, time)
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
    return replace(near[0], time=other.time) if near else None


def _month(match: re.Match[str]) -> tuple[str, int]:
    """(calendar, month); month 0 where two names stand together and do not mean the same month."""
    name, dual = words.squeeze(match["month"]), match["dual"]
    calendar, table = ("gregorian", words.GREGORIAN) if name in words.GREGORIAN else ("hijri", words.HIJRI)
    if dual is not None and table.get(words.squeeze(dual)) != table[name]:
        return calendar, 0
    era = match["era"] or ""
    if (era[:1] == "م" or era == "ad") != (calendar == "gregorian") and era:
        return calendar, 0
    return calendar, table[name]


def day_of(match: re.Match[str]) -> int | None:
    """The day of the month in a match of NAMED."""
    if match["first"]:
        return 1
    return words.DAY[words.squeeze(match["word"])] if match["word"] else _number(match["day"])


def _weekday(match: re.Match[str]) -> int | None:
    return words.WEEKDAY[words.squeeze(match["weekday"])] if match["weekday"] else None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _agrees(reading: DateReading, weekday: int | None) -> bool:
    return weekday is None or date.fromisoformat(reading.date).weekday() == weekday


def _time(folded: str, at: int) -> str | None:
    """The time of day that follows a date at ``at``: hh:mm or hh:mm:ss."""
    match = _TIME.match(folded, at)
    if not match:
        return None
    hour = int(match["h"])
    if match["half"] in words.EVENING and 1 <= hour < 12:
        hour += 12
    elif match["half"] in words.MORNING and hour == 12:
        hour = 0
    return f"{hour:02}:{match['m']}" + (f":{match['s']}" if match["s"] else "")


def _time_end(folded: str, at: int) -> int:
    match = _TIME.match(folded, at)
    return match.end() if match else at
