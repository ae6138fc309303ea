"""The site catalogue: what was read in, every published article in order, by time and by facet, out.

All lists, feeds, neighbours and counts are made from it, and from nothing of Pelican's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nsmallest
from itertools import chain
from operator import attrgetter

from arsheef.article import precision_of
from arsheef.ids import article_url
from arsheef.site.parts import FACETS, Entry, Label, Line
from arsheef.site.reader import Source
from arsheef.site.slugs import is_long, make_slugs

FIELDS = {
    "source": "source", "section": "section", "place": "places", "person": "people", "org": "organisations",
    "tag": "topics",
}  # fmt: skip
"""Facet kind -> field of Article and of Entry."""
_SINGLE = frozenset({"source", "section"})
"""Kinds of which an article has one name at most."""
MOST_NAMES = 1000
"""With more names of a kind than this its index has a page for each letter, and one that fewer than LEAST articles have gets
no page."""
LEAST = 3
_RTL = frozenset({"ar", "fa", "ur", "ps", "ckb", "ug", "sd", "he", "yi", "dv", "arc", "syr"})


@dataclass(frozen=True)
class Catalogue:
    """Every list is oldest first; articles of one date stand in the order of their ids."""

    entries: Mapping[str, Entry]
    """By id: published articles, dated ones in time order, then undated ones by source and title."""
    dated: Sequence[Entry]
    undated: Sequence[Entry]
    days: Mapping[str, Sequence[Entry]]
    """ISO day -> articles of that day."""
    months: Mapping[str, Sequence[Entry]]
    """ISO month -> its articles, those dated to the month only first."""
    years: Mapping[str, Sequence[Entry]]
    names: Mapping[tuple[str, str], Label]
    """(facet kind, name) -> label, not counted: the one that entries have."""
    labels: Mapping[str, Sequence[Label]]
    """Facet kind -> its labels that have a page, most articles first."""
    members: Mapping[str, Sequence[Entry]]
    """url of a label -> its articles, dated ones oldest first, then undated ones."""
    stories: Mapping[str, Sequence[Entry]]
    """id of a first print -> it and its copies, for texts that have copies."""


def build_catalogue(sources: Iterable[Source]) -> Catalogue:
    """Sorts and connects the published sources; hidden ones and drafts are not in it."""
    published = [source for source in sources if source.status == "published"]
    counted = count_labels(published)
    names = {key: replace(label, count=0) for key, label in counted.items()}
    roots = _first_prints(published)
    firsts = set(roots.values())
    papers = _papers(published, roots)
    movable = frozenset(label.url for label in names.values() if not label.url or is_long(label.url))
    made = [make_entry(source, names, roots.get(source.id), papers, movable) for source in published]
    dated = sorted((e for e in made if e.date), key=lambda e: (e.date or "", e.id))
    undated = sorted((e for e in made if not e.date), key=_by_source)
    days, months, years = _by_time(dated)
    members: dict[str, list[Entry]] = defaultdict(list)
    stories: dict[str, list[Entry]] = defaultdict(list)
    for entry in (*dated, *undated):
        for kind in FACETS:
            for label in labels_of(entry, kind):
                if label.url:
                    members[label.url].append(entry)
        root = entry.duplicate_of or entry.id
        if root in firsts:
            stories[root].append(entry)
    paged: dict[str, list[Label]] = {kind: [] for kind in FACETS}
    for label in counted.values():
        if label.url:
            paged[label.kind].append(label)
    labels = {kind: sorted(some, key=_most_first) for kind, some in paged.items()}
    entries = {entry.id: entry for entry in (*dated, *undated)}
    return Catalogue(entries, dated, undated, days, months, years, names, labels, members, stories)


def count_labels(sources: Iterable[Source]) -> dict[tuple[str, str], Label]:
    """(kind, name) -> label, counted over ``sources``.

    Three names in four are those of one article or two. Beyond MOST_NAMES such a name gets no page, no place in the index and
    no rank: search finds its articles, and each would be a file to keep, to publish and to make again.
    """
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in FACETS}
    for source in sources:
        for kind, names in names_of(source):
            counts[kind].update(names)
    labels: dict[tuple[str, str], Label] = {}
    for kind, count in counts.items():
        least = LEAST if len(count) > MOST_NAMES and kind not in _SINGLE else 1
        slugs = make_slugs(sorted(name for name, n in count.items() if n >= least))
        for name, n in count.items():
            labels[kind, name] = Label(kind, name, f"{kind}/{slugs[name]}/index.html" if n >= least else "", n)
    return labels


def names_of(source: Source) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(facet kind, the names of that kind that the article has, each once), of kinds that it has any of."""
    if source.source:
        yield "source", (source.source,)
    if source.section:
        yield "section", (source.section,)
    for kind, names in (
        ("place", source.places), ("person", source.people), ("org", source.organisations), ("tag", source.topics),
    ):  # fmt: skip
        if names:
            yield kind, names


