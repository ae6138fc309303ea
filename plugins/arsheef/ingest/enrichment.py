"""What ingest asks of enrich/, which it does not import (arsheef ingest hands it over): names, copies, related articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any, Protocol

from arsheef.article import Article
from arsheef.errors import ContentError
from arsheef.frontmatter import read_article
from arsheef.ids import ID_PATTERN
from arsheef.ingest.extraction import Look
from arsheef.ingest.ledger import Ledger
from arsheef.ingest.store import Store

SUBJECT = ("topics", "section")
"""What an article is about, in fields that are filled when other articles have told how."""


NAMES = ("places", "people", "organisations")


class Shelf:
    """The files of content/ by the id of their article, as enrich/ reads them."""

    def __init__(self, store: Store, ledger: Ledger) -> None:
        self._store = store
        self._ledger = ledger

    def has(self, id_: str) -> bool:
        """Whether there is such a file."""
        row = self._ledger.file(id_)
        return row is not None and self._store.exists(row.path)

    def read(self, id_: str) -> tuple[str, ...] | None:
        """The paragraphs of an article; None where its file is gone or no article."""
        row = self._ledger.file(id_)
        if row is None or not self._store.exists(row.path):
            return None
        try:
            return read_article(self._store.read(row.path), row.path).paragraphs
        except ContentError:
            return None


class Archive(Protocol):
    """All articles together; enrich/archive.py says what the methods do."""

    def knows(self, id_: str) -> bool: ...
    def enter(self, article: Article, note: Any) -> None: ...
    def copy_of(self, id_: str) -> str | None: ...
    def related_to(self, id_: str) -> tuple[str, ...]: ...
    def unsettled(self) -> list[str]: ...
    def second_look(self, id_: str) -> tuple[str, ...]: ...
    def topics_of(self, id_: str) -> tuple[str, ...]: ...
    def names_of(self, id_: str) -> tuple[tuple[str, str], ...]: ...
    def section_of(self, id_: str) -> str | None: ...
    def settle(self, id_: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Enrichment:
    """The two halves of enrichment."""

    look: Look
    """What an article tells of itself; runs in the processes that extract."""
    open: Callable[[sqlite3.Connection, Shelf], Archive]
    """What all articles together tell; runs where records are settled, in the order of the input."""


def place(archive: Archive, article: Article, note: Any, present: Article | None = None) -> Article:
    """``article`` as the archive completes it: the text it is a copy of, and related articles.

    Related articles are looked for once: what the file that stands (``present``) names stays.
    """
    known = archive.knows(article.id)
    archive.enter(article, note)
    ids = ids_in(present.related) if present else ()
    if not ids and not known:
        ids = archive.related_to(article.id)
    article = with_known(article, archive, NAMES)
    return with_related(with_original(article, archive.copy_of(article.id)), ids)


def with_original(article: Article, first: str | None) -> Article:
    """``article`` as a copy of ``first``, or of none."""
    if not first and not article.duplicate_of and "duplicate_of" not in article.derived:
        return article
    derived = article.derived - {"duplicate_of"} | ({"duplicate_of"} if first else frozenset())
    return replace(article, duplicate_of=first, derived=derived)


def with_related(article: Article, ids: tuple[str, ...]) -> Article:
    """``article`` with ``ids`` after the headlines that its source printed."""
    if not ids:
        return article
    headlines = tuple(value for value in article.related if not ID_PATTERN.fullmatch(value))
    return replace(article, related=(*headlines, *ids), derived=article.derived | {"related"})


def with_known(article: Article, archive: Archive, fields: Collection[str]) -> Article:
    """``article`` with the names that the archive knows, in those of its ``fields`` that are a machine's or empty."""
    new: dict[str, Any] = {}
    for name, text in archive.names_of(article.id):
        values = new.get(name, getattr(article, name))
        if name in fields and text not in values:
            new[name] = (*values, text)
    return replace(article, **new, derived=article.derived | set(new)) if new else article


def with_subject(article: Article, archive: Archive, fields: Collection[str] = SUBJECT) -> Article:
    """``article`` with those of topics and section among ``fields`` that it has not, as the archive knows them."""
    found: dict[str, Any] = {"topics": archive.topics_of(article.id), "section": archive.section_of(article.id)}
    new = {name: found[name] for name in SUBJECT if name in fields and found[name] and not getattr(article, name)}
    return replace(article, **new, derived=article.derived | set(new)) if new else article


def ids_in(related: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``related`` that are ids, not headlines."""
    return tuple(value for value in related if ID_PATTERN.fullmatch(value))
