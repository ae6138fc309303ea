"""Files that are read after the list of hits stands: x<k>.js (texts) and e<k>.js (what only a download of results needs)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from arsheef.search.source import SegmentSource

TEXTS = 8
"""Texts in one file x<k>.js: fewer would be lighter to read, and too many files."""
EXTRAS = 32
"""Rows in one file e<k>.js."""


def export_texts(source: SegmentSource) -> Iterator[tuple[str, str]]:
    """x<k>: the packed texts of TEXTS documents, e<k>: [author, agency, source_url] of EXTRAS; empty where deleted."""
    texts: list[str] = []
    extras: list[list[str]] = []
    for text in map(source.texts.text_of, source.records):
        texts.append(text.packed if text else "")
        extras.append(text.extras if text else [])
    for letter, rows, size in (("x", texts, TEXTS), ("e", extras, EXTRAS)):
        for k in range(0, len(rows), size):
            yield f"{letter}{k // size}", json.dumps(rows[k : k + size], ensure_ascii=False, separators=(",", ":"))
