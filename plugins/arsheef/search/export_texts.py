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
        if len(texts) == TEXTS:  # no more than a file's are in memory
            yield f"x{(len(extras) - 1) // TEXTS}", _json(texts)
            texts.clear()
    if texts:
        yield f"x{len(extras) // TEXTS}", _json(texts)
    for k in range(0, len(extras), EXTRAS):
        yield f"e{k // EXTRAS}", _json(extras[k : k + EXTRAS])


def _json(rows: list[str] | list[list[str]]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
