"""Mentions of events: an event noun or verb with the place, date, status and round that its clause gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from transforms.tag.dates import DateMention, is_long_past, number_of
from transforms.tag.lexicon import Found, Term
from transforms.tag.sentence import Reading
from transforms.tag.text import strip_possessive

EVENT_NOUNS = (
    dict.fromkeys(("talks", "negotiations", "negotiation", "consultations", "dialogue", "discussions"), "talks")
    | dict.fromkeys(("round", "rounds"), "talks")
    | dict.fromkeys(("meeting", "meetings", "gathering", "conference", "forum"), "meeting")
    | dict.fromkeys(("summit",), "summit")
    | dict.fromkeys(("visit", "trip"), "visit")
    | dict.fromkeys(("ceremony", "funeral", "inauguration"), "ceremony")
)
_SIGNING = frozenset({"signed", "initialled", "initialed", "inked", "sign", "signs"})
_DEALS = frozenset({"agreement", "deal", "accord", "pact", "treaty", "memorandum", "protocol", "declaration"})
_EVENT_VERBS = dict.fromkeys(("met", "meet", "meets", "gathered", "convened", "convene"), "meeting")
_VISITING = frozenset({"visited", "visiting", "toured"})
# Between an event and its date these words start another matter, to which the date belongs.
_BLOCKERS = frozenset(
    "said says told tells announced announcement proposal proposed proposes offer offered invitation invited "
    "follow follows followed statement stated reported called decree order reporters spokesman spokesperson "
    "published confirmed wrote added because who whose which when sent ordered signed agreed election war declared "
    "imposed reached passed finish finishes until suspended collapsed promised that".split()
)
_PLACE_WORDS = frozenset({"in", "at", "near", "outside"})
_GOALS = frozenset({"to"})
_ROOMS = frozenset({"office", "room", "hall", "centre", "center", "table", "secretariat", "call"})
_TOWNS = frozenset({"village", "town", "city", "port", "resort"})
_GOING = frozenset(
    "send sends sent sending go goes went travel travels travelled fly flies flew come comes came".split()
)
_STATUS_WORDS = (
    ("cancelled", frozenset({"cancelled", "canceled", "scrapped", "abandoned"})),
    ("postponed", frozenset({"postponed", "delayed", "rescheduled"})),
    ("proposed", frozenset({"proposed", "proposal", "propose", "suggested", "invited"})),
)
_SCHEDULED = frozenset(
    "will scheduled set planned plans due upcoming ahead expected forthcoming next would shall preparations".split()
)
_HELD = frozenset(
    "started start began opened open ended concluded closed held met took convened gathered sat wrapped hosted "
    "chaired continued resumed underway failed collapsed broke received".split()
)
_ENDING = frozenset({"ends", "closes", "concludes"})
_ENDED = _ENDING | frozenset({"ended", "concluded", "closed", "wrapped", "broke", "collapsed", "failed"})
# What a gathering is about is no event of its own: 'met in Oslo on Monday to hear what came of the talks'.
_ABOUT = frozenset(
    "hear discuss review prepare prepares outcome result results after before following about ahead".split()
)
TRAVEL = frozenset(
    "left departed flew arrived landed travelled traveled boarded leaves arrives departs arriving leaving "
    "travelling traveling flying reached".split()
)
_PURPOSE = frozenset("for attend join before ahead".split())
_OPENING = frozenset({"opened", "began", "started", "opens", "begins", "starts"})
_PRONOUNS = frozenset({"which", "that", "who"})
_LIMITS = frozenset({"since", "until", "till"})  # the date bounds the event, it is not its day
_ORDINALS = {
    w: i
    for i, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
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


def find_mentions(reading: Reading, dates: list[DateMention], published: date | None) -> Iterator[EventMention]:
    """The event nouns and verbs of a sentence, in order, each with what stands between it and the next one."""
    nouns = [(i, t) for i in range(len(reading.tokens)) if (t := _event_type(reading, i))]
    nouns = [n for k, n in enumerate(nouns) if not _is_verb_of_next(reading, nouns, k)]
    places = places_of(reading) if nouns else []
    for k, (i, event_type) in enumerate(nouns):
        end = min(nouns[k + 1][0] if k + 1 < len(nouns) else len(reading.tokens), i + _SCOPE)
        start = nouns[k - 1][0] + 1 if k else 0
        place, country = _place(reading, places, start, i, end)
        when = _date(reading, dates, start, i, end, is_only=len(nouns) == 1)
        status = _status(reading, start, i, end, when, published)
        is_end = bool(when) and status == "held" and _nearest(reading, start, i, end, _HELD | _ENDING) in _ENDED
        yield EventMention(
            reading,
            i,
            event_type,
            status,
            place,
            country,
            when,
            is_end,
            _n_days(reading, i),
            _round(reading, i),
            _host(reading, i, end),
            bool(when and published and is_long_past(when, published)),
        )


def _is_verb_of_next(reading: Reading, nouns: list[tuple[int, str]], k: int) -> bool:
    """Whether a verb only says that the next noun happens: 'gathered in Oslo for a summit'."""
    if k + 1 == len(nouns) or reading.word(nouns[k][0]) not in _EVENT_VERBS:
        return False
    return "for" in {reading.word(i) for i in range(nouns[k][0], nouns[k + 1][0])}


def _event_type(reading: Reading, i: int) -> str | None:
    word = reading.word(i).removeprefix("pre-").removeprefix("mini-")
    if word in EVENT_NOUNS:
        previous = reading.word(i - 1)
        if previous in ("news", "press") or reading.word(i + 1) in _ROOMS:
            return None  # 'told a news conference', 'the dialogue office'
        if word.startswith("round") and reading.word(i + 1) == "of":
            return None  # 'a round of talks' is one event, and 'talks' names it
        if word == "meeting" and previous in ("after", "before", "by", "without"):
            return None  # 'after meeting the minister'
        return EVENT_NOUNS[word]
    if word in _SIGNING and {reading.word(k) for k in range(i + 1, i + 8)} & _DEALS:
        return "ceremony"
    if word == "session" and reading.word(i - 1).endswith(("st", "nd", "rd", "th")):
        return "meeting"  # 'the 16th session'; a bare 'session' is a part of talks
    if word in _VISITING and (_is_place(reading, i + 1) or _is_place(reading, i + 2)):
        return "visit"
    return _EVENT_VERBS.get(word)


def _is_place(reading: Reading, i: int) -> bool:
    is_seen = i < len(reading.tokens) and reading.labels[i] == "GPE"
    return is_seen or reading.kind(i) in ("place", "metonym", "country")


def _place(reading: Reading, places: list[Found], start: int, at: int, end: int) -> tuple[str | None, str | None]:
    """The place of an event and its country: 'talks in Geneva', 'the Geneva talks', 'in Turkey's Istanbul'."""
    for found in places:
        if found.first <= at or found.last > end:
            continue
        between = {reading.word(k) for k in range(at, found.first)}
        if between & _BLOCKERS:
            break
        if reading.word(at) in _VISITING and found.first <= at + 2:
            return _named_place(reading, found.first, found.last, found.term.kind, found.term.country)
        words = _PLACE_WORDS | _GOALS if reading.word(at) in ("visit", "trip") else _PLACE_WORDS
        if (
            _is_town_of(reading, found.first)
            or reading.word(found.first - 1) in words
            or reading.word(found.first - 2) in words
        ):
            inner = _inner_city(reading, found.last) if reading.tokens[found.last - 1].is_possessive else None
            return inner or _named_place(reading, found.first, found.last, found.term.kind, found.term.country)
    goes = {reading.word(k) for k in range(start, at)} & (_GOING | TRAVEL)
    for found in reversed(places):  # 'sat down in Geneva for talks', 'will send envoys to Geneva for talks'
        before = {reading.word(found.first - 1), reading.word(found.first - 2)}
        is_before = start <= found.first and found.last <= at and before & ({"in", "to", "for"} if goes else {"in"})
        is_blocked = is_before and {reading.word(k) for k in range(found.last, at)} & (_BLOCKERS | _ABOUT)
        if is_before and not is_blocked and found.term.kind in ("place", "metonym"):
            return _named_place(reading, found.first, found.last, found.term.kind, found.term.country)
    previous = reading.terms[at - 1] if at > start else None
    if previous and previous.term.kind in ("place", "metonym") and not reading.tokens[at - 1].is_possessive:
        return _named_place(reading, previous.first, previous.last, previous.term.kind, previous.term.country)
    return None, None


