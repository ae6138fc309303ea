"""Compressed inputs: .gz (also .tar.gz), .tar and .zip (also .wacz), members streamed.

Their names are labels only: nothing is unpacked to disk by name.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, cast

from arsheef.article import Record
from arsheef.errors import InputError
from arsheef.ingest.readers.source import HEAD, LONGEST, Expanding, Input, Rejected, Skipped, open_input

DEEPEST = 2
"""Archives inside archives: a .zip in a .zip, a .jsonl.gz in a .zip, a .tar in a .gz; not deeper."""
Reader = Callable[[Input], Iterator[Record | Rejected | Skipped]]


def is_gzip(given: Input) -> bool:
    return given.head.startswith(b"\x1f\x8b\x08")


def is_zip(given: Input) -> bool:
    return given.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_tar(given: Input) -> bool:
    return given.head[257:262] == b"ustar"


def read_gzip(given: Input, read_input: Reader) -> Iterator[Record | Rejected | Skipped]:
    """What is inside, under the same label: a .gz has one member and that has no reliable name."""
    _check_depth(given)
    counted = _Counted(given.stream)
    plain = gzip.GzipFile(fileobj=cast(io.BufferedIOBase, counted))
    stream = io.BufferedReader(Expanding(cast(io.BufferedIOBase, plain), lambda: counted.taken), HEAD)
    yield from read_input(open_input(given.path, stream, given.mapping, given.depth + 1))


def read_zip(given: Input, read_input: Reader) -> Iterator[Record | Rejected | Skipped]:
    """Every member in the order of its name."""
    _check_depth(given)
    with tempfile.SpooledTemporaryFile(max_size=LONGEST) as spool:
        file = given.stream if given.depth == 0 and given.stream.seekable() else _spooled(given, spool)
        with zipfile.ZipFile(file) as archive:
            size = file.seek(0, io.SEEK_END)
            spent = [0]
            for member in sorted(_wanted(archive.infolist()), key=lambda member: member.filename):
                if not member.is_dir():
                    yield from _read_member(given, archive, member, (size, spent), read_input)


def _wanted(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """The members to read: of a WACZ its web archives only, since its lists of pages repeat what is in them."""
    names = {member.filename for member in members}
    crawls = [m for m in members if m.filename.startswith("archive/") and m.filename.endswith((".warc", ".warc.gz"))]
    return crawls if crawls and "datapackage.json" in names else members


def read_tar(given: Input, read_input: Reader) -> Iterator[Record | Rejected | Skipped]:
    """Every regular file in the order in which it comes; links and devices are left out."""
    _check_depth(given)
    with tarfile.open(fileobj=given.stream, mode="r|") as archive:
        for member in archive:
            label = f"{given.path}!{member.name}"
            if member.isdir():
                continue
            if not member.isreg() or is_hidden(member.name):
                yield Skipped(label, "hidden" if member.isreg() else "a link or a device")
                continue
            content = cast(io.BufferedIOBase, archive.extractfile(member))
            yield from read_input(open_input(label, content, given.mapping, given.depth + 1))


def is_hidden(name: str) -> bool:
    """Whether a path has a part that begins with a dot or is what macOS adds to archives."""
    parts = [part for part in name.split("/") if part not in (".", "..")]
    return any(part.startswith(".") or part in ("__MACOSX", "Thumbs.db", "desktop.ini") for part in parts)


def _read_member(
    given: Input, archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: tuple[int, list[int]], read_input: Reader
) -> Iterator[Record | Rejected | Skipped]:
    """One file of a .zip; ``budget`` is the size of the archive and what its members gave so far."""
    label = f"{given.path}!{_name_of(member)}"
    if is_hidden(_name_of(member)):
        yield Skipped(label, "hidden")
        return
    size, spent = budget
    with contextlib.ExitStack() as stack:
        try:
            content = stack.enter_context(archive.open(member))
        except (RuntimeError, NotImplementedError) as error:  # how zipfile says: encrypted, an unknown method
            yield Rejected(label, 1, f"cannot be unpacked ({error}); unpack the archive yourself and give the files")
            return
        except zipfile.BadZipFile as error:
            yield Rejected(label, 1, f"damaged in the archive ({error}); get a whole copy of it")
            return
        stream = io.BufferedReader(Expanding(cast(io.BufferedIOBase, content), lambda: size, spent), HEAD)
        try:
            opened = open_input(label, stream, given.mapping, given.depth + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            yield Rejected(label, 1, f"damaged in the archive ({error}); get a whole copy of it")
            return
        yield from read_input(opened)


def _name_of(member: zipfile.ZipInfo) -> str:
    """The member's name; those that old programs wrote as UTF-8 without saying so are put right."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _spooled(given: Input, spool: IO[bytes]) -> IO[bytes]:
    """A copy of a stream that cannot seek: in memory up to LONGEST, else in a temporary file without a name."""
    while data := given.stream.read(1 << 20):
        spool.write(data)
    return spool


def _check_depth(given: Input) -> None:
    if given.depth >= DEEPEST:
        raise InputError("an archive inside an archive inside an archive; unpack the outer one and give what is in it")


class _Counted(io.RawIOBase):
    """A stream that counts what was read of it."""

    def __init__(self, source: io.BufferedIOBase) -> None:
        self._source = source
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]
        data = self._source.read(len(target))
        self.taken += len(data)
        target[: len(data)] = data
        return len(data)
