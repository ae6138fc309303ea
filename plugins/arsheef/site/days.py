"""The pages of single days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from arsheef.site.catalogue import fold, rank_labels
from arsheef.site.charts import draw_ruler
from arsheef.site.context import ARCHIVE, Context, cut, day_url, numbered, part_pager
from arsheef.site.pages import DayPage
from arsheef.site.parts import Entry, Group, Link, Pager

PART = 300
"""Articles on one page of a day."""
NAMES = 8


def day_pages(context: Context) -> Iterator[DayPage]:
    """Every day that has articles, oldest first."""
    days = sorted(context.catalogue.days)
    same_day: dict[str, list[str]] = defaultdict(list)
    for day in days:
        same_day[day[5:]].append(day)
    for at, day in enumerate(days):
        older = days[at - 1] if at else None
        newer = days[at + 1] if at + 1 < len(days) else None
        pager = Pager(context.day_link(older) if older else None, context.day_link(newer) if newer else None)
        years = tuple(Link(context.formats.digits(d[:4]), day_url(d)) for d in same_day[day[5:]] if d != day)
        yield from _parts(context, day, pager, years)


def _parts(context: Context, day: str, days: Pager, other_years: tuple[Link, ...]) -> Iterator[DayPage]:
    entries = context.catalogue.days[day]
    url, formats = day_url(day), context.formats
    parts = cut(entries, PART)
    month = context.month_link(day[:7])
    own = Link(f"{formats.weekday(day)} {formats.digits(int(day[8:]))}", None)
    shared: dict[str, Any] = {
        "title": formats.long_date(day),
        "crumbs": context.crumbs(context.days_crumb(), context.year_link(day[:4]), month, own),
        "folio": formats.hijri(day),
        "index": ARCHIVE,
        "date": day,
        "count": len(entries),
        "sources": len({entry.source for entry in entries if entry.source}),
        "ruler": draw_ruler(day, formats, context.site.direction == "rtl"),
        "places": rank_labels(entries, "place", NAMES),
        "people": rank_labels(entries, "person", NAMES),
        "other_years": other_years,
        "days": days,
    }
    for part, some in enumerate(parts, 1):
        here = numbered(url, part)
        yield DayPage(
            url=here, canonical=context.canonical(here), groups=group_by_source(some),
            parts=part_pager(url, part, len(parts), formats.date(day)), **shared,
        )  # fmt: skip


def group_by_source(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """One group a source, the one with most articles first; articles without a source last."""
    by_source: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_source[entry.source.name if entry.source else ""].append(entry)
    lines = fold(entries)
    groups = []
    for name in sorted(by_source, key=lambda name: (not name, -len(by_source[name]), name)):
        label = by_source[name][0].source
        own = tuple(line for line in lines if (line.entry.source.name if line.entry.source else "") == name)
        url = label.url if label else None
        groups.append(Group("source" if label else "none", None, label, url, len(by_source[name]), own))
    return tuple(groups)
