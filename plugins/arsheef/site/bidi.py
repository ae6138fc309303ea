"""Text in, HTML out, with what would be shown in the wrong order inside right-to-left text wrapped in <bdi>."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_INSIDE = rf"(?:[{_LETTER}0-9 .,:'’/@#_+\-]|&amp;|&\#39;)"
_NUMBER = r"[0-9]+(?:[.,:/][0-9]+)*"
_TOKEN = re.compile(
    rf"""[<&{_LETTER}0-9+\-−](?:                             # one set of first letters: the search skips all others
      (?<=<)[^>]*>                                          # a tag: left alone
    | (?<=&)\#?\w+;                                         # an entity: left alone
    | (?<=[{_LETTER}])(?P<latin>(?:{_INSIDE}*[{_LETTER}0-9+\#])?) # words and what is between
    | (?<=[0-9])(?<![0-9–−-][0-9])(?<![0-9][.,:/][0-9])(?P<mixed>              # 5G, 28xy; from the first digit on
        [0-9]*(?:[.,:/][0-9]+)*[{_LETTER}](?:{_INSIDE}*[{_LETTER}0-9+\#])?)
    | (?P<range>                                            # 2-1, 2024-02-28; not from the middle of a number
        (?<=[0-9])(?<!\w[0-9])(?<![0-9][.,:/][0-9])[0-9]*(?:[.,:/][0-9]+)*(?:\s?[-–−]\s?{_NUMBER})+%?(?!\w)
        | (?<=[+\-−])(?<![\w.,:/)][+\-−]){_NUMBER}%?)       # -3, +5
    )""",
    re.VERBOSE,
)
"""In Arabic text 0-9 behave as Arabic numbers (UAX 9, W2), between which a hyphen is neutral: 2-1 is shown as 1-2.
Comma, point, colon or slash between digits belong to the number (W4), and ٢-١ is read from the right: left alone."""


def isolate(text: str) -> Markup:
    """``text`` escaped (Markup: as it is), with Latin runs in <bdi> and ranges, scores and signs in <bdi dir=ltr>."""
    return _remembered(text) if type(text) is str and len(text) <= SHORT else _isolate(text)


def _isolate(text: str) -> Markup:
    return Markup(_TOKEN.sub(_wrap, escape(text)))


SHORT = 120
"""Characters of what is remembered: names stand on many pages, headlines on several."""
_remembered = lru_cache(20_000)(_isolate)


def _wrap(found: re.Match[str]) -> str:
    if found["latin"] is not None or found["mixed"] is not None:
        return f"<bdi>{found[0]}</bdi>"
    return f'<bdi dir="ltr">{found[0]}</bdi>' if found["range"] is not None else found[0]
