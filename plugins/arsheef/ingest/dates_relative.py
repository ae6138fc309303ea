"""Date words that mean a day only against a reference: أمس، الخميس الفائت، منذ 3 أيام، يونيو الماضي، 5 من الشهر."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from arsheef.ingest import dates_words as words
from arsheef.ingest.dates_calendar import DateReading
from arsheef.ingest.dates_forms import NAMED, day_of, year_of
from arsheef.ingest.dates_places import Places, matches_at, matches_near

_END = f"(?![{words.LETTER}])"
_DIRECTION = rf" {{1,2}}\(?(?P<%s>{words.alternatives(words.DIRECTION)}){_END}"
_WEEKDAY = rf"(?P<weekday>{words.alternatives(w for w in words.WEEKDAY if len(w) > 3)}){_END}"
_EXPRESSION = re.compile(
    rf"(?<![{words.LETTER}])[وفبل]?(?P<all>"
    rf"(?P<day>{words.alternatives(words.RELATIVE_DAY)}){_END}"
    rf"(?: ?[(,،]? ?(?:يوم )?(?:{words.alternatives(words.WEEKDAY)}){_END}\)?)?"
    rf"|{_WEEKDAY}(?:{_DIRECTION % 'dir1'})?"
    rf"|(?P<month>{words.GREGORIAN_MONTH})(?: ?[/(|-] ?{words.GREGORIAN_MONTH} ?\)?)?{_DIRECTION % 'dir2'}"
    rf"|(?:(?P<monthday>\d{{1,2}}) (?:من )?)?(?P<period>{words.alternatives(words.PERIOD)}){_DIRECTION % 'dir3'}"
    rf"|(?:(?:هذا|هذه) {{1,2}})(?P<this>{words.alternatives(words.PERIOD)}){_END}"
    rf"|(?P<ago>{words.alternatives(words.AGO)}) {{1,2}}(?:(?P<count>\d{{1,3}}|{words.alternatives(words.NUMBER)}) ?)?"
    rf"(?P<unit>{words.alternatives(words.UNIT)}){_END}"
    rf"|(?<!\d)(?P<en>\d{{1,3}}) (?P<unit2>{words.alternatives(filter(str.isascii, words.UNIT))}) ago{_END})"
)
_NOT_A_WEEKDAY = re.compile(rf"(?:{words.alternatives(words.NOT_A_WEEKDAY_AFTER)}) {{1,2}}$")
_AFTER_NAMED = re.compile(rf"(?:{_DIRECTION % 'direction'})?")


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative expression with its span in the folded text and what it means against a reference, if there is one."""

    start: int
    end: int
    kind: str
    """weekday | day_relative | week_relative | month_relative | year_relative | day_month | ago"""
    month: int | None
    reading: DateReading | None


def find_relative(folded: str, places: Places, reference: datetime | None, timed: bool) -> Iterator[Relative]:
    """Relative expressions in order; ``timed`` says whether the reference knows the time of day (hours need it)."""
    named = list(_days_without_year(folded, places, reference))
    yield from named
    starts = [found.start for found in named]
    for match in matches_at(_EXPRESSION, folded, places.relative):
        start, end = match.span("all")
        near = bisect_left(starts, end) - 1  # the last day without a year that starts before this ends
        if near >= 0 and named[near].end > start:
            continue
        if match["weekday"] and _NOT_A_WEEKDAY.search(folded, max(0, start - 12), start):
            continue
        found = _meaning(match, reference, timed)
        if found:
            yield Relative(start, end, *found)


def _days_without_year(folded: str, places: Places, reference: datetime | None) -> Iterator[Relative]:
    """«11 سبتمبر»، «5 أكتوبر المقبل»."""
    for match in matches_near(NAMED, folded, places.months):
        name = words.squeeze(match["month"])
        day = day_of(match)
        if year_of(match) or name not in words.GREGORIAN or day is None or not 1 <= day <= 31:
            continue
        after = _AFTER_NAMED.match(folded, match.end())
        direction = after["direction"] if after else None
        month = words.GREGORIAN[name]
        wanted = words.DIRECTION[direction] if direction else None
        reading = _day_and_month(day, month, wanted, reference) if reference else None
        yield Relative(match.start(), after.end() if after else match.end(), "day_month", month, reading)


