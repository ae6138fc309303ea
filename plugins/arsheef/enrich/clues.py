"""What a single token says of the names around it: kept for each spelling, so that most tokens are passed over at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from arsheef.arabic.analysis import CACHE_LIMIT, CACHED_LENGTH
from arsheef.enrich.lexicon import NONE, Word, lexicon
from arsheef.enrich.organisations import QUOTES, lists
from arsheef.enrich.persons import ARABIC_PARTICLES, SON_WORDS, known_people
from arsheef.enrich.places import gazetteer
from arsheef.enrich.tokens import Token

UNSEEN = -1
WORD, BEGINS, ANNOUNCES, SON, QUOTE, SPORT = 1, 2, 4, 8, 16, 32
"""A word; a name may begin with it; the next word may be a name (شركة، مدينة); بن; an opening quote; a word of sport."""

_clues: dict[str, int] = {}


def clues_of(tokens: Sequence[Token]) -> list[int]:
    """For each token the sum of the constants above that hold for it."""
    found = [_clues.get(token.text, UNSEEN) for token in tokens]
    for at, token in enumerate(tokens):
        if found[at] == UNSEEN:
            found[at] = _clue(token)
    return found


def _clue(token: Token) -> int:
    found = _clues.get(token.text)
    if found is None:
        found = _judge(token.text, token.word)
        if len(token.text) <= CACHED_LENGTH:
            if len(_clues) >= CACHE_LIMIT // 5:
                _clues.clear()
            _clues[token.text] = found
    return found


def _judge(text: str, word: Word) -> int:
    if not word.form:
        return QUOTE if text in QUOTES else 0
    forms = [form for _, form in word.cuts]
    begins = word.part != NONE or not _beginnings().isdisjoint(forms)
    announces = not _announcing().isdisjoint(forms)
    return (
        WORD
        | (BEGINS if begins else 0)
        | (ANNOUNCES if announces else 0)
        | (SON if word.form in SON_WORDS else 0)
        | (SPORT if word.form in lists().sport else 0)
    )


@cache
def _beginnings() -> frozenset[str]:
    table = lists()
    single = (table.heads, table.defined, table.clubs, table.media, table.agencies, ARABIC_PARTICLES)
    multiple = (table.known, gazetteer()[0], known_people())
    return frozenset().union(*single, *(names.beginnings for names in multiple))


@cache
def _announcing() -> frozenset[str]:
    return lists().owners | lexicon().place_heads | lists().goods
