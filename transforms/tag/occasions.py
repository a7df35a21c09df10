"""Which event a statement about a delegation belongs to: the article's own, a recalled one, or a trip of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from transforms.tag.dateline import dateline
from transforms.tag.dates import DateMention, is_long_past
from transforms.tag.event_mentions import EventMention, is_of_saying
from transforms.tag.event_places import named_place, places_of
from transforms.tag.event_words import TRAVEL
from transforms.tag.events import Event, days_told, join_event, main_event
from transforms.tag.groups import GROUP_WORDS
from transforms.tag.lexicon import Found
from transforms.tag.sentence import Reading
from transforms.tag.statements import LED, Statement
from transforms.tag.text import strip_possessive

_SENT = frozenset({"dispatched", "dispatches", "sends", "sending", "will"})
_THERE = frozenset({"arrived", "landed", "saw", "met"})
_SAYING = frozenset({"said", "says", "told"})
_HOSTING = frozenset({"hosted", "received", "welcomed"})
_VISITING = frozenset(
    "visited visiting visit toured tour travelled traveled came come went gone flew flown spent mission trip".split()
)
_OUTCOMES = frozenset(
    "agreed failed parted traded exchanged discussed reviewed reached resumed considered settled broke accepted "
    "took attended joined sat returned installed faced went".split()
)
_SENDINGS = frozenset({"representatives", "experts", "negotiators", "delegations", "teams", "envoys"})
_WAS = frozenset({"was", "were", "had"})
_TOWARDS, _IN = frozenset({"for", "to"}), frozenset({"in"})
_CALLED_ON = frozenset({"visited", "visiting", "visit", "toured", "reached"})
_THERE_WORDS = (frozenset({"in", "at"}), _CALLED_ON, frozenset({"to"}))
_EARLIER = frozenset({"earlier", "previous", "first"})
_BACK = frozenset({"that", "those"})  # 'at that table', 'in those talks'
_GATHERINGS = frozenset("table round rounds talks session sessions cycle meeting meetings occasion visit trip".split())
_BEING = frozenset("is are was were be would will has had".split())
_LONGEST_ASIDE = 20  # tokens from 'who' to the date
_MOST_DATES = 12  # no sentence of prose tells more
_LONGEST_STAY = 4  # days from the arrival to the event
_EARLIER_DAYS = 10  # an event so many days before the article's own is another one


def event_there(
    readings: list[Reading],
    dates: list[list[DateMention]],
    number: int,
    events: list[Event],
    published: date | None,
) -> Event | None:
    """The event of the sentence before, to which 'there', 'then' and 'in those' point back.

    'Nobody was in Galway on Tuesday. The delegation there ...', 'Talks were held in May. R was then led by X.'
    """
    reading, before = readings[number], readings[number - 1]
    if number == 0 or not _points_back(reading):
        return None
    main = main_event(events, published)
    told = [e for e in events if e is not main and any(m.reading is before for m in e.mentions)]
    apart = [e for e in told if main and _is_told_apart(main, e, before)]
    if apart:
        return apart[-1]
    place = next((f for f in before.found if f.term.kind == "place" and before.word(f.first - 1) == "in"), None)
    if place is None or "there" not in reading.vocabulary:
        return None
    when = dates[number - 1][0] if dates[number - 1] else None
    mention = EventMention(before, 0, "talks", "held", _printed(before, place), place.term.country, when)
    return join_event(events, mention)


def _points_back(reading: Reading) -> bool:
    if reading.word(0) in ("in", "at", "during") and reading.word(1) in ("those", "that", "these"):
        return True
    words = [reading.word(i) for i in range(len(reading.tokens))]
    if any(a in _WAS and b == "then" for a, b in pairwise(words)):
        return True
    if any(a in _BACK and b in _GATHERINGS for a, b in pairwise(words)):
        return True
    is_led = not LED.isdisjoint(words) or "represented" in words
    return any(b == "there" and (a in GROUP_WORDS or (is_led and c not in _BEING)) for a, b, c in _triples(words))


def _triples(words: list[str]) -> Iterator[tuple[str, str, str]]:
    return zip(["", *words], words, [*words[1:], ""], strict=False)


def open_from_lead(lead: Reading, dates: list[DateMention], events: list[Event], published: date | None) -> None:
    """Adds the talks of which the lead sentence gives only the outcome: 'OSLO - R and S agreed on Monday to ...'."""
    is_told = any(m.reading is lead for e in events for m in e.mentions)
    if is_told or published is None or lead.vocabulary.isdisjoint(_OUTCOMES):
        return
    line = dateline(lead)
    parties = {f.term.value for f in lead.parties(line.dash if line else 0)}
    when = next(
        (d for d in days_told(lead, dates, published) if d.day <= published and not is_of_saying(lead, d)), None
    )
    place = _where(lead, (_IN | {"at"},))
    is_of_sides = len(parties) > 1 or (len(parties) == 1 and not lead.vocabulary.isdisjoint(_SENDINGS))
    if not is_of_sides or when is None or not (place or line):
        return
    name = _place_name(lead, place) if place else line.place if line else None
    country = place.term.country if place else line.country if line else None
    event = join_event(events, EventMention(lead, 0, "talks", "held", name, country, when))
    if event is events[-1]:
        events.insert(0, events.pop())


def event_of(
    statement: Statement, dates: list[DateMention], events: list[Event], published: date | None
) -> Event | None:
    """The event of a statement: the one at the date of its sentence, if that lies far back, else the article's own."""
    reading = statement.reading
    dates = [d for d in dates[:_MOST_DATES] if not _is_since(reading, d)]
    dates = [d for d in dates if not _is_quoted(statement, d) and not _is_aside(reading, d)]
    dates = [d for d in dates if not is_of_saying(reading, d)] or dates
    main = main_event(events, published)
    past = [d for d in dates if published and is_long_past(d, published)]
    past = past if len(past) == len(dates) else []  # 'arrived on Monday to see what was stored twenty years ago'
    is_earlier = statement.is_other and _is_earlier(reading)
    if not past and main and main.when and (statement.named or is_earlier):
        past = [d for d in dates if (main.when.day - d.last_day).days > (0 if is_earlier else _EARLIER_DAYS)]
    if past and not (main and main.when and main.when.day == past[0].day):
        spoken_of = [e for e in events if e is not main and any(c.reading is reading for c in e.mentions)]
        return spoken_of[0] if spoken_of else join_event(events, _recalled(reading, past[0]))
    told = [e for e in events if e is not main and any(m.reading is reading for m in e.mentions)]
    if told and main and _is_told_apart(main, told[0], reading):
        return told[0]
    trip = _implied(reading, dates, published)
    for event in told:
        if main and _is_another(main, event.country, event.when):
            return event
    if main and trip.place and dates and _is_another(main, trip.country, trip.when):
        return join_event(events, trip)
    if main is None:
        return join_event(events, trip)
    if trip.place and {t.bare for t in reading.tokens} & TRAVEL:
        if _is_elsewhere(main, trip):
            return join_event(events, trip)
        if main.place in (None, main.country):
            main.place, main.country = trip.place, trip.country
        main.when = main.when or trip.when
    return main


