"""The pages of single days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from arsheef.site.catalogue import fold, rank_labels
from arsheef.site.charts import draw_ruler
from arsheef.site.context import ARCHIVE, Context, cut, day_url, numbered, part_pager
from arsheef.site.pages import DayPage
from arsheef.site.parts import Entry, Group, Link, Pager
from arsheef.site.plan import Plan, marks

PART = 300
"""Articles on one page of a day."""
NAMES = 8


def day_pages(context: Context) -> Iterator[Plan]:
    """Every day that has articles, oldest first."""
    days = sorted(context.catalogue.days)
    same_day: dict[str, list[str]] = defaultdict(list)
    for day in days:
        same_day[day[5:]].append(day)
    for at, day in enumerate(days):
        older = days[at - 1] if at else None
        newer = days[at + 1] if at + 1 < len(days) else None
        years = [other for other in same_day[day[5:]] if other != day]
        entries = context.catalogue.days[day]
        parts = [marks(entries), older, newer, years]
        for part in range(1, len(cut(entries, PART)) + 1):
            make = partial(_day_page, context, day, part, (older, newer), years)
            yield Plan(DayPage, numbered(day_url(day), part), parts, make)


def _day_page(
    context: Context, day: str, part: int, near: tuple[str | None, str | None], years: Sequence[str]
) -> DayPage:
    entries, formats = context.catalogue.days[day], context.formats
    url, parts = day_url(day), cut(entries, PART)
    here = numbered(url, part)
    own = Link(f"{formats.weekday(day)} {formats.digits(int(day[8:]))}", None)
    older, newer = (Link(formats.long_date(other), day_url(other)) if other else None for other in near)
    return DayPage(
        url=here, title=formats.long_date(day), canonical=context.canonical(here), index=ARCHIVE,
        crumbs=context.crumbs(context.days_crumb(), context.year_link(day[:4]), context.month_link(day[:7]), own),
        folio=formats.hijri(day), date=day, count=len(entries),
        sources=len({entry.source for entry in entries if entry.source}),
        ruler=draw_ruler(day, formats, context.site.direction == "rtl"), groups=group_by_source(parts[part - 1]),
        places=rank_labels(entries, "place", NAMES), people=rank_labels(entries, "person", NAMES),
        other_years=tuple(Link(formats.digits(other[:4]), day_url(other)) for other in years),
        days=Pager(older, newer), parts=part_pager(url, part, len(parts), formats.date(day)),
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
