"""The site's writer: a file is written only where its bytes differ, in one step, and what no build makes any more goes.

    keep      a file whose key is that of the last build stays, if it is still there as it was written
    write     a new or changed file waits in output/.arsheef-new/
    publish   new files are put in their place, then changed ones, which may link to them
    close     files that only earlier builds made are removed

Until publish, output/ is the site of the last build. A kill during it leaves whole pages whose links lead somewhere, of
both builds, and the seal knows which files those are.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Template
from pelican.utils import get_relative_path, path_to_url
from pelican.writers import Writer

from arsheef.errors import OutputError
from arsheef.ids import ID_PATTERN
from arsheef.site.parts import FACETS
from arsheef.site.scan import Stamp, stamp_of, stamps_below
from arsheef.site.sealed import Output, Seal

BUILD = "ARSHEEF_BUILD"
"""Where Pelican's settings carry the Build."""
RESERVED = "search"
"""Folder of output/ that the search export keeps by itself."""
WAITING = ".arsheef-new"
OWN = re.compile(
    rf"a/../{ID_PATTERN.pattern}\.html|drafts/{ID_PATTERN.pattern}\.html|archive/(?:undated/|\d{{4}}/(?:\d\d/)?)?(?:index|\d+(?:-\d+)?)\.html"
    rf"|(?:{'|'.join(FACETS)})/(?:(?:index|letter-[0-9a-f]{{4}})\.html|[a-z0-9-]+/(?:(?:index|undated(?:-\d+)?|\d{{4}}(?:-\d\d)?(?:-\d+)?)\.html|feed\.xml))"
    r"|coverage-\d{4}\.html|sitemap(?:-\d+)?\.xml|feed\.(?:xml|json)|theme/.+"
)
"""Addresses that only our pages have: without a seal (.arsheef/ is gone) a file there that no build makes is removed."""


