"""Postings and positions of a segment: s<k>.js, p<k>.js for shards of skeletons, h<n>.js, q<n>.js for heavy ones.

    skeleton > class > form > postings; positions in the same order
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from arsheef.search.codec import shard_of, to_letters, varint, varints, word
from arsheef.search.postings import Postings, read_postings, terms_of
from arsheef.search.source import SegmentSource

SHARD = 4096
"""Bytes that a posting shard should have; half of that in segments of fewer than SMALL documents."""
SMALL = 2_000


class Family(NamedTuple):
    """A skeleton with the bytes of its postings and of its positions."""

    skeleton: str
    postings: bytes
    positions: bytes


def posting_files(source: SegmentSource) -> tuple[dict[str, str], list[str]]:
    """The s, p, h and q files by name, and the heavy skeletons in byte order: the n-th is h<n>.js."""
    target = SHARD if len(source.records) >= SMALL else SHARD // 2
    files: dict[str, str] = {}
    light: list[Family] = []
    heavy: list[str] = []
    for family in _families(source):
        if len(family.postings) > target // 2:
            files[f"h{len(heavy)}"] = json.dumps(to_letters(family.postings), ensure_ascii=False)
            files[f"q{len(heavy)}"] = json.dumps(to_letters(family.positions), ensure_ascii=False)
            heavy.append(family.skeleton)
        else:
            light.append(family)
    shards = max(1, sum(len(family.postings) for family in light) // target)
    for letter in ("s", "p"):
        parts: list[list[bytes]] = [[] for _ in range(shards)]
        for family in light:
            data = family.postings if letter == "s" else family.positions
            parts[shard_of(family.skeleton, shards)] += (word(family.skeleton), varint(len(data)), data)
        for k, part in enumerate(parts):
            files[f"{letter}{k}"] = json.dumps(to_letters(b"".join(part)), ensure_ascii=False)
    return files, heavy


def _families(source: SegmentSource) -> Iterator[Family]:
    """Every skeleton of the segment, in byte order."""
    reader, renumbered = source.reader, source.numbers
    in_order = all(old == new for old, new in enumerate(renumbered))
    for skeleton, of_skeleton in groupby(terms_of(reader), key=lambda term: term[0]):
        postings: list[bytes] = []
        positions: list[bytes] = []
        for class_, of_class in groupby(of_skeleton, key=lambda term: term[1]):
            forms = list(of_class)
            postings += (word(class_), varint(len(forms)))
            for _, _, form, term in forms:
                found = read_postings(reader, term)
                if not in_order:
                    found = _renumber(found, renumbered)
                data = encode_postings(found)
                postings += (word(form), varint(len(data)), data)
                places = varints(n for deltas in found.position_deltas() for n in (len(deltas), *deltas))
                positions += (varint(len(places)), places)
        yield Family(skeleton, b"".join(postings), b"".join(positions))


def _renumber(found: Postings, renumbered: list[int]) -> Postings:
    rows = sorted(zip(map(renumbered.__getitem__, found.docs), found.weights, found.values, strict=True))
    return Postings([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])


def encode_postings(found: Postings) -> bytes:
    """For each document varint(distance to the one before * 2 + (weight > 1)) and, where weight > 1, varint(weight)."""
    numbers: list[int] = []
    before = -1
    for doc, weight in zip(found.docs, found.weights, strict=True):
        step = (doc - before - 1) * 2
        if weight > 1:
            numbers += (step + 1, weight)
        else:
            numbers.append(step)
        before = doc
    return varints(numbers)
