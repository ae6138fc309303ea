"""An entry in, what machines read of it out: JSON-LD, citation_* and OpenGraph tags, a line to cite it by."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

from arsheef.site.context import Context
from arsheef.site.parts import Entry

Meta = tuple[str, str, str]
DESCRIPTION = 120
"""Characters of a description, as many as search engines and previews show on a phone."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_UNSAFE = re.compile("[<>&\u2028\u2029]")
"""What could end a <script> element or a line of JavaScript."""


def json_ld(entry: Entry, context: Context) -> Markup:
    """schema.org NewsArticle with what is known; a date keeps its precision, an inferred author is not stated."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": entry.title,
        "identifier": entry.id,
        "url": context.canonical(entry.url),
        "inLanguage": entry.language,
        "datePublished": _published(entry),
        "dateModified": entry.modified,
        "author": {"@type": "Person", "name": entry.author} if _stated(entry, "author") else None,
        "publisher": {"@type": "Organization", "name": entry.source.name} if entry.source else None,
        "articleSection": entry.section.name if entry.section else None,
        "keywords": ", ".join(label.name for label in entry.topics) or None,
        "isBasedOn": entry.source_url,
    }
    text = _encode({key: value for key, value in data.items() if value})
    return Markup(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def meta_tags(entry: Entry, context: Context) -> tuple[Meta, ...]:
    """(name, property, content) for the head of an article: what Zotero and link previews read.

    One element carries both names of a value. The lead stands once, as description, which previews take where
    og:description is missing. The section is in the JSON-LD.
    """
    date = _published(entry)
    rows = (
        ("description", "", shorten(entry.lead)),
        ("citation_title", "og:title", entry.title),
        ("citation_author", "", entry.author if _stated(entry, "author") else None),
        ("citation_publication_date", "article:published_time", date[:10] if date else None),
        ("citation_journal_title", "", entry.source.name if entry.source else None),
        ("citation_language", "", entry.language),
        ("citation_public_url", "og:url", context.canonical(entry.url)),
        ("", "og:type", "article"),
        ("", "og:site_name", context.site.name),
    )
    return tuple((name, property_, content) for name, property_, content in rows if content)


def cite(entry: Entry, context: Context) -> str:
    """Author. «Title». Source, date. Archive, id. -- with what is known of them."""
    where = [entry.source.name] if entry.source else []
    if date := _published(entry):
        where.append(context.formats.date(date))
    comma = "، " if context.site.language == "ar" else ", "
    quoted = f"«{entry.title}»" if context.site.language == "ar" else f"“{entry.title}”"
    archive = f"{context.site.name}{comma}{context.texts.gettext('id')} {entry.id}"
    parts = (entry.author if _stated(entry, "author") else None, quoted, comma.join(where), archive)
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def shorten(lead: str | None) -> str | None:
    """The beginning of a lead, whole words of at most DESCRIPTION characters."""
    if lead is None or len(lead) <= DESCRIPTION:
        return lead
    return f"{lead[:DESCRIPTION].rpartition(' ')[0] or lead[: DESCRIPTION - 1]}…"


def _published(entry: Entry) -> str | None:
    """The date, unless it is only the day on which the article was collected."""
    return None if entry.date_source == "crawl" else entry.date


def _stated(entry: Entry, field: str) -> bool:
    """Whether the source itself gives the field."""
    return bool(getattr(entry, field)) and field not in entry.derived
