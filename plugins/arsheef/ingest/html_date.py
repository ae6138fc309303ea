"""The date of publication of a page: a date line near the title, else what the metadata states; never a clock."""

from __future__ import annotations

import re
from collections.abc import Iterable

from arsheef.ingest.dates import DateReading, find_dates, read_date, read_field
from arsheef.ingest.dates_address import date_in_url
from arsheef.ingest.html_page import Line, Page, text_in

_ANY_MOMENT = "2000-01-01T00:00"
_LINE, _SHORT_LINE = 120, 60
"""Characters of a date line, and of one that is nothing but a date."""
_MARKS = re.compile(
    r"(?:publish|post|article|story|entry|news)[\w-]*(?:date|time)|(?:date|time)[\w-]*(?:publish|post|article|header)"
)
_LABEL = re.compile(
    r"(?:^|\s)(?:نشر|نُشر|تم النشر|تاريخ النشر|التاريخ|آخر تحديث|اخر تحديث)|publish|updated|posted|^date", re.IGNORECASE
)
_ISSUE = re.compile(r"(?:^|\s)العدد\s?[:(]?\s?[\d٠-٩]{1,6}")
"""The number of a printed issue: its date is that of what is in it."""
_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "published_time", "pubdate", "publishdate",
    "publish_date", "publish-date", "date.issued", "dc.date.issued", "dcterms.date", "dc.date", "date", "sailthru.date",
    "article.published", "parsely-pub-date", "datecreated",
)  # fmt: skip
"""Keys of meta elements and microdata that state publication; those of a change (last-modified) are not among them."""


def page_date(
    page: Page, head: list[Line], around: list[Line], before: list[Line], url: str, retrieved: str | None
) -> tuple[DateReading | None, str | None]:
    """The date and where it stood (page | metadata).

    ``head`` is what stands between title and text, ``around`` above the title and below the text: there a date counts
    only with a label, since anything else may be the clock of the page. ``before`` is all above the title, where a paper
    prints number and date of its issue. Where metadata and address agree on another day than is shown, they are right.
    """
    stated = _stated_date(page)
    labelled = [line for line in around if _MARKS.search(line.marks) or _LABEL.search(line.text)]
    shown = _shown_date(head, retrieved) or _shown_date(labelled, retrieved)
    if shown is None and stated is None and retrieved:
        shown = _shown_ago(head, retrieved)
    if shown is None and stated is None:
        shown = _shown_date((line for line in before if _ISSUE.search(line.text)), retrieved)
    if shown is None:
        return stated, "metadata" if stated else None
    if stated and shown.date == stated.date:
        return (stated if stated.time and not shown.time else shown), "page"
    if stated and url and date_in_url(url) == stated.date:
        return stated, "metadata"
    return shown, "page"


def page_change(page: Page, published: DateReading | None) -> str | None:
    """When the page says that it was changed, in ISO to the minute; None where that is not after its publication."""
    in_json = (text_in(article.get("dateModified")) for article in page.json_ld)
    for text in (*in_json, *(page.meta.get(key) for key in ("article:modified_time", "datemodified"))):
        reading = read_date(text[:80]) if text else None
        if published and reading and reading.time and reading.iso[:16] > published.iso[:16]:
            return reading.iso[:16]
    return None


def is_date_line(line: str) -> bool:
    """Whether a line is a date and little else, a relative one («منذ 3 أيام») included."""
    found = find_dates(line, _ANY_MOMENT) if len(line) <= _SHORT_LINE else []
    return bool(found) and sum(f.end - f.start for f in found) >= 0.6 * len(line)


def _shown_date(lines: Iterable[Line], retrieved: str | None) -> DateReading | None:
    """The first day in a line made for it: mostly date, or labelled; a sentence with a date in it is no date line."""
    for line in lines:
        if len(line.text) > _LINE:
            continue
        found = [f for f in find_dates(line.text) if f.reading.precision == "day"]
        covered = sum(f.end - f.start for f in found)
        if found and (covered >= 0.3 * len(line.text) or _LABEL.search(line.text) or "date" in line.marks):
            reading = read_date(line.text, retrieved)
            if reading and reading.precision == "day" and not reading.relative:
                return reading
    return None


def _shown_ago(lines: Iterable[Line], retrieved: str) -> DateReading | None:
    """The day of a line such as «منذ 3 أيام», counted from the time of collection."""
    for line in lines:
        if is_date_line(line.text):
            reading = read_date(line.text, retrieved)
            if reading and reading.precision == "day":
                return reading
    return None


def _stated_date(page: Page) -> DateReading | None:
    """The date of publication in JSON-LD, OpenGraph and other meta elements; one of change alone is not taken."""
    in_json = (text_in(article.get("datePublished")) for article in page.json_ld)
    for text in (*in_json, *(page.meta.get(key) for key in _PUBLISHED)):
        reading = read_field(text[:80]) if text else None
        if reading and reading.precision == "day":
            return reading
    return None
