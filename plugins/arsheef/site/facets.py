"""The pages of one place, person, organisation, topic, source or section, and the indexes of all of a kind."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from arsheef.site.catalogue import FIELDS, MOST_NAMES, fold, rank_labels
from arsheef.site.context import Context, cut
from arsheef.site.pages import FacetIndexPage, FacetPage, FacetPartPage
from arsheef.site.parts import FACETS, Entry, Group, Label, Link, Pager
from arsheef.site.plan import Plan, marks

SHOWN = 40
"""Articles on a facet's first page, at least; with more of them each month has pages of its own."""
PART = 100
NAMES = 8
TOGETHER = ("person", "place", "org", "tag", "source")
OFTEN = 2
"""Articles that two names must share to be shown together."""
FEEDS = ("source", "tag")
"""Kinds whose names have a feed each."""
LETTERS: dict[str, str] = {"ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "en": "abcdefghijklmnopqrstuvwxyz"}
_UNDATED = "~"
"""Sorts behind every month."""
OTHER = "#"
"""Heading of names that begin with no letter of either alphabet."""
_SEATS = str.maketrans("ٱىةک", "ايهك")
_ARTICLE = re.compile("^ال(?=..)")


def facet_pages(context: Context) -> Iterator[Plan]:
    """Each name of each kind: its first page, and pages by month where that does not hold all."""
    line = context.line
    scale = (line.first, line.last, sorted({month[:4] for month in line.totals})) if line else ()
    for kind in FACETS:
        for label in context.catalogue.labels[kind]:
            members = context.catalogue.members[label.url]
            yield Plan(FacetPage, label.url, [label.name, marks(members), scale], partial(_facet_page, context, label, members))
            if len(members) > SHOWN:
                yield from _parts_of(context, label, members)


def facet_indexes(context: Context) -> Iterator[Plan]:
    """The index of each kind, empty or not, and its pages by letter where it is long."""
    for kind in FACETS:
        labels = context.catalogue.labels[kind]
        base = f"{kind}/index.html"
        yield Plan(FacetIndexPage, base, None, partial(_index_page, context, kind))
        if len(labels) > MOST_NAMES:
            urls = _letter_urls(kind, labels)
            by_letter: dict[str, list[Label]] = defaultdict(list)
            for label in labels:
                by_letter[letter_of(label.name)].append(label)
            for letter, url in urls.items():
                listed = by_letter[letter]
                parts = [[(label.name, label.url, label.count) for label in listed], list(urls)]
                yield Plan(FacetIndexPage, url, parts, partial(_letter_page, context, kind, letter, urls, listed))


def _letter_urls(kind: str, labels: Iterable[Label]) -> dict[str, str]:
    return {x: f"{kind}/letter-{ord(x):04x}.html" for x in sorted({letter_of(label.name) for label in labels})}


def _index_page(context: Context, kind: str) -> FacetIndexPage:
    labels, base = context.catalogue.labels[kind], context.kind_crumb(kind)
    groups: tuple[tuple[str, str, tuple[Label, ...]], ...] = ()
    if len(labels) > MOST_NAMES:
        urls = _letter_urls(kind, labels)
    else:
        groups = _by_letter(context, labels)
        urls = {letter: f"{base.url}#{section}" for letter, section, _ in groups}
    return _index(context, kind, base, groups, urls, labels)


def _letter_page(
    context: Context, kind: str, letter: str, urls: dict[str, str], labels: Sequence[Label]
) -> FacetIndexPage:
    return _index(context, kind, Link(letter, urls[letter]), _by_letter(context, labels), urls, labels)


def _by_letter(context: Context, labels: Iterable[Label]) -> tuple[tuple[str, str, tuple[Label, ...]], ...]:
    by_letter: dict[str, list[Label]] = defaultdict(list)
    for label in sorted(labels, key=lambda label: (sort_key(label.name), label.name)):
        by_letter[letter_of(label.name)].append(label)
    return tuple((x, f"l{ord(x):x}", tuple(by_letter[x])) for x in _alphabet(context) if x in by_letter)


def _index(
    context: Context,
    kind: str,
    own: Link,
    groups: tuple[tuple[str, str, tuple[Label, ...]], ...],
    urls: dict[str, str],
    labels: Sequence[Label],
) -> FacetIndexPage:
    """``labels``: those that are counted and ranked on the page; of one letter on a letter's page, which then stays as it is
    while other letters get articles."""
    base, url = context.kind_crumb(kind), own.url or ""
    way = (base,) if url == base.url else (base, own)
    letters = (x for x in _alphabet(context) if x in urls or x in LETTERS[context.site.language])
    return FacetIndexPage(
        url=url, title=": ".join(link.text for link in way), canonical=context.canonical(url),
        crumbs=context.crumbs(*way), index=base.url, kind=kind, count=len(labels), groups=groups,
        top=tuple(labels[:12]), letters=tuple(Link(x, urls.get(x), None, urls.get(x) == url) for x in letters),
    )  # fmt: skip


def _alphabet(context: Context) -> list[str]:
    """The letters of the site's language, those of the other one, and the heading of all else."""
    languages = sorted(LETTERS, key=lambda language: language != context.site.language)
    return [*(letter for language in languages for letter in LETTERS[language]), OTHER]


def sort_key(name: str) -> str:
    """A name as an alphabetical list orders it: without the article, vowel marks and the seat of a hamza."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return _ARTICLE.sub("", plain.replace("ـ", "").translate(_SEATS).lstrip("«\"'( "))


@lru_cache(100_000)
def letter_of(name: str) -> str:
    """The letter under which an index lists a name."""
    first = sort_key(name)[:1]
    return first if any(first and first in letters for letters in LETTERS.values()) else OTHER


def _facet_page(context: Context, label: Label, members: Sequence[Entry]) -> FacetPage:
    by_time = _by_time(members)
    shown = _chunks(members)[-1][1]
    urls = part_urls(label, members)
    names = {time: _time_name(context, time) for time in by_time}
    dated = [entry for entry in members if entry.date]
    return FacetPage(
        url=label.url, title=label.name, canonical=context.canonical(label.url), **_base(label),
        crumbs=context.crumbs(context.kind_crumb(label.kind), Link(label.name, label.url)),
        derived=any(FIELDS[label.kind] in entry.derived for entry in members),
        strip=context.strip(dated), first=dated[0] if dated else None, last=dated[-1] if dated else None,
        groups=_groups(by_time, urls, max(SHOWN, len(shown))),
        parts=tuple(Link(names[t], urls.get(t), len(by_time[t])) for t in _newest_first(by_time)) if urls else (),
        together=_together(members, label),
    )  # fmt: skip


def _base(label: Label) -> dict[str, Any]:
    feed = label.url.replace("index.html", "feed.xml") if label.kind in FEEDS else None
    return {"index": f"{label.kind}/index.html", "label": label, "feed": feed}


def _by_time(members: Sequence[Entry]) -> dict[str | None, Sequence[Entry]]:
    """Month (year, None: undated) -> its articles; ``members`` stand in that order, so that few of them are looked at."""
    by_time: dict[str | None, Sequence[Entry]] = {}
    first = 0
    while first < len(members):
        time = _time_of(members[first])
        end = bisect_right(members, time, first, key=_time_of)
        by_time[time if time != _UNDATED else None] = members[first:end]
        first = end
    return by_time


def _time_of(entry: Entry) -> str:
    return entry.date[:7] if entry.date else _UNDATED


def _time_name(context: Context, time: str | None) -> str:
    return context.formats.date(time) if time else context.texts.gettext("Undated")


Chunk = tuple[str | None, int]
"""(month, year or undated; part of it, from 1)"""


def _chunks(members: Sequence[Entry]) -> list[tuple[Chunk, Sequence[Entry]]]:
    """Chunks of PART articles of one month, oldest first: once a chunk is full, or another month has begun, no new article
    changes it. The last one, which is still open, stands on the first page alone, so that an article that comes does not
    change two pages of each name; a name that has no more than SHOWN articles has no other chunk.
    """
    by_time = _by_time(members)
    if len(members) <= SHOWN:
        return [((next(iter(by_time)), 1), members)]
    return [
        ((time, part), entries)
        for time in reversed(_newest_first(by_time))
        for part, entries in enumerate(cut(by_time[time], PART), 1)
    ]


def part_urls(label: Label, members: Sequence[Entry]) -> dict[str | None, str]:
    """Month (year, None: undated) -> the first of its pages, of those that have any."""
    return {time: _part_url(label, time, 1) for (time, _), _ in _chunks(members)[:-1]}


def _parts_of(context: Context, label: Label, members: Sequence[Entry]) -> Iterator[Plan]:
    """A page for each chunk but the open one; the pager goes on across months."""
    *closed, _ = _chunks(members)
    for at, (chunk, entries) in enumerate(closed):
        near = closed[at - 1][0] if at else None, closed[at + 1][0] if at + 1 < len(closed) else None
        make = partial(_part_page, context, replace(label, count=0), chunk, near, entries)
        yield Plan(FacetPartPage, _part_url(label, *chunk), [label.name, marks(entries), near], make)


def _part_page(
    context: Context, label: Label, chunk: Chunk, near: tuple[Chunk | None, Chunk | None], entries: Sequence[Entry]
) -> FacetPartPage:
    """``near``: the chunks before and after it; None after it: the open one, which is on the first page."""
    older, newer = (Link(_time_name(context, to[0]), _part_url(label, *to)) if to else None for to in near)
    newer = newer or Link(context.texts.gettext("Newest"), label.url)
    url, name = _part_url(label, *chunk), _time_name(context, chunk[0])
    return FacetPartPage(
        url=url, title=f"{label.name}: {name}", canonical=context.canonical(url), **_base(label),
        crumbs=context.crumbs(context.kind_crumb(label.kind), Link(label.name, label.url), Link(name, url)),
        date=chunk[0], part=chunk[1], count=len(entries), lines=fold(entries), parts=Pager(older, newer),
    )  # fmt: skip


def _newest_first(times: Mapping[str | None, Sequence[Entry]]) -> list[str | None]:
    """Months and years, newest first, then what has no date."""
    return [*sorted((time for time in times if time), reverse=True), *([None] if None in times else [])]


def _part_url(label: Label, time: str | None, part: int) -> str:
    name = (time or "undated") + (f"-{part}" if part > 1 else "")
    return label.url.replace("index.html", f"{name}.html")


def _groups(by_time: Mapping[str | None, Sequence[Entry]], urls: dict[str | None, str], most: int) -> tuple[Group, ...]:
    """The ``most`` newest articles under their months; ``urls``: those of months with pages of their own."""
    left, groups = most, []
    for time in _newest_first(by_time):
        entries = by_time[time]
        shown = entries[-left:][::-1] if time else entries[:left]
        kind = "undated" if time is None else "month" if len(time) == 7 else "year"
        groups.append(Group(kind, time, None, urls.get(time), len(entries), fold(shown)))
        left -= len(shown)
        if left <= 0:
            break
    return tuple(groups)


def _together(members: Sequence[Entry], label: Label) -> tuple[tuple[str, tuple[Label, ...]], ...]:
    """What stands in the same articles more than once, most often first."""
    if len(members) < OFTEN:
        return ()
    ranked = ((kind, rank_labels(members, kind, NAMES, label, OFTEN)) for kind in TOGETHER)
    return tuple((kind, labels) for kind, labels in ranked if labels)
