"""Which names of an article become facets: only those that are sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from arsheef.arabic.remembered import Remembered
from arsheef.enrich.lexicon import key
from arsheef.enrich.names import Name, find_names
from arsheef.enrich.spans import ORGANISATION, PERSON, PLACE

_SERVANT = re.compile(r"\bعبد (?=ال|رب)")
_HOUSE = " آل سعود"
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
    unsure: dict[str, tuple[str, ...]]
    """Names mentioned once, by kind: the archive may know them."""

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


def facets_of(title: str, paragraphs: Iterable[str]) -> Facets:
    """The facets of an article."""
    return facets_among(find_names("\n".join((title, *paragraphs))))


def facets_among(names: Sequence[Name]) -> Facets:
    """The facets of an article whose names are found already."""
    sure: dict[str, tuple[Facet, ...]] = {}
    unsure: dict[str, tuple[str, ...]] = {}
    for kind in (PLACE, PERSON, ORGANISATION):
        groups = _groups([name for name in names if name.kind == kind], kind)
        certain = [len(group) >= ENOUGH or any(name.sure for name in group) for group in groups]
        facets = [Facet(_shown(group[0].full, kind), tuple(name.text for name in group)) for group in groups]
        sure[kind] = tuple(facet for facet, is_certain in zip(facets, certain, strict=True) if is_certain)
        unsure[kind] = tuple(facet.name for facet, is_certain in zip(facets, certain, strict=True) if not is_certain)
    return Facets(sure, unsure)


def _groups(names: Sequence[Name], kind: str) -> list[list[Name]]:
    """Mentions of the same name together, in the order of the first."""
    grouped: dict[str, list[Name]] = {}
    for name in names:
        grouped.setdefault(name_key(_shown(name.full, kind)), []).append(name)
    if kind != PLACE:
        grouped = _folded(grouped, kind)
    return [group for folded, group in grouped.items() if _is_full(folded, kind)]


def _shown(name: str, kind: str) -> str:
    """The spelling that a person's name has in every article: «عبد الله» in one word, a chain of fathers without «آل سعود»."""
    if kind != PERSON:
        return name
    joined = _SERVANT.sub("عبد", name)
    return joined.removesuffix(_HOUSE) if " بن " in joined else joined


def name_key(name: str) -> str:
    """What the spellings of a name have in common: letters folded, «عبد الله» one word."""
    return _KEYS[name]


_KEYS = Remembered(lambda name: _SERVANT.sub("عبد", key(name)), most=10_000)


def _is_full(folded: str, kind: str) -> bool:
    """A person's facet has two words, and begins with the person and not with the father."""
    return kind != PERSON or folded == "بن لادن" or (" " in folded and not folded.startswith(("بن ", "ابن ", "بنت ")))


def _folded(grouped: dict[str, list[Name]], kind: str) -> dict[str, list[Name]]:
    """Names that are short for one other name of the text join it: its beginning, and for people first and last word."""
    longer = {folded: [other for other in grouped if _is_short_for(folded, other, kind)] for folded in grouped}
    folded_groups: dict[str, list[Name]] = {}
    for folded, others in longer.items():
        target = others[0] if len(others) == 1 else max(others, key=len) if _is_chain(others) else folded
        folded_groups.setdefault(target, [])
        whole = folded_groups[target]
        whole[:] = [*grouped[folded], *whole] if target == folded else [*whole, *grouped[folded]]
    return folded_groups


def _is_short_for(name: str, other: str, kind: str) -> bool:
    if other.startswith(f"{name} "):
        return True
    first, _, last = name.partition(" ")
    return kind == PERSON and " " not in last and other.startswith(f"{first} ") and other.endswith(f" {last}") and other != name


def _is_chain(names: Sequence[str]) -> bool:
    """Whether each name continues the one before it, so that the longest is the name of all."""
    ordered = sorted(names, key=len)
    return bool(ordered) and all(longer.startswith(f"{shorter} ") for shorter, longer in pairwise(ordered))
