"""Copies of one text: a small sketch of each article finds the candidates, exact comparison decides.

    text -> words as search folds them -> runs of five -> the 64 smallest of their hashes = the sketch
                                                          the smallest eight lead to candidates
    texts of candidates -> words, folded by a rule of their own -> shingles -> Jaccard index

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
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670]")
_LETTERS = str.maketrans("أإآٱىة", "اااايه", "ـ")
_WORD = re.compile(r"\w+")


def shingles(paragraphs: Iterable[str]) -> set[int]:
    """Every run of five words of a text, for exact comparison.

    Words are folded: without vowel signs and tatweel, one spelling for alef, ى and ة. The folding is this module's own,
    so that a better analysis for search does not change what is a copy.
    """
    folded = _MARKS.sub("", "\n".join(paragraphs)).translate(_LETTERS).lower()
    return runs(_WORD.findall(folded))


def runs(words: Iterable[str]) -> set[int]:
    """Every run of five of ``words``, as a hash of 64 bits; Python's hash of numbers is the same in every process."""
    numbers = [crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    return set(map(hash, zip(*(numbers[at:] for at in range(SHINGLE)), strict=False)))


def sketch_of(grams: Set[int]) -> bytes:
    """The sketch of a text's runs of words: four bytes a hash, smallest first; empty for a text too short to tell apart."""
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
