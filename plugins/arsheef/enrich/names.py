"""Names in running text: all mentions of places, people and organisations, with their places in the text.

    text -> tokens -> at each token: known organisation, person, place -> second pass: parts of names found before
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from arsheef.enrich.clues import (
    ANNOUNCES,
    BEGINS,
    FOUND_ALONE,
    OWNER,
    PERSON_BEGINS,
    PLACE_BEGINS,
    PLACE_HEAD,
    QUOTE,
    SON,
    SPORT,
    WORD,
)
from arsheef.enrich.lexicon import FAMILY, NONE, STRONG, UNKNOWN, WEAK, Word
from arsheef.enrich.organisations import SPORT_WORDS, lists, organisation_at, short_forms
from arsheef.enrich.persons import person_at
from arsheef.enrich.places import place_at
from arsheef.enrich.spans import ORGANISATION, PERSON, PLACE, Span
from arsheef.enrich.tokens import Reading, marked, plain, tokenise

__all__ = ["ORGANISATION", "PERSON", "PLACE", "Name", "find_names"]


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a name."""

    text: str
    """As it is written, without proclitics, vowel marks and tatweel."""
    kind: str
    """place | person | organisation"""
    start: int
    """Offsets into the original text, in code points."""
    end: int
    sure: bool
    """Known by name or mentioned with a title, so that one mention is enough for a facet."""
    full: str
    """The name that this mention is short for, or the usual spelling; else ``text``."""


def find_names(text: str) -> list[Name]:
    """All mentions of names in ``text``, in order; none overlaps another."""
    reading = tokenise(text)
    return names_of(reading, spans_among(reading.tokens))


def names_of(reading: Reading, spans: Sequence[Span]) -> list[Name]:
    """The names that ``spans`` of a text are."""
    starts = reading.starts()
    return [_name(reading.tokens, span, starts) for span in spans]


def spans_among(tokens: Sequence[Word]) -> list[Span]:
    """The same as spans of the tokens of a text."""
    spans = _spans(tokens)
    spans = _with_parts(tokens, spans, _parts_of_people(tokens, spans))
    return _with_short_forms(tokens, spans, short_forms(tokens, spans))


def _spans(tokens: Sequence[Word]) -> list[Span]:
    clues = [token.clues for token in tokens]
    sport = sum(clue & SPORT for clue in clues) >= SPORT * SPORT_WORDS
    things = lists().things
    spans: list[Span] = []
    end = 0
    for at, clue, before in _candidates(clues):
        if at < end:
            continue
        found = clue & FOUND_ALONE or before & OWNER
        span = organisation_at(tokens, at, sport=sport) if found else None
        if span is None or not span.sure:
            person = person_at(tokens, at, after_person=_ends_person(spans, at)) if clue & PERSON_BEGINS else None
            place = place_at(tokens, at) if clue & PLACE_BEGINS or before & PLACE_HEAD else None
            span = _longer(span, _better(person, place))
        if span is None:
            continue
        if span.kind != PERSON or not _thing_before(tokens, span.first, things):
            spans.append(span)
        end = span.last
    return spans


def _candidates(clues: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Tokens at which a name may begin, by themselves or by what stands beside them: (token, its clues, those before it)."""
    before = further = 0
    for at, (here, following) in enumerate(pairwise((*clues, 0))):
        if here & BEGINS or before & ANNOUNCES or following & SON or before & QUOTE:
            announced = before | further if before & QUOTE else before
            if here & WORD and (here & BEGINS or announced & ANNOUNCES or following & SON):
                yield at, here | (PERSON_BEGINS if following & SON else 0), announced
        further, before = before, here


def _ends_person(spans: Sequence[Span], at: int) -> bool:
    return bool(spans) and spans[-1].kind == PERSON and spans[-1].last == at


def _thing_before(tokens: Sequence[Word], at: int, things: frozenset[str]) -> bool:
    """«شارع الملك فهد»: the name of a street is no mention of the king."""
    return any(form in things for back in (1, 2) if at >= back for _, form in tokens[at - back].cuts)


def _better(person: Span | None, place: Span | None) -> Span | None:
    if person and place:
        return person if person.last - person.first > place.last - place.first else place
    return person or place


def _longer(organisation: Span | None, other: Span | None) -> Span | None:
    if organisation and other:
        return other if other.last - other.first > organisation.last - organisation.first else organisation
    return organisation or other


def _parts_of_people(tokens: Sequence[Word], spans: Sequence[Span]) -> dict[str, str]:
    """Last words, and unmistakable first words, of the full names found: word -> full name."""
    parts: dict[str, str] = {}
    for span in spans:
        if span.kind == PERSON and span.last - span.first > 1:
            full = _text_of(tokens, span)
            last = tokens[span.last - 1]
            parts.setdefault(last.form, full)
            first = tokens[span.first]
            if first.part in (UNKNOWN, STRONG) and not first.common:
                parts.setdefault(_form(tokens, span), full)
    return parts


def _form(tokens: Sequence[Word], span: Span) -> str:
    """The first word of a name, folded, without proclitics."""
    return next((form for cut, form in tokens[span.first].cuts if cut == span.cut), "")


def _with_parts(tokens: Sequence[Word], spans: Sequence[Span], known: dict[str, str]) -> list[Span]:
    """``spans`` and the single words elsewhere that are parts of names found, each with its full name."""
    if not known:
        return list(spans)
    taken = {n for span in spans for n in range(span.first, span.last)}
    found: list[Span] = []
    for span in spans:
        single = span.kind == PERSON and span.last - span.first == 1
        form = _form(tokens, span)
        found.append(replace(span, shown=known[form]) if single and form in known else span)
    for at, token in enumerate(tokens):
        if token.part == NONE or at in taken:
            continue
        for cut, form in token.cuts:
            if form in known and _may_stand_alone(token, cut):
                found.append(Span(at, at + 1, cut, PERSON, False, known[form]))
                break
    return sorted(found, key=lambda span: span.first)


def _with_short_forms(tokens: Sequence[Word], spans: Sequence[Span], forms: dict[str, str | None]) -> list[Span]:
    """``spans`` and the words elsewhere that stand for an organisation."""
    if not forms:
        return list(spans)
    taken = {n for span in spans for n in range(span.first, span.last)}
    found = list(spans)
    for at, token in enumerate(tokens):
        if at in taken or (token.form not in forms and token.listed):
            continue
        for cut, form in token.cuts:
            if form in forms:
                found.append(Span(at, at + 1, cut, ORGANISATION, False, forms[form]))
                break
    return sorted(found, key=lambda span: span.first)


def _may_stand_alone(token: Word, cut: int) -> bool:
    return not token.common or (not cut and token.part in (WEAK, FAMILY, STRONG))


def _text_of(tokens: Sequence[Word], span: Span) -> str:
    first = tokens[span.first]
    words = [plain(first.text[marked(first.text, span.cut) :])]
    if span.cut and first.form[span.cut - 1 : span.cut + 1] == "لل":
        words[0] = "ا" + words[0]
    return " ".join(words + [plain(token.text) for token in tokens[span.first + 1 : span.last]])


def _name(tokens: Sequence[Word], span: Span, starts: Sequence[int]) -> Name:
    first, last = tokens[span.first].text, span.last - 1
    written = _text_of(tokens, span)
    start, end = starts[span.first] + marked(first, span.cut), starts[last] + len(tokens[last].text)
    return Name(written, span.kind, start, end, span.sure, span.shown or written)
