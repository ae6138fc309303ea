"""The fields of the Whoosh index, all of stock types, and the term key that joins a form with its class and skeleton.

The scored field ``text`` has one term a form. Its key is ``skeleton class form`` separated by spaces, so that the sorted
lexicon holds all forms of a skeleton, and in it all forms of a class, next to each other: one index serves three levels.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from whoosh.analysis import IDAnalyzer
from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Existence, Positions

from arsheef.arabic.analysis import class_anew, cut_skeleton
from arsheef.article import Document

FORMAT = 5
"""Number of the layout of Whoosh index and static files together; raise it with any change to either."""

TITLE_WEIGHT, LEAD_WEIGHT, LEAD_WORDS = 5, 1, 12
"""Weight of a form = tf in the body + 5 tf in the title + 1 tf in the first 12 words of the body (fixed at index time)."""
GAP = 16
"""Empty positions between title and body: no phrase spans the two."""

FACETS = {"source": "source", "section": "section", "place": "places", "person": "people", "organisation": "organisations",
          "topic": "topics"}  # fmt: skip
"""Facet field of the index -> field of Document."""


def make_schema() -> Schema:
    """id and record for every document; ``text`` scored with positions; one unscored field a facet."""
    facets = {name: FieldType(Existence(), IDAnalyzer()) for name in FACETS}
    return Schema(id=ID(), record=STORED(), text=FieldType(Positions(), IDAnalyzer(), scorable=True), **facets)


def term_key(form: str) -> bytes:
    """The term of a form in the field ``text``: UTF-8 of ``skeleton class form``."""
    class_ = class_anew(form)
    return f"{cut_skeleton(class_)} {class_} {form}".encode()


def record_of(document: Document) -> dict[str, Any]:
    """What the index gives back of a document without opening content/: the stored field ``record``."""
    fields = ("id", "digest", "title", "lead", "date", "source", "source_url", "section",
              "places", "people", "organisations", "topics", "author", "agency", "duplicate_of")  # fmt: skip
    return {name: getattr(document, name) for name in fields}


@cache
def fingerprint() -> str:
    """Changes with whatever an index depends on besides the articles: the program's analysis and search, rules, base list."""
    digest = hashlib.sha256()
    for package in ("arsheef.arabic", "arsheef.search"):
        for entry in sorted(files(package).iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith((".json", ".txt", ".py")):
                digest.update(entry.read_bytes())
    return digest.hexdigest()[:16]
