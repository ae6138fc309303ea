"""Whoosh's posting files, written a batch of terms at a time from arrays, where Whoosh takes one posting a call.

The bytes are those of whoosh.codec.whoosh3 (W3PostingsWriter, W3TermInfo), with larger blocks; any Whoosh reads them, and
tests compare through Whoosh's own interface.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pickle import dumps
from typing import Any, NamedTuple

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3FieldWriter, W3TermInfo
from whoosh.fields import FieldType
from whoosh.system import pack_int, pack_long, pack_uint, pack_ushort

from arsheef.search.runs import Numbers, Run, gathered
from arsheef.search.termtable import TermTable

BLOCK = 4096
"""Most postings in one block of a term."""


class _PositionBytes(dict[int, bytes]):
    """Whoosh's value of a posting with one position: a third of all postings share a few hundred of them."""

    def __missing__(self, position: int) -> bytes:
        value: bytes = pack_uint(1) + dumps([position], 2)
        self[position] = value
        return value


class _Block(NamedTuple):
    """Postings of a term that stand together in Whoosh's file."""

    postings: tuple[list[int], Any, list[bytes] | None]
    """Steps of documents, weights as Whoosh keeps them, values."""
    size: int
    last: int
    most: float
    shortest: int
    longest: int
    """Length bytes of the shortest and the longest document."""


class GroupedFieldWriter:
    """Writes the terms of one segment; fields and terms must come in ascending order."""

    def __init__(self, writer: W3FieldWriter) -> None:
        self._writer = writer
        self._terms = TermTable(writer._tindex)
        self._single = _PositionBytes()
        self._at = writer._postfile.tell()
        self._waiting: list[bytes] = []

    def scored_field(self, name: str, field: FieldType, runs: Iterable[Run], lengths: Numbers) -> Iterator[Run]:
        """Writes a field with weights and positions; passes each run on. ``lengths``: Whoosh's length byte of each document."""
        self._writer.start_field(name, field)
        for run in runs:
            self._write(run, lengths)
            self._write_waiting()
            yield run
        self._writer.finish_field()

    def existence_field(self, name: str, field: FieldType, terms: Mapping[bytes, Sequence[int]]) -> None:
        """Writes a field that only says which documents have a term: term -> documents, ascending."""
        self._writer.start_field(name, field)
        for term in sorted(terms):
            docs = terms[term]
            blocks = []
            for at in range(0, len(docs), BLOCK):
                part = docs[at : at + BLOCK]
                blocks.append(_Block((list(_deltas(part)), None, None), len(part), part[-1], 1.0, 0, 0))
            self._term(term, (float(len(docs)), len(docs), 0, 0, 1.0, docs[0], docs[-1]), blocks)
        self._write_waiting()
        self._writer.finish_field()

    def _write(self, run: Run, lengths: Numbers) -> None:
        ends = np.cumsum(run.sizes)
        starts = ends - run.sizes
        docs, weights, of_doc = run.docs, run.weights, lengths[run.docs]
        gaps = np.diff(docs, prepend=0)
        gaps[starts] = docs[starts]
        gap_list, weight_list, values = gaps.tolist(), weights.astype(np.float64).tolist(), self._values(run)

        def block(start: int, end: int, last: int, least: float, most: float, shortest: int, longest: int) -> _Block:
            alike = None if most == 1.0 else most  # as Whoosh keeps weights that are all the same
            mini = alike if least == most else tuple(weight_list[start:end])
            ids = gap_list[start:end]
            ids[0] = int(docs[start])
            return _Block((ids, mini, values[start:end]), end - start, last, most, shortest, longest)

        columns = (
            starts, ends, docs[starts], docs[ends - 1], np.add.reduceat(weights, starts).astype(np.float64),
            np.minimum.reduceat(weights, starts).astype(np.float64), np.maximum.reduceat(weights, starts).astype(np.float64),
            np.minimum.reduceat(of_doc, starts), np.maximum.reduceat(of_doc, starts),
        )  # fmt: skip
        for key, start, end, first, last, weight, least, most, shortest, longest in zip(
            run.keys, *(column.tolist() for column in columns), strict=True
        ):
            if end - start <= BLOCK:
                blocks = [block(start, end, last, least, most, shortest, longest)]
            else:
                cuts = ((at, min(at + BLOCK, end)) for at in range(start, end, BLOCK))
                blocks = [
                    block(at, to, int(docs[to - 1]), float(weights[at:to].min()), float(weights[at:to].max()),
                          int(of_doc[at:to].min()), int(of_doc[at:to].max()))
                    for at, to in cuts
                ]  # fmt: skip
            self._term(key, (weight, end - start, shortest, longest, most, first, last), blocks)

    def _term(self, term: bytes, info: tuple[float, int, int, int, float, int, int], blocks: list[_Block]) -> None:
        """One term: its blocks for the posting file, its information for the lexicon; ``info`` as Whoosh packs it."""
        out = [WHOOSH3_HEADER_MAGIC]
        for n, (postings, *rest, shortest, longest) in enumerate(blocks, 1):
            data = dumps(postings, 4)
            head = dumps((*rest, 0, shortest, longest), 2)  # 0: not deflated, the index is a cache
            size = len(head) + len(data)
            out += (pack_int(-size if n == len(blocks) else size), head, data)
        written = b"".join(out)
        value = W3TermInfo._struct.pack(0, *info) + pack_long(self._at) + pack_int(len(written))
        self._terms.add(pack_ushort(self._writer._fieldid) + term, value)
        self._waiting.append(written)
        self._at += len(written)

    def _write_waiting(self) -> None:
        self._writer._postfile.write(b"".join(self._waiting))
        self._terms.write()
        self._waiting.clear()

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


def _deltas(docs: Sequence[int]) -> Iterator[int]:
    before = 0
    for doc in docs:
        yield doc - before
        before = doc
