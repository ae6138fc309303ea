"""The section of an article whose source names none: naive Bayes, trained on the archive's own articles that have one.

    P(section | words) ~ P(section) * product of P(word | section); a word counts once an article (McCallum & Nigam 1998)

Where the best section is not clearly the best, an article stays without one.
"""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from zlib import crc32

from arsheef.arabic.analysis import is_stop
from arsheef.arabic.remembered import Remembered

SCHEMA = """
CREATE TABLE IF NOT EXISTS sections(number INTEGER PRIMARY KEY, section TEXT, words BLOB, tried INTEGER);
CREATE INDEX IF NOT EXISTS sections_tried ON sections(tried) WHERE section IS NULL;
"""
_UNCLEAR = "SELECT number, words FROM sections WHERE section IS NULL AND 2 * tried <= ? ORDER BY number"
WORDS, LETTERS = 200, 3
"""Words of a text that are read; letters of a word at least."""
STEM, NOTHING = 5, 0
"""Letters of a word that count, after its article; what stands for a word that says nothing."""
_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
LATEST = 20_000
"""Labelled articles that the model learns from, the latest."""
LEAST, SECTIONS = 20, 2
"""Articles of a section, and sections, without which nothing is learnt."""
SMOOTHING = 0.1
MARGIN = 0.3
"""By how much the best section must lead, in nats a word: right in 93 of 100 such articles of the labelled ones
(cross-validated on 3,367 articles in six sections; without a margin in 83)."""


def words_of(found: Sequence[str]) -> bytes:
    """The words of title and beginning, of all forms ``found`` in both, four bytes each."""
    return array("I", sorted(set(map(_NUMBERS.__getitem__, found[:WORDS])) - {NOTHING})).tobytes()


def _number(form: str) -> int:
    """A word's hash, without its article and its end: a whole class costs far more to find, and tells sections no better."""
    if len(form) < LETTERS or is_stop(form):
        return NOTHING
    article = next((article for article in _ARTICLES if form.startswith(article)), "") if len(form) > len("ال") + 2 else ""
    rest = form[len(article) :] if len(form) >= len(article) + LETTERS else form
    return crc32(rest[:STEM].encode("utf-8", "surrogatepass"))


_NUMBERS = Remembered(_number)


class Model:
    """What the words of articles say of their section."""

    def __init__(self, labelled: Iterable[tuple[str, bytes]]) -> None:
        """``labelled`` are sections with the words of their articles."""
        articles: Counter[str] = Counter()
        words: dict[str, Counter[int]] = {}
        for section, packed in labelled:
            articles[section] += 1
            words.setdefault(section, Counter()).update(_unpack(packed))
        self._sections = sorted(section for section, count in articles.items() if count >= LEAST)
        whole: Counter[int] = Counter()
        for section in self._sections:
            whole.update(words[section])
        self._known = {word for word, count in whole.items() if count > 1}
        self._words = {section: dict(words[section]) for section in self._sections}
        self._logs = [math.log(count + SMOOTHING) for count in range(max(articles.values(), default=0) + 1)]
        everyone = sum(articles[section] for section in self._sections)
        self._prior = {section: math.log(articles[section] / everyone) for section in self._sections}
        self._size = {section: sum(words[section].values()) + SMOOTHING * len(whole) for section in self._sections}

    def section(self, packed: bytes) -> str | None:
        """The section of an article with these words; None where it is not clear."""
        words = [word for word in _unpack(packed) if word in self._known]
        if len(self._sections) < SECTIONS or not words:
            return None
        scores = sorted(((self._score(section, words), section) for section in self._sections), reverse=True)
        return scores[0][1] if scores[0][0] - scores[1][0] >= MARGIN * len(words) else None

    def _score(self, section: str, words: list[int]) -> float:
        counts, size = self._words[section], math.log(self._size[section])
        return self._prior[section] + sum([self._logs[counts.get(word, 0)] for word in words]) - size * len(words)


class Sections:
    """The labelled and unlabelled articles of the archive in the table above."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def enter(self, number: int, section: str | None, words: bytes) -> None:
        """Notes an article and the section that it has from its source."""
        self._database.execute("INSERT OR REPLACE INTO sections VALUES (?, ?, ?, 0)", (number, section, words))

    def found(self) -> dict[int, str]:
        """Sections of articles that have none, as far as they are clear. An unclear one is tried again when the model has
        twice as much to learn from."""
        count = self._database.execute("SELECT count(*) FROM sections WHERE section IS NOT NULL").fetchone()[0]
        if not count or self._database.execute(_UNCLEAR, (count,)).fetchone() is None:
            return {}
        latest = "SELECT section, words FROM sections WHERE section IS NOT NULL ORDER BY number DESC LIMIT ?"
        model = Model(self._database.execute(latest, (LATEST,)))
        sections: dict[int, str] = {}
        unclear: list[tuple[int, int]] = []
        for number, words in self._database.execute(_UNCLEAR, (count,)):
            if section := model.section(words):
                sections[number] = section
            else:
                unclear.append((count, number))
        self._database.executemany("UPDATE sections SET tried = ? WHERE number = ?", unclear)
        return sections

    def told(self, number: int) -> None:
        """Notes that an article has its section."""
        self._database.execute("UPDATE sections SET tried = NULL WHERE number = ?", (number,))


def _unpack(packed: bytes) -> array[int]:
    words = array("I")
    words.frombytes(packed)
    return words
