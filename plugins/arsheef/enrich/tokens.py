"""Text -> tokens: words of one script, numbers, and single marks of punctuation, each judged once for all its places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from arsheef.enrich.clues import WORDS
from arsheef.enrich.lexicon import Word

_TOKEN = re.compile(r"([\u0621-\u065f\u0670-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefe]+|[^\W\d_]+|\d+|[^\s\w]|\n)")
_MARKS = re.compile(r"[\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and its tokens."""

    parts: list[str]
    """What stands before the first token, that token, what stands between it and the next, ..., what stands after the last."""
    tokens: list[Word]

    def starts(self) -> list[int]:
        """The place in the text of every token, in code points."""
        return list(accumulate(map(len, self.parts)))[:-1:2]

    def written(self, first: int, last: int, cut: int) -> str:
        """What stands from token ``first`` to before ``last``, less ``cut`` letters; without vowel marks, its blanks single."""
        whole = "".join(self.parts[2 * first + 1 : 2 * last])
        return plain(whole[marked(whole, cut) :] if cut else whole)


def tokenise(text: str) -> Reading:
    """All tokens of ``text`` in order."""
    parts = _TOKEN.split(text)
    return Reading(parts, list(map(WORDS.__getitem__, parts[1::2])))


def count_tokens(text: str) -> int:
    """How many tokens ``tokenise`` gives."""
    return len(_TOKEN.findall(text))


def marked(token: str, letters: int) -> int:
    """The place after so many ``letters`` of a token and the marks on them."""
    at = 0
    while at < len(token) and (letters or _MARKS.match(token[at])):
        letters -= not _MARKS.match(token[at])
        at += 1
    return at


def plain(text: str) -> str:
    """``text`` without vowel marks and tatweel, its blanks single."""
    return " ".join(_MARKS.sub("", text).split())
