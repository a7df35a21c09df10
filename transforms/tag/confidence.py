"""How probable it is that a reported row is right: logistic models over what it rests on.

The weights are learned on gold articles (``tests.training.confidence``), so that of rows held 90 % sure nine in ten
are right; the benchmark of tagging prints how far that holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp

from transforms.tag.delegation import Delegation
from transforms.tag.events import Event
from transforms.tag.people import Person
from transforms.tag.report import Report

_MANY = 4  # mentions or words; more say no more
_STEPS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)  # of the probability of the surest member


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """Weights of features by the kind of row: ``people``, ``events`` and ``delegations``."""

    weights: Mapping[str, Mapping[str, float]]

    def probability(self, kind: str, features: Iterable[str]) -> float:
        """How probable a row of that kind with these features is to be right."""
        known = self.weights[kind]
        return 1 / (1 + exp(-sum(known.get(feature, 0.0) for feature in features)))


def person_features(person: Person, delegations: Iterable[Delegation]) -> list[str]:
    """What speaks for and against a name being a person's."""
    name = person.fullest
    labels = {name.reading.labels[i] for i in range(name.first, name.last)}
    return [
        "any",
        f"label {labels.pop() if len(labels) == 1 else 'mixed'}",
        f"words {min(name.last - name.first, _MANY)}",
        f"mentions {min(len(person.mentions), _MANY)}",
        f"title {person.title is not None}",
        f"party {person.party is not None}",
        f"member {any(m.person is person for d in delegations for m in d.members)}",
    ]


def event_features(event: Event, report: Report) -> list[str]:
    """What speaks for and against an event being told as it is reported."""
    return [
        "any",
        f"type {event.event_type}",
        f"status {event.status}",
        f"place {event.place is not None}",
        f"precision {event.precision}",
        f"mentions {min(len(event.mentions), _MANY)}",
        f"main {event is report.main}",
        f"delegations {any(d.event is event for d in report.delegations)}",
        f"parties {min(len(event.parties), 2)}",
    ]


def delegation_features(delegation: Delegation, report: Report) -> list[str]:
    """What speaks for and against a delegation of that party to that event."""
    surest = max((m.confidence for m in delegation.members), default=None)
    step = sum(surest >= one for one in _STEPS) if surest is not None else None
    return [
        "any",
        f"surest {step}",
        f"head {delegation.head is not None}",
        f"members {min(len(delegation.members), _MANY)}",
        f"statements {min(len(delegation.statements), _MANY)}",
        f"weak {all(s.is_weak for s in delegation.statements)}",
        f"party {delegation.party.party_type}",
        f"main {delegation.event is report.main}",
        f"status {delegation.status}",
    ]
