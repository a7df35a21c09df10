"""What the headline and the dateline add to the event that an article is about."""

from __future__ import annotations

from datetime import date

from transforms.tag.dateline import as_printed, dateline
from transforms.tag.dates import DateMention
from transforms.tag.event_mentions import is_of_saying
from transforms.tag.event_places import places_of
from transforms.tag.event_words import EVENT_NOUNS
from transforms.tag.events import Event, days_told
from transforms.tag.lexicon import Found
from transforms.tag.sentence import Reading

_PLACE_WORDS = frozenset({"in", "at", "near", "outside"})


def complete_event(
    event: Event, headline: list[Reading], lead: Reading | None, dates: list[DateMention], published: date | None
) -> None:
    """Fills the event's place from the headline ('open talks in Geneva'), else from the dateline of a report.

    The day is that of the lead sentence (its ``dates``), where the event's own sentences give none.

    A visit that was only implied becomes talks where the headline calls it so. A dateline counts for events that are
    being held: a reporter writes of plans from elsewhere.
    """
    for reading in headline:
        words = [reading.word(i) for i in range(len(reading.tokens))]
        kinds = {EVENT_NOUNS[w] for w in words if w in EVENT_NOUNS}
        if event.event_type == "visit" and "talks" in kinds:
            event.event_type = "talks"
        for found in reading.found:
            if event.place is None and _is_place(found) and reading.word(found.first - 1) in ("in", "at"):
                _settle_place(event, reading, found)
    if event.when is None and published and lead:
        days = days_told(lead, dates, published)
        event.when = next((d for d in days if event.status == "held" or not is_of_saying(lead, d)), None)
    if event.place is None and lead is not None:
        told = next((f for f in places_of(lead) if _is_place(f) and lead.word(f.first - 1) in _PLACE_WORDS), None)
        if told:
            _settle_place(event, lead, told)
    line = dateline(lead) if lead is not None else None
    if line and event.status == "held" and event.place is None:
        event.place, event.country = line.place, line.country
    elif line and line.country and event.place == event.country == line.country and _is_in_town(event):
        event.place = line.place


def _is_in_town(event: Event) -> bool:
    """Whether an event told of by its country is in the town of the report: talks are, and what is in 'the capital'."""
    is_in_capital = any("capital" in m.reading.vocabulary for m in event.mentions)
    return is_in_capital or (event.event_type in ("talks", "meeting") and event.status == "held")


def _is_place(found: Found) -> bool:
    return found.term.kind in ("place", "metonym")


def _settle_place(event: Event, reading: Reading, found: Found) -> None:
    event.place, event.country = as_printed(reading.span_text(found.first, found.last)), found.term.country
