"""Rules, bases, plurals and synonyms as the browser gets them: one JSON text, as small as it can be."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable, Iterator
from functools import cache

from arsheef.arabic.analysis import fold
from arsheef.arabic.rules import KINDS, read_bases, read_plurals, read_rules, read_synonyms

LATIN = string.ascii_letters


def pack(words: Iterable[str]) -> str:
    """Sorted words as one text: each as the number of letters it shares with the one before, then its rest.

    Front coding halves the list on the wire. Words are of letters only, so that digits can stand between them.
    """
    packed, before = [], ""
    for word in words:
        shared = 0
        while shared < min(len(before), len(word), 9) and before[shared] == word[shared]:
            shared += 1
        packed.append(f"{shared}{word[shared:]}")
        before = word
    return "".join(packed)


def in_latin(packed: str, alphabet: str) -> dict[str, str]:
    """Packed words whose n-th letter of an alphabet of 52 letters at most is written as the n-th of a-zA-Z."""
    return {"letters": alphabet, "words": packed.translate({ord(letter): LATIN[n] for n, letter in enumerate(alphabet)})}


def unpack(words: dict[str, str]) -> Iterator[str]:
    """The words of ``in_latin(pack(words), alphabet)``."""
    before = ""
    for shared, rest in re.findall("([0-9])([a-zA-Z]*)", words["words"]):
        before = before[: int(shared)] + "".join(words["letters"][LATIN.index(letter)] for letter in rest)
        yield before


@cache
def browser_bundle() -> str:
    """What the browser needs, as compact JSON, the same bytes for the same table: rules without prose, and the lists.

    ``bases`` holds ``letters``, an alphabet, and ``words``: packed, its n-th letter written as the n-th of a-zA-Z,
    which costs 8.5 kB on the wire instead of 10. ``plurals`` is the same of singulars and plurals by turns, all of which are
    bases too and left out of the other list. ``synonyms`` are the same of words as written, group after group with | between.
    """
    rules = read_rules()
    levels = {
        level: [{"op": operation.op, **operation.fields} for operation in rules.level(level)] for level in KINDS
    }
    plurals = [fold(word) for plural, singular in sorted(read_plurals(), key=lambda pair: (pair[1], pair[0]))
               for word in (singular, plural)]  # fmt: skip
    others = {word for operation in rules.level("class") if operation.op in ("protect", "base")
              for word in operation.fields["words"].split()}  # fmt: skip
    groups = read_synonyms()
    loans = {fold(word) for group in groups for word in group}
    bases = sorted(set(read_bases()).difference(plurals, others, loans))
    packed = {"bases": pack(bases), "plurals": pack(plurals), "synonyms": "|".join(map(pack, groups))}
    alphabet = "".join(sorted(set("".join(packed.values())).difference("0123456789|")))
    lists = {name: in_latin(words, alphabet) for name, words in packed.items()}
    return json.dumps({"format": rules.format, **levels, **lists}, ensure_ascii=False, separators=(",", ":"))
