"""Folders as they are now: the files of content/ and of output/ with size and times, read without opening any."""

from __future__ import annotations

import os
from collections.abc import Callable

import msgspec


class Stamp(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What tells cheaply that a file is as it was; where it differs, the bytes decide."""

    size: int
    mtime: int
    """Of the content, in nanoseconds; 0: too young to be trusted, see ``settled``."""
    ctime: int
    """Of the file's entry in its folder: it changes where a copy or a checkout kept the time of the content."""


GONE = Stamp(-1, 0, 0)
"""Of a link that leads nowhere: reading it says so."""


def settled(stamp: Stamp, now: int) -> Stamp:
    """The stamp, with its time taken away where the file changed within two seconds before ``now`` (nanoseconds).

    It may be changed once more in the same tick of the file system's clock, and would then look the same.
    """
    return stamp if max(stamp.mtime, stamp.ctime) < now - 2_000_000_000 else Stamp(stamp.size, 0, 0)


def stamps_below(
    folder: str, wanted: Callable[[str], bool] | None = None, follow: bool = False, leave_out: str = ""
) -> dict[str, Stamp]:
    """Path (with slashes) -> stamp of the files below ``folder`` whose name is ``wanted``.

    What begins with a dot is an editor's or a program's own and left out, and so is the folder ``leave_out`` ("x/").
    ``follow``: links to files and folders count as what they lead to, as Pelican has it; else they are left out.
    """
    stamps: dict[str, Stamp] = {}
    todo = [""]
    while todo:
        base = todo.pop()
        try:
            entries = os.scandir(os.path.join(folder, base))
        except FileNotFoundError:  # the folder is not there (yet)
            continue
        with entries:
            for entry in entries:
                name = entry.name
                if name[0] == ".":
                    continue
                if entry.is_dir(follow_symlinks=follow):
                    if (below := f"{base}{name}/") != leave_out:
                        todo.append(below)
                elif (wanted is None or wanted(name)) and (follow or entry.is_file(follow_symlinks=False)):
                    stamps[base + name] = stamp_of(entry)
    return stamps


def stamp_of(entry: os.DirEntry[str]) -> Stamp:
    """Of a file, or of the one that a link leads to."""
    try:
        found = entry.stat()
    except FileNotFoundError:
        return GONE
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns)
