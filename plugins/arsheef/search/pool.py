"""Tokens of many documents to sorted postings: documents are added as numbers of words, and sorted a few million at a time.

    token --dictionary--> number, once a distinct token       numbers of all tokens --one stable sort--> Run
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from arsheef.arabic.analysis import fold_anew, tokens
from arsheef.search.runs import Numbers, Run, merged, position_counts, stored
from arsheef.search.schema import GAP, LEAD_WEIGHT, LEAD_WORDS, TITLE_WEIGHT, term_key

RUN = 500_000
"""Words that are sorted at a time."""
TERM_CACHE = 500_000
"""Distinct tokens that are remembered between documents; then the dictionary starts anew, so that hostile input cannot
fill the memory."""
KEPT = 500_000
"""Positions that are kept in memory; of further runs only the terms are, and the postings go to a temporary folder."""
FULL_KEYS = 3_000_000
"""Terms of all runs together at which the pool asks for a new segment."""


class _TermNumbers(dict[str, int]):
    """Token -> number of its term, -1 where nothing of it is indexed. Two tokens of one form have one number, which is that
    of the form: folding it once more changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.keys_in_order: list[bytes] = []
        self[""] = -1

    def __missing__(self, token: str) -> int:
        form = fold_anew(token)
        if form not in self:
            self[form] = len(self.keys_in_order)
            self.keys_in_order.append(term_key(form))
        number = self[token] = self[form]
        return number


class TermPool:
    """Collects the words of documents, which are numbered in the order in which they are added."""

    def __init__(self) -> None:
        self._numbers = _TermNumbers()
        self._words: array[int] = array("i")
        self._titles: array[int] = array("i")
        self._sizes: array[int] = array("i")
        self._first = self.documents = 0
        self._runs: list[Run] = []
        self._lengths: list[Numbers] = []
        self._in_memory = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def add(self, title: str, body: str) -> int:
        """Appends a document; gives its length in words, those of the title counted TITLE_WEIGHT times."""
        numbers = self._numbers
        head = [number for number in map(numbers.__getitem__, tokens(title)) if number >= 0]
        words = list(map(numbers.__getitem__, tokens(body)))
        if -1 in words:
            words = [number for number in words if number >= 0]
        self._words.extend(head)
        self._words.extend(words)
        self._titles.append(len(head))
        self._sizes.append(len(head) + len(words))
        self.documents += 1
        if len(self._words) >= RUN or len(numbers) >= TERM_CACHE:
            self._sort()
        return TITLE_WEIGHT * len(head) + len(words)  # BM25F: a word of the title is as long as it is heavy

    def add_run(self, run: Run) -> None:
        """Appends postings of documents that were counted by skip()."""
        lengths = position_counts(run)
        if self._in_memory + run.positions.size > KEPT:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="arsheef-")
            run = stored(run, Path(self._folder.name), len(self._runs))
        else:
            self._in_memory += run.positions.size
        self._runs.append(run)
        self._lengths.append(lengths)

    def skip(self, documents: int) -> int:
        """Takes numbers for documents whose postings come by add_run; gives the first of them."""
        self._sort()
        first = self.documents
        self.documents = self._first = first + documents
        return first

    @property
    def is_full(self) -> bool:
        """Whether another segment should take the next documents."""
        return sum(len(run.keys) for run in self._runs) >= FULL_KEYS

    def merged(self, numbers: Numbers) -> Iterator[Run]:
        """All postings in batches of terms, documents renumbered (see runs.merged)."""
        self._sort()
        self._numbers = _TermNumbers()
        if self._runs:
            yield from merged(self._runs, numbers, self._lengths)

    def cleanup(self) -> None:
        """Removes the temporary files; Whoosh calls this when the segment is closed."""
        self._runs.clear()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _sort(self) -> None:
        """Makes a run of all words since the last one."""
        if self._words:
            words = np.frombuffer(self._words, np.int32)
            titles, sizes = np.frombuffer(self._titles, np.int32), np.frombuffer(self._sizes, np.int32)
            self.add_run(_run_of(self._numbers.keys_in_order, words, titles, sizes, self._first))
            del words, titles, sizes
        self._words, self._titles, self._sizes = array("i"), array("i"), array("i")
        self._first = self.documents
        if len(self._numbers) >= TERM_CACHE:
            self._numbers = _TermNumbers()


def _run_of(keys: list[bytes], words: Numbers, titles: Numbers, sizes: Numbers, first: int) -> Run:
    """Sorts the words of consecutive documents, the title's before the body's, by term, document and position."""
    used = np.flatnonzero(np.bincount(words, minlength=len(keys)))
    in_order = sorted(used.tolist(), key=keys.__getitem__)
    rank = np.zeros(len(keys), np.int32)
    rank[in_order] = np.arange(len(in_order), dtype=np.int32)
    of = rank[words]
    order = np.argsort(of, kind="stable")
    of = of[order]
    starts = np.cumsum(sizes) - sizes
    place = np.arange(len(words), dtype=np.int32) - np.repeat(starts.astype(np.int32), sizes)
    of_title = np.repeat(titles, sizes)
    docs = np.repeat(np.arange(first, first + len(sizes), dtype=np.int32), sizes)[order]
    weights = np.where(place < of_title, TITLE_WEIGHT, np.where(place < of_title + LEAD_WORDS, 1 + LEAD_WEIGHT, 1))
    weights = weights.astype(np.int32)[order]
    place += np.where(place < of_title, 0, GAP).astype(np.int32)
    place = place[order]
    new_term = np.append(True, of[1:] != of[:-1])
    posting = np.flatnonzero(new_term | np.append(True, docs[1:] != docs[:-1]))
    counts = np.diff(posting, append=len(words)).astype(np.int32)
    of_posting = np.flatnonzero(new_term[posting])
    return Run(
        [keys[number] for number in in_order],
        np.diff(of_posting, append=len(posting)).astype(np.int32),
        docs[posting], np.add.reduceat(weights, posting).astype(np.int32), counts, place,
    )  # fmt: skip
