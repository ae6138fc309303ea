"""Whether a word is one of the language, or may be a name: a list of words, and the affixes that they take."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from arsheef.arabic.analysis import is_stop
from arsheef.enrich.lists import read_file

_PROCLITICS = tuple("ال و وال ف فال ب بال ل لل ك كال وب وبال ول ولل فب فل فبال س وس فس".split())
_AFTER_ONE_LETTER = 3
"""Letters that must remain where one letter is cut off; where two or more are, two are enough."""
_ENDS = tuple("ه ها هم هن نا هما كم ي ا ات ين ون ان يه يين يون يا اته اتها اتهم و".split())
_FEMININE = tuple("ته تها تهم تنا تي تين تان تهما".split())
_PAST = tuple("ت وا تا تم نا ته تها وه وها تهم".split())
_PRESENT = tuple("ون وا ه ها هم ان ا ين نا ونه ونها هما ونهم".split())


@cache
def common_words() -> frozenset[str]:
    """The list, folded."""
    return frozenset(line for line in read_file("common_words.txt").splitlines() if line[0] != "#")


def is_word(form: str) -> bool:
    """Whether a folded word stands in the list as it is."""
    return form in common_words() or is_stop(form)


def is_common(form: str) -> bool:
    """Whether a folded word, less the affixes that it may have, stands in the list."""
    if is_word(form):
        return True
    return any(not stem or _explained(stem) for stem in _stems(form))


def _stems(form: str) -> Iterator[str]:
    yield form
    if form[0] not in "اوفبلكس":
        return
    for proclitic in _PROCLITICS:
        if form.startswith(proclitic):
            rest = form[len(proclitic) :]
            if is_stop(rest):
                yield ""
            elif len(rest) >= (_AFTER_ONE_LETTER if len(proclitic) == 1 else 2):
                yield rest


def _bases(stem: str, ends: tuple[str, ...], least: int) -> Iterator[str]:
    """``stem`` less each of ``ends`` that it has, where so many letters remain."""
    if stem.endswith(ends):
        for end in ends:
            if stem.endswith(end) and len(stem) - len(end) >= least:
                yield stem[: -len(end)]


@lru_cache(maxsize=100_000)
def _explained(stem: str) -> bool:
    """Whether a word without its proclitics, which many words share, is a noun or verb of the list with an ending."""
    return _noun(stem) or _verb(stem)


def _noun(stem: str) -> bool:
    listed = common_words()
    if stem in listed or any(base in listed for base in _bases(stem, _ENDS, 3)):
        return True
    return any(base in listed or base + "ه" in listed for base in _bases(stem, _FEMININE, 3))


def _verb(stem: str) -> bool:
    listed = common_words()
    if any(base in listed for base in _bases(stem, _PAST, 3)):
        return True
    if stem[0] not in "يتن" or len(stem) < 3:
        return False
    rest = stem[1:]
    return any(past in listed for base in (rest, *_bases(rest, _PRESENT, 2)) for past in _pasts(base))


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
