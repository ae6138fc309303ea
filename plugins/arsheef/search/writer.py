"""From Documents to a Whoosh segment: analysis with its token dictionary, documents by date, postings in arrays.

Documents of a segment are numbered by (date, id), undated last, so that order by date is order by number. Only the pool and
the way into Whoosh's files are ours; the files are Whoosh's own.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from arsheef.article import Document
from arsheef.search.families import Families
from arsheef.search.fieldwriter import GroupedFieldWriter
from arsheef.search.merge import CAP
from arsheef.search.pool import TermPool
from arsheef.search.postings import read_runs
from arsheef.search.runs import Numbers
from arsheef.search.schema import FACETS, record_of


@dataclass(frozen=True, slots=True)
class WrittenSegment:
    """What the export would else read back from Whoosh's files."""

    records: list[dict[str, Any]]
    """schema.record_of of each document."""
    lengths: list[int]
    """Of each document in words, those of the title counted TITLE_WEIGHT times."""
    families: Families


DOCUMENTS = ".ids"
"""Ending of a file beside Whoosh's, named after its segment: [ids, digests] of the documents in their order."""


class _Row(NamedTuple):
    """A document between being added and being written."""

    date: str
    id: str
    length: int
    record: dict[str, Any]

    @classmethod
    def of(cls, record: dict[str, Any], length: int) -> _Row:
        """The row of a record; undated documents come last."""
        return cls(record["date"] or "9999", record["id"], length, record)


class DocumentWriter(SegmentWriter):
    """Whoosh's segment writer, fed by Documents and by the segments that are merged into the new one."""

    def __init__(self, index: FileIndex, **options: Any) -> None:
        super().__init__(index, **options)
        self.perdocwriter._get_column("_stored")._child._level = 0  # deflating the records of a cache is a hundredth of a build
        self.pool = TermPool()
        self._rows: list[_Row | None] = []
        self.written: WrittenSegment | None = None
        """What commit() wrote, for the export."""

    @property
    def is_full(self) -> bool:
        """Whether the next document should go to another segment."""
        return len(self._rows) >= CAP or self.pool.is_full

    def add(self, document: Document) -> None:
        """Takes one document into the segment being written."""
        self._rows.append(_Row.of(record_of(document), self.pool.add(document.title, document.text)))
        self._added = True
        self.docnum += 1

    def add_segment(self, reader: SegmentReader) -> None:
        """Takes all documents of a segment that are not deleted."""
        first = self.pool.skip(reader.doc_count_all())
        for number in range(reader.doc_count_all()):
            if reader.is_deleted(number):
                self._rows.append(None)
            else:
                length = reader.doc_field_length(number, "text") or 0
                self._rows.append(_Row.of(reader.stored_fields(number)["record"], length))
                self.docnum += 1
        for run in read_runs(reader, first):
            self.pool.add_run(run)
        self._added = True

    def _flush_segment(self) -> None:
        """Whoosh's step of the same name."""
        alive = sorted((row[:2], number) for number, row in enumerate(self._rows) if row)
        numbers = np.full(len(self._rows), -1, np.int32)
        numbers[[number for _, number in alive]] = np.arange(len(alive), dtype=np.int32)
        rows = [row for _, number in alive if (row := self._rows[number])]
        self._rows = []
        self._write_documents(rows)
        families = Families()
        self._write_postings(rows, numbers, families)
        self.written = WrittenSegment([row.record for row in rows], [row.length for row in rows], families)

    def _write_documents(self, rows: Sequence[_Row]) -> None:
        """Stored fields, lengths, and the list of ids and digests."""
        perdoc, digests = self.perdocwriter, []
        record_field, text_field = self.schema["record"], self.schema["text"]
        for number, row in enumerate(rows):
            perdoc.start_doc(number)
            digests.append(row.record["digest"])
            perdoc.add_field("record", record_field, row.record, 0)
            perdoc.add_field("text", text_field, None, row.length)
            perdoc.finish_doc()
        perdoc.close()
        with self.storage.create_file(self.newsegment.make_filename(DOCUMENTS)) as file:
            file.write(json.dumps([[row.id for row in rows], digests]).encode())

    def _write_postings(self, rows: Sequence[_Row], numbers: Numbers, families: Families) -> None:
        """All fields in Whoosh's order; the scored one is encoded for the static index on the way."""
        grouped = GroupedFieldWriter(self.fieldwriter)
        terms = _terms(rows)
        lengths = np.array([length_to_byte(row.length) for row in rows], np.uint8)
        for name in sorted(["text", *terms]):
            if name == "text":
                for run in grouped.scored_field(name, self.schema[name], self.pool.merged(numbers), lengths):
                    families.add(run)
            else:
                grouped.existence_field(name, self.schema[name], terms[name])
        self.fieldwriter.close()


def _terms(rows: Sequence[_Row]) -> dict[str, dict[bytes, array[int]]]:
    """Of each field that only says which documents have a value: term -> documents."""
    terms: dict[str, dict[bytes, array[int]]] = {}
    for number, row in enumerate(rows):
        for name, field in {"id": "id", **FACETS}.items():
            value = row.record[field]
            for text in dict.fromkeys((value,) if isinstance(value, str) else value or ()):
                terms.setdefault(name, {}).setdefault(text.encode(), array("I")).append(number)
    return terms
