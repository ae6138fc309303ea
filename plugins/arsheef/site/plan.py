"""A page before it is made: where it goes, everything it is made from, and how; an unchanged one is never made again.

The rule that makes a sealed build equal a full one, byte for byte: what a page's dataclass holds follows from the parts
of its key. ``tests/test_site_seal.py`` makes pages of archives that differ, and compares those whose keys do not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from arsheef.site.pages import Page
from arsheef.site.parts import Entry

KEY_BYTES = 16
_encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class Plan:
    """One page that the site has."""

    kind: type[Page]
    url: str
    parts: Any
    """All that the page is made from, beside what every page of its kind is made from; None: make it in each build in which
    anything changed. Tuples, lists, texts, numbers, bytes."""
    make: Callable[[], Page]
    listed: bool = True
    """Whether the sitemap names it."""
    request: Callable[[], Any] | None = None
    """Gives what another process needs to make the page (articles.Request), where another one may make it."""


def key_of(*parts: Any) -> bytes:
    """A digest of anything that is made of tuples, lists, dataclasses, texts, numbers and bytes."""
    return hashlib.blake2b(_encode(parts), digest_size=KEY_BYTES).digest()


def marks(entries: Iterable[Entry]) -> list[str]:
    """What tells whether a list of these entries shows the same: content, order, and who is a copy of whom."""
    return [entry.mark for entry in entries]
