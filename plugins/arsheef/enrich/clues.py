"""What a single token says of the names around it: kept for each spelling, so that most tokens are passed over at once."""

from __future__ import annotations

from functools import cache

from arsheef.arabic.remembered import Remembered
from arsheef.enrich.lexicon import NONE, Cuts, Word, judge, lexicon
from arsheef.enrich.organisations import QUOTES, found_alone, lists
from arsheef.enrich.persons import ARABIC_PARTICLES, SON_WORDS, known_people
from arsheef.enrich.places import gazetteer

WORD, BEGINS, ANNOUNCES, SON, QUOTE, SPORT = 1, 2, 4, 8, 16, 32
"""A word; a name may begin with it; the next word may be a name (شركة، مدينة); بن; an opening quote; a word of sport."""
PERSON_BEGINS, FOUND_ALONE, PLACE_BEGINS, OWNER, PLACE_HEAD = 64, 128, 256, 512, 1024
"""A person may begin with it; an organisation, whatever stands before it; a place; شركة; مدينة."""


def clues_of(token: str, cuts: Cuts, part: str) -> int:
    """The sum of the constants above that hold for a word, given as its form, or for a ``token`` that is none."""
    if not cuts[0][1]:
        return QUOTE if token in QUOTES else 0
    forms = [form for _, form in cuts]
    if part == NONE and _telling().isdisjoint(forms) and not token.endswith("عبد"):
        return WORD
    table = lists()
    begins = part != NONE or not _beginnings().isdisjoint(forms)
    announces = not _announcing().isdisjoint(forms)
    person = part != NONE or token.endswith("عبد") or not known_people().beginnings.isdisjoint(forms)
    return (
        WORD
        | (BEGINS if begins else 0)
        | (ANNOUNCES if announces else 0)
        | (SON if token in SON_WORDS else 0)
        | (SPORT if token in table.sport else 0)
        | (PERSON_BEGINS if person else 0)
        | (FOUND_ALONE if not found_alone().isdisjoint(forms) else 0)
        | (PLACE_BEGINS if not gazetteer()[0].beginnings.isdisjoint(forms) else 0)
        | (OWNER if not table.owners.isdisjoint(forms) else 0)
        | (PLACE_HEAD if not lexicon().place_heads.isdisjoint(forms) else 0)
    )


@cache
def _beginnings() -> frozenset[str]:
    table = lists()
    single = (table.heads, table.defined, table.clubs, table.media, table.agencies, ARABIC_PARTICLES)
    multiple = (table.known, gazetteer()[0], known_people())
    return frozenset().union(*single, *(names.beginnings for names in multiple))


@cache
def _telling() -> frozenset[str]:
    """Words of which any of the clues may hold."""
    return _beginnings() | _announcing() | SON_WORDS | lists().sport | found_alone()


@cache
def _announcing() -> frozenset[str]:
    return lists().owners | lexicon().place_heads | lists().goods


def _judge(text: str) -> Word:
    return judge(text, clues_of)


WORDS = Remembered(_judge)
"""Tokens judged, by spelling."""
