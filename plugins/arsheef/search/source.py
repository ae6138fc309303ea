"""What an exporter may read of a segment: its documents in their order, its postings, its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from whoosh.reading import SegmentReader

from arsheef.search.families import Families
from arsheef.search.texts import Texts

Exporter = Callable[["SegmentSource"], Iterator[tuple[str, str]]]
"""Gives (name, payload) of each file: one letter and a number from 0 on; the payload is a JavaScript expression. The manifest
counts the files of each letter."""

EPOCH = date(1800, 1, 1).toordinal()
"""Day 0 of the day column; 0 itself means undated."""


@dataclass(frozen=True, slots=True)
class SegmentSource:
    """One segment. Its documents are numbered by date (undated last), so that order by date is order by number."""

    records: list[dict[str, Any]]
    """schema.record_of of each document, deleted ones included."""
    lengths: list[int]
    """Of each document in words, those of the title counted more often; exact or as Whoosh's length byte tells it."""
    families: Families
    texts: Texts
    """Of the articles as content/ has them now: one may have another version than the segment's, or be gone, where the
    segment's document is deleted."""


def read_documents(reader: SegmentReader) -> tuple[list[dict[str, Any]], list[int]]:
    """Record and length of every document of a segment."""
    every = range(reader.doc_count_all())
    return [reader.stored_fields(n)["record"] for n in every], [reader.doc_field_length(n, "text") or 0 for n in every]


def day_number(iso: str | None) -> int:
    """Days since the end of 1799 of the first day that a date can mean; 1 for all before; 0 where there is no date."""
    if not iso:
        return 0
    first = (iso + "-01-01")[:10] if len(iso) == 4 else (iso + "-01")[:10]
    return max(1, date.fromisoformat(first).toordinal() - EPOCH + 1)
