"""The words of a segment, for spelling and suggestions: w<k>.js, and the same looked up in Whoosh's lexicon.

They stand twice, sorted from their first letter and from their last, so that those with the same beginning, or the same end,
are side by side. lexicon.py says what counts as a word.

    w0.js   {"forward": [first word of each shard], "backward": [...]}     w1.js ...   the shards of forward, then of backward
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from whoosh.reading import SegmentReader

from arsheef.search.codec import to_letters, varint, word
from arsheef.search.lexicon import Lexicon
from arsheef.search.source import SegmentSource

SHARD = 4096
"""Bytes at which a shard is full."""
LAST = "\uffff"
"""Sorts after every letter."""


def count_words(reader: SegmentReader) -> dict[str, int]:
    """Word -> documents, of a segment of Whoosh, deleted documents included."""
    lexicon = Lexicon()
    for key, info in reader.iter_field("text"):
        lexicon.add(key, info.doc_frequency())
    return lexicon.words()


class Words:
    """The words of an archive; several segments' counts are added up."""

    def __init__(self, readers: Iterable[SegmentReader]) -> None:
        self.counts: dict[str, int] = {}
        for reader in readers:
            for name, count in count_words(reader).items():
                self.counts[name] = self.counts.get(name, 0) + count
        self._forward = sorted(self.counts)
        self._backward = sorted(name[::-1] for name in self.counts)

    def starting(self, letters: str) -> list[str]:
        """Words that start with ``letters``, sorted."""
        return _between(self._forward, letters)

    def ending(self, letters: str) -> list[str]:
        """Words that end with ``letters``, sorted from their last letter."""
        return [name[::-1] for name in _between(self._backward, letters[::-1])]


def _between(names: list[str], letters: str) -> list[str]:
    return names[bisect_left(names, letters) : bisect_left(names, letters + LAST)]


def export_words(source: SegmentSource) -> Iterator[tuple[str, str]]:
    """w0 and the shards."""
    counts = source.families.lexicon.words()
    forward = list(_shards(sorted(counts), counts.__getitem__))
    backward = list(_shards(sorted(name[::-1] for name in counts), lambda name: counts[name[::-1]]))
    starts = {"forward": [start for start, _ in forward], "backward": [start for start, _ in backward]}
    yield "w0", json.dumps(starts, ensure_ascii=False, separators=(",", ":"))
    for k, (_, data) in enumerate(forward + backward, 1):
        yield f"w{k}", json.dumps(to_letters(data), ensure_ascii=False)


def _shards(names: Iterable[str], count: Callable[[str], int]) -> Iterator[tuple[str, bytes]]:
    """(first word, bytes) of each shard. An entry is number(letters shared with the one before) word(the rest)
    number(documents)."""
    start, before, data = "", "", bytearray()
    for name in names:
        if len(data) >= SHARD:
            yield start, bytes(data)
            before, data = "", bytearray()
        if not data:
            start = name
        shared = 0
        while shared < len(before) and before[shared] == name[shared : shared + 1]:
            shared += 1
        data += varint(shared) + word(name[shared:]) + varint(count(name))
        before = name
    if data:
        yield start, bytes(data)
