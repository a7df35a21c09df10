"""Whether confidence can be believed: of rows held 90 % sure, are nine in ten right?

The reliability table and the expected calibration error are those of C. Guo, G. Pleiss, Y. Sun and K. Weinberger, On
Calibration of Modern Neural Networks, 2017, section 2; the Brier score is that of G. Brier, 1950.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)

Forecast = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows of about the same confidence: how many, how sure on average, and what share of them is right."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins that have rows; the mean gap between confidence and truth, by rows; the mean squared error."""

    bins: list[Bin]
    n: int
    calibration_error: float
    brier: float


def measure_reliability(forecasts: Sequence[Forecast]) -> Reliability | None:
    """Confidence and truth of rows; None where there are none."""
    if not forecasts:
        return None
    bins = []
    for low, high in pairwise(EDGES):
        part = [(p, right) for p, right in forecasts if low < p <= high or (low == p == 0)]
        if part:
            confidence, share = sum(p for p, _ in part) / len(part), sum(right for _, right in part) / len(part)
            bins.append(Bin(low, high, len(part), confidence, share))
    error = sum(b.n * abs(b.confidence - b.right) for b in bins) / len(forecasts)
    brier = sum((p - right) ** 2 for p, right in forecasts) / len(forecasts)
    return Reliability(bins, len(forecasts), error, brier)
