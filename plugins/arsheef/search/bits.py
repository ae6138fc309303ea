"""Bits of the lists of lists.py, written as the letters 0 and 1: numbers, words, places in a list, weights below others.

Nine in ten of these lists have a few numbers only, for which a loop is several times faster than arrays: each coder has both,
giving the same bits. The browser's twin is the reader of theme/static/search/lists.js.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from arsheef.search.codec import ALPHABET, ESCAPE, LETTERS

Array = npt.NDArray[np.int64]
MOST_ONES = 15
"""Ones of a unary part; as many mean that the number follows in RAW bits."""
RAW = 30
FEW = 32
"""Numbers of a list up to which a loop is faster than arrays."""
KEPT = 1024
"""Numbers whose codes are remembered."""
_LETTER_OF = ALPHABET[:64].encode().ljust(256)
_BITS_OF = {letter: format(n, "07b") for n, letter in enumerate(LETTERS)}


def letters(bits: str) -> str:
    """Bits six to a letter of the first 64 of codec.ALPHABET: gzip gets back what is lost."""
    data = np.frombuffer((bits + "0" * (-len(bits) % 6)).encode(), np.uint8) - 48
    values = data.reshape(-1, 6) @ np.array([32, 16, 8, 4, 2, 1], np.uint8)
    return values.tobytes().translate(_LETTER_OF).decode()


@lru_cache(4096)
def number(value: int) -> str:
    """Elias's gamma code of value + 1."""
    digits = format(value + 1, "b")
    return "0" * (len(digits) - 1) + digits


def word(text: str) -> str:
    """number(letters), then seven bits a letter; one without a byte of its own is ESCAPE and its code point in 21 bits."""
    try:
        return number(len(text)) + "".join(map(_BITS_OF.__getitem__, text))
    except KeyError:
        escape = format(ESCAPE, "07b")
        return number(len(text)) + "".join(_BITS_OF.get(c) or f"{escape}{ord(c):021b}" for c in text)


def within(places: Array, size: int) -> str:
    """A list of places in one of ``size``: number(places); where it is neither none nor all of them, a bit whether the others
    are listed, being fewer, and the steps between those that are."""
    if places.size <= FEW:
        return _few_within(places.tolist(), size)
    if places.size == size:
        return number(size)
    others = places.size > size - places.size
    if others:
        left = np.ones(size, bool)
        left[places] = False
        places = np.flatnonzero(left)
    return _count_within(places.size, size, others) + numbers(steps(places))


def steps(places: Array) -> Array:
    """Of each of these ascending places how many it passes over after the one before it."""
    passed = places.copy()
    passed[1:] -= places[:-1] + 1
    return passed


def _few_within(places: list[int], size: int) -> str:
    if not places or len(places) == size:
        return number(len(places))
    others = len(places) > size - len(places)
    if others:
        places = sorted(set(range(size)).difference(places))
    return _count_within(len(places), size, others) + _few_numbers([to - at - 1 for at, to in pairwise([-1, *places])])


def _count_within(listed: int, size: int, others: bool) -> str:
    return number(size - listed) + "1" if others else number(listed) + "0"


def below(upper: Array, weights: Array) -> str:
    """Weights of which each is known to be at most ``upper``: those that are less, as places among those that can be, and
    how much less than one under it."""
    if upper.size <= FEW:
        less_few = [most - weight for most, weight in zip(upper.tolist(), weights.tolist(), strict=True) if most > 1]
        few = [place for place, by in enumerate(less_few) if by]
        return _few_within(few, len(less_few)) + (_few_numbers([by - 1 for by in less_few if by]) if few else "")
    able = np.flatnonzero(upper > 1)
    less = upper[able] - weights[able]
    places = np.flatnonzero(less)
    return within(places, able.size) + (numbers(less[places] - 1) if places.size else "")


def numbers(values: Array) -> str:
    """Rice codes: four bits for k, then each number as value >> k ones, a zero, and its last k bits."""
    if values.size <= FEW:
        return _few_numbers(values.tolist())
    k = min(_divisors(int(values.sum()), values.size), key=lambda k: int((values >> k).sum()) + k * values.size)
    return format(k, "04b") + "".join(map(_RICE[k].__getitem__, values.tolist()))


def _few_numbers(values: list[int]) -> str:
    if len(values) == 1:
        return _single(values[0])
    k = min(_divisors(sum(values), len(values)), key=lambda k: sum([value >> k for value in values]) + k * len(values))
    return format(k, "04b") + "".join(map(_RICE[k].__getitem__, values))


@lru_cache(4096)
def _single(value: int) -> str:
    k = min(_divisors(value, 1), key=lambda k: (value >> k) + k)
    return format(k, "04b") + _RICE[k][value]


def _divisors(total: int, count: int) -> range:
    """The k worth trying for ``count`` numbers of this sum."""
    first = min(15, max(0, (total // count).bit_length() - 2))
    return range(first, min(first + 4, 16))


class _Rice(dict[int, str]):
    """The code of each number for one k."""

    def __init__(self, k: int) -> None:
        super().__init__()
        self._k = k

    def __missing__(self, value: int) -> str:
        k, ones = self._k, value >> self._k
        if ones >= MOST_ONES:
            return "1" * MOST_ONES + format(value, f"0{RAW}b")
        code = "1" * ones + "0" + (format(value & ((1 << k) - 1), f"0{k}b") if k else "")
        if value < KEPT:
            self[value] = code
        return code


_RICE = [_Rice(k) for k in range(16)]
