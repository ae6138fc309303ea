"""Ctrl-C at a point where nothing is half done: at once while waiting for input, else after the batch under way."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from types import FrameType
from typing import Any, TypeVar

Item = TypeVar("Item")


class Interruption:
    """Holds ctrl-C back while work is under way; the second ctrl-C is not held back."""

    def __init__(self) -> None:
        self._asked = False
        self._reading = False
        self._previous: Any = None

    def __enter__(self) -> Interruption:
        if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            self._previous = signal.signal(signal.SIGINT, self._handle)
        return self

    def __exit__(self, *_: object) -> None:
        if self._previous is not None:
            signal.signal(signal.SIGINT, self._previous)

    def check(self) -> None:
        """Raises KeyboardInterrupt if ctrl-C was pressed meanwhile."""
        if self._asked:
            raise KeyboardInterrupt

    def reading(self, items: Iterable[Item]) -> Iterator[Item]:
        """``items``, any of which may be waited for: ctrl-C ends the waiting."""
        source = iter(items)
        while True:
            self._reading = True
            try:
                item = next(source)
            except StopIteration:
                return
            finally:
                self._reading = False
            yield item

    def _handle(self, _: int, frame: FrameType | None) -> None:
        again, self._asked = self._asked, True
        if again or self._reading:
            raise KeyboardInterrupt
