"""What one article reports, read from its text: persons, entities, events, delegations and claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from transforms.tag.bodies import with_bodies
from transforms.tag.claims import Claim, find_claims
from transforms.tag.dates import dates_of
from transforms.tag.delegation import Delegation
from transforms.tag.delegations import find_delegations
from transforms.tag.entities import NamedEntity, find_entities
from transforms.tag.events import Event, find_events, is_told, main_event, share_place
from transforms.tag.headline import complete_event
from transforms.tag.lexicon import Lexicon
from transforms.tag.nationality import complete_countries, surest
from transforms.tag.people import People
from transforms.tag.roles import ReaderOf
from transforms.tag.scenes import settle_scene
from transforms.tag.sentence import Entity, Reading, read_sentences

_OBSERVING = frozenset({"observer", "observers", "observing", "observe"})
_MEDIATING = frozenset({"mediation", "mediating", "mediated", "mediator", "mediators", "mediate"})


@dataclass(frozen=True, slots=True)
class Report:
    """All that one article says, before it becomes rows."""

    people: People
    entities: list[NamedEntity]
    events: list[Event]
    main: Event | None  # the event that the article is about
    delegations: list[Delegation]
    claims: list[Claim]


def read_report(
    text: str,
    entities: list[Entity],
    lexicon: Lexicon,
    published: date | None,
    title: str | None = None,
    reader_of: ReaderOf | None = None,
) -> Report:
    """Reads an English text with the named entities that the model saw in it.

    ``published`` anchors weekdays; the headline gives place and kind of the main event where the text leaves them out.
    ``reader_of`` makes the learned reader of roles, which finds the members that no frame names.
    """
    headline = read_sentences(title or "", [], lexicon)
    readings = with_bodies(read_sentences(text, entities, lexicon), headline)
    dates = dates_of(readings, published)
    people = People(readings, lexicon.statesmen)
    events = find_events(readings, dates, published)
    reader = reader_of(readings, people, events) if reader_of else None
    if reader:
        settle_scene(readings, headline, dates, events, published, reader.model.scenes)
    delegations = find_delegations(readings, dates, people, events, published, headline, reader)
    complete_countries(readings, people, delegations, lexicon.leaders, reader.country_of if reader else surest)
    events = [e for e in events if not e.is_inferred or any(d.event is e for d in delegations)]
    main = main_event(events, published)
    if main:
        complete_event(main, headline, readings[0] if readings else None, dates[0] if dates else [], published)
        _add_roles(main, readings)
    for event in events:
        _add_parties(event)
        if main:
            share_place(event, main)
    events = [e for e in events if e is main or is_told(e) or any(d.event is e for d in delegations)]
    claims = find_claims(readings, dates, main, published)
    return Report(people, find_entities(readings, people), events, main, delegations, claims)


def _add_parties(event: Event) -> None:
    """Parties stand behind 'between' where no delegation has told them."""
    for mention in event.mentions:
        reading = mention.reading
        start = next(iter(reading.places({"between"})), None)
        if start is not None and start <= mention.at + 8:
            found = [f for f in reading.parties(start) if f.first - start <= 8]
            if len(found) > 1:
                event.parties.update(f.term.value for f in found[:3])
    event.parties.discard("")


def _add_roles(event: Event, readings: list[Reading]) -> None:
    for reading in readings:
        for i in reading.places(_MEDIATING | _OBSERVING):
            role = "mediator" if reading.word(i) in _MEDIATING else "observer"
            near = reading.parties(max(0, i - 8), i + 6)
            for found in near[-1:] if role == "mediator" else near:
                if found.term.value not in event.parties:
                    event.roles.setdefault(found.term.value, (role, reading))
    if event.host and event.host not in event.parties:
        event.roles[event.host] = ("host", event.evidence)
