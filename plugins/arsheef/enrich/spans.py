"""What the finders give back, and the table in which they look names of several words up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass

from arsheef.enrich.lexicon import Word, key

PLACE, PERSON, ORGANISATION = "place", "person", "organisation"


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``first`` to ``last`` are a name; ``cut`` letters of the first one do not belong to it."""

    first: int
    last: int
    """The token after the last one."""
    cut: int
    kind: str
    sure: bool
    """Known by name, or with a title: one mention is enough."""
    shown: str | None = None
    """How the table writes it."""


class NameTable:
    """Names by their first word. A name stands in it under all its spellings."""

    def __init__(self, rows: Iterable[Sequence[str]], unspelled: Collection[str] = ()) -> None:
        """Each row is the name that is shown and its other spellings; those ``unspelled`` are shown, but not found."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for row in rows:
            for spelling in row[row[0] in unspelled :]:
                first, *rest = key(spelling).split() or [""]
                self._by_first.setdefault(first, []).append((tuple(rest), row[0]))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, tokens: Sequence[Word], at: int) -> tuple[int, int, str] | None:
        """(token after the name, letters cut off, how it is shown) of the longest name at ``at``."""
        by_first = self._by_first
        for cut, form in tokens[at].cuts:
            for rest, shown in by_first.get(form, ()):
                end = at + 1 + len(rest)
                if not rest or rest == tuple([token.form for token in tokens[at + 1 : end]]):
                    return end, cut, shown
        return None

    @property
    def beginnings(self) -> Set[str]:
        """Words with which a name begins."""
        return self._by_first.keys()

    def __contains__(self, form: str) -> bool:
        return any(not rest for rest, _ in self._by_first.get(form, ()))
