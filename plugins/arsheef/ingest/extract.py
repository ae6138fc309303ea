"""A Record to an Article: which evidence decides each field, in one place."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from arsheef.article import Article, Record
from arsheef.errors import InputError
from arsheef.ids import LENGTH_AFTER_COLLISION, canonical_url, make_id
from arsheef.ingest import language
from arsheef.ingest.paragraphs import one_line, split_glued, split_lines, stored_text
from arsheef.ingest.title import clean_title, derive_title


def extract(record: Record, *, taken: Callable[[str], bool] | None = None) -> Article:
    """The article in ``record``; fields that a machine made are named in ``derived``.

    ``taken`` says whether an id belongs to another article already; the id then has 12 characters.
    Raises InputError where the record has no text that could be published.
    """
    fields = record.fields
    paragraphs = tuple(part for line in split_lines(stored_text(fields.get("text", ""))) for part in split_glued(line))
    if not paragraphs:
        raise InputError(f"{record.path}, record {record.offset}: the text is empty; nothing to keep.")
    derived = {"lead", "language"}
    title, title_source = clean_title(fields.get("title", "")), "given"
    if not title:
        title, title_source = derive_title(paragraphs[0]) or paragraphs[0][:90], "derived"
        derived.add("title")
    address = one_line(fields.get("url", ""))
    source_url = address if canonical_url(address) else None
    source = one_line(fields.get("source", "")) or None
    if not source and source_url:
        source = urlsplit(source_url).hostname
        derived.add("source")
    text = "\n".join(paragraphs)
    id_ = make_id(source_url, title, text)
    if taken is not None and taken(id_):
        id_ = make_id(source_url, title, text, LENGTH_AFTER_COLLISION)
    return Article(
        id=id_, title=title, title_source=title_source, paragraphs=paragraphs, source=source, source_url=source_url,
        section=one_line(fields.get("section", "")) or None, language=language.detect(text), lead=paragraphs[0],
        derived=frozenset(derived),
    )  # fmt: skip
