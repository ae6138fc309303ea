"""A record of a WARC to the page in it, by warcio: status, transfer and content coding, character set."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from arsheef.article import Record
from arsheef.errors import InputError
from arsheef.ingest.encoding import decode
from arsheef.ingest.readers.html import declared_encoding
from arsheef.ingest.readers.source import LONGEST, Input, Rejected, drop_nul, replaced_note, too_long
from arsheef.ingest.readers.warc_records import Piece

_HTML = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)


def to_record(given: Input, piece: Piece) -> Iterator[Record | Rejected]:
    """The Record of a page, Rejected where it cannot be read, nothing for what is no page."""
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(piece.raw + b"\r\n\r\n"))))
        if not _is_page(record):
            return
        data = record.content_stream().read(LONGEST + 1)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, zlib.error, ValueError, StopIteration) as error:
        why = " ".join(str(error).split())[:120]
        yield Rejected(given.path, piece.number, f"a damaged record ({why}); it was left out")
        return
    try:
        fields, notes = _fields(record, data)
    except InputError as error:
        yield Rejected(given.path, piece.number, str(error))
        return
    digest = hashlib.sha256(data).hexdigest()
    yield Record(given.path, piece.number, "application/warc", fields, digest, notes)


def _is_page(record: Any) -> bool:
    """Whether a record is an HTML page that was found: a status of 200, an address of the web."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not address.strip("<>").lower().startswith(("http:", "https:")):
        return False
    if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
        return False
    return str(_header(record, "Content-Type")).split(";")[0].strip().lower() in _HTML


def _header(record: Any, name: str) -> str:
    """A header of the response; of a record without one that of the record."""
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    return headers.get_header(name) or ""


def _fields(record: Any, data: bytes) -> tuple[dict[str, str], tuple[str, ...]]:
    """The fields and notes of a page. Raises InputError where it is empty, too long or cannot be decoded."""
    if len(data) > LONGEST:
        raise InputError(too_long("the page"))
    if not data.strip():
        raise InputError("the page is empty; nothing to keep")
    coding = _header(record, "Content-Encoding").strip().lower()
    plain, notes = drop_nul(data) if coding in ("", "identity", "gzip", "deflate", "x-gzip") else (data, ())
    charset = _CHARSET.search(_header(record, "Content-Type"))
    try:
        text = decode(plain, charset[1] if charset else declared_encoding(plain)).text
    except InputError as error:
        if coding not in ("", "identity"):
            raise InputError(f"compressed as {coding}, which is not read; store pages without it") from error
        raise
    if record.rec_headers.get_header("WARC-Truncated"):
        notes = (*notes, "the crawler cut this page short; compare with the original")
    address = record.rec_headers.get_header("WARC-Target-URI").strip("<>")
    fields = {"html": text, "url": address, "retrieved": record.rec_headers.get_header("WARC-Date") or ""}
    return fields, notes + replaced_note(text)
