"""Spelling: for a word that no article has, the archive's own word nearest to it. Its twin is theme/static/search/spelling.js.

Nearest is one edit away (Damerau 1964: a letter more, less, another, or two exchanged), cheapest first; what many articles
have is cheaper. Only words with the same first two letters, or the same last ones, are looked at.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from arsheef.arabic.analysis import alike, analyse, bare
from arsheef.search.lexicon import DIGIT
from arsheef.search.words import Words

LEAST = 4
"""Letters, without the article, of the shortest word that is corrected: shorter ones are near too many."""
EXCHANGED, ALIKE, MORE_OR_LESS, OTHER = 0.6, 0.5, 0.8, 1.0
"""What an edit costs: two letters exchanged; a letter for one that looks, sounds or lies alike; one more or less; any other."""
FREQUENT = 0.08
"""Taken off the cost for each e-fold of the documents."""
PRECISION = 1e6
"""Costs are compared in steps of a millionth, like scores."""


def edit_cost(typed: str, word: str) -> float | None:
    """What the one edit from ``typed`` to ``word`` costs; None where it takes none or more than one."""
    start, end = 0, 0
    shorter = min(len(typed), len(word))
    while start < shorter and typed[start] == word[start]:
        start += 1
    while end < shorter - start and typed[-1 - end] == word[-1 - end]:
        end += 1
    old, new = typed[start : len(typed) - end], word[start : len(word) - end]
    if len(old) + len(new) == 1:
        return MORE_OR_LESS
    if len(old) == len(new) == 1:
        return ALIKE if alike(old + new) else OTHER
    return EXCHANGED if len(old) == len(new) == 2 and old == new[::-1] else None


def nearest(words: Words, form: str) -> str | None:
    """The word that ``form`` is most likely a slip of, or None."""
    typed = bare(form)
    if len(typed) < LEAST or DIGIT.search(typed):
        return None
    best: tuple[int, str] | None = None
    for word in {*words.starting(typed[:2]), *words.ending(typed[-max(2, len(typed) - 3) :])}:
        cost = edit_cost(typed, word)
        if cost is not None:
            step = math.floor((cost - FREQUENT * math.log(words.counts[word])) * PRECISION + 0.5)
            best = min(best or (step, word), (step, word))
    return best[1] if best else None


def respell(text: str, forms: Iterable[str], words: Words) -> tuple[str, list[tuple[str, str]]]:
    """A query with the words of these forms replaced by their nearest, and each such pair (as typed, the word put there)."""
    found = {form: word for form in forms if (word := nearest(words, form))}
    parts, pairs, at = [], [], 0
    for term in analyse(text):
        if term.form in found:
            parts += [text[at : term.start], found[term.form]]
            pairs.append((term.text, found[term.form]))
            at = term.end
    return "".join([*parts, text[at:]]), pairs
