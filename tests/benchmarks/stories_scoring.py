"""How well groups of articles agree with the stories they were written as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, both from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score_pairs(truth: Sequence[Hashable], found: Sequence[Hashable]) -> Score:
    """Over pairs of articles in one group; 1 where there is no such pair."""
    both = _count_pairs(Counter(zip(truth, found, strict=True)))
    n_found, n_true = _count_pairs(Counter(found)), _count_pairs(Counter(truth))
    return Score(both / n_found if n_found else 1.0, both / n_true if n_true else 1.0)


def score_bcubed(truth: Sequence[Hashable], found: Sequence[Hashable]) -> Score:
    """Averaged over articles (Bagga and Baldwin, 1998): a group of thousands weighs no more than its members."""
    in_both, in_found, in_truth = Counter(zip(truth, found, strict=True)), Counter(found), Counter(truth)
    n = max(1, len(truth))
    precision = sum(count * count / in_found[group] for (_, group), count in in_both.items()) / n
    recall = sum(count * count / in_truth[story] for (story, _), count in in_both.items()) / n
    return Score(precision, recall)


def _count_pairs(sizes: Counter[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
