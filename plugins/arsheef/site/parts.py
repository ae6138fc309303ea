"""What pages are made of: entries, labels, groups, links and drawings, each field with its meaning. See pages.py."""

from __future__ import annotations

from dataclasses import dataclass

FACETS = ("source", "section", "place", "person", "org", "tag")
"""Facet kinds in the order in which pages show them."""


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """One value of a facet: a place, a source, ..."""

    kind: str
    """One of FACETS."""
    name: str
    """As the articles have it; show it as ``{{ label.name|isolate }}``."""
    url: str
    """Its page; "" where it has none: a name of one article among very many, see catalogue.py."""
    count: int
    """Articles that have it; where a page shows a ranking, articles of that page that have it. 0 on the labels of an entry: a
    page that shows one must not change with each article that comes."""


@dataclass(slots=True, eq=False)
class Entry:
    """One published article of the catalogue, for lists. Never changed, but not frozen: that would double the cost of one."""

    id: str
    url: str
    title: str
    """Plain text; show it as ``{{ entry.title|isolate }}``."""
    direction: str
    """For ``dir=``: rtl | ltr | auto (language unknown)."""
    language: str | None
    """BCP 47, for ``lang=``; None: leave the attribute out."""
    date: str | None
    """ISO 8601 as precise as the source: 2015, 2015-07, 2015-07-21, 2015-07-21T02:51. None: undated."""
    date_precision: str | None
    """year | month | day | minute | second"""
    date_source: str | None
    """field | page | metadata | url | dateline | name | crawl: a crawl date is the day of collection, say so."""
    modified: str | None
    author: str | None
    agency: str | None
    source: Label | None
    source_url: str | None
    section: Label | None
    lead: str | None
    places: tuple[Label, ...]
    people: tuple[Label, ...]
    organisations: tuple[Label, ...]
    topics: tuple[Label, ...]
    duplicate_of: str | None
    """Id of the first print of the same text in this archive, where this is a copy."""
    papers: int
    """How many outlets in this archive printed the text, this one included; 1 is the usual case."""
    derived: frozenset[str]
    """Names of the fields that a machine filled (title, places, ...): mark them «استخراج آلي»."""
    digest: str
    """SHA-256 of the content file."""
    path: str
    """The content file, relative to content/, with slashes."""
    mark: str
    """Another mark: the entry may show something else."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list."""

    entry: Entry
    copies: tuple[Entry, ...] = ()
    """Copies of it that belong to the same list and are folded under it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading."""

    kind: str
    """day | month | year | undated | source | none (articles without a source): what the heading is."""
    date: str | None
    """ISO day, month or year of a time heading."""
    label: Label | None
    """The source of a source heading."""
    url: str | None
    """Page of the whole day, month, year or source."""
    count: int
    """Articles, copies counted, that belong under the heading, shown here or not."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go, with its text ready to show."""

    text: str
    url: str | None
    """None: the page itself, or nothing there."""
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """Bars of articles over time, oldest at the reading start (right); see charts.py for the drawing."""

    unit: str
    """month | year: what one bar stands for."""
    width: int
    """Bars: ``viewBox="-.5 0 {{ width }} 100"``. Bars are strokes of width about .7."""
    bars: str
    """``d`` of the path of all bars."""
    selected: str
    """``d`` of the bars of the page's own period; "" where there is none."""
    band: tuple[float, float] | None
    """x and width of the rectangle behind the selected bars."""
    ticks: tuple[Link, ...]
    """Years (or decades) under the bars, oldest first, with counts; ``current`` is the page's own."""
    first: str
    last: str
    """ISO months (years) of the first and last article, for the label."""


@dataclass(frozen=True, slots=True, eq=False)
class Ruler:
    """The bare ruler of a year with a needle; nothing on it changes when articles are added."""

    year: str
    needle: str
    """``d`` of its path in ``viewBox="0 0 1200 10"``; "" below the precision of a day."""
    months: tuple[Link, ...]
    """The twelve months of the year; text is the month's name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a calendar or one month of a coverage row."""

    number: int
    """Day of the month or month of the year; 0: padding before the 1st and after the last day."""
    url: str | None
    count: int
    level: int
    """0 to 4: none, then four steps of Heat."""
    gap: bool = False
    """Nothing here although the archive has articles before and after (draw it hatched)."""


@dataclass(frozen=True, slots=True)
class Heat:
    """The steps of a legend: level 1 is below ``steps[0]``, 4 is ``steps[2]`` and more."""

    steps: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Pager:
    """Where the neighbouring pages of a long list are."""

    older: Link | None
    newer: Link | None
    number: int = 1
    total: int = 1
    """This is part ``number`` of ``total`` parts."""


@dataclass(frozen=True, slots=True)
class Site:
    """What is the same on every page of one build."""

    name: str
    description: str
    language: str
    """ar | en"""
    direction: str
    """rtl | ltr"""
    url: str
    """SITEURL without a final slash, "" where the address is not known."""
    total: int
    """Published articles."""
    sources: int
    places: int
    people: int
    organisations: int
    topics: int
    undated: int
    first_date: str | None
    last_date: str | None
    """Newest article date: «آخر تحديث»."""
    navigation: tuple[Link, ...]
    """The indexes that have something in them: days, places, people, organisations, topics, sources; ``link.url`` is
    ``page.index`` where the page belongs under it."""


@dataclass(frozen=True, slots=True)
class Related:
    """A related article: in this archive, or only a headline that the source printed."""

    title: str
    entry: Entry | None
    """None: offer a search for the headline, ``{{ root }}search.html?q={{ title|urlencode }}``."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One source in the period of the page."""

    label: Label | None
    """None: articles without a source. ``label.count`` counts all years."""
    cells: tuple[Cell, ...]
    """Twelve for each year, oldest first."""
    count: int
    """In the period."""
    undated: int
    """Articles of the source that no month can be given."""
