"""The date words of dates.json as lookup tables and as pieces of regular expressions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib.resources import files

from arsheef.ingest.dates_fold import fold_word

_RAW = json.loads(files("arsheef.ingest").joinpath("dates.json").read_text(encoding="utf-8"))
LETTER = "a-z\u0621-\u063a\u0641-\u064a\u0671-\u06d3"
"""Letters of a folded text, for use inside a character class."""


def _table(name: str) -> dict[str, int]:
    """Folded word -> number for one table of the file."""
    return {fold_word(word): int(number) for number, words in _RAW[name].items() for word in words}


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, the longest first; a blank in a word matches one or two blanks."""
    return "|".join(re.escape(word).replace(r"\ ", " {1,2}") for word in sorted(words, key=lambda w: (-len(w), w)))


def squeeze(matched: str) -> str:
    """A matched word as the tables write it."""
    return " ".join(matched.rstrip(".").split())


def number_in(matched: str) -> int:
    """The number that a match of YEAR_IN_WORDS names: the sum of its words."""
    return sum(YEAR_WORD[word] if word in YEAR_WORD else YEAR_WORD[word[1:]] for word in matched.split())


GREGORIAN = _table("gregorian")
HIJRI = _table("hijri")
WEEKDAY = _table("weekday")
"""Monday is 0, as in datetime."""
DAY = _table("day")
DIRECTION = _table("direction")
RELATIVE_DAY = _table("relative_day")
NUMBER = _table("number")
YEAR_WORD = _table("year_word")
PUBLISHED = tuple(map(fold_word, _RAW["published"]))
CHANGED = tuple(map(fold_word, _RAW["changed"]))
UNIT = {fold_word(word): unit for unit, words in _RAW["unit"].items() for word in words}
PERIOD = {fold_word(word): unit for unit, words in _RAW["period"].items() for word in words}
DUAL_UNIT = frozenset(map(fold_word, _RAW["dual_unit"]))
AGO = tuple(map(fold_word, _RAW["ago"]))
EVENING = frozenset(map(fold_word, _RAW["evening"]))
MORNING = frozenset(map(fold_word, _RAW["morning"]))
NOT_A_WEEKDAY_AFTER = tuple(map(fold_word, _RAW["not_a_weekday_after"]))

MONTH = rf"(?:{alternatives(GREGORIAN | HIJRI)})(?![{LETTER}])(?:(?<!\d)|(?!\d))(?:(?<=[a-z])\.)?"
YEAR_IN_WORDS = (
    rf"(?:{alternatives(w for w, number in YEAR_WORD.items() if number >= 1000)})"
    rf"(?: {{1,2}}و?(?:{alternatives(YEAR_WORD)})(?![{LETTER}])){{0,5}}"
)
"""«ألف وتسعمائة وسبعة وستين»، «ألفين وخمسة عشر»."""
GREGORIAN_MONTH = rf"(?:{alternatives(GREGORIAN)})(?![{LETTER}])(?:(?<=[a-z])\.)?"
