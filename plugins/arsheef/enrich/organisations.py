"""Organisations: those known by name, those that a word announces (مجلس، حزب), and those that one owns up to (شركة، نادي)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from arsheef.arabic.analysis import fold
from arsheef.enrich.lexicon import UNKNOWN, Word, lexicon
from arsheef.enrich.lists import read_file, read_lists, words
from arsheef.enrich.persons import person_at
from arsheef.enrich.places import gazetteer
from arsheef.enrich.spans import ORGANISATION, NameTable, Span

MOST_WORDS = 6
SPORT_WORDS = 4
"""So many words of sport in a text, and a name such as «الهلال» is a club."""
_ADJECTIVES = frozenset(
    map(fold, "العامة المتحدة المشتركة المستقلة الموحدة المفتوحة العليا الحر الحرة الأحمر الأخضر الكبرى".split())
)
"""Adjectives without the ending of nisba that stand in names of organisations; a noun in ة is none («وزارة الإسكان الخطة»)."""
_NATIONAL = frozenset(("الاتحاد", "الحزب", "المجلس", "الحرس"))
_NEWS = frozenset(map(fold, ("الأنباء", "أنباء")))
_BANKS = frozenset(("البنك", "المصرف"))
QUOTES = frozenset('"«“”(„')
_CLOSING = frozenset('"»“”)')
_DASHES = frozenset("-–—ـ،")
_AFTER_DATELINE = frozenset(":-–—")
_OUTLET = ["الشرق", "الاوسط"]


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of organisations.txt, folded."""

    heads: frozenset[str]
    defined: frozenset[str]
    owners: frozenset[str]
    open_owners: frozenset[str]
    generic: frozenset[str]
    generic_heads: frozenset[str]
    people_heads: frozenset[str]
    things: frozenset[str]
    sport: frozenset[str]
    clubs: frozenset[str]
    media: frozenset[str]
    ambiguous: frozenset[str]
    goods: frozenset[str]
    agencies: frozenset[str]
    short: dict[str, str]
    """Short form -> full name, which must stand in the text."""
    known: NameTable


@cache
def lists() -> Lists:
    """The lists, compiled."""
    sections = read_lists(read_file("organisations.txt"))

    def section(name: str) -> frozenset[str]:
        return frozenset(map(fold, words(sections[name])))

    known = (re.split(r" ?[=،:] ?", line) for line in sections["known"])
    clubs = {line.split(" : ")[0] for line in sections["known"] if " : " in line}
    return Lists(
        section("heads"), section("defined heads"), section("owners"), section("open owners"), section("generic"),
        section("generic heads"), section("people heads"), section("things"), section("sport"), section("sports clubs"),
        section("media"), section("ambiguous"), section("goods"), section("agencies"),
        {fold(short.strip()): full.strip() for short, _, full in (line.partition("=") for line in sections["short"])},
        NameTable(known, unspelled=clubs),
    )  # fmt: skip


@cache
def found_alone() -> frozenset[str]:
    """Words with which an organisation may begin that no owner stands before: known, announced, told by what is around it."""
    table = lists()
    known = table.heads | table.defined | table.known.beginnings
    return known | table.clubs | table.media | table.agencies | table.ambiguous | {_OUTLET[0]}


def organisation_at(tokens: Sequence[Word], at: int, *, sport: bool) -> Span | None:
    """The organisation whose name begins at token ``at``, or None."""
    found = lists().known.find(tokens, at)
    if found and not (found[1] and tokens[at].listed and found[0] == at + 1):
        end, cut, shown = found
        return Span(at, end, cut, ORGANISATION, True, shown)
    return _announced(tokens, at) or _owned(tokens, at) or _in_context(tokens, at, sport=sport)


def _announced(tokens: Sequence[Word], at: int) -> Span | None:
    """«حزب العدالة والتنمية»: a head and what completes it."""
    table = lists()
    for cut, form in tokens[at].cuts:
        if form in table.heads:
            end = _complement_end(tokens, at + 1, form)
            if end > at + 1 and _enough(tokens, at, end, form):
                return Span(at, end, cut, ORGANISATION, tokens[at + 1].form in _NEWS)
        elif form in table.defined:
            end = _adjectives_end(tokens, at + 1)
            one = end == at + 2 and (form in _BANKS or (form in _NATIONAL and tokens[at + 1].nationality))
            if one or end > at + 2:
                return Span(at, end, cut, ORGANISATION, False)
    return None


def _enough(tokens: Sequence[Word], at: int, end: int, head: str) -> bool:
    """A common head («مركز») needs a name proper in its complement; others need no more than a specific word."""
    table = lists()
    complement = tokens[at + 1 : end]
    if complement[0].form in table.generic or (len(complement) == 1 and complement[0].nationality):
        return False
    if head in table.generic_heads:
        return any(not word.common or word.nationality for word in complement) and len(complement) > 1
    return True


