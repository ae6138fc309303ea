"""Reading Whoosh's postings a whole term at a time, for the export and for the oracle of the tests and `arsheef search`.

Whoosh's matcher gives one posting a call through four methods; this reads the decoded blocks that the matcher holds. It is
the only place that knows Whoosh's matcher from inside; a test compares it with the public interface.
"""

from __future__ import annotations

from collections.abc import Iterator
from pickle import loads
from typing import NamedTuple

from whoosh.reading import SegmentReader
from whoosh.system import _INT_SIZE


class Postings(NamedTuple):
    """All postings of a term in one segment, documents ascending, deleted ones included."""

    docs: list[int]
    weights: list[int]
    values: list[bytes]

    def position_deltas(self) -> Iterator[list[int]]:
        """For each posting its first position and then the distances to the next ones."""
        return (loads(value[_INT_SIZE:]) for value in self.values)


def read_postings(reader: SegmentReader, term: bytes) -> Postings:
    """The postings of ``term`` in the field ``text`` of one segment."""
    matcher = reader._terms.matcher("text", term, reader.schema["text"].format)
    docs: list[int] = []
    weights: list[int] = []
    values: list[bytes] = []
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_weights()
        matcher._read_values()
        docs.extend(matcher._ids)
        weights.extend(map(int, matcher._weights))
        values.extend(matcher._values)
        matcher._next_block()
    return Postings(docs, weights, values)


def terms_of(reader: SegmentReader, prefix: str = "") -> Iterator[tuple[str, str, str, bytes]]:
    """(skeleton, class, form, term) of every term whose key starts with ``prefix``, in byte order."""
    for term in reader.expand_prefix("text", prefix):
        skeleton, class_, form = term.decode().split(" ")
        yield skeleton, class_, form, term
