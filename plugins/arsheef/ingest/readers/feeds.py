"""RSS and Atom: each item by feedparser, which knows their dialects and mends what is not well-formed.

feedparser holds a whole feed in memory; it is given one item at a time, inside the feed's own start tag.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, cast
from urllib.parse import urljoin
from xml.parsers.expat import ExpatError, ParserCreate

from arsheef.article import Record
from arsheef.ingest.readers.source import Input, Rejected, replaced_note
from arsheef.ingest.readers.xml_items import Item, Opening, read_items, read_opening, root_name

_LONGEST_LOOSE = 250_000
"""Characters of an item beyond which one that is not well-formed is not mended: feedparser takes 10 s for a million."""
_GENERIC = re.compile(
    r"(?:rss|feed|atom|آخر الأخبار|أحدث الأخبار|أخبار|الأخبار|الرئيسية|خلاصات?)(?:\s+(?:rss|feed))?", re.IGNORECASE
)
"""What a channel's title says beside the name of the outlet."""
_BETWEEN = re.compile(r"\s+[-–—|:»]+\s+")
_CHANNEL = re.compile(r"<((?:[\w.-]{1,40}:)?channel)\b")


def matches(given: Input) -> bool:
    """An XML file whose element is rss, feed or RDF."""
    return root_name(given.head) is not None


def read(given: Input) -> Iterator[Record | Rejected]:
    """A Record an item. Raises InputError where the file declares a DTD."""
    opening = read_opening(given)
    outlet = _parse(opening.root + opening.channel, opening.name).get("feed", {})
    found = False
    for item in read_items(given):
        found = True
        yield _to_record(given, item, opening, outlet)
    if not found:
        yield Rejected(given.path, 1, "a feed without an item; nothing to keep")


def _to_record(given: Input, item: Item, opening: Opening, outlet: Mapping[str, Any]) -> Record | Rejected:
    if item.reason:
        return Rejected(given.path, item.number, item.reason)
    start = opening.root + _channel(opening)
    if len(item.text) > _LONGEST_LOOSE and not _is_well_formed(start, item.text, opening.name):
        return Rejected(given.path, item.number, "a long item that is not well-formed XML; correct it")
    entries = _parse(start + item.text, opening.name).get("entries")
    if not entries:
        return Rejected(given.path, item.number, "not an item that can be read; correct its tags")
    fields = _fields(entries[0], outlet)
    if "fragment" not in fields:
        return Rejected(given.path, item.number, "no text in the item; give the pages that it links to")
    digest = hashlib.sha256(item.raw).hexdigest()
    return Record(given.path, item.number, "application/rss+xml", fields, digest, replaced_note(item.text))


def _parse(markup: str, name: str) -> Mapping[str, Any]:
    """What feedparser makes of the start of a feed; it is never given a name or an address that it could open."""
    import feedparser

    data = f"{markup}{_closing(markup)}</{name}>".encode()
    headers = {"content-type": "application/xml; charset=utf-8"}
    found = feedparser.parse(BytesIO(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
    return cast(Mapping[str, Any], found)


def _is_well_formed(start: str, item: str, name: str) -> bool:
    try:
        ParserCreate(namespace_separator=" ").Parse(f"{start}{item}{_closing(start)}</{name}>", True)
    except ExpatError:
        return False
    return True


def _closing(markup: str) -> str:
    """The end tag of the channel, where it is still open."""
    channel = _CHANNEL.search(markup)
    return f"</{channel[1]}>" if channel and f"</{channel[1]}>" not in markup else ""


def _channel(opening: Opening) -> str:
    """The start tag that items stand in: RSS 0.9x and 2.0 have a channel around them, RSS 1.0 and Atom have not."""
    return "<channel>" if opening.name.lower() == "rss" else ""


def _fields(entry: Mapping[str, Any], outlet: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a Record, as the item states them."""
    bodies = [part.get("value", "") for part in (*entry.get("content", ()), entry.get("summary_detail", {}))]
    tags = [term for tag in entry.get("tags", ()) if (term := tag.get("term"))]
    origin = entry.get("source", {}).get("title") or entry.get("publisher") or outlet.get("publisher")
    given = {
        "title": entry.get("title"),
        "fragment": max(bodies, key=len, default=""),
        "date": entry.get("published") or entry.get("created") or entry.get("updated"),
        "url": _address(entry.get("link", ""), outlet.get("link", "")),
        "author": "؛ ".join(dict.fromkeys(map(_name, entry.get("authors", ())))) or entry.get("author"),
        "source": origin or _outlet_name(outlet.get("title", "")),
        "language": entry.get("language") or outlet.get("language"),
        "section": tags[0] if tags else None,
        "tags": "; ".join(tags[1:]),
    }
    return {name: value for name, value in given.items() if value and value.strip()}


def _name(author: Mapping[str, str]) -> str:
    """The name of an author; an address is none."""
    name = author.get("name", "")
    return "" if "@" in name else name.strip()


def _address(link: str, base: str) -> str:
    try:
        return urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:  # a broken address; what is wrong with it is said where addresses are judged
        return link


def _outlet_name(title: str) -> str:
    """The part of a channel's title that names the outlet («صوت الجبل - RSS»)."""
    parts = [part for part in _BETWEEN.split(title) if part.strip() and not _GENERIC.fullmatch(part.strip())]
    return parts[0].strip() if parts else title
