"""An input as the user names it (file, folder, archive, ``-``) -> Records, one after another; one file a format.

To add a format: a module with ``matches(Input) -> bool`` and ``read(Input)``, and a line in READERS.
"""

from __future__ import annotations

import contextlib
import os
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BufferedIOBase
from pathlib import Path
from tarfile import TarError
from typing import cast

from arsheef.article import Record
from arsheef.errors import InputError
from arsheef.ingest.readers import archive, csv, feeds, folder, html, json, markdown, text, warc, wordpress
from arsheef.ingest.readers.source import Input, Rejected, Skipped, open_input

__all__ = ["READERS", "Rejected", "Skipped", "read_records"]

Items = Iterator[Record | Rejected | Skipped]


def read_input(given: Input) -> Items:
    """What the first reader that knows this content makes of it; where it breaks off there is one Rejected."""
    last = 0
    try:
        for item in _reader_for(given)(given):
            last = item.offset if isinstance(item, Record | Rejected) and item.path == given.path else last
            yield item
    except InputError as error:
        yield Rejected(given.path, last + 1, str(error))
    except (EOFError, zlib.error, zipfile.BadZipFile, TarError) as error:
        yield Rejected(given.path, last + 1, f"the archive is damaged or cut off ({error}); get a whole copy of it")
    except OSError as error:
        reason = f"cannot be read ({error.strerror or error}); check the file and its permissions"
        yield Rejected(given.path, last + 1, reason)


READERS: dict[str, tuple[Callable[[Input], bool], Callable[[Input], Items]]] = {
    "warc": (warc.matches, warc.read),
    "gzip": (archive.is_gzip, lambda given: archive.read_gzip(given, read_input)),
    "zip": (archive.is_zip, lambda given: archive.read_zip(given, read_input)),
    "tar": (archive.is_tar, lambda given: archive.read_tar(given, read_input)),
    "json": (json.matches, json.read),
    "wordpress": (wordpress.matches, wordpress.read),
    "feed": (feeds.matches, feeds.read),
    "markdown": (markdown.matches, markdown.read),
    "html": (html.matches, html.read),
    "csv": (csv.matches, csv.read),
    "text": (text.matches, text.read),
}
"""Format -> (is it this?, read it), asked in this order."""

FOREIGN = (
    (b"%PDF", "a PDF"), (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"), (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"BZh", "a .bz2 archive"), (b"\xfd7zXZ", "an .xz archive"), (b"\x28\xb5\x2f\xfd", "a .zst archive"),
    (b"7z\xbc\xaf", "a .7z archive"), (b"Rar!", "a .rar archive"), (b"SQLite format 3", "a database"),
    (b"<?xml", "XML other than a feed or a WordPress export"),
)  # fmt: skip
"""First bytes of what is not read -> what to call it."""


def read_records(
    path: str | Path, mapping: Mapping[str, str] | None = None, leave_out: frozenset[Path] = frozenset()
) -> Items:
    """Every item of ``path``, streaming: Records, what could not be read, and files skipped on purpose.

    ``path`` is a file, a folder or ``-`` for standard input; ``mapping`` (field -> column) goes before the common names
    of columns; ``leave_out`` are resolved folders not to be entered. Raises InputError where ``path`` does not exist.
    """
    given = str(path)
    if given == "-":
        yield from read_input(open_input("-", cast(BufferedIOBase, sys.stdin.buffer), mapping or {}))
    elif os.path.isdir(given):
        for found in folder.walk(given, leave_out):
            if isinstance(found, str):
                yield from _read_file(found, mapping or {})
            else:
                yield found
    elif os.path.lexists(given):
        yield from _read_file(given, mapping or {})
    else:
        raise InputError(f"{given}: there is no such file or folder; check the path.")


def _read_file(path: str, mapping: Mapping[str, str]) -> Items:
    with contextlib.ExitStack() as stack:
        try:
            stream = stack.enter_context(open(path, "rb"))
            given = open_input(label_of(path), cast(BufferedIOBase, stream), mapping)
        except OSError as error:
            yield Rejected(label_of(path), 1, f"cannot be read ({error.strerror}); check the file and its permissions")
            return
        if stream.seekable() and archive.is_zip(given):
            given = Input(given.path, cast(BufferedIOBase, stream), given.head, mapping)  # a .zip is read from its end
        yield from read_input(given)


def label_of(path: str) -> str:
    """A path as text that can be printed and stored: bytes that are no UTF-8 and control characters become U+FFFD."""
    readable = os.fsencode(path).decode("utf-8", "replace")
    return "".join("\ufffd" if ord(ch) < 32 or 0x7F <= ord(ch) < 0xA0 else ch for ch in readable)


def _reader_for(given: Input) -> Callable[[Input], Items]:
    for known, (matches, read) in READERS.items():
        if known == "json":
            _refuse_foreign(given)
        if matches(given):
            return read
    raise InputError("no format that is read; convert it to text, HTML, JSON or CSV, or leave it out")


def _refuse_foreign(given: Input) -> None:
    """Raises InputError for a format that is known and not read."""
    head = given.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, name in FOREIGN:
        if head.startswith(start) and not (start == b"<?xml" and (html.matches(given) or feeds.matches(given))):
            raise InputError(f"{name}, which is not read; convert it to text, HTML, JSON or CSV")
