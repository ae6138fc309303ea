"""The records of a WARC, cut out of its bytes: by their stated length, and by the next record's start where that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase

from arsheef.ingest.readers.source import HEAD, LONGEST, too_long
from arsheef.ingest.readers.window import Window

_START = re.compile(rb"WARC/\d\.\d{1,2}\r?\n(?=[A-Za-z-]{3,40}:)")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^Content-Length:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
_KIND = re.compile(rb"^WARC-Type:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
_OVERLAP, _AFTER = 64, 16
"""Bytes in which the start of a record fits, and bytes looked at behind a record."""
_CUT = "cut off before its end: the file is damaged or incomplete here; get a whole copy of it"


@dataclass(frozen=True, slots=True)
class Piece:
    """One record; ``reason`` says why it has no bytes."""

    number: int
    """From 1, in the order of the file."""
    kind: str
    """WARC-Type: response, request, revisit, …"""
    raw: bytes
    reason: str | None = None


def cut_records(stream: BufferedIOBase) -> Iterator[Piece]:
    """Every record in order; what is longer than LONGEST is passed over unless it could be a page, which is said."""
    window, number = _Window(stream), 0
    while window.find_start():
        number += 1
        head = window.take_head()
        length = _LENGTH.search(head)
        kind = _KIND.search(head)
        named = kind[1].decode("ascii", "replace").lower() if kind else ""
        if length is None or kind is None:
            window.drop(_OVERLAP)
            yield Piece(number, named, b"", "a record without type or length: the file is damaged here; it was left out")
        elif int(length[1]) > LONGEST:
            whole = window.pass_over(len(head) + int(length[1]))
            if named == "response" or not whole:
                yield Piece(number, named, b"", too_long("the page") if whole else _CUT)
        else:
            raw = window.take(len(head), len(head) + int(length[1]))
            yield Piece(number, named, raw or b"", None if raw is not None else _CUT)


class _Window(Window):
    """The part of the stream that is being read."""

    def find_start(self) -> bool:
        """Moves to the next start of a record; False at the end of the stream."""
        while not (found := _START.search(self._data)):
            self._data = self._data[-_OVERLAP:]
            if not self._grow():
                return False
        self._data = self._data[found.start() :]
        return True

    def take_head(self) -> bytes:
        """The headers, with the blank line, of the record at the start of the window; it stays there."""
        while not (end := _BLANK_LINE.search(self._data)) and len(self._data) <= HEAD and self._grow():
            pass
        return self._data[: end.end()] if end else b""

    def take(self, head: int, length: int) -> bytes | None:
        """The record of this length, or None, moved to the next start, where it is cut off before."""
        while len(self._data) < length + _AFTER and self._grow():
            pass
        whole = len(self._data) >= length
        after = self._data[length : length + _AFTER].lstrip(b"\r\n")
        if whole and (not after or b"WARC/".startswith(after[:5])):
            return self.drop(length)
        inside = _START.search(self._data, head)
        if inside and inside.start() < length:
            self.drop(inside.start())
            return None
        taken = self.drop(length)
        return taken if whole else None

    def pass_over(self, length: int) -> bool:
        """Drops so many bytes without keeping them; False where the stream ends before."""
        while length > len(self._data):
            length -= len(self._data)
            self._data = b""
            if not self._grow():
                return False
        self.drop(length)
        return True
