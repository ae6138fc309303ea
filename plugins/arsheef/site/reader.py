"""The reader for .md: headers go to the build's own list, and Pelican itself is told to skip the file.

Pelican would keep every article whole in memory and walk all pairs of lists and articles. It reads ``Status: skip``
(its own word for a file that is no article) and keeps nothing; pages are made later from the catalogue.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican.readers import BaseReader

from arsheef.errors import ContentError
from arsheef.frontmatter import read_header
from arsheef.site.documents import decode, digest_of, read_bytes

SETTING = "ARSHEEF_CONTENT"
"""Where Pelican's settings carry the Content of the build that is running."""


@dataclass(frozen=True, slots=True)
class Source:
    """One content file whose header is sound."""

    path: str
    """Relative to content/, with slashes."""
    digest: str
    fields: Mapping[str, Any]
    """Of Article, as read_header gives them: unknown keys are in ``extra`` and have no effect."""
    body: int
    """Where the body begins, in characters of the decoded text."""

    @property
    def status(self) -> str:
        """published | draft | hidden"""
        return str(self.fields.get("status", "published"))


@dataclass
class Content:
    """What was read from content/ in one build."""

    folder: Path
    sources: list[Source] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    """Path -> why it cannot be published."""

    def read(self, path: str) -> None:
        """Takes one file in, as a source or as a problem; a name with a leading dot is an editor's own."""
        name = os.path.relpath(path, self.folder).replace(os.sep, "/")
        if name.startswith(".") or "/." in name:
            return
        try:
            data = read_bytes(path)
            text = decode(data, name)
            fields, body = read_header(text, name)
        except ContentError as error:
            self.problems[name] = str(error)
        else:
            self.sources.append(Source(name, digest_of(data), fields, len(text) - len(body)))


class ArticleReader(BaseReader):  # type: ignore[misc]
    """Hands each .md file to the Content of the running build."""

    file_extensions = ["md"]  # noqa: RUF012

    def read(self, source_path: str) -> tuple[str, dict[str, str]]:
        """Called by Pelican, once a file."""
        self.settings[SETTING].read(source_path)
        return "", {"status": "skip"}
