"""What people decided on who is who: two names, or persons, are the same or different, whatever the rules say.

A decision does not lean on earlier runs: a name stands for all records that bear it, a person_id for the record that
founded it and would found it again. So decisions hold through every rebuild, also from an empty lake.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from transforms.keys import key_of
from transforms.resolve.components import Components
from transforms.resolve.records import Record, fold_country, own_id_of, parse_printed, salted_id_of
from transforms.tables import LIST_SEPARATOR

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
_ID_PREFIX = "person-"

Side = tuple[int, bool]  # number of a decision, and which of its two sides


@dataclass(frozen=True, slots=True)
class Subject:
    """One side of a decision: a name as printed, of any country where none is given, or a person_id."""

    text: str
    country: str | None = None

    @property
    def is_id(self) -> bool:
        """Whether it is a person_id."""
        return self.text.startswith(_ID_PREFIX)

    @property
    def key(self) -> tuple[str, str | None]:
        """Equal for subjects that stand for the same records."""
        return self.text if self.is_id else parse_printed(self.text).key, fold_country(self.country)


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict (same, different, unsure) on two subjects, and who gave it when."""

    first: Subject
    second: Subject
    verdict: str
    decided_by: str
    decided_on: date
    note: str | None = None

    @property
    def decision_id(self) -> str:
        """A key of the two subjects in the order given."""
        return key_of("decision", *self.first.key, *self.second.key)


@dataclass(slots=True)
class Rulings:
    """Decisions in terms of records, by their indexes.

    ``subjects`` has the records of both sides of each decision. ``joined`` are groups that are one person;
    ``decided`` tells by which decision a record is in its group, the first of several. ``sides`` names the sides that
    a record stands on of decisions that two are different.
    """

    subjects: list[tuple[list[int], list[int]]] = field(default_factory=list)
    joined: list[list[int]] = field(default_factory=list)
    decided: dict[int, Decision] = field(default_factory=dict)
    sides: dict[int, frozenset[Side]] = field(default_factory=dict)


class Persons:
    """Records joined into persons, so that the two sides of a decision 'different' never meet."""

    def __init__(self, n_records: int, sides: Mapping[int, frozenset[Side]]) -> None:
        self._components = Components(n_records)
        self._sides = dict(sides)  # by the lowest record of a person

    def grow(self, n: int) -> None:
        """Add records, each a person of its own, until there are ``n``."""
        self._components.grow(n)

    def find(self, record: int) -> int:
        """The lowest record of the person of ``record``."""
        return self._components.find(record)

    def may_join(self, a: int, b: int) -> bool:
        """Whether no decision parts the persons of two records."""
        if not self._sides:
            return True
        one, other = self._sides.get(self.find(a)), self._sides.get(self.find(b))
        return not (one and other and any((number, not side) in other for number, side in one))

    def join(self, a: int, b: int) -> bool:
        """Make the persons of two records one, unless a decision parts them; says whether they are one now."""
        if not self.may_join(a, b):
            return False
        sides = self._sides.pop(self.find(a), frozenset()) | self._sides.pop(self.find(b), frozenset())
        root = self._components.join(a, b)
        if sides:
            self._sides[root] = sides
        return True

    def groups(self) -> list[list[int]]:
        """The records of each person, sorted, in the order of their lowest records."""
        return self._components.groups()


def apply_decisions(decisions: Sequence[Decision], records: Sequence[Record]) -> Rulings:
    """Find the records that decisions speak of. Where one side holds the other ('Dalin' and 'Dalin' of Ukraine), a
    record of both stands on the narrower side.
    """
    rulings = Rulings()
    if not decisions:
        return rulings
    finder = _Finder(decisions, records)
    sides: dict[int, set[Side]] = defaultdict(set)
    for number, decision in enumerate(decisions):
        one, other = finder.find(decision.first), finder.find(decision.second)
        rulings.subjects.append((one, other))
        if decision.verdict == SAME and one and other:
            rulings.joined.append(sorted({*one, *other}))
            for index in rulings.joined[-1]:
                rulings.decided.setdefault(index, decision)
        if decision.verdict == DIFFERENT:
            both = set(one) & set(other)
            is_first_narrower = len(one) <= len(other)
            for index in {*one, *other}:
                is_first = is_first_narrower if index in both else index in one
                sides[index].add((number, is_first))
    rulings.sides = {index: frozenset(found) for index, found in sides.items()}
    return rulings


class _Finder:
    """Records by name and by the person_id that they found."""

    def __init__(self, decisions: Sequence[Decision], records: Sequence[Record]) -> None:
        self._records = records
        self._named: dict[str, list[int]] = defaultdict(list)
        for index, record in enumerate(records):
            self._named[record.name.key].append(index)
        subjects = {side for decision in decisions for side in (decision.first, decision.second) if side.is_id}
        self._founders = self._find_founders({subject.text for subject in subjects}) if subjects else {}

    def find(self, subject: Subject) -> list[int]:
        key, country = subject.key
        if subject.is_id:
            return [self._founders[key]] if key in self._founders else []
        return [index for index in self._named[key] if country is None or self._records[index].country == country]

    def _find_founders(self, wanted: set[str]) -> dict[str, int]:
        founders: dict[str, int] = {}
        for index, record in enumerate(self._records):
            own_id = own_id_of(record)
            for name in (own_id, *(salted_id_of(own_id, mention_id) for mention_id in record.mention_ids)):
                if name in wanted:
                    founders.setdefault(name, index)
        return founders


def decision_rows(
    decisions: Sequence[Decision], rulings: Rulings, records: Sequence[Record], person_of: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Rows of ``PERSON_DECISIONS``: each decision with the persons whom its sides now are; ``person_of`` is by
    mention_id.
    """
    rows = []
    for decision, sides in zip(decisions, rulings.subjects, strict=True):
        one, other = (
            sorted({person_of[mention] for index in side for mention in records[index].mention_ids}) for side in sides
        )
        rows.append(
            {
                "decision_id": decision.decision_id,
                "verdict": decision.verdict,
                "person_a": decision.first.text,
                "country_a": decision.first.country,
                "person_b": decision.second.text,
                "country_b": decision.second.country,
                "decided_by": decision.decided_by,
                "decided_on": decision.decided_on,
                "note": decision.note,
                "person_a_ids": LIST_SEPARATOR.join(one) or None,
                "person_b_ids": LIST_SEPARATOR.join(other) or None,
                "are_one": len({*one, *other}) == 1 if one and other else None,
            }
        )
    return sorted(rows, key=lambda row: str(row["decision_id"]))
