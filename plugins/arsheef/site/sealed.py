"""What the last finished build read and made, kept in .arsheef/, so that the next one makes only what differs.

    .arsheef/site-<output>.bin     SHA-256 of what follows, then a Sealed and its Sources, some hundred at a time, each part
                                   behind its length in 8 bytes: written last, in one step
    .arsheef/site-<output>.open    one path a line: files that a build is about to change. It goes when the build is
                                   finished; while it is there, what is known of these files is not true

Both may be deleted, damaged or out of date at any time: what is not known is read and made again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import msgspec

from arsheef.site.reader import Source
from arsheef.site.scan import Stamp

BATCH = 500
"""Sources that are packed together."""


class Output(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One file of the site as it was written."""

    key: bytes
    """Of all that the file was made from (see plan.py); empty: not known, make it again."""
    size: int
    mtime: int
    """Nanoseconds; where it differs the digest decides."""
    digest: bytes
    """Of its bytes, BLAKE2b of 8 bytes."""


class Sealed(msgspec.Struct, array_like=True):
    """One finished build."""

    key: str
    """Of program, theme and settings: of everything that is not content."""
    stamps: dict[str, Stamp]
    """Of the content files, by path."""
    outputs: dict[str, Output]
    """By path in the site."""
    shown: dict[str, list[str]]
    """Template -> the fields of Site that it may show; follows from ``key``."""
    counts: dict[str, int] = {}
    """Status -> articles that have it."""
    search: dict[str, Stamp] = {}
    """Of the files of index and static search; empty: not known, or files are there that the next build removes."""


def read_sources(parts: Iterable[memoryview]) -> Iterator[Source]:
    """The Sources of a sealed build: most of the file, and not needed where nothing changed."""
    for part in parts:
        yield from msgspec.msgpack.decode(part, type=list[Source])


def _pack(sealed: Sealed, sources: Iterable[Source]) -> Iterator[bytes]:
    """The parts of the file: never all at once, which would be the most memory that a build takes."""
    parts = chain((msgspec.msgpack.encode(sealed),), map(msgspec.msgpack.encode, _batches(sources)))
    for part in parts:
        yield len(part).to_bytes(8, "big")
        yield part


def _unpack(data: memoryview) -> Iterator[memoryview]:
    while data:
        end = 8 + int.from_bytes(data[:8], "big")
        yield data[8:end]
        data = data[end:]


def _batches(sources: Iterable[Source]) -> Iterator[list[Source]]:
    left = iter(sources)
    while batch := list(islice(left, BATCH)):
        yield batch


class Seal:
    """The files of one output folder in the site's cache folder."""

    def __init__(self, cache: Path, output: Path) -> None:
        """``cache`` is made when it is needed."""
        mark = hashlib.sha256(str(output.resolve()).encode("utf-8")).hexdigest()[:8]
        self._path = cache / f"site-{mark}.bin"
        self._open = cache / f"site-{mark}.open"

    def load(self) -> tuple[Sealed, list[memoryview]] | None:
        """With what read_sources takes; None where there is none that can be read. Files that a killed build was changing have
        no key."""
        if not self._path.is_file():
            return None
        data = memoryview(self._path.read_bytes())
        if hashlib.sha256(data[32:]).digest() != data[:32]:  # damaged, like any cache may be
            return None
        try:
            first, *sources = _unpack(data[32:])
            sealed = msgspec.msgpack.decode(first, type=Sealed)
        except (ValueError, msgspec.DecodeError):  # of another version
            return None
        unknown = Output(b"", -1, 0, b"")
        sealed.outputs.update(dict.fromkeys(self.opened(), unknown))
        return sealed, sources

    def opened(self) -> list[str]:
        """Files that a build which did not finish was changing."""
        if not self._open.is_file():
            return []
        return [line for line in self._open.read_text("utf-8", errors="replace").split("\n") if line]

    def open(self, names: Iterable[str]) -> None:
        """Says, before the first of ``names`` is changed or removed, that they will be."""
        if not (names := list(names)):
            return
        self._open.parent.mkdir(parents=True, exist_ok=True)
        with self._open.open("a", encoding="utf-8", newline="\n") as file:
            file.write("".join(f"{name}\n" for name in names))

    def close(self, sealed: Sealed, sources: Iterable[Source]) -> None:
        """Keeps what a build has read and made, in one step: from now on it is finished."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh, digest = self._path.with_suffix(".new"), hashlib.sha256()
        with fresh.open("wb") as file:
            file.write(digest.digest())  # its place
            for part in _pack(sealed, sources):
                digest.update(part)
                file.write(part)
            file.seek(0)
            file.write(digest.digest())
        os.replace(fresh, self._path)
        self._open.unlink(missing_ok=True)
