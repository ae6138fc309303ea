"""Postings of the scored field between analysis and Whoosh's disk format: one array of integers a term.

Whoosh's own pool keeps a tuple a posting and sorts them all; ours appends to the term's array (``docnum, weight, count,
positions...``) and sorts terms only. The files that come out are Whoosh's own.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import pairwise
from pickle import dumps

from whoosh.codec.base import FieldWriter, PerDocumentReader
from whoosh.fields import Schema
from whoosh.formats import Positions
from whoosh.system import pack_uint

Posting = tuple[str, bytes, int, float, bytes]
"""Whoosh's order: field name, term, document number, weight, encoded value."""


class TermPool:
    """Collects postings by field and term; documents must come in ascending order."""

    def __init__(self, scored: str) -> None:
        """``scored`` is the name of the field whose positions are kept; all other fields only exist in a document."""
        self.scored = scored
        self.terms: dict[bytes, array[int]] = {}
        self.facets: dict[str, dict[bytes, array[int]]] = {}
        self.fieldnames = {scored}
        self._decode = Positions().decode_positions

    def add_form(self, term: bytes, docnum: int, weight: int, positions: list[int]) -> None:
        """One posting of the scored field; ``positions`` ascending."""
        postings = self.terms.get(term)
        if postings is None:
            postings = self.terms[term] = array("I")
        postings.extend((docnum, weight, len(positions), *positions))

    def add(self, posting: Posting) -> None:
        """One posting in Whoosh's form, as it comes from a segment that is merged or from a facet field."""
        field, term, docnum, weight, value = posting
        if field == self.scored:
            self.add_form(term, docnum, int(weight), self._decode(value))
        else:
            self.fieldnames.add(field)
            self.facets.setdefault(field, {}).setdefault(term, array("I")).append(docnum)

    def write(self, writer: FieldWriter, schema: Schema, documents: PerDocumentReader) -> None:
        """Hands all postings to Whoosh's field writer, fields and terms in byte order, and empties the pool."""
        lengths = [documents.doc_field_length(n, self.scored) for n in range(documents.doc_count_all())]
        for field in sorted(self.fieldnames):
            writer.start_field(field, schema[field])
            terms = self.terms if field == self.scored else self.facets[field]
            for term in sorted(terms):
                writer.start_term(term)
                postings = terms.pop(term)
                if field == self.scored:
                    for docnum, weight, value in _decode(postings):
                        writer.add(docnum, weight, value, lengths[docnum])
                else:
                    for docnum in postings:
                        writer.add(docnum, 1.0, b"", None)
                writer.finish_term()
            writer.finish_field()

    def cleanup(self) -> None:
        """Whoosh calls this when the segment is closed; there are no files to remove."""
        self.terms.clear()
        self.facets.clear()


def _decode(postings: array[int]) -> Iterator[tuple[int, float, bytes]]:
    """(document number, weight, positions in the bytes of Whoosh's Positions format) for each posting of a term."""
    at, end = 0, len(postings)
    while at < end:
        docnum, weight, count = postings[at : at + 3]
        positions = postings[at + 3 : at + 3 + count]
        deltas = [positions[0], *(b - a for a, b in pairwise(positions))]
        yield docnum, float(weight), pack_uint(count) + dumps(deltas, 2)
        at += 3 + count
