"""The score: three levels of evidence by BM25, and for the best 20 what their titles say.

    S     = idf w 2 / (w + (.2 + .8 length / average length)),  idf = ln(1 + (N - n + .5) / (n + .5))
    score = sum over distinct skeletons 0.6 m S + classes 0.5 m S + own classes 0.5 m S + forms 0.4 m S

w is the weight summed over the forms of the key (for a class, of its synonyms too), n the documents with any of them; m is .3
for a stop word beside another word. For the best 20, whose titles are at hand, w is taken apart into title and text, each with
a length of its own, and query words that stand in the title as in the query count once more. Numbers and their reasons are in
ARCHITECTURE.md. theme/static/search/rank.js is the same, operation by operation, so that scores agree to the last digits;
orders agree because they are taken from rounded scores.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from arsheef.arabic.analysis import Term, is_stop
from arsheef.search.parse import Query
from arsheef.search.schema import TITLE_WEIGHT

K1, B = 1.0, 0.8
LEVELS = (("skeleton", 0.6), ("class_", 0.5), ("own", 0.5), ("form", 0.4))
"""Half of a class is for its own forms: a broken plural, or a synonym, counts less than the word itself."""
STOP = 0.3
TITLE_WORDS, TITLE_B = 8, 0.5
"""Words of a usual headline, and how much a title that is longer or shorter weighs less or more."""
NEAR_ERROR, NEAR_TOP = 8, 20
FEW_FULL = 30
"""Full hits below which partial ones are ranked among them."""
PRECISION = 1e6
"""Scores are compared in steps of a millionth: the last digits of two languages' logarithms may differ."""

Weights = Mapping[int, int]
"""Document -> weight of a key in it."""


@dataclass(frozen=True, slots=True)
class Collection:
    """What the score must know of all documents that are not deleted."""

    count: int
    average: float
    """Mean length in words."""
    lengths: Sequence[int]
    """Length of each document, deleted ones included."""

    def idf(self, documents: int) -> float:
        """Weight of a key that ``documents`` documents have (Robertson and Zaragoza 2009, with Lucene's + 1)."""
        return math.log(1 + (self.count - documents + 0.5) / (documents + 0.5))


def multiplier(terms: Iterable[Term], key: str, level: str) -> float:
    """m of a key: 1 where any query word with this key is not a stop word, or all words are stop words."""
    terms = list(terms)
    all_stop = all(is_stop(term.form) for term in terms)
    counts = any(not is_stop(term.form) for term in terms if getattr(term, level) == key)
    return 1.0 if all_stop or counts else STOP


def scores(
    terms: Sequence[Term], weights: Callable[[str, str], Weights], collection: Collection
) -> dict[int, float]:
    """Score of every document that has any key of the query; ``weights(level, key)`` reads the postings."""
    total: dict[int, float] = {}
    for level, factor in LEVELS:
        for key in dict.fromkeys(getattr(term, level) for term in terms):
            found = weights(level, key)
            idf = collection.idf(len(found))
            scale = factor * multiplier(terms, key, level)
            for doc, w in found.items():
                norm = K1 * (1 - B + B * (collection.lengths[doc] / collection.average))
                total[doc] = total.get(doc, 0.0) + scale * (idf * (w * (K1 + 1)) / (w + norm))
    return total


def mean(one: Mapping[int, float], other: Mapping[int, float]) -> dict[int, float]:
    """The mean of two scores of each document; one that only one of them has counts 0 in the other."""
    return {doc: (one.get(doc, 0.0) + other.get(doc, 0.0)) / 2 for doc in {**one, **other}}


def title_apart(
    query: Query, weights: Callable[[str, str], Weights], collection: Collection, doc: int, title: Sequence[Term]
) -> float:
    """What it adds to count the title as a field with a length of its own (BM25F: Zaragoza and others 2004): else the same
    headline weighs less above a long text."""
    norm = 1 - B + B * (collection.lengths[doc] / collection.average)
    share = TITLE_WEIGHT / (1 - TITLE_B + TITLE_B * (len(title) / TITLE_WORDS))
    added = 0.0
    for level, factor in LEVELS:
        for key in dict.fromkeys(getattr(term, level) for term in query.terms):
            keys = {term.class_ for term in query.synonyms.get(key, ())} if level == "class_" else set()
            if times := sum(getattr(term, level) in keys | {key} for term in title):
                found = weights(level, key)
                whole = found[doc] / norm
                apart = (found[doc] - TITLE_WEIGHT * times) / norm + share * times
                scale = factor * multiplier(query.terms, key, level) * collection.idf(len(found)) * (K1 + 1)
                added += scale * (apart / (apart + K1) - whole / (whole + K1))
    return added


def title_nearness(query: Query, idf: Callable[[str], float], title: Sequence[Term]) -> float:
    """What a title adds: for each two neighbouring query words that are no stop words, the smaller idf over 1 + the
    difference between their distance in the title and in the query."""
    words = [(place, term.class_) for place, term in enumerate(query.terms) if not is_stop(term.form)]
    places: dict[str, list[int]] = {}
    for place, term in enumerate(title):
        places.setdefault(term.class_, []).append(place)
    added = 0.0
    for (at, first), (then, second) in pairwise(words):
        near, far = ([place for class_ in ([term.class_ for term in query.synonyms.get(key, ())] or [key])
                      for place in places.get(class_, ())] for key in (first, second))  # fmt: skip
        errors = [abs(v - u - (then - at)) for u in near for v in far]
        if errors and min(errors) <= NEAR_ERROR:
            added += min(idf(first), idf(second)) / (1 + min(errors))
    return added


def listed(order: Sequence[int], full: Container[int]) -> list[int]:
    """What is listed of an order of full and partial hits: the best NEAR_TOP, and of the rest the full ones."""
    return [doc for place, doc in enumerate(order) if place < NEAR_TOP or doc in full]


def ranked(total: Mapping[int, float], newest_first: Callable[[int], tuple[int, int]]) -> list[int]:
    """Documents by score, best first; equal scores newest first."""
    return sorted(total, key=lambda doc: (-math.floor(total[doc] * PRECISION + 0.5), newest_first(doc)))
