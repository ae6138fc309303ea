"""The date of an article, in the order of its evidence.

The input's own field, the page, its metadata, the address, a dateline of the text, the name of the file, the time of
collection. Relative words without a known day become hints.
"""

from __future__ import annotations

import re

from arsheef.article import Record
from arsheef.ingest.dates import DateReading, date_hints, find_dates, read_date, read_field
from arsheef.ingest.dates_address import date_in_name, date_in_url
from arsheef.ingest.evidence import Evidence, Found, text_of
from arsheef.ingest.front import without_dateline
from arsheef.ingest.html_date import is_date_line

_DATELINE, _BEFORE_DATELINE = 160, 3
"""Characters of a text in which a dateline stands, and words (its city) before the date."""
_AFTER_DATELINE = re.compile(r"\s?م?\s?[-–—:(|/]|\s?م?\s+واس\b")
_IN_SENTENCE = frozenset(("في", "يوم", "منذ", "حتى", "بتاريخ", "من", "إلى", "مساء", "صباح"))
_ONE_A_FILE = ("text/plain", "text/html", "text/markdown")
"""Media types of which a file is one article, so that its name may hold the date."""
_HINTS_IN, _HINTS = 20_000, 12
"""Characters of a text that are searched for date hints, and how many are kept."""


def decide_date(record: Record, evidence: Evidence) -> Found:
    """The date of publication by the order of evidence above; of collection where nothing else is known."""
    fields, page, retrieved = evidence.fields, evidence.page, evidence.retrieved
    beside_name = evidence.byline.date if fields.get("author", "").strip() else None
    for text in (fields.get("date", ""), beside_name or ""):
        reading = read_field(text[:200], retrieved) if text.strip() else None
        if reading:
            return Found(text_of(reading), derived=reading.relative, evidence="field")
    if page is not None and page.date:
        return Found(text_of(page.date), derived=True, evidence=page.date_source)
    in_url = date_in_url(evidence.url, retrieved) if evidence.url else None
    if in_url:
        return Found(in_url, derived=True, evidence="url")
    dateline = _dateline(evidence)
    if dateline:
        return Found(text_of(dateline), derived=True, evidence="dateline")
    alone = record.offset == 1 and record.media_type in _ONE_A_FILE
    in_name = date_in_name(record.path, retrieved) if alone else None
    if in_name:
        return Found(in_name, derived=True, evidence="name")
    return Found(retrieved, derived=True, evidence="crawl") if retrieved else Found(None)


def _dateline(evidence: Evidence) -> DateReading | None:
    """A date line of the text: one before the body, the dateline of its first words, a last line made of a date."""
    for line in evidence.front.lines:
        reading = read_date(line, evidence.retrieved)
        if reading and reading.precision == "day" and not reading.relative:
            return reading
    first = evidence.body[0]
    opening = first[: len(first) - len(without_dateline(first))] or _opening_date(first)
    reading = read_date(opening, evidence.retrieved) if opening else None
    if reading and reading.precision == "day" and not reading.relative:
        return reading
    for line in (evidence.body[-1], *evidence.cleaned.residue[-3:]):
        if len(evidence.body) > 1 and is_date_line(line):
            reading = read_date(line, evidence.retrieved)
            if reading and not reading.relative:
                return reading
    return None


def _opening_date(paragraph: str) -> str:
    """«الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس» as the opening of a sentence; "" where there is none."""
    head = paragraph[:_DATELINE]
    found = next((f for f in find_dates(head) if f.reading.precision == "day"), None)
    before = head[: found.start].split() if found else []
    if not found or len(before) > _BEFORE_DATELINE or _IN_SENTENCE.intersection(before):
        return ""
    if not any(letter.isalpha() for word in before for letter in word):  # a dateline has its city
        return ""
    return head[: found.end] if _AFTER_DATELINE.match(head, found.end) else ""


def hints_of(text: str) -> tuple[str, ...]:
    return tuple(hint.text for hint in date_hints(text[:_HINTS_IN]))[:_HINTS]
