"""Postings of a heavy skeleton as bits, in files of which a query word needs one: totals of the skeleton, of the word's class
and of its form.

    file  = totals  number(classes) { word(class)  within(totals)  number(forms) { word(form)  within(class) } }

A class with broken plurals is followed by its parts, the plural alone and the rest, as classes =plural and =singular.

Documents of a class are places in the list of the skeleton, those of a form places in the list of its class, so that each
list costs only what the longer one does not tell. Classes are spread over groups of files and the forms of a group over its
files by their hash; each file repeats the totals, and the classes of its group. The browser's twin is
theme/static/search/lists.js; tests/vectors/lists.json is run by both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from arsheef.arabic.analysis import own_class
from arsheef.search.bits import Array, below, letters, number, numbers, steps, within, word
from arsheef.search.codec import hash_of

MOST_FILES = 6
WORTH = 400
"""Bytes that a further file must save a query word."""


class Term(NamedTuple):
    """One form of the skeleton, with its documents, ascending."""

    class_: str
    form: str
    docs: Array
    weights: Array


class _Form(NamedTuple):
    hash: int
    postings: int
    bits: str


class _Class(NamedTuple):
    hash: int
    postings: int
    bits: str
    forms: list[_Form]


def list_files(terms: Sequence[Term]) -> tuple[str, list[str]]:
    """A digit for each group, the number of its files, and all files in order."""
    docs, at = np.unique(np.concatenate([term.docs for term in terms]), return_inverse=True)
    totals = np.bincount(at, weights=np.concatenate([term.weights for term in terms])).astype(np.int64)
    head = number(docs.size) + numbers(steps(docs)) + numbers(totals - 1)
    classes: list[_Class] = []
    start = 0
    for name, same in _by_class(terms):
        size = sum(term.docs.size for term in same)
        places = at[start : start + size]
        classes += [_class(name, same, places, totals), *_own_classes(name, same, places, totals)]
        start += size
    groups = _files_for(classes)
    digits, files = "", []
    for n in range(groups):
        group = [each for each in classes if each.hash % groups == n]
        buckets = _files_for([form for each in group for form in each.forms])
        digits += str(buckets)
        for bucket in range(buckets):
            parts = [head, number(len(group))]
            for each in group:
                own = [form.bits for form in each.forms if form.hash % buckets == bucket]
                parts += [each.bits, number(len(own)), *own]
            files.append(letters("".join(parts)))
    return digits, files


def _by_class(terms: Sequence[Term]) -> Iterable[tuple[str, list[Term]]]:
    found: dict[str, list[Term]] = {}
    for term in terms:
        found.setdefault(term.class_, []).append(term)
    return found.items()


def _class(name: str, terms: Sequence[Term], at: Array, totals: Array) -> _Class:
    """A class whose documents are ``at`` places of the skeleton's list, form after form."""
    members, places = np.unique(at, return_inverse=True)
    weights = np.bincount(places, weights=np.concatenate([at[:0], *(term.weights for term in terms)])).astype(np.int64)
    forms: list[_Form] = []
    start = 0
    for term in terms:
        own = places[start : start + term.docs.size]
        start += term.docs.size
        bits = word(term.form) + within(own, members.size) + below(weights[own], term.weights)
        forms.append(_Form(hash_of(term.form), term.docs.size, bits))
    bits = word(name) + within(members, totals.size) + below(totals[members], weights)
    return _Class(hash_of(name), at.size, bits, forms)


def _own_classes(name: str, terms: Sequence[Term], at: Array, totals: Array) -> Iterator[_Class]:
    """The parts of a class, its own name among them, where a form is one of a broken plural; asked for with the class."""
    own = [own_class(term.form, name) for term in terms]
    for part in sorted({name, *own}) if set(own) != {name} else ():
        mine = np.repeat([each == part for each in own], [term.docs.size for term in terms])
        whole = _class(f"={part}", [term for term, each in zip(terms, own, strict=True) if each == part], at[mine], totals)
        yield _Class(hash_of(name), 0, whole.bits, [])


def _files_for(items: Sequence[_Class | _Form]) -> int:
    """How many files, by hash, make a query word read least; the oftener a word stands, the oftener it is asked for."""
    often = sum(item.postings for item in items) or 1

    def expected(files: int) -> float:
        bits, postings = [0] * files, [0] * files
        for item in items:
            bits[item.hash % files] += len(item.bits)
            postings[item.hash % files] += item.postings
        return sum(size * count for size, count in zip(bits, postings, strict=True)) / often + 8 * WORTH * files

    return min(range(1, MOST_FILES + 1), key=expected)
