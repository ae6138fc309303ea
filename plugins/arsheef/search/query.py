"""Search over Whoosh's postings with our own score: what `arsheef search` answers, and the oracle of the browser's engine.

The browser's twin is theme/static/search/engine.js. Documents have the numbers of the static index: segments one after
another, in each by date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh.reading import SegmentReader

from arsheef.arabic.analysis import analyse
from arsheef.arabic.keyboard import retype
from arsheef.errors import InputError
from arsheef.ids import article_url
from arsheef.search import rank
from arsheef.search.facets import Facet, Filters, Histogram, Names, count_names, draw_histogram, kinds_of
from arsheef.search.index import open_index, segment_readers
from arsheef.search.match import Archive, Family, Matched, Matcher, Note
from arsheef.search.parse import Query, parse
from arsheef.search.postings import read_postings, terms_of
from arsheef.search.records import length_step, step_length
from arsheef.search.source import day_number, read_documents
from arsheef.search.spelling import respell
from arsheef.search.words import Words

SORTS = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: the record of the document, and its score."""

    id: str
    url: str
    source_url: str | None
    title: str
    date: str | None
    source: str | None
    score: float
    missing: tuple[str, ...] = ()
    """What was asked for, as typed, that the document lacks."""


@dataclass(frozen=True, slots=True)
class Result:
    """All hits of a query in order; ``total`` counts those that have all words, or all where none has."""

    query: str
    total: int
    hits: Sequence[Hit]
    notes: tuple[Note, ...] = ()
    words: dict[str, int] = field(default_factory=dict)
    """What was asked for, as typed -> number of documents that have it."""
    facets: tuple[Facet, ...] = ()
    histogram: Histogram | None = None
    """Of the whole result without the range of the filters; None where no facets were asked for."""
    kinds: tuple[str, ...] = ()
    """Kinds of which the archive has any name."""


EVERYTHING = Filters()


class Searcher:
    """An open index; use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Opens the index in ``folder``. Raises IndexFormatError where there is none of this version."""
        self._index = open_index(folder)
        self._readers: list[SegmentReader] = segment_readers(self._index)
        self._records: list[dict[str, Any]] = []
        self._bases: list[int] = []
        self._dead: set[int] = set()
        lengths: list[int] = []
        for reader in self._readers:
            base = len(lengths)
            records, words = read_documents(reader)
            self._bases.append(base)
            self._records += records
            lengths += [step_length(length_step(length)) for length in words]
            self._dead.update(base + n for n in reader.segment().deleted_docs())
        alive = [length for doc, length in enumerate(lengths) if doc not in self._dead]
        self._collection = rank.Collection(len(alive), sum(alive) / len(alive) if alive else 0.0, lengths)
        self._families: dict[str, Family] = {}
        self._names: dict[str, Names] = {}
        living = [doc for doc in range(len(self._records)) if doc not in self._dead]
        self.archive = Archive(self.family, self.names, self._records, living)

    def __enter__(self) -> Searcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._index.close()

    def names(self, kind: str) -> Names:
        """The names of a kind, of documents that are not deleted."""
        if kind not in self._names:
            self._names[kind] = Names(kind, self._records, self._dead)
        return self._names[kind]

    def family(self, skeleton: str) -> Family:
        """All postings of a skeleton, of documents that are not deleted."""
        if skeleton not in self._families:
            if len(self._families) >= 1000:  # bounds the memory of a long list of queries
                self._families.clear()
            found: dict[str, dict[str, dict[int, tuple[int, list[int]]]]] = {}
            for reader, base in zip(self._readers, self._bases, strict=True):
                for _, class_, form, term in terms_of(reader, f"{skeleton} "):
                    postings = read_postings(reader, term)
                    rows = found.setdefault(class_, {}).setdefault(form, {})
                    for doc, weight, deltas in zip(postings.docs, postings.weights, postings.position_deltas(), strict=True):
                        if base + doc not in self._dead:
                            rows[base + doc] = (weight, deltas)
            self._families[skeleton] = found
        return self._families[skeleton]

    def search(self, text: str, sort: str = "relevance", filters: Filters = EVERYTHING, facets: Sequence[str] = ()) -> Result:
        """All hits of a query; ``sort`` is one of SORTS, ``facets`` are the kinds to be counted. Nothing that can be typed is
        an error."""
        typed = _Search(self, parse(text), text)
        unknown = typed.match.unknown()
        for search in self._other_readings(typed, unknown) if unknown else ():
            if not search.match.unknown():
                return search.result(sort, filters, facets)
        return typed.result(sort, filters, facets)

    def _other_readings(self, typed: _Search, unknown: Sequence[str]) -> Iterator[_Search]:
        """The query with its unknown words as another keyboard writes them, then as the archive spells them."""
        text = typed.query.text
        for other in retype(text, unknown):
            yield _Search(self, parse(other), text, [Note("keyboard", (text, other))])
        spelled, pairs = respell(text, unknown, self.words)
        if pairs:
            yield _Search(self, parse(spelled), text, [Note("spelling", pair) for pair in pairs], typed)

    @cached_property
    def words(self) -> Words:
        """The archive's words, as the static index lists them."""
        return Words(self._readers)


