"""Form -> class -> skeleton: cutting affixes as the class and skeleton levels of rules.json say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from arsheef.arabic.rules import Rules

_Replacement = tuple[str, str]
_Suffix = tuple[str, str, int, int]
"""What is cut, what comes in its place, letters of the one, letters of the shortest word that loses it."""


@dataclass(frozen=True, slots=True)
class _Proclitics:
    """One ``proclitics`` operation. What remains has ``keep`` letters, or is one of ``short``, or of ``hamza`` less its hamza,
    which the long word has lost."""

    sure: bool
    keep: int
    short: frozenset[str]
    hamza: dict[str, str]
    prefixes: dict[str, list[str]]
    """By their first letters."""
    restore: dict[str, str]

    def cut(self, form: str) -> list[tuple[str, str]]:
        """Each prefix that ``form`` has, and its rest."""
        return [
            (prefix, self.hamza.get(rest, rest))
            for prefix in self.prefixes.get(form[:1], ())
            if form.startswith(prefix)
            and (len(rest := form[len(prefix) :]) >= self.keep or rest in self.short or rest in self.hamza)
        ]


class ClassCutter:
    """Finds the class of a form with the help of a base list."""

    def __init__(self, rules: Rules, bases: Iterable[str], letters: frozenset[str], plurals: Mapping[str, str]) -> None:
        """``letters``: the Arabic ones; a word with any other is its own class. ``plurals``: form of each broken plural ->
        form of its singular, whose class it gets."""
        self._letters = letters
        self._protected: set[str] = set()
        self._proclitics: list[_Proclitics] = []
        self._suffixes: dict[str, list[_Suffix]] = {}
        self._keep = self._times = self._left = 0
        self._fallback: list[tuple[int, int, tuple[str, ...]]] = []
        nouns: set[str] = set()
        for operation in rules.level("class"):
            fields = operation.fields
            if operation.op == "protect":
                self._protected.update(fields["words"].split())
            elif operation.op == "base":
                nouns.update(fields["words"].split())
            elif operation.op == "proclitics":
                restore = dict(_replacements(fields.get("restore", "")))
                short = frozenset(fields.get("short", "").split())
                hamza = {word.removesuffix("ء"): word for word in fields.get("hamza", "").split()}
                prefixes: dict[str, list[str]] = {}
                for prefix in fields["prefixes"].split():
                    prefixes.setdefault(prefix[0], []).append(prefix)
                self._proclitics.append(_Proclitics(fields["sure"], fields["keep"], short, hamza, prefixes, restore))
            elif operation.op == "suffixes":
                self._keep, self._times = fields["keep"], fields["times"]
                replacements = _replacements(fields["rules"])
                self._suffixes = _by_ending(self._keep, replacements)
                self._left = self._keep - max(len(by) - (suffix[0] == by[:1]) for suffix, by in replacements)
            else:
                self._fallback.append((fields["min"], fields["keep"], tuple(fields["suffixes"].split())))
        self._bases = self._protected.union(bases, nouns, plurals, plurals.values())
        self._bases -= {prefix + rest for cut in self._proclitics for prefix in _all(cut.prefixes) for rest in cut.short}
        self._stops = {word for operation in rules.level("stop") for word in operation.fields["words"].split()}
        self._goals = self._bases - self._stops
        sure = tuple(prefix for proclitics in self._proclitics if proclitics.sure for prefix in _all(proclitics.prefixes))
        self._with_article = {name for name in self._protected if name.startswith(sure)}
        self._article_starts = {name[0] for name in self._with_article}
        self._protected_starts = {name[: self._left] for name in self._protected}
        self._singulars = {plural: self._cut(singular) for plural, singular in plurals.items()}
        self._with_plurals = frozenset(self._singulars.values())

    def cut(self, form: str) -> str:
        """The class of ``form``."""
        class_ = self._cut(form)
        return self._singulars.get(class_, class_)

    def own(self, form: str, class_: str) -> str:
        """The class of ``form``, whose class is ``class_``, where a broken plural is one of its own."""
        return self._cut(form) if class_ in self._with_plurals else class_

    def _cut(self, form: str) -> str:
        if form in self._bases or not self._letters.issuperset(form):
            return form
        restored, candidates = self._candidates(form)
        if name := self._protected_in(form) or self._protected_name(form, restored):
            return name
        if restored in self._bases:
            return restored
        base = self._base_among(candidates)
        return base or (restored and self._base_of(self._reached(restored))) or self._cut_unknown(candidates[0])

    def _base_among(self, candidates: list[str]) -> str | None:
        """The base of the first candidate that is one or reaches one by at most one suffix, else of the first that does by
        two. A longer base behind a proclitic is likelier than a short one and two suffixes: بشركة is no form of بشر."""
        near = [[candidate, *self._shorten(candidate)] for candidate in candidates]
        far = ([shorter for longer in words[1:] for shorter in self._shorten(longer)] for words in near)
        for words in near:
            if base := words[0] if words[0] in self._bases else self._base_of(words):
                own = self._base_of(next(far)) if words is not near[0] else None
                return own if own and len(own) >= len(base) else base
        return next(filter(None, map(self._base_of, far)), None)

    def _protected_name(self, form: str, restored: str) -> str | None:
        """The protected word that ``form`` has in it behind a proclitic that looks like a part of it."""
        if restored and (name := self._protected_in(restored)):
            return name
        return next(filter(None, (_first(self._reached(word), names) for word, names in self._with_own_article(form))), None)

    def _protected_in(self, word: str) -> str | None:
        """The protected word that ``word`` is, less suffixes; cutting them leaves the first letters."""
        return _first(self._reached(word), self._protected) if word[: self._left] in self._protected_starts else None

    def bare(self, form: str) -> str:
        """``form`` less its article and what is written together with that, where it has one."""
        for proclitics in self._proclitics:
            if proclitics.sure:
                for _, rest in proclitics.cut(form):
                    return rest
        return form

    def _base_of(self, reached: list[str]) -> str | None:
        return _first(reached, self._protected) or _first(reached, self._goals)

    def _with_own_article(self, form: str) -> Iterator[tuple[str, set[str]]]:
        """The rests of ``form`` that may be a name such as المانيا, whose first letters look like the article."""
        for proclitics in self._proclitics:
            if not proclitics.sure:
                for _, rest in proclitics.cut(form):
                    if rest[0] in self._article_starts:  # cutting suffixes leaves the first letter
                        yield rest, self._with_article

    def _candidates(self, form: str) -> tuple[str, list[str]]:
        """The word with its ل given back, or nothing; what ``form`` may be less its proclitics, likeliest first."""
        found = [form]
        for proclitics in self._proclitics:
            for prefix, rest in proclitics.cut(form):
                if proclitics.sure:
                    return proclitics.restore[prefix] + rest if prefix in proclitics.restore else "", [rest]
                found.append(rest)
        return "", found

    def _reached(self, word: str) -> list[str]:
        """What ``word`` becomes by cutting suffixes, those with fewer cuts first."""
        level, reached = [word], [word]
        for _ in range(self._times):
            level = [shorter for longer in level for shorter in self._shorten(longer)]
            reached += level
        return reached

    def _shorten(self, word: str) -> list[str]:
        size = len(word)
        if size <= self._keep:
            return []
        return [
            word[:-cut] + replacement
            for suffix, replacement, cut, least in self._suffixes.get(word[-2:], self._suffixes.get(word[-1], ()))
            if size >= least and word.endswith(suffix)
        ]

    def _cut_unknown(self, word: str) -> str:
        for least, keep, suffixes in self._fallback:
            if len(word) >= least:
                for suffix in suffixes:
                    rest = word.removesuffix(suffix)
                    if len(word) > len(rest) >= keep and rest not in self._stops:
                        return rest
        return word


def _first(words: list[str], among: set[str]) -> str | None:
    """The first of ``words`` that is one of ``among``."""
    return None if among.isdisjoint(words) else next(word for word in words if word in among)


def _all(by_letter: Mapping[str, list[str]]) -> Iterable[str]:
    return chain.from_iterable(by_letter.values())


def _by_ending(keep: int, rules: list[_Replacement]) -> dict[str, list[_Suffix]]:
    """The last two letters of a word -> the suffixes that it may have; of those that end none of two, its last letter."""
    suffixes = [(suffix, by, len(suffix), keep + len(suffix) - len(by)) for suffix, by in rules]
    endings = {suffix[-2:] for suffix, _ in rules} | {suffix[-1] for suffix, _ in rules}
    return {ending: [each for each in suffixes if ending.endswith(each[0][-2:])] for ending in endings}


def _replacements(rules: str) -> list[_Replacement]:
    """``x>y`` rules as pairs; ``x`` alone is replaced by nothing."""
    return [(x, y) for x, _, y in (rule.partition(">") for rule in rules.split())]


class SkeletonCutter:
    """Takes a class to its skeleton: what is common to derived words, coarse, for ranking only."""

    def __init__(self, rules: Rules) -> None:
        self._steps = [(operation.op, operation.fields, _compiled(operation.fields)) for operation in rules.level("skeleton")]

    def cut(self, class_: str) -> str:
        """The skeleton of ``class_``: of the steps' results the last that has ``keep`` letters."""
        word = class_
        for op, fields, compiled in self._steps:
            if op == "delete_after_first":
                return self._without_vowels(class_, word, fields["keep"], compiled)
            if len(word) >= fields["min"]:
                word = _drop(op, compiled, word)
        return word

    @staticmethod
    def _without_vowels(class_: str, word: str, keep: int, gone: Any) -> str:
        for result in (word[:1] + word[1:].translate(gone), word):
            if len(result) >= keep:
                return result
        return class_


def _compiled(fields: Mapping[str, Any]) -> Any:
    """The affixes of a step, or what its letters are translated to."""
    return tuple(fields["affixes"].split()) if "affixes" in fields else dict.fromkeys(map(ord, fields["letters"]))


def _drop(op: str, affixes: tuple[str, ...], word: str) -> str:
    for affix in affixes:
        if op == "drop_start" and word.startswith(affix):
            return word[len(affix) :]
        if op == "drop_end" and word.endswith(affix):
            return word[: -len(affix)]
    return word
