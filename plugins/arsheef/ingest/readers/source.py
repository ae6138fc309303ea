"""What every reader takes and gives: an open Input; Records, and word of what could not be read."""

from __future__ import annotations

import codecs
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BufferedIOBase

from arsheef.errors import InputError
from arsheef.ingest.encoding import REPLACEMENT, wide_encoding

LONGEST = 16 * 1024 * 1024
"""Bytes of one item (a line, a row, an object, a file of text or HTML). The longest newspaper article is under 1 MB."""
HEAD = 65536
"""Bytes that a format is told by."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An item that cannot be a Record, with what is wrong and what to do."""

    path: str
    offset: int
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out on purpose (hidden, a link that leads outside)."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Input:
    """One stream of bytes: a file, a member of an archive, or standard input."""

    path: str
    """Label for people; never opened again."""
    stream: BufferedIOBase
    head: bytes
    """The first HEAD bytes; they are in ``stream`` too."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    """How many archives it is inside of."""

    @property
    def name(self) -> str:
        """File name in lower case, without folders and without ``.gz``."""
        return self.path.rpartition("!")[2].replace("\\", "/").rpartition("/")[2].lower().removesuffix(".gz")


class Replayed(io.RawIOBase):
    """A stream whose first bytes were read already: gives them again, then the rest."""

    def __init__(self, head: bytes, rest: BufferedIOBase) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]
        if self._head:
            got = min(len(target), len(self._head))
            target[:got], self._head = self._head[:got], self._head[got:]
            return got
        data = self._rest.read1(len(target))
        target[: len(data)] = data
        return len(data)


class Recoded(io.RawIOBase):
    """A UTF-16 or UTF-32 stream as UTF-8, so that every reader below sees one kind of bytes."""

    def __init__(self, source: BufferedIOBase, encoding: str) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]
        while not self._ready:
            data = self._source.read1(HEAD)
            self._ready = self._decoder.decode(data, final=not data).removeprefix("\ufeff").encode("utf-8", "replace")
            if not data and not self._ready:
                return 0
        got = min(len(target), len(self._ready))
        target[:got], self._ready = self._ready[:got], self._ready[got:]
        return got


class Expanding(io.RawIOBase):
    """What a decompressor gives, stopped when it is out of all proportion to what it was given."""

    FREE, RATIO = 256 * 1024 * 1024, 200
    """Bytes that always may come out, and how many times the input beyond them. Text deflates 3 to 20 times."""

    def __init__(self, source: BufferedIOBase, taken: Callable[[], int], spent: list[int] | None = None) -> None:
        """``taken`` tells how many compressed bytes went in; ``spent`` is shared by the members of one archive."""
        self._source = source
        self._taken = taken
        self._spent = spent if spent is not None else [0]
        self._failed: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]
        data = self._read(len(target))
        self._spent[0] += len(data)
        if self._spent[0] > self.FREE and self._spent[0] > self.RATIO * self._taken():
            raise InputError(
                f"expands more than {self.RATIO} times (a zip bomb?); unpack it yourself and give the unpacked file"
            )
        target[: len(data)] = data
        return len(data)

    def _read(self, most: int) -> bytes:
        """What one step of decompression gives; once it failed it fails at every call, after all that came before."""
        if self._failed is None:
            try:
                return self._source.read1(most)
            except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile) as error:
                self._failed = error
        raise self._failed


def open_input(path: str, stream: BufferedIOBase, mapping: Mapping[str, str], depth: int = 0) -> Input:
    """An Input over ``stream``, its head read and UTF-16 and UTF-32 turned into UTF-8."""
    head = read_up_to(stream, HEAD)
    whole: BufferedIOBase = io.BufferedReader(Replayed(head, stream), HEAD)
    encoding = wide_encoding(head[: HEAD - HEAD % 4])
    if encoding:
        narrow = io.BufferedReader(Recoded(whole, encoding), HEAD)
        head = read_up_to(narrow, HEAD)
        whole = io.BufferedReader(Replayed(head, narrow), HEAD)
    return Input(path, whole, head, mapping, depth)


def read_up_to(stream: BufferedIOBase, most: int) -> bytes:
    """So many bytes, fewer at the end or where an archive turns out to be damaged: that is raised at the next call."""
    parts: list[bytes] = []
    while most > 0:
        try:
            data = stream.read1(most)
        except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile):
            if not parts:
                raise
            break
        if not data:
            break
        parts.append(data)
        most -= len(data)
    return b"".join(parts)


def read_lines(stream: BufferedIOBase) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their number from 1; None for one longer than LONGEST, which is passed over without being kept."""
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        if len(line) <= LONGEST:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(HEAD)
        yield number, None


def read_whole(given: Input) -> bytes:
    """All bytes of an input that is one item. Raises InputError where it is longer than LONGEST."""
    data = given.stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise InputError(too_long("the file"))
    return data


def too_long(what: str) -> str:
    """The reason for an item longer than LONGEST."""
    return f"{what} is longer than {LONGEST >> 20} MB, which no article is; cut it into articles, one each"


def drop_nul(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The bytes without NUL, and a note if there were any. Raises InputError where they are too many for a text."""
    count = data.count(0)
    if not count:
        return data, ()
    if count > len(data) / 50 and not data.strip(b"\0 \r\n\t").count(0) == 0:
        raise InputError("full of NUL bytes: no text; convert the file to text, HTML, JSON or CSV")
    return data.replace(b"\0", b""), (f"{count} NUL bytes removed",)


def replaced_note(text: str) -> tuple[str, ...]:
    """A note if ``text`` has characters that could not be decoded."""
    count = text.count(REPLACEMENT)
    return (f"{count} undecodable characters replaced by U+FFFD; compare with the original",) if count else ()
