"""Learners of log-linear models over named features; the same examples always give the same weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transforms.tag.roles.model import BELONGS, OF_PARTY

LEAST_COUNT = 2  # features seen less often are left out
STEPS = 250
SURETY_PENALTY = 0.01
BIAS = "bias"
_SMALL = 0.005  # weights nearer to 0 are not stored

Array = npt.NDArray[np.float32]


@dataclass(slots=True)
class Rows:
    """Which row has which features: a sparse matrix of ones, with products from both sides."""

    names: list[str]
    columns: npt.NDArray[np.int64]  # of all rows, one after the other
    starts: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]  # the row of each column, ordered by column
    firsts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, examples: Sequence[list[str]]) -> Rows:
        """The rows of examples; the bias, column 0, stands in every row, so that none is empty."""
        counts = Counter(f for features in examples for f in set(features))
        names = [BIAS, *sorted(f for f, n in counts.items() if n >= LEAST_COUNT and f != BIAS)]
        index = {name: k for k, name in enumerate(names)}
        lists = [[0, *sorted({index[f] for f in features if f in index} - {0})] for features in examples]
        sizes = np.array([len(one) for one in lists])
        columns = np.concatenate([np.array(one) for one in lists])
        order = np.argsort(columns, kind="stable")
        rows = np.repeat(np.arange(len(lists)), sizes)[order]
        firsts = np.searchsorted(columns[order], np.arange(len(names)))
        return cls(names, columns, np.cumsum([0, *sizes[:-1]]), rows, firsts)

    def times(self, w: Array) -> Array:
        """For each row the sum of its features' weights."""
        return np.add.reduceat(w[self.columns], self.starts)

    def back(self, slopes: Array) -> Array:
        """For each feature the sum of its rows' slopes."""
        return np.add.reduceat(slopes[self.rows], self.firsts)


def fit(examples: Sequence[tuple[list[str], int]], penalty: float) -> dict[str, float]:
    """Weights of a logistic regression with an L2 penalty, by full-batch Adam from zero; label 1 is yes."""
    x = Rows.of([features for features, _ in examples])
    y = np.array([label for _, label in examples], np.float32)[:, None]

    def slope(w: Array) -> Array:
        odds = 1 / (1 + np.exp(-np.clip(x.times(w), -30, 30)))
        return x.back(((odds - y) / len(y)).astype(np.float32))

    return _stored(x.names, _minimise(slope, len(x.names), penalty))


def fit_ranking(examples: Sequence[tuple[dict[str, list[str]], set[str]]], penalty: float) -> dict[str, float]:
    """Weights of a conditional logit: the right ones of each set of candidates against the rest."""
    sets = [one for one in examples if 0 < len(one[1]) < len(one[0])]
    x = Rows.of([features for candidates, _ in sets for features in candidates.values()])
    right = np.array([name in names for candidates, names in sets for name in candidates], np.float32)
    sizes = [len(candidates) for candidates, _ in sets]
    starts = np.cumsum([0, *sizes[:-1]])

    def slope(w: Array) -> Array:
        odds = np.exp(np.clip(x.times(w)[:, 0], -30, 30))
        kept = odds * right
        share = odds / np.repeat(np.add.reduceat(odds, starts), sizes)
        share -= kept / np.repeat(np.add.reduceat(kept, starts), sizes)
        return x.back((share / len(sets)).astype(np.float32)[:, None])

    return _stored(x.names, _minimise(slope, len(x.names), penalty))


def fit_surety(examples: Sequence[tuple[float, float, list[str], bool]]) -> dict[str, float]:
    """Weights of a logistic regression on how sure the two answers of a decision are and on what else speaks for a decision."""
    names = sorted({f for *_, seen, _ in examples for f in seen})
    x = np.array([[*odds, *(float(name in seen) for name in names)] for *odds, seen, _ in examples], np.float32)
    y = np.array([is_right for *_, is_right in examples], np.float32)[:, None]

    def slope(w: Array) -> Array:
        return np.asarray(x.T @ (1 / (1 + np.exp(-(x @ w))) - y) / len(y), np.float32)

    return _stored([BELONGS, OF_PARTY, *names], _minimise(slope, x.shape[1], SURETY_PENALTY))


def _stored(names: list[str], w: Array) -> dict[str, float]:
    return {name: round(float(w[k, 0]), 3) for k, name in enumerate(names) if abs(w[k, 0]) >= _SMALL}


def _minimise(slope_at: Callable[[Array], Array], n_features: int, penalty: float) -> Array:
    w = np.zeros((n_features, 1), np.float32)
    mean, square = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        slope = slope_at(w) + penalty * w / 10
        mean += 0.1 * (slope - mean)
        square += 0.001 * (slope * slope - square)
        w -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return w
