"""Which names of an article become facets: only those that are sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from arsheef.enrich.lexicon import key
from arsheef.enrich.names import Name, find_names
from arsheef.enrich.spans import ORGANISATION, PERSON, PLACE

ENOUGH = 2
"""Mentions that make a name sure that is neither known nor titled."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One name with the texts of its mentions, in order."""

    name: str
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """The sure names of an article, each kind in the order of first mention."""

    found: dict[str, tuple[Facet, ...]]

    @property
    def places(self) -> tuple[str, ...]:
        """Names of places."""
        return tuple(facet.name for facet in self.found[PLACE])

    @property
    def people(self) -> tuple[str, ...]:
        """Names of people, without titles, in full."""
        return tuple(facet.name for facet in self.found[PERSON])

    @property
    def organisations(self) -> tuple[str, ...]:
        """Names of organisations."""
        return tuple(facet.name for facet in self.found[ORGANISATION])

    def evidence(self, kind: str) -> tuple[tuple[str, ...], ...]:
        """For each facet of a kind its name and the texts of its mentions."""
        return tuple((facet.name, *facet.mentions) for facet in self.found[kind])


def facets_of(title: str, paragraphs: Iterable[str], known: frozenset[str] = frozenset()) -> Facets:
    """The facets of an article. ``known`` holds keys of names that the archive knows: one mention of them is enough."""
    names = find_names("\n".join((title, *paragraphs)))
    by_kind = {kind: [name for name in names if name.kind == kind] for kind in (PLACE, PERSON, ORGANISATION)}
    return Facets({kind: _sure(found, kind, known) for kind, found in by_kind.items()})


def _sure(names: Sequence[Name], kind: str, known: frozenset[str]) -> tuple[Facet, ...]:
    grouped: dict[str, list[Name]] = {}
    for name in names:
        grouped.setdefault(key(name.full), []).append(name)
    return tuple(
        Facet(group[0].full, tuple(name.text for name in group))
        for folded, group in grouped.items()
        if (len(group) >= ENOUGH or any(name.sure for name in group) or folded in known)
        and not (kind == PERSON and " " not in folded)
    )
