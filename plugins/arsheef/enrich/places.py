"""Places: names of the gazetteer, where what stands around them does not say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from arsheef.enrich.lexicon import NONE, UNKNOWN, Word, key, lexicon
from arsheef.enrich.lists import read_file
from arsheef.enrich.spans import PLACE, NameTable, Span

SHORT = 7
"""Letters under which a word that no list has is not cut to find a place in it."""
_PRAYER = frozenset(("صلاه", "اذان", "صلاتي"))


@cache
def gazetteer() -> tuple[NameTable, frozenset[str], frozenset[str]]:
    """All names of places; those shown that are words too; those of smaller cities."""
    lines = [line for line in read_file("places.txt").splitlines() if line[0] != "#"]
    weak, small = (frozenset(line[1:].split("|")[0] for line in lines if line[0] == mark) for mark in "?~")
    return NameTable(line.lstrip("?~").split("|") for line in lines), weak, small


def place_at(tokens: Sequence[Word], at: int) -> Span | None:
    """The place that begins at token ``at``, or None."""
    table, weak, small = gazetteer()
    found = table.find(tokens, at)
    word = tokens[at]
    if found is None:
        return _announced(tokens, at)
    end, cut, shown = found
    short = shown in small and len(word.form) < SHORT
    if cut and end == at + 1 and (word.listed or short or word.form[cut - 1] == "ك"):
        return None
    if shown in weak and ((cut and word.common) or not _asked_for(tokens, at, cut)):
        return None
    if _is_adjective(tokens, at, cut):
        return None
    return Span(at, end, cut, PLACE, shown not in small, shown)


def _announced(tokens: Sequence[Word], at: int) -> Span | None:
    """«بلدة طلوزة»: a name that no list has, after a word for a kind of place."""
    word = tokens[at]
    if at == 0 or word.nationality or word.part_cut or word.part not in (UNKNOWN, NONE) or word.stop:
        return None
    if word.form in lexicon().honorifics or word.form[2:] in lexicon().honorifics:
        return None
    head = any(form in lexicon().place_heads for _, form in tokens[at - 1].cuts)
    if head and (word.part == UNKNOWN or (word.definite and not word.listed and word.form[2:] not in lexicon().given)):
        return Span(at, at + 1, 0, PLACE, False)
    return None


def _is_adjective(tokens: Sequence[Word], at: int, cut: int) -> bool:
    """«العائلة المالكة السعودية», «صلاة المغرب»: the word is no place there."""
    if cut or at == 0:
        return False
    form, previous = tokens[at].form, tokens[at - 1]
    if form == "السعوديه":
        return previous.definite and not previous.stop and key(tokens[at - 1].text) not in gazetteer()[0]
    return form == "المغرب" and previous.form in _PRAYER


def _asked_for(tokens: Sequence[Word], at: int, cut: int) -> bool:
    """Whether a word before asks for a place: في، مدينة، ب."""
    if cut:
        return tokens[at].form[0] == "ب"
    return at > 0 and any(form in lexicon().place_words for _, form in tokens[at - 1].cuts)
