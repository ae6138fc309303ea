"""A folder: its files in the order of their names, folders inside included; nothing outside of it is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from arsheef.ingest.readers.archive import is_hidden
from arsheef.ingest.readers.source import Rejected, Skipped


def walk(folder: str, leave_out: frozenset[Path] = frozenset()) -> Iterator[str | Rejected | Skipped]:
    """Paths of the regular files below ``folder``; ``leave_out`` are resolved folders that are not to be entered.

    Links are not followed: one that leads inside is read where it leads, one that leads outside is not read.
    """
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Rejected(folder, 1, f"the folder cannot be read ({error.strerror}); check its permissions")
        return
    for entry in entries:
        path = os.path.join(folder, entry.name)
        if is_hidden(entry.name):
            yield Skipped(path, "hidden")
        elif entry.is_symlink():
            yield Skipped(path, "a symbolic link; links are not followed")
        elif entry.is_dir(follow_symlinks=False):
            if leave_out and Path(path).resolve() in leave_out:
                yield Skipped(path, "the archive's own folder")
            else:
                yield from walk(path, leave_out)
        elif entry.is_file(follow_symlinks=False):
            yield path
        else:
            yield Skipped(path, "neither a file nor a folder")
