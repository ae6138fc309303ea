"""Text -> tokens with their places: words of one script, numbers, and single marks of punctuation."""

from __future__ import annotations

import re
from typing import NamedTuple

from arsheef.enrich.lexicon import WORDS, Word, word

_TOKEN = re.compile(r"[\u0621-\u065f\u0670-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefe]+|[^\W\d_]+|\d+|[^\s\w]|\n")
_MARKS = re.compile(r"[\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")


class Token(NamedTuple):
    """One token; ``word.form`` is empty for what is no word."""

    text: str
    start: int
    end: int
    word: Word


def tokenise(text: str) -> list[Token]:
    """All tokens of ``text`` in order."""
    return [Token(token := match[0], *match.span(), WORDS.get(token) or word(token)) for match in _TOKEN.finditer(text)]


def start_without(token: Token, letters: int) -> int:
    """The place in the text after so many ``letters`` of a token and the marks on them."""
    at = 0
    while at < len(token.text) and (letters or _MARKS.match(token.text[at])):
        letters -= not _MARKS.match(token.text[at])
        at += 1
    return token.start + at


def plain(text: str) -> str:
    """``text`` without vowel marks and tatweel, its blanks single."""
    return " ".join(_MARKS.sub("", text).split())
