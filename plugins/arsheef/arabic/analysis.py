"""Text -> terms: the interpreter of rules.json, as pure functions. theme/static/search/analysis.js is its twin.

    text --token--> كِتَابهم --form--> كتابهم --class--> كتاب --skeleton--> كتب
                              indexed          matches           ranks only
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise, permutations
from typing import Any

from arsheef.arabic.affixes import ClassCutter, SkeletonCutter
from arsheef.arabic.remembered import Remembered
from arsheef.arabic.rules import Operation, Rules, bounds, characters, read_bases, read_plurals, read_rules, read_synonyms

_Step = Callable[[str], str]

PLAIN_LENGTH = 24
"""Characters of the longest token that may be folded letter by letter."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a text. ``start`` and ``end`` are offsets into it, in code points; ``text`` is what stands there."""

    text: str
    form: str
    class_: str
    own: str
    """The class, where a broken plural is one of its own."""
    skeleton: str
    start: int
    end: int


class Analyser:
    """Rules and bases, compiled. The functions of this module are those of the shipped table's analyser."""

    def __init__(
        self, rules: Rules, bases: Iterable[str], plurals: Iterable[tuple[str, str]] = (), groups: Iterable[Iterable[str]] = ()
    ) -> None:
        """All words of ``plurals``, and of ``groups`` of synonyms, all as written, are bases too."""
        self._token = _token_pattern(rules)
        self._steps = [_form_step(operation) for operation in rules.level("form")]
        self._letters = _letter_by_letter(rules, [step for _, step in self._steps])
        self._plain = frozenset(letter for letter, to in self._letters.items() if letter == to)
        self._mapped = frozenset(self._letters)
        self._table = str.maketrans(self._letters)
        self._kept = frozenset(word.translate(self._table) for keep, _ in self._steps for word in keep)
        self._forms = Remembered(self.fold_anew)
        singulars = {self._forms[plural]: self._forms[singular] for plural, singular in plurals}
        loans = (self._forms[word] for group in groups for word in group)
        cutter = ClassCutter(rules, chain(bases, loans), _arabic_letters(rules), singulars)
        self.class_anew, self.own_class, self.bare = cutter.cut, cutter.own, cutter.bare
        self._classes = Remembered(cutter.cut)
        self._skeletons = Remembered(SkeletonCutter(rules).cut)
        self._stops = frozenset(word for operation in rules.level("stop") for word in operation.fields["words"].split())
        self._alike = frozenset(_alike(rules))

    def analyse(self, text: str) -> list[Term]:
        """Every word of ``text`` with its three levels, in order. A token that folds to nothing gives no term."""
        terms = []
        for match in self._token.finditer(text):
            if form := self._forms[match[0]]:
                class_ = self._classes[form]
                own = self.own_class(form, class_)
                terms.append(Term(match[0], form, class_, own, self._skeletons[class_], match.start(), match.end()))
        return terms

    def forms(self, text: str) -> list[str]:
        """The forms of ``analyse(text)`` alone, quickly: for indexing."""
        return list(filter(None, map(self._forms.__getitem__, self._token.findall(text))))

    def tokens(self, text: str) -> list[str]:
        """What ``fold`` is for: the words of ``text`` as they stand there."""
        return self._token.findall(text)

    def fold(self, token: str) -> str:
        """The form of one token as the tokeniser cuts it; empty where nothing but marks remains."""
        return self._forms[token]

    def class_of(self, form: str) -> str:
        """The class of a form: what matches, is counted and marked."""
        return self._classes[form]

    def skeleton_of(self, form: str) -> str:
        """The skeleton of a form, by way of its class: for ranking only."""
        return self._skeletons[self._classes[form]]

    def cut_skeleton(self, class_: str) -> str:
        """The skeleton of a class."""
        return self._skeletons[class_]

    def is_stop(self, form: str) -> bool:
        """Whether a form is a stop word: it weighs little in a query that has another word."""
        return form in self._stops

    def alike(self, letters: str) -> bool:
        """Whether two letters are easily taken or typed for each other."""
        return letters in self._alike

    def fold_anew(self, token: str) -> str:
        """What ``fold`` gives, not remembered: for a caller who remembers it, as ``class_anew`` is for ``class_of``."""
        if len(token) <= PLAIN_LENGTH and self._mapped.issuperset(token):
            folded = token if self._plain.issuperset(token) else token.translate(self._table)
            if folded not in self._kept:
                return folded
        word = token
        for keep, step in self._steps:
            if word in keep:
                break
            word = step(word)
        return word


