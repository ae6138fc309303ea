"""Plain text: one file is one article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from arsheef.article import Record
from arsheef.ingest.encoding import decode
from arsheef.ingest.readers.source import Input, Rejected, drop_nul, read_whole, replaced_note


def matches(given: Input) -> bool:
    """Whatever no other reader claims, as long as it is not plainly binary."""
    head = given.head
    control = sum(byte < 32 and byte not in b"\t\n\r\f\0\x1b\x1a" for byte in head)
    return control <= len(head) / 100 and (head.count(0) <= len(head) / 50 or not head.strip(b"\0 \r\n\t"))


def read(given: Input) -> Iterator[Record | Rejected]:
    """One Record, or Rejected where nothing is written in the file."""
    raw = read_whole(given)
    data, notes = drop_nul(raw)
    text = decode(data).text
    if not text.strip():
        yield Rejected(given.path, 1, "the file is empty; nothing to keep")
        return
    digest = hashlib.sha256(raw).hexdigest()
    yield Record(given.path, 1, "text/plain", {"text": text}, digest, notes + replaced_note(text))
