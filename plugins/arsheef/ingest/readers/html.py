"""A saved web page: one file is one article; what in it is article, extraction decides."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from arsheef.article import Record
from arsheef.ingest.encoding import decode
from arsheef.ingest.readers.source import Input, Rejected, drop_nul, read_whole, replaced_note

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_OPENING = re.compile(
    rb"(?><\?xml[^>]*>|<!--.*?-->|\s+)*+<(?:!doctype\s+html|html|head|body|meta|title|article|div|p|h1|section|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(rb"</?(?:p|div|a|span|h[1-6]|br|body|td|article)\b[^<>]*>", re.IGNORECASE)


def matches(given: Input) -> bool:
    """A first tag of HTML, or the ending and any tag."""
    head = given.head.removeprefix(b"\xef\xbb\xbf")
    named = given.name.endswith((".html", ".htm", ".xhtml"))
    return bool(_OPENING.match(head)) or (named and bool(_ANY_TAG.search(head)))


def read(given: Input) -> Iterator[Record | Rejected]:
    """One Record with the page's markup."""
    raw = read_whole(given)
    data, notes = drop_nul(raw)
    text = decode(data, declared_encoding(data)).text
    digest = hashlib.sha256(raw).hexdigest()
    yield Record(given.path, 1, "text/html", {"html": text}, digest, notes + replaced_note(text))


def declared_encoding(data: bytes) -> str | None:
    """What a page's own <meta charset> names; None where it has none."""
    declared = _CHARSET.search(data[:8192])
    return declared[1].decode("ascii", "replace") if declared else None
