"""Names in running text: all mentions of places, people and organisations, with their places in the text.

    text -> tokens -> at each token: known organisation, person, place -> second pass: parts of names found before
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from arsheef.enrich.clues import ANNOUNCES, BEGINS, QUOTE, SON, SPORT, WORD, clues_of
from arsheef.enrich.lexicon import FAMILY, NONE, STRONG, UNKNOWN, WEAK
from arsheef.enrich.organisations import SPORT_WORDS, lists, organisation_at, short_forms
from arsheef.enrich.persons import person_at
from arsheef.enrich.places import place_at
from arsheef.enrich.spans import ORGANISATION, PERSON, PLACE, Span
from arsheef.enrich.tokens import Token, plain, start_without, tokenise

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
    return names_among(tokenise(text), text)


def names_among(tokens: Sequence[Token], text: str) -> list[Name]:
    """The same for a text whose ``tokens`` are known."""
    spans = _spans(tokens)
    spans = _with_parts(tokens, spans, _parts_of_people(tokens, spans))
    spans = _with_short_forms(tokens, spans, short_forms(tokens, spans))
    return [_name(text, tokens, span) for span in spans]


def _spans(tokens: Sequence[Token]) -> list[Span]:
    clues = clues_of(tokens)
    sport = sum(clue & SPORT for clue in clues) >= SPORT * SPORT_WORDS
    things = lists().things
    spans: list[Span] = []
    end = 0
    for at in _candidates(clues):
        if at < end:
            continue
        span = organisation_at(tokens, at, sport=sport)
        if span is None or not span.sure:
            person = person_at(tokens, at, after_person=_ends_person(spans, at))
            span = _longer(span, _better(person, place_at(tokens, at)))
        if span is None:
            continue
        if span.kind != PERSON or not _thing_before(tokens, span.first, things):
            spans.append(span)
        end = span.last
    return spans


def _candidates(clues: Sequence[int]) -> Iterator[int]:
    """Tokens at which a name may begin: by themselves, or by what stands beside them."""
    last = len(clues) - 1
    before = further = 0
    for at, here in enumerate(clues):
        announced = before & ANNOUNCES or (before & QUOTE and further & ANNOUNCES)
        if here & WORD and (here & BEGINS or announced or (at < last and clues[at + 1] & SON)):
            yield at
        further, before = before, here


def _ends_person(spans: Sequence[Span], at: int) -> bool:
    return bool(spans) and spans[-1].kind == PERSON and spans[-1].last == at


def _thing_before(tokens: Sequence[Token], at: int, things: frozenset[str]) -> bool:
    """«شارع الملك فهد»: the name of a street is no mention of the king."""
    return any(form in things for back in (1, 2) if at >= back for _, form in tokens[at - back].word.cuts)


def _better(person: Span | None, place: Span | None) -> Span | None:
    if person and place:
        return person if person.last - person.first > place.last - place.first else place
    return person or place


def _longer(organisation: Span | None, other: Span | None) -> Span | None:
    if organisation and other:
        return other if other.last - other.first > organisation.last - organisation.first else organisation
    return organisation or other


def _parts_of_people(tokens: Sequence[Token], spans: Sequence[Span]) -> dict[str, str]:
    """Last words, and unmistakable first words, of the full names found: word -> full name."""
    parts: dict[str, str] = {}
    for span in spans:
        if span.kind == PERSON and span.last - span.first > 1:
            full = _text_of(tokens, span)
            last = tokens[span.last - 1].word
            parts.setdefault(last.form, full)
            first = tokens[span.first].word
            if first.part in (UNKNOWN, STRONG) and not first.common:
                parts.setdefault(_form(tokens, span), full)
    return parts


def _form(tokens: Sequence[Token], span: Span) -> str:
    """The first word of a name, folded, without proclitics."""
    return next((form for cut, form in tokens[span.first].word.cuts if cut == span.cut), "")


def _with_parts(tokens: Sequence[Token], spans: Sequence[Span], known: dict[str, str]) -> list[Span]:
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
        if token.word.part == NONE or at in taken:
            continue
        for cut, form in token.word.cuts:
            if form in known and _may_stand_alone(token, cut):
                found.append(Span(at, at + 1, cut, PERSON, False, known[form]))
                break
    return sorted(found, key=lambda span: span.first)


def _with_short_forms(tokens: Sequence[Token], spans: Sequence[Span], forms: dict[str, str | None]) -> list[Span]:
    """``spans`` and the words elsewhere that stand for an organisation."""
    if not forms:
        return list(spans)
    taken = {n for span in spans for n in range(span.first, span.last)}
    found = list(spans)
    for at, token in enumerate(tokens):
        if at in taken or (token.word.form not in forms and token.word.listed):
            continue
        for cut, form in token.word.cuts:
            if form in forms:
                found.append(Span(at, at + 1, cut, ORGANISATION, False, forms[form]))
                break
    return sorted(found, key=lambda span: span.first)


def _may_stand_alone(token: Token, cut: int) -> bool:
    return not token.word.common or (not cut and token.word.part in (WEAK, FAMILY, STRONG))


def _text_of(tokens: Sequence[Token], span: Span) -> str:
    first = tokens[span.first]
    words = [plain(first.text[start_without(first, span.cut) - first.start :])]
    if span.cut and first.word.form[span.cut - 1 : span.cut + 1] == "لل":
        words[0] = "ا" + words[0]
    return " ".join(words + [plain(token.text) for token in tokens[span.first + 1 : span.last]])


def _name(text: str, tokens: Sequence[Token], span: Span) -> Name:
    written = _text_of(tokens, span)
    start = start_without(tokens[span.first], span.cut)
    return Name(written, span.kind, start, tokens[span.last - 1].end, span.sure, span.shown or written)
