"""What is known of all articles together, in the ledger's database: copies, related articles, topics, sections.

A cache as the ledger itself: what it found stands in the headers of content/, and it is noted anew where it is missing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from arsheef.arabic.analysis import forms
from arsheef.article import Article
from arsheef.enrich import copies, known, related, sections, vocabulary
from arsheef.enrich.copies import Copies, day_key
from arsheef.enrich.duplicates import resemblance, runs, shingles, sketch_of
from arsheef.enrich.known import KnownNames, Mention
from arsheef.enrich.phrases import Phrase
from arsheef.enrich.related import Neighbours, terms_of
from arsheef.enrich.sections import Sections, words_of
from arsheef.enrich.vocabulary import Vocabulary

RELATED = 4
"""Related articles that a header names at most."""
_NEW = "INSERT INTO notes(day, sketch, terms, id) VALUES (?, ?, ?, ?)"
ALIKE = 0.3
"""Estimated Jaccard index from which two texts tell the same story in the same words: not related, but the same."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the archive keeps of an article; made in the process that extracted it."""

    day: str
    sketch: bytes
    terms: bytes
    section: str | None = None
    """As the source names it."""
    words: bytes = b""
    """What its section is told by."""
    phrases: tuple[Phrase, ...] = ()
    names: tuple[Mention, ...] = ()


def note_of(article: Article, phrases: tuple[Phrase, ...] = (), names: tuple[Mention, ...] = ()) -> Note:
    """The note of an article, with the ``phrases`` that may be its topics and the ``names`` found in it."""
    title, found = forms(article.title), forms("\n".join(article.paragraphs))
    sketch, terms = sketch_of(runs(found)), terms_of(article, title, found)
    return Note(day_key(article.date), sketch, terms, article.section, words_of(title + found), phrases, names)


class Shelf(Protocol):
    """The files of content/ by the id of their article."""

    def has(self, id_: str) -> bool:
        """Whether there is such a file."""

    def read(self, id_: str) -> tuple[str, ...] | None:
        """The paragraphs of an article; None where its file is gone or no article."""