def places_of(reading: Reading) -> list[Found]:
    """Countries, seats of government and towns of a sentence, those that only the model knows too, in order."""
    found = [f for f in reading.found if f.term.kind in ("place", "metonym", "country") or _is_capital(reading, f)]
    for first, last, label in reading.entities:
        is_body = reading.kind(first) == "party"  # a seat that also means its body: 'Brussels'
        if label == "GPE" and (is_body or not any(reading.terms[first:last])) and reading.tokens[first].is_capitalised:
            found.append(Found(first, last, Term("place", reading.span_text(first, last))))
    for i in range(len(reading.tokens)):  # 'in the village of X': whatever the model thinks of X
        if _is_town_of(reading, i) and not reading.terms[i] and not any(f.first <= i < f.last for f in found):
            found.append(Found(i, i + 1, Term("place", strip_possessive(reading.tokens[i].text))))
    return sorted(found, key=lambda f: f.first)


def _is_town_of(reading: Reading, i: int) -> bool:
    return reading.word(i - 1) == "of" and reading.word(i - 2) in _TOWNS and reading.tokens[i].is_capitalised


def _is_capital(reading: Reading, found: Found) -> bool:
    """'In the R capital': the place is R until the text gives the name of the city."""
    return found.term.kind == "demonym" and reading.word(found.last) == "capital"


