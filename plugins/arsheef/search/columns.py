"""Files of the names by which a result is narrowed: f0.js with the columns and a directory, f<n>.js with lists of documents.

A kind of at most COLUMN_NAMES names, one a document, is a column: a byte a document. All others are lists, the names with
most documents first, so that a page that counts a result can stop as soon as no later name can have as many hits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from arsheef.search.codec import to_letters, varints
from arsheef.search.facets import names_of
from arsheef.search.language import KINDS
from arsheef.search.source import SegmentSource

COLUMN_NAMES = 250
FIRST_LIST, LARGEST_LIST = 4_096, 65_536
"""Bytes of the first file of lists of a kind; each further one is twice as large, up to the largest."""


def export_names(source: SegmentSource) -> Iterator[tuple[str, str]]:
    """f0: {"columns": {kind: {"names", "docs"}}, "lists": {kind: [[n of f<n>, most documents of a name in it], …]}};
    f<n>: {"names", "docs"}, docs being for each name number(documents) number(steps to the next document - 1)*"""
    columns: dict[str, Any] = {}
    lists: dict[str, list[list[int]]] = {}
    files: list[dict[str, Any]] = []
    for kind in KINDS:
        docs = _docs_of(kind, source.records)
        if docs and len(docs) <= COLUMN_NAMES and sum(map(len, docs.values())) <= len(set().union(*docs.values())):
            columns[kind] = _column(docs, len(source.records))
        elif docs:
            lists[kind] = []
            for most, file in _lists(docs):
                files.append(file)
                lists[kind].append([len(files), most])
    for n, content in enumerate([{"columns": columns, "lists": lists}, *files]):
        yield f"f{n}", json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _docs_of(kind: str, records: Sequence[Mapping[str, Any]]) -> dict[str, list[int]]:
    """Name -> its documents, the names with most documents first."""
    found: dict[str, list[int]] = {}
    for doc, record in enumerate(records):
        for name in names_of(record, kind):
            found.setdefault(name, []).append(doc)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _column(docs: Mapping[str, Sequence[int]], size: int) -> dict[str, Any]:
    """A byte a document: 0 for none, else the place of its name, counted from 1."""
    column = bytearray(size)
    for n, of_name in enumerate(docs.values(), 1):
        for doc in of_name:
            column[doc] = n
    return {"names": list(docs), "docs": to_letters(bytes(column))}


def _lists(docs: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Files of lists, each with the most documents that a name in it has."""
    limit, size = FIRST_LIST, 0
    names: list[str] = []
    data: list[bytes] = []
    for name, of_name in docs.items():
        names.append(name)
        data.append(varints([len(of_name), *(doc - before - 1 for before, doc in zip([-1, *of_name], of_name, strict=False))]))
        size += len(name) + len(data[-1])
        if size >= limit:
            yield len(docs[names[0]]), {"names": names, "docs": to_letters(b"".join(data))}
            limit, size, names, data = min(2 * limit, LARGEST_LIST), 0, [], []
    if names:
        yield len(docs[names[0]]), {"names": names, "docs": to_letters(b"".join(data))}
