"""A changed source or a better extraction against the file that stands: what may change. A person's word wins."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from arsheef.article import Article
from arsheef.frontmatter import split_header, write_article

REVISABLE = ("title", "date", "date_hints", "author", "agency", "source", "section", "language", "lead", "related",
             "places", "people", "organisations", "topics", "duplicate_of")  # fmt: skip
"""Fields that a machine may fill. The address is none of them: the id hangs on it."""
FOLLOWERS = {"title": ("title_source",), "date": ("date_source",)}
"""Fields that say something about another one and change with it."""
ENRICHED = frozenset(("related", "places", "people", "organisations", "topics", "duplicate_of"))
"""Fields that enrichment fills, some of them long after the article was written."""


def may_change(present: Article, name: str, *, edited: bool, marks: Mapping[str, str]) -> bool:
    """Whether a machine may set a field.

    In a file that nobody ``edited`` what a machine filled (it is in ``derived``) and what is empty. In an edited one only
    what is still as the machine wrote it (``marks``), and what enrichment never wrote. Where the ledger does not know
    what was written, everything that stands there may be a person's.
    """
    value = getattr(present, name)
    if not edited:
        return name in present.derived or not value
    if not marks:
        return False
    if name in present.derived:
        return marks.get(name, mark_of(value)) == mark_of(value)
    return name in ENRICHED and name not in marks and not value


def revise(
    present: Article, fresh: Article, *, edited: bool, marks: Mapping[str, str], modified: str | None,
    silent: frozenset[str] = ENRICHED,
) -> Article:  # fmt: skip
    """``present`` with the fields of ``fresh`` that a machine may set.

    In a file that nobody ``edited`` the text is renewed. A field that a person changed leaves ``derived``. ``modified`` is
    the time of the source, where that is known; an empty field of ``silent`` says nothing about the article.
    """
    changes: dict[str, Any] = {}
    derived = set(present.derived)
    for name in REVISABLE:
        if may_change(present, name, edited=edited, marks=marks):
            if getattr(fresh, name) or name not in silent:
                changes |= {each: getattr(fresh, each) for each in (name, *FOLLOWERS.get(name, ()))}
                derived.discard(name)
                derived |= fresh.derived & {name}
        elif edited and name in marks:
            derived.discard(name)
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
    _, body = split_header(text)
    header = write_article(replace(revised, paragraphs=())).rstrip("\n")
    return f"{header}\n\n{body}"


def marks_of(article: Article, before: Mapping[str, str] | None = None) -> str:
    """JSON of what was written into each field that a machine may fill, as short digests.

    What was written ``before`` into a field that is a person's now stays on record, so that it is not written again.
    """
    filled = {name: mark_of(getattr(article, name)) for name in sorted(article.derived) if hasattr(article, name)}
    given = {name: mark_of(getattr(article, name)) for name in sorted(ENRICHED - article.derived) if getattr(article, name)}
    return json.dumps(given | dict(before or {}) | filled)


def mark_of(value: Any) -> str:
    """Short digest of a field as it reads back from its file (white space as one blank)."""
    parts = (value,) if isinstance(value, str) else tuple(value or ())
    return hashlib.sha256("\x1f".join(" ".join(part.split()) for part in parts).encode()).hexdigest()[:8]
