"""What the headline and the dateline add to the event that an article is about."""

from __future__ import annotations

from transforms.tag.event_mentions import EVENT_NOUNS
from transforms.tag.events import Event
from transforms.tag.lexicon import Found
from transforms.tag.sentence import Reading

_DATELINE_TOKENS = 12  # 'NEW DELHI, March 3 (Agency) --'
_DASHES = frozenset({"-", "–", "—", "--", ":", "|"})


def complete_event(event: Event, headline: list[Reading], lead: Reading | None) -> None:
    """Fills the event's place from the headline ('open talks in Geneva'), else from the dateline of a report.

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
    if event.place is None and lead is not None and event.status == "held":
        city = _dateline(lead)
        if city:
            _settle_place(event, lead, city)


def _is_place(found: Found) -> bool:
    return found.term.kind in ("place", "metonym")


def _settle_place(event: Event, reading: Reading, found: Found) -> None:
    text = reading.span_text(found.first, found.last)
    event.place = text.title() if text.isupper() else text
    event.country = found.term.country


def _dateline(lead: Reading) -> Found | None:
    """The city that opens the first sentence before a dash or colon."""
    first = next((f for f in lead.found if f.first == 0 and _is_place(f)), None)
    if first is None:
        return None
    marks = [i for i in range(first.last, min(len(lead.tokens), _DATELINE_TOKENS)) if lead.tokens[i].text in _DASHES]
    return first if marks and not any(lead.tokens[i].text == "." for i in range(first.last, marks[0])) else None
