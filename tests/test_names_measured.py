"""Names against the labelled sets: the figures that the program must reach, and that the counting is right."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

import names as bench

MENTIONS = {"place": 0.80, "person": 0.55, "organisation": 0.53}
FACETS = {"place": 0.87, "person": 0.82, "organisation": 0.87}
"""Least F1 of all mentions, least precision of facets, on ANERcorp."""
RECALL = {"place": 0.70, "person": 0.25, "organisation": 0.50}
"""A facet that never appears would be precise, too."""


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[bench.Labelled]:
    return bench.read_labelled(shared / "eval" / "anercorp-dev.jsonl.gz")


def test_mentions_are_as_good_as_asked(documents: list[bench.Labelled]) -> None:
    scores = bench.score_mentions(documents)
    assert {kind: round(score.f1, 3) for kind, score in scores.items() if score.f1 < MENTIONS[kind]} == {}


def test_facets_are_as_precise_as_asked(documents: list[bench.Labelled]) -> None:
    scores = bench.score_facets(documents)
    assert {kind: round(score.precision, 3) for kind, score in scores.items() if score.precision < FACETS[kind]} == {}
    assert {kind: round(score.recall, 3) for kind, score in scores.items() if score.recall < RECALL[kind]} == {}


def test_a_mention_counts_only_with_its_exact_span_and_kind() -> None:
    tokens = ("زار", "الرئيس", "بشار", "الأسد", "وموسكو")
    right = bench.Labelled(tokens, frozenset({(2, 4, "person"), (4, 5, "place")}))
    short = bench.Labelled(tokens, frozenset({(2, 3, "person"), (4, 5, "organisation")}))
    assert [score.right for score in bench.score_mentions([right]).values()] == [1, 1, 0]
    assert [score.right for score in bench.score_mentions([short]).values()] == [0, 0, 0]
    assert bench.score_mentions([short])["organisation"].recall == 0.0


def test_a_facet_that_the_gold_does_not_have_is_wrong() -> None:
    document = bench.Labelled(("زار", "موسكو", "وباريس"), frozenset({(1, 2, "place")}))
    score = bench.score_facets([document])["place"]
    assert (score.right, score.found, score.wanted) == (1, 2, 1)
