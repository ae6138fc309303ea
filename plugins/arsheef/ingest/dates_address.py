"""Dates in addresses and file names: /2015/07/20/, /20150731/, 2020-06-03-…, 202003171044893040."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from arsheef.ingest.dates_calendar import gregorian

_DAY = re.compile(
    r"(?<![\d])(?P<y>(?:19|20)\d\d)(?P<sep>[/_.-])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<y2>(?:19|20)\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|/(?P<y3>(?:19|20)\d\d)(?P<m3>0[1-9]|1[0-2])(?P<d3>0[1-9]|[12]\d|3[01])\d{6,10}(?!\d)"
)
_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0[1-9]|1[0-2])/(?!\d)")


def date_in_url(url: str, latest: str | None = None) -> str | None:
    """The day, or the month, that the path of ``url`` names, as ISO text; none later than a day after ``latest``."""
    path = unquote(urlsplit(url).path)[:500]
    return _first(_DAY, path, latest) or _first(_MONTH, path, latest)


def date_in_name(path: str, latest: str | None = None) -> str | None:
    """The day that a file name gives (2015-07-21-مقال.txt), as ISO text."""
    return _first(_DAY, re.split(r"[/\\!]", path)[-1][:200], latest)


def _first(pattern: re.Pattern[str], text: str, latest: str | None) -> str | None:
    limit = (datetime.fromisoformat(latest) + timedelta(days=1)).date().isoformat() if latest else "9999"
    for match in pattern.finditer(text):
        numbers = [int(group) for name, group in match.groupdict().items() if group and name != "sep"]
        reading = gregorian(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else None)
        if reading and reading.date <= limit:
            return reading.date
    return None
