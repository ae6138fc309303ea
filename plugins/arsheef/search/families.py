"""Postings and positions of a segment: s<k>.js, p<k>.js for shards of skeletons, h<n>.js, q<n>.js for heavy ones.

    s, p   skeleton > class > form > postings; positions in the same order
    h      lists of one heavy skeleton (lists.py): what ranks; some files each
    q      postings and positions of one, for phrases
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, groupby
from typing import NamedTuple

import numpy as np

from arsheef.search.bits import Array
from arsheef.search.codec import shard_of, split_varints, to_letters, varint, word
from arsheef.search.lexicon import Lexicon
from arsheef.search.lists import Term, list_files
from arsheef.search.manifest import is_arabic
from arsheef.search.runs import Numbers, Run

SHARD = 2048
"""Bytes that a posting shard should have: a search loads one for each of its rarer words."""
PLACES = 16_384
"""Bytes that a shard of positions should have: only phrases load them, and few files are better than many."""
HEAVY = 2048
"""Bytes of postings from which on a skeleton has files of its own."""
SMALL, SMALL_SHARD = 2_000, 4_096
"""Documents of a segment below which it is soon merged into another, and the bytes of its posting shards: all its files are
written once more then, so they should be few."""


class Family(NamedTuple):
    """A skeleton with the bytes of its postings and of its positions."""

    skeleton: str
    postings: bytes
    positions: bytes
    groups: str = ""
    """Of a heavy skeleton: a digit for each group of its lists, the number of files."""
    lists: Sequence[str] = ()


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
        terms = zip((key.decode().split(" ") for key in run.keys), postings, positions, count(), strict=False)
        for skeleton, of_skeleton in groupby(terms, key=lambda term: term[0][0]):
            out: list[bytes] = []
            places: list[bytes] = []
            numbered = list(of_skeleton)
            for class_, of_class in groupby(numbered, key=lambda term: term[0][1]):
                forms = list(of_class)
                out += (word(class_), varint(len(forms)))
                for (_, _, form), data, place, _ in forms:
                    out += (word(form), varint(len(data)), data)
                    places += (varint(len(place)), place)
            family = Family(skeleton, b"".join(out), b"".join(places))
            if len(family.postings) > HEAVY:
                forms_of = [Term(class_, form, *_of_term(run, starts, n)) for (_, class_, form), _, _, n in numbered]
                groups, files = list_files(forms_of)
                family = family._replace(groups=groups, lists=files)
            self._families.append(family)

    def files(self, documents: int, heavy: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """The s, p, h and q files; adds the heavy skeletons in their order to ``heavy``, each with its groups: the n-th has
        q<n>.js, and as many h<k>.js as its groups say, after those of the skeletons before it."""
        shard = SHARD if documents >= SMALL else SMALL_SHARD
        light: list[Family] = []
        k = 0
        # the manifest packs those of Arabic letters, one after another
        for family in sorted(self._families, key=lambda family: bool(family.lists) and not is_arabic(family.skeleton)):
            if not family.lists:
                light.append(family)
                continue
            for file in family.lists:
                yield f"h{k}", f'"{file}"'
                k += 1
            yield f"q{len(heavy)}", f"[{_payload(family.postings)},{_payload(family.positions)}]"
            heavy.append((family.skeleton, family.groups))
        for letter, size in (("s", shard), ("p", PLACES)):
            named = [(family.skeleton, family.postings if letter == "s" else family.positions) for family in light]
            for k, data in enumerate(_shards(named, size)):
                yield f"{letter}{k}", _payload(data)


def _of_term(run: Run, starts: Numbers, n: int) -> tuple[Array, Array]:
    """Documents and weights of the n-th term."""
    part = slice(int(starts[n]), int(starts[n] + run.sizes[n]))
    return run.docs[part].astype(np.int64), run.weights[part].astype(np.int64)


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


def _shards(named: Sequence[tuple[str, bytes]], size: int) -> list[bytes]:
    """Families in as many shards as make ``size`` bytes each: word(skeleton), number of bytes, the family."""
    count = max(1, sum(len(data) for _, data in named) // size)
    shards: list[list[bytes]] = [[] for _ in range(count)]
    for skeleton, data in named:
        shards[shard_of(skeleton, count)] += (word(skeleton), varint(len(data)), data)
    return list(map(b"".join, shards))


def _payload(data: bytes) -> str:
    return f'"{to_letters(data)}"'
