"""Articles on their way through a build: read once for the index, and their texts kept, packed, until they are exported."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, NamedTuple

from arsheef.article import Document
from arsheef.search.packing import pack


class Text(NamedTuple):
    """What the static index shows of an article beside its record."""

    packed: str
    extras: list[str]
    """author, agency, source_url; empty where all are."""

    @classmethod
    def of(cls, document: Document) -> Text:
        """The text of an article."""
        given = (document.author, document.agency, document.source_url)
        return cls(pack(document.text), [value or "" for value in given] if any(given) else [])


class Texts:
    """Articles by id. A temporary file holds the texts of those that were loaded, so that memory does not grow with them."""

    def __init__(self, load: Callable[[str], Document]) -> None:
        """``load`` gives the Document of an id as content/ has it now, and raises KeyError where it has none."""
        self._load = load
        self._file = tempfile.TemporaryFile(prefix="arsheef-")  # noqa: SIM115, closed by __exit__
        self._places: dict[str, tuple[str, int]] = {}

    def __enter__(self) -> Texts:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def load(self, id_: str) -> Document:
        """An article for the index. Raises KeyError."""
        document = self._load(id_)
        self._places[id_] = document.digest, self._file.tell()
        pickle.dump(tuple(Text.of(document)), self._file, 4)
        return document

    def date_of(self, id_: str) -> str | None:
        """The date of an article. Raises KeyError."""
        return self._load(id_).date

    def text_of(self, record: Mapping[str, Any]) -> Text | None:
        """The text of a document of the index; None where content/ has the article no more, or in another version."""
        digest, place = self._places.get(record["id"], ("", 0))
        if digest == record["digest"]:
            self._file.seek(place)
            return Text(*pickle.load(self._file))
        try:
            document = self._load(record["id"])
        except KeyError:
            return None
        return Text.of(document) if document.digest == record["digest"] else None
