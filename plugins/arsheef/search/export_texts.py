"""Files that are read after the list of hits stands: x<k>.js (texts) and e<k>.js (what only a download of results needs)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from arsheef.article import Document
from arsheef.search.packing import pack
from arsheef.search.source import SegmentSource

TEXTS = 8
"""Texts in one file x<k>.js: fewer would be lighter to read, and too many files."""
EXTRAS = 32
"""Rows in one file e<k>.js."""


def export_texts(source: SegmentSource) -> Iterator[tuple[str, str]]:
    """x<k>: the packed texts of TEXTS documents, e<k>: [author, agency, source_url] of EXTRAS; empty where deleted."""
    texts: list[str] = []
    extras: list[list[str]] = []
    for document in _documents(source):
        texts.append(pack(document.text) if document else "")
        given = (document.author, document.agency, document.source_url) if document else ()
        extras.append([value or "" for value in given] if any(given) else [])
    for letter, rows, size in (("x", texts, TEXTS), ("e", extras, EXTRAS)):
        for k in range(0, len(rows), size):
            yield f"{letter}{k // size}", json.dumps(rows[k : k + size], ensure_ascii=False, separators=(",", ":"))


def _documents(source: SegmentSource) -> Iterator[Document | None]:
    """The articles in order; None for deleted ones, which are gone from content/ or there in another version."""
    for record in source.records:
        try:
            document = source.load(record["id"])
        except KeyError:
            document = None
        yield document if document and document.digest == record["digest"] else None