def _is_aside(reading: Reading, when: DateMention) -> bool:
    """Whether a date only dates what a relative clause says: 'the spokesman, who was in it in May, did not travel'."""
    i = reading.sentence.token_at(when.start)
    comma = next((k for k in range(i - 1, max(-1, i - _LONGEST_ASIDE), -1) if reading.tokens[k].text == ","), None)
    if comma is None or reading.word(comma + 1) != "who":
        return False
    return LED.isdisjoint(reading.word(k) for k in range(comma, i))


def _is_since(reading: Reading, when: DateMention) -> bool:
    i = reading.sentence.token_at(when.start)
    return "since" in (reading.word(i - 1), reading.word(i))


def _is_earlier(reading: Reading) -> bool:
    """'An earlier mission, sent on August 3', 'a first delegation was there on Saturday'."""
    words = [token.bare for token in reading.tokens]
    return any(a in _EARLIER and (b in GROUP_WORDS or c in GROUP_WORDS) for a, b, c in _triples(words))


def _is_quoted(statement: Statement, when: DateMention) -> bool:
    """Whether a date only stands in what a member says: 'A, head of the delegation, said that last year ...'."""
    reading, last = statement.reading, max((n.person.name.last for n in statement.named), default=None)
    i = reading.sentence.token_at(when.start)
    return last is not None and any(reading.word(k) in _SAYING for k in range(last, i - 2))


