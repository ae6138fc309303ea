"""Markdown with front matter: YAML (Jekyll, Hugo), TOML (Hugo), or Pelican's ``Key: value`` lines; one file, one article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from arsheef.article import Record
from arsheef.commonmark import render
from arsheef.errors import InputError
from arsheef.frontmatter import split_header
from arsheef.ingest.columns import as_text, fold_name, plan_columns, take_fields
from arsheef.ingest.encoding import decode
from arsheef.ingest.readers.source import Input, Rejected, drop_nul, read_whole, replaced_note

_YAML = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_YES, _NO = frozenset(("true", "yes", "on", "1")), frozenset(("false", "no", "off", "0"))
_ENDINGS = (".md", ".markdown", ".mkd", ".mdown")
_LONGEST = 64 * 1024
"""Characters of front matter at most."""
_TEMPLATE = re.compile(r"\{\{[^{}]{0,2000}+\}\}|\{%[^%]{0,2000}+%\}|^\{:[^}\n]{0,200}+\}$", re.MULTILINE)
"""What Hugo and Jekyll put in at build time: shortcodes, Liquid tags, attribute lists."""


def matches(given: Input) -> bool:
    """Front matter at the start, or the ending."""
    head = given.head.removeprefix(b"\xef\xbb\xbf")
    if re.match(rb"\s*(?:---|\+\+\+)[ \t]*\r?\n\s*[\w\"'-]+\s*[:=]", head):
        return True
    return given.name.endswith(_ENDINGS) and bool(head.strip())


def read(given: Input) -> Iterator[Record | Rejected]:
    """One Record, or Rejected where the front matter cannot be read or no text follows it."""
    raw = read_whole(given)
    data, notes = drop_nul(raw)
    text = decode(data).text.removeprefix("\ufeff").replace("\r\n", "\n")
    values, body = _split(text)
    fields = _fields(values, given.mapping)
    if not body.strip():
        yield Rejected(given.path, 1, "no text below the front matter; nothing to keep")
        return
    fields["fragment"] = render(_TEMPLATE.sub("", body), raw_html=True)
    yield Record(given.path, 1, "text/markdown", fields, hashlib.sha256(raw).hexdigest(), notes + replaced_note(text))


def _split(text: str) -> tuple[dict[str, Any], str]:
    """The front matter's values and the body. Raises InputError for front matter that cannot be read."""
    from arsheef.ingest.readers.front_matter import from_toml, from_yaml  # only where it is needed: start-up time

    if found := _YAML.match(text):
        return from_yaml(_bounded(found[1])), text[found.end() :]
    if found := _TOML.match(text):
        return from_toml(_bounded(found[1])), text[found.end() :]
    pairs, body = split_header(text)
    return dict(pairs), body


def _bounded(source: str) -> str:
    if len(source) > _LONGEST:
        raise InputError(f"front matter of more than {_LONGEST >> 10} kB; shorten it")
    return source


def _fields(values: Mapping[str, Any], mapping: Mapping[str, str]) -> dict[str, str]:
    """The fields of a Record; of several sections the first is the section."""
    fields = take_fields(plan_columns(tuple(values), mapping), values.get)
    fields = {name: value.strip("\"'") for name, value in fields.items() if name not in ("text", "html")}
    if "section" in fields:
        fields["section"] = fields["section"].split("; ")[0]
    stated = {fold_name(key): as_text(value, key).strip().lower() for key, value in values.items()}
    if stated.get("draft") in _YES or stated.get("published") in _NO or stated.get("status") in ("draft", "hidden"):
        fields["status"] = stated.get("status") or "draft"
    return fields
