"""A built site in, one zip out that opens by double click and searches without a server.

The same output/ gives the same bytes: names in order, one timestamp, one set of permissions. What an earlier build left
in the search folder is not packed, so that a site built in many steps packs like the same site built at once.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from arsheef.errors import OutputError
from arsheef.search.manifest import NAME, files_named, read_manifest

TOP = "archive"
"""The one folder in the zip: unpacking never spills files beside other things."""
TIMESTAMP = (1980, 1, 1, 0, 0, 0)
"""The earliest that the format can say."""
MODE = 0o100644
PACKED = frozenset((".gz", ".zip", ".png", ".jpg", ".jpeg", ".webp", ".woff2"))
"""Endings of what is compressed already and stored as it is."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What was written."""

    path: Path
    files: int
    bytes: int


def write_zip(output: Path, target: Path) -> Packed:
    """Packs the site in ``output`` into ``target``, which appears whole or not at all; files pass through in pieces.

    Raises OutputError where the site has no front page or its search index is not complete, and where ``target`` lies
    inside ``output`` or cannot be written.
    """
    if target.resolve().is_relative_to(output.resolve()):
        raise OutputError(f"{target}: lies inside the site itself; name a file outside {output}.")
    names = list(_names_to_pack(output))
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "w+b") as file:
                _write_members(output, names, file)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, target)
        except BaseException:
            with suppress(FileNotFoundError):  # replaced already
                os.unlink(temporary)
            raise
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error}); name a file in a folder with room.") from error
    return Packed(target, len(names), target.stat().st_size)


def _write_members(output: Path, names: list[str], file: BinaryIO) -> None:
    with ZipFile(file, "w") as archive:
        for name in names:
            path = output / name
            member = ZipInfo(f"{TOP}/{name}", TIMESTAMP)
            member.create_system = 3  # Unix, wherever it is made
            member.external_attr = MODE << 16
            member.compress_type = ZIP_STORED if path.suffix.lower() in PACKED else ZIP_DEFLATED
            member.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(member, "w") as sink:
                copyfileobj(source, sink, 1 << 18)


def _names_to_pack(output: Path) -> Iterator[str]:
    """Paths below output, sorted: all but hidden files and what an earlier build left in search/.

    Raises OutputError where the front page or a file of the search index is missing.
    """
    if not (output / "index.html").is_file():
        raise OutputError(f"{output}: no index.html there; run 'arsheef build' first, or name a built site.")
    search = {f"search/{name}" for name in files_named(read_manifest(output / "search" / NAME))}
    for name in sorted(search):
        if not (output / name).is_file():
            raise OutputError(f"{output / name}: missing; delete .arsheef/ and run 'arsheef build' first.")
    search.add(f"search/{NAME}")
    for name in sorted(path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()):
        is_hidden = any(part.startswith(".") for part in name.split("/"))
        if not is_hidden and (name in search or not name.startswith("search/")):
            yield name


def _umask() -> int:
    """The process's mask, so that the zip gets the permissions of any new file rather than those of a temporary one."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
