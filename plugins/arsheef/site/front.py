"""The pages that there is one of: front page, search, not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from arsheef.search.build import rules_script
from arsheef.site.catalogue import fold
from arsheef.site.context import UNDATED, Context, day_url, month_url, year_url
from arsheef.site.pages import FrontPage, NotFoundPage, SearchPage
from arsheef.site.parts import Entry, Group, Link
from arsheef.site.plan import Plan

NAMES = 12


def front_page(context: Context, shown: int) -> FrontPage:
    """The ``shown`` newest articles and the ways into the rest."""
    catalogue = context.catalogue
    newest = [*reversed(catalogue.dated[-shown:]), *catalogue.undated][:shown]
    last = context.site.last_date
    month = last[:7] if last and len(last) >= 7 else None
    top = {kind: tuple(labels[:NAMES]) for kind, labels in catalogue.labels.items()}
    return FrontPage(
        url="index.html", title="", canonical=context.canonical("index.html"), feed="feed.xml",
        folio=context.formats.hijri(last) if last else "", strip=context.whole_strip(), days=_groups(context, newest),
        month=Link(context.formats.date(month), month_url(month), len(catalogue.months[month])) if month else None,
        places=top["place"], people=top["person"], organisations=top["org"], topics=top["tag"], sources=top["source"],
    )  # fmt: skip


def search_page(context: Context) -> SearchPage:
    """search.html"""
    text = context.texts.gettext("Searching the archive")
    url = "search.html"
    rules, _ = rules_script()
    crumbs = context.crumbs(Link(text, None))
    return SearchPage(url=url, title=text, crumbs=crumbs, canonical=context.canonical(url), rules=rules)


def not_found_page(context: Context) -> NotFoundPage:
    """404.html; no search engine should list it."""
    text = context.texts.gettext("No page at this address")
    home = Link(context.texts.gettext("Front page"), "index.html")
    return NotFoundPage(
        url="404.html", title=text, crumbs=context.crumbs(Link(text, None)), noindex=True, strip=context.whole_strip(),
        nearby=(home, *context.site.navigation),
    )  # fmt: skip


def single_pages(context: Context, shown: int) -> Iterator[Plan]:
    """Made in each build in which anything changed; the front page last, when all that it links to is there."""
    yield Plan(SearchPage, "search.html", [rules_script()[0]], partial(search_page, context))
    yield Plan(NotFoundPage, "404.html", None, partial(not_found_page, context), listed=False)
    yield Plan(FrontPage, "index.html", None, partial(front_page, context, shown))


def _groups(context: Context, newest: Sequence[Entry]) -> tuple[Group, ...]:
    """Neighbours of one day (month, year, none) under one heading; the heading counts all of that time."""
    runs: dict[str | None, list[Entry]] = {}
    for entry in newest:
        runs.setdefault(entry.date[:10] if entry.date else None, []).append(entry)
    groups = []
    for date, entries in runs.items():
        kind, url, whole = _heading(context, date)
        groups.append(Group(kind, date, None, url, whole, fold(entries)))
    return tuple(groups)


def _heading(context: Context, date: str | None) -> tuple[str, str, int]:
    """(kind, url, articles of exactly this date)"""
    catalogue = context.catalogue
    if date is None:
        return "undated", UNDATED, len(catalogue.undated)
    if len(date) == 10:
        return "day", day_url(date), len(catalogue.days[date])
    among = catalogue.months[date] if len(date) == 7 else catalogue.years[date]
    count = sum(1 for entry in among if entry.date == date)
    return ("month", month_url(date), count) if len(date) == 7 else ("year", year_url(date), count)
