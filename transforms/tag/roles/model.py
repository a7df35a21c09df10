"""Log-linear models over named features: who belongs to a delegation, who leads it, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from math import exp, log
from typing import Any

from transforms.tag.roles.origins import Origins
from transforms.tag.scenes import SceneModel

BELONGS, OF_PARTY = "sure to belong", "sure of party"


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Weights of features by name, for each question that the reader asks.

    ``belongs``: is the person in a delegation; ``leads``: does a person who is in one lead it; ``parties`` rank whose
    delegation it is, with what ``origins`` tell of the name. ``surety`` turns the odds of these answers into the
    probability that role and party are both right, as measured on articles not trained on; ``threshold`` is the least
    such probability of a reported member. ``countries`` rank for whom a person of the article acts,
    ``scenes`` where and when its event takes place.
    """

    belongs: Mapping[str, float]
    leads: Mapping[str, float]
    parties: Mapping[str, float]
    surety: Mapping[str, float] = field(default_factory=lambda: {BELONGS: 1.0, OF_PARTY: 1.0})
    threshold: float = 0.5
    origins: Origins = field(default_factory=Origins)
    countries: Mapping[str, float] = field(default_factory=dict)
    scenes: SceneModel = field(default_factory=SceneModel)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> RoleModel:
        """The model as the trainer stores it."""
        belongs, leads, parties, surety = (dict(stored[name]) for name in ("belongs", "leads", "parties", "surety"))
        origins = Origins(stored["origins"]["counts"])
        return cls(belongs, leads, parties, surety, stored["threshold"], origins, dict(stored["countries"]))

    def probability_to_belong(self, names: Iterable[Iterable[str]]) -> float:
        """The probability that the names of one list, given by their features, belong to a delegation.

        A list stands or falls as a whole: its names share one place in the sentence.
        """
        scores = [_sum(self.belongs, features) for features in names]
        return _logistic(sum(scores) / len(scores))

    def probability_to_lead(self, features: Iterable[str]) -> float:
        """The probability that a person who belongs to a delegation is its head."""
        return _logistic(_sum(self.leads, features))

    def party_probabilities(self, candidates: Mapping[str, Iterable[str]]) -> dict[str, float]:
        """The probability of each candidate, given by its features."""
        return _shares(self.parties, candidates)

    def country_probabilities(self, candidates: Mapping[str, Iterable[str]]) -> dict[str, float]:
        """The probability that a person acts for each of the candidates, given by their clues."""
        return _shares(self.countries, candidates)

    def probability_to_be_right(self, sure: float, sure_of_party: float, seen: Iterable[str]) -> float:
        """The probability of a decision, given how sure its two answers are and what else speaks for it."""
        by_odds = self.surety[BELONGS] * log_odds(sure) + self.surety[OF_PARTY] * log_odds(sure_of_party)
        return _logistic(by_odds + _sum(self.surety, seen))


def log_odds(probability: float) -> float:
    """The logarithm of the odds, within reason."""
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return log(kept / (1 - kept))


def _shares(weights: Mapping[str, float], candidates: Mapping[str, Iterable[str]]) -> dict[str, float]:
    scores = {name: _sum(weights, features) for name, features in candidates.items()}
    top = max(scores.values())
    odds = {name: exp(score - top) for name, score in scores.items()}
    whole = sum(odds.values())
    return {name: one / whole for name, one in odds.items()}


def _sum(weights: Mapping[str, float], features: Iterable[str]) -> float:
    return sum(map(weights.get, features, repeat(0.0)))


def _logistic(score: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))
