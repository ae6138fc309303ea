"""What narrows a result and what is counted of it: names of the six kinds, dates, bars of time. The browser's twin is
theme/static/search/facets.js, which reads the same from the files of columns.py.

Names of one kind are alternatives, kinds narrow each other; a date d is kept where after <= d < before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from arsheef.arabic.analysis import Term, analyse
from arsheef.search.dates import read_when
from arsheef.search.language import DATES, KINDS
from arsheef.search.source import EPOCH, day_number

FIELD_OF = {"source": "source", "section": "section", "place": "places", "person": "people", "org": "organisations",
            "tag": "topics"}  # fmt: skip
"""Kind -> field of Document."""
TOP = 10
"""Names of a kind that are shown, those that are chosen not counted."""
MOST_DAYS, MOST_MONTHS = 62, 360
"""The longest result whose bars are days, and whose bars are months."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Names by kind, as they stand in the archive, and ISO dates as precise as wanted."""

    names: Mapping[str, Collection[str]] = field(default_factory=dict)
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """``count``: hits where this name alone of its kind were chosen."""

    name: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """Names of a kind, most hits first; ``more``: whether others have hits, too."""

    kind: str
    values: tuple[Value, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """Hits by day, month or year; bars are (from, to, count), those without hits left out, ``to`` being the first that
    does not belong to it any more. A date known to the month or year counts as its first day."""

    unit: str
    bars: tuple[tuple[str, str, int], ...]
    undated: int


class Names:
    """The names of one kind over all documents but the dead."""

    def __init__(self, kind: str, records: Sequence[Mapping[str, Any]], dead: Collection[int]) -> None:
        self.of = [() if doc in dead else names_of(record, kind) for doc, record in enumerate(records)]
        self.docs: dict[str, set[int]] = {}
        for doc, names in enumerate(self.of):
            for name in names:
                self.docs.setdefault(name, set()).add(doc)

    def resolve(self, words: Sequence[Term]) -> tuple[list[str], bool]:
        """The names that a typed value means, and whether it is just that: a name of the same words, else all names that
        have every word of it, in any form or at least its start."""
        wanted = [word.form for word in words]
        analysed = {name: analyse(name) for name in sorted(self.docs, key=lambda name: name.encode("utf-16-be"))}
        same = [name for name, terms in analysed.items() if [term.form for term in terms] == wanted]
        return (same, True) if same else ([name for name, terms in analysed.items() if _has_all(terms, words)], False)


def names_of(record: Mapping[str, Any], kind: str) -> tuple[str, ...]:
    """The names of a kind that a record has, each once, in its order."""
    value = record[FIELD_OF[kind]]
    return tuple(dict.fromkeys((value,) if isinstance(value, str) else value or ()))


def _has_all(name: Sequence[Term], words: Sequence[Term]) -> bool:
    return all(any(term.class_ == word.class_ or term.form.startswith(word.form) for term in name) for word in words)


def date_bounds(filters: Filters) -> tuple[dict[str, int], list[str]]:
    """Day numbers of after and before, as far as they can be read, and the texts that cannot."""
    bounds: dict[str, int] = {}
    unread: list[str] = []
    for edge in DATES:
        typed: str | None = getattr(filters, edge)
        if typed:
            when = read_when(typed)
            if when:
                bounds[edge] = day_number(when)
            else:
                unread.append(typed)
    return bounds, unread


def in_range(day: int, edge: str, bound: int) -> bool:
    """Whether a day (0: undated, in no range) is after or before a bound."""
    return day > 0 and (day >= bound if edge == "after" else day < bound)


def count_names(kind: str, names: Names, docs: Iterable[int], chosen: Collection[str]) -> Facet:
    """The facet of a kind: chosen names always, then the TOP others."""
    counts = Counter(name for doc in docs for name in names.of[doc])

    def order(name: str) -> tuple[int, bytes]:
        return -counts[name], name.encode("utf-16-be")  # as JavaScript compares texts

    ranked = sorted(counts, key=order)
    others = [name for name in ranked if name not in chosen]
    shown = sorted({*others[:TOP], *chosen}, key=order)
    return Facet(kind, tuple(Value(name, counts[name], name in chosen) for name in shown), len(others) > TOP)


def kinds_of(names: Callable[[str], Names]) -> tuple[str, ...]:
    """The kinds of which the archive has any name."""
    return tuple(kind for kind in KINDS if names(kind).docs)


def draw_histogram(days: Iterable[int]) -> Histogram:
    """The bars of a result, given the day of each hit."""
    counts = Counter(days)
    undated = counts.pop(0, 0)
    if not counts:
        return Histogram("month", (), undated)
    first, last = date_of(min(counts)), date_of(max(counts))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    unit = "day" if max(counts) - min(counts) < MOST_DAYS else "month" if months <= MOST_MONTHS else "year"
    bars: Counter[str] = Counter()
    for day in sorted(counts):
        bars[date_of(day).isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]] += counts[day]
    return Histogram(unit, tuple((start, _next(start), count) for start, count in bars.items()), undated)


def date_of(day: int) -> date:
    """The date of a day number above 0."""
    return date.fromordinal(day + EPOCH - 1)


def _next(start: str) -> str:
    """The day, month or year after one."""
    year = int(start[:4])
    if len(start) == 4:
        return f"{year + 1:04}"
    if len(start) == 7:
        return f"{year + 1:04}-01" if start[5:] == "12" else f"{year:04}-{int(start[5:]) + 1:02}"
    return date.fromordinal(date.fromisoformat(start).toordinal() + 1).isoformat()
