"""From Documents to postings: analysis with its token cache, the weights of title and lead, positions, one length."""

from __future__ import annotations

from typing import Any

from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from arsheef.arabic.analysis import forms
from arsheef.article import Document
from arsheef.search.pool import TermPool
from arsheef.search.schema import FACETS, GAP, LEAD_WEIGHT, LEAD_WORDS, TITLE_WEIGHT, record_of, term_key

TERM_CACHE = 500_000
"""Most terms remembered between documents; then the cache starts anew, so that hostile input cannot fill the memory."""


class DocumentWriter(SegmentWriter):
    """Whoosh's segment writer, fed by Documents. Only the pool and the way into it are ours."""

    def __init__(self, index: FileIndex, **options: Any) -> None:
        super().__init__(index, **options)
        self.pool = TermPool("text")
        self._terms: dict[str, bytes] = {}

    def add(self, document: Document) -> None:
        """Appends one document to the segment being written."""
        docnum, pool, perdoc = self.docnum, self.pool, self.perdocwriter
        found, length = self._postings(forms(document.title), forms(document.text))
        for term, (weight, positions) in found.items():
            pool.add_form(term, docnum, weight, positions)
        facets = {name: getattr(document, field) for name, field in FACETS.items()}
        for name, values in facets.items():
            for value in dict.fromkeys((values,) if isinstance(values, str) else values or ()):
                pool.add((name, value.encode(), docnum, 1.0, b""))
        pool.add(("id", document.id.encode(), docnum, 1.0, b""))
        perdoc.start_doc(docnum)
        perdoc.add_field("record", self.schema["record"], record_of(document), 0)
        perdoc.add_field("text", self.schema["text"], None, length)
        perdoc.finish_doc()
        self._added = True
        self.docnum += 1

    def _postings(self, title: list[str], body: list[str]) -> tuple[dict[bytes, tuple[int, list[int]]], int]:
        """Term -> (weight, positions), and the document's length in words, those of the title counted TITLE_WEIGHT times."""
        positions: dict[str, list[int]] = {}
        weights: dict[str, int] = {}
        for place, form in enumerate(title):
            positions.setdefault(form, []).append(place)
            weights[form] = weights.get(form, 0) + TITLE_WEIGHT
        start = len(title) + GAP
        for place, form in enumerate(body, start):
            positions.setdefault(form, []).append(place)
            weights[form] = weights.get(form, 0) + 1
        for form in body[:LEAD_WORDS]:
            weights[form] += LEAD_WEIGHT
        length = TITLE_WEIGHT * len(title) + len(body)  # BM25F: a word of the title is as long as it is heavy
        return {self._term(form): (weights[form], places) for form, places in positions.items()}, length

    def _term(self, form: str) -> bytes:
        term = self._terms.get(form)
        if term is None:
            if len(self._terms) >= TERM_CACHE:
                self._terms.clear()
            term = self._terms[form] = term_key(form)
        return term

    def _flush_segment(self) -> None:
        """Whoosh's step of the same name, with our pool in place of its sorted tuples."""
        self.perdocwriter.close()
        documents = self.per_document_reader()
        self.pool.write(self.fieldwriter, self.schema, documents)
        self.fieldwriter.close()
        documents.close()
