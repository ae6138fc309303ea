"""Web archives (WARC, also .warc.gz): the HTML pages among their responses, each with its address and time of collection.

Each record is cut out of the stream by warc_records.py and read by warcio. Redirects, errors, revisits (the same page again)
and what is no HTML are passed over.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from arsheef.article import Record
from arsheef.ingest.readers.source import HEAD, Expanding, Input, Rejected
from arsheef.ingest.readers.warc_gzip import Members, is_warc_gzip
from arsheef.ingest.readers.warc_records import cut_records


def matches(given: Input) -> bool:
    """A WARC record at the start, or in the first gzip member."""
    return given.head.startswith(b"WARC/") or is_warc_gzip(given.head)


def read(given: Input) -> Iterator[Record | Rejected]:
    """A Record a page, numbered by the records of the file; what is damaged is Rejected, and the rest is read."""
    from arsheef.ingest.readers.warc_page import to_record  # warcio: only where there is a WARC

    stream, members = given.stream, None
    if not given.head.startswith(b"WARC/"):
        members = Members(given.stream)
        stream = io.BufferedReader(Expanding(io.BufferedReader(members), lambda: members.taken), HEAD)
    said, last = False, 0
    for piece in cut_records(stream):
        last = piece.number
        if piece.reason:
            said = True
            yield Rejected(given.path, piece.number, piece.reason)
        elif piece.kind in ("response", "resource"):
            yield from to_record(given, piece)
    if not last:
        yield Rejected(given.path, 1, "a WARC without a whole record; get a whole copy of the file")
    elif members is not None and members.damaged and not said:
        yield Rejected(given.path, last + 1, "gzip data is damaged here; get a whole copy of the file")
