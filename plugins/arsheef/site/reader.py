"""The reader for .md: headers go to the build's own list, and Pelican itself is told to skip the file.

Pelican would keep every article whole in memory and walk all pairs of lists and articles. It reads ``Status: skip``
(its own word for a file that is no article) and keeps nothing; pages are made later from the catalogue.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Any

import msgspec
from pelican.readers import BaseReader

from arsheef.article import Document
from arsheef.errors import ContentError
from arsheef.frontmatter import body_to_html, html_to_text, read_header
from arsheef.site.documents import decode, digest_of, read_bytes

SETTING = "ARSHEEF_CONTENT"
"""Where Pelican's settings carry the Content of the build that is running."""


class Source(msgspec.Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """One content file whose header is sound: what lists and pages need of it without opening it again.

    Fields are those of Article that are shown; of unknown keys in a header nothing is kept, since they have no effect.
    """

    path: str
    """Relative to content/, with slashes."""
    digest: str
    """SHA-256 of the file."""
    body: int
    """Where the body begins, in characters of the decoded text."""
    id: str
    title: str
    status: str = "published"
    """published | draft | hidden"""
    date: str | None = None
    date_source: str | None = None
    date_hints: tuple[str, ...] = ()
    modified: str | None = None
    author: str | None = None
    agency: str | None = None
    source: str | None = None
    source_url: str | None = None
    section: str | None = None
    language: str | None = None
    lead: str | None = None
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    duplicate_of: str | None = None
    derived: tuple[str, ...] = ()


_KEPT = frozenset(Source.__struct_fields__) - {"derived"}
_SHARED = frozenset({"status", "date_source", "author", "agency", "source", "section", "language", "places", "people",
                     "organisations", "topics", "derived"})  # fmt: skip


@dataclass
class Content:
    """What content/ holds, as far as one build has read or knows it."""

    folder: Path
    sources: dict[str, Source] = field(default_factory=dict)
    """By path. What an earlier build read and nobody changed is in it from the start."""
    problems: dict[str, str] = field(default_factory=dict)
    """Path -> why it cannot be published."""

    def read(self, path: str) -> None:
        """Takes one file in, as a source or as a problem; a name with a leading dot is an editor's own."""
        name = os.path.relpath(path, self.folder).replace(os.sep, "/")
        if name.startswith(".") or "/." in name:
            return
        try:
            self.sources[name] = read_source(read_bytes(path), name)
        except ContentError as error:
            self.problems[name] = str(error)


def read_source(data: bytes, name: str) -> Source:
    """The Source in a file's bytes. Raises ContentError where it is not UTF-8 or its header is wrong."""
    text = decode(data, name)
    found, body = read_header(text, name)
    known: dict[str, Any] = {key: value for key, value in found.items() if key in _KEPT}
    known["derived"] = tuple(sorted(found["derived"]))
    for key in _SHARED & known.keys():  # what many articles have is one object in memory
        value = known[key]
        known[key] = intern(value) if isinstance(value, str) else tuple(map(intern, value))
    return Source(path=name, digest=digest_of(data), body=len(text) - len(body), **known)



def read_body(folder: str | Path, source: Source) -> str:
    """The article of a source, as HTML. Raises ContentError where the file is gone or is not the one that was read any more."""
    data = read_bytes(f"{folder}/{source.path}")
    if digest_of(data) != source.digest:
        raise ContentError(f"{source.path}: changed while the site was being built; build again.")
    return body_to_html(decode(data, source.path)[source.body :])


def load_document(folder: str | Path, source: Source) -> Document:
    """What the index knows of the article of a source. Raises ContentError as read_body does."""
    return Document(
        id=source.id, digest=source.digest, title=source.title, text=html_to_text(read_body(folder, source)),
        lead=source.lead or "", date=source.date, source=source.source, source_url=source.source_url,
        section=source.section, places=source.places, people=source.people,
        organisations=source.organisations, topics=source.topics,
        author=source.author, agency=source.agency, duplicate_of=source.duplicate_of,
    )  # fmt: skip


class ArticleReader(BaseReader):  # type: ignore[misc]
    """Hands each .md file to the Content of the running build."""

    file_extensions = ["md"]  # noqa: RUF012

    def read(self, source_path: str) -> tuple[str, dict[str, str]]:
        """Called by Pelican, once a file."""
        self.settings[SETTING].read(source_path)
        return "", {"status": "skip"}
