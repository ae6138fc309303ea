"""Names that the archive knows: of those mentioned once in an article, the ones that other articles are sure of.

    names of an article: sure -> header, table;  mentioned once -> table -> header, when three other articles are sure of them
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from arsheef.enrich.facets import Facets, name_key

SCHEMA = """
CREATE TABLE IF NOT EXISTS names(number INTEGER, kind TEXT, name TEXT, text TEXT, sure INTEGER,
                                 PRIMARY KEY(number, kind, name)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS names_sure ON names(kind, name) WHERE sure = 1;
CREATE INDEX IF NOT EXISTS names_unsure ON names(number) WHERE sure = 0;
"""
TOLD = 2
"""``sure`` of a name that stands in the header because others are sure of it; 1 and 0 as Mention says."""
ARTICLES = 3
"""Articles that must be sure of a name, none a copy of another."""
_SURE = "FROM names JOIN notes USING(number) WHERE sure = 1 AND parent IS NULL"
_KNOWN = f"SELECT kind, name {_SURE} GROUP BY kind, name HAVING count(*) >= {ARTICLES}"
_USUAL = f"SELECT text {_SURE} AND kind = ? AND name = ? GROUP BY text ORDER BY count(*) DESC, text"
_UNSURE = "SELECT number, kind, name FROM names WHERE sure = 0 ORDER BY number, kind, name"

Mention = tuple[str, str, str, bool]
"""Field of Article, key of the name, the name as it is shown, whether the article is sure of it."""
FIELDS = {"place": "places", "person": "people", "organisation": "organisations"}


def mentions_of(facets: Facets) -> tuple[Mention, ...]:
    """What the table holds of an article, each name once."""
    return tuple({(field, name): (field, name, text, sure) for field, name, text, sure in _mentions(facets)}.values())


def _mentions(facets: Facets) -> Iterator[Mention]:
    for kind, field in FIELDS.items():
        for text in facets.unsure[kind]:
            yield field, name_key(text), text, False
        for facet in facets.found[kind]:
            yield field, name_key(facet.name), facet.name, True


class KnownNames:
    """The names of all articles in the table above, beside the notes of copies.py."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def enter(self, number: int, mentions: Sequence[Mention]) -> None:
        """Notes the names of an article of which none are noted."""
        self._database.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?)", [(number, *mention) for mention in mentions])

    def leave(self, number: int) -> None:
        """Forgets the names of an article."""
        self._database.execute("DELETE FROM names WHERE number = ?", (number,))

    def found(self) -> dict[int, tuple[tuple[str, str], ...]]:
        """For articles with names that others are sure of: field and name, in the spelling most of them have."""
        known: dict[int, tuple[tuple[str, str], ...]] = {}
        usual: dict[tuple[str, str], str | None] = dict.fromkeys(self._database.execute(_KNOWN))
        for number, *name in self._database.execute(_UNSURE):
            key = name[0], name[1]
            if key in usual:
                text = usual[key] = usual[key] or self._database.execute(_USUAL, key).fetchone()[0]
                known[number] = (*known.get(number, ()), (key[0], text))
        return known

    def of(self, number: int) -> tuple[tuple[str, str], ...]:
        """Field and name of those that were told to an article."""
        rows = self._database.execute("SELECT kind, text FROM names WHERE number = ? AND sure = ?", (number, TOLD))
        return tuple(rows.fetchall())

    def told(self, number: int, names: Sequence[tuple[str, str]]) -> None:
        """Notes that the header of an article has these names; they make no other article sure."""
        rows = [(text, TOLD, number, field, name_key(text)) for field, text in names]
        self._database.executemany("UPDATE names SET text = ?, sure = ? WHERE number = ? AND kind = ? AND name = ?", rows)
