"""Mentions of events: an event noun or verb with the place, date, status and round that its clause gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from transforms.tag.dates import DateMention, number_of
from transforms.tag.sentence import Reading
from transforms.tag.text import strip_possessive

EVENT_NOUNS = (
    dict.fromkeys(("talks", "negotiations", "negotiation", "consultations", "dialogue"), "talks")
    | dict.fromkeys(("round", "rounds"), "talks")
    | dict.fromkeys(("meeting", "meetings", "gathering", "conference"), "meeting")
    | dict.fromkeys(("summit",), "summit")
    | dict.fromkeys(("visit", "trip"), "visit")
    | dict.fromkeys(("ceremony", "funeral", "inauguration"), "ceremony")
)
_SIGNING = frozenset({"signed", "initialled", "initialed", "inked", "sign", "signs"})
_DEALS = frozenset({"agreement", "deal", "accord", "pact", "treaty", "memorandum", "protocol", "declaration"})
_EVENT_VERBS = dict.fromkeys(("met", "meet", "meets", "gathered", "convened", "convene"), "meeting")
# Between an event and its date these words start another matter, to which the date belongs.
_BLOCKERS = frozenset(
    "said says told tells announced announcement proposal proposed proposes offer offered invitation invited "
    "follow follows followed statement stated reported called decree order reporters spokesman spokesperson "
    "published confirmed wrote added because who whose which when sent ordered signed agreed election war declared "
    "imposed reached passed finish finishes until".split()
)
_PLACE_WORDS = frozenset({"in", "at", "near", "outside"})
_GOALS = frozenset({"to"})
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
_ENDED = frozenset({"ended", "concluded", "closed", "wrapped", "broke", "collapsed", "failed"})
# What a gathering is about is no event of its own: 'met in Oslo on Monday to hear what came of the talks'.
_ABOUT = frozenset(
    "hear discuss review prepare prepares outcome result results after before following about ahead".split()
)
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


def find_mentions(reading: Reading, dates: list[DateMention], published: date | None) -> Iterator[EventMention]:
    """The event nouns and verbs of a sentence, in order, each with what stands between it and the next one."""
    nouns = [(i, t) for i in range(len(reading.tokens)) if (t := _event_type(reading, i))]
    nouns = [n for k, n in enumerate(nouns) if not _is_verb_of_next(reading, nouns, k)]
    for k, (i, event_type) in enumerate(nouns):
        end = min(nouns[k + 1][0] if k + 1 < len(nouns) else len(reading.tokens), i + _SCOPE)
        start = nouns[k - 1][0] + 1 if k else 0
        place, country = _place(reading, start, i, end)
        when = _date(reading, dates, start, i, end, is_only=len(nouns) == 1)
        status = _status(reading, start, i, end, when, published)
        is_end = bool(when) and status == "held" and _nearest(reading, start, i, end, _HELD) in _ENDED
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
        )


def _is_verb_of_next(reading: Reading, nouns: list[tuple[int, str]], k: int) -> bool:
    """Whether a verb only says that the next noun happens: 'gathered in Oslo for a summit'."""
    if k + 1 == len(nouns) or reading.word(nouns[k][0]) not in _EVENT_VERBS:
        return False
    return "for" in {reading.word(i) for i in range(nouns[k][0], nouns[k + 1][0])}


def _event_type(reading: Reading, i: int) -> str | None:
    word = reading.word(i)
    if word in EVENT_NOUNS:
        previous = reading.word(i - 1)
        if word.startswith("round") and reading.word(i + 1) == "of":
            return None  # 'a round of talks' is one event, and 'talks' names it
        if word == "meeting" and previous in ("after", "before", "by", "without"):
            return None  # 'after meeting the minister'
        return EVENT_NOUNS[word]
    if word in _SIGNING and {reading.word(k) for k in range(i + 1, i + 8)} & _DEALS:
        return "ceremony"
    return _EVENT_VERBS.get(word)


def _place(reading: Reading, start: int, at: int, end: int) -> tuple[str | None, str | None]:
    """The place of an event and its country: 'talks in Geneva', 'the Geneva talks', 'in Turkey's Istanbul'."""
    for found in reading.found:
        if found.first <= at or found.last > end or found.term.kind not in ("place", "metonym", "country"):
            continue
        between = {reading.word(k) for k in range(at, found.first)}
        if between & _BLOCKERS:
            break
        words = _PLACE_WORDS | _GOALS if reading.word(at) in ("visit", "trip") else _PLACE_WORDS
        if reading.word(found.first - 1) in words or reading.word(found.first - 2) in words:
            inner = _inner_city(reading, found.last) if reading.tokens[found.last - 1].is_possessive else None
            return inner or _named_place(reading, found.first, found.last, found.term.kind, found.term.country)
    goes = {reading.word(k) for k in range(start, at)} & _GOING
    for found in reversed(reading.found):  # 'sat down in Geneva for talks', 'will send envoys to Geneva for talks'
        before = {reading.word(found.first - 1), reading.word(found.first - 2)}
        is_before = start <= found.first and found.last <= at and before & ({"in", "to"} if goes else {"in"})
        is_blocked = is_before and {reading.word(k) for k in range(found.last, at)} & (_BLOCKERS | _ABOUT)
        if is_before and not is_blocked and found.term.kind in ("place", "metonym"):
            return _named_place(reading, found.first, found.last, found.term.kind, found.term.country)
    previous = reading.terms[at - 1] if at > start else None
    if previous and previous.term.kind in ("place", "metonym") and not reading.tokens[at - 1].is_possessive:
        return _named_place(reading, previous.first, previous.last, previous.term.kind, previous.term.country)
    return None, None


def _inner_city(reading: Reading, i: int) -> tuple[str, str | None] | None:
    term = reading.terms[i] if i < len(reading.terms) else None
    if term and term.term.kind in ("place", "metonym"):
        return _named_place(reading, term.first, term.last, term.term.kind, term.term.country)
    return None


def _named_place(reading: Reading, first: int, last: int, kind: str, country: str | None) -> tuple[str, str | None]:
    text = strip_possessive(reading.span_text(first, last))
    return (country or text) if kind == "country" else text, country


def _date(
    reading: Reading, dates: list[DateMention], start: int, at: int, end: int, *, is_only: bool
) -> DateMention | None:
    for when in dates:
        i = reading.sentence.token_at(when.start)
        is_blocked = at < i < end and {reading.word(k) for k in range(at + 1, i)} & _BLOCKERS
        if at < i < end and not is_blocked and not {reading.word(i - 1), reading.word(i)} & _LIMITS:
            return when
    if is_only:
        for when in reversed(dates):
            i = reading.sentence.token_at(when.start)
            if start <= i < at and not {reading.word(k) for k in range(i, at)} & (_BLOCKERS | _ABOUT):
                return when
    return None


def _status(reading: Reading, start: int, at: int, end: int, when: DateMention | None, published: date | None) -> str:
    words = {reading.word(k) for k in range(max(start, at - _SCOPE), end)}
    if any(reading.word(k) == "called" and reading.word(k + 1) == "off" for k in range(start, end)):
        return "cancelled"
    for status, cues in _STATUS_WORDS:
        if words & cues:
            return status
    if when and published and when.day > published:
        return "scheduled"
    if reading.word(at) in _EVENT_VERBS:
        return "scheduled" if {reading.word(at - 1), reading.word(at - 2)} & {"will", "to", "would"} else "held"
    return "scheduled" if _nearest(reading, start, at, end, _SCHEDULED | _HELD) in _SCHEDULED else "held"


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
    for k in range(max(0, at - 6), at):
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
