"""What one article tells of itself, read in the process that extracts it: its names, and its note for the archive."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from arsheef.article import Article
from arsheef.enrich.archive import Note, note_of
from arsheef.enrich.facets import facets_of

NAMES, CHARACTERS = 40, 60_000
"""Names of a kind that a header has room for; characters of a text that are read for names."""


def look(article: Article) -> tuple[Article, Note]:
    """``article`` with what is found in it, and what the archive keeps of it. Names are read in Arabic texts only."""
    if article.language in (None, "ar"):
        article = _with_names(article)
    return article, note_of(article)


def _with_names(article: Article) -> Article:
    """``article`` with its places, people and organisations; a kind that it has already is left as it is."""
    text = "\n".join(article.paragraphs)[:CHARACTERS]
    found = facets_of(article.title, text.split("\n"))
    kinds = {"places": found.places, "people": found.people, "organisations": found.organisations}
    new: dict[str, Any] = {kind: names[:NAMES] for kind, names in kinds.items() if names and not getattr(article, kind)}
    return replace(article, **new, derived=article.derived | set(new)) if new else article
