"""Files of what is known of each document: l0.js (lengths and days) and r<k>.js (what a list of hits shows)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from whoosh.util.numeric import byte_to_length, length_to_byte

from arsheef.search.codec import to_letters, varints
from arsheef.search.packing import pack
from arsheef.search.source import SegmentSource, day_number

RECORDS = 4
"""Records in one file r<k>.js."""
LEAD = 100
"""Most letters of the lead in a record, cut at a word."""


def length_step(length: int) -> int:
    """Number of the step of a document's length: four of Whoosh's 256 length bytes are one, which saves a third of l0.js."""
    return int(length_to_byte(length)) // 4


def step_length(step: int) -> int:
    """The length in words that a step stands for: of the second of its bytes, so that an empty document has one."""
    return int(byte_to_length(step * 4 + 1))


def export_lengths(source: SegmentSource) -> Iterator[tuple[str, str]]:
    """l0: {"lengths": a letter a document, "days": runs of (step to the next day, documents on it)}; undated last as day 0."""
    lengths = bytes(map(length_step, source.lengths))
    runs: list[int] = []
    before = 0
    for day, same in groupby(day_number(record["date"]) for record in source.records):
        runs += (day - before if day else 0, sum(1 for _ in same))
        before = day
    columns = {"days": to_letters(varints(runs)), "lengths": to_letters(lengths)}
    yield "l0", json.dumps(columns, ensure_ascii=False, separators=(",", ":"))


def export_records(source: SegmentSource) -> Iterator[tuple[str, str]]:
    """r<k>: the rows of RECORDS documents."""
    for k in range(0, len(source.records), RECORDS):
        rows = [_row(record) for record in source.records[k : k + RECORDS]]
        yield f"r{k // RECORDS}", json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _row(record: dict[str, Any]) -> list[Any]:
    """[id, title, lead, date, source, section] and, for a copy, the id of the first; what is missing as an empty string.

    Title and lead are packed as texts are: a fifth less on the wire, half on disk."""
    lead = record["lead"] or ""
    if len(lead) > LEAD:
        lead = lead[:LEAD].rpartition(" ")[0] + "…"
    return [record["id"], pack(record["title"]), pack(lead), *(record[f] or "" for f in ("date", "source", "section")),
            *filter(None, [record["duplicate_of"]])]  # fmt: skip