def _inner_city(reading: Reading, i: int) -> tuple[str, str | None] | None:
    term = reading.terms[i] if i < len(reading.terms) else None
    if term and term.term.kind in ("place", "metonym"):
        return _named_place(reading, term.first, term.last, term.term.kind, term.term.country)
    return None


def _named_place(reading: Reading, first: int, last: int, kind: str, country: str | None) -> tuple[str, str | None]:
    text = strip_possessive(reading.span_text(first, last))
    return (country or text) if kind in ("country", "demonym") else text, country


def _date(
    reading: Reading, dates: list[DateMention], start: int, at: int, end: int, *, is_only: bool
) -> DateMention | None:
    for when in dates:
        i = reading.sentence.token_at(when.start)
        between = {reading.word(k) for k in range(at + 1, i)}
        if between & _OPENING:
            between -= _PRONOUNS  # 'the round, which opened on Sunday'
        is_blocked = at < i < end and between & _BLOCKERS
        if at < i < end and not is_blocked and not {reading.word(i - 1), reading.word(i)} & _LIMITS:
            return when
    is_ahead = _is_purpose(reading, start, at)  # 'left on Tuesday for talks': the day is that of the journey
    if is_only:
        for when in reversed(dates):
            i = reading.sentence.token_at(when.start)
            if start <= i < at and not is_ahead and not {reading.word(k) for k in range(i, at)} & (_BLOCKERS | _ABOUT):
                return when
    return None


def _status(reading: Reading, start: int, at: int, end: int, when: DateMention | None, published: date | None) -> str:
    words = {reading.word(k) for k in range(max(start, at - _SCOPE), end)}
    if any(reading.word(k) == "called" and reading.word(k + 1) == "off" for k in range(start, end)):
        return "cancelled"
    for status, cues in _STATUS_WORDS:
        if words & cues:
            return status
    if when and {reading.word(k) for k in range(at, min(end, reading.sentence.token_at(when.start)))} & _ENDING:
        return "held"  # 'the round ends on Friday': it is under way
    if (when and published and when.day > published) or _is_purpose(reading, start, at):
        return "scheduled"
    if reading.word(at) in _EVENT_VERBS:
        return "scheduled" if {reading.word(at - 1), reading.word(at - 2)} & {"will", "to", "would"} else "held"
    return "scheduled" if _nearest(reading, start, at, end, _SCHEDULED | _HELD) in _SCHEDULED else "held"


def _is_purpose(reading: Reading, start: int, at: int) -> bool:
    """Whether somebody is only on the way to the event: 'left Oslo for talks', 'arrived to attend a meeting'."""
    if reading.word(at) in ("visit", "trip"):
        return False  # who has left or arrived is on it
    verb = next((k for k in range(at - 1, start - 1, -1) if reading.word(k) in TRAVEL), None)
    return verb is not None and any(reading.word(k) in _PURPOSE for k in range(verb, at))


def _nearest(reading: Reading, start: int, at: int, end: int, words: frozenset[str]) -> str:
    """The word of a set that stands nearest to token ``at`` in its clause, or an empty string."""
    for k in sorted(range(max(start, at - _SCOPE), end), key=lambda k: abs(k - at)):
        word = reading.word(k)
        if word in words and not (word in _HELD and reading.word(k - 1) in ("be", "to")):
            return word
    return ""


def _n_days(reading: Reading, at: int) -> int | None:
    """2 in 'two days of fish talks'."""
    for k in range(max(1, at - 4), at):
        if reading.word(k) in ("days", "day") and reading.word(k + 1) == "of":
            return number_of(reading.word(k - 1))
    return None


def _round(reading: Reading, at: int) -> int | None:
    """3 in 'the third round of talks' and 'round 3 of the negotiations'."""
    for k in range(max(0, at - 6), at + 1):
        if reading.word(k) == "round":
            return _ORDINALS.get(reading.word(k - 1)) or number_of(reading.word(k + 1))
    return None


def _host(reading: Reading, at: int, end: int) -> str | None:
    """The country that hosts: 'hosted by R', 'R hosted the talks'."""
    for k in range(max(0, at - 8), end):
        if reading.word(k) in ("hosted", "hosts", "hosting", "host"):
            is_by = reading.word(k + 1) == "by"
            side = reading.parties(k, end) if is_by else reading.parties(0, k)
            if side:
                return side[0 if is_by else -1].term.country
    return None
