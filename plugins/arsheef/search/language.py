"""The words of the query language, from language.json: one definition for both parsers, which read them folded."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from arsheef.arabic.analysis import fold, forms

KINDS = ("source", "section", "place", "person", "org", "tag")
"""Facets, in the order in which they are shown; each is a field of the query language too."""
DATES = ("after", "before")

TABLE: dict[str, Any] = json.loads((files("arsheef.search") / "language.json").read_text("utf-8"))
"""What the browser gets, too."""
OPERATORS = frozenset(fold(word) if word != "OR" else word for word in TABLE["or"])
FIELDS = {fold(name): field for field, names in TABLE["fields"].items() for name in names.split()}
MONTHS = {" ".join(forms(name)): n for n, names in enumerate(TABLE["months"], 1) for name in names.split("|")}
DATE_WORDS = frozenset(map(fold, TABLE["date_words"].split()))
