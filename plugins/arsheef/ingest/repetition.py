"""Furniture that no list knows: the short line with which article after article of one outlet begins or ends.

Position, form and repetition together: what stands before the first sentence of a text as lines of their own, or after the last
one as lines or glued to it, has at most fourteen words and no stop, and opens or closes a tenth of the outlet's articles. The
article's own headline at its end («رابط الخبر بصحيفة المثال: …») does not count: what stands before it is the line.
Subheadings have sentences above and below, names of columns and closing formulas of one writer are rarer, sentences end with a
stop: all of these stay.

A line is counted until it is known; from then on it is cut at once, and the files that came before are cleaned after the last
record, but for those that a person edited: who puts a line back keeps it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit
from zlib import crc32

from arsheef.article import Article
from arsheef.ingest.dates_fold import fold_word
from arsheef.ingest.paragraphs import STOPS, ends_sentence, one_line

SCHEMA = """
CREATE TABLE IF NOT EXISTS outlets(outlet INTEGER PRIMARY KEY, articles INTEGER);
CREATE TABLE IF NOT EXISTS closings(outlet INTEGER, line INTEGER, id TEXT, PRIMARY KEY(outlet, line, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS repeated(outlet INTEGER, line INTEGER, articles INTEGER, known INTEGER,
                                    PRIMARY KEY(outlet, line)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS uncleaned(id TEXT PRIMARY KEY) WITHOUT ROWID;
"""
LEAST, SHARE = 12, 10
"""A line is furniture from so many articles on, and from one in so many of the outlet's."""
_LINES, _WORDS, _LETTERS = 4, 14, 5
"""Lines before the first sentence and after the last one that are looked at, words and letters of one."""


def closings_of(paragraphs: tuple[str, ...], title: str = "") -> list[str]:
    """The lines after the last sentence of a text, the last one first: what may be furniture."""
    found: list[str] = []
    for at, line in reversed(list(enumerate(paragraphs))):
        label = _label(line, title)
        if ends_sentence(label) or len(found) == _LINES:
            return found
        if at and _is_short(label):
            found.append(line)
            continue
        tail = _tail_of(line, label)
        return [*found, tail] if tail and not found else found
    return found


def openings_of(paragraphs: tuple[str, ...]) -> list[str]:
    """The lines before the first sentence of a text, the first one first: what may be furniture; none where it is all lines."""
    found: list[str] = []
    for line in paragraphs[: _LINES + 1]:
        if ends_sentence(line) or not _is_short(line):
            return found
        found.append(line)
    return []


def without(paragraphs: tuple[str, ...], closings: list[str], openings: Sequence[str] = ()) -> tuple[str, ...]:
    """``paragraphs`` without these lines, those of ``closings_of`` and ``openings_of``, in their order."""
    kept = list(paragraphs)
    for line in openings:
        kept.remove(line)
    for line in closings:
        at = max(at for at, paragraph in enumerate(kept) if paragraph.endswith(line))
        rest = kept[at].removesuffix(line).rstrip()
        kept[at : at + 1] = [rest] if rest else []
    return tuple(kept)


class Repetition:
    """How often each opening and closing line came, by outlet."""

    def __init__(self, database: sqlite3.Connection) -> None:
        for statement in SCHEMA.split(";"):
            database.execute(statement)
        self._database = database

    def cut(self, article: Article) -> tuple[Article, tuple[str, ...]]:
        """Counts the opening and closing lines of an article; gives it without those that are known as furniture, and these."""
        outlet = _outlet_of(article)
        if self._note(outlet, 0, article.id):
            count = "INSERT INTO outlets VALUES (?, 1) ON CONFLICT(outlet) DO UPDATE SET articles = articles + 1"
            self._database.execute(count, (outlet,))
        opening = [line for line in openings_of(article.paragraphs) if self._is_known(outlet, _opening(line), article.id)]
        closing = [
            line
            for line in closings_of(article.paragraphs, article.title)
            if self._is_known(outlet, _digest(_label(line, article.title)), article.id)
        ]
        if not opening and not closing:
            return article, ()
        kept = without(article.paragraphs, closing, opening)
        derived = "lead" in article.derived and kept and article.lead == one_line(article.paragraphs[0])
        return replace(article, paragraphs=kept, lead=one_line(kept[0]) if derived else article.lead), (*opening, *closing)

    def uncleaned(self) -> Iterator[str]:
        """Articles that came before one of their lines was known, until ``cleaned``."""
        for (id_,) in self._database.execute("SELECT id FROM uncleaned ORDER BY id").fetchall():
            yield id_

    def cleaned(self, id_: str) -> None:
        """Notes that the file of an article is as it should be."""
        self._database.execute("DELETE FROM uncleaned WHERE id = ?", (id_,))

    def _is_known(self, outlet: int, line: int, id_: str) -> bool:
        found = "SELECT articles, known FROM repeated WHERE outlet = ? AND line = ?"
        articles, known = self._database.execute(found, (outlet, line)).fetchone() or (0, 0)
        if known or not self._note(outlet, line, id_):
            return bool(known)
        (everyone,) = self._database.execute("SELECT articles FROM outlets WHERE outlet = ?", (outlet,)).fetchone()
        known = articles + 1 >= LEAST and (articles + 1) * SHARE >= everyone
        self._database.execute("INSERT OR REPLACE INTO repeated VALUES (?, ?, ?, ?)", (outlet, line, articles + 1, known))
        if known:
            ids = "SELECT id FROM closings WHERE outlet = ? AND line = ? AND id != ?"
            self._database.execute(f"INSERT OR IGNORE INTO uncleaned {ids}", (outlet, line, id_))
        return known

    def _note(self, outlet: int, line: int, id_: str) -> bool:
        """Notes that an article ends with a line; whether that is news."""
        return self._database.execute("INSERT OR IGNORE INTO closings VALUES (?, ?, ?)", (outlet, line, id_)).rowcount > 0


def _outlet_of(article: Article) -> int:
    outlet = article.source or urlsplit(article.source_url or "").hostname or ""
    return crc32(outlet.casefold().encode("utf-8", "surrogatepass")) + 1


def _digest(line: str) -> int:
    """Two lines that differ in their spaces, vowel signs or spelling of alef alone are one."""
    return crc32(" ".join(fold_word(line).split()).encode("utf-8", "surrogatepass")) + 1


def _opening(line: str) -> int:
    """The digest of a line as one that opens a text: what often closes one may still open another."""
    return -_digest(line)


def _is_short(line: str) -> bool:
    return len(line.split()) <= _WORDS and sum(map(str.isalpha, line)) >= _LETTERS


def _label(line: str, title: str) -> str:
    """A line without the article's headline at its end."""
    return line[: -len(title)].rstrip() if title and line.endswith(title) and line != title else line


def _tail_of(line: str, label: str) -> str | None:
    """What follows the last full stop of a paragraph, its headline left out."""
    at = max(label.rfind(f"{stop} ") for stop in STOPS)
    return line[at + 1 :].strip() if at > 0 and _is_short(label[at + 1 :]) else None
