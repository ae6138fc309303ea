"""Everything a template is given: one frozen dataclass a page kind; what they are made of is in parts.py.

These two modules are the whole contract with theme/templates.

Page kind        template           file in the site
 FrontPage        index.html         index.html
 ArticlePage      article.html       a/<2 of id>/<id>.html; a draft: drafts/<id>.html
 DayPage          day.html           archive/YYYY/MM/DD.html, beyond 300 articles also DD-2.html …
 MonthPage        month.html         archive/YYYY/MM/index.html (all twelve months of a year that has articles)
 YearPage         year.html          archive/YYYY/index.html
 ArchivePage      archive.html       archive/index.html (all years)
 UndatedPage      undated.html       archive/undated/index.html, 2.html …
 FacetPage        facet.html         <kind>/<slug>/index.html; beyond 1,000 names of a kind not for a name of one article
 FacetPartPage    facet_part.html    <kind>/<slug>/YYYY-MM.html, YYYY-MM-2.html …, YYYY.html, undated.html
 FacetIndexPage   facet_index.html   <kind>/index.html and, beyond 1,000 names, <kind>/letter-<hex>.html
 CoveragePage     coverage.html      coverage.html (newest period), coverage-YYYY.html
 SearchPage       search.html        search.html
 NotFoundPage     404.html           404.html

<kind> is tag | place | person | org | source | section. Files of theme/static/ are copied to theme/ of the site:
``{{ root }}theme/css/site.css``.

Names in every template
 page   one of the dataclasses below
 site   Site (parts.py)
 root   relative way to the site's top: "" at the top, "../../" two folders down. Every link is ``{{ root }}{{ url }}``.
        On 404.html, which a server shows at any depth, it is absolute: the path of SITEURL, else "/".
 _(msgid, **values)                     the text in the site's language, escaped; values fill %(name)s
 ngettext(one, many, number, **values)  the same for a counted noun, all six Arabic forms; %(n)s is the number as shown
        msgids are English, texts are in theme/locale/*.po, plain text without markup. Markup given as a value stays.

Filters (each also a function of the same name)
 number      12345 -> 12,345 in the site's digits             digits      any text: its 0-9 in the site's digits
 date        ISO date of any precision -> 21 يوليو 2015, يوليو 2015, 2015     long_date   the same with its weekday
 short_date  21 يوليو (no year)                               time        02:51, or "" where the date has no time
 weekday     الثلاثاء, or "" below the precision of a day      month       1 to 12, or an ISO date -> يوليو
 hijri       5 شوال 1436 هـ by the Umm al-Qura calendar, or "" where there is no day or no table for it
 isolate     text, with foreign runs, scores and ranges (2-1, 50-60, 2024-02-28) in <bdi>; escapes what is not Markup

Tag {% once key, … %}…{% endonce %}: a part that many pages share is rendered once for each key (see once.py).

Texts for scripts: page.text("msgid") and page.forms("one", "many") in a script are replaced by their translations when the
site is built; the module js/strings, which begins the namespace ``arsheef``, has the names of months (see strings.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from arsheef.site.parts import Cell, CoverageRow, Entry, Group, Heat, Label, Line, Link, Pager, Related, Ruler, Strip


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page has."""

    url: str
    """Its own file in the site."""
    title: str
    """For <title>, without the site's name; "" on the front page."""
    crumbs: tuple[Link, ...] = ()
    """The folio line, outermost first; the last one is the page itself."""
    folio: str = ""
    """The note at the other end of the folio line, e.g. the Hijri date; may be ""."""
    index: str | None = None
    """url of the index in ``site.navigation`` that the page belongs under."""
    canonical: str | None = None
    """Absolute address; None where SITEURL is not set."""
    feed: str | None = None
    """Atom feed of just this page's articles; the site's own is feed.xml (and feed.json)."""
    noindex: bool = False
    """Write <meta name=robots content=noindex>."""


@dataclass(frozen=True, kw_only=True)
class FrontPage(Page):
    strip: Strip | None
    """None while nothing is dated; so on every page."""
    days: tuple[Group, ...]
    """Newest first; days, then months and years where the day is not known, then undated ones."""
    month: Link | None
    """The newest month, whole."""
    places: tuple[Label, ...]
    people: tuple[Label, ...]
    organisations: tuple[Label, ...]
    topics: tuple[Label, ...]
    sources: tuple[Label, ...]
    """The twelve with most articles, most first."""


@dataclass(frozen=True, kw_only=True)
class ArticlePage(Page):
    entry: Entry
    status: str
    """published | draft | hidden"""
    body: Markup
    """Paragraphs as HTML, foreign runs isolated. The first paragraph usually is the lead."""
    lead: str | None
    """The lead where the body does not begin with it."""
    date_hints: tuple[str, ...]
    previous: Entry | None
    next: Entry | None
    """Neighbours on the same day: previous is earlier."""
    original: Entry | None
    """The first print, where this article is a copy of it."""
    printed_first: bool
    """Whether ``original`` is known to have been published before it or on the same day."""
    same_story: tuple[Entry, ...]
    """The other prints of the same text, oldest first."""
    related: tuple[Related, ...]
    day: Link | None
    """The page of its day, month or year, as precise as its date is; undated: the undated list. None where an unlisted
    article is alone on its day."""
    citation: str
    """How to cite it, one line of plain text."""
    metas: tuple[tuple[str, str, str], ...]
    """(name, property, content) for <meta>: citation_title for Zotero, og:title for previews; one of both may be ""."""
    json_ld: Markup
    """Content of <script type="application/ld+json">, safe as it is."""


