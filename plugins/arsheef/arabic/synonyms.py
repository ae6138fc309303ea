"""Words that mean the same as another, by its class: what a search finds, too. Twin: theme/static/search/analysis.js."""

from __future__ import annotations

from arsheef.arabic.analysis import Term, analyse
from arsheef.arabic.rules import read_synonyms


def _by_class() -> dict[str, tuple[Term, ...]]:
    groups = [tuple(term for word in group for term in analyse(word)) for group in read_synonyms()]
    return {term.class_: group for group in groups for term in group}


_GROUPS = _by_class()


def synonyms(class_: str) -> tuple[Term, ...]:
    """The group that a class belongs to, in the order of synonyms.txt, itself among them; empty where it has none."""
    return _GROUPS.get(class_, ())
