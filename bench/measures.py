"""Mean reciprocal rank, and whether one system's is really higher than another's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

DEPTH = 10
RESAMPLES = 10_000
SEED = 20150721


def reciprocal_rank(ranking: Sequence[str], answer: str) -> float:
    """1 / place of ``answer`` among the first DEPTH of a ranking, 0 where it is not among them."""
    first = ranking[:DEPTH]
    return 1 / (first.index(answer) + 1) if answer in first else 0.0


def mean(values: Sequence[float]) -> float:
    """The mean; of reciprocal ranks, the MRR."""
    return sum(values) / len(values)


def interval(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float]:
    """Where the mean of ours - theirs lies with 95 % confidence: paired bootstrap over questions (Efron 1979, percentiles).

    The same questions give the same interval: the generator has a fixed seed.
    """
    differences = np.asarray(ours, dtype=float) - np.asarray(theirs, dtype=float)
    generator = np.random.default_rng(SEED)
    means = [differences[generator.integers(len(differences), size=len(differences))].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, (2.5, 97.5))
    return float(low), float(high)
