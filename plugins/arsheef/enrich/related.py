"""Which earlier articles an article has to do with: those that share its rare names and words, and are no copies of it.

    title, names, words that come twice -> at most 24 terms -> the eight rarest that others have -> articles with three of them
"""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from zlib import crc32

from arsheef.arabic.analysis import class_of, is_stop
from arsheef.article import Article

SCHEMA = """
CREATE TABLE IF NOT EXISTS terms(term INTEGER PRIMARY KEY, articles INTEGER);
CREATE TABLE IF NOT EXISTS postings(term INTEGER, number INTEGER, PRIMARY KEY(term, number)) WITHOUT ROWID;
"""
TERMS, RARE, LATEST = 24, 14, 150
"""Terms kept of an article; how many of them, the rarest, are looked up; how many articles of each, the latest."""
SHARED, ENOUGH = 3, 0.3
"""Terms that a related article shares at least, and their share of the weight of all that were looked up."""
NAMES, PLACES = 5, 3
"""Names of a kind that are terms: the towns of a long list make no two articles related."""
WORDS, MOST, LETTERS = 300, 40, 3
"""Words of a text that are counted, the most frequent that are looked at, letters of a word at least."""
OFFERED = 24
"""So many articles are offered, the nearest first: some may be copies of one another, or gone."""
_COUNT = "INSERT INTO terms VALUES (?, 1) ON CONFLICT(term) DO UPDATE SET articles = articles + 1"
_LATEST = f"SELECT number FROM postings WHERE term = ? ORDER BY number DESC LIMIT {LATEST}"


def terms_of(article: Article, title: Sequence[str], found: Sequence[str]) -> bytes:
    """The terms of an article, four bytes each: names, words of its ``title``, those ``found`` in its text that come twice."""
    kinds = (("people", NAMES), ("organisations", NAMES), ("places", PLACES))
    names = [f"{kind} {name}" for kind, most in kinds for name in getattr(article, kind)[:most]]
    counts = Counter(found[:WORDS])
    often = _words(sorted((form for form, count in counts.items() if count > 1), key=lambda form: -counts[form])[:MOST])
    chosen = list(dict.fromkeys((*names, *_words(title), *often)))[:TERMS]
    return array("I", sorted({crc32(term.encode("utf-8", "surrogatepass")) for term in chosen})).tobytes()


class Neighbours:
    """Terms of all articles in the tables above."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def enter(self, number: int, terms: bytes, former: bytes = b"") -> None:
        """Makes an article findable by its terms, and no longer by its former ones."""
        now, before = set(_numbers(terms)), set(_numbers(former))
        gone, new = [(term, number) for term in sorted(before - now)], [(term, number) for term in sorted(now - before)]
        for each in gone:
            self._database.execute("UPDATE terms SET articles = articles - 1 WHERE term = ?", each[:1])
            self._database.execute("DELETE FROM postings WHERE term = ? AND number = ?", each)
        self._database.executemany(_COUNT, [each[:1] for each in new])
        self._database.executemany("INSERT INTO postings VALUES (?, ?)", new)

    def near(self, number: int, terms: bytes) -> Iterator[int]:
        """Articles that share enough with this one, the nearest first."""
        everyone = self._database.execute("SELECT max(number) FROM notes").fetchone()[0] or 1
        rarest = self._rarest(terms)
        weights = [math.log(1 + everyone / articles) for _, articles in rarest]
        having = [self._database.execute(_LATEST, (term,)).fetchall() for term, _ in rarest]
        shared = Counter(chain.from_iterable(having))
        scores = {row: 0.0 for row, count in shared.items() if count >= SHARED and row != (number,)}
        for weight, rows in zip(weights, having, strict=True):
            for row in filter(scores.__contains__, rows):
                scores[row] += weight
        found = [other for (other,), score in scores.items() if score >= ENOUGH * sum(weights)]
        yield from sorted(found, key=lambda other: (-round(scores[(other,)], 6), -other))[:OFFERED]

    def _rarest(self, terms: bytes) -> list[tuple[int, int]]:
        """(term, its articles) of those terms that others have, too."""
        wanted = _numbers(terms).tolist()
        known = f"SELECT term, articles FROM terms WHERE term IN ({','.join('?' * len(wanted))})"
        return self._database.execute(f"{known} AND articles > 1 ORDER BY articles, term LIMIT {RARE}", wanted).fetchall()


def _numbers(terms: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(terms)
    return numbers


def _words(found: Iterable[str]) -> list[str]:
    """The classes of those forms that say something."""
    return [class_of(form) for form in found if len(form) >= LETTERS and not is_stop(form) and not form.isdigit()]