class _Search:
    """One query on its way to an ordered result."""

    def __init__(
        self, searcher: Searcher, query: Query, text: str, notes: Sequence[Note] = (), slip: _Search | None = None
    ) -> None:
        """``text`` is what was typed; ``slip``: the same query with a slip of spelling in it, whose scores count half."""
        self.searcher, self.query, self.text, self.slip = searcher, query, text, slip
        self.match = Matcher(searcher.archive, query)
        self.match.notes += notes
        self.weights = self.match.weights
        self.terms = query.terms
        self.collection = searcher._collection

    def result(self, sort: str, filters: Filters, facets: Sequence[str]) -> Result:
        """The hits in order; where few have all words, the best partial matches are ranked among them."""
        matched = self.match.matches(filters)
        found, near, notes = matched.docs, matched.near, matched.notes
        total = dict.fromkeys(found | near, 0.0)
        if total:
            total |= self._scores()
        if sort == "relevance":
            pool = found | near if len(found) < rank.FEW_FULL else found
            order = rank.listed(self._by_relevance(total, pool), found)
        else:
            order = self._by_date(found, sort)
        notes += [Note("near")] if len(order) > len(found) else []
        having = matched.having
        hits = [
            _hit(self.searcher._records[doc], total[doc], tuple(text for text, docs in having.items() if doc not in docs))
            for doc in order
        ]
        words = {text: len(docs) for text, docs in having.items()}
        counted = self._counts(matched, filters, facets) if facets else ((), None, ())
        return Result(self.text, len(found), hits, tuple(notes), words, *counted)

    def _scores(self) -> dict[int, float]:
        own = rank.scores(self.terms, self.weights, self.collection)
        return rank.mean(own, self.slip._scores()) if self.slip else own

    def _counts(
        self, matched: Matched, filters: Filters, kinds: Sequence[str]
    ) -> tuple[tuple[Facet, ...], Histogram, tuple[str, ...]]:
        names = self.searcher.names
        counted = (count_names(kind, names(kind), matched.without(kind), filters.names.get(kind, ())) for kind in kinds)
        bars = draw_histogram(map(self._day, matched.without("date")))
        return tuple(facet for facet in counted if facet.values), bars, kinds_of(names)

    def _by_relevance(self, total: dict[int, float], docs: set[int]) -> list[int]:
        """Adds what the titles of the best NEAR_TOP of ``docs`` say and orders all."""
        order = rank.ranked({doc: total[doc] for doc in docs}, self._newest_first)
        for doc in order[: rank.NEAR_TOP]:
            title = analyse(self.searcher._records[doc]["title"])
            apart = rank.title_apart(self.query, self.weights, self.collection, doc, title)
            total[doc] += apart + rank.title_nearness(self.query, self._idf, title)
        top = rank.ranked({doc: total[doc] for doc in order[: rank.NEAR_TOP]}, self._newest_first)
        return top + order[rank.NEAR_TOP :]

    def _idf(self, class_: str) -> float:
        return self.collection.idf(len(self.weights("class_", class_)))

    def _day(self, doc: int) -> int:
        return day_number(self.searcher._records[doc]["date"])

    def _newest_first(self, doc: int) -> tuple[int, int]:
        return (-self._day(doc), -doc)

    def _by_date(self, docs: Iterable[int], sort: str) -> list[int]:
        """By day, then by number; undated last either way."""
        if sort == "newest":
            return sorted(docs, key=self._newest_first)
        return sorted(docs, key=lambda doc: (self._day(doc) == 0, self._day(doc), doc))


def _hit(record: Mapping[str, Any], score: float, missing: tuple[str, ...]) -> Hit:
    known = {name: record[name] for name in ("id", "source_url", "title", "date", "source")}
    return Hit(url=article_url(record["id"]), score=score, missing=missing, **known)


def search(folder: Path, queries: Sequence[str], sort: str = "relevance") -> list[Result]:
    """The results of each query over the index in ``folder``; ``sort`` is one of SORTS.

    Raises IndexFormatError where there is no index of this version, InputError for another ``sort``.
    """
    if sort not in SORTS:
        raise InputError(f"sort {sort!r} is unknown; give one of {', '.join(SORTS)}.")
    with Searcher(folder) as searcher:
        return [searcher.search(query, sort) for query in queries]