def _complement_end(tokens: Sequence[Word], at: int, head: str) -> int:
    """The token after the words that complete a head: a definite noun or a name, adjectives, «والتنمية»."""
    if at >= len(tokens) or not tokens[at].form:
        return at
    if head in lists().people_heads and tokens[at].form in lexicon().honorifics and at + 1 < len(tokens):
        person = person_at(tokens, at + 1)
        if person:
            return person.last
    place = gazetteer()[0].find(tokens, at)
    word = tokens[at]
    if place and place[1] == 0:
        end = place[0]
    elif word.definite or (word.form.startswith("لل") and len(word.form) > 4) or word.part == UNKNOWN:
        end = at + 1
    elif not word.stop and at + 1 < len(tokens) and tokens[at + 1].definite and word.common and word.form[0] not in "وبلف":
        end = at + 2  # «منظمة حقوق الإنسان»
    else:
        return at
    return _adjectives_end(tokens, end)


def _adjectives_end(tokens: Sequence[Word], at: int) -> int:
    """The token after definite words that go on: «الدولي», «والتنمية», «للتنمية»."""
    generic = lists().generic
    end = at
    while end < len(tokens) and end - at < MOST_WORDS - 1:
        word = tokens[end]
        if word.form in generic or word.stop:
            break
        adjective = word.definite and (word.nationality or word.form.endswith(("ي", "يه")) or word.form in _ADJECTIVES)
        joined = end == at and word.form.startswith(("وال", "لل")) and len(word.form) > 5 and not word.part_cut
        if not adjective and not joined:
            break
        end += 1
    return end


def _owned(tokens: Sequence[Word], at: int) -> Span | None:
    """«شركة نوكيا», «صحيفة "ماركا"»: the name alone, without the word before it."""
    if at == 0:
        return None
    table = lists()
    back = at - 1
    quoted = tokens[back].text in QUOTES
    if quoted:
        back -= 1
    owner = next((form for _, form in tokens[back].cuts if form in table.owners), None) if back >= 0 else None
    word = tokens[at]
    if owner is None or not word.form or word.stop or word.nationality or word.form in table.generic:
        return None
    if quoted:
        end = at
        while end < len(tokens) and tokens[end].form and end - at < 4:
            end += 1
        closed = end < len(tokens) and tokens[end].text in _CLOSING
        return Span(at, end, 0, ORGANISATION, True) if closed and end > at else None
    if word.part == UNKNOWN or (word.definite and owner in table.open_owners and word.form not in table.generic):
        end = at + 1
        while end < len(tokens) and end - at < 3 and tokens[end].part == UNKNOWN and not tokens[end].nationality:
            end += 1
        return Span(at, end, 0, ORGANISATION, False)
    return None


def _in_context(tokens: Sequence[Word], at: int, *, sport: bool) -> Span | None:
    """Words that are clubs in sport, outlets in brackets «( الجزيرة )» or in a dateline «الدوحة - قنا :», makers of goods."""
    table = lists()
    word = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if sport:
        for cut, form in word.cuts:
            if form in table.clubs and not _of_place(tokens, at, cut):
                return Span(at, at + 1, cut, ORGANISATION, False)
    if before is None:
        return None
    quoted = before.text in QUOTES
    if quoted and [token.form for token in tokens[at : at + 2]] == _OUTLET:
        return Span(at, at + 2, 0, ORGANISATION, False)
    outlet = word.form in table.media and quoted and after in _CLOSING
    agency = word.form in table.agencies and before.text in _DASHES and after in _AFTER_DATELINE
    maker = word.form in table.ambiguous and any(form in table.goods | table.owners for _, form in before.cuts)
    return Span(at, at + 1, 0, ORGANISATION, False) if outlet or agency or maker else None


def short_forms(tokens: Sequence[Word], spans: Sequence[Span]) -> dict[str, str | None]:
    """Words that stand for an organisation in this text: form -> full name (None: the word itself is the name).

    «القاعدة» where «تنظيم القاعدة» stands too; the outlet or maker that was told by what stands around it once."""
    table = lists()
    named = {span.shown for span in spans if span.kind == ORGANISATION}
    forms: dict[str, str | None] = {short: full for short, full in table.short.items() if full in named}
    for span in spans:
        word = tokens[span.first]
        found_here = span.kind == ORGANISATION and span.last == span.first + 1 and span.shown is None and not span.cut
        if found_here and (word.form in table.media or word.form in table.ambiguous or word.part == UNKNOWN):
            forms.setdefault(word.form, None)
    return forms


def _of_place(tokens: Sequence[Word], at: int, cut: int) -> bool:
    """Whether a place is meant: «في برشلونة», «مدينة مانشستر»."""
    return not cut and at > 0 and any(form in lexicon().place_words for _, form in tokens[at - 1].cuts)
