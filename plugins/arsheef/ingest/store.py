"""The folder content/: where the file of an article stands, and writing it so that no half of it is ever seen."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from arsheef.article import Article
from arsheef.errors import WriteError
from arsheef.ids import ID_PATTERN

_TEMPORARY = re.compile(rf"\.{ID_PATTERN.pattern}\.\d+\.tmp")


def place_of(article: Article) -> str:
    """Path of a new article below content/: by year and month, ``YYYY/00`` without a month, else ``undated``.

    Made of digits and an id only, so that no input can name a place outside. Raises ValueError for an id that is none.
    """
    if not ID_PATTERN.fullmatch(article.id):
        raise ValueError(f"{article.id!r} is no id")
    if not article.date:
        return f"undated/{article.id}.md"
    year, _, rest = article.date.partition("-")
    month = rest[:2] or "00"
    if not (re.fullmatch("[0-9]{4}", year) and re.fullmatch("[0-9]{2}", month)):
        raise ValueError(f"{article.date!r} is no ISO date")
    return f"{year}/{month}/{article.id}.md"


def digest_of(text: str) -> str:
    """Hex SHA-256 of a file's text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class Store:
    """Reads and writes the files of content/ by their path below it."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._made: set[str] = set()

    def exists(self, place: str) -> bool:
        """Whether there is a file with something in it; an empty one is what a power cut leaves of a new file."""
        try:
            return os.stat(f"{self.root}/{place}").st_size > 0
        except OSError:
            return False

    def read(self, place: str) -> str:
        """The text of a file; bytes that are no UTF-8 stay apart as lone surrogates."""
        with open(f"{self.root}/{place}", "rb", buffering=0) as file:
            return file.read().decode("utf-8", "surrogateescape")

    def write(self, place: str, text: str) -> None:
        """Puts a file in its place in one step. Raises WriteError; then what was there before is still there.

        Not synchronised to the disk one by one (that costs 0.3 ms CPU a file): after a power cut a new file may be
        empty, which ``exists`` and the next ingest take for missing.
        """
        target = self.root / place
        temporary = target.with_name(f".{target.stem}.{os.getpid()}.tmp")
        try:
            self._make_folder(target.parent)
            try:
                with open(temporary, "xb", buffering=0) as file:
                    rest = memoryview(text.encode("utf-8"))
                    while rest:
                        rest = rest[file.write(rest) :]
                os.replace(temporary, target)
            except BaseException:
                with contextlib.suppress(FileNotFoundError):  # it may not have come to be
                    os.unlink(temporary)
                raise
        except OSError as error:
            raise WriteError(f"{target} cannot be written: {error.strerror or error}.") from error

    def walk(self) -> Iterator[str]:
        """Every Markdown file by its path below content/, in order. Removes what a killed ingest left half-written."""
        for folder, folders, names in os.walk(self.root):
            folders.sort()
            folders[:] = [name for name in folders if not name.startswith(".")]
            below = os.path.relpath(folder, self.root).replace(os.sep, "/")
            for name in sorted(names):
                if name.endswith(".md") and not name.startswith("."):
                    yield name if below == "." else f"{below}/{name}"
                elif _TEMPORARY.fullmatch(name):
                    os.unlink(os.path.join(folder, name))

    def _make_folder(self, folder: Path) -> None:
        """Makes a folder below the root. Raises WriteError where a link leads out of it."""
        if str(folder) in self._made:
            return
        folder.mkdir(parents=True, exist_ok=True)
        if not folder.resolve().is_relative_to(self.root.resolve()):
            raise WriteError(f"{folder} leads outside of {self.root}; remove that link.")
        self._made.add(str(folder))
