"""A page of HTML as its visible lines in order and its metadata: what the rules of html.py look at."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import lxml.etree
import lxml.html

from arsheef.errors import InputError
from arsheef.ingest.paragraphs import one_line

LONGEST = 8_000_000
"""Characters of a page that are parsed: a news page has 0.1 million, so the rest of a longer one is no article."""
_MOST_ELEMENTS = 100_000
_HIDDEN = frozenset(
    ("script", "style", "noscript", "template", "svg", "iframe", "select", "option", "textarea", "button", "head")
)
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s",
     "small", "span", "strong", "sub", "sup", "u", "var", "wbr")
)  # fmt: skip
_PARAGRAPHS = frozenset(("p", "br", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "hr"))
"""Blocks that are parts of a text: the block around them is the text."""
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line."""

    text: str
    tag: str
    """Name of the block element that it stands in: p, h1, div, …"""
    marks: str
    """class, id, itemprop and rel of its element, its inline elements and its parent, in lower case."""
    block: int = 0
    """Number of the block that it belongs to with its neighbours: that of its paragraph's parent, else its own."""
    linked: int = 0
    """How many of its characters are links."""


@dataclass(slots=True)
class Page:
    """What a browser shows of a page, and what the page says about itself."""

    tree: lxml.html.HtmlElement
    lines: list[Line] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    """First content by name, property or itemprop in lower case (og:title, article:published_time, datepublished)."""
    title: str = ""
    json_ld: list[dict[str, Any]] = field(default_factory=list)
    """Every object of its JSON-LD that has a type of an article."""
    canonical: str | None = None
    """Its own address as it states it (rel=canonical, og:url); not checked."""
    language: str | None = None
    asks_password: bool = False


def parse_page(source: str) -> Page:
    """The page in ``source``. Raises InputError where that is no HTML."""
    text = _DECLARATION.sub("", source[:LONGEST].replace("\x00", ""))
    try:
        tree = lxml.html.document_fromstring(text)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"the page cannot be read as HTML ({error}); check that the file is a web page") from error
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise InputError(f"the page has more than {_MOST_ELEMENTS} elements; no article page has so many")
    page = Page(tree)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    page.language = language.replace("_", "-").split("-")[0].strip().lower() or None
    _read_metadata(page)
    page.lines = list(_lines(tree))
    return page


def _read_metadata(page: Page) -> None:
    for element in page.tree.iter(*_READERS):
        _READERS[element.tag](page, element)


def _read_meta(page: Page, element: lxml.html.HtmlElement) -> None:
    content = one_line(element.get("content") or "")
    for key in (element.get("property"), element.get("name"), element.get("itemprop")):
        if key and content:
            page.meta.setdefault(key.strip().lower(), content)


def _read_title(page: Page, element: lxml.html.HtmlElement) -> None:
    page.title = page.title or one_line(element.text_content())


def _read_time(page: Page, element: lxml.html.HtmlElement) -> None:
    key, content = element.get("itemprop"), element.get("datetime")
    if content and (key or element.get("pubdate") is not None):
        page.meta.setdefault((key or "datepublished").strip().lower(), one_line(content))


def _read_span(page: Page, element: lxml.html.HtmlElement) -> None:
    key, content = element.get("itemprop"), one_line(element.text or "")
    if key and content:
        page.meta.setdefault(key.strip().lower(), content)


def _read_link(page: Page, element: lxml.html.HtmlElement) -> None:
    if (element.get("rel") or "").lower() == "canonical":
        page.canonical = page.canonical or one_line(element.get("href") or "") or None


def _read_input(page: Page, element: lxml.html.HtmlElement) -> None:
    page.asks_password = page.asks_password or (element.get("type") or "").lower() == "password"


def _read_script(page: Page, element: lxml.html.HtmlElement) -> None:
    if (element.get("type") or "").lower() == "application/ld+json":
        page.json_ld += _articles(element.text or "")


