"""Copies of one text: a small sketch of each article finds the candidates, exact comparison decides.

    text -> folded words -> shingles of five words -> the 64 smallest of their hashes = the sketch
                                                      the smallest eight lead to candidates

Two texts with a Jaccard index of .8 share each of the smallest hashes of both with a chance of .8; fewer than two of the
eight are shared once in 10,000 pairs. So the work does not grow with the archive, and nothing is compared with everything.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Set
from zlib import crc32

SHINGLE = 5
"""Words of a shingle."""
SKETCH, LEADS, SHARED = 64, 8, 2
"""Hashes of a sketch; how many of them, the smallest, lead to candidates; how many of those a candidate shares."""
COPY = 0.8
"""Jaccard index from which a text is a copy of another."""
DOUBT = 0.2
"""Four standard deviations of an estimate from 64 hashes at .8: so far below COPY a pair is still compared exactly."""
SHORT = 16
"""Shingles under which a text is a stock phrase or a table's head, that many articles share."""
CACHED = 200_000
"""Words whose folding is remembered; hostile input invents words without end."""

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670]")
_LETTERS = str.maketrans("أإآٱىة", "اااايه", "ـ")
_NO_WORD = re.compile(r"\W+")


class _Folded(dict[str, bytes]):
    """What stands between two blanks -> the CRC-32 of each of its folded words, four bytes each."""

    def __missing__(self, token: str) -> bytes:
        if token.isalpha():  # no signs, no punctuation: most are
            hashes = crc32(token.translate(_LETTERS).lower().encode()).to_bytes(4, "little")
        else:
            folded = _MARKS.sub("", token).translate(_LETTERS).lower()
            words = _NO_WORD.sub(" ", folded).encode("utf-8", "surrogatepass").split()
            hashes = b"".join(crc32(word).to_bytes(4, "little") for word in words)
        if len(self) >= CACHED:
            self.clear()
        if len(token) <= 64:
            self[token] = hashes
        return hashes


_folded = _Folded()


def shingles(paragraphs: Iterable[str]) -> set[int]:
    """Every run of five words of a text, as a hash of 64 bits.

    Words are folded: without vowel signs and tatweel, one spelling for alef, ى and ة. The folding is this module's own,
    so that a better analysis for search does not change what is a copy. Python's hash of a tuple of numbers is the same
    in every process.
    """
    packed = array("I")
    packed.frombytes(b"".join([_folded[token] for paragraph in paragraphs for token in paragraph.split()]))
    words = packed.tolist()
    return set(map(hash, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))


def sketch_of(grams: Set[int]) -> bytes:
    """The sketch of a text's shingles: four bytes a hash, smallest first; empty for a text too short to tell apart."""
    if len(grams) < SHORT:
        return b""
    return array("i", [gram >> 32 for gram in sorted(grams)[:SKETCH]]).tobytes()


def hashes_of(sketch: bytes) -> array[int]:
    """A sketch as numbers."""
    numbers = array("i")
    numbers.frombytes(sketch)
    return numbers


def leads_of(sketch: bytes) -> list[int]:
    """The hashes of a sketch under which its article is found again."""
    return hashes_of(sketch[: 4 * LEADS]).tolist()


def resemblance(one: bytes, other: bytes) -> float:
    """The Jaccard index of two texts as their sketches estimate it."""
    if one == other:
        return 1.0 if one else 0.0
    first, second = set(hashes_of(one)), set(hashes_of(other))
    union = sorted(first | second)[:SKETCH]
    return len(first.intersection(second).intersection(union)) / len(union) if union else 0.0


def jaccard(one: Set[int], other: Set[int]) -> float:
    """Shared shingles of two texts by all shingles of both."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
