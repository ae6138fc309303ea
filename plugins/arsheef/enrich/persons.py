"""People: where a name of a person begins, what stands before it, and how far it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from arsheef.enrich.common_words import is_common
from arsheef.enrich.lexicon import FAMILY, FAMOUS, NONE, PARTICLE, STRONG, UNKNOWN, WEAK, Word, lexicon
from arsheef.enrich.lists import read_file, read_lists
from arsheef.enrich.places import gazetteer
from arsheef.enrich.spans import PERSON, NameTable, Span

MOST_WORDS = 9
REACH = 7
"""Words that may stand between an office and the name: «نائب رئيس مجلس الوزراء وزير الخارجية السعودي سعود الفيصل»."""
SON_WORDS = frozenset(("بن", "ابن", "بنت"))
ARABIC_PARTICLES = SON_WORDS | frozenset("ال ابو ابا ابي ام بو ولد عبد".split())
_PREPOSITIONS = frozenset(("علي", "باسم"))
"""Names that are also written so: على، «المتحدث باسم»."""
_AFTER_ANY = frozenset(("الدين", "الله"))
_ORDINALS = frozenset(("الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس"))
"""«عبدالله الثاني بن الحسين»: within a name only."""
_NAMED = frozenset((STRONG, FAMOUS))
BESIDE, TITLE, NATIONAL, NOTHING = 3, 2, 1, 0
"""What stands before a name: an honorific or «الرئيس», an office at some distance, «الألماني», nothing of these."""


@cache
def known_people() -> NameTable:
    """People whose names the rules below cannot tell from other words."""
    rows = read_lists(read_file("people.txt"))["known people"]
    return NameTable([name.strip() for name in row.replace("=", "،").split("،")] for row in rows)


def person_at(tokens: Sequence[Word], at: int, *, after_person: bool = False) -> Span | None:
    """The person whose name begins at token ``at``, or None. ``after_person``: a name of a person ends before it."""
    word = tokens[at]
    known = known_people().find(tokens, at)
    if known and not (known[1] and word.listed):
        return Span(at, known[0], known[1], PERSON, True, known[2])
    if after_person and word.part == UNKNOWN and word.form[0] == "و" and not _is_other(tokens, at, UNKNOWN):
        return Span(at, _end(tokens, at, UNKNOWN), 1, PERSON, False)
    part, cut = word.part, word.part_cut
    if word.form.endswith("عبد") and len(word.form) < 5:
        part, cut = PARTICLE, len(word.form) - 3
    before = _before(tokens, at) if cut == 0 else NOTHING
    if (part == NONE or word.definite) and not word.stop and _is_son(tokens, at):
        # «سمو الشيخ مكتوم بن محمد», «الوليد بن طلال»: whoever is the son of somebody is a person
        part = STRONG if before >= TITLE or word.form[2:] in lexicon().given else part
    if _is_other(tokens, at, part):
        return None
    end = _end(tokens, at, part)
    if not _begins(tokens, at, end, part, before):
        return None
    return Span(at, end, cut, PERSON, before >= TITLE or (end > at + 1 and _is_sure(tokens, at, end, cut, before)))


def _is_sure(tokens: Sequence[Word], at: int, end: int, cut: int, before: int) -> bool:
    """Whether one mention of a full name is enough: a nationality or a verb of saying before it, or names all through."""
    if before > NOTHING or (cut == 0 and _reported(tokens, at)):
        return True
    first, rest = tokens[at], tokens[at + 1 : end]
    arabic = first.part == WEAK and first.form not in lexicon().foreign  # «رأى» is also a way to write Ray
    named = first.part in _NAMED or (arabic and any(word.part in _NAMED for word in rest))
    if not named or first.definite or first.part_cut != cut:
        return False
    return rest[-1].form not in _AFTER_ANY and all(_is_name(word) or word.form in _AFTER_ANY for word in rest)


def _is_name(word: Word) -> bool:
    """Whether a word is in our lists as part of a name."""
    lists = lexicon()
    family = word.definite and not word.nationality and (word.form[2:] in lists.given or word.form[2:] in lists.family)
    return family or word.part not in (UNKNOWN, NONE)


def _is_son(tokens: Sequence[Word], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].form in SON_WORDS


def _is_other(tokens: Sequence[Word], at: int, part: str) -> bool:
    """Whether a word is something else than the beginning of a name of a person, whatever stands around it."""
    word = tokens[at]
    if part == NONE:
        return True
    if part == WEAK:
        return (word.nationality and not _is_son(tokens, at)) or (word.form in _PREPOSITIONS and not _after_ali(tokens, at))
    return part == UNKNOWN and (word.nationality or word.definite or gazetteer()[0].find(tokens, at) is not None)


def _begins(tokens: Sequence[Word], at: int, end: int, part: str, before: int) -> bool:
    """Whether the evidence is enough for a name from ``at`` to ``end`` that begins with a ``part``."""
    if part == FAMOUS:
        return True
    if end - at == 1:
        return _single(tokens, at, part, before)
    if part in (STRONG, PARTICLE):
        return True
    following = tokens[at + 1]
    if following.form in ARABIC_PARTICLES:
        return True
    if part == UNKNOWN:
        return (following.part in _NAMED and not following.part_cut) or before > NOTHING or _reported(tokens, at)
    return before >= TITLE or following.part in _NAMED or following.part == WEAK or _family(following)


def _single(tokens: Sequence[Word], at: int, part: str, before: int) -> bool:
    """Whether one word alone is a name."""
    word = tokens[at]
    if part == STRONG:
        return before > NOTHING or not word.listed
    if part == PARTICLE:
        return False
    if part == FAMILY:
        return before > NOTHING or _reported(tokens, at)
    if part == WEAK:
        return before == BESIDE
    return before in (BESIDE, NATIONAL) or _reported(tokens, at)


def _family(word: Word) -> bool:
    """«القنطار»: a definite word that is known for a family or for nothing."""
    return word.definite and not word.nationality and (word.part in (FAMILY, UNKNOWN) or word.form[2:] in lexicon().given)


def _after_ali(tokens: Sequence[Word], at: int) -> bool:
    """Whether علي is the name: many write على so, too."""
    if at + 1 >= len(tokens):
        return False
    word = tokens[at + 1]
    if word.form in ARABIC_PARTICLES or (word.part in (STRONG, FAMOUS, WEAK, FAMILY) and not word.part_cut):
        return word.form not in gazetteer()[0]
    return _family(word)


def _reported(tokens: Sequence[Word], at: int) -> bool:
    """«وقال هوارد جرونسبكت»"""
    return at > 0 and any(form in lexicon().reporting for _, form in tokens[at - 1].cuts)


def _before(tokens: Sequence[Word], at: int) -> int:
    """What stands before a name, by the constants above."""
    previous = tokens[at - 1] if at else None
    if previous is None or not previous.form:
        return NOTHING
    lists = lexicon()
    definite = previous.definite or previous.form.startswith("وال")
    if any(form in lists.honorifics or (definite and form in lists.offices) for _, form in previous.cuts):
        return BESIDE
    if previous.stop or not (definite or previous.nationality):
        return NOTHING
    national = previous.nationality and definite
    for back in range(at - 2, max(-1, at - 2 - REACH), -1):
        word = tokens[back]
        if not word.form or word.stop:
            break
        if any(form in lists.offices or form in lists.honorifics for _, form in word.cuts):
            return BESIDE if back == at - 2 and national else TITLE
    return NATIONAL if national else NOTHING


def _end(tokens: Sequence[Word], at: int, part: str) -> int:
    """The token after the name that begins at ``at``."""
    lists = lexicon()
    if part == PARTICLE and tokens[at].form not in lists.given:
        if not _complement(tokens, at + 1):
            return at + 1
        end = at + 2
    else:
        end = at + 1
    last = min(len(tokens), at + MOST_WORDS)
    while end < last:
        word = tokens[end]
        form = word.form
        if not form:
            break
        if form in ARABIC_PARTICLES and _complement(tokens, end + 1):
            end += 2
            if form == "ال":
                break  # nothing follows the name of the house
        elif form in lists.particles and end + 1 < last and not tokens[end + 1].listed and tokens[end + 1].form:
            end += 2
        else:
            ordinal = form in _ORDINALS and _is_son(tokens, end)
            if not ordinal and form not in _AFTER_ANY and not _continues(word, tokens[end - 1], alone=end == at + 1):
                break
            end += 1
    return end


def _complement(tokens: Sequence[Word], at: int) -> bool:
    """Whether the word at ``at`` can follow بن، آل، أبو، عبد."""
    if at >= len(tokens):
        return False
    word = tokens[at]
    return bool(word.form) and not word.stop and not (word.nationality and not word.definite)


def _continues(word: Word, before: Word, *, alone: bool) -> bool:
    """Whether a name goes on with this word; ``alone``: the word before is all there is of it."""
    lists = lexicon()
    form = word.form
    ends = word.part_cut or word.stop or form in lists.offices or form in lists.honorifics or form in lists.adjectives
    if ends or form in lists.reporting:
        return False
    if form in lists.given or form in lists.weak or form in lists.family:
        return word.definite or not word.nationality
    if word.nationality or form in gazetteer()[0]:
        return False
    if word.definite:
        # «ناصر الشاعر»: a given name alone is seldom followed by another noun; «سلمان بن عبدالعزيز الوفد» is
        after_given = alone and before.form in lists.given and before.form not in lists.foreign and not before.definite
        return after_given or form[2:] in lists.given or form[2:] in lists.weak or not is_common(form)
    return word.part == UNKNOWN and form[0] != "و"
