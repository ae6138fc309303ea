"""One record to what is needed to settle it: the article, and the keys by which it is known again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from arsheef.article import Article, Record
from arsheef.errors import ArsheefError
from arsheef.ids import LENGTH_AFTER_COLLISION, make_id
from arsheef.ingest.left_out import left_out

SHORT = 40
"""Words under which a text alone does not tell articles apart («التفاصيل لاحقا»): the title is compared too."""
UNFORESEEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError, MemoryError)
"""What a mistake in our own code raises on some input: it costs that record only."""
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article with what is needed to settle it, or the reason why there is none."""

    article: Article | None
    long_id: str = ""
    text_key: str = ""
    residue: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """What the input states and cannot be true, for the report."""
    reason: str | None = None
    note: Any = None
    """What enrichment keeps of the article; None without enrichment."""


Look = Callable[[Article], tuple[Article, Any]]
"""Adds to an article what it tells of itself (names), and makes its note: see enrichment.py."""


def extract_record(record: Record) -> Extracted:
    """One record; whatever goes wrong inside becomes a reason, so that it costs this record only."""
    from arsheef.ingest.extract import extract_with_residue  # heavy (HTML, dates): only where something is to be extracted

    try:
        article, residue = extract_with_residue(record)
    except ArsheefError as error:
        return Extracted(None, reason=_without_place(str(error), record))
    except UNFORESEEN as error:
        return _failed(error)
    long_id = make_id(*article.identity, LENGTH_AFTER_COLLISION)
    return Extracted(article, long_id, text_key(article), residue, left_out(record, article))


def look_at(extracted: Extracted, look: Look) -> Extracted:
    """An extracted article with its names and its note."""
    if extracted.article is None:
        return extracted
    try:
        article, note = look(extracted.article)
    except UNFORESEEN as error:
        return _failed(error)
    return replace(extracted, article=article, note=note)


def text_key(article: Article) -> str:
    """Digest of outlet and text, spelling marks, punctuation and spaces aside: the same article by the same outlet."""
    outlet = (article.source or urlsplit(article.source_url or "").hostname or "").casefold()
    text = " ".join(article.paragraphs)
    if text.count(" ") < SHORT:
        text = f"{article.title} {text}"
    plain = _NO_LETTER.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return hashlib.sha256(f"{outlet}\n{plain}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def extract_batch(batch: Sequence[Record], look: Look | None = None) -> list[Extracted]:
    """Records one after another: what a process is given."""
    extracted = [extract_record(record) for record in batch]
    return [look_at(each, look) for each in extracted] if look else extracted


def crashed(record: Record) -> Extracted:
    """What is said of a record that killed its process."""
    return Extracted(None, reason=f"extraction of {record.path!r} crashed; please report this with the record")


def _failed(error: Exception) -> Extracted:
    return Extracted(None, reason=f"extraction failed ({type(error).__name__}: {error}); please report this with the record")


def _without_place(message: str, record: Record) -> str:
    """A reason without the file and record that the report names anyway."""
    return message.removeprefix(f"{record.path}, record {record.offset}: ").removeprefix(f"{record.path}: ").rstrip(".")