class Archive:
    """The notes of all articles, each entered in its turn; one that was entered later does not change what was found."""

    def __init__(self, database: sqlite3.Connection, shelf: Shelf) -> None:
        for statement in (copies.SCHEMA + related.SCHEMA + vocabulary.SCHEMA + sections.SCHEMA + known.SCHEMA).split(";"):
            database.execute(statement)
        self._database = database
        self._shelf = shelf
        self._number = lru_cache(maxsize=64)(self._find_number)
        self._now: tuple[str, tuple[str, ...]] | None = None
        self._copies = Copies(database, self._shingles)
        self._neighbours = Neighbours(database)
        self._vocabulary = Vocabulary(database)
        self._sections = Sections(database)
        self._names = KnownNames(database)
        self._names_now: dict[int, tuple[tuple[str, str], ...]] = {}
        self._topics_now: dict[int, tuple[str, ...]] = {}
        self._sections_now: dict[int, str] = {}

    def knows(self, id_: str) -> bool:
        """Whether there is a note of an article."""
        return self._database.execute("SELECT 1 FROM notes WHERE id = ?", (id_,)).fetchone() is not None

    def enter(self, article: Article, note: Note) -> None:
        """Takes in an article, new or changed, and finds what it is a copy of; its file is written after that."""
        row = self._database.execute("SELECT number, sketch, terms, day FROM notes WHERE id = ?", (article.id,)).fetchone()
        number, sketch, terms, day = row or (0, b"", b"", "")
        values = (note.day, note.sketch, note.terms, article.id)
        if row is None:
            number = self._database.execute(_NEW, values).lastrowid or 0
        if (note.sketch, note.terms, note.day) == (sketch, terms, day):
            return
        if row:
            self._database.execute("UPDATE notes SET day = ?, sketch = ?, terms = ? WHERE id = ?", values)
            self._vocabulary.leave(number)
            self._names.leave(number)
        self._neighbours.enter(number, note.terms, terms)
        self._vocabulary.enter(number, note.phrases)
        self._names.enter(number, note.names)
        self._sections.enter(number, note.section, note.words)
        if (note.sketch, note.day) != (sketch, day):
            self._now = article.id, article.paragraphs
            if row:
                self._copies.leave(number)
            self._copies.enter(number, note.sketch, sketch)
            if self._copies.join(number) or row:
                self._database.execute("DELETE FROM moved WHERE number = ?", (number,))  # its file is written anyway
            self._now = None

    def copy_of(self, id_: str) -> str | None:
        """The id of the text that an article is a copy of."""
        return self._copies.parent_id(self._number(id_))

    def related_to(self, id_: str) -> tuple[str, ...]:
        """Ids of articles entered before that this one has to do with: none its copy, no two copies of one another."""
        number = self._number(id_)
        found = self._related(number)
        if not found:
            self._database.execute("UPDATE notes SET lonely = 1 WHERE number = ?", (number,))
        return found

    def unsettled(self) -> list[str]:
        """Articles whose files may have to change: copies of another text now, those that came when there was little to be
        related to, before the archive has doubled, and those whose topics or section can be told now."""
        everyone = self._everyone()
        self._database.execute("UPDATE notes SET lonely = NULL WHERE lonely IS NOT NULL AND 2 * number > ?", (everyone,))
        self._topics_now, self._sections_now = self._vocabulary.topics(), self._sections.found()
        self._names_now = self._names.found()
        rows = self._database.execute("SELECT number FROM moved UNION SELECT number FROM notes WHERE lonely IS NOT NULL")
        numbers = {number for (number,) in rows}.union(self._topics_now, self._sections_now, self._names_now)
        find = "SELECT id FROM notes WHERE number = ?"
        return [id_ for number in sorted(numbers) for (id_,) in self._database.execute(find, (number,)).fetchall()]

    def second_look(self, id_: str) -> tuple[str, ...]:
        """Related articles of one that had none when it came, whenever they came."""
        number = self._number(id_)
        lonely = self._database.execute("SELECT lonely FROM notes WHERE number = ?", (number,)).fetchone()[0]
        return self._related(number) if lonely else ()

    def topics_of(self, id_: str) -> tuple[str, ...]:
        """Topics of an unsettled article; none where it has been given some before."""
        return self._topics_now.get(self._number(id_), ())

    def names_of(self, id_: str) -> tuple[tuple[str, str], ...]:
        """Field and name of those that an article mentions once, and that other articles are sure of."""
        number = self._number(id_)
        return (*self._names.of(number), *self._names_now.get(number, ()))

    def section_of(self, id_: str) -> str | None:
        """The section of an unsettled article whose source names none, as its words tell it."""
        return self._sections_now.get(self._number(id_))

    def settle(self, id_: str) -> None:
        """Notes that the file of an article says what is known now."""
        number = self._number(id_)
        self._database.execute("DELETE FROM moved WHERE number = ?", (number,))
        self._database.execute("UPDATE notes SET lonely = NULL WHERE number = ?", (number,))
        self._names.told(number, self._names_now.get(number, ()))
        if number in self._topics_now:
            self._vocabulary.told(number)
        if number in self._sections_now:
            self._sections.told(number)

    def _related(self, number: int) -> tuple[str, ...]:
        terms, sketch = self._database.execute("SELECT terms, sketch FROM notes WHERE number = ?", (number,)).fetchone()
        stories = {self._copies.root_of(number)}
        found: list[str] = []
        for other in self._neighbours.near(number, terms):
            root = self._copies.root_of(other)
            other_id, theirs = self._database.execute("SELECT id, sketch FROM notes WHERE number = ?", (other,)).fetchone()
            if root in stories or resemblance(sketch, theirs) >= ALIKE or not self._shelf.has(other_id):
                continue
            stories.add(root)
            found.append(other_id)
            if len(found) == RELATED:
                break
        return tuple(found)

    def _everyone(self) -> int:
        """Articles entered so far."""
        return int(self._database.execute("SELECT max(number) FROM notes").fetchone()[0] or 0)

    def _find_number(self, id_: str) -> int:
        return int(self._database.execute("SELECT number FROM notes WHERE id = ?", (id_,)).fetchone()[0])

    def _shingles(self, id_: str) -> Set[int] | None:
        paragraphs = self._now[1] if self._now and self._now[0] == id_ else self._shelf.read(id_)
        return None if paragraphs is None else shingles(paragraphs)