class SiteWriter(Writer):  # type: ignore[misc]
    """Writes below one folder and nowhere else; knows what earlier builds wrote there, and touches nothing but that."""

    def __init__(self, output_path: str, settings: Mapping[str, Any]) -> None:
        """Made by Pelican; ``settings`` carry the Build with the seal and what it knows of the output."""
        super().__init__(output_path, settings=settings)
        self.output = Path(output_path)
        self._seal: Seal = settings[BUILD].seal
        self._known: Mapping[str, Output] | None = settings[BUILD].outputs
        self.made: dict[str, Output] = {}
        """What the site of this build is made of."""
        self.changed = 0
        """Files whose bytes this build changed."""
        self._root = str(self.output)
        self._waiting = os.path.join(self._root, WAITING)
        self._discard()
        self._there = look(self._root)
        self._staged: list[str] = []
        """The file at place n waits as .arsheef-new/n."""
        self._entered = {self._root}

    def keep(self, name: str, key: bytes) -> bool:
        """Whether the last build wrote the file from exactly these parts and it is still there: then it stays as it is."""
        kept = self.stands(name, key)
        if kept:
            self._claim(name)
            self.made[name] = kept
        return kept is not None

    def stands(self, name: str, key: bytes) -> Output | None:
        """What ``keep`` would keep."""
        known = self._known.get(name) if self._known and key else None
        return self._still(name, known) if known and known.key == key else None

    def keep_all(self) -> bool:
        """Whether all that the last build wrote is still there; then it is the site."""
        kept = {name: self._still(name, known) for name, known in (self._known or {}).items() if name not in self.made}
        if not kept or not all(kept.values()):
            return False
        self.made.update({name: output for name, output in kept.items() if output})
        return True

    def write(self, name: str, data: bytes, key: bytes = b"") -> None:
        """Puts ``data`` at ``name`` (relative, with slashes), where publish will make it part of the site.

        Raises OutputError for a path that leaves the output folder or was already written in this build.
        """
        self._claim(name)
        digest = digest_of(data)
        stamp = self._there.get(name)
        if stamp and stamp.size == len(data) and self._read(name) == data:
            self.made[name] = Output(key, len(data), stamp.mtime, digest)
            return
        fresh = os.path.join(self._waiting, str(len(self._staged)))
        try:
            if not self._staged:
                os.makedirs(self._waiting, exist_ok=True)
            self.made[name] = Output(key, len(data), write_bytes(fresh, data), digest)
        except OSError as error:
            raise _no_way(name, error) from error
        self._staged.append(name)

    def publish(self) -> None:
        """Puts the waiting files in their place. Raises OutputError where something else stands there."""
        self._seal.open(self._staged)
        waiting = [(name in self._there, n, name, os.path.join(self._root, name)) for n, name in enumerate(self._staged)]
        for *_, name, path in waiting:
            try:
                self._enter(os.path.dirname(path))
            except OSError as error:
                raise _no_way(name, error) from error
        for _, n, name, path in sorted(waiting):
            try:
                os.replace(os.path.join(self._waiting, str(n)), path)
            except OSError as error:
                raise _no_way(name, error) from error
        self.changed += len(waiting)
        self._staged.clear()
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
        """Removes what earlier builds wrote and this one did not; returns how many files went."""
        earlier = self._known if self._known is not None else filter(OWN.fullmatch, {*self._there, *self._seal.opened()})
        gone = sorted(set(earlier) - self.made.keys())
        self._seal.open(gone)
        return sum(self._remove(name) for name in gone)

    def _still(self, name: str, known: Output) -> Output | None:
        """What is known of a file, if it is there with the same bytes; where its time differs, they are read."""
        stamp = self._there.get(name)
        if stamp is None or stamp.size != known.size:
            return None
        if stamp.mtime == known.mtime:
            return known
        return Output(known.key, known.size, stamp.mtime, known.digest) if digest_of(self._read(name)) == known.digest else None

    def _claim(self, name: str) -> None:
        check_name(name)
        if name in self.made:
            raise OutputError(f"{name}: two pages have this address; rename one of them.")

    def _read(self, name: str) -> bytes:
        with open(os.path.join(self._root, name), "rb") as file:
            return file.read()

    def _enter(self, folder: str) -> None:
        """Makes a folder once. Raises OutputError where a link leads out of the output folder."""
        if folder in self._entered:
            return
        self._enter(os.path.dirname(folder))
        with suppress(FileExistsError):
            os.mkdir(folder)
        if os.path.islink(folder) and not Path(folder).resolve().is_relative_to(self.output.resolve()):
            raise OutputError(f"{folder}: is a link out of the output folder; remove it, then build again.")
        self._entered.add(folder)

    def _discard(self) -> None:
        """Removes what waits, of this build or of one that was killed."""
        if os.path.isdir(self._waiting) and not os.path.islink(self._waiting):
            shutil.rmtree(self._waiting)

    def _remove(self, name: str) -> bool:
        """Removes one of our files and the folders that it leaves empty; nothing that a link leads to."""
        check_name(name)
        path = self.output / name
        if path.is_symlink() or not path.parent.resolve().is_relative_to(self.output.resolve()):
            return False
        try:
            path.unlink()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return False
        with suppress(OSError):  # the first folder that still holds something ends it
            for parent in path.parents:
                if parent == self.output:
                    break
                parent.rmdir()
        return True


def look(root: str) -> dict[str, Stamp]:
    """The files of a site by path; links are left out, so that they are replaced, and so is the search's folder."""
    found = stamps_below(root, leave_out=f"{RESERVED}/")
    with suppress(FileNotFoundError), os.scandir(root) as entries:
        found.update({e.name: stamp_of(e) for e in entries if e.name == ".nojekyll" and e.is_file(follow_symlinks=False)})
    return found


def digest_of(data: bytes) -> bytes:
    """Of a file of the site."""
    return blake2b(data, digest_size=8).digest()


def check_name(name: str) -> None:
    """Raises OutputError for a path that is none of a page: absolute, upwards, or in the search's folder."""
    parts = name.split("/")
    if not all(parts) or ".." in parts or "." in parts or "\\" in name or "\0" in name or parts[0] == RESERVED:
        raise OutputError(f"{name!r}: no page may be written there; this is an error in arsheef or in a plugin.")


def write_bytes(path: str, data: bytes) -> int:
    """Writes a file, returns its time in nanoseconds. Raises OSError."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
        return os.fstat(file).st_mtime_ns
    finally:
        os.close(file)


def _no_way(name: str, error: OSError) -> OutputError:
    return OutputError(f"{name}: {error.strerror}; make room or move it away, then build again.")
