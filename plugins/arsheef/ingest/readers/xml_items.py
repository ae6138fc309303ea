"""The items of an XML file, cut out of its bytes one after another: <item> of RSS and WordPress, <entry> of Atom.

A parser for the whole file would stop at its first fault and keep what it has read; cut like this, a broken item costs only
itself, each item is decoded by its own bytes, and memory holds one item. A DTD is refused before anything is parsed.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BufferedIOBase

from arsheef.errors import InputError
from arsheef.ingest.encoding import decode
from arsheef.ingest.readers.source import HEAD, LONGEST, Input, too_long
from arsheef.ingest.readers.window import Window

_LEADING = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{2,40})["']""")
_DOCTYPE = re.compile(rb"<!DOCTYPE\b[^\[>]{0,500}+([\[>])", re.IGNORECASE)
_PLAIN_DOCTYPE = re.compile(rb'<!DOCTYPE\s+rss\s+PUBLIC\s+"-//[^"]{1,200}"', re.IGNORECASE)
"""What RSS 0.91 had: a name of the format and no declaration. It is never fetched."""
_ROOT = re.compile(rb"""<((?:[\w.-]{1,40}:)?(?:rss|feed|rdf))(?=[\s>])(?>[^<>"']+|"[^"]*"|'[^']*')*+>""", re.IGNORECASE)
_OPEN = re.compile(rb"<((?:[\w.-]{1,40}:)?(?:item|entry))(?=[\s>])")
_SECTIONS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
_LONGEST_TAG = 128
_AMPERSAND = re.compile(r"<!\[CDATA\[(?s:.)*?\]\]>|&#(?:\d{1,7}|x[\da-fA-F]{1,6});|&(?:([A-Za-z][A-Za-z0-9]{1,30});)?")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))


@dataclass(frozen=True, slots=True)
class Item:
    """One item; ``reason`` says why it has no text."""

    number: int
    """From 1, in the order of the file."""
    raw: bytes
    text: str = ""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the first item."""

    root: str
    """The start tag of the file's element, with its namespaces."""
    name: str
    """Name of that element: rss, feed, rdf:RDF."""
    channel: str
    """The rest, up to the first item or for HEAD bytes: title, address and language of the outlet."""


def root_name(head: bytes) -> str | None:
    """Local name of an XML file's element in lower case (rss | feed | rdf); None where it is none of these."""
    start = _LEADING.match(head)
    at = start.end() if start else 0
    declares = head[at : at + 9].lower() == b"<!doctype"  # the element comes wherever the declarations end
    found = _ROOT.search(head, at) if declares else _ROOT.match(head, at)
    return found[1].rpartition(b":")[2].decode("ascii", "replace").lower() if found else None


def read_opening(given: Input) -> Opening:
    """Raises InputError for a file with a DTD, since its entities could expand without end or read other files."""
    start = _LEADING.match(given.head)
    at = start.end() if start else 0
    doctype = _DOCTYPE.match(given.head, at)
    if doctype or given.head[at : at + 9].lower() == b"<!doctype":
        if not doctype or doctype[1] == b"[" or not _PLAIN_DOCTYPE.match(given.head, at):
            raise InputError("it has a DTD (an entity bomb?), which no feed needs; remove the <!DOCTYPE …> and give it again")
        at = doctype.end()
    root = _ROOT.search(given.head, at)
    if root is None:
        raise InputError(f"no start of a feed in its first {HEAD >> 10} kB; check the file")
    first = _OPEN.search(given.head, root.end())
    channel = given.head[root.end() : first.start() if first else len(given.head)]
    declared = _declared(given.head)
    name = root[1].decode("ascii", "replace")
    return Opening(as_xml(root[0], declared), name, as_xml(channel, declared))


def read_items(given: Input) -> Iterator[Item]:
    """Every item in order; one that is cut off, too long or cannot be decoded has a reason instead of a text."""
    declared = _declared(given.head)
    for number, (raw, reason) in enumerate(_cut(given.stream), 1):
        if reason:
            yield Item(number, raw, reason=reason)
            continue
        try:
            yield Item(number, raw, as_xml(raw, declared))
        except InputError as error:
            yield Item(number, raw, reason=str(error))


def as_xml(raw: bytes, declared: str | None) -> str:
    """Decoded text without the characters that XML forbids, HTML's named characters as themselves.

    Raises InputError where the bytes are in no encoding that is known.
    """
    text = _NOT_XML.sub("", decode(raw, declared).text)
    return _AMPERSAND.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    """What an ampersand stands for: a character, one of XML's own names, or itself (R&D, &bomb;)."""
    name = match[1]
    if match[0].startswith("<") or name in _OF_XML or match[0].startswith("&#"):
        return match[0]
    return html.entities.html5.get(f"{name};") or f"&amp;{match[0][1:]}"


def _declared(head: bytes) -> str | None:
    found = _ENCODING.search(head[:1024])
    return found[1].decode("ascii") if found else None


def _cut(stream: BufferedIOBase) -> Iterator[tuple[bytes, str | None]]:
    """(bytes of an item, None), or (b"", why it could not be cut out)."""
    window = _Window(stream)
    while (tag := window.find_item()) is not None:
        yield window.take(_tokens_of(tag), tag)


@lru_cache(maxsize=16)
def _tokens_of(tag: bytes) -> re.Pattern[bytes]:
    """Where an item of this name may end: its end tag, unless it stands in a CDATA section or a comment."""
    return re.compile(rb"<!\[CDATA\[|<!--|</" + re.escape(tag) + rb"\s*>|<" + re.escape(tag) + rb"(?=[\s>])")


class _Window(Window):
    """The part of the stream in which an item is looked for."""

    def find_item(self) -> bytes | None:
        """Moves to the next start tag of an item and gives its name; None at the end of the stream."""
        while not (found := _OPEN.search(self._data)):
            self._data = self._data[-_LONGEST_TAG:]
            if not self._grow():
                return None
        self._data = self._data[found.start() :]
        return found[1]

    def take(self, tokens: re.Pattern[bytes], tag: bytes) -> tuple[bytes, str | None]:
        """The item at the start of the window, with the reason where it has no end that can be trusted."""
        at = 1
        while len(self._data) <= LONGEST:
            found = tokens.search(self._data, at)
            if found is None:
                at = max(at, len(self._data) - _LONGEST_TAG)
            elif found[0] in _SECTIONS:
                closed = self._data.find(_SECTIONS[found[0]], found.end())
                at = found.start() if closed < 0 else closed + 2
                if closed >= 0:
                    continue
            elif found[0].startswith(b"</"):
                return self.drop(found.end()), None
            else:
                self.drop(found.start())
                return b"", "a new item begins inside of it: it is cut off or never closed; correct the file"
            if not self._grow():
                break
        return b"", self._give_up(re.compile(rb"</" + re.escape(tag) + rb"\s*>"))

    def _give_up(self, end: re.Pattern[bytes]) -> str:
        """Passes over an item without an end that counts, up to any end tag of its name; gives the reason."""
        long = len(self._data) > LONGEST
        closing = end.search(self._data, 1)
        self.drop(closing.end() if closing else len(self._data))
        if long:
            return too_long("the item")
        if closing:
            return "a CDATA section or comment in it is never closed; correct the file"
        return "cut off before its end: the file is incomplete; get a whole copy of it"
