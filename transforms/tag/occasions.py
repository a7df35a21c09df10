"""Which event a statement about a delegation belongs to: the article's own, a recalled one, or a trip of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from transforms.tag.dates import DateMention, is_long_past
from transforms.tag.event_mentions import EventMention, is_of_saying
from transforms.tag.event_places import named_place, place_behind, places_of
from transforms.tag.event_words import AHEAD, FROM, RETURNING, TRAVEL
from transforms.tag.events import Event, join_event, main_event
from transforms.tag.events_apart import EARLIER_DAYS, is_another, is_elsewhere, is_told_apart
from transforms.tag.groups import GROUP_WORDS
from transforms.tag.lexicon import Found
from transforms.tag.own_dates import is_compared, is_quoted, own_dates
from transforms.tag.sentence import Reading
from transforms.tag.statements import LED, Statement
from transforms.tag.text import strip_possessive

_SENT = frozenset({"dispatched", "dispatches", "sends", "sending", "will"})
_THERE = frozenset({"arrived", "landed", "saw", "met"})
_HOSTING = frozenset({"hosted", "received", "welcomed"})
_VISITING = frozenset(
    "visited visiting visit toured tour travelled traveled came come went gone flew flown spent mission trip".split()
)
_PRESENT = frozenset("is are has have will now today again leads heads".split())
_WAS = frozenset({"was", "were", "had"})
_TOWARDS, _IN = frozenset({"for", "to"}), frozenset({"in"})
_CALLED_ON = frozenset({"visited", "visiting", "visit", "toured", "reached"})
_THERE_WORDS = (frozenset({"in", "at"}), _CALLED_ON, frozenset({"to"}))
_EARLIER = frozenset({"earlier", "previous", "first"})
_FURTHER = frozenset({"second", "third", "separate", "another"})
_BACK = frozenset({"that", "those"})  # 'at that table', 'in those talks'
_GATHERINGS = frozenset("table round rounds talks session sessions cycle meeting meetings occasion visit trip".split())
_BEING = frozenset("is are was were be would will has had".split())
_SAME_TOWN = frozenset({("the", "city"), ("the", "capital"), ("same", "city"), ("same", "town")})
_TAKING_OFF = frozenset(
    {("took", "off"), ("set", "off"), ("set", "out"), ("way", "to"), ("route", "to"), ("bound", "for")}
)


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
    apart = [e for e in told if main and is_told_apart(main, e, before)]
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


def event_carried(
    statement: Statement,
    readings: list[Reading],
    dates: list[list[DateMention]],
    events: list[Event],
    published: date | None,
) -> Event | None:
    """The event that the paragraph recalled, or that the sentence before looks ahead to, while the telling goes on so.

    'The process began in Kampala in December 2012. R sent X to lead its delegation.'
    'R and S are invited to Cairo on November 21. X will head the team of R.'
    """
    reading = statement.reading
    if published is None or own_dates(reading, dates[reading.number]):
        return None
    paragraph, main = reading.sentence.paragraph, main_event(events, published)
    before = [r for r in readings[: reading.number] if r.sentence.paragraph == paragraph]
    if not reading.vocabulary.isdisjoint(AHEAD):
        is_told = statement.named and before
        return _coming(before[-1], dates[before[-1].number], events, main, published) if is_told else None
    if not _looks_back(reading):
        return None
    for earlier in reversed(before):
        own = own_dates(earlier, dates[earlier.number])
        if own:
            return _long_past(earlier, own, events, main, published)
        if not _looks_back(earlier):
            return None
    return None


def _coming(
    reading: Reading, dates: list[DateMention], events: list[Event], main: Event | None, published: date
) -> Event | None:
    """The event besides the article's own to which a sentence looks ahead, or that its dates alone tell."""
    told = [e for e in events if e is not main and any(m.reading is reading for m in e.mentions)]
    coming = [e for e in told if e.status == "scheduled" and e.when and e.when.day > published]
    own = own_dates(reading, dates)
    if not coming and own and all(d.day > published for d in own):
        return join_event(events, replace(_recalled(reading, own[0]), status="scheduled"))
    return coming[-1] if coming else None


def _long_past(
    reading: Reading, dates: list[DateMention], events: list[Event], main: Event | None, published: date
) -> Event | None:
    """The event besides the article's own that a sentence recalls, or that its ``dates`` alone tell."""
    if not all(is_long_past(d, published) for d in dates):
        return None
    told = [e for e in events if e is not main and any(m.reading is reading for m in e.mentions)]
    past = [e for e in told if e.is_past(published)]
    return past[-1] if past else join_event(events, _recalled(reading, dates[0]))


def _looks_back(reading: Reading) -> bool:
    """Whether a sentence speaks in the past alone: no 'is', 'has' or 'will'."""
    return reading.vocabulary.isdisjoint(_PRESENT)


