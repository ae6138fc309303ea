"""The words of a segment and in how many documents each stands: forms less their article.

A document with two such forms counts twice. Words in fewer than LEAST documents are left out: most of them are somebody's slip.
"""

from __future__ import annotations

import re

from arsheef.arabic.analysis import bare

LEAST = 3
SHORTEST = 3
"""Letters of the shortest word."""
DIGIT = re.compile("[0-9]")


class Lexicon:
    """Counts the words of a segment, term by term."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def add(self, key: bytes, documents: int) -> None:
        """Takes one term of the index by its key (schema.term_key); words with a digit, and short ones, are passed over."""
        form = key.rpartition(b" ")[2].decode()
        if len(form) >= SHORTEST and not DIGIT.search(form):
            word = bare(form)
            self._counts[word] = self._counts.get(word, 0) + documents

    def words(self) -> dict[str, int]:
        """Word -> documents."""
        return {word: documents for word, documents in self._counts.items() if documents >= LEAST}
