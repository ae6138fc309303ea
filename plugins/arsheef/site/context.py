"""What all page makers of one build share: catalogue, texts, formats, timeline, and the addresses of lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from arsheef.site.catalogue import Catalogue
from arsheef.site.charts import Timeline, draw_strip
from arsheef.site.formats import Formats
from arsheef.site.parts import Entry, Link, Pager, Site, Strip
from arsheef.site.strings import Texts

T = TypeVar("T")
ARCHIVE, UNDATED = "archive/index.html", "archive/undated/index.html"
KIND_NAMES = {
    "source": "Sources", "section": "Sections", "place": "Places", "person": "People", "org": "Organisations",
    "tag": "Topics",
}  # fmt: skip
"""Facet kind -> msgid of its index."""


@dataclass(frozen=True)
class Context:
    """One build's common ground."""

    catalogue: Catalogue
    texts: Texts
    formats: Formats
    site: Site
    line: Timeline | None
    """None while nothing is dated."""

    def canonical(self, url: str) -> str | None:
        """The absolute address of a page, where the site's own is known."""
        return f"{self.site.url}/{url}" if self.site.url else None

    def strip(self, entries: Iterable[Entry]) -> Strip | None:
        """The strip of ``entries`` over time."""
        return draw_strip(self.line, count_months(entries), self.formats) if self.line else None

    def whole_strip(self, own: str | None = None) -> Strip | None:
        """The strip of the whole archive, the page's own month or year marked."""
        return draw_strip(self.line, self.line.totals, self.formats, own) if self.line else None

    def day_link(self, day: str) -> Link:
        """The page of an ISO day."""
        return Link(self.formats.long_date(day), day_url(day), len(self.catalogue.days.get(day, ())))

    def month_link(self, month: str, current: bool = False) -> Link:
        """The page of an ISO month; its text is the month's name."""
        count = len(self.catalogue.months.get(month, ()))
        return Link(self.formats.month(month), month_url(month), count, current)

    def year_link(self, year: str) -> Link:
        """The page of an ISO year."""
        return Link(self.formats.digits(year), year_url(year), len(self.catalogue.years.get(year, ())))

    def time_link(self, date: str | None) -> Link:
        """The narrowest page of a date, as precise as it is; the undated list for None."""
        if date is None:
            return Link(self.texts.gettext("Undated"), UNDATED, len(self.catalogue.undated))
        if len(date) >= 10:
            return self.day_link(date[:10])
        return Link(self.formats.date(date), month_url(date) if len(date) >= 7 else year_url(date))

    def crumbs(self, *links: Link) -> tuple[Link, ...]:
        """The way to a page, without counts; the last link is the page itself, so it loses its address."""
        *way, last = links
        return (*(Link(link.text, link.url) for link in way), Link(last.text, None, None, current=True))

    def days_crumb(self) -> Link:
        """The index of days."""
        return Link(self.texts.gettext("Days"), ARCHIVE)

    def kind_crumb(self, kind: str) -> Link:
        """The index of a facet kind."""
        return Link(self.texts.gettext(KIND_NAMES[kind]), f"{kind}/index.html")


def count_months(entries: Iterable[Entry]) -> Counter[str]:
    """ISO month (year, where no month is known) -> articles."""
    return Counter(entry.date[:7] for entry in entries if entry.date)


def day_url(day: str) -> str:
    """archive/2015/07/21.html"""
    return f"archive/{day[:4]}/{day[5:7]}/{day[8:10]}.html"


def month_url(month: str) -> str:
    """archive/2015/07/index.html"""
    return f"archive/{month[:4]}/{month[5:7]}/index.html"


def year_url(year: str) -> str:
    """archive/2015/index.html"""
    return f"archive/{year[:4]}/index.html"


def cut(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Parts of ``size``, the last one shorter; one empty part of nothing."""
    return [items[at : at + size] for at in range(0, len(items), size)] or [items]


def numbered(url: str, part: int) -> str:
    """Address of a part, from 1: x/index.html, x/2.html …; x/21.html, x/21-2.html …"""
    if part == 1:
        return url
    stem = url.removesuffix(".html")
    return f"{stem.removesuffix('index')}{part}.html" if stem.endswith("/index") else f"{stem}-{part}.html"


def part_pager(url: str, part: int, total: int, text: str) -> Pager:
    """The parts before (older) and after (newer) one part of a list that is counted oldest first."""
    older = Link(text, numbered(url, part - 1)) if part > 1 else None
    newer = Link(text, numbered(url, part + 1)) if part < total else None
    return Pager(older, newer, part, total)
