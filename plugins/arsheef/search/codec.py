"""Bytes of the static index: variable-length integers, words, and the 256-letter alphabet that carries bytes in a script.

The browser's twin is theme/static/search/codec.js; tests/vectors/codec.json is run by both.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import numpy.typing as npt

ALPHABET = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\')
ALPHABET += "".join(chr(0xA1 + n) for n in range(256 - len(ALPHABET)))
"""Letter of each byte: 93 printable ASCII letters, then U+00A1 and on. Small numbers, the most frequent, take one byte of
UTF-8; nothing needs an escape inside a JavaScript string."""

LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz" + "".join(chr(code) for code in range(0x621, 0x64B))
"""Letters of folded words that take one byte; any other is ESCAPE and its code point."""
ESCAPE = len(LETTERS)
_LETTER = {ord(letter): n for n, letter in enumerate(LETTERS)}
_LETTER_BYTES = {letter: bytes((n,)) for n, letter in enumerate(LETTERS)}


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


_VARINTS = [_varint(number) for number in range(1 << 12)]


def varint(number: int) -> bytes:
    """A non-negative integer in groups of seven bits, lowest first (LEB128, DWARF 4 section 7.6)."""
    return _VARINTS[number] if number < len(_VARINTS) else _varint(number)


def varints(numbers: Iterable[int]) -> bytes:
    """All numbers one after another; a table serves those under 4,096."""
    try:
        return b"".join(map(_VARINTS.__getitem__, numbers := list(numbers)))
    except IndexError:
        return b"".join(map(varint, numbers))


def split_varints(numbers: npt.NDArray[np.int64], starts: npt.NDArray[np.int64]) -> list[bytes]:
    """The bytes of ``varints(numbers)``, cut before each number of ``starts``, the first of which is 0."""
    sizes = np.ones(numbers.size, np.int64)
    for bits in range(7, 63, 7):
        longer = numbers >= 1 << bits
        if not longer.any():
            break
        sizes += longer
    ends = np.cumsum(sizes)
    at = ends - sizes
    out = np.empty(int(ends[-1]) if ends.size else 0, np.uint8)
    left = numbers
    for _ in range(int(sizes.max(initial=0))):
        more = left > 0x7F
        out[at] = (left & 0x7F) | (more.astype(np.uint8) << 7)
        left, at = left[more] >> 7, at[more] + 1
    data = out.tobytes()
    cuts = [*(ends - sizes)[starts].tolist(), len(data)]
    return [data[start:end] for start, end in pairwise(cuts)]


def word(text: str) -> bytes:
    """A folded word: its number of letters, then a byte a letter."""
    try:
        letters, _ = codecs.charmap_encode(text, "strict", _LETTER)
    except UnicodeEncodeError:
        letters = b"".join(_LETTER_BYTES.get(c) or bytes((ESCAPE,)) + varint(ord(c)) for c in text)
    return varint(len(text)) + letters


def to_letters(data: bytes) -> str:
    """Bytes as text of the 256-letter alphabet."""
    return codecs.charmap_decode(data, "strict", ALPHABET)[0]


def hash_of(text: str) -> int:
    """FNV-1a (32 bits) over the code points of a word."""
    value = 0x811C9DC5
    for letter in text:
        value = ((value ^ ord(letter)) * 0x01000193) & 0xFFFFFFFF
    return value


def shard_of(skeleton: str, shards: int) -> int:
    """Number of the shard of a skeleton: its hash modulo the number of shards."""
    return hash_of(skeleton) % shards
