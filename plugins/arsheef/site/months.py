"""The pages of months and years, of all years, and of what has no date."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Date
from functools import partial
from typing import Any

from arsheef.site.catalogue import fold, rank_labels
from arsheef.site.charts import heat_of, level_of
from arsheef.site.context import ARCHIVE, UNDATED, Context, cut, day_url, month_url, numbered, part_pager, year_url
from arsheef.site.days import group_by_source
from arsheef.site.pages import ArchivePage, MonthPage, UndatedPage, YearPage
from arsheef.site.parts import Cell, Entry, Group, Heat, Link, Pager
from arsheef.site.plan import Plan, marks

PART = 100
"""Articles without a day (a month, a date) on one page."""
SHOWN = 3
"""Lines a day on the page of a month."""
NAMES = 8


def month_pages(context: Context) -> Iterator[Plan]:
    """All twelve months of every year that has articles: a ruler may then link to any of them."""
    months = [f"{year}-{n:02d}" for year in sorted(context.catalogue.years) for n in range(1, 13)]
    span = (context.site.first_date or "")[:10], (context.site.last_date or "")[:10]
    for at, month in enumerate(months):
        near = months[at - 1] if at else None, months[at + 1] if at + 1 < len(months) else None
        entries = context.catalogue.months.get(month, ())
        inside = [max(span[0], month), min(span[1], f"{month}-99")]  # which days of it are gaps
        parts = [marks(entries), near, inside]
        for part in range(1, len(cut(_without_day(entries), PART)) + 1):
            make = partial(_month_page, context, month, part, near)
            yield Plan(MonthPage, numbered(month_url(month), part), parts, make)


def _without_day(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.date and len(entry.date) < 10]


def _month_page(context: Context, month: str, part: int, near: tuple[str | None, str | None]) -> MonthPage:
    formats, entries = context.formats, context.catalogue.months.get(month, ())
    days, heat = _days_of(context, month)
    weekdays = formats.week()
    older, newer = (Link(formats.date(other), month_url(other)) if other else None for other in near)
    page = _with_unknown(context, month_url(month), "month", month, _without_day(entries), part)
    return MonthPage(
        title=formats.date(month),
        crumbs=context.crumbs(context.days_crumb(), context.year_link(month[:4]), context.month_link(month)),
        folio=_hijri_span(context, f"{month}-01", f"{month}-{len(days):02d}"), date=month,
        weekdays=tuple((name, letter) for _, name, letter in weekdays),
        weeks=_weeks(days, Date.fromisoformat(f"{month}-01").weekday(), weekdays[0][0]), heat=heat,
        groups=_best_of_days(context, month), months=tuple(_month_names(context, month)),
        neighbours=Pager(older, newer), unknown_day=page.pop("unknown"), **page, **_facets(entries),
    )  # fmt: skip


def _month_names(context: Context, month: str) -> Iterator[Link]:
    """The twelve months of the year without counts: those of a month that is over must not change its neighbours."""
    for n in range(1, 13):
        other = f"{month[:4]}-{n:02d}"
        yield Link(context.formats.month(n), month_url(other), None, other == month)


def year_pages(context: Context) -> Iterator[Plan]:
    """Every year that has articles, oldest first."""
    years = sorted(context.catalogue.years)
    totals = sorted(context.line.totals.items()) if context.line else []
    span = (context.site.first_date or "")[:10], (context.site.last_date or "")[:10]
    for at, year in enumerate(years):
        near = years[at - 1] if at else None, years[at + 1] if at + 1 < len(years) else None
        entries = context.catalogue.years[year]
        for part in range(1, len(cut(_without_month(entries), PART)) + 1):
            make = partial(_year_page, context, year, part, near)
            yield Plan(YearPage, numbered(year_url(year), part), [marks(entries), near, totals, span], make)


def _without_month(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.date and len(entry.date) < 7]


def _year_page(context: Context, year: str, part: int, near: tuple[str | None, str | None]) -> YearPage:
    entries = context.catalogue.years[year]
    rows, heat = _rows_of(context, year)
    older, newer = (context.year_link(other) if other else None for other in near)
    page = _with_unknown(context, year_url(year), "year", year, _without_month(entries), part)
    return YearPage(
        title=context.formats.digits(year), crumbs=context.crumbs(context.days_crumb(), context.year_link(year)),
        folio=_hijri_span(context, f"{year}-01-01", f"{year}-12-31"), date=year, strip=context.whole_strip(year),
        months=tuple(context.month_link(f"{year}-{n:02d}") for n in range(1, 13)), rows=rows, heat=heat,
        neighbours=Pager(older, newer), unknown_month=page.pop("unknown"), **page, **_facets(entries),
    )  # fmt: skip


def archive_page(context: Context) -> Plan:
    """All years."""
    return Plan(ArchivePage, ARCHIVE, None, partial(_archive_page, context))


def _archive_page(context: Context) -> ArchivePage:
    catalogue = context.catalogue
    return ArchivePage(
        url=ARCHIVE,
        title=context.texts.gettext("Days"),
        crumbs=context.crumbs(context.days_crumb()),
        index=ARCHIVE,
        canonical=context.canonical(ARCHIVE),
        strip=context.whole_strip(),
        years=tuple(context.year_link(year) for year in sorted(catalogue.years, reverse=True)),
        undated=context.time_link(None) if catalogue.undated else None,
    )


def undated_pages(context: Context) -> Iterator[Plan]:
    """The list of articles without a date: one page even where there are none, so that its address always answers."""
    whole = context.catalogue.undated
    parts = cut(whole, PART)
    for part, some in enumerate(parts, 1):
        make = partial(_undated_page, context, some, part, len(parts))
        yield Plan(UndatedPage, numbered(UNDATED, part), [marks(some), len(whole)], make)


def _undated_page(context: Context, some: Sequence[Entry], part: int, parts: int) -> UndatedPage:
    text, url = context.texts.gettext("Undated"), numbered(UNDATED, part)
    return UndatedPage(
        url=url, title=text, crumbs=context.crumbs(context.days_crumb(), Link(text, UNDATED)), index=ARCHIVE,
        canonical=context.canonical(url), count=len(context.catalogue.undated), groups=group_by_source(some),
        parts=part_pager(UNDATED, part, parts, text),
    )  # fmt: skip


def _with_unknown(context: Context, url: str, kind: str, date: str, whole: Sequence[Entry], part: int) -> dict[str, Any]:
    """One part of a page whose list is that of articles without a day (or month)."""
    parts = cut(whole, PART)
    count = len(context.catalogue.months.get(date, ()) if kind == "month" else context.catalogue.years[date])
    here, some = numbered(url, part), parts[part - 1]
    return {
        "url": here, "canonical": context.canonical(here), "index": ARCHIVE, "count": count,
        "unknown": Group(kind, date, None, url, len(whole), fold(some)) if some else None,
        "parts": part_pager(url, part, len(parts), context.formats.date(date)),
    }  # fmt: skip


def _facets(entries: Sequence[Entry]) -> dict[str, Any]:
    names = {"places": "place", "people": "person", "sources": "source"}
    return {field: rank_labels(entries, kind, NAMES) for field, kind in names.items()}


def _hijri_span(context: Context, first: str, last: str) -> str:
    return context.formats.hijri_span(first, last, context.texts.gettext("to"))


def _counts_of(context: Context, month: str) -> list[int]:
    """Articles on each day of a month."""
    last = monthrange(int(month[:4]), int(month[5:]))[1]
    return [len(context.catalogue.days.get(f"{month}-{day:02d}", ())) for day in range(1, last + 1)]


def _cells(context: Context, month: str, counts: Iterable[int], heat: Heat) -> list[Cell]:
    first, last = context.site.first_date or "", context.site.last_date or ""
    cells = []
    for day, count in enumerate(counts, 1):
        date = f"{month}-{day:02d}"
        gap = not count and first[:10] < date < last[:10]
        cells.append(Cell(day, day_url(date) if count else None, count, level_of(count, heat), gap))
    return cells


def _days_of(context: Context, month: str) -> tuple[list[Cell], Heat]:
    counts = _counts_of(context, month)
    heat = heat_of(counts)
    return _cells(context, month, counts, heat), heat


_OUTSIDE = Cell(0, None, 0, 0)


def _weeks(days: Sequence[Cell], first_weekday: int, week_start: int) -> tuple[tuple[Cell, ...], ...]:
    """Rows of seven cells, padded before the 1st and after the last day."""
    cells = [*[_OUTSIDE] * ((first_weekday - week_start) % 7), *days]
    cells += [_OUTSIDE] * (-len(cells) % 7)
    return tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7))


def _rows_of(context: Context, year: str) -> tuple[tuple[tuple[Cell, ...], ...], Heat]:
    counts = {f"{year}-{n:02d}": _counts_of(context, f"{year}-{n:02d}") for n in range(1, 13)}
    heat = heat_of(count for month in counts.values() for count in month)
    rows = []
    for month, of_month in counts.items():
        cells = _cells(context, month, of_month, heat)
        rows.append((*cells, *[_OUTSIDE] * (31 - len(cells))))
    return tuple(rows), heat


def _best_of_days(context: Context, month: str) -> tuple[Group, ...]:
    """Every day of a month with its first lines: what most outlets printed, then in the order of the day."""
    groups = []
    for day in (f"{month}-{n:02d}" for n in range(1, 32)):
        if entries := context.catalogue.days.get(day):
            lines = sorted(fold(entries), key=lambda line: -line.entry.papers)[:SHOWN]
            groups.append(Group("day", day, None, day_url(day), len(entries), tuple(lines)))
    return tuple(groups)
