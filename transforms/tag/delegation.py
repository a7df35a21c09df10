"""A delegation as one article tells it, and its members."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.tag.events import Event
from transforms.tag.parties import Party
from transforms.tag.people import Person
from transforms.tag.sentence import Reading
from transforms.tag.statements import Statement


@dataclass(slots=True)
class Member:
    """A member of a delegation with the sentence that puts the person there."""

    person: Person
    role: str
    title: str | None
    status: str
    reading: Reading
    confidence: float = 1.0  # how probable the role model holds it; 1 where no model was asked


@dataclass(slots=True)
class Delegation:
    """A party's delegation to an event, as one article tells it."""

    party: Party
    event: Event
    statements: list[Statement] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    status: str = "unknown"

    @property
    def evidence(self) -> Reading:
        """The sentence that it rests on: the first that names a head, else members, else the first mention."""
        return min(self.statements, key=_evidence_rank).reading

    @property
    def size_stated(self) -> int | None:
        """The number of members that the text gives, or None."""
        return next((s.size for s in self.statements if s.size), None)

    @property
    def list_status(self) -> str:
        """Whether the named members are all: complete, partial or unknown."""
        if self.size_stated and len(self.members) >= self.size_stated:
            return "complete"
        said = [s.is_complete for s in self.statements if s.is_complete is not None]
        if said and all(said) and not self.size_stated:
            return "complete"
        return "partial" if said or len(self.members) > 1 or (self.members and self.size_stated) else "unknown"

    @property
    def head(self) -> Person | None:
        """The person whom the text calls its head."""
        return next((m.person for m in self.members if m.role == "head"), None)


def _evidence_rank(statement: Statement) -> tuple[int, int]:
    roles = {n.role for n in statement.named}
    return (0 if "head" in roles else 1 if roles else 2, statement.reading.number)