def make_entry(
    source: Source,
    labels: Mapping[tuple[str, str], Label],
    first_print: str | None,
    papers: Mapping[str, int],
    movable: frozenset[str] = frozenset(),
) -> Entry:
    """The entry of one source. A label that the catalogue does not have (a draft's own) is left out.

    ``movable``: addresses of labels that do not follow from the name alone.
    """
    found = {
        kind: tuple(labels[kind, name] for name in names if (kind, name) in labels) for kind, names in names_of(source)
    }
    outlets = papers.get(first_print or source.id, 1)
    moved = [label.url or label.name for some in found.values() for label in some if label.url in movable] if movable else ""
    return Entry(
        source.id, article_url(source.id), source.title, direction_of(source.language), source.language,
        source.date, precision_of(source.date), source.date_source, source.modified, source.author, source.agency,
        found["source"][0] if found.get("source") else None, source.source_url,
        found["section"][0] if found.get("section") else None, source.lead,
        found.get("place", ()), found.get("person", ()), found.get("org", ()), found.get("tag", ()),
        first_print, outlets, frozenset(source.derived), source.digest, source.path,
        f"{source.digest[:32]} {source.path} {first_print} {outlets} {moved}",
    )  # fmt: skip


@lru_cache(1000)
def direction_of(language: str | None) -> str:
    """rtl | ltr | auto, for a BCP 47 tag."""
    if language is None:
        return "auto"
    return "rtl" if language.split("-")[0].lower() in _RTL else "ltr"


def labels_of(entry: Entry, kind: str) -> tuple[Label, ...]:
    """The labels of one kind that an entry has."""
    value = getattr(entry, FIELDS[kind])
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def rank_labels(
    entries: Iterable[Entry], kind: str, limit: int, leave_out: Label | None = None, least: int = 1
) -> tuple[Label, ...]:
    """The labels of a kind that ``entries`` have most often, ``least`` times at least, counted over them; ties by name."""
    values = map(attrgetter(FIELDS[kind]), entries)
    counts: Counter[Label | None] = Counter(values if kind in _SINGLE else chain.from_iterable(values))
    known = ("", leave_out.url if leave_out else "")  # a counted label is another object than the entries have
    counted = [
        (-count, label.name, label) for label, count in counts.items() if count >= least and label and label.url not in known
    ]
    return tuple(replace(label, count=-count) for count, _, label in nsmallest(limit, counted))


def fold(entries: Iterable[Entry]) -> tuple[Line, ...]:
    """Lines of a list: copies stand under the first print, or under the first of them where that is not in the list."""
    listed = list(entries)
    shown = {entry.id: entry.id for entry in listed if entry.duplicate_of is None}
    for entry in listed:
        shown.setdefault(entry.duplicate_of or entry.id, entry.id)
    copies: dict[str, list[Entry]] = defaultdict(list)
    lines = []
    for entry in listed:
        head = shown[entry.duplicate_of or entry.id]
        if head == entry.id:
            lines.append(entry)
        else:
            copies[head].append(entry)
    return tuple(Line(entry, tuple(copies[entry.id]) if entry.id in copies else ()) for entry in lines)


def _by_source(entry: Entry) -> tuple[bool, str, str, str]:
    return entry.source is None, entry.source.name if entry.source else "", entry.title, entry.id


def _most_first(label: Label) -> tuple[int, str]:
    return -label.count, label.name


def _first_prints(sources: Iterable[Source]) -> dict[str, str]:
    """id of a copy -> id of the first print, through chains; a copy of what is not published stands for itself."""
    copy_of = {source.id: source.duplicate_of for source in sources}
    roots: dict[str, str] = {}
    for id_ in (id_ for id_, first in copy_of.items() if first in copy_of):
        way, at = {id_}, id_
        while (up := copy_of[at]) in copy_of and up not in way:
            way.add(up)
            at = up
        if at != id_:
            roots[id_] = at if copy_of[at] not in way else min(way)
    return {id_: root for id_, root in roots.items() if root != id_}


def _papers(sources: Iterable[Source], roots: Mapping[str, str]) -> dict[str, int]:
    """id of a first print -> outlets that printed the text (those without a name count as one)."""
    outlets: dict[str, set[str]] = defaultdict(set)
    firsts = set(roots.values())
    for source in sources:
        root = roots.get(source.id, source.id)
        if root in firsts:
            outlets[root].add(source.source or "")
    return {root: len(names) for root, names in outlets.items()}


def _by_time(dated: Iterable[Entry]) -> tuple[dict[str, list[Entry]], dict[str, list[Entry]], dict[str, list[Entry]]]:
    days: dict[str, list[Entry]] = defaultdict(list)
    months: dict[str, list[Entry]] = defaultdict(list)
    years: dict[str, list[Entry]] = defaultdict(list)
    for entry in dated:
        date = entry.date or ""
        years[date[:4]].append(entry)
        if len(date) >= 7:
            months[date[:7]].append(entry)
        if len(date) >= 10:
            days[date[:10]].append(entry)
    return dict(days), dict(months), dict(years)
