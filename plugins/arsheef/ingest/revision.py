"""A changed source or a better extraction against the file that stands: what may change. A person's word wins."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from arsheef.article import Article
from arsheef.frontmatter import read_header, write_article

REVISABLE = ("title", "date", "date_hints", "author", "agency", "source", "section", "language", "lead", "related",
             "places", "people", "organisations", "topics", "duplicate_of")  # fmt: skip
"""Fields that a machine may fill. The address is none of them: the id hangs on it."""
FOLLOWERS = {"title": ("title_source",), "date": ("date_source",)}
"""Fields that say something about another one and change with it."""
ENRICHED = frozenset(("related", "places", "people", "organisations", "topics", "duplicate_of"))
"""Filled from more than the article itself: where extraction is silent, what stands there stays."""


def revise(
    present: Article, fresh: Article, *, edited: bool, marks: Mapping[str, str], modified: str | None
) -> Article:
    """``present`` with the fields of ``fresh`` that a machine may set.

    A field may change if a machine filled it (it is in ``derived``) and it is still what the machine wrote (``marks``,
    as far as they are known); in a file that nobody ``edited`` an empty field may be filled and the text is renewed.
    A field that a person changed leaves ``derived``. ``modified`` is the time of the source, where that is known.
    """
    changes: dict[str, Any] = {}
    derived = set(present.derived)
    for name in REVISABLE:
        old, new = getattr(present, name), getattr(fresh, name)
        if name in derived and edited and marks.get(name, mark_of(old)) != mark_of(old):
            derived.discard(name)
        elif not (name in present.derived or (not old and not edited)) or (not new and name in ENRICHED):
            continue
        else:
            changes |= {each: getattr(fresh, each) for each in (name, *FOLLOWERS.get(name, ()))}
            derived.discard(name)
            derived |= fresh.derived & {name}
    if not edited:
        changes["paragraphs"] = fresh.paragraphs
    revised = replace(present, **changes, derived=frozenset(derived))
    later = modified and (not present.modified or modified > present.modified)
    if later and revised != present and (not edited or not present.modified or "modified" in derived):
        return replace(revised, modified=modified, derived=revised.derived | {"modified"})
    return revised


def file_with(revised: Article, text: str, *, edited: bool) -> str:
    """The file of ``revised``; of a file that a person edited the body stays as it is written, letter by letter."""
    if not edited:
        return write_article(revised)
    _, body = read_header(text)
    header = write_article(replace(revised, paragraphs=())).rstrip("\n")
    return f"{header}\n\n{body}"


def marks_of(article: Article) -> str:
    """JSON of what a machine wrote into each field that it filled, as short digests."""
    filled = (name for name in sorted(article.derived) if hasattr(article, name))
    return json.dumps({name: mark_of(getattr(article, name)) for name in filled})


def mark_of(value: Any) -> str:
    """Short digest of a field as it reads back from its file (white space as one blank)."""
    parts = (value,) if isinstance(value, str) else tuple(value or ())
    return hashlib.sha256("\x1f".join(" ".join(part.split()) for part in parts).encode()).hexdigest()[:8]
