"""What a function of one word gave, kept for the words that come often: an archive has words without end, a memory has not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

CACHED_LENGTH = 64
"""Characters of the longest word that is kept; a longer one is computed each time it comes."""
LATELY = 30_000
"""Words of a generation. A hundred articles bring 8,000 different ones, and nine in ten tokens of the next are among these."""

Value = TypeVar("Value")


class Remembered(dict[str, Value]):
    """Results of ``compute``, found at the cost of a look into a dict: those of the latest words, twice ``most`` at most.

    When a generation is full it becomes the former one; what is asked for again moves on into the new one, the rest goes.
    """

    __slots__ = ("_compute", "_former", "_most")

    def __init__(self, compute: Callable[[str], Value], most: int = LATELY) -> None:
        super().__init__()
        self._compute = compute
        self._most = most
        self._former: dict[str, Value] = {}

    def __missing__(self, key: str) -> Value:
        if key in self._former:
            value = self._former[key]
        else:
            value = self._compute(key)
            if len(key) > CACHED_LENGTH:
                return value
        if len(self) >= self._most:
            self._former = dict(self)
            self.clear()
        self[key] = value
        return value
