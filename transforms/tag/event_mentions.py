"""Mentions of events: an event noun or verb with the place, date, status and round that its clause gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from transforms.tag.dateline import end_of_dateline
from transforms.tag.dates import DateMention, is_long_past
from transforms.tag.event_counts import ORDINALS, days_of, first_day, round_of
from transforms.tag.event_places import is_of_topic, is_place, named_place, place_of_event, places_of, since_clauses
from transforms.tag.event_verbs import find_verbs, needs_both
from transforms.tag.event_words import (
    ABOUT,
    BLOCKERS,
    COMMON_NOUNS,
    EVENT_NOUNS,
    EVENT_VERBS,
    HELD,
    JOURNEYS,
    LEAVING,
    PLACE_WORDS,
    SCHEDULED,
    SERIES,
    SINCE,
    TRAVEL,
    VISITING,
)
from transforms.tag.lexicon import Found
from transforms.tag.sentence import Reading

_SIGNED = frozenset({"signed", "initialled", "initialed", "inked"})
_SIGNING = _SIGNED | {"sign", "signs"}
_DEALS = frozenset(
    "agreement agreements deal deals accord accords pact treaty memorandum protocol declaration annex annexes "
    "document truce ceasefire framework charter communique roadmap".split()
)
_SESSIONS = frozenset(
    "special extraordinary annual regular plenary first second third last next previous cabinet council board "
    "committee emergency closed open joint working formal opening closing outreach".split()
)
_ROOMS = frozenset({"office", "room", "hall", "centre", "center", "table", "secretariat", "call"})
_STATUS_WORDS = (
    ("cancelled", frozenset({"cancelled", "canceled", "scrapped", "abandoned"})),
    ("postponed", frozenset({"postponed", "delayed", "rescheduled"})),
    ("proposed", frozenset({"proposed", "proposal", "propose", "suggested", "invited"})),
)
_PASSIVE = frozenset({"was", "were", "been", "be", "being", "are", "is", ",", "indefinitely"})
# 'after talks', 'at the close of two days of talks', 'during a visit': what has been told of is under way or over.
_DURING = frozenset("after during following close end conclusion start opening sidelines day".split())
_AFTER = frozenset({"after", "following", "close", "end", "conclusion", "ending"})
_PHRASE = 7  # tokens in which such a word stands before the noun
_ENDING = frozenset({"ends", "closes", "concludes"})
_ENDED = _ENDING | frozenset({"ended", "concluded", "closed", "wrapped", "broke", "collapsed", "failed"})
_SAYING = frozenset({"said", "says", "told", "announced", "statement"})
_PURPOSE = frozenset("for attend join before ahead".split())
_OPENING = frozenset("opened began started opens begins starts open begin start resume".split())
_TO_OR_IN = PLACE_WORDS | {"to"}
_FRONT = 3  # tokens in which a sentence opens with its date: 'Earlier on Monday, ...'
_LONGEST_CLAUSE = 40  # tokens from that date to the event
_NEW_CLAUSE = (BLOCKERS - {"who", "whose", "which", "that", "when"}) | ABOUT | {";", "and"}
_PLANNED = frozenset({"planned", "scheduled", "due", "set"})  # 'a visit that was planned for Friday'
_PRONOUNS = frozenset({"which", "that", "who"})
_LIMITS = frozenset({"since", "until", "till"})  # the date bounds the event, it is not its day
# 'The third was held in Oslo', 'the last, in May, broke up': an event of the kind told of before.
SAME_TYPE = ""
# 'The next session', 'a second meeting': talks where talks were told of before, else a meeting.
AGAIN = "again"
_COUNTED = frozenset(ORDINALS) | {"last", "previous", "next"}
_HAPPENING = frozenset(
    "was were is are had has will took takes ended ends broke began opened ran in between one ,".split()
)
_BEING = frozenset("is are was were be would will had has have".split())  # 'that there would be no deal'
_SAME_PLACE = frozenset("city town place venue village base hotel capital resort".split())
_SCOPE = 24  # tokens in which an event's place and date are looked for


@dataclass(frozen=True, slots=True)
class EventMention:
    """One mention of an event. ``at`` is the token of the noun; ``place`` may be a city or a country."""

    reading: Reading
    at: int
    event_type: str
    status: str
    place: str | None = None
    country: str | None = None
    when: DateMention | None = None
    is_end: bool = False  # ``when`` is the day on which it ended
    n_days: int | None = None  # how long it lasted
    round_no: int | None = None
    host: str | None = None
    is_past: bool = False  # ``when`` lies so far back that the article only recalls it
    is_there: bool = False  # held 'there' or 'in the same city': the place told of before


def find_mentions(reading: Reading, dates: list[DateMention], published: date | None) -> Iterator[EventMention]:
    """The event nouns and verbs of a sentence, in order, each with what stands between it and the next one."""
    nouns = [(i, t) for i in range(len(reading.tokens)) if (t := _event_type(reading, i)) is not None]
    nouns = [n for k, n in enumerate(nouns) if not _is_verb_of_next(reading, nouns, k)]
    trips = find_verbs(reading) if not nouns else []
    nouns = nouns or trips
    since = since_clauses(reading) if nouns else frozenset()
    places = [f for f in places_of(reading) if f.first not in since] if nouns else []
    opening = end_of_dateline(reading)
    spots = [(i, d) for d in dates if (i := reading.sentence.token_at(d.start)) not in since and i >= opening]
    for k, (i, event_type) in enumerate(nouns):
        end = min(nouns[k + 1][0] if k + 1 < len(nouns) else len(reading.tokens), i + _SCOPE)
        start = nouns[k - 1][0] + 1 if k else 0
        place, country = place_of_event(reading, places, start, i, end)
        when = _date(reading, spots, start, i, end, is_only=len(nouns) == 1 and not trips)
        when = when or _fronted(reading, spots, i)
        when = first_day(reading, i, when)
        status = _status(reading, start, i, end, when, published)
        if (trips and needs_both(reading, i, event_type) and not (place and when)) or (
            event_type == SAME_TYPE and not when
        ):
            continue
        n_days = days_of(reading, i)
        is_end = status == "held" and _is_ended(reading, start, i, end, n_days)
        mention = EventMention(
            reading,
            i,
            event_type,
            status,
            place,
            country,
            when,
            is_end,
            n_days,
            round_of(reading, i),
            _host(reading, i, end),
            bool(when and published and is_long_past(when, published)),
            place is None and _is_there(reading, i, end),
        )
        yield mention
        yield from _further(mention, places, spots, end)


def _further(
    mention: EventMention, places: list[Found], spots: list[tuple[int, DateMention]], end: int
) -> Iterator[EventMention]:
    """The events that a clause tells with the same word: 'met in X on Monday and in Y on Friday'."""
    reading = mention.reading
    if not (mention.place and mention.when):
        return
    since = reading.sentence.token_at(mention.when.start)
    for found in places:
        if not mention.at < since < found.first <= end or found.term.value == mention.place:
            continue
        between = {reading.word(k) for k in range(since, found.first)}
        when = next((d for i, d in spots if found.last <= i <= found.last + 2), None)
        if when is None or "and" not in between or between & BLOCKERS or reading.word(found.first - 1) not in _TO_OR_IN:
            continue
        since = reading.sentence.token_at(when.start)
        place, country = named_place(reading, found)
        yield replace(mention, at=found.first, place=place, country=country, when=when, round_no=None, n_days=None)


def _is_verb_of_next(reading: Reading, nouns: list[tuple[int, str]], k: int) -> bool:
    """Whether a verb only says that the next noun happens: 'gathered in Oslo for a summit'."""
    if k + 1 == len(nouns) or reading.word(nouns[k][0]) not in EVENT_VERBS:
        return False
    return "for" in {reading.word(i) for i in range(nouns[k][0], nouns[k + 1][0])}


def _event_type(reading: Reading, i: int) -> str | None:
    word = reading.word(i).removeprefix("pre-").removeprefix("mini-")
    previous = reading.word(i - 1)
    if word in EVENT_NOUNS:
        if previous in ("news", "press") or reading.word(i + 1) in _ROOMS:
            return None  # 'told a news conference', 'the dialogue office'
        if word.startswith("round") and reading.word(i + 1) == "of":
            return None  # 'a round of talks' is one event, and 'talks' names it
        if word == "meeting" and previous in ("after", "before", "by", "without"):
            return None  # 'after meeting the minister'
        return EVENT_NOUNS[word]
    if word in COMMON_NOUNS and not reading.tokens[i].is_capitalised:
        return COMMON_NOUNS[word]
    if word == "call" and previous == "courtesy":
        return "meeting"
    if word in _SIGNING and _is_of_deal(reading, i):
        return "ceremony"
    if word in _COUNTED and previous in ("the", "a", "an") and reading.word(i + 1) in _HAPPENING:
        return SAME_TYPE
    if (word == "session" or (word == "cycle" and reading.word(i + 1) != "of")) and (
        previous in _SESSIONS or previous.endswith(("st", "nd", "rd", "th"))
    ):
        # 'the 16th session'; a bare 'session' is a part of talks. 'The next session' is one more of the same.
        return AGAIN if previous in _COUNTED else "meeting"
    if word in VISITING and (is_place(reading, i + 1) or is_place(reading, i + 2)):
        return "visit"
    return EVENT_VERBS.get(word)


def _is_there(reading: Reading, at: int, end: int) -> bool:
    """Whether an event is held where the one before was: 'the sixth ended there', 'in the same city'."""
    words = reading.words[at:end]
    if "same" in words and not _SAME_PLACE.isdisjoint(words):
        return True
    return "there" in words and reading.word(at + words.index("there") + 1) not in _BEING


def _is_of_deal(reading: Reading, i: int) -> bool:
    """Whether a verb of signing means a deal: 'signed an accord in X', 'the accord was signed in X', 'signed in X'."""
    if {reading.word(k) for k in range(i + 1, i + 8)} & _DEALS:
        return True
    before = {reading.word(k) for k in range(max(0, i - 8), i)}
    return reading.word(i + 1) in PLACE_WORDS | {"on"} and bool(before & _DEALS)


def _date(
    reading: Reading, spots: list[tuple[int, DateMention]], start: int, at: int, end: int, *, is_only: bool
) -> DateMention | None:
    """The date of an event among the dates of its sentence, each given with its token."""
    for i, when in spots:
        limits = _LIMITS - SINCE if reading.vocabulary & SERIES else _LIMITS
        if not at < i < end or {reading.word(i - 1), reading.word(i)} & limits:
            continue
        between = {reading.word(k) for k in range(at + 1, i)}
        if between & (_OPENING | _ENDED | _PLANNED):
            between -= _PRONOUNS  # 'the round, which opened on Sunday'
        if not between & BLOCKERS:
            return when
    if not is_only or _is_purpose(reading, start, at):
        return None  # 'left on Tuesday for talks': the day is that of the journey
    for i, when in reversed(spots):
        is_before = start <= i < at and reading.word(i - 1) != "by"
        if is_before and not {reading.word(k) for k in range(i, at)} & (BLOCKERS | ABOUT):
            return when
    return None


def _fronted(reading: Reading, spots: list[tuple[int, DateMention]], at: int) -> DateMention | None:
    """The date that opens a sentence is that of its main clause: 'On Monday, the visitors called on the mayor'."""
    if (
        not spots
        or spots[0][0] > _FRONT
        or not 0 < at - spots[0][0] < _LONGEST_CLAUSE
        or reading.tokens[0].text.isupper()
    ):
        return None
    return None if {reading.word(k) for k in range(spots[0][0], at)} & _NEW_CLAUSE else spots[0][1]


def is_topical(mention: EventMention) -> bool:
    """Whether the place of an event may be only that of its topic: 'talks on a ceasefire in X'."""
    reading, at = mention.reading, mention.at
    first = next((f.first for f in places_of(reading) if f.first > at and reading.word(f.first - 1) == "in"), None)
    return first is not None and is_of_topic(reading, first)


def is_of_saying(reading: Reading, when: DateMention) -> bool:
    """Whether a date is that of words: 'The ministry said on Friday that ...', 'in a statement on Tuesday'."""
    i = reading.sentence.token_at(when.start)
    return any(reading.word(k) in _SAYING for k in range(max(0, i - 3), i))


def _status(reading: Reading, start: int, at: int, end: int, when: DateMention | None, published: date | None) -> str:
    words = {reading.word(k) for k in range(max(start, at - _SCOPE), end) if k < at or reading.word(k - 1) in _PASSIVE}
    called_off = (k + 2 for k in range(start, end) if reading.words[k : k + 2] == ("called", "off"))
    if any(reading.word(k) not in ("his", "her") for k in called_off):
        return "cancelled"  # but not where one of those who were to come 'called off his trip'
    for status, cues in _STATUS_WORDS:
        if words & cues:
            return status
    if when and {reading.word(k) for k in range(at, min(end, reading.sentence.token_at(when.start)))} & _ENDING:
        return "held"  # 'the round ends on Friday': it is under way
    if (when and published and when.day > published) or _is_purpose(reading, start, at):
        return "scheduled"
    if reading.word(at) in LEAVING:
        return "scheduled"
    if reading.word(at) in EVENT_VERBS or reading.word(at) in _SIGNED:
        return "scheduled" if {reading.word(at - 1), reading.word(at - 2)} & {"will", "to", "would", "be"} else "held"
    if _is_under_way(reading, max(start, at - _PHRASE), at):
        return "held"
    return "scheduled" if _nearest(reading, start, at, end, SCHEDULED | HELD) in SCHEDULED else "held"


def _is_under_way(reading: Reading, start: int, at: int) -> bool:
    since = next((k for k in range(at - 1, start - 1, -1) if reading.word(k) in _DURING), at)
    return since < at and not {reading.word(k) for k in range(since, at)} & SCHEDULED


def _is_purpose(reading: Reading, start: int, at: int) -> bool:
    """Whether somebody is only on the way to the event: 'left Oslo for talks', 'arrived to attend a meeting'."""
    if reading.word(at) in JOURNEYS:
        return False  # who has left or arrived is on it
    verb = next((k for k in range(at - 1, start - 1, -1) if reading.word(k) in TRAVEL), None)
    return verb is not None and any(reading.word(k) in _PURPOSE for k in range(verb, at))


def _nearest(reading: Reading, start: int, at: int, end: int, words: frozenset[str]) -> str:
    """The word of a set that stands nearest to token ``at`` in its clause, or an empty string."""
    for k in sorted(range(max(start, at - _SCOPE), end), key=lambda k: abs(k - at)):
        word = reading.word(k)
        is_of_noun = word == "next" and k + 1 < len(reading.tokens) and reading.tokens[k + 1].is_possessive
        if word in words and not is_of_noun and not (word in HELD and reading.word(k - 1) in ("be", "to")):
            return word
    return ""


def _is_ended(reading: Reading, start: int, at: int, end: int, n_days: int | None) -> bool:
    """Whether the day told is the last one: 'talks ended on Friday', 'agreed on Friday after two days of talks'."""
    if n_days and _AFTER & {reading.word(k) for k in range(max(start, at - _PHRASE), at)}:
        return True
    return _nearest(reading, start, at, end, HELD | _ENDING) in _ENDED


def _host(reading: Reading, at: int, end: int) -> str | None:
    """The country that hosts: 'hosted by R', 'R hosted the talks'."""
    for k in range(max(0, at - 8), end):
        if reading.word(k) in ("hosted", "hosts", "hosting", "host"):
            is_by = reading.word(k + 1) == "by"
            side = reading.parties(k, end) if is_by else reading.parties(0, k)
            if side:
                return side[0 if is_by else -1].term.country
    return None