def event_of(
    statement: Statement, dates: list[DateMention], events: list[Event], published: date | None
) -> Event | None:
    """The event of a statement: the one at the date of its sentence, if that lies far back, else the article's own."""
    reading = statement.reading
    dates = [d for d in own_dates(reading, dates) if not is_quoted(statement, d)]
    dates = [d for d in dates if not is_of_saying(reading, d)] or dates
    main = main_event(events, published)
    past = [d for d in dates if published and is_long_past(d, published)]
    past = past if len(past) == len(dates) else []  # 'arrived on Monday to see what was stored twenty years ago'
    is_earlier = statement.is_other and _is_earlier(reading)
    if not past and main and main.when and (statement.named or is_earlier):
        is_earlier = is_earlier or _opens_elsewhere(reading, main)
        past = [d for d in dates if (main.when.day - d.last_day).days > (0 if is_earlier else EARLIER_DAYS)]
    if past and not (main and main.when and main.when.day == past[0].day):
        spoken_of = [e for e in events if e is not main and any(c.reading is reading for c in e.mentions)]
        recalled = _recalled(reading, past[0])
        event = spoken_of[0] if spoken_of else join_event(events, recalled)
        if event and event.place is None:
            _place_it(event, recalled, main)
        return event
    told = [e for e in events if e is not main and any(_is_told_in(m, reading) for m in e.mentions)]
    if told and main and is_told_apart(main, told[0], reading):
        return told[0]
    trip = _implied(reading, dates, published)
    for event in told:
        if main and is_another(main, event.country, event.when):
            return event
    if main and trip.place and dates and is_another(main, trip.country, trip.when):
        return join_event(events, trip)
    if main is None:
        return join_event(events, trip)
    if trip.place and (is_on_the_way(reading) or _is_separate(reading)):
        if is_elsewhere(main, trip):
            same_day = not dates and _is_separate(reading)  # 'a second delegation took off for X'
            return join_event(events, replace(trip, when=main.when or trip.when) if same_day else trip)
        if main.place in (None, main.country):
            main.place, main.country = trip.place, trip.country
        main.when = main.when or trip.when
    return main


def _opens_elsewhere(reading: Reading, main: Event) -> bool:
    """'In Beijing last month R's side was led by X': a town that is not the main event's opens the sentence."""
    place = next((f for f in places_of(reading) if f.first == 1), None)
    if place is None or reading.word(0) not in ("in", "at") or main.place is None:
        return False
    return _place_name(reading, place) != main.place and place.term.value != main.country


def _place_it(event: Event, recalled: EventMention, main: Event | None) -> None:
    """Gives a recalled event the place of its sentence: of a journey 'to X', or the main one's, 'to the city'."""
    if recalled.place:
        event.place, event.country = recalled.place, recalled.country
    elif main and main.place and any(pair in _SAME_TOWN for pair in pairwise(recalled.reading.words)):
        event.place, event.country = main.place, main.country


def _is_earlier(reading: Reading) -> bool:
    """'An earlier mission, sent on August 3', 'a first delegation was there on Saturday'."""
    words = [token.bare for token in reading.tokens]
    return any(a in _EARLIER and (b in GROUP_WORDS or c in GROUP_WORDS) for a, b, c in _triples(words))


def is_on_the_way(reading: Reading) -> bool:
    """Whether a sentence tells of a journey: 'left for X', 'took off for X'."""
    return not reading.vocabulary.isdisjoint(TRAVEL) or any(pair in _TAKING_OFF for pair in pairwise(reading.words))


def _is_separate(reading: Reading) -> bool:
    """'A second delegation', 'a separate mission'."""
    return any(a in _FURTHER and (b in GROUP_WORDS or c in GROUP_WORDS) for a, b, c in _triples(list(reading.words)))


def _is_told_in(mention: EventMention, reading: Reading) -> bool:
    return mention.reading is reading and not is_compared(reading, mention.at)


def _recalled(reading: Reading, when: DateMention) -> EventMention:
    """An event of the past that a sentence recalls only by its delegations: 'hosted both delegations in May 2019'."""
    for i in range(len(reading.tokens)):
        if reading.word(i) in _HOSTING:
            side = reading.parties(0, i)
            host = side[-1].term.country if side else None
            return EventMention(reading, 0, "talks", "held", host, host, when, host=host)
    place = place_behind(reading, _THERE_WORDS) or next(
        (f for f in places_of(reading) if f.first == 0 and reading.word(f.last) == ","), None
    )
    is_visit = any(reading.word(i) in _VISITING for i in range(len(reading.tokens)))
    name = _place_name(reading, place) if place else None
    country = place.term.country if place else None
    return EventMention(reading, 0, "visit" if is_visit else "talks", "held", name, country, when)


def _place_name(reading: Reading, place: Found) -> str:
    return named_place(reading, place)[0]


def _implied(reading: Reading, dates: list[DateMention], published: date | None) -> EventMention:
    """The visit that a delegation makes where the article names no event: 'A delegation from X arrived in Y'."""
    is_there = not reading.vocabulary.isdisjoint(_THERE)
    is_sent = is_on_the_way(reading) or not reading.vocabulary.isdisjoint(_SENT)
    is_back = not reading.vocabulary.isdisjoint(RETURNING)  # 'returned to X from Y'
    towards = FROM if is_back and place_behind(reading, (FROM,)) else _TOWARDS
    place = place_behind(reading, (towards, _IN if is_there else frozenset(), _CALLED_ON))
    when = dates[0] if dates else None
    if when is None and published:
        start = reading.sentence.start
        when = DateMention(start, start, published, "day", "")
    is_ahead = bool(when and published and when.day > published)
    return EventMention(
        reading,
        0,
        "visit",
        "scheduled" if is_ahead or (is_sent and not is_there) else "held",
        _place_name(reading, place) if place else None,
        place.term.country if place else None,
        when,
    )


def _printed(reading: Reading, place: Found) -> str:
    return strip_possessive(reading.span_text(place.first, place.last))
