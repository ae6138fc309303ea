"""Feeds of the newest articles: Atom for all, for a source and for a topic; JSON Feed for all.

Only articles with a day are in them: a feed must give a time, and the day they were published is all that we may give.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from uuid import NAMESPACE_URL, uuid5
from xml.sax import saxutils

from arsheef.site.context import Context
from arsheef.site.facets import FEEDS
from arsheef.site.parts import Entry
from arsheef.site.plan import key_of, marks

SHOWN = 40
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document may hold."""
Feed = tuple[str, bytes, Callable[[], bytes]]
"""(path, key, what makes its bytes)"""


def feeds(context: Context) -> Iterator[Feed]:
    """All feeds of the site."""
    shown = newest(context.catalogue.dated)
    writer = _Atom(context)
    parts = marks(shown)
    yield "feed.xml", key_of("feed.xml", parts), partial(writer.feed, "feed.xml", context.site.name, "index.html", shown)
    yield "feed.json", key_of("feed.json", parts), partial(_json_feed, context, shown)
    for kind in FEEDS:
        for label in context.catalogue.labels[kind]:
            url = label.url.replace("index.html", "feed.xml")
            title = f"{context.site.name}: {label.name}"
            shown = newest(context.catalogue.members[label.url])
            yield url, key_of(url, label.name, marks(shown)), partial(writer.feed, url, title, label.url, shown)


def newest(entries: Sequence[Entry]) -> list[Entry]:
    """The newest articles with a day, newest first."""
    found: list[Entry] = []
    for entry in reversed(entries):
        if entry.date and len(entry.date) >= 10:
            found.append(entry)
            if len(found) == SHOWN:
                break
    return found


class _Atom:
    """RFC 4287. Entries are written once and joined, since most of them stand in several feeds."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._entry = lru_cache(20_000)(self._write_entry)

    def feed(self, url: str, title: str, page: str, shown: Sequence[Entry]) -> bytes:
        site, up = self._context.site, "../" * url.count("/")
        updated = _time(shown[0]) if shown else "1970-01-01T00:00:00Z"
        base = f"{site.url}/" if site.url else up
        return "".join((
            '<?xml version="1.0" encoding="utf-8"?>\n',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(site.language)}',
            f" xml:base={quoteattr(base)}>\n" if base else ">\n",
            f"<id>{_urn(site.url or site.name, url)}</id><title>{escape(title)}</title><updated>{updated}</updated>\n",
            f"<author><name>{escape(site.name)}</name></author>",
            f'<link rel="self" href={quoteattr(url)}/><link href={quoteattr(page)}/>\n',
            *map(self._entry, shown),
            "</feed>\n",
        )).encode("utf-8")  # fmt: skip

    def _write_entry(self, entry: Entry) -> str:
        author = entry.author if entry.author and "author" not in entry.derived else None
        name = author or (entry.source.name if entry.source else self._context.site.name)
        lang = f" xml:lang={quoteattr(entry.language)}" if entry.language else ""
        return (
            f"<entry{lang}><id>{_urn('article', entry.id)}</id><title>{escape(entry.title)}</title>"
            f"<link href={quoteattr(entry.url)}/><updated>{_time(entry)}</updated>"
            f"<author><name>{escape(name)}</name></author>"
            + (f"<summary>{escape(entry.lead)}</summary>" if entry.lead else "")
            + "".join(f"<category term={quoteattr(label.name)}/>" for label in entry.topics)
            + "</entry>\n"
        )


def _json_feed(context: Context, shown: Sequence[Entry]) -> bytes:
    """JSON Feed 1.1."""
    site = context.site
    base = f"{site.url}/" if site.url else ""
    items = [
        {
            "id": _urn("article", entry.id), "url": base + entry.url, "title": entry.title, "language": entry.language,
            "content_text": entry.lead or entry.title, "date_published": _time(entry),
            "tags": [label.name for label in entry.topics],
        }
        for entry in shown
    ]  # fmt: skip
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": site.name, "description": site.description or None,
        "home_page_url": f"{base}index.html", "feed_url": f"{base}feed.json", "language": site.language,
        "items": [{key: value for key, value in item.items() if value} for item in items],
    }  # fmt: skip
    known = {key: value for key, value in feed.items() if value is not None}
    return (json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def escape(text: str) -> str:
    """Text as the content of an element."""
    return saxutils.escape(_NOT_XML.sub("", text))


def quoteattr(text: str) -> str:
    """Text as the value of an attribute, with its quotes."""
    return saxutils.quoteattr(_NOT_XML.sub("", text))


def _time(entry: Entry) -> str:
    """RFC 3339; a date without a time is the beginning of its day, and one without a zone is given as UTC."""
    date = entry.date or ""
    return f"{date}T00:00:00Z" if len(date) == 10 else f"{date}:00Z" if len(date) == 16 else f"{date}Z"


def _urn(*parts: str) -> str:
    """A permanent id that survives a move of the site."""
    return uuid5(NAMESPACE_URL, "arsheef:" + ":".join(parts)).urn
