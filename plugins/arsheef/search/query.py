"""Search over Whoosh's postings with our own score: what `arsheef search` answers, and the oracle of the browser's engine.

Words are ANDed by class; stop words are not required while another word is there. Where no article has all of them, the
best partial matches come, and a note says so. The browser's twin is theme/static/search/engine.js.

Documents have the numbers of the static index: segments one after another, in each by date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whoosh.reading import SegmentReader

from arsheef.arabic.analysis import Term
from arsheef.errors import InputError
from arsheef.ids import article_url
from arsheef.search import rank
from arsheef.search.index import open_index, segment_readers
from arsheef.search.parse import Clause, Query, parse
from arsheef.search.postings import read_postings, terms_of
from arsheef.search.records import length_step, step_length
from arsheef.search.source import date_order, day_number

SORTS = ("relevance", "newest", "oldest")
Family = dict[str, dict[str, dict[int, tuple[int, list[int]]]]]
"""Class -> form -> document -> (weight, positions)."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader should be told about the result: kind is

    empty | only-minus: nothing to search for        unknown: words that no article has (``words``)
    phrase: no article has the phrase, all have its words    partial: no article has all words    near: some hits have
    some of the words only (their ``missing`` says which they lack)
    """

    kind: str
    words: tuple[str, ...] = ()


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
    """Required words, as typed, that the document lacks."""


@dataclass(frozen=True, slots=True)
class Result:
    """All hits of a query in order; ``total`` counts those that have all words, or all where none has."""

    query: str
    total: int
    hits: Sequence[Hit]
    notes: tuple[Note, ...] = ()
    words: dict[str, int] = field(default_factory=dict)
    """Word as typed -> number of documents that have its class."""


class Searcher:
    """An open index; use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Opens the index in ``folder``. Raises IndexFormatError where there is none of this version."""
        self._index = open_index(folder)
        self._readers: list[SegmentReader] = segment_readers(self._index)
        self._records: list[dict[str, Any]] = []
        self._numbers: list[list[int]] = []
        self._dead: set[int] = set()
        lengths: list[int] = []
        for reader in self._readers:
            base = len(lengths)
            records = [reader.stored_fields(n)["record"] for n in range(reader.doc_count_all())]
            order = date_order(records)
            numbers = [0] * len(order)
            for new, old in enumerate(order):
                numbers[old] = base + new
            self._numbers.append(numbers)
            self._records += [records[n] for n in order]
            lengths += [step_length(length_step(reader.doc_field_length(n, "text") or 0)) for n in order]
            self._dead.update(numbers[n] for n in reader.segment().deleted_docs())
        alive = [length for doc, length in enumerate(lengths) if doc not in self._dead]
        self._collection = rank.Collection(len(alive), sum(alive) / len(alive) if alive else 0.0, lengths)
        self._families: dict[str, Family] = {}

    def __enter__(self) -> Searcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._index.close()

    def family(self, skeleton: str) -> Family:
        """All postings of a skeleton, of documents that are not deleted."""
        if skeleton not in self._families:
            if len(self._families) >= 1000:  # bounds the memory of a long list of queries
                self._families.clear()
            found: Family = {}
            for reader, numbers in zip(self._readers, self._numbers, strict=True):
                for _, class_, form, term in terms_of(reader, f"{skeleton} "):
                    postings = read_postings(reader, term)
                    rows = found.setdefault(class_, {}).setdefault(form, {})
                    for old, weight, deltas in zip(postings.docs, postings.weights, postings.position_deltas(), strict=True):
                        if numbers[old] not in self._dead:
                            rows[numbers[old]] = (weight, deltas)
            self._families[skeleton] = found
        return self._families[skeleton]

    def search(self, text: str, sort: str = "relevance") -> Result:
        """All hits of a query; ``sort`` is one of SORTS. Nothing that can be typed is an error."""
        return _Search(self, parse(text)).result(sort)


class _Search:
    """One query on its way through the index."""

    def __init__(self, searcher: Searcher, query: Query) -> None:
        self.searcher, self.query = searcher, query
        self.terms = query.terms
        self.collection = searcher._collection

    def weights(self, level: str, key: str) -> dict[int, int]:
        """Document -> weight of a key, in ascending order of documents."""
        total: dict[int, int] = {}
        for skeleton in dict.fromkeys(term.skeleton for term in self.terms if getattr(term, level) == key):
            for class_, forms in self.searcher.family(skeleton).items():
                if level == "class_" and class_ != key:
                    continue
                for form, rows in forms.items():
                    if level != "form" or form == key:
                        for doc, (weight, _) in rows.items():
                            total[doc] = total.get(doc, 0) + weight
        return total

    def documents(self, term: Term) -> set[int]:
        """Documents that have the class of a term."""
        return {doc for rows in self.searcher.family(term.skeleton).get(term.class_, {}).values() for doc in rows}

    def clause_documents(self, clause: Clause) -> set[int]:
        """Documents with all words of a clause, for a phrase one after another."""
        found = set.intersection(*(self.documents(term) for term in clause.terms))
        if not clause.phrase:
            return found
        places = [self._positions(term, found) for term in clause.terms]
        return {
            doc
            for doc in found
            if any(all(start + n in at[doc] for n, at in enumerate(places)) for start in places[0][doc])
        }

    def _positions(self, term: Term, wanted: set[int]) -> dict[int, set[int]]:
        places: dict[int, set[int]] = {doc: set() for doc in wanted}
        for rows in self.searcher.family(term.skeleton).get(term.class_, {}).values():
            for doc, (_, deltas) in rows.items():
                if doc in places:
                    at = 0
                    for delta in deltas:
                        at += delta
                        places[doc].add(at)
        return places

    def matches(self) -> tuple[set[int], set[int], list[Note]]:
        """The documents to show, others with some of the words only, and what must be said about them."""
        required = self.query.required
        if not required:
            return set(), set(), [Note("only-minus" if self.query.clauses else "empty")]
        counts = {term.text: self.documents(term) for term in required}
        notes = [Note("unknown", unknown)] if (unknown := tuple(w for w, docs in counts.items() if not docs)) else []
        excluded: set[int] = set().union(*(self.clause_documents(c) for c in self.query.clauses if c.negative))
        everywhere = set.intersection(*counts.values()) - excluded
        some = set().union(*counts.values()) - excluded - everywhere
        phrases = [c for c in self.query.clauses if c.phrase and not c.negative]
        found = everywhere.intersection(*map(self.clause_documents, phrases))
        if found:
            return found, set() if phrases else some, notes
        if everywhere and phrases:
            return everywhere, set(), [*notes, Note("phrase")]
        return some, set(), [*notes, Note("partial")] if some else notes

    def result(self, sort: str) -> Result:
        """The hits in order; where few have all words, the best partial matches are ranked among them."""
        found, near, notes = self.matches()
        total = rank.scores(self.terms, self.weights, self.collection) if found else {}
        if sort == "relevance":
            pool = found | near if len(found) < rank.FEW_FULL else found
            order = rank.listed(self._by_relevance(total, pool), found)
        else:
            order = self._by_date(found, sort)
        notes += [Note("near")] if len(order) > len(found) else []
        having = {term.text: self.documents(term) for term in self.query.required}
        hits = [
            _hit(self.searcher._records[doc], total[doc], tuple(word for word, docs in having.items() if doc not in docs))
            for doc in order
        ]
        return Result(self.query.text, len(found), hits, tuple(notes), {word: len(docs) for word, docs in having.items()})

    def _by_relevance(self, total: dict[int, float], docs: set[int]) -> list[int]:
        """Adds title nearness to the best NEAR_TOP of ``docs`` and orders all."""
        order = rank.ranked({doc: total[doc] for doc in docs}, self._newest_first)
        idf = _cached(lambda class_: self.collection.idf(len(self.weights("class_", class_))))
        for doc in order[: rank.NEAR_TOP]:
            total[doc] += rank.title_nearness(self.terms, idf, self.searcher._records[doc]["title"])
        top = rank.ranked({doc: total[doc] for doc in order[: rank.NEAR_TOP]}, self._newest_first)
        return top + order[rank.NEAR_TOP :]

    def _day(self, doc: int) -> int:
        return day_number(self.searcher._records[doc]["date"])

    def _newest_first(self, doc: int) -> tuple[int, int]:
        return (-self._day(doc), -doc)

    def _by_date(self, docs: Iterable[int], sort: str) -> list[int]:
        """By day, then by number; undated last either way."""
        if sort == "newest":
            return sorted(docs, key=self._newest_first)
        return sorted(docs, key=lambda doc: (self._day(doc) == 0, self._day(doc), doc))


def _cached(function: Callable[[str], float]) -> Callable[[str], float]:
    known: dict[str, float] = {}

    def cached(key: str) -> float:
        if key not in known:
            known[key] = function(key)
        return known[key]

    return cached


def _hit(record: Mapping[str, Any], score: float, missing: tuple[str, ...]) -> Hit:
    url = article_url(record["id"])
    return Hit(record["id"], url, record["source_url"], record["title"], record["date"], record["source"], score, missing)


def search(folder: Path, queries: Sequence[str], sort: str = "relevance") -> list[Result]:
    """The results of each query over the index in ``folder``; ``sort`` is one of SORTS.

    Raises IndexFormatError where there is no index of this version, InputError for another ``sort``.
    """
    if sort not in SORTS:
        raise InputError(f"sort {sort!r} is unknown; give one of {', '.join(SORTS)}.")
    with Searcher(folder) as searcher:
        return [searcher.search(query, sort) for query in queries]
