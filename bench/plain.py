"""Plain BM25F, the same for every analyser that ours is compared with: all terms of a query ORed, the title three times.

    score = sum over distinct terms of idf w (k1 + 1) / (w + k1),  idf = ln(1 + (N - n + .5) / (n + .5))
    w     = body + 3 title, each being tf / (1 - b + b length / average length of that field),  k1 1.2,  b .75

(Zaragoza and others 2004; one length for both fields together would cost Lucene's rules .006 on headlines.)
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from snowballstemmer import stemmer

import lucene
from arsheef.arabic.analysis import analyse, forms
from measures import DEPTH
from sets import EvaluationSet, Text

K1, B, TITLE_WEIGHT = 1.2, 0.75, 3
Analyser = Callable[[str], list[str]]
Column = npt.NDArray[Any]
"""A number a document."""

_snowball = stemmer("arabic")
_stems: dict[str, str] = {}


def lower(text: str) -> list[str]:
    """The words as they stand, in lower case."""
    return [term.text.lower() for term in analyse(text)]


def snowball(text: str) -> list[str]:
    """The words, each by Snowball's Arabic stemmer, which folds letters too."""
    words = lower(text)
    for word in words:
        if word not in _stems:
            _stems[word] = _snowball.stemWord(word)
    return [_stems[word] for word in words]


ANALYSERS: dict[str, Analyser] = {"none": lower, "normalised": forms, "Snowball": snowball, "Lucene": lucene.analyse}


def rankings(evaluation: EvaluationSet, analyser: Analyser) -> list[list[str]]:
    """The first DEPTH document ids for each question."""
    queries = [list(dict.fromkeys(analyser(question.query))) for question in evaluation.questions]
    index = Index(evaluation.texts, analyser, {term for query in queries for term in query})
    return [index.search(query) for query in queries]


class Index:
    """What each of the terms that are asked for adds to the score of which documents."""

    def __init__(self, texts: Sequence[Text], analyser: Analyser, wanted: set[str]) -> None:
        self.ids = [text.id for text in texts]
        title = Field((analyser(text.title) for text in texts), wanted)
        body = Field((analyser(text.body) for text in texts), wanted)
        self._gains = {term: self._gain(body.weights(term) + TITLE_WEIGHT * title.weights(term)) for term in sorted(wanted)}

    def _gain(self, weights: Column) -> tuple[Column, Column]:
        """Documents of a term and what it adds to the score of each."""
        docs = np.flatnonzero(weights)
        idf = np.log(1 + (len(self.ids) - len(docs) + 0.5) / (len(docs) + 0.5))
        return docs, idf * weights[docs] * (K1 + 1) / (weights[docs] + K1)

    def search(self, terms: Iterable[str]) -> list[str]:
        """Ids of the best DEPTH documents with any of the terms; equal scores in the order of the documents."""
        score = np.zeros(len(self.ids))
        for term in terms:
            docs, gain = self._gains[term]
            score[docs] += gain
        best = np.argsort(-score, kind="stable")[:DEPTH]
        return [self.ids[number] for number in best if score[number] > 0]


class Field:
    """One field of all documents: how often each of the terms that are asked for stands in it, and its lengths."""

    def __init__(self, documents: Iterable[list[str]], wanted: set[str]) -> None:
        self._docs: dict[str, array[int]] = {term: array("l") for term in wanted}
        self._counts: dict[str, array[int]] = {term: array("l") for term in wanted}
        lengths = []
        for number, terms in enumerate(documents):
            lengths.append(len(terms))
            for term, count in Counter(term for term in terms if term in wanted).items():
                self._docs[term].append(number)
                self._counts[term].append(count)
        length = np.array(lengths, dtype=float)
        self._norm = 1 - B + B * length / (length.mean() or 1)

    def weights(self, term: str) -> Column:
        """tf over the length's norm, for every document."""
        weights = np.zeros(len(self._norm))
        docs = np.array(self._docs[term], dtype=int)
        weights[docs] = np.array(self._counts[term], dtype=float) / self._norm[docs]
        return weights
