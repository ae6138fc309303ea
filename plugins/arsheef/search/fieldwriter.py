"""Whoosh's posting files, written a batch of terms at a time from arrays, where Whoosh takes one posting a call.

The bytes are those of whoosh.codec.whoosh3 (W3PostingsWriter, W3TermInfo), with larger blocks; any Whoosh reads them, and
tests compare through Whoosh's own interface.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pickle import dumps
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3FieldWriter, W3TermInfo
from whoosh.fields import FieldType
from whoosh.system import pack_int, pack_long, pack_uint, pack_ushort

from arsheef.search.runs import Numbers, Run, gathered

BLOCK = 4096
"""Most postings in one block of a term."""


class _PositionBytes(dict[int, bytes]):
    """Whoosh's value of a posting with one position: a third of all postings share a few hundred of them."""

    def __missing__(self, position: int) -> bytes:
        value: bytes = pack_uint(1) + dumps([position], 2)
        self[position] = value
        return value


class _Bucket:
    """Hashes of terms and where they stand, in an eighth of the memory of Whoosh's own list of pairs."""

    def __init__(self) -> None:
        self._numbers = array("Q")

    def append(self, pair: tuple[int, int]) -> None:
        """Called by Whoosh for each term."""
        self._numbers.extend(pair)

    def __len__(self) -> int:
        return len(self._numbers) // 2

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._numbers[::2], self._numbers[1::2], strict=True)


class GroupedFieldWriter:
    """Writes the terms of one segment; fields and terms must come in ascending order."""

    def __init__(self, writer: W3FieldWriter) -> None:
        self._writer = writer
        writer._tindex.buckets = [_Bucket() for _ in writer._tindex.buckets]
        self._single = _PositionBytes()

    def scored_field(self, name: str, field: FieldType, runs: Iterable[Run], lengths: Numbers) -> Iterator[Run]:
        """Writes a field with weights and positions; passes each run on. ``lengths``: Whoosh's length byte of each document."""
        self._writer.start_field(name, field)
        for run in runs:
            self._write(run, lengths)
            yield run
        self._writer.finish_field()

    def existence_field(self, name: str, field: FieldType, terms: Mapping[bytes, Sequence[int]]) -> None:
        """Writes a field that only says which documents have a term: term -> documents, ascending."""
        self._writer.start_field(name, field)
        for term in sorted(terms):
            docs = terms[term]
            blocks = [
                (list(_deltas(docs[at : at + BLOCK])), None, None, docs[at : at + BLOCK][-1], 1.0, 0, 0)
                for at in range(0, len(docs), BLOCK)
            ]
            self._term(term, float(len(docs)), len(docs), docs[0], blocks)
        self._writer.finish_field()

    def _write(self, run: Run, lengths: Numbers) -> None:
        ends = np.cumsum(run.sizes)
        starts = ends - run.sizes
        of_doc = lengths[run.docs]
        sums = np.add.reduceat(run.weights, starts).tolist()
        values = self._values(run)
        gaps = np.diff(run.docs, prepend=0)
        gaps[starts] = run.docs[starts]
        gap_list, docs = gaps.tolist(), run.docs
        weight_list = run.weights.astype(np.float64).tolist()
        for n, (key, start, end) in enumerate(zip(run.keys, starts.tolist(), ends.tolist(), strict=True)):
            blocks = []
            for at in range(start, end, BLOCK):
                to = min(at + BLOCK, end)
                ids = gap_list[at:to]
                ids[0] = int(docs[at])
                weights = weight_list[at:to]
                least, most = (of_doc[at], of_doc[at]) if to - at == 1 else (of_doc[at:to].min(), of_doc[at:to].max())
                blocks.append((ids, _mini(weights), values[at:to], int(docs[to - 1]), max(weights), int(least), int(most)))
            self._term(key, float(sums[n]), end - start, int(docs[start]), blocks)

    def _term(self, term: bytes, weight: float, count: int, first: int, blocks: list[Any]) -> None:
        """One term: its blocks to the posting file, its information to the lexicon."""
        writer = self._writer
        out = bytearray(WHOOSH3_HEADER_MAGIC)
        for n, (ids, weights, values, last, most, least_length, most_length) in enumerate(blocks):
            data = dumps((ids, weights, values), 4)
            info = dumps((len(ids), last, most, 0, least_length, most_length), 2)  # 0: not deflated, the index is a cache
            size = len(info) + len(data)
            out += pack_int(-size if n == len(blocks) - 1 else size) + info + data
        offset = writer._postfile.tell()
        writer._postfile.write(bytes(out))
        least_length, most_length, most = min(b[5] for b in blocks), max(b[6] for b in blocks), max(b[4] for b in blocks)
        packed = W3TermInfo._struct.pack(0, weight, count, least_length, most_length, most, first, blocks[-1][3])
        writer._tindex.add(pack_ushort(writer._fieldid) + term, packed + pack_long(offset) + pack_int(len(out)))

    def _values(self, run: Run) -> list[bytes]:
        """Of each posting its positions as Whoosh's Positions format has them: their number, then a pickled list of steps."""
        starts = np.cumsum(run.counts) - run.counts
        steps = np.diff(run.positions, prepend=0)
        steps[starts] = run.positions[starts]
        single = run.counts == 1
        values = np.empty(run.docs.size, object)
        values[single] = list(map(self._single.__getitem__, steps[starts[single]].tolist()))
        several = np.flatnonzero(~single)
        counts = run.counts[several].tolist()
        flat = steps[gathered(run.counts, several)].tolist()
        at = 0
        out = []
        for count in counts:
            out.append(pack_uint(count) + dumps(flat[at : at + count], 2))
            at += count
        values[several] = out
        return values.tolist()


def _mini(weights: list[float]) -> Any:
    """Weights as Whoosh keeps them: None where all are 1, one number where all are equal."""
    first = weights[0]
    if weights.count(first) == len(weights):
        return None if first == 1.0 else first
    return tuple(weights)


def _deltas(docs: Sequence[int]) -> Iterator[int]:
    before = 0
    for doc in docs:
        yield doc - before
        before = doc
