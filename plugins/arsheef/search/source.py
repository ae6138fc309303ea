"""What an exporter may read of a segment: its documents in exported order, its lexicon and postings, its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from whoosh.reading import SegmentReader

from arsheef.article import Document

Exporter = Callable[["SegmentSource"], Iterator[tuple[str, str]]]
"""Gives (name, payload) of each file: one letter and a number from 0 on; the payload is a JavaScript expression. The manifest
counts the files of each letter."""

EPOCH = date(1800, 1, 1).toordinal()
"""Day 0 of the day column; 0 itself means undated."""


@dataclass(frozen=True, slots=True)
class SegmentSource:
    """One Whoosh segment, its documents numbered by date (undated last), so that order by date is order by number."""

    reader: SegmentReader
    records: list[dict[str, Any]]
    """schema.record_of of each document, deleted ones included."""
    numbers: list[int]
    """Whoosh's document number -> the exported one."""
    load: Callable[[str], Document]
    """The Document of an id as content/ has it now: it may be another version than the segment's, or gone, where the
    segment's document is deleted."""

    @property
    def order(self) -> list[int]:
        """Exported document number -> Whoosh's."""
        return date_order([self.records[new] for new in self.numbers])


def open_source(reader: SegmentReader, load: Callable[[str], Document]) -> SegmentSource:
    """The source of the segment that ``reader`` reads."""
    records = [reader.stored_fields(n)["record"] for n in range(reader.doc_count_all())]
    order = date_order(records)
    numbers = [0] * len(order)
    for new, old in enumerate(order):
        numbers[old] = new
    return SegmentSource(reader, [records[n] for n in order], numbers, load)


def date_order(records: list[dict[str, Any]]) -> list[int]:
    """Document numbers sorted by (date, id), undated last."""
    return sorted(range(len(records)), key=lambda n: (records[n]["date"] or "9999", records[n]["id"]))


def day_number(iso: str | None) -> int:
    """Days since the end of 1799 of the first day that a date can mean; 1 for all before; 0 where there is no date."""
    if not iso:
        return 0
    first = (iso + "-01-01")[:10] if len(iso) == 4 else (iso + "-01")[:10]
    return max(1, date.fromisoformat(first).toordinal() - EPOCH + 1)
