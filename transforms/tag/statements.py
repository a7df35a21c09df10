"""What one frame of one sentence says of one delegation, and what frames are given to say it from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from transforms.tag.groups import Group
from transforms.tag.lists import ListedPerson
from transforms.tag.parties import Party
from transforms.tag.people import People, Person
from transforms.tag.sentence import Reading

LED = frozenset(
    "led headed chaired spearheaded fronted captained commanded helmed steered guided directed marshalled co-led "
    "co-headed co-chaired coordinated".split()
)
COPULAS = frozenset({"are", "were", "is", "was", "be"})


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom a frame or the model puts into a delegation. ``role``: head, deputy or member."""

    person: ListedPerson
    role: str
    confidence: float = 1.0  # the model's probability that the person is in it


@dataclass(frozen=True, slots=True)
class Statement:
    """What one frame says of one delegation, with the sentence as its evidence.

    ``party`` is None where the sentence names none: it then is the delegation spoken of last.
    """

    reading: Reading
    party: Party | None
    named: tuple[Named, ...] = ()
    is_other: bool = False  # 'a second delegation': not the one spoken of before
    is_indefinite: bool = False  # 'led a delegation': of no party that the sentence names
    is_complete: bool | None = None  # the list says that it is whole; None where there is no list
    size: int | None = None
    leader: Person | None = None  # the delegation is the one that this person heads
    is_weak: bool = False  # only speaks of a 'team' or 'negotiators': no new delegation of a party that has one
    likely_party: Party | None = None  # whose the model finds it, for where nothing else tells
    frame: str = ""  # the name of the frame that says it


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences before have left in the reader's mind."""

    current: Party | None = None  # of the delegation spoken of last
    spoken_of: Party | None = None  # the party named last, delegation or not
    government: Party | None = None  # whose government was spoken of last
    host: Party | None = None  # in whose country the article's event is
    in_context: bool = False  # the article speaks of delegations: 'team' and 'side' mean one only then


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence as a frame sees it: its words, its persons, its group nouns and what went before."""

    reading: Reading
    people: People
    groups: list[Group]
    context: Context

    def governor(self, at: int) -> Group | None:
        """The nearest group noun to the left of token ``at``."""
        left = [g for g in self.groups if g.at < at]
        return left[-1] if left else None

    def words(self, first: int, last: int) -> set[str]:
        """The bare words between two tokens; tokens before the sentence are none."""
        return {self.reading.word(i) for i in range(max(0, first), last)}


Frame = Callable[[Scene], list[Statement]]


def of_group(group: Group, named: tuple[Named, ...], *, is_complete: bool | None = None) -> Statement:
    """A statement on the delegation that a group noun names."""
    words = {group.reading.word(k) for k in range(group.first, group.at)}
    is_new = bool(words & {"a", "an"}) and not words & {"second", "third", "separate"}
    indefinite = not group.parties and is_new
    party = group.parties[0] if group.parties else None
    return Statement(group.reading, party, named, group.is_other, indefinite, is_complete, group.size)


def as_members(persons: Iterable[ListedPerson], role: str = "member") -> tuple[Named, ...]:
    """Listed persons, all in one role."""
    return tuple(Named(person, role) for person in persons)
