"""Numbers to a reading: which days exist in which calendar, and which years a newspaper can have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hijridate import Hijri

EARLIEST_YEAR = 1800
"""The first Arabic newspapers are of the 1800s; an earlier year is a misreading."""
_HIJRI_YEARS = range(1343, 1501)
"""Years of the Umm al-Qura tables in hijridate."""


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as a text gives it."""

    date: str
    """Gregorian, ISO 8601, as precise as the text: 2015, 2015-07 or 2015-07-21."""
    precision: str
    """year | month | day"""
    calendar: str
    """The calendar that it was read from: gregorian | hijri (Umm al-Qura)."""
    time: str | None = None
    """hh:mm or hh:mm:ss as the text gives it beside the day, without zone."""
    relative: bool = False
    """Whether it holds only against the reference (أمس)."""

    @property
    def iso(self) -> str:
        """Date and time together: 2015-07-21T02:51."""
        return f"{self.date}T{self.time}" if self.time else self.date


def gregorian(year: int, month: int, day: int | None, time: str | None = None) -> DateReading | None:
    """A reading of Gregorian numbers (day None: month precision); None for a day that is not or an unlikely year."""
    if not EARLIEST_YEAR <= year <= date.today().year + 1 or not 1 <= month <= 12:
        return None
    if day is None:
        return DateReading(f"{year:04}-{month:02}", "month", "gregorian")
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return DateReading(found.isoformat(), "day", "gregorian", time)


def hijri(year: int, month: int, day: int | None, time: str | None = None) -> DateReading | None:
    """A reading of Hijri numbers by the Umm al-Qura tables; None outside of them.

    None without a day too: a Hijri month lies in two Gregorian ones.
    """
    if year not in _HIJRI_YEARS or not 1 <= month <= 12 or day is None:
        return None
    if not 1 <= day <= Hijri(year, month, 1).month_length():
        return None
    found = Hijri(year, month, day).to_gregorian()
    if found.year > date.today().year + 1:
        return None
    return DateReading(date(found.year, found.month, found.day).isoformat(), "day", "hijri", time)


def is_hijri_year(year: int) -> bool:
    """Whether a number can only be a Hijri year: no Gregorian year of a newspaper."""
    return year in _HIJRI_YEARS


def as_datetime(reference: str | date | datetime | None) -> tuple[datetime, bool] | None:
    """A reference as a moment, and whether it knows the time of day. Raises ValueError for text that is not ISO."""
    if reference is None:
        return None
    if isinstance(reference, datetime):
        return reference.replace(tzinfo=None), True
    if isinstance(reference, date):
        return datetime(reference.year, reference.month, reference.day), False
    return datetime.fromisoformat(reference).replace(tzinfo=None), len(reference) > 10
