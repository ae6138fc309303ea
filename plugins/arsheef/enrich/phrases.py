"""Phrases that may name a topic: a noun with what completes it («أسعار النفط») or describes it («الملف النووي»)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from arsheef.arabic.analysis import fold
from arsheef.arabic.remembered import Remembered
from arsheef.enrich.clues import WORDS
from arsheef.enrich.common_words import is_word
from arsheef.enrich.lexicon import NONE, UNKNOWN, Word, lexicon
from arsheef.enrich.lists import read_file, read_lists, words
from arsheef.enrich.spans import Span
from arsheef.enrich.tokens import Reading

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


def phrases_among(reading: Reading, title: int, names: Sequence[Span]) -> tuple[Phrase, ...]:
    """Phrases that stand in the title of an article or twice in it, those it is most about first.

    ``title`` is the number of tokens in its title, which stands in front; no phrase is part of one of its ``names``. Of a
    phrase and its beginning the longer one stays, where that is not much rarer.
    """
    tokens = reading.tokens
    counted: Counter[str] = Counter()
    written: dict[str, tuple[int, int, int]] = {}
    titled: set[str] = set()
    for first, last in _phrases(tokens, names):
        cut, form = _HEADS[tokens[first].text] or tokens[first].cuts[0]
        folded = " ".join([form, *[token.form for token in tokens[first + 1 : last]]])
        counted[folded] += 1
        written.setdefault(folded, (first, last, cut))
        if first < title:
            titled.add(folded)
    found = {folded: count for folded, count in counted.items() if count >= TWICE or folded in titled}
    phrases = [
        Phrase(folded, reading.written(*written[folded]), count, count >= (TWICE if folded in titled else OFTEN))
        for folded, count in found.items()
        if not _is_part(folded, found)
    ]
    return tuple(sorted(phrases, key=lambda phrase: (-phrase.sure, -phrase.count))[:MOST])


def _is_part(folded: str, found: dict[str, int]) -> bool:
    return any(other.startswith(f"{folded} ") and count * 2 > found[folded] for other, count in found.items())


def _phrases(tokens: Sequence[Word], names: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """(first token, token after the last one) of every phrase outside the ``names``."""
    others = iter(names)
    other = next(others, None)
    for at, (first, second) in enumerate(pairwise(tokens)):
        if not second.definite or _HEADS[first.text] is None:
            continue
        end = _end(tokens, at)
        while other and other.last <= at:
            other = next(others, None)
        if end and not (other and other.first < end):
            yield at, end
            if end > at + 2:
                yield at, at + 2


def _end(tokens: Sequence[Word], at: int) -> int:
    """The token after the phrase that begins with the head at ``at``, before a definite word; 0 where none does."""
    first, second = tokens[at], tokens[at + 1]
    if first.definite:
        return at + 2 if _describes(second, first.form) else 0
    if not _completes(second):
        return 0
    return at + 3 if at + 2 < len(tokens) and _describes(tokens[at + 2], first.form) else at + 2


def _head(text: str) -> tuple[int, str] | None:
    """(letters cut off, the rest) of a word with which a phrase may begin; None for another word."""
    word = WORDS[text]
    cut, form = _without_proclitic(word)
    return (cut, form) if _may_begin(word, form) else None


_HEADS = Remembered(_head)


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
