"""Who is a copy of whom, kept as trees: the root is the oldest print, every other text points to one it is a copy of.

    20 July ◄── 21 July ◄── 23 July          each arrow: five-word shingles of both texts compared, Jaccard index >= .8
       ▲── 22 July

A new print is joined to every tree that holds a text like it; of several trees one comes out, whose root is the oldest of
all. So a print that turns up late, older than those known, becomes the root, and those that are like it point to it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Set
from functools import lru_cache

from arsheef.enrich.duplicates import COPY, DOUBT, LEADS, SHARED, jaccard, leads_of, resemblance

SCHEMA = """
CREATE TABLE IF NOT EXISTS notes(number INTEGER PRIMARY KEY, id TEXT UNIQUE, day TEXT, sketch BLOB, terms BLOB, parent INTEGER,
                                 lonely INTEGER);
CREATE INDEX IF NOT EXISTS notes_parent ON notes(parent) WHERE parent IS NOT NULL;
CREATE INDEX IF NOT EXISTS notes_lonely ON notes(lonely) WHERE lonely IS NOT NULL;
CREATE TABLE IF NOT EXISTS leads(hash INTEGER, number INTEGER, PRIMARY KEY(hash, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS moved(number INTEGER PRIMARY KEY);
"""
CANDIDATES = 64
"""So many candidates are looked at, those with most in common: a form that a thousand articles fill in has more."""
_FIND = (
    f"SELECT number, count(*) AS shared FROM leads WHERE hash IN ({','.join('?' * LEADS)}) AND number != ? "
    f"GROUP BY number HAVING shared >= ? ORDER BY shared DESC, number LIMIT {CANDIDATES}"
)


class Copies:
    """Trees of copies in the tables above; ``shingles_of`` reads the text of an article, None where it is gone."""

    def __init__(self, database: sqlite3.Connection, shingles_of: Callable[[str], Set[int] | None]) -> None:
        self._database = database
        self._shingles_of = lru_cache(maxsize=256)(shingles_of)

    def join(self, number: int) -> bool:
        """Finds a place for an article that is in no tree yet, and tells whether there is one; notes in ``moved`` whose parent
        became another."""
        (sketch,) = self._database.execute("SELECT sketch FROM notes WHERE number = ?", (number,)).fetchone()
        ends: dict[int, int] = {}
        for other in self._candidates(number, sketch):
            root = self.root_of(other)
            if root not in ends and self._alike(number, other):
                ends[root] = other
        found = bool(ends)
        if ends:
            oldest = min((*ends, number), key=self._key)
            if oldest != number:
                self._point(number, ends.pop(oldest))
            for end in ends.values():
                self._hang(end, number)
            if ends:
                self._straighten(oldest)
        return found

    def leave(self, number: int) -> None:
        """Takes an article out of its tree; those that remain of it find their places anew."""
        tree = self._tree(self.root_of(number))
        for each in tree:
            self._point(each, None)
        self._shingles_of.cache_clear()
        for each in sorted(tree, key=self._key):
            if each != number:
                self.join(each)

    def enter(self, number: int, sketch: bytes, former: bytes = b"") -> None:
        """Makes an article findable by its sketch, and no longer by its former one."""
        if former:
            gone = [(lead, number) for lead in leads_of(former)]
            self._database.executemany("DELETE FROM leads WHERE hash = ? AND number = ?", gone)
        self._database.executemany("INSERT OR IGNORE INTO leads VALUES (?, ?)", [(h, number) for h in leads_of(sketch)])

    def root_of(self, number: int) -> int:
        """The oldest print of a text."""
        while parent := self._parent(number):
            number = parent
        return number

    def id_of(self, number: int) -> str:
        """The id of an article."""
        return str(self._database.execute("SELECT id FROM notes WHERE number = ?", (number,)).fetchone()[0])

    def parent_id(self, number: int) -> str | None:
        """The id of the text that this one is a copy of."""
        parent = self._parent(number)
        return self.id_of(parent) if parent else None

    def _candidates(self, number: int, sketch: bytes) -> Iterator[int]:
        """Articles whose sketch looks alike, oldest first."""
        leads = leads_of(sketch)
        if not leads:
            return
        values = (*leads, *[None] * (LEADS - len(leads)), number, min(SHARED, len(leads)))
        near = []
        for other, _ in self._database.execute(_FIND, values).fetchall():
            theirs, day, id_ = self._database.execute("SELECT sketch, day, id FROM notes WHERE number = ?", (other,)).fetchone()
            if resemblance(sketch, theirs) >= COPY - DOUBT:
                near.append((day, id_, other))
        yield from (other for _, _, other in sorted(near))

    def _tree(self, root: int) -> list[int]:
        """The members of a tree, its root first."""
        tree = [root]
        for each in tree:
            rows = self._database.execute("SELECT number FROM notes WHERE parent = ? ORDER BY number", (each,)).fetchall()
            tree += [child for (child,) in rows]
        return tree

    def _alike(self, number: int, other: int) -> bool:
        """Whether two texts are copies of one another, compared exactly."""
        ours, theirs = self._shingles_of(self.id_of(number)), self._shingles_of(self.id_of(other))
        return ours is not None and theirs is not None and jaccard(ours, theirs) >= COPY

    def _straighten(self, root: int) -> None:
        """Points those members of a tree to its root that are copies of it themselves."""
        for each in self._tree(root)[1:CANDIDATES]:
            if self._parent(each) != root and self._alike(each, root):
                self._point(each, root)

    def _hang(self, number: int, parent: int) -> None:
        """Turns the arrows from ``number`` to its root round, and hangs it below ``parent``."""
        way = [number]
        while above := self._parent(way[-1]):
            way.append(above)
        for at, below in zip(way, (parent, *way), strict=False):
            self._point(at, below)

    def _point(self, number: int, parent: int | None) -> None:
        self._database.execute("UPDATE notes SET parent = ? WHERE number = ?", (parent, number))
        self._database.execute("INSERT OR IGNORE INTO moved VALUES (?)", (number,))

    def _parent(self, number: int) -> int | None:
        row = self._database.execute("SELECT parent FROM notes WHERE number = ?", (number,)).fetchone()
        return row[0] if row else None

    def _key(self, number: int) -> tuple[str, str]:
        """Order of printing: the day, an undated one last, then the id."""
        day, id_ = self._database.execute("SELECT day, id FROM notes WHERE number = ?", (number,)).fetchone()
        return day, id_


def day_key(date: str | None) -> str:
    """A date for sorting: of two that agree as far as both go, the more precise one first; none last."""
    return f"{date or ''}~"
