"""The bytes of an HTML page in; what it refers to, the anchors it offers and what it must not contain out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

ASSETS = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "video": ("src", "poster"),
    "audio": ("src",), "track": ("src",), "embed": ("src",), "iframe": ("src",), "object": ("data",), "use": ("href",),
    "image": ("href",), "input": ("src",),
}  # fmt: skip
"""Attributes that a browser loads by itself, by element."""
LINKS = {"a": ("href",), "area": ("href",), "form": ("action",), "button": ("formaction",)}
"""Attributes that a reader follows."""
LOADED_RELS = frozenset(("stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "prefetch", "manifest"))
"""<link rel>: of these the target is loaded; of others (canonical, alternate, license) it is only named."""
CSP = "content-security-policy"


@dataclass(frozen=True, slots=True)
class Reference:
    """An address as it stands in the page."""

    address: str
    loaded: bool
    """Whether the browser loads it by itself (script, style, picture), rather than the reader by a click."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a check of links needs to know of a page."""

    references: tuple[Reference, ...]
    anchors: frozenset[str]
    faults: tuple[str, ...]
    """What the page has and must not have, or lacks and must have: one clause each."""


def read_page(data: bytes) -> Page:
    """Reads a page as a browser would: broken markup is repaired, never an error. An empty page has only faults."""
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.ParserError:  # no element at all in it
        return Page((), frozenset(), ("the page is empty",))
    references: list[Reference] = []
    anchors: set[str] = set()
    faults: dict[str, None] = {}
    policy = None
    for element in root.iter(etree.Element):
        references.extend(_references(element))
        anchors.update(value for name in ("id", "name") if (value := element.get(name)))
        faults.update(dict.fromkeys(_faults(element)))
        if element.tag == "meta" and element.get("http-equiv", "").lower() == CSP:
            policy = element.get("content", "")
    if policy is None:
        faults["it has no Content-Security-Policy"] = None
    elif "'unsafe-inline'" in policy:
        faults["its Content-Security-Policy allows inline scripts or styles"] = None
    return Page(tuple(references), frozenset(anchors), tuple(faults))


def _references(element: Any) -> Iterator[Reference]:
    tag = element.tag
    for name in ASSETS.get(tag, ()):
        value = element.get(name) or element.get(f"xlink:{name}") or ""
        for part in value.split(",") if name == "srcset" else (value,):
            if part.strip():
                yield Reference(part.split()[0] if name == "srcset" else part.strip(), True)
    for name in LINKS.get(tag, ()):
        if (value := element.get(name)) is not None:
            yield Reference(value.strip(), False)
    if tag == "link" and (value := element.get("href")) is not None:
        yield Reference(value.strip(), not LOADED_RELS.isdisjoint(element.get("rel", "").lower().split()))


def _faults(element: Any) -> Iterator[str]:
    tag = element.tag
    if tag == "script" and element.get("src") is None and _runs(element.get("type", "")):
        yield "it has an inline script"
    if tag == "style":
        yield "it has an inline style sheet"
    if tag == "base":
        yield "it has a <base>, which moves every relative link"
    for name, value in element.attrib.items():
        if name == "style":
            yield f"<{tag}> has a style attribute"
        elif name.startswith("on") and name.isalpha():
            yield f"<{tag}> has the inline script {name}"
        elif name in ("href", "src", "action") and re.match(r"\s*(javascript|vbscript):", value, re.IGNORECASE):
            yield f"<{tag}> has a link that runs a script"


def _runs(type_: str) -> bool:
    """Whether a browser runs a script of this type; others (application/ld+json) are data."""
    return type_.strip().lower() in ("", "module", "importmap", "speculationrules") or "javascript" in type_.lower()
