"""The site catalogue: what was read in, every published article in order, by time and by facet, out.

All lists, feeds, neighbours and counts are made from it, and from nothing of Pelican's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from arsheef.article import precision_of
from arsheef.ids import article_url
from arsheef.site.parts import FACETS, Entry, Label, Line
from arsheef.site.reader import Source
from arsheef.site.slugs import make_slugs

FIELDS = {
    "source": "source", "section": "section", "place": "places", "person": "people", "org": "organisations",
    "tag": "topics",
}  # fmt: skip
"""Facet kind -> field of Article and of Entry."""
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
    """(facet kind, name) -> label."""
    labels: Mapping[str, Sequence[Label]]
    """Facet kind -> its labels, most articles first."""
    members: Mapping[str, Sequence[Entry]]
    """url of a label -> its articles, dated ones oldest first, then undated ones."""
    stories: Mapping[str, Sequence[Entry]]
    """id of a first print -> it and its copies, for texts that have copies."""


def build_catalogue(sources: Iterable[Source]) -> Catalogue:
    """Sorts and connects the published sources; hidden ones and drafts are not in it."""
    published = [source for source in sources if source.status == "published"]
    names = make_labels(published)
    roots = _first_prints(published)
    firsts = set(roots.values())
    papers = _papers(published, roots)
    made = [make_entry(s, names, roots.get(s.fields["id"]), papers) for s in published]
    dated = sorted((e for e in made if e.date), key=lambda e: (e.date or "", e.id))
    undated = sorted((e for e in made if not e.date), key=_by_source)
    days, months, years = _by_time(dated)
    members: dict[str, list[Entry]] = defaultdict(list)
    stories: dict[str, list[Entry]] = defaultdict(list)
    for entry in (*dated, *undated):
        for kind in FACETS:
            for label in labels_of(entry, kind):
                members[label.url].append(entry)
        root = entry.duplicate_of or entry.id
        if root in firsts:
            stories[root].append(entry)
    labels = {kind: sorted((x for (k, _), x in names.items() if k == kind), key=_most_first) for kind in FACETS}
    entries = {entry.id: entry for entry in (*dated, *undated)}
    return Catalogue(entries, dated, undated, days, months, years, names, labels, members, stories)


def make_labels(sources: Iterable[Source]) -> dict[tuple[str, str], Label]:
    """(kind, name) -> label, counted over ``sources``."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in FACETS}
    for source in sources:
        for kind, field in FIELDS.items():
            counts[kind].update(_names(source.fields.get(field)))
    return {
        (kind, name): Label(kind, name, f"{kind}/{slug}/index.html", counts[kind][name])
        for kind in FACETS
        for name, slug in make_slugs(sorted(counts[kind])).items()
    }


def make_entry(
    source: Source, labels: Mapping[tuple[str, str], Label], first_print: str | None, papers: Mapping[str, int]
) -> Entry:
    """The entry of one source. A label that the catalogue does not have (a draft's own) is left out."""
    found = source.fields
    facets = {
        kind: tuple(labels[kind, name] for name in _names(found.get(field)) if (kind, name) in labels)
        for kind, field in FIELDS.items()
    }
    id_, language, date = found["id"], found.get("language"), found.get("date")
    return Entry(
        id=id_, url=article_url(id_), title=found["title"], direction=direction_of(language), language=language,
        date=date, date_precision=precision_of(date), date_source=found.get("date_source"),
        modified=found.get("modified"), author=found.get("author"), agency=found.get("agency"),
        source=next(iter(facets["source"]), None), source_url=found.get("source_url"),
        section=next(iter(facets["section"]), None), lead=found.get("lead"),
        places=facets["place"], people=facets["person"], organisations=facets["org"], topics=facets["tag"],
        duplicate_of=first_print, papers=papers.get(first_print or id_, 1), derived=found["derived"],
        digest=source.digest, path=source.path,
    )  # fmt: skip


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


def rank_labels(entries: Iterable[Entry], kind: str, limit: int, leave_out: Label | None = None) -> tuple[Label, ...]:
    """The labels of a kind that ``entries`` have most often, counted over them; ties by name."""
    counts = Counter(label for entry in entries for label in labels_of(entry, kind) if label is not leave_out)
    first = sorted(counts.items(), key=lambda item: (-item[1], item[0].name))[:limit]
    return tuple(replace(label, count=count) for label, count in first)


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


def _names(value: Any) -> tuple[str, ...]:
    """The values of a field that holds one, several or none, each once."""
    if not value:
        return ()
    return (value,) if isinstance(value, str) else tuple(dict.fromkeys(value))


def _by_source(entry: Entry) -> tuple[bool, str, str, str]:
    return entry.source is None, entry.source.name if entry.source else "", entry.title, entry.id


def _most_first(label: Label) -> tuple[int, str]:
    return -label.count, label.name


def _first_prints(sources: Iterable[Source]) -> dict[str, str]:
    """id of a copy -> id of the first print, through chains; a copy of what is not published stands for itself."""
    copy_of = {source.fields["id"]: source.fields.get("duplicate_of") for source in sources}
    roots: dict[str, str] = {}
    for id_ in copy_of:
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
        root = roots.get(source.fields["id"], source.fields["id"])
        if root in firsts:
            outlets[root].add(source.fields.get("source", ""))
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
