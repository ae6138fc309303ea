"""Whether a word is one of the language, or may be a name: a list of words, and the affixes that they take."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from arsheef.arabic.analysis import is_stop
from arsheef.arabic.remembered import LATELY
from arsheef.enrich.lists import read_file

_PROCLITICS = frozenset("ال و وال ف فال ب بال ل لل ك كال وب وبال ول ولل فب فل فبال س وس فس".split())
_AFTER_ONE_LETTER = 3
"""Letters that must remain where one letter is cut off; where two or more are, two are enough."""
_FEMININE = frozenset("ته تها تهم تنا تي تين تان تهما".split())
_ENDS = _FEMININE.union(
    "ه ها هم هن نا هما كم ي ا ات ين ون ان يه يين يون يا اته اتها اتهم و".split(),
    "ت وا تا تم نا ته تها وه وها تهم".split(),
)
"""Of nouns, and of verbs in the past."""
_PRESENT = frozenset("ون وا ه ها هم ان ا ين نا ونه ونها هما ونهم".split())
_LONGEST = 4
"""Letters of the longest affix."""


@cache
def common_words() -> frozenset[str]:
    """The list, folded."""
    return frozenset(line for line in read_file("common_words.txt").splitlines() if line[0] != "#")


def is_word(form: str) -> bool:
    """Whether a folded word stands in the list as it is."""
    return form in common_words() or is_stop(form)


def is_common(form: str) -> bool:
    """Whether a folded word, less the affixes that it may have, stands in the list."""
    if not form or is_word(form) or _explained(form):
        return True
    if form[0] in "اوفبلكس":
        for size in range(1, min(_LONGEST, len(form) - 1) + 1):
            if form[:size] in _PROCLITICS:
                rest = form[size:]
                if is_stop(rest) or (len(rest) >= (_AFTER_ONE_LETTER if size == 1 else 2) and _explained(rest)):
                    return True
    return False


@lru_cache(maxsize=LATELY)
def _explained(stem: str) -> bool:
    """Whether a word without its proclitics, which many words share, is a noun or verb of the list with an ending."""
    listed = common_words()
    if stem in listed:
        return True
    for size in range(1, min(_LONGEST, len(stem) - 3) + 1):
        end, base = stem[-size:], stem[:-size]
        if end in _ENDS and (base in listed or (end in _FEMININE and base + "ه" in listed)):
            return True
    return stem[0] in "يتن" and len(stem) >= 3 and _is_present(stem[1:])


def _is_present(rest: str) -> bool:
    """Whether a verb of the list has this present, without its first letter, or with an ending."""
    bases = [rest]
    for size in range(1, min(_LONGEST, len(rest) - 2) + 1):
        if rest[-size:] in _PRESENT:
            bases.append(rest[:-size])
    return any(not common_words().isdisjoint(_pasts(base)) for base in bases)


def _pasts(base: str) -> Iterator[str]:
    """What the past of a verb may be whose present is ي + ``base``: عتبر gives اعتبر, قول gives قال, دعو gives دعا."""
    if len(base) >= 3:
        yield base
        yield "ا" + base
        if base[-1] in "وي":
            yield base[:-1] + "ا"
            yield base[:-1] + "ي"
        if base[-1] == "ا":
            yield base[:-1] + "ي"
        if base[-2] in "وي":
            yield base[:-2] + "ا" + base[-1]
            yield "ا" + base[:-2] + "ا" + base[-1]
        yield "و" + base
    else:
        yield "و" + base
        yield base + "ي"
        yield base + "ا"
        yield "ا" + base
