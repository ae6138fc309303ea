"""The pages of articles: a content file read once more, now with its body, between its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from markupsafe import Markup

from arsheef.frontmatter import html_to_text
from arsheef.ids import ID_PATTERN
from arsheef.site.bidi import isolate
from arsheef.site.catalogue import labels_of, make_entry
from arsheef.site.citations import cite, json_ld, meta_tags
from arsheef.site.context import Context, day_url
from arsheef.site.pages import ArticlePage
from arsheef.site.parts import FACETS, Entry, Link, Related
from arsheef.site.plan import Plan, marks
from arsheef.site.reader import Content, Source, read_body


@dataclass(frozen=True, slots=True)
class Request:
    """What the page of a published article is made from, beside its file: see ArticlePages.make."""

    entry: Entry
    source: Source
    previous: Entry | None
    following: Entry | None
    stories: tuple[Entry, ...]
    """The first print and its copies, if the article is one of them."""
    related: tuple[Entry, ...]
    """The entries among the article's related ones."""


class ArticlePages:
    """Makes article pages one at a time, so that only one body is in memory."""

    def __init__(self, context: Context, content: Content) -> None:
        """``content`` is what the catalogue was made from."""
        self._context, self._folder = context, str(content.folder)
        self._sources = content.sources
        self._ways: dict[str | None, tuple[Link, ...]] = {}

    def published(self) -> Iterator[Plan]:
        """Every article of the catalogue, day by day."""
        catalogue = self._context.catalogue
        for entries in catalogue.days.values():
            for at, entry in enumerate(entries):
                previous = entries[at - 1] if at else None
                yield self._plan(entry, "published", previous, entries[at + 1] if at + 1 < len(entries) else None)
        for entry in catalogue.entries.values():
            if not entry.date or len(entry.date) < 10:
                yield self._plan(entry, "published")

    def unlisted(self, source: Source) -> Plan:
        """The page of a hidden article, at its own address, or of a draft, below drafts/; no list knows of either."""
        entry = make_entry(source, self._context.catalogue.names, None, {})
        if source.status == "draft":
            entry = replace(entry, url=f"drafts/{entry.id}.html")
        return self._plan(entry, source.status)

    def _plan(self, entry: Entry, status: str, previous: Entry | None = None, following: Entry | None = None) -> Plan:
        catalogue = self._context.catalogue
        related = self._sources[entry.path].related
        parts: list[Any] = [
            entry.mark, previous and previous.mark, following and following.mark,
            marks(catalogue.stories.get(entry.duplicate_of or entry.id, ())),
            related and [found.mark if (found := catalogue.entries.get(value)) else None for value in related],
        ]  # fmt: skip
        if status != "published":
            labels = (label.url for kind in FACETS for label in labels_of(entry, kind))
            parts += [status, self._day(entry.date) is None, *labels]
        request = partial(self.request, entry, previous, following) if status == "published" else None
        make = partial(self.make, entry, status, previous, following)
        return Plan(ArticlePage, entry.url, parts, make, status == "published", request)

    def request(self, entry: Entry, previous: Entry | None, following: Entry | None) -> Request:
        """What another process needs to make the page of a published article."""
        catalogue, source = self._context.catalogue, self._sources[entry.path]
        related = tuple(found for value in source.related if (found := catalogue.entries.get(value)))
        stories = tuple(catalogue.stories.get(entry.duplicate_of or entry.id, ()))
        return Request(entry, source, previous, following, stories, related)

    def make(self, entry: Entry, status: str, previous: Entry | None = None, following: Entry | None = None) -> ArticlePage:
        """One page. Raises ContentError where the file is not the one that was read for the catalogue any more."""
        context, stories = self._context, self._context.catalogue.stories
        source = self._sources[entry.path]
        rendered = read_body(self._folder, source)
        first = entry.duplicate_of or entry.id
        original = context.catalogue.entries[first] if entry.duplicate_of else None
        return ArticlePage(
            url=entry.url, title=entry.title, crumbs=self._crumbs(entry.date), folio=context.formats.hijri(entry.date or ""),
            index="archive/index.html", canonical=context.canonical(entry.url) if status == "published" else None,
            noindex=status != "published", entry=entry, status=status,
            body=Markup(rendered) if entry.direction == "ltr" else isolate(Markup(rendered)),
            lead=_lead_apart(entry.lead, rendered), date_hints=source.date_hints,
            previous=previous, next=following, day=self._day(entry.date),
            original=original, printed_first=original is not None and is_before(original, entry),
            same_story=tuple(other for other in stories.get(first, ()) if other is not entry),
            related=tuple(filter(None, map(self._related, source.related))),
            citation=cite(entry, context), metas=meta_tags(entry, context), json_ld=json_ld(entry, context),
        )  # fmt: skip

    def _crumbs(self, date: str | None) -> tuple[Link, ...]:
        """The way to an article of this date."""
        day = date and date[:10]
        if day not in self._ways:
            self._ways[day] = self._way(day)
        return self._ways[day]

    def _way(self, date: str | None) -> tuple[Link, ...]:
        context = self._context
        way = [context.days_crumb()]
        if date is None:
            way.append(context.time_link(None))
        else:
            way.append(context.year_link(date[:4]))
            if len(date) >= 7:
                way.append(context.month_link(date[:7]))
            if len(date) >= 10:
                day = f"{context.formats.weekday(date)} {context.formats.digits(int(date[8:10]))}"
                way.append(Link(day, day_url(date[:10])))
            if self._day(date) is None:  # an unlisted article alone on its day
                way = [Link(link.text, None) for link in way]
        return context.crumbs(*way, Link(context.texts.gettext("Article"), None))

    def _day(self, date: str | None) -> Link | None:
        """The page of the date; None where only an unlisted article has it, so that there is no such page."""
        catalogue = self._context.catalogue
        there = date is None or (date[:10] in catalogue.days if len(date) >= 10 else date[:4] in catalogue.years)
        if not there:
            return None
        link = self._context.time_link(date)
        return Link(link.text, link.url)  # no count: the page of an article is not made again with each other one

    def _related(self, value: str) -> Related | None:
        """A related article by its id, or a headline of the source; None for the id of what is not published."""
        entry = self._context.catalogue.entries.get(value)
        if entry is None and ID_PATTERN.fullmatch(value):
            return None
        return Related(entry.title if entry else value, entry)


def is_before(one: Entry, other: Entry) -> bool:
    """Whether ``one`` is known to be no later than ``other``, by days of publication; those of collection say nothing."""
    if not one.date or not other.date or "crawl" in (one.date_source, other.date_source):
        return False
    length = min(len(one.date), len(other.date), 10)
    return one.date[:length] <= other.date[:length]


def _lead_apart(lead: str | None, rendered: str) -> str | None:
    """The lead, unless the body begins with the same words."""
    if not lead:
        return None
    if rendered.startswith(lead.rstrip(" .…"), len("<p>")):  # nearly always
        return None
    words = lead.rstrip(" .…").split()
    opening = html_to_text(rendered[: 4 * len(lead) + 200]).split()[: len(words)]
    return None if [word.rstrip(".…") for word in opening] == [word.rstrip(".…") for word in words] else lead
