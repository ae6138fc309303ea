"""Rules, bases, plurals and synonyms as the browser gets them: one JSON text, as small as it can be."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from arsheef.arabic.analysis import fold
from arsheef.arabic.rules import KINDS, read_bases, read_plurals, read_rules, read_synonyms


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
    latin = {ord(letter): chr((97 if i < 26 else 65 - 26) + i) for i, letter in enumerate(alphabet)}
    lists = {name: {"letters": alphabet, "words": words.translate(latin)} for name, words in packed.items()}
    return json.dumps({"format": rules.format, **levels, **lists}, ensure_ascii=False, separators=(",", ":"))
