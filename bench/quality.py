"""Retrieval quality of the shipped search beside what others have: one command, one table.

    python bench/quality.py                                      prints it and writes docs/quality.md
    python bench/quality.py --check                              prints it; exit 1 where ours is below its floor
    python bench/quality.py --sets FOLDER --corpus FILE          scores other sets, in files of the same names and format

Needs the dependency group `bench` (make bench installs it), node, and the evaluation data: ../shared beside the repository,
or the folder that ARSHEEF_SHARED names. Static indexes that it builds are kept in .arsheef/bench.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import plain
import shipped
from measures import mean, reciprocal_rank
from report import OURS, Scores, page
from sets import DataError, EvaluationSet, read_sets

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "quality.md"
FLOORS = {"arcd": 0.85, "xquad": 0.955, "known-item": 0.955}
"""Start of a set's name -> the MRR that ours must not fall below."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the bench; gives the exit code."""
    shared = Path(os.environ.get("ARSHEEF_SHARED") or ROOT.parent / "shared")
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sets", type=Path, metavar="FOLDER", help="the evaluation sets (default: those of the shared data)")
    parser.add_argument("--corpus", type=Path, metavar="FILE", default=shared / "corpus" / "saudinews-dev.jsonl.gz",
                        help="JSON lines of the articles that known items are searched in")  # fmt: skip
    parser.add_argument("--check", action="store_true", help="exit 1 where ours is below its floor; writes nothing")
    options = parser.parse_args(arguments)
    try:
        sets = read_sets(options.sets or shared / "eval", options.corpus)
        results = [(evaluation, score(evaluation, shipped.CACHE)) for evaluation in sets]
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    text = page(results)
    print(text, end="")
    if options.check:
        faults = below_floor(results)
        print(*faults, sep="\n", file=sys.stderr)
        return 1 if faults else 0
    if not options.sets:
        PAGE.write_text(text, "utf-8")
    return 0


def score(evaluation: EvaluationSet, cache: Path) -> Scores:
    """The reciprocal rank of each question, for every system, ours last."""
    found: dict[str, list[float]] = {}
    for system in (*plain.ANALYSERS, OURS):
        print(f"{evaluation.name}: {system}", file=sys.stderr)
        ranked = shipped.rankings(evaluation, cache) if system == OURS else plain.rankings(evaluation, plain.ANALYSERS[system])
        found[system] = [reciprocal_rank(ids, q.answer) for ids, q in zip(ranked, evaluation.questions, strict=True)]
    return found


def below_floor(results: Sequence[tuple[EvaluationSet, Scores]]) -> list[str]:
    """A sentence for each floor that ours is below, or that no set was there for."""
    faults = []
    for start, floor in FLOORS.items():
        values = {evaluation.name: mean(scores[OURS]) for evaluation, scores in results if evaluation.name.startswith(start)}
        if not values:
            faults.append(f"{start}: no set of this name was scored, so its floor of {floor} is not checked.")
        faults += [f"{name}: {value:.4f} is below the floor of {floor}." for name, value in values.items() if value < floor]
    return faults


if __name__ == "__main__":
    sys.exit(main())
