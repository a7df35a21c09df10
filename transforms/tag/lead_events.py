"""The event of which a lead sentence gives only the outcome or the scene."""

from __future__ import annotations

from datetime import date

from transforms.tag.dateline import Dateline, dateline
from transforms.tag.dates import DateMention
from transforms.tag.event_mentions import EventMention, is_of_saying
from transforms.tag.event_places import named_place, place_behind
from transforms.tag.event_words import TRAVEL
from transforms.tag.events import Event, days_told, join_event
from transforms.tag.sentence import Reading

_OUTCOMES = frozenset(
    "agreed failed parted traded exchanged discussed reviewed reached resumed considered settled broke accepted "
    "took attended joined sat returned installed faced went".split()
)
_SENDINGS = frozenset({"representatives", "experts", "negotiators", "delegations", "teams", "envoys"})
# A lead with one of these speaks of what is done elsewhere or will be.
_AWAY = TRAVEL | frozenset(
    "send sends sending sent dispatch dispatched dispatches named appointed announced plans scheduled will shall "
    "would".split()
)
_OPENING = 7  # sentences
_IN_OR_AT = (frozenset({"in", "at"}),)


def open_from_lead(
    lead: Reading, dates: list[DateMention], events: list[Event], published: date | None
) -> Event | None:
    """Opens the event of which the lead sentence names only the outcome or the scene; a new one of a scene is given.

    'OSLO - R and S agreed on Monday to ...', 'OSLO - The hammer fell on Wednesday': held in Oslo, on that day. A scene
    counts only where the article tells of no event that was held, with place and day.
    """
    is_told = any(m.reading is lead for e in events for m in e.mentions)
    if is_told or published is None:
        return None
    when = next(
        (d for d in days_told(lead, dates, published) if d.day <= published and not is_of_saying(lead, d)), None
    )
    line = dateline(lead)
    is_outcome = _is_outcome(lead, line)
    if when is None or not (is_outcome or (line and _is_scene(lead, events, published))):
        return None
    place = place_behind(lead, _IN_OR_AT)
    if place and not is_outcome and not 0 <= lead.sentence.token_at(when.start) - place.last <= 1:
        place = None  # 'in X on Monday' is where the scene is, 'next month's games in X' are not
    if place:
        name, country = named_place(lead, place)
    elif line:
        name, country = line.place, line.country
    else:
        return None
    event = join_event(events, EventMention(lead, 0, "talks", "held", name, country, when))
    if event is events[-1]:
        events.insert(0, events.pop())
    return event if event and len(event.mentions) == 1 and not is_outcome else None


def _is_outcome(lead: Reading, line: Dateline | None) -> bool:
    """Whether a lead tells what two sides, or the representatives of one, have agreed on."""
    parties = {f.term.value for f in lead.parties(line.dash if line else 0)}
    is_of_sides = len(parties) > 1 or (len(parties) == 1 and not lead.vocabulary.isdisjoint(_SENDINGS))
    return is_of_sides and not lead.vocabulary.isdisjoint(_OUTCOMES)


def _is_scene(lead: Reading, events: list[Event], published: date) -> bool:
    """Whether a lead tells of what goes on where it was written, and the article of no event held elsewhere.

    A visit that is told late is somebody's errand and no such event.
    """
    if not lead.vocabulary.isdisjoint(_AWAY):
        return False
    held = [e for e in events if e.status == "held" and e.place and e.when and not e.is_past(published)]
    return not any(e.event_type != "visit" or e.mentions[0].reading.number < _OPENING for e in held)
