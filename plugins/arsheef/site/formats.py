"""Numbers and dates as a reader of the site sees them: digits, month names, weekdays, Umm al-Qura dates."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date as Date
from functools import lru_cache
from typing import Any

from babel.dates import get_day_names, get_month_names
from hijridate import Gregorian

_TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_REMEMBERED = 20_000
"""Results kept by each formatter: an archive has far fewer days than articles."""


class Formats:
    """The formatters for one language and one digit setting; every method is pure and remembers its results."""

    NAMES = ("number", "digits", "date", "long_date", "short_date", "time", "weekday", "month", "hijri")
    """Methods that templates have as filters and functions."""

    def __init__(self, language: str, digits: str) -> None:
        """``language`` is ar or en, ``digits`` latin or arabic."""
        self.language, self.arabic_digits = language, digits == "arabic"
        self._months = get_month_names("wide", "stand-alone", locale=language)
        self._weekdays = get_day_names("wide", "stand-alone", locale=language)
        self._letters = get_day_names("narrow", "stand-alone", locale=language)
        for name in (*self.NAMES, "hijri_span"):
            setattr(self, name, lru_cache(_REMEMBERED)(getattr(self, name)))

    def filters(self) -> dict[str, Callable[..., str]]:
        """Name -> function, for Jinja."""
        return {name: getattr(self, name) for name in self.NAMES}

    def digits(self, text: Any) -> str:
        """Any text with its 0-9 in the site's digits."""
        return str(text).translate(_TO_ARABIC) if self.arabic_digits else str(text)

    def number(self, value: int) -> str:
        """12,345 or ١٢٬٣٤٥."""
        text = f"{value:,}"
        return self.digits(text).replace(",", "٬") if self.arabic_digits else text

    def month(self, value: int | str) -> str:
        """Name of a month, from its number or from an ISO date that has one."""
        return str(self._months[value if isinstance(value, int) else int(value[5:7])])

    def weekday(self, date: str) -> str:
        """Name of the day of an ISO date; "" where it names no day."""
        day = day_of(date)
        return str(self._weekdays[day.weekday()]) if day else ""

    def time(self, date: str) -> str:
        """02:51, or "" where the date has no time."""
        return self.digits(date[11:16])

    def short_date(self, date: str) -> str:
        """12 March; March where the day is not known; the year where that is all."""
        if len(date) < 7:
            return self.digits(date)
        return f"{self.digits(int(date[8:10]))} {self.month(date)}" if len(date) >= 10 else self.month(date)

    def date(self, date: str) -> str:
        """12 March 2024, March 2024 or 2024."""
        return self.short_date(date) if len(date) < 7 else f"{self.short_date(date)} {self.digits(date[:4])}"

    def long_date(self, date: str) -> str:
        """Tuesday 12 March 2024; below the precision of a day as ``date``."""
        return f"{self.weekday(date)} {self.date(date)}".strip()

    def hijri(self, date: str) -> str:
        """The day in the Umm al-Qura calendar; "" without a day or outside its tables (1924 to 2077)."""
        parts = self._hijri(day_of(date))
        return " ".join((self.digits(parts[0]), parts[1], self.digits(parts[2]), self._era())) if parts else ""

    def hijri_span(self, first: str, last: str, to: str) -> str:
        """The Hijri months from one ISO day to another; ``to`` is the word between them. "" outside the tables."""
        a, b = self._hijri(day_of(first)), self._hijri(day_of(last))
        if a is None or b is None:
            return ""
        if a[1:] == b[1:]:
            return f"{a[1]} {self.digits(a[2])} {self._era()}"
        start = a[1] if a[2] == b[2] else f"{a[1]} {self.digits(a[2])}"
        return f"{start} {to} {b[1]} {self.digits(b[2])} {self._era()}"

    def week(self) -> list[tuple[int, str, str]]:
        """(number as in date.weekday(), name, letter) of the seven days, in the order of a calendar's columns."""
        first = calendar.SATURDAY if self.language == "ar" else calendar.MONDAY
        days = [(first + i) % 7 for i in range(7)]
        return [(day, str(self._weekdays[day]), str(self._letters[day])) for day in days]

    def _hijri(self, day: Date | None) -> tuple[int, str, int] | None:
        if day is None:
            return None
        try:
            hijri = Gregorian.fromdate(day).to_hijri()
        except OverflowError:  # outside the tables of hijridate
            return None
        return hijri.day, hijri.month_name("ar" if self.language == "ar" else "en"), hijri.year

    def _era(self) -> str:
        return "هـ" if self.language == "ar" else "AH"


def day_of(date: str) -> Date | None:
    """The day that an ISO date names, or None below that precision."""
    return Date.fromisoformat(date[:10]) if len(date) >= 10 else None
