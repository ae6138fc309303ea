"""Words typed with the keyboard set to the other language: "hgvzds" is what the keys of «الرئيس» write in Latin letters.

keyboard.json holds the layouts and the examples; theme/static/search/keyboard.js reads the same bytes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from arsheef.arabic.analysis import forms

KEYBOARD_FILE = Path(__file__).with_name("keyboard.json")
LEAST = 3
"""Letters of the shortest piece of a query that is taken for another layout."""
_BLANKS = re.compile("([ \t\r\n\u00a0\u3000]+)")
_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩"


@cache
def read_keyboard() -> dict[str, Any]:
    """{"latin": {layout: a letter a key, a blank between the rows without and with shift}, "arabic": the same keys}"""
    table: dict[str, Any] = json.loads(KEYBOARD_FILE.read_text("utf-8"))
    return table


def keyboard_bundle() -> str:
    """What the browser gets: the layouts, as JSON."""
    table = read_keyboard()
    return json.dumps({key: table[key] for key in ("latin", "arabic")}, ensure_ascii=False, separators=(",", ":"))


@cache
def _layouts() -> tuple[Mapping[str, str], ...]:
    """Letter typed -> letters meant, for each way that keys can be mistaken, likeliest first."""
    table = read_keyboard()
    arabic = table["arabic"].split(" ")
    to_arabic, to_latin = [], []
    for keys in table["latin"].values():
        latin = keys.replace(" ", "")
        to_arabic.append(dict(zip(latin, arabic, strict=True)))
        back: dict[str, str] = {}
        for key, letters in zip(latin, arabic, strict=True):
            back.setdefault(letters, key.lower())
        to_latin += [back, {letters: key for letters, key in back.items() if len(letters) == 1}]
    return (*to_arabic, *to_latin)


def retype(query: str, unknown: Collection[str]) -> list[str]:
    """A query with the pieces that have unknown forms only retyped, for each layout that knows all their letters, likeliest
    first. Pieces stand between blanks, since the keys of letters write signs too; one of them has LEAST letters."""
    pieces = _BLANKS.split(query)
    wrong = {piece for piece in pieces if (forms_ := forms(piece)) and set(forms_) <= set(unknown)}
    if not any(len(piece) >= LEAST for piece in wrong):
        return []

    def read(layout: Mapping[str, str], capitals: bool) -> str | None:
        made = [_word(piece, layout, capitals) if piece in wrong else piece for piece in pieces]
        return None if None in made else "".join(piece for piece in made if piece is not None)

    return [made for made in dict.fromkeys(_each(read)) if made != query]


def _each(read: Callable[[Mapping[str, str], bool], str | None]) -> Iterator[str]:
    """Each layout; what is typed in capitals alone is first read as typed with caps lock."""
    for layout in _layouts():
        for capitals in (True, False):
            if made := read(layout, capitals):
                yield made


def _word(text: str, layout: Mapping[str, str], capitals: bool) -> str | None:
    """The word that a piece means; None where its keys write signs, too: single letters between signs are in any archive."""
    made = _type(text, layout, capitals)
    return made if made and all(unicodedata.category(letter)[0] in "LMN" for letter in made) else None


def _type(text: str, layout: Mapping[str, str], capitals: bool) -> str | None:
    """Key by key; two letters that one key writes go before one. Digits stay. None where a letter has no key."""
    if capitals and text.isupper():
        text = text.lower()
    made, at = "", 0
    while at < len(text):
        step = 2 if text[at : at + 2] in layout and at + 1 < len(text) else 1
        piece = text[at : at + step]
        key = layout.get(piece, piece if piece in _DIGITS else None)
        if key is None:
            return None
        made += key
        at += step
    return made