def _is_told_apart(main: Event, event: Event, reading: Reading) -> bool:
    """Whether a sentence tells of an event with a round, place or day of its own, and not of the article's."""
    if any(m.reading is reading for m in main.mentions) or _is_arrival(main, event):
        return False
    if main.event_type == "meeting" and event.event_type != "meeting":
        return True
    if not any(m.reading is reading and (m.when or m.place or m.round_no) for m in event.mentions):
        return False
    if is_recalled(event, main) or (main.round_no and event.round_no and main.round_no != event.round_no):
        return True
    if event.when and main.when and (event.when.last_day - main.when.last_day).days > _EARLIER_DAYS:
        return True
    if event.event_type != "visit" and event.status != main.status and (_days_between(main, event) or 0) > 1:
        return {event.status, main.status} == {"held", "scheduled"}  # 'meet on Monday': they met on Thursday too
    return main.status == "held" and bool(event.place and event.when) and event.status != "proposed"


def _is_arrival(main: Event, event: Event) -> bool:
    """Whether a journey only leads to the article's event: 'arrived in X on Friday' for the talks there on Sunday."""
    is_there = event.event_type == "visit" and main.event_type != "visit" and event.place == main.place
    days = _days_between(event, main)
    return is_there and days is not None and days < _LONGEST_STAY


def _days_between(a: Event, b: Event) -> int | None:
    """The days between two events that are dated to the day; None where one is not."""
    if not (a.when and b.when and a.when.precision == b.when.precision == "day"):
        return None
    return abs((a.when.day - b.when.day).days)


def _is_another(main: Event, country: str | None, when: DateMention | None) -> bool:
    """Whether an event is in another country than the article's own, and weeks later."""
    if not (country and main.country and main.when and when):
        return False
    return country != main.country and (when.day - main.when.day).days > _EARLIER_DAYS


def _is_elsewhere(event: Event, trip: EventMention) -> bool:
    """Whether a trip goes to another country than the article's event, or to one that is told of only in passing."""
    if trip.country and event.country and trip.country != event.country:
        return True
    in_passing = len(event.mentions) == 1 and event.event_type == "meeting" and event.place in (None, event.country)
    return in_passing and event.when is not None and trip.when is not None and event.when.day != trip.when.day


def is_recalled(event: Event, main: Event | None) -> bool:
    """Whether an event lies well before the one that the article is about."""
    return bool(main and main.when and event.when and (main.when.day - event.when.last_day).days > _EARLIER_DAYS)


def _recalled(reading: Reading, when: DateMention) -> EventMention:
    """An event of the past that a sentence recalls only by its delegations: 'hosted both delegations in May 2019'."""
    for i in range(len(reading.tokens)):
        if reading.word(i) in _HOSTING:
            side = reading.parties(0, i)
            host = side[-1].term.country if side else None
            return EventMention(reading, 0, "talks", "held", host, host, when, host=host)
    place = _where(reading, _THERE_WORDS)
    is_visit = any(reading.word(i) in _VISITING for i in range(len(reading.tokens)))
    name = _place_name(reading, place) if place else None
    country = place.term.country if place else None
    return EventMention(reading, 0, "visit" if is_visit else "talks", "held", name, country, when)


def _where(reading: Reading, words: tuple[frozenset[str], ...]) -> Found | None:
    """The place behind one of the words; the sets of words are tried in turn."""
    places = places_of(reading)
    return next((f for w in words for f in places if _word_before(reading, f.first) in w), None)


def _place_name(reading: Reading, place: Found) -> str:
    return named_place(reading, place)[0]


def _implied(reading: Reading, dates: list[DateMention], published: date | None) -> EventMention:
    """The visit that a delegation makes where the article names no event: 'A delegation from X arrived in Y'."""
    words = {t.bare for t in reading.tokens}
    place = _where(reading, (_TOWARDS, _IN if words & _THERE else frozenset(), _CALLED_ON))
    when = dates[0] if dates else None
    if when is None and published:
        start = reading.sentence.start
        when = DateMention(start, start, published, "day", "")
    is_ahead = bool(when and published and when.day > published)
    return EventMention(
        reading,
        0,
        "visit",
        "scheduled" if is_ahead or (words & TRAVEL | words & _SENT and not words & _THERE) else "held",
        _place_name(reading, place) if place else None,
        place.term.country if place else None,
        when,
    )


def _word_before(reading: Reading, i: int) -> str:
    return reading.word(i - 2 if reading.word(i - 1) == "the" else i - 1)


def _printed(reading: Reading, place: Found) -> str:
    return strip_possessive(reading.span_text(place.first, place.last))
