"""A content file in, the Document for the search index out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from arsheef.article import Document
from arsheef.errors import ContentError
from arsheef.frontmatter import read_article


def load_document(path: Path) -> Document:
    """What the index knows of the article in ``path``; its digest is the SHA-256 of the file's bytes.

    Raises ContentError where the file is gone, is not UTF-8 or has a wrong header.
    """
    data = read_bytes(path)
    article = read_article(decode(data, str(path)), str(path))
    return Document(
        id=article.id, digest=digest_of(data), title=article.title, text="\n".join(article.paragraphs),
        lead=article.lead or "", date=article.date, source=article.source, source_url=article.source_url,
        section=article.section, places=article.places, people=article.people,
        organisations=article.organisations, topics=article.topics,
        author=article.author, agency=article.agency, duplicate_of=article.duplicate_of,
    )  # fmt: skip


def digest_of(data: bytes) -> str:
    """The version of a content file: another digest is another version."""
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a content file. Raises ContentError where it cannot be opened."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ContentError(f"{path}: {error.strerror}; make the file readable.") from error


def decode(data: bytes, name: str) -> str:
    """The text of a content file. Raises ContentError where it is not UTF-8."""
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentError(f"{name}: line {line} is not UTF-8; save the file as UTF-8.") from error
