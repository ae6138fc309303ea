"""The site's writer: a file is written only where its bytes differ, in one step, and what no build makes any more goes.

    write     a new file is put in its place; a changed one waits in output/.arsheef-new/
    publish   all new files are there, so those that wait may link to them: they replace the old ones
    close     files that only earlier builds made are removed

A kill at any moment leaves pages whose links lead somewhere.

    .arsheef/written-<output>.txt   one path a line; a path is added before its file is written, so that a killed build
                                    leaves no file that we would not know as ours
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, TextIO

from jinja2 import Template
from pelican.utils import get_relative_path, path_to_url
from pelican.writers import Writer

from arsheef.errors import OutputError

RESERVED = "search"
"""Folder of output/ that the search export keeps by itself."""


class SiteWriter(Writer):  # type: ignore[misc]
    """Writes below one folder and nowhere else; knows what earlier builds wrote there, and touches nothing but that."""

    def __init__(self, output_path: str, settings: Mapping[str, Any]) -> None:
        """Made by Pelican. The list of earlier files is in the site's cache folder."""
        super().__init__(output_path, settings=settings)
        self.output = Path(output_path)
        self.written: set[str] = set()
        self.changed = 0
        """Files whose bytes this build changed."""
        cache: Path = settings["ARSHEEF_SETTINGS"].cache
        mark = hashlib.sha256(str(self.output.resolve()).encode("utf-8")).hexdigest()[:8]
        self._list = cache / f"written-{mark}.txt"
        self._earlier = set(self._list.read_text("utf-8").split("\n")) - {""} if self._list.is_file() else set()
        self._journal: TextIO | None = None
        self._waiting = self.output / ".arsheef-new"
        self._changed: list[tuple[Path, Path]] = []
        """(where it waits, where it belongs)"""
        self._entered: set[Path] = set()
        self._discard()

    def write(self, name: str, data: bytes) -> None:
        """Puts ``data`` at ``name`` (relative, with slashes).

        Raises OutputError for a path that leaves the output folder or was already written in this build.
        """
        path = self._place(name)
        if name in self.written:
            raise OutputError(f"{name}: two pages have this address; rename one of them.")
        self.written.add(name)
        if _same_bytes(path, data):
            return
        if name not in self._earlier:
            self._note(name)
        fresh = self._waiting / str(len(self.written))
        try:
            self._enter(path.parent)
            self._waiting.mkdir(exist_ok=True)
            fresh.write_bytes(data)
            if path.exists():
                self._changed.append((fresh, path))
            else:
                os.replace(fresh, path)
        except OSError as error:
            raise _no_way(path, error) from error
        self.changed += 1

    def publish(self) -> None:
        """Puts the changed files in the place of the old ones. Raises OutputError as write does."""
        for fresh, path in self._changed:
            try:
                os.replace(fresh, path)
            except OSError as error:
                raise _no_way(path, error) from error
        self._changed.clear()
        self._discard()

    def write_file(
        self, name: str, template: Template, context: Mapping[str, Any], relative_urls: bool = False, **values: Any
    ) -> None:
        """Pelican's own way in (TEMPLATE_PAGES): renders and writes."""
        known = dict(context, output_file=name)
        if relative_urls:
            known["SITEURL"] = path_to_url(get_relative_path(name))
        self.write(name, template.render({**known, **values}).encode("utf-8"))

    def close(self) -> int:
        """Removes what earlier builds wrote and this one did not, keeps the new list; returns how many files went."""
        gone = sorted(self._earlier - self.written)
        removed = sum(self._remove(name) for name in gone)
        if self._journal:
            self._journal.close()
        self._list.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._list.with_suffix(".new")
        fresh.write_text("\n".join(sorted(self.written)) + "\n", "utf-8")
        os.replace(fresh, self._list)
        return removed

    def _place(self, name: str) -> Path:
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts or "\\" in name or "\0" in name or parts[0] == RESERVED:
            raise OutputError(f"{name!r}: no page may be written there; this is an error in arsheef or in a plugin.")
        return self.output.joinpath(*parts)

    def _enter(self, folder: Path) -> None:
        """Makes a folder once. Raises OutputError where a link leads out of the output folder."""
        if folder not in self._entered:
            folder.mkdir(parents=True, exist_ok=True)
            if not folder.resolve().is_relative_to(self.output.resolve()):
                raise OutputError(f"{folder}: is a link out of the output folder; remove it, then build again.")
            self._entered.add(folder)

    def _discard(self) -> None:
        """Removes what waits, of this build or of one that was killed."""
        if self._waiting.is_dir() and not self._waiting.is_symlink():
            shutil.rmtree(self._waiting)

    def _note(self, name: str) -> None:
        if self._journal is None:
            self._list.parent.mkdir(parents=True, exist_ok=True)
            self._journal = self._list.open("a", encoding="utf-8", newline="\n")
        self._journal.write(f"{name}\n")
        self._journal.flush()

    def _remove(self, name: str) -> bool:
        """Removes one of our files and the folders that it leaves empty; nothing that a link leads to."""
        path = self._place(name)
        if path.is_symlink() or not path.parent.resolve().is_relative_to(self.output.resolve()):
            return False
        try:
            path.unlink()
        except (FileNotFoundError, IsADirectoryError):
            return False
        with suppress(OSError):  # the first folder that still holds something ends it
            for parent in path.parents:
                if parent == self.output:
                    break
                parent.rmdir()
        return True


def _no_way(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path}: {error.strerror}; make room or move it away, then build again.")


def _same_bytes(path: Path, data: bytes) -> bool:
    """Whether the file is there with exactly these bytes."""
    try:
        if path.is_symlink() or os.stat(path).st_size != len(data):
            return False
        return path.read_bytes() == data
    except FileNotFoundError:
        return False
