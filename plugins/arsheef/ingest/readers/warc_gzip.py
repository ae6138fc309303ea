"""The gzip members of a .warc.gz as one stream of plain bytes; a damaged member costs only itself."""

from __future__ import annotations

import io
import zlib
from io import BufferedIOBase

from arsheef.errors import InputError
from arsheef.ingest.readers.source import HEAD, LONGEST, read_up_to

_MAGIC = b"\x1f\x8b\x08"
_TRIAL = 4096
"""Bytes that are enough to see whether a member begins a WARC record."""
_MOST_DAMAGED = 1000
"""Damaged members after which a file is given up."""


def is_warc_gzip(head: bytes) -> bool:
    """Whether compressed bytes begin with a WARC record."""
    if not head.startswith(_MAGIC):
        return False
    try:
        return zlib.decompressobj(31).decompress(head[:_TRIAL], 16).startswith(b"WARC/")
    except zlib.error:
        return False


class Members(io.RawIOBase):
    """What the members hold. At a damaged place it goes on with the next member that begins a record.

    What came out of the damaged member before that is given too: the reader of the records finds it incomplete.
    """

    def __init__(self, source: BufferedIOBase) -> None:
        self._source = source
        self._waiting = b""
        """Compressed bytes that were read and not used."""
        self._member = bytearray()
        """Those of the member under way, for a second look if it is damaged."""
        self._inflate = zlib.decompressobj(31)
        self.taken = 0
        """Compressed bytes that were read."""
        self.damaged = 0
        """Members that were damaged or cut off."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]
        while True:
            if not self._waiting and not self._more():
                if not self._member or not self._resume():
                    return 0
                continue
            try:
                data = self._inflate.decompress(self._waiting, len(target))
            except zlib.error:
                if not self._resume():
                    return 0
                continue
            self._waiting = self._inflate.unconsumed_tail
            if self._inflate.eof:
                self._begin(self._inflate.unused_data.lstrip(b"\0"))
            if data:
                target[: len(data)] = data
                return len(data)

    def _more(self) -> bool:
        data = self._read()
        self._waiting += data
        if len(self._member) <= LONGEST:
            self._member += data
        return bool(data)

    def _read(self) -> bytes:
        data = read_up_to(self._source, HEAD)
        self.taken += len(data)
        return data

    def _begin(self, rest: bytes) -> None:
        """Starts a member with the bytes that follow the last one."""
        self._waiting, self._member = rest, bytearray(rest)
        self._inflate = zlib.decompressobj(31)

    def _resume(self) -> bool:
        """Moves behind damage to the next member that begins a record; False at the end of the file."""
        self.damaged += 1
        if self.damaged > _MOST_DAMAGED:
            raise InputError(f"more than {_MOST_DAMAGED} damaged members; get a whole copy of the file")
        rest = bytes(self._member[1:]) if len(self._member) <= LONGEST else self._waiting
        ended = False
        while True:
            at = rest.find(_MAGIC)
            while at >= 0 and (ended or len(rest) - at >= _TRIAL):
                if is_warc_gzip(rest[at : at + _TRIAL]):
                    self._begin(rest[at:])
                    return True
                at = rest.find(_MAGIC, at + 1)
            if ended:
                self._begin(b"")
                return False
            data = self._read()
            rest, ended = (rest[at:] if at >= 0 else rest[-2:]) + data, not data
