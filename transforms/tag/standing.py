"""How far a delegation has got: announced, travelling, attended, cancelled or historic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from transforms.tag.event_words import AHEAD
from transforms.tag.events import Event
from transforms.tag.events_apart import is_recalled
from transforms.tag.occasions import is_on_the_way
from transforms.tag.parties import Party, as_party
from transforms.tag.people import Person
from transforms.tag.sentence import Reading

_GONE = frozenset("left departed flew arrived landed boarded arriving".split())
_NOT_YET = frozenset({"not", "never", "be", "have", "is"})


def status_of(event: Event, told: Sequence[Reading], main: Event | None, published: date | None) -> str:
    """The status of a delegation to an event, of which the sentences ``told`` speak.

    ``main`` is the event that the article is about.
    """
    if event.status == "cancelled":
        return "cancelled"
    if event.is_past(published) or (event is not main and is_recalled(event, main)):
        return "historic"
    if event.status == "held":
        return "attended"
    if any(is_on_the_way(reading) for reading in told):
        return "travelling"
    is_ahead = any(not reading.vocabulary.isdisjoint(AHEAD) for reading in told)
    return "announced" if event.status in ("scheduled", "proposed", "postponed") or is_ahead else "unknown"


def sets_out(lead: Reading, party: Party, event: Event, persons: Iterable[Person]) -> bool:
    """Whether the lead sends a party, or one of its delegation's ``persons``, on the way: 'Minister X left A for B'."""
    if lead.vocabulary.isdisjoint(_GONE) or any(lead.word(i - 1) in _NOT_YET for i in lead.places(_GONE)):
        return False
    if event.country == party.country:
        return False  # who is at home awaits the others
    first = next((as_party(found, None).name for found in lead.parties()), None)
    surnames = {person.name.rsplit(" ", 1)[-1].casefold() for person in persons}
    return first == party.name or not lead.vocabulary.isdisjoint(surnames)
