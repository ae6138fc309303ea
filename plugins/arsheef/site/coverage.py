"""The coverage pages: which source, which month, how many articles, and what is missing between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from arsheef.site.charts import heat_of, level_of
from arsheef.site.context import Context
from arsheef.site.facets import part_urls
from arsheef.site.pages import CoveragePage
from arsheef.site.parts import Cell, CoverageRow, Entry, Heat, Label, Link
from arsheef.site.plan import Plan

YEARS = 3
"""Years on one page, counted from the year 0, so that a full period's page keeps its address."""
MOST_GAPS = 20
FIRST = "coverage.html"


def coverage_pages(context: Context) -> Iterator[Plan]:
    """The newest period as coverage.html, every older one that has articles as coverage-YYYY.html: all say what is missing."""
    starts = sorted({int(year) // YEARS * YEARS for year in context.catalogue.years})
    for start in reversed(starts or [0]):
        yield Plan(CoveragePage, _url(start, starts), None, partial(_coverage_page, context, start, starts))


def _coverage_page(context: Context, start: int, starts: Sequence[int]) -> CoveragePage:
    rows = _sources(context)
    months = {row: Counter(e.date[:7] for e in entries if e.date and len(e.date) >= 7) for row, entries in rows.items()}
    gaps = tuple(_gaps({label: got for label, got in months.items() if label is not None}))
    title = context.texts.gettext("Coverage")
    years = [f"{year:04d}" for year in range(start, start + YEARS)] if starts else []
    url = _url(start, starts)
    heat = heat_of(count for got in months.values() for month, count in got.items() if month[:4] in years)
    return CoveragePage(
        url=url, title=title, canonical=context.canonical(url), index="source/index.html",
        crumbs=context.crumbs(context.kind_crumb("source"), Link(title, url)),
        folio=_period(context, start, starts) if starts else "",
        years=tuple(years), heat=heat, undated=len(context.catalogue.undated), gaps=gaps,
        periods=tuple(Link(_period(context, s, starts), _url(s, starts), None, s == start) for s in starts),
        rows=tuple(_row(label, rows[label], years, heat, months[label]) for label in rows),
    )  # fmt: skip


def _sources(context: Context) -> dict[Label | None, Sequence[Entry]]:
    """Every source with its articles, the one with most first; articles without a source last."""
    catalogue = context.catalogue
    rows: dict[Label | None, Sequence[Entry]] = {x: catalogue.members[x.url] for x in catalogue.labels["source"]}
    if nameless := [entry for entry in catalogue.entries.values() if entry.source is None]:
        rows[None] = nameless
    return rows


def _row(
    label: Label | None, entries: Sequence[Entry], years: Sequence[str], heat: Heat, counts: Counter[str]
) -> CoverageRow:
    first, last = min(counts, default=""), max(counts, default="")
    urls = part_urls(label, entries) if label else {}
    cells = []
    for month in (f"{year}-{n:02d}" for year in years for n in range(1, 13)):
        count = counts[month]
        url = urls.get(month, label.url) if label and urls and count else None
        cells.append(Cell(int(month[5:]), url, count, level_of(count, heat), not count and first < month < last))
    undated = sum(1 for entry in entries if not entry.date or len(entry.date) < 7)
    return CoverageRow(label, tuple(cells), sum(cell.count for cell in cells), undated)


def _gaps(months: dict[Label, Counter[str]]) -> list[tuple[Label, str, str]]:
    """Runs of months without an article inside what we have of a source, longest first."""
    found = []
    for label, counts in months.items():
        known = sorted(_month_number(month) for month in counts)
        for before, after in pairwise(known):
            if after - before > 1:
                found.append((label, before + 1, after - 1))
    found.sort(key=lambda gap: (gap[1] - gap[2], gap[1], gap[0].name))
    return [(label, _month_of(first), _month_of(last)) for label, first, last in found[:MOST_GAPS]]


def _month_number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _month_of(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _url(start: int, starts: Sequence[int]) -> str:
    return FIRST if start == max(starts, default=start) else f"coverage-{start:04d}.html"


def _period(context: Context, start: int, starts: Sequence[int]) -> str:
    """2022 to 2024"""
    years = (context.formats.digits(f"{start:04d}"), context.formats.digits(f"{start + YEARS - 1:04d}"))
    return context.texts.gettext("%(first)s to %(last)s", first=years[0], last=years[1])
