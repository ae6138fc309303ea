"""Author and agency of a page: its byline lines first, then what the metadata says."""

from __future__ import annotations

import re

from arsheef.ingest.agency import agency_named
from arsheef.ingest.byline import Byline, is_byline, is_person, is_place, read_byline
from arsheef.ingest.html_page import Line, Page, names_in

_LABELLED = re.compile(
    r"^(?:كتب|كتبت|كتبه|كتبها|بقلم|بواسطة|الكاتب|الكاتبة|المؤلف|إعداد|اعداد|تقرير|تحرير|by|author)"
    r"(?![ء-ي])\s?[:：-]?\s*(.{3,80})$",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"^(?:المصدر|مصدر الخبر|source)\s?[:：-]?\s*(.{0,80})$", re.IGNORECASE)
_AUTHOR_MARKS = re.compile(r"(?:^|[\s_-])(?:author|by|byline|writer|auther|journalist|reporter|written-by)(?:$|[\s_-])")
_AUTHOR_KEYS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")
_LINE = 120


def page_byline(page: Page, head: list[Line], below: list[Line], site: str | None) -> Byline:
    """What the lines between title and text say, a source label there or below the text, then the metadata."""
    author = agency = None
    for at, line in enumerate(head):
        source = _SOURCE.match(line.text)
        if source:
            value = source[1].strip() or (head[at + 1].text if at + 1 < len(head) else "")
            found = Byline(read_byline(value.strip("()[] "), site).author, source_name(value))
        else:
            found = _in_line(line, site)
        author, agency = author or found.author, agency or found.agency
    labels = (match for line in below if (match := _SOURCE.match(line.text)))
    agency = agency or next((name for match in labels if (name := source_name(match[1]))), None)
    stated = [read_byline(text, site) for text in _stated_authors(page)]
    author = author or next((found.author for found in stated if found.author), None)
    return Byline(author, agency or next((found.agency for found in stated if found.agency), None))


def _in_line(line: Line, site: str | None) -> Byline:
    """The byline in a line that is labelled, marked or shaped as one; a name without a label must be known as one."""
    labelled = _LABELLED.match(line.text)
    if len(line.text) > _LINE or not (labelled or _AUTHOR_MARKS.search(line.marks) or is_byline(line.text, site)):
        return Byline()
    found = read_byline(labelled[1] if labelled else line.text, site)
    sure = labelled or (found.author and is_person(found.author.split("، ")[0], site, known_only=True))
    return found if sure else Byline(None, found.agency)


def source_name(value: str) -> str | None:
    """Whom «المصدر: (أبوظبي - البيان)» names: an agency or an outlet, not its city."""
    parts = [part for part in re.split(r"\s?[-–—:،/]\s|\s[-–—]\s?", value.strip("()[] ")) if part]
    named = next((name for part in parts if (name := agency_named(part))), None)
    rest = [part.strip() for part in parts if not is_place(part)]
    if named or not rest or len(rest[-1].split()) > 4 or read_byline(rest[-1]).author:
        return named
    return rest[-1]


def _stated_authors(page: Page) -> list[str]:
    """Authors in the metadata, without links to their pages."""
    given = [author for article in page.json_ld for author in names_in(article.get("author"))]
    given += [page.meta[key] for key in _AUTHOR_KEYS if key in page.meta]
    return [text for text in given if not text.startswith(("http", "@"))]
