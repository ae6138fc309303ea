"""What others read of the same dates and pages: dateparser, htmldate and trafilatura, each as its own documentation uses it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import dateparser
import dateparser.search
import trafilatura
from htmldate import find_date

LOCALES = ("ar", "ar-MA", "ar-DZ", "ar-TN", "ar-LB", "ar-SY", "ar-IQ", "ar-JO", "ar-SA", "en")
"""dateparser reads the months of one region only: one after another until one answers."""
_WHOLE_DAYS = {"REQUIRE_PARTS": ["day", "month", "year"]}


def dateparser_date(text: str, reference: str | None) -> str | None:
    """The day that dateparser reads in a date string, in ISO."""
    settings: Any = {"RELATIVE_BASE": datetime.fromisoformat(reference)} if reference else {}
    read = (dateparser.parse(text, locales=[locale], settings=settings) for locale in LOCALES)
    found = next((day for day in read if day), None)
    return found.date().isoformat() if found else None


def dateparser_first(text: str) -> str | None:
    """The first whole day that dateparser finds in a running text, in ISO."""
    settings: Any = _WHOLE_DAYS
    found = dateparser.search.search_dates(text, languages=["ar"], settings=settings) or []
    return found[0][1].date().isoformat() if found else None


def htmldate_date(page: str, url: str) -> str | None:
    """The day of publication that htmldate gives for a page, in ISO."""
    found: str | None = find_date(page, url=url or None, original_date=True)
    return found


def trafilatura_page(page: str, url: str) -> dict[str, str | None]:
    """text, title, date and author of a page by trafilatura's defaults."""
    found = trafilatura.bare_extraction(page, url=url or None, with_metadata=True, include_comments=False)
    names = ("text", "title", "date", "author")
    return {name: getattr(found, name, None) or None for name in names}
