"""Topics: phrases that at least three articles of the archive are about. The vocabulary grows with the archive.

    phrases of an article -> those of the vocabulary -> at most three topics, the telling ones first

What stands in a header stays; an article without topics gets them when the vocabulary has grown.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence

from arsheef.enrich.phrases import Phrase

SCHEMA = """
CREATE TABLE IF NOT EXISTS phrases(number INTEGER, phrase TEXT, text TEXT, count INTEGER, sure INTEGER,
                                   PRIMARY KEY(number, phrase)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS phrases_sure ON phrases(phrase) WHERE sure;
CREATE TABLE IF NOT EXISTS topical(number INTEGER PRIMARY KEY);
"""
ARTICLES = 3
"""Articles, none a copy of another, that must be about a phrase for it to be a topic."""
TOPICS = 3
"""Topics of an article at most."""
_VOCABULARY = (
    "SELECT phrase, text, count(*) FROM phrases JOIN notes USING(number) WHERE sure AND parent IS NULL "
    "GROUP BY phrase, text ORDER BY phrase, count(*) DESC, text"
)
_UNTOLD = "SELECT number, phrase, count, sure FROM phrases WHERE number NOT IN (SELECT number FROM topical) ORDER BY number"


class Vocabulary:
    """The phrases of all articles in the tables above, beside the notes of copies.py."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def enter(self, number: int, phrases: Sequence[Phrase]) -> None:
        """Notes the phrases of an article of which none are noted."""
        rows = [(number, phrase.key, phrase.text, phrase.count, phrase.sure) for phrase in phrases]
        self._database.executemany("INSERT INTO phrases VALUES (?, ?, ?, ?, ?)", rows)

    def leave(self, number: int) -> None:
        """Forgets the phrases of an article."""
        self._database.execute("DELETE FROM phrases WHERE number = ?", (number,))

    def topics(self) -> dict[int, tuple[str, ...]]:
        """For articles to which no topics were given yet, those that they have by the vocabulary of now."""
        written, articles = self._vocabulary()
        everyone = self._database.execute("SELECT count(*) FROM notes").fetchone()[0]
        weighed: dict[int, list[tuple[float, str]]] = {}
        for number, phrase, count, sure in self._database.execute(_UNTOLD):
            if phrase in written:
                weight = (1 + sure) * math.log(1 + count) * math.log(1 + everyone / articles[phrase])
                weighed.setdefault(number, []).append((-round(weight, 6), written[phrase]))
        return {number: tuple(topic for _, topic in sorted(found)[:TOPICS]) for number, found in weighed.items()}

    def told(self, number: int) -> None:
        """Notes that an article has its topics."""
        self._database.execute("INSERT OR IGNORE INTO topical VALUES (?)", (number,))

    def _vocabulary(self) -> tuple[dict[str, str], dict[str, int]]:
        """Phrase -> its usual spelling, and -> how many articles are about it, for the phrases that are topics."""
        written: dict[str, str] = {}
        articles: dict[str, int] = {}
        for phrase, text, count in self._database.execute(_VOCABULARY):
            written.setdefault(phrase, text)
            articles[phrase] = articles.get(phrase, 0) + count
        topics = {phrase for phrase, count in articles.items() if count >= ARTICLES}
        return {phrase: written[phrase] for phrase in topics}, articles
