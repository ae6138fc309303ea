"""Postings and positions of a segment: s<k>.js, p<k>.js for shards of skeletons, h<n>.js, q<n>.js for heavy ones.

    skeleton > class > form > postings; positions in the same order
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import numpy as np

from arsheef.search.codec import shard_of, split_varints, to_letters, varint, word
from arsheef.search.lexicon import Lexicon
from arsheef.search.runs import Numbers, Run

SHARD = 4096
"""Bytes that a posting shard should have; half of that in segments of fewer than SMALL documents."""
SMALL = 2_000


class Family(NamedTuple):
    """A skeleton with the bytes of its postings and of its positions."""

    skeleton: str
    postings: bytes
    positions: bytes


class Families:
    """All skeletons of a segment, encoded as they come: in order, whole skeletons at a time."""

    def __init__(self) -> None:
        self._families: list[Family] = []
        self.lexicon = Lexicon()

    def add(self, run: Run) -> None:
        """Encodes the next terms."""
        starts = np.cumsum(run.sizes) - run.sizes
        for key, documents in zip(run.keys, run.sizes.tolist(), strict=True):
            self.lexicon.add(key, documents)
        postings, positions = _postings(run, starts), _positions(run, starts)
        terms = zip((key.decode().split(" ") for key in run.keys), postings, positions, strict=True)
        for skeleton, of_skeleton in groupby(terms, key=lambda term: term[0][0]):
            out: list[bytes] = []
            places: list[bytes] = []
            for class_, of_class in groupby(of_skeleton, key=lambda term: term[0][1]):
                forms = list(of_class)
                out += (word(class_), varint(len(forms)))
                for (_, _, form), data, place in forms:
                    out += (word(form), varint(len(data)), data)
                    places += (varint(len(place)), place)
            self._families.append(Family(skeleton, b"".join(out), b"".join(places)))

    def files(self, documents: int, heavy: list[str]) -> Iterator[tuple[str, str]]:
        """The s, p, h and q files; adds the heavy skeletons in byte order to ``heavy``: the n-th is h<n>.js."""
        target = SHARD if documents >= SMALL else SHARD // 2
        light: list[Family] = []
        for family in self._families:
            if len(family.postings) > target // 2:
                yield f"h{len(heavy)}", _payload(family.postings)
                yield f"q{len(heavy)}", _payload(family.positions)
                heavy.append(family.skeleton)
            else:
                light.append(family)
        shards = max(1, sum(len(family.postings) for family in light) // target)
        parts: dict[str, list[list[bytes]]] = {letter: [[] for _ in range(shards)] for letter in "sp"}
        for family in light:
            shard, name = shard_of(family.skeleton, shards), word(family.skeleton)
            parts["s"][shard] += (name, varint(len(family.postings)), family.postings)
            parts["p"][shard] += (name, varint(len(family.positions)), family.positions)
        for letter, shard_parts in parts.items():
            for k, part in enumerate(shard_parts):
                yield f"{letter}{k}", _payload(b"".join(part))


def _postings(run: Run, starts: Numbers) -> list[bytes]:
    """Of each term, for each document 2 * (distance to the one before) + (weight > 1) and, where weight > 1, the weight."""
    before = np.empty_like(run.docs)
    before[1:] = run.docs[:-1]
    before[starts] = -1
    heavy = run.weights > 1
    at = np.arange(run.docs.size) + np.cumsum(heavy) - heavy
    numbers = np.empty(run.docs.size + int(heavy.sum()), np.int64)
    numbers[at] = (run.docs - before - 1).astype(np.int64) * 2 + heavy
    numbers[at[heavy] + 1] = run.weights[heavy]
    return split_varints(numbers, at[starts])


def _positions(run: Run, starts: Numbers) -> list[bytes]:
    """Of each term, for each document its number of positions, the first, and the distances to the next ones."""
    first = np.cumsum(run.counts) - run.counts
    steps = np.diff(run.positions, prepend=0)
    steps[first] = run.positions[first]
    at = first + np.arange(run.counts.size)
    numbers = np.empty(run.positions.size + run.counts.size, np.int64)
    is_count = np.zeros(numbers.size, bool)
    is_count[at] = True
    numbers[at] = run.counts
    numbers[~is_count] = steps
    return split_varints(numbers, at[starts])


def _payload(data: bytes) -> str:
    return f'"{to_letters(data)}"'
