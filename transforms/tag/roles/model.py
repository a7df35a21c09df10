"""Log-linear models over named features: which of a few labels a thing bears, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

ROLES = ("none", "member", "head")


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Weights of features, one for each of ``ROLES``; weights that rank parties; the least probability of a member."""

    roles: Mapping[str, tuple[float, ...]]
    parties: Mapping[str, float]
    threshold: float = 0.5

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> RoleModel:
        """The model as the trainer stores it."""
        roles = {name: tuple(weights) for name, weights in stored["roles"].items()}
        return cls(roles, dict(stored["parties"]), stored["threshold"])

    def role_probabilities(self, features: Iterable[str]) -> list[float]:
        """The probability of each of ``ROLES``, given the features of a mention."""
        sums = [0.0] * len(ROLES)
        for feature in features:
            weights = self.roles.get(feature)
            if weights:
                sums = [total + weight for total, weight in zip(sums, weights, strict=True)]
        top = max(sums)
        odds = [exp(total - top) for total in sums]
        whole = sum(odds)
        return [one / whole for one in odds]

    def party_probabilities(self, candidates: Mapping[str, Iterable[str]]) -> dict[str, float]:
        """The probability of each candidate, given by its features."""
        scores = {name: sum(self.parties.get(f, 0.0) for f in features) for name, features in candidates.items()}
        top = max(scores.values())
        odds = {name: exp(score - top) for name, score in scores.items()}
        whole = sum(odds.values())
        return {name: one / whole for name, one in odds.items()}
