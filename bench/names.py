"""Names against labelled texts: all mentions, and facets. python bench/names.py anercorp-dev.jsonl.gz aqmar-dev.jsonl.gz

A document is a window of ten sentences. A mention counts where span (in tokens) and type are those of the gold; a facet
counts where the gold has a name of that type in the document that is the facet or a part of it.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from arsheef.enrich.clues import WORDS
from arsheef.enrich.facets import facets_of
from arsheef.enrich.lexicon import key
from arsheef.enrich.names import find_names

WINDOW = 10
KINDS = {"LOC": "place", "PER": "person", "ORG": "organisation"}
"""Their names of kinds -> ours. What else they tag is not looked for."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document: its tokens, and the gold as (first token, token after, kind)."""

    tokens: tuple[str, ...]
    gold: frozenset[tuple[int, int, str]]

    @property
    def text(self) -> str:
        """The tokens as a text."""
        return " ".join(self.tokens)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Of what was found, how much is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what there is, how much was found; 0 where there is nothing."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def read_labelled(path: Path) -> list[Labelled]:
    """Windows of ten sentences of a file of {tokens, tags} rows."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [_window(rows[at : at + WINDOW]) for at in range(0, len(rows), WINDOW)]


def _window(rows: Sequence[dict[str, list[str]]]) -> Labelled:
    tokens = [token for row in rows for token in row["tokens"]]
    tags = [tag for row in rows for tag in row["tags"]]
    gold = set()
    at = 0
    while at < len(tags):
        end = at + 1
        if tags[at].startswith("B-"):
            while end < len(tags) and tags[end] == f"I-{tags[at][2:]}":
                end += 1
            if tags[at][2:] in KINDS:
                gold.add((at, end, KINDS[tags[at][2:]]))
        at = end
    return Labelled(tuple(tokens), frozenset(gold))


def mentions(document: Labelled) -> set[tuple[int, int, str]]:
    """What ``find_names`` gives, in tokens: those that a name touches."""
    token_at = [number for number, token in enumerate(document.tokens) for _ in range(len(token) + 1)]
    return {(token_at[name.start], token_at[name.end - 1] + 1, name.kind) for name in find_names(document.text)}


def score_mentions(documents: Sequence[Labelled]) -> dict[str, Score]:
    """Exact spans with their types, by kind."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for document in documents:
        ours = mentions(document)
        right.update(kind for _, _, kind in ours & document.gold)
        found.update(kind for _, _, kind in ours)
        wanted.update(kind for _, _, kind in document.gold)
    return {kind: Score(right[kind], found[kind], wanted[kind]) for kind in KINDS.values()}


def gold_names(document: Labelled, kind: str) -> set[str]:
    """Keys of the gold names of a kind, with and without letters that may be proclitics."""
    return {form for first, last, k in document.gold if k == kind for form in _forms(document.tokens[first:last])}


def _forms(tokens: Sequence[str]) -> Iterator[str]:
    rest = key(" ".join(tokens[1:]))
    for _, form in WORDS[tokens[0]].cuts:
        yield f"{form} {rest}".strip()


def facets(document: Labelled) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Facets by kind, each as the texts of all mentions that make it."""
    found = facets_of("", [document.text])
    return {kind: found.evidence(kind) for kind in KINDS.values()}


def score_facets(documents: Sequence[Labelled]) -> dict[str, Score]:
    """A facet is right where one of its mentions, or its name, is a gold name of that type in the document. Wanted are the
    different names of the gold."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for document in documents:
        for kind, names in facets(document).items():
            gold = gold_names(document, kind)
            found[kind] += len(names)
            right[kind] += sum(any(key(text) in gold for text in texts) for texts in names)
            wanted[kind] += len({key(" ".join(document.tokens[f:e])) for f, e, k in document.gold if k == kind})
    return {kind: Score(right[kind], found[kind], wanted[kind]) for kind in KINDS.values()}


def report(path: Path) -> Iterator[str]:
    """The lines of the table of one file."""
    documents = read_labelled(path)
    for what, scores in (("mentions", score_mentions(documents)), ("facets", score_facets(documents))):
        for kind, score in scores.items():
            counts = f"{score.right}/{score.found}/{score.wanted}"
            yield f"| {path.name} | {what} | {kind} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} | {counts} |"


def main(paths: Sequence[str]) -> None:
    """Prints the table."""
    sys.stdout.write("| set | what | kind | precision | recall | F1 | right/found/wanted |\n|---|---|---|---|---|---|---|\n")
    for path in paths:
        for line in report(Path(path)):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