def _meaning(
    match: re.Match[str], reference: datetime | None, timed: bool
) -> tuple[str, int | None, DateReading | None] | None:
    """(kind, month, reading) of one match; None where the form says nothing of time."""
    given = match["dir1"] or match["dir2"] or match["dir3"]
    direction = words.DIRECTION[given] if given else None
    today = reference.date() if reference else None
    if match["day"]:
        offset = words.RELATIVE_DAY[words.squeeze(match["day"])]
        return "day_relative", None, _day(today + timedelta(days=offset)) if today else None
    if match["weekday"]:
        wanted = words.WEEKDAY[words.squeeze(match["weekday"])]
        return "weekday", None, _day(_weekday(today, wanted, direction)) if today else None
    if match["month"]:
        month = words.GREGORIAN[words.squeeze(match["month"])]
        return "month_relative", month, _month(today, month, direction or 0) if today else None
    if match["period"] or match["this"]:
        unit = words.PERIOD[match["period"] or match["this"]]
        if match["monthday"] and unit != "month":
            return None
        day = int(match["monthday"]) if match["monthday"] else None
        return f"{unit}_relative", None, _period(today, unit, direction or 0, day) if today else None
    return _ago(match, reference, timed)


def _ago(
    match: re.Match[str], reference: datetime | None, timed: bool
) -> tuple[str, int | None, DateReading | None] | None:
    """«منذ 3 أيام»، «قبل ساعتين», "2 days ago"."""
    count, unit_word = match["count"] or match["en"], match["unit"] or match["unit2"]
    if match["ago"] == words.AGO[-1] and not count:  # «من شهر» is no time without a number
        return None
    unit = words.UNIT[unit_word]
    number = 2 if unit_word in words.DUAL_UNIT else 1
    if count:
        number = int(count) if count.isdecimal() else words.NUMBER[count]
    if reference is None or (unit == "hour" and not timed):
        return "ago", None, None
    if unit in ("second", "minute", "hour", "day", "week"):
        moment = reference - timedelta(**{f"{unit}s": number})
        return "ago", None, _day(moment.date())
    return "ago", None, _period(reference.date(), unit, -number, None)


def _day(day: date) -> DateReading:
    return DateReading(day.isoformat(), "day", "gregorian", relative=True)


def _weekday(today: date, wanted: int, direction: int | None) -> date:
    """The day of the week meant: the last one up to today, before it (الماضي), after it (المقبل)."""
    back = (today.weekday() - wanted) % 7
    if direction == 1:
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=back or 7 if direction == -1 else back)


def _month(today: date, month: int, direction: int) -> DateReading:
    """The month meant: the last one before this month, this year's, or the next one."""
    year = today.year
    if direction == -1 and month >= today.month:
        year -= 1
    elif direction == 1 and month <= today.month:
        year += 1
    return DateReading(f"{year:04}-{month:02}", "month", "gregorian", relative=True)


def _period(today: date, unit: str, offset: int, day: int | None) -> DateReading | None:
    """«الشهر الماضي»، «هذا العام»، «15 من الشهر الجاري»; a week fixes no day."""
    if unit == "week":
        return None
    if unit == "year":
        return DateReading(f"{today.year + offset:04}", "year", "gregorian", relative=True)
    months = today.year * 12 + today.month - 1 + offset
    year, month = divmod(months, 12)
    if day is None:
        return DateReading(f"{year:04}-{month + 1:02}", "month", "gregorian", relative=True)
    return _existing(year, month + 1, day)


def _day_and_month(day: int, month: int, direction: int | None, reference: datetime) -> DateReading | None:
    """The day meant by day and month: before, after or nearest to the reference."""
    today = reference.date()
    found = [_existing(year, month, day) for year in (today.year - 1, today.year, today.year + 1)]
    days = [date.fromisoformat(reading.date) for reading in found if reading]
    if direction == -1:
        days = [d for d in days if d < today][-1:]
    elif direction == 1:
        days = [d for d in days if d > today][:1]
    return _day(min(days, key=lambda d: abs((d - today).days))) if days else None


def _existing(year: int, month: int, day: int) -> DateReading | None:
    try:
        return _day(date(year, month, day))
    except ValueError:
        return None
