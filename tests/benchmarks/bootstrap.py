"""How sure a difference or a ratio is: a paired bootstrap over pages.

The pages of one outlet are drawn together (a cluster bootstrap), because they go right or wrong together.
B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13: the percentile interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

N_RESAMPLES = 10_000
_N_AT_ONCE = 500  # resamples in memory together
_SEED = 20_260_101
_TAILS = (2.5, 97.5)  # percentiles


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float


def estimate_ratio(numerators: Sequence[float], denominators: Sequence[float], clusters: Sequence[str]) -> Estimate:
    """The sum of one over the sum of the other, page by page; the denominators must be positive."""
    _, cluster_of = np.unique(np.asarray(clusters), return_inverse=True)
    above = np.bincount(cluster_of, numerators)
    below = np.bincount(cluster_of, denominators)
    generator = np.random.default_rng(_SEED)
    shares = np.full(len(above), 1 / len(above))
    ratios = []
    for _ in range(N_RESAMPLES // _N_AT_ONCE):
        drawn = generator.multinomial(len(above), shares, size=_N_AT_ONCE)
        ratios.append((drawn @ above) / (drawn @ below))
    low, high = np.percentile(np.concatenate(ratios), _TAILS)
    return Estimate(float(above.sum() / below.sum()), float(low), float(high))


def estimate_mean(values: Sequence[float], clusters: Sequence[str]) -> Estimate:
    """The mean over pages."""
    return estimate_ratio(values, [1.0] * len(values), clusters)