def _token_pattern(rules: Rules) -> re.Pattern[str]:
    """A run of one kind of letters, starting with a letter; what stands inside may follow it."""
    inside = "".join(_class_of_ranges(operation.fields["ranges"]) for operation in _of(rules, "inside"))
    kinds = [operation.fields[kind] for operation in _of(rules, "runs") for kind in ("arabic", "other")]
    return re.compile("|".join(f"[{_class_of_ranges(kind)}][{_class_of_ranges(kind)}{inside}]*" for kind in kinds))


def _class_of_ranges(ranges: Iterable[str]) -> str:
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in map(bounds, ranges))


def _of(rules: Rules, op: str) -> list[Operation]:
    return [operation for operation in rules.operations if operation.op == op]


def _letter_by_letter(rules: Rules, steps: list[_Step]) -> dict[str, str]:
    """Letters that all steps together leave, or make another, wherever they stand: most words have no others, and are folded at
    once. Where a step replaces letters that follow one another, the first of them is none of these."""
    replaced = {old[0] for operation in rules.level("form") for old in operation.fields.get("replace", ())}
    folded: dict[str, str] = {}
    for letter in map(chr, (*range(0x621, 0x64B), *range(0x671, 0x6D4))):
        alone, many = letter, letter * PLAIN_LENGTH
        for step in steps:
            alone, many = step(alone), step(many)
        if letter not in replaced and len(alone) == 1 and many == alone * PLAIN_LENGTH:
            folded[letter] = alone
    return {letter: to for letter, to in folded.items() if folded.get(to) == to}


def _arabic_letters(rules: Rules) -> frozenset[str]:
    return frozenset().union(*(characters(operation.fields["arabic"]) for operation in _of(rules, "runs")))


def _alike(rules: Rules) -> Iterator[str]:
    """Every two letters of a group, and every two neighbours of a row, either way round."""
    for operation in rules.level("spelling"):
        for group in operation.fields["groups"].split():
            yield from map("".join, permutations(group, 2))
        for row in operation.fields["rows"].split():
            yield from (pair for a, b in pairwise(row) for pair in (a + b, b + a))


def _form_step(operation: Operation) -> tuple[frozenset[str], Callable[[str], str]]:
    """Words that end the folding before this step, and the step."""
    if operation.op == "keep":
        return frozenset(operation.fields["words"]), str
    step = _STEPS[operation.op](operation.fields)
    return frozenset(), _from_length(operation.fields, step) if "min" in operation.fields else step


def _compose(fields: Mapping[str, Any]) -> _Step:
    glyphs = {ord(glyph): unicodedata.normalize("NFKC", glyph) for glyph in characters(fields["nfkc"])}
    return lambda word: unicodedata.normalize("NFC", word.translate(glyphs))


def _delete(fields: Mapping[str, Any]) -> _Step:
    gone = dict.fromkeys(map(ord, characters(fields["ranges"])))
    return lambda word: word.translate(gone)


def _map(fields: Mapping[str, Any]) -> _Step:
    table = {ord(letter): to for letters, to in fields["map"].items() for letter in letters}
    return lambda word: word.translate(table)


def _replace(fields: Mapping[str, Any]) -> _Step:
    def step(word: str) -> str:
        for old, new in fields["replace"].items():
            word = word.replace(old, new)
        return word

    return step


def _truncate(fields: Mapping[str, Any]) -> _Step:
    length: int = fields["length"]
    return lambda word: word[:length]


def _lower(_: Mapping[str, Any]) -> _Step:
    def step(word: str) -> str:
        lower = word.lower()
        return lower if word.isascii() or lower == word else "".join([letter.lower() for letter in word])

    return step


def _from_length(fields: Mapping[str, Any], step: _Step) -> _Step:
    """``step`` for words of ``min`` letters and more, the first ``uncounted`` prefix that fits not among them."""
    least, uncounted = fields["min"], fields.get("uncounted", "").split()

    def from_length(word: str) -> str:
        prefix = next(filter(word.startswith, uncounted), "")
        return step(word) if len(word) - len(prefix) >= least else word

    return from_length


_STEPS: dict[str, Callable[[Mapping[str, Any]], _Step]] = {
    "lower": _lower,
    "compose": _compose,
    "delete": _delete,
    "map": _map,
    "replace": _replace,
    "truncate": _truncate,
}

_shipped = Analyser(read_rules(), read_bases(), read_plurals(), read_synonyms())
analyse = _shipped.analyse
forms = _shipped.forms
tokens = _shipped.tokens
fold = _shipped.fold
fold_anew = _shipped.fold_anew
class_of = _shipped.class_of
class_anew = _shipped.class_anew
own_class = _shipped.own_class
cut_skeleton = _shipped.cut_skeleton
skeleton_of = _shipped.skeleton_of
is_stop = _shipped.is_stop
bare = _shipped.bare
alike = _shipped.alike
