"""What one article tells of itself, read in the process that extracts it: its names, and its note for the archive."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from arsheef.article import Article
from arsheef.enrich.archive import Note, note_of
from arsheef.enrich.facets import Facets, facets_among
from arsheef.enrich.known import mentions_of
from arsheef.enrich.names import names_of, spans_among
from arsheef.enrich.phrases import phrases_among
from arsheef.enrich.tokens import count_tokens, tokenise

NAMES, CHARACTERS = 40, 60_000
"""Names of a kind that a header has room for; characters of a text that are read for names."""


def look(article: Article) -> tuple[Article, Note]:
    """``article`` with what is found in it, and what the archive keeps of it. Names are read in Arabic texts only."""
    if article.language not in (None, "ar"):
        return article, note_of(article)
    text = "\n".join((article.title, *article.paragraphs))[:CHARACTERS]
    reading = tokenise(text)
    spans = spans_among(reading.tokens)
    phrases = phrases_among(reading, count_tokens(article.title), spans)
    facets = facets_among(names_of(reading, spans))
    article = _with_names(article, facets)
    return article, note_of(article, phrases, mentions_of(facets))


def _with_names(article: Article, found: Facets) -> Article:
    """``article`` with its places, people and organisations; a kind that it has already is left as it is."""
    kinds = {"places": found.places, "people": found.people, "organisations": found.organisations}
    new: dict[str, Any] = {kind: names[:NAMES] for kind, names in kinds.items() if names and not getattr(article, kind)}
    return replace(article, **new, derived=article.derived | set(new)) if new else article
