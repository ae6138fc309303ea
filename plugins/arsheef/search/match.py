"""Which documents a query finds, and what a reader must be told about them. Its twin is theme/static/search/match.js.

Words are ANDed by class; where no document has all, those with some of them are the result. What narrows (filters, fields of
the query) is applied to whichever of the two it is, so that what a name or a month would give can be counted exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from arsheef.arabic.analysis import Term, forms, own_class
from arsheef.search.facets import Filters, Names, date_bounds, in_range
from arsheef.search.language import DATES
from arsheef.search.parse import Clause, Query
from arsheef.search.source import day_number

Rows = Mapping[int, tuple[int, list[int]]]
"""Document -> (weight, distances between positions)."""
Family = Mapping[str, Mapping[str, Rows]]
"""Class -> form -> rows, of documents that are not deleted."""
SHOWN_NAMES = 5
"""Names listed in a note about a field that means several."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader should be told about the result: kind is

    empty | only-minus: nothing to search for        unknown: words that no article has (``words``)
    phrase: no article has the phrase, all have its words    partial: no article has all words
    near: some hits have some of the words only (their ``missing`` says which they lack)
    filtered: articles have the words, but none that the filters let pass        date: dates that cannot be read (``words``)
    names: a field's value (first of ``words``) is no name as it stands; the others are the names that were taken, if any
    keyboard: no article has what was typed (first of ``words``); its keys were read as the second
    spelling: no article has the first of ``words``, so the second was searched for in its place
    synonym: the other ``words`` were searched for, too, since they mean the same as the first
    """

    kind: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Archive:
    """What matching reads of an index."""

    family: Callable[[str], Family]
    """All postings of a skeleton."""
    names: Callable[[str], Names]
    """The names of a kind."""
    records: Sequence[Mapping[str, Any]]
    alive: Collection[int]


@dataclass(slots=True)
class Matched:
    """``base`` matches the text; ``docs`` are those of it that every filter lets pass; ``near`` others of them, with some
    of the words only."""

    base: set[int]
    docs: set[int]
    near: set[int]
    filters: dict[str, set[int]]
    """Kind (``date`` for the range) -> documents that its filter lets pass."""
    having: dict[str, set[int]]
    """What was asked for, as typed -> documents that have it."""
    notes: list[Note]

    def without(self, kind: str) -> set[int]:
        """The result without the filter of one kind."""
        return self.base.intersection(*(docs for other, docs in self.filters.items() if other != kind))


class Matcher:
    """One query on its way through the index."""

    def __init__(self, archive: Archive, query: Query) -> None:
        self.archive, self.query = archive, query
        self.terms = query.terms
        self.notes: list[Note] = []
        self.having: dict[str, set[int]] = {}
        self._weights: dict[tuple[str, str], dict[int, int]] = {}

    def weights(self, level: str, key: str) -> Mapping[int, int]:
        """Document -> weight of a key; that of a class is of its synonyms, too, that of an own class without broken plurals."""
        if (level, key) not in self._weights:
            self._weights[level, key] = self._sum(level, key)
        return self._weights[level, key]

    def _sum(self, level: str, key: str) -> dict[int, int]:
        total: dict[int, int] = {}
        if level == "own":
            term = next(term for term in self.terms if term.own == key)
            forms_ = self._of_class(term).items()
            found = [rows for form, rows in forms_ if own_class(form, term.class_) == key]
        elif level == "class_":
            words = self.query.synonyms.get(key) or [term for term in self.terms if term.class_ == key][:1]
            found = [rows for term in words for rows in self._of_class(term).values()]
        else:
            skeletons = dict.fromkeys(term.skeleton for term in self.terms if getattr(term, level) == key)
            found = [rows for skeleton in skeletons for of_class in self.archive.family(skeleton).values()
                     for form, rows in of_class.items() if level != "form" or form == key]  # fmt: skip
        for rows in found:
            for doc, (weight, _) in rows.items():
                total[doc] = total.get(doc, 0) + weight
        return total

    def documents(self, clause: Clause, term: Term) -> set[int]:
        """Documents that have the class of a term of a clause, or a synonym; for an exact clause just its form."""
        return {doc for rows in self._rows(clause, term) for doc in rows}

    def alternatives(self, clauses: Sequence[Clause]) -> set[int]:
        """Documents that have any of the clauses."""
        return set().union(*map(self.clause_documents, clauses))

    def clause_documents(self, clause: Clause) -> set[int]:
        """Documents of one clause: all its words, for a phrase one after another, in the title where it says so."""
        if clause.field in DATES:
            return self._in_range({str(clause.field): day_number(clause.date)})
        if clause.narrows:
            return self._named(clause)
        found = set.intersection(*(self.documents(clause, term) for term in clause.terms))
        if not clause.phrase and not clause.field:
            return found
        places = [self._positions(clause, term, found) for term in clause.terms]
        if not clause.phrase:
            return {doc for doc in found if all(at[doc] for at in places)}
        return {doc for doc in found
                if any(all(start + n in at[doc] for n, at in enumerate(places)) for start in places[0][doc])}  # fmt: skip

    def unknown(self) -> list[str]:
        """The words that no article has, by their forms: not those of which only just that form would do."""
        alone = [clauses[0] for _, clauses in self.query.needs if len(clauses) == 1]
        return [term.form for clause in alone if not clause.exact and not clause.field
                for term in clause.terms if not self.documents(clause, term)]  # fmt: skip

    def matches(self, filters: Filters) -> Matched:
        """What the query finds, narrowed by ``filters``."""
        narrowed = self._filters(filters)
        base, near = self._text(bool(narrowed or self.query.narrowing))
        passing = base.intersection(*narrowed.values()) if narrowed else base
        if base and not passing:
            self.notes.append(Note("filtered"))
        return Matched(base, passing, near.intersection(*narrowed.values()), narrowed, self.having, self.notes)

    def _text(self, narrows: bool) -> tuple[set[int], set[int]]:
        """The documents that match the text and the fields of the query, and others with some of the words only."""
        query, say = self.query, self.notes.append
        if query.unread:
            say(Note("date", query.unread))
        excluded = self.alternatives(query.excluded)
        within = set(self.archive.alive).intersection(*map(self.alternatives, query.narrowing)) - excluded
        if not query.needs:
            if not narrows and not query.unread:
                say(Note("only-minus" if query.excluded else "empty"))
            return within if narrows else set(), set()
        counts = self.having = {text: self.alternatives(clauses) for text, clauses in query.needs}
        if unknown := tuple(text for text, docs in counts.items() if not docs):
            say(Note("unknown", unknown))
        for typed, *others in query.synonyms.values():
            if also := tuple(other.text for other in others if self._of_class(other)):
                say(Note("synonym", (typed.text, *also)))
        everywhere = set.intersection(*counts.values())
        some = set().union(*counts.values()) - excluded - everywhere
        phrased = (everywhere - excluded).intersection(*map(self.clause_documents, query.phrases))
        if phrased:
            found, near = phrased, set() if query.phrases else some
        elif query.phrases and everywhere - excluded:
            found, near = everywhere - excluded, set()
            say(Note("phrase"))
        else:
            found, near = some, set()
            if some:
                say(Note("partial"))
        if found and not found & within:
            say(Note("filtered"))
        return found & within, near & within

    def _filters(self, filters: Filters) -> dict[str, set[int]]:
        narrowed = {kind: {doc for name in names for doc in self.archive.names(kind).docs.get(name, ())}
                    for kind, names in filters.names.items() if names}  # fmt: skip
        bounds, unread = date_bounds(filters)
        self.notes += [Note("date", tuple(unread))] if unread else []
        if bounds:
            narrowed["date"] = self._in_range(bounds)
        return narrowed

    def _in_range(self, bounds: Mapping[str, int]) -> set[int]:
        days = ((doc, day_number(self.archive.records[doc]["date"])) for doc in self.archive.alive)
        return {doc for doc, day in days if all(in_range(day, *bound) for bound in bounds.items())}

    def _named(self, clause: Clause) -> set[int]:
        names = self.archive.names(str(clause.field))
        meant, same = names.resolve(clause.terms)
        if not same:
            self.notes.append(Note("names", (clause.text, *meant[:SHOWN_NAMES])))
        return {doc for name in meant for doc in names.docs[name]}

    def _of_class(self, term: Term) -> Mapping[str, Rows]:
        return self.archive.family(term.skeleton).get(term.class_, {})

    def _rows(self, clause: Clause, term: Term) -> list[Rows]:
        return [rows for meant in self.query.meant(clause, term) for form, rows in self._of_class(meant).items()
                if not clause.exact or form == term.form]  # fmt: skip

    def _positions(self, clause: Clause, term: Term, wanted: Collection[int]) -> dict[int, set[int]]:
        """Places of a term, for a field those in the title: its words have the first positions."""
        places: dict[int, set[int]] = {doc: set() for doc in wanted}
        for rows in self._rows(clause, term):
            for doc, (_, deltas) in rows.items():
                if doc in places:
                    at = 0
                    for delta in deltas:
                        at += delta
                        places[doc].add(at)
        if clause.field:
            for doc, all_ in places.items():
                title = len(forms(self.archive.records[doc]["title"]))
                places[doc] = {at for at in all_ if at < title}
        return places
