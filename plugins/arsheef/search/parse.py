"""The query language: what a reader typed, to clauses of analysed terms. Its twin is theme/static/search/query.js.

    word  "a phrase"  «عبارة»  -word  -"a phrase"
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from arsheef.arabic.analysis import Term, analyse, is_stop

_CHUNK = re.compile(r"""(-?)(?:(["«“„”])([^"»“”]*)|([^ \t\r\n\u00a0\u3000"«»“”„]+))""")
"""Spelled out, since \\s means other characters in JavaScript."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A word (or several that were written as one), or a phrase."""

    terms: tuple[Term, ...]
    phrase: bool = False
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. ``text`` is what was typed."""

    text: str
    clauses: tuple[Clause, ...] = ()

    @property
    def terms(self) -> list[Term]:
        """All positive terms in the order typed."""
        return [term for clause in self.clauses if not clause.negative for term in clause.terms]

    @property
    def required(self) -> list[Term]:
        """One positive term a class: those that are no stop words, or all where nothing else is there."""
        terms = self.terms
        content = [term for term in terms if not is_stop(term.form)] or terms
        first: dict[str, Term] = {}
        for term in content:
            first.setdefault(term.class_, term)
        return list(first.values())


def parse(text: str) -> Query:
    """Reads a query; anything typed is a query, so nothing is ever an error."""
    clauses: list[Clause] = []
    for match in _CHUNK.finditer(text):
        minus, quote, quoted, word = match.groups()
        terms = tuple(analyse(quoted if quote else word))
        if terms:
            clauses.append(Clause(terms, bool(quote) and len(terms) > 1, bool(minus)))
    return Query(text, tuple(clauses))
