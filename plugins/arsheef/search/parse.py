"""The query language: what a reader typed, to groups of clauses. Its twin is theme/static/search/query.js.

    word   "a phrase"   «عبارة»   -word   -"a phrase"   one أو other   =form   title:word   source:name   after:2015-07

Groups are ANDed; the clauses of a group are alternatives. docs/search-language.md says what each means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from arsheef.arabic.analysis import Term, analyse, fold, is_stop
from arsheef.arabic.synonyms import synonyms
from arsheef.search.dates import read_when
from arsheef.search.language import DATES, FIELDS, OPERATORS

_BLANK = r" \t\r\n\u00a0\u3000"
"""Spelled out, since \\s means other characters in JavaScript."""
_CHUNK = re.compile(
    rf"""\||(-?)(?:([^{_BLANK}"«»“”„|:=-]+):(?=[^{_BLANK}|]))?(=?)(?:(["«“„”])([^"»“”]*)["»“”]?|([^{_BLANK}"«»“”„|]+))"""
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing typed: a word (or several that were written as one), a phrase, or a field with its value."""

    text: str
    """As typed, without its minus."""
    terms: tuple[Term, ...]
    field: str | None = None
    """title | source | section | place | person | org | tag | after | before"""
    phrase: bool = False
    exact: bool = False
    """Only the forms typed, not their classes."""
    negative: bool = False
    date: str | None = None
    """ISO date of after and before; None where it cannot be read."""

    @property
    def level(self) -> str:
        """The level on which its words match."""
        return "form" if self.exact else "class_"

    @property
    def narrows(self) -> bool:
        """Whether it is no word of the text, but a field that only narrows."""
        return self.field not in (None, "title")


Need = tuple[str, tuple[Clause, ...]]
"""What an article must have: as it is shown to the reader, and the alternatives."""


@dataclass(frozen=True)
class Query:
    """A parsed query. ``text`` is what was typed."""

    text: str
    groups: tuple[tuple[Clause, ...], ...] = ()
    """What was asked for; each group's clauses are alternatives."""
    excluded: tuple[Clause, ...] = ()
    """What an article must not have."""
    unread: tuple[str, ...] = ()
    """Dates, as typed, that cannot be read: they count for nothing."""

    @cached_property
    def terms(self) -> list[Term]:
        """All positive terms in the order typed: what is scored."""
        return [term for group in self.groups for clause in group if not clause.narrows for term in clause.terms]

    @cached_property
    def needs(self) -> list[Need]:
        """One word a class, no stop words unless nothing else is there; an exact word, a word of the title, or a group of
        alternatives as typed. Fields that narrow are no needs."""
        found: dict[str, Need] = {}
        stops: dict[str, Need] = {}
        for group in self.groups:
            if all(clause.narrows for clause in group):
                continue
            if len(group) > 1:
                text = " | ".join(clause.text for clause in group)
                found[text] = (text, group)
                continue
            (clause,) = group
            special = clause.exact or clause.field is not None
            before = re.match("[^:]*:=?" if clause.field else "=?", clause.text)
            for term in clause.terms:
                key = f"{clause.field or ''}:{clause.level}:{getattr(term, clause.level)}"
                text = (before[0] if before and special else "") + term.text
                one = Clause(text, (term,), clause.field, exact=clause.exact)
                (stops if not special and is_stop(term.form) else found).setdefault(key, (text, (one,)))
        return list((found or stops).values())

    @cached_property
    def synonyms(self) -> dict[str, tuple[Term, ...]]:
        """Class of a word that other words may stand for -> the word, and those. A word that is typed itself, if only to
        leave it out, stands for no other."""
        words = [clause for group in (*self.groups, self.excluded) for clause in group if not clause.narrows]
        typed = {term.class_ for clause in words for term in clause.terms}
        found: dict[str, tuple[Term, ...]] = {}
        for clause in words:
            for term in () if clause.exact or clause.negative else clause.terms:
                if others := [other for other in synonyms(term.class_) if other.class_ not in typed]:
                    found.setdefault(term.class_, (term, *others))
        return found

    def meant(self, clause: Clause, term: Term) -> tuple[Term, ...]:
        """A term of a clause, and the words that may stand for it."""
        alone = clause.exact or clause.negative
        return (term,) if alone else self.synonyms.get(term.class_, (term,))

    @cached_property
    def phrases(self) -> list[Clause]:
        """Phrases that stand alone: all their words are needs, and they must stand one after another."""
        return [group[0] for group in self.groups if len(group) == 1 and group[0].phrase]

    @cached_property
    def narrowing(self) -> list[tuple[Clause, ...]]:
        """Groups of fields that only narrow."""
        return [group for group in self.groups if all(clause.narrows for clause in group)]


def parse(text: str) -> Query:
    """Reads a query; anything typed is a query, so nothing is ever an error."""
    excluded: list[Clause] = []
    unread: list[str] = []
    groups: list[list[Clause]] = []
    operator: Clause | None = None  # an "or" that waits for its right neighbour
    joins = False  # whether the clause before can be the left neighbour of an "or"
    for clause in _clauses(text):
        if joins and _is_operator(clause):
            operator = operator or clause
        elif clause.field in DATES and not clause.date:
            unread.append(clause.text)
        elif clause.negative:
            groups += [[operator]] if operator and operator.terms else []
            excluded.append(clause)
            operator, joins = None, False
        elif clause.terms:
            if operator:
                groups[-1].append(clause)
            else:
                groups.append([clause])
            operator, joins = None, True
    if operator and operator.terms:  # the last word is "or": a word like any other
        groups.append([operator])
    return Query(text, tuple(map(tuple, groups)), tuple(excluded), tuple(unread))


def _clauses(text: str) -> Iterator[Clause]:
    """What was typed, piece by piece; the sign | has no terms."""
    for match in _CHUNK.finditer(text):
        minus, name, equals, quote, quoted, word = match.groups()
        value: str = quoted if quote else word or ""
        field = FIELDS.get(fold(name)) if name else None
        if name and not field:  # a colon in a text: قال:"نعم"
            if quote:
                yield from _clause(name, name, bool(minus))
            else:
                value = f"{name}:{equals}{value}"
        typed = match[0][len(minus or "") :]
        words = field in (None, "title")
        yield from _clause(
            typed, value, bool(minus), field, phrase=bool(quote) and words, exact=bool(equals) and words,
            date=read_when(value) if field in DATES else None,
        )  # fmt: skip
        if match[0] == "|":
            yield Clause("|", ())


def _clause(
    typed: str, value: str, negative: bool, field: str | None = None, *,
    phrase: bool = False, exact: bool = False, date: str | None = None,
) -> Iterator[Clause]:
    """Nothing where the value has no letter and no digit."""
    if terms := tuple(analyse(value)):
        yield Clause(typed, terms, field, phrase and len(terms) > 1, exact, negative, date)


def _is_operator(clause: Clause) -> bool:
    plain = not (clause.field or clause.phrase or clause.exact or clause.negative)
    return plain and (clause.text in OPERATORS or fold(clause.text) in OPERATORS)
