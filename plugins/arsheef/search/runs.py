"""Postings sorted by term, in arrays: what tokens become, what a Whoosh segment is read into, and what both are written from.

A Run holds whole terms. Runs are merged a batch of terms at a time, so that memory follows the batch and the number of
terms, not the number of articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.integer[Any]]
BATCH = 50_000
"""Positions that a batch of merged terms should hold; one term may have more."""


@dataclass(frozen=True, slots=True)
class Run:
    """Terms with their postings, both ascending. Postings, and the positions of each, stand one after another."""

    keys: list[bytes]
    sizes: Numbers
    """Postings of each key."""
    docs: Numbers
    weights: Numbers
    counts: Numbers
    """Positions of each posting."""
    positions: Numbers
    """Ascending within a posting."""


class StoredColumn:
    """Numbers of a run in a file; only the slices that are asked for come into memory."""

    def __init__(self, path: Path, numbers: Numbers) -> None:
        numbers.tofile(path)
        self._path, self.size = path, numbers.size

    def __getitem__(self, part: slice) -> Numbers:
        return np.fromfile(self._path, np.int32, part.stop - part.start, offset=part.start * 4)


def stored(run: Run, folder: Path, number: int) -> Run:
    """The same run with its postings in files of ``folder``."""
    columns: list[Any] = [
        StoredColumn(folder / f"{number}.{name}", getattr(run, name)) for name in ("docs", "weights", "counts", "positions")
    ]
    return Run(run.keys, run.sizes, *columns)


def skeleton_part(key: bytes) -> bytes:
    """The skeleton of a term key ``skeleton class form``, with its space."""
    return key[: key.index(b" ") + 1]


def merged(runs: list[Run], numbers: Numbers, lengths: Sequence[Numbers]) -> Iterator[Run]:
    """All terms of ``runs`` in order, in batches that end with a skeleton; the list is emptied, since keys take much memory.

    ``numbers[doc]`` is the document's new number, -1 where it is to be left out. ``lengths[n]`` are the positions of each
    key of run n.
    """
    keys = runs[0].keys if len(runs) == 1 else sorted(set().union(*(run.keys for run in runs)))
    place = {key: n for n, key in enumerate(keys)} if len(runs) > 1 else {}
    ranks = [
        np.fromiter(map(place.__getitem__, run.keys), np.int32, len(run.keys))
        if place
        else np.arange(len(keys), dtype=np.int32)
        for run in runs
    ]
    total = np.zeros(len(keys), np.int64)
    for rank, size in zip(ranks, lengths, strict=True):
        total[rank] += size
    del place
    cursors = [_Cursor(run, rank, size) for run, rank, size in zip(runs, ranks, lengths, strict=True)]
    runs.clear()
    for first, end in _batches(keys, total):
        parts = [cursor.upto(end) for cursor in cursors]
        yield _joined(keys[first:end], first, parts, numbers)


def _batches(keys: list[bytes], total: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    ends = np.cumsum(total)
    first = 0
    while first < len(keys):
        end = int(np.searchsorted(ends, (ends[first - 1] if first else 0) + BATCH)) + 1
        if end < len(keys):
            skeleton = skeleton_part(keys[end - 1])
            while end < len(keys) and keys[end].startswith(skeleton):
                end += 1
        end = min(end, len(keys))
        yield first, end
        first = end


_Part = tuple[Numbers, Numbers, Numbers, Numbers, Numbers]
"""Of each posting: rank of its key, document, weight, number of positions; and all positions."""


class _Cursor:
    """A run that is read from its first term to its last."""

    def __init__(self, run: Run, ranks: Numbers, lengths: Numbers) -> None:
        self._sizes, self._ranks, self._lengths = run.sizes, ranks, lengths
        self._columns = run.docs, run.weights, run.counts, run.positions
        self._key = self._posting = self._position = 0

    def upto(self, rank: int) -> _Part:
        """The postings of all keys below ``rank`` that were not given yet."""
        end = int(np.searchsorted(self._ranks, rank))
        sizes = self._sizes[self._key : end]
        postings = slice(self._posting, self._posting + int(sizes.sum()))
        positions = slice(self._position, self._position + int(self._lengths[self._key : end].sum()))
        of = np.repeat(self._ranks[self._key : end], sizes)
        self._key, self._posting, self._position = end, postings.stop, positions.stop
        docs, weights, counts, places = self._columns
        return of, docs[postings], weights[postings], counts[postings], places[positions]


def _joined(keys: list[bytes], first: int, parts: list[_Part], numbers: Numbers) -> Run:
    """One run of the parts of several, documents renumbered, terms without documents left out."""
    of, docs, weights, counts, positions = (np.concatenate(column) for column in zip(*parts, strict=True))
    docs = numbers[docs]
    if docs.size and docs.min() < 0:
        kept = docs >= 0
        positions = positions[np.repeat(kept, counts)]
        of, docs, weights, counts = of[kept], docs[kept], weights[kept], counts[kept]
    sort_key = of.astype(np.int64) << 32 | docs
    if not np.all(sort_key[1:] > sort_key[:-1]):
        order = np.argsort(sort_key, kind="stable")
        positions = positions[gathered(counts, order)]
        of, docs, weights, counts = of[order], docs[order], weights[order], counts[order]
    sizes = np.bincount(of - first, minlength=len(keys)).astype(np.int32)
    if not sizes.all():
        keys = [key for key, size in zip(keys, sizes.tolist(), strict=True) if size]
        sizes = sizes[sizes > 0]
    return Run(keys, sizes, docs, weights, counts, positions)


def gathered(counts: Numbers, order: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Places of all items of groups of ``counts`` items when the groups are put in ``order``."""
    starts = np.cumsum(counts) - counts
    sizes = counts[order]
    ends = np.cumsum(sizes)
    places: npt.NDArray[np.int64] = np.arange(ends[-1] if ends.size else 0) + np.repeat(starts[order] - (ends - sizes), sizes)
    return places


def position_counts(run: Run) -> Numbers:
    """Positions of each key of a run that is in memory."""
    starts = np.cumsum(run.sizes) - run.sizes
    return np.add.reduceat(run.counts, starts).astype(np.int32) if run.keys else np.zeros(0, np.int32)