@dataclass(frozen=True, kw_only=True)
class DayPage(Page):
    date: str
    count: int
    """Articles of the whole day, on all parts."""
    sources: int
    ruler: Ruler
    groups: tuple[Group, ...]
    """By source, the one with most articles first; articles without a source last."""
    places: tuple[Label, ...]
    people: tuple[Label, ...]
    other_years: tuple[Link, ...]
    """The same day of other years that have articles."""
    days: Pager
    """The neighbouring days that have articles."""
    parts: Pager
    """The other parts of this day."""


@dataclass(frozen=True, kw_only=True)
class MonthPage(Page):
    date: str
    count: int
    weekdays: tuple[tuple[str, str], ...]
    """(name, letter) of the seven columns."""
    weeks: tuple[tuple[Cell, ...], ...]
    heat: Heat
    groups: tuple[Group, ...]
    """Every day that has articles, oldest first, with at most three lines each."""
    unknown_day: Group | None
    """Articles dated to the month only (on part 1; further parts show nothing else)."""
    months: tuple[Link, ...]
    places: tuple[Label, ...]
    people: tuple[Label, ...]
    sources: tuple[Label, ...]
    neighbours: Pager
    parts: Pager


@dataclass(frozen=True, kw_only=True)
class YearPage(Page):
    date: str
    count: int
    strip: Strip | None
    months: tuple[Link, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """Twelve rows of 31 cells; number is 0 where the month has no such day."""
    heat: Heat
    unknown_month: Group | None
    """Articles dated to the year only."""
    places: tuple[Label, ...]
    people: tuple[Label, ...]
    sources: tuple[Label, ...]
    neighbours: Pager
    parts: Pager


@dataclass(frozen=True, kw_only=True)
class ArchivePage(Page):
    strip: Strip | None
    years: tuple[Link, ...]
    """Newest first."""
    undated: Link | None


@dataclass(frozen=True, kw_only=True)
class UndatedPage(Page):
    count: int
    groups: tuple[Group, ...]
    """By source, the lines by title."""
    parts: Pager


@dataclass(frozen=True, kw_only=True)
class FacetPage(Page):
    label: Label
    derived: bool
    """Some articles have this name only because a machine found it."""
    strip: Strip | None
    first: Entry | None
    last: Entry | None
    """Oldest and newest dated article."""
    groups: tuple[Group, ...]
    """By month, newest first; at most 40 articles. ``group.url``: the month of this facet, None where all is shown."""
    parts: tuple[Link, ...]
    """All months (years, undated) of this facet, newest first; empty where the page shows all."""
    together: tuple[tuple[str, tuple[Label, ...]], ...]
    """(kind, the names most often in the same articles), for kinds that share at least two articles with some name."""


@dataclass(frozen=True, kw_only=True)
class FacetPartPage(Page):
    label: Label
    date: str | None
    """2015-07 or 2015; None: undated."""
    part: int
    """From 1; how many there are stands nowhere, so that a full part stays as it is."""
    count: int
    """On this page."""
    lines: tuple[Line, ...]
    """Oldest first."""
    parts: Pager
    """Older and newer parts, across months."""


@dataclass(frozen=True, kw_only=True)
class FacetIndexPage(Page):
    kind: str
    count: int
    """Names of this kind, on a letter's page those of the letter."""
    letters: tuple[Link, ...]
    """The alphabet; url is None where no name begins with the letter, else ``#l<hex>`` or a page."""
    groups: tuple[tuple[str, str, tuple[Label, ...]], ...]
    """(letter, id of its section, names by alphabet without the article ال)."""
    top: tuple[Label, ...]
    """The most frequent ones (of the letter), most first."""


@dataclass(frozen=True, kw_only=True)
class CoveragePage(Page):
    years: tuple[str, ...]
    """At most three, oldest first."""
    periods: tuple[Link, ...]
    rows: tuple[CoverageRow, ...]
    heat: Heat
    undated: int
    gaps: tuple[tuple[Label, str, str], ...]
    """(source, first, last ISO month of a gap inside what we have of it), longest first, at most 20."""


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """search.html; the script does the rest."""

    rules: str
    """Name of the script with the analysis rules, without .js: loaded with the page, so that a search waits one step less."""


@dataclass(frozen=True, kw_only=True)
class NotFoundPage(Page):
    strip: Strip | None
    nearby: tuple[Link, ...]
    """Front page, days and the indexes."""


TEMPLATES: dict[type[Page], str] = {
    FrontPage: "index.html", ArticlePage: "article.html", DayPage: "day.html", MonthPage: "month.html",
    YearPage: "year.html", ArchivePage: "archive.html", UndatedPage: "undated.html", FacetPage: "facet.html",
    FacetPartPage: "facet_part.html", FacetIndexPage: "facet_index.html", CoveragePage: "coverage.html",
    SearchPage: "search.html", NotFoundPage: "404.html",
}  # fmt: skip
"""Which template renders which page."""
