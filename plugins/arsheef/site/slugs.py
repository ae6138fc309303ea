"""Names in, ASCII folder names out: a slug depends on the name alone, so that no later article moves a page."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable

from unidecode import unidecode

from arsheef.ids import CROCKFORD

SUFFIX, SUFFIX_AFTER_COLLISION, LONGEST = 4, 12, 60
_SILENT = re.compile(r"[`'’\"@]")
_OTHER = re.compile(r"[^a-z0-9]+")


def make_slug(name: str, suffix: int = SUFFIX) -> str:
    """Transliteration and, unless the name can be read back from it, ``suffix`` letters of the name's hash.

    Arabic loses its vowels and half of its letters on the way (حسن and حصن are both hsn). Suffixing only the second of
    two such names would let an article that is added later, or first, move the pages of the other.
    """
    readable = _OTHER.sub("-", _SILENT.sub("", unidecode(name)).lower()).strip("-")[:LONGEST].strip("-")
    if readable and readable.replace("-", " ") == name:
        return readable
    number = int.from_bytes(hashlib.sha256(name.encode("utf-8")).digest()[:8], "big")
    mark = "".join(CROCKFORD[number >> (59 - 5 * i) & 31] for i in range(suffix))
    return f"{readable}-{mark}" if readable else mark


def make_slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug for each name, all different: names whose hashes begin alike both get a longer suffix."""
    by_slug: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_slug[make_slug(name)].append(name)
    return {
        name: slug if len(same) == 1 else make_slug(name, SUFFIX_AFTER_COLLISION)
        for slug, same in by_slug.items()
        for name in same
    }


def is_long(url: str) -> bool:
    """Whether the slug in a label's address may have the longer suffix, which another name brings and takes away."""
    return len(url.rsplit("/", 2)[1].rpartition("-")[2]) == SUFFIX_AFTER_COLLISION
