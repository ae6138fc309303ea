"""What single words may be in a name: the lists of this folder, compiled once a process, and a cache of judged words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from arsheef.arabic.analysis import fold, forms, is_stop
from arsheef.enrich.common_words import is_common, is_word
from arsheef.enrich.lists import read_file, read_lists, words

STRONG, WEAK, FAMOUS, FAMILY, PARTICLE, UNKNOWN, NONE = "strong", "weak", "famous", "family", "particle", "unknown", ""
_NISBA = ("", "ه", "ين", "ون", "ان", "تين", "ات", "ا")


Cuts = tuple[tuple[int, str], ...]


class Word(NamedTuple):
    """A token as the finders see it; made once for each spelling."""

    text: str
    """As it is written."""
    form: str
    """Folded; empty for punctuation and numbers."""
    cuts: Cuts
    """(letters cut off, what remains): the whole word first, then without و ف ب ل ك and combinations of them."""
    common: bool
    """A word of the language, as far as we know."""
    listed: bool
    """It stands in the list of words as it is, without affixes."""
    nationality: bool
    stop: bool
    definite: bool
    part: str
    """What it is to a name of a person: one of the constants above."""
    part_cut: int
    """Letters to cut off for it to be that."""
    clues: int
    """What it says of the names around it: the sum of the constants of clues.py that hold for it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists, folded."""

    given: frozenset[str]
    weak: frozenset[str]
    foreign: frozenset[str]
    family: frozenset[str]
    famous: frozenset[str]
    doubtful: frozenset[str]
    particles: frozenset[str]
    honorifics: frozenset[str]
    offices: frozenset[str]
    nationalities: frozenset[str]
    reporting: frozenset[str]
    place_words: frozenset[str]
    place_heads: frozenset[str]
    adjectives: frozenset[str]
    """Definite adjectives that follow a name of a person and do not belong to it."""


@cache
def lexicon() -> Lexicon:
    """The lists of people.txt and commonWORDS.txt."""
    lists = read_lists(read_file("people.txt"))

    def section(name: str) -> frozenset[str]:
        return frozenset(map(fold, words(lists[name])))

    return Lexicon(
        given=section("given") | section("given foreign") | section("doubtful"),
        doubtful=section("doubtful"),
        weak=section("given weak"),
        foreign=section("given foreign"),
        family=section("family") | section("famous"),
        famous=section("famous"),
        particles=section("particles"),
        honorifics=section("honorifics"),
        offices=section("offices"),
        adjectives=section("adjectives"),
        nationalities=frozenset(nisba + end for nisba in section("nationalities") for end in _NISBA),
        reporting=section("reporting"),
        place_words=section("place words"),
        place_heads=section("place heads"),
    )


def key(name: str) -> str:
    """A name without differences of spelling: what two spellings of it have in common."""
    return " ".join(forms(name))


def judge(text: str, clues_of: Callable[[str, Cuts, str], int]) -> Word:
    """The word of a token; ``clues_of`` tells its clues by form, cuts and part, or by the token itself where it is no word."""
    form = fold(text) if text[0].isalpha() else ""
    cuts = tuple(_cuts(form))
    lists = lexicon()
    rests = [rest for _, rest in cuts]
    announcing = not (lists.honorifics.isdisjoint(rests) and lists.offices.isdisjoint(rests))
    common = announcing or is_common(form)
    part, cut = _part(cuts, common)
    national = not lists.nationalities.isdisjoint([rest.removeprefix("ال") for rest in rests])
    clues = clues_of(form or text, cuts, part)
    return Word(text, form, cuts, common, is_word(form), national, is_stop(form), form.startswith("ال"), part, cut, clues)


def _cuts(form: str) -> list[tuple[int, str]]:
    found = [(0, form)]
    at = 0
    if form[:1] in ("و", "ف") and len(form) > 3:
        at = 1
        found.append((1, form[1:]))
    for start in {0, at}:
        rest = form[start:]
        if rest.startswith("لل") and len(rest) > 4:
            found.append((start + 1, "ا" + rest[1:]))
        elif rest[:1] in ("ب", "ل", "ك") and len(rest) > 3:
            found.append((start + 1, rest[1:]))
    return found


def _part(cuts: Cuts, common: bool) -> tuple[str, int]:
    """The part of a name that a word may be, and the letters to be cut off for it."""
    lists = lexicon()
    whole = cuts[0][1]
    if is_stop(whole):
        return NONE, 0
    for cut, form in cuts:
        if cut and (is_word(whole) or is_stop(form)):
            break
        if form in lists.given:
            return (WEAK if form in lists.doubtful else STRONG), cut
        if form in lists.family:
            return (FAMILY if is_word(form) and form not in lists.famous else FAMOUS), cut
        if form in lists.weak and not cut:
            return WEAK, cut
        if form in _STARTERS:
            return PARTICLE, cut
    return (NONE if common or len(whole) < 2 else UNKNOWN), 0


_STARTERS = frozenset(map(fold, "أبو أبي ابن آل أم بن بو".split()))
