"""The score: three levels of evidence by BM25, and for the best 20 the nearness of the query's words in the title.

    S     = idf w 2.2 / (w + 1.2 (.25 + .75 length / average length)),  idf = ln(1 + (N - n + .5) / (n + .5))
    score = sum over distinct skeletons 0.5 m S + classes 1.0 m S + forms 0.3 m S

w is the weight summed over the forms of the key (for a class, of its synonyms too), n the documents with any of them; m is .4
for a stop word beside another word. Numbers and their reasons are in ARCHITECTURE.md. theme/static/search/rank.js is the same,
operation by operation, so that scores agree to the last digits; orders agree because they are taken from rounded scores.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from arsheef.arabic.analysis import Term, analyse, is_stop

K1, B = 1.2, 0.75
LEVELS = (("skeleton", 0.5), ("class_", 1.0), ("form", 0.3))
STOP = 0.4
NEAR_WEIGHT, NEAR_ERROR, NEAR_TOP = 0.5, 8, 20
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


def title_nearness(
    terms: Sequence[Term], synonyms: Mapping[str, Sequence[Term]], idf: Callable[[str], float], title: str
) -> float:
    """What a title adds: for each two neighbouring query words that are no stop words, the smaller idf over 1 + the
    difference between their distance in the title and in the query. ``synonyms`` are those of Query."""
    words = [(place, term.class_) for place, term in enumerate(terms) if not is_stop(term.form)]
    places: dict[str, list[int]] = {}
    for place, term in enumerate(analyse(title)):
        places.setdefault(term.class_, []).append(place)
    added = 0.0
    for (at, first), (then, second) in pairwise(words):
        near, far = ([place for class_ in ([term.class_ for term in synonyms.get(key, ())] or [key])
                      for place in places.get(class_, ())] for key in (first, second))  # fmt: skip
        errors = [abs(v - u - (then - at)) for u in near for v in far]
        if errors and min(errors) <= NEAR_ERROR:
            added += min(idf(first), idf(second)) / (1 + min(errors))
    return NEAR_WEIGHT * added


def listed(order: Sequence[int], full: Container[int]) -> list[int]:
    """What is listed of an order of full and partial hits: the best NEAR_TOP, and of the rest the full ones."""
    return [doc for place, doc in enumerate(order) if place < NEAR_TOP or doc in full]


def ranked(total: Mapping[int, float], newest_first: Callable[[int], tuple[int, int]]) -> list[int]:
    """Documents by score, best first; equal scores newest first."""
    return sorted(total, key=lambda doc: (-math.floor(total[doc] * PRECISION + 0.5), newest_first(doc)))
