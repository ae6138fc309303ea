"""Reading Whoosh's postings a whole term at a time, for the export and for the oracle of the tests and `arsheef search`.

Whoosh's matcher gives one posting a call through four methods; this reads the decoded blocks that the matcher holds. It is
the only place that knows Whoosh's matcher from inside; a test compares it with the public interface.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import accumulate
from pickle import loads
from typing import NamedTuple

import numpy as np
from whoosh.reading import SegmentReader
from whoosh.system import _INT_SIZE

from arsheef.search.runs import BATCH, Run, skeleton_part


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


def read_runs(reader: SegmentReader, first: int) -> Iterator[Run]:
    """All postings of the field ``text`` of one segment, its documents numbered from ``first``, in runs of whole skeletons."""
    keys: list[bytes] = []
    columns = _columns()
    for term in reader.lexicon("text"):
        if len(columns[-1]) >= BATCH and not term.startswith(skeleton_part(keys[-1])):
            yield _run(keys, columns, first)
            keys, columns = [], _columns()
        sizes, docs, weights, counts, positions = columns
        postings = read_postings(reader, term)
        keys.append(term)
        sizes.append(len(postings.docs))
        docs.extend(postings.docs)
        weights.extend(postings.weights)
        for value in postings.values:
            steps = loads(value[_INT_SIZE:])
            counts.append(len(steps))
            positions.extend(accumulate(steps))
    if keys:
        yield _run(keys, columns, first)


def _columns() -> list[array[int]]:
    return [array("i") for _ in range(5)]


def _run(keys: list[bytes], columns: list[array[int]], first: int) -> Run:
    sizes, docs, weights, counts, positions = (np.array(column, np.int32) for column in columns)
    return Run(keys, sizes, docs + first, weights, counts, positions)


def terms_of(reader: SegmentReader, prefix: str = "") -> Iterator[tuple[str, str, str, bytes]]:
    """(skeleton, class, form, term) of every term whose key starts with ``prefix``, in byte order."""
    for term in reader.expand_prefix("text", prefix):
        skeleton, class_, form = term.decode().split(" ")
        yield skeleton, class_, form, term
