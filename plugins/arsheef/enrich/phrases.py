"""Phrases that may name a topic: a noun with what completes it («أسعار النفط») or describes it («الملف النووي»)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from arsheef.arabic.analysis import CACHE_LIMIT, CACHED_LENGTH, fold
from arsheef.enrich.common_words import is_word
from arsheef.enrich.lexicon import NONE, UNKNOWN, Word, lexicon
from arsheef.enrich.lists import read_file, read_lists, words
from arsheef.enrich.names import Name
from arsheef.enrich.tokens import Token, plain, start_without

TWICE, OFTEN = 2, 3
"""Times that a phrase of the title, and another one, stands in an article that is about it for certain."""
MOST = 8
"""Phrases of an article that are kept at most."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of topics.txt, folded."""

    heads: frozenset[str]
    """Nouns that begin no topic."""
    ends: frozenset[str]
    """Definite words that end none."""
    national: frozenset[str]
    """Nouns that make a topic with a nationality: «الأسهم السعودية», but not «السلطات السعودية»."""


@cache
def lists() -> Lists:
    """The lists, compiled."""
    sections = read_lists(read_file("topics.txt"))
    return Lists(*(frozenset(map(fold, words(sections[name]))) for name in ("heads", "ends", "national")))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of an article."""

    key: str
    """Folded: the same for all its spellings."""
    text: str
    """As it is first written."""
    count: int
    sure: bool
    """The article is about it: such a phrase may become a topic of the archive."""


def phrases_among(tokens: Sequence[Token], whole: str, title_end: int, names: Sequence[Name]) -> tuple[Phrase, ...]:
    """Phrases that stand in the title of an article or twice in it, those it is most about first.

    ``whole`` is the text with its title in front, which ends at ``title_end``; no phrase is part of one of its ``names``.
    Of a phrase and its beginning the longer one stays, where that is not much rarer.
    """
    counted: Counter[str] = Counter()
    written: dict[str, str] = {}
    titled: set[str] = set()
    for first, last in _phrases(tokens, [(name.start, name.end) for name in names]):
        cut, form = _head(tokens[first].word) or tokens[first].word.cuts[0]
        folded = " ".join([form, *(token.word.form for token in tokens[first + 1 : last])])
        counted[folded] += 1
        written.setdefault(folded, plain(whole[start_without(tokens[first], cut) : tokens[last - 1].end]))
        if tokens[first].start < title_end:
            titled.add(folded)
    found = {folded: count for folded, count in counted.items() if count >= TWICE or folded in titled}
    phrases = [
        Phrase(folded, written[folded], count, count >= (TWICE if folded in titled else OFTEN))
        for folded, count in found.items()
        if not _is_part(folded, found)
    ]
    return tuple(sorted(phrases, key=lambda phrase: (-phrase.sure, -phrase.count))[:MOST])


def _is_part(folded: str, found: dict[str, int]) -> bool:
    return any(other.startswith(f"{folded} ") and count * 2 > found[folded] for other, count in found.items())


def _phrases(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """(first token, token after the last one) of every phrase outside the ``taken`` stretches of text."""
    stretches = iter(taken)
    stretch = next(stretches, None)
    for at in range(len(tokens) - 1):
        while stretch and stretch[1] <= tokens[at].start:
            stretch = next(stretches, None)
        end = _end(tokens, at)
        if end and not (stretch and stretch[0] < tokens[end - 1].end):
            yield at, end
            if end > at + 2:
                yield at, at + 2


def _end(tokens: Sequence[Token], at: int) -> int:
    """The token after the phrase that begins at ``at``; 0 where none does."""
    first, second = tokens[at].word, tokens[at + 1].word
    if not second.definite or _head(first) is None:
        return 0
    if first.definite:
        return at + 2 if _describes(second, first.form) else 0
    if not _completes(second):
        return 0
    return at + 3 if at + 2 < len(tokens) and _describes(tokens[at + 2].word, first.form) else at + 2


_heads: dict[str, tuple[int, str] | None] = {}


def _head(word: Word) -> tuple[int, str] | None:
    """(letters cut off, the rest) of a word with which a phrase may begin; None for another word."""
    if word.form in _heads:
        return _heads[word.form]
    cut, form = _without_proclitic(word)
    head = (cut, form) if _may_begin(word, form) else None
    if len(word.form) <= CACHED_LENGTH:
        if len(_heads) >= CACHE_LIMIT // 5:
            _heads.clear()
        _heads[word.form] = head
    return head


def _may_begin(word: Word, form: str) -> bool:
    people = lexicon()
    bare = form.removeprefix("ال")
    if not word.common or word.stop or word.nationality or len(bare) < 3 or word.part not in (NONE, UNKNOWN):
        return False
    if any(each in words for each in (form, bare) for words in (people.offices, people.honorifics, lists().heads)):
        return False
    adjective = word.definite and bare.endswith(("ي", "يه")) and is_word(bare.removesuffix("ه")) and len(bare) > 4
    return form not in people.reporting and (word.definite or is_word(form)) and not adjective


def _completes(word: Word) -> bool:
    """Whether a definite word can complete an indefinite noun."""
    people = lexicon()
    listed = word.form in people.offices or word.form in people.honorifics or word.form in lists().ends
    adjective = word.form.endswith(("يه", "ي")) and is_word(word.form[2:].removesuffix("ه"))
    other = word.stop or word.nationality or listed or adjective
    return word.definite and word.common and not other and word.part in (NONE, UNKNOWN)


def _describes(word: Word, noun: str) -> bool:
    """Whether a definite adjective describes ``noun``: they agree in gender."""
    if not word.definite or word.stop or not word.form.endswith(("ي", "ه")):
        return False
    if word.form in lists().ends or word.form in lexicon().adjectives:
        return False
    if word.nationality and noun not in lists().national:
        return False
    feminine = word.form.endswith("ه")
    return feminine or not noun.endswith(("ه", "ات"))


def _without_proclitic(word: Word) -> tuple[int, str]:
    """(letters cut off, the rest) of the first word of a phrase: «بعيد الفطر» is about «عيد الفطر»."""
    return next(((cut, form) for cut, form in word.cuts if is_word(form) or form.startswith("ال")), word.cuts[0])