_READERS: dict[str, Callable[[Page, lxml.html.HtmlElement], None]] = {
    "meta": _read_meta, "title": _read_title, "time": _read_time, "span": _read_span, "link": _read_link,
    "input": _read_input, "script": _read_script,
}  # fmt: skip
"""Elements that say something about the page, and who reads them."""


def _articles(text: str) -> list[dict[str, Any]]:
    """The objects of an article type in a JSON-LD text; broken JSON-LD says nothing."""
    try:
        waiting: list[Any] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return []
    found = []
    for _ in range(200):
        if not waiting:
            break
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting += item[:50]
        elif isinstance(item, dict):
            kind = item.get("@type", "")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(str(k).endswith(("Article", "BlogPosting", "Posting")) for k in kinds):
                found.append(item)
            waiting += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]
    return found


def _lines(tree: lxml.html.HtmlElement) -> Iterator[Line]:
    """Visible lines in document order; a block element or <br> starts a new one. Iterative: depth costs nothing."""
    collected = _Collected()
    links = 0
    blocks: list[lxml.html.HtmlElement] = [tree]
    hidden = 0
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag
        block = isinstance(tag, str) and tag not in _INLINE
        if block and not hidden and (line := collected.line(blocks[-1])):
            yield line
        if event == "start":
            hidden += hidden > 0 or _is_hidden(element, tag)
            links += tag == "a"
            if block:
                blocks.append(element)
            if not hidden:
                collected.start(element, block=block, linked=links > 0)
            continue
        links -= event == "end" and tag == "a"
        hidden -= event == "end" and hidden > 0
        if event == "end" and block and len(blocks) > 1:
            blocks.pop()
        if element.tail and not hidden:
            collected.add(element.tail, linked=links > 0)
    if line := collected.line(blocks[-1]):
        yield line


class _Collected:
    """The pieces of the line that is being read, and the marks of its inline elements."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.marks: list[str] = []
        self.linked = 0
        self.blocks: dict[lxml.html.HtmlElement, int] = {}

    def add(self, text: str, *, linked: bool) -> None:
        """Takes a piece of text."""
        self.pieces.append(text)
        self.linked += linked and len(" ".join(text.split()))

    def start(self, element: lxml.html.HtmlElement, *, block: bool, linked: bool) -> None:
        """Takes the text at the start of an element; <span>name</span><span>date</span> are two things to a reader."""
        if not block:
            self.marks.append(_marks(element))
            before = element.getprevious()
            if before is not None and before.tag == element.tag and not before.tail:
                self.pieces.append(" ")
        if element.text:
            self.add(element.text, linked=linked)

    def line(self, block: lxml.html.HtmlElement) -> Line | None:
        """The line collected so far, which stands in ``block``; empties the collection."""
        text = one_line("".join(self.pieces)) if self.pieces else ""
        inline, linked = " ".join(self.marks), self.linked
        self.pieces.clear()
        self.marks.clear()
        self.linked = 0
        if not text:
            return None
        parent = block.getparent()
        around = f"{_marks(block)} {_marks(parent) if parent is not None else ''}"
        holder = parent if parent is not None and block.tag in _PARAGRAPHS else block
        number = self.blocks.setdefault(holder, len(self.blocks) + 1)
        return Line(text, str(block.tag), f"{inline} {around}".lower(), number, linked)


def _marks(element: lxml.html.HtmlElement) -> str:
    return " ".join(filter(None, (element.get(name) for name in ("class", "id", "itemprop", "rel"))))


def _is_hidden(element: lxml.html.HtmlElement, tag: str) -> bool:
    return tag in _HIDDEN or _INVISIBLE.search(element.get("style") or "") is not None


def names_in(value: object) -> list[str]:
    """Names in a JSON-LD value: a text, an object with a name, or a list of either."""
    values = value if isinstance(value, list) else [value]
    return [name for item in values if (name := text_in(item.get("name") if isinstance(item, dict) else item))]


def text_in(value: object) -> str | None:
    """A JSON-LD value as one line of text; None where it is not text."""
    return one_line(value) or None if isinstance(value, str) else None
