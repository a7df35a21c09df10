"""Where an event takes place: the country, seat of government or town that its clause names."""

from __future__ import annotations

from collections.abc import Set

from transforms.tag.event_words import (
    ABOUT,
    ARRIVING,
    BLOCKERS,
    EVENT_NOUNS,
    EVENT_VERBS,
    FOR,
    FROM,
    JOURNEYS,
    LEAVING,
    PLACE_WORDS,
    RETURNING,
    SERIES,
    SINCE,
    TRAVEL,
    VISITING,
)
from transforms.tag.lexicon import CALENDAR, Found, Term
from transforms.tag.sentence import Reading
from transforms.tag.text import strip_possessive

_GOALS = frozenset({"to"})
_STRIFE = frozenset("ceasefire truce war fighting conflict crisis peace hostilities violence clashes bloodshed".split())
_SIDES = frozenset({"side", "outskirts", "suburb"})  # 'on the northern side of X'
_SEATED = frozenset({"government", "ministry", "embassy", "regime", "secretariat", "consulate"})
_MEETING = frozenset({"with", "met", "meet", "meeting", "visited"})
_LINKS = frozenset({"of", "in", "at"})
_IN = frozenset({"in"})
_GOING_TO = frozenset({"in", "to", "for"})
_SAYING = frozenset({"said", "says", "told", "announced", "reported", "confirmed"})
_TOWNS = frozenset({"village", "town", "city", "port", "resort", "island"})
_HAPPENING = frozenset({"held", "place", "signed", "hosted"})  # 'was held in X', 'took place at X'
_PLANNED = frozenset({"planned", "scheduled", "set", "called"})  # 'a round planned for X in May'
_LONGEST_NAME = 4  # tokens
_GOING = frozenset(
    "send sends sent sending go goes went travel travels travelled fly flies flew come comes came".split()
)
# Houses are called by towns that they do not stand in: 'the Danilov Monastery'. An airport stands where its name says.
_HOUSES = frozenset("house hall palace tower castle villa monastery cathedral abbey mosque guesthouse".split())
_BUILDINGS = _HOUSES | frozenset(
    "hotel centre center airport street square academy university museum stadium resort barracks embassy".split()
)


def place_of_event(
    reading: Reading, places: list[Found], start: int, at: int, end: int
) -> tuple[str | None, str | None]:
    """The place of an event and its country: 'talks in Geneva', 'the Geneva talks', 'in Turkey's Istanbul'."""
    behind = _places_behind(reading, places, at, end)
    topics = [f for f in behind if is_of_topic(reading, f.first)]
    found = next((f for f in behind if f not in topics), None) or _place_before(reading, places, start, at)
    if found is None and topics:
        found = topics[0]
    if found is None:
        return None, None
    inner = _inner_city(reading, found.last) if reading.tokens[found.last - 1].is_possessive else None
    return inner or named_place(reading, found)


def _place_before(reading: Reading, places: list[Found], start: int, at: int) -> Found | None:
    """The place in front of an event: 'sat down in Geneva for talks', 'flew to Geneva for talks', 'Geneva talks'."""
    goes = {reading.word(k) for k in range(start, at)} & (_GOING | TRAVEL | VISITING)
    words = _GOING_TO | VISITING if goes else _IN
    for found in reversed(places):
        before = {reading.word(found.first - 1), reading.word(found.first - 2)}
        is_before = start <= found.first and found.last <= at and before & words
        is_blocked = is_before and {reading.word(k) for k in range(found.last, at)} & (BLOCKERS | ABOUT)
        if is_before and not is_blocked and (goes or found.term.kind in ("place", "metonym")):
            return found
    previous = reading.terms[at - 1] if at > start else None
    if previous and previous.term.kind in ("place", "metonym") and not reading.tokens[at - 1].is_possessive:
        return previous
    return None


def _places_behind(reading: Reading, places: list[Found], at: int, end: int) -> list[Found]:
    """The places with 'in', 'at' or, of journeys, 'to' behind an event, in order."""
    words = PLACE_WORDS | _GOALS if reading.word(at) in JOURNEYS | ARRIVING else PLACE_WORDS
    words = words | FOR if reading.word(at) in LEAVING else FROM if reading.word(at) in RETURNING else words
    behind: list[Found] = []
    for found in places:
        if found.first <= at or found.last > end:
            continue
        if {reading.word(k) for k in range(at + 1, found.first)} & BLOCKERS:
            break
        if reading.word(found.last) in _SAYING:
            continue  # 'the ministry in X said'
        is_visited = (reading.word(at) in VISITING and found.first <= at + 2) or (
            reading.word(at) == "visit" and found.first == at + 1
        )
        before = {reading.word(found.first - 1), reading.word(found.first - 2)}
        is_planned = reading.word(found.first - 1) == "for" and reading.word(found.first - 2) in _PLANNED
        is_side = reading.word(found.first - 1) == "of" and reading.word(found.first - 2) in _SIDES
        if is_visited or is_planned or is_side or before & words or _is_town_of(reading, found.first):
            behind.append(found)
    return behind


def is_of_topic(reading: Reading, place: int) -> bool:
    """Whether a place belongs to what talks are about: 'talks on a ceasefire in X', 'to end the war in X'."""
    link = place - 1 if reading.word(place - 1) in PLACE_WORDS else place - 2
    return reading.word(link) in PLACE_WORDS and reading.word(link - 1) in _STRIFE


def places_of(reading: Reading) -> list[Found]:
    """Countries, seats of government and towns of a sentence, those that only the model knows too, in order."""
    known = [f for f in reading.found if f.term.kind in ("place", "metonym", "country") or _is_capital(reading, f)]
    found = [f for f in known if f.term.kind != "place" or not _is_building(reading, f.last, _HOUSES)]
    for first, last, label in reading.entities:
        is_body = reading.kind(first) == "party"  # a seat that also means its body: 'Brussels'
        is_unknown = is_body or not any(reading.terms[first:last])
        is_named = reading.tokens[first].is_capitalised and not _is_building(reading, last)
        if label == "GPE" and is_unknown and is_named:
            found.append(Found(first, last, Term("place", reading.span_text(first, last))))
    for i in (k + 1 for k in reading.places(_LINKS, 0, len(reading.tokens) - 1)):
        if (  # 'in the village of X', 'talks at X': whatever the model thinks of X
            (_is_town_of(reading, i) or _is_venue(reading, i))
            and not reading.terms[i]
            and not any(f.first <= i < f.last for f in found)
        ):
            last = _end_of_name(reading, i)
            if not _is_building(reading, last):
                found.append(Found(i, last, Term("place", strip_possessive(reading.span_text(i, last)))))
    return sorted((f for f in found if not _is_seat(reading, f.first)), key=lambda f: f.first)


def _is_building(reading: Reading, last: int, buildings: Set[str] = _BUILDINGS) -> bool:
    """Whether a name goes on as that of a building: 'at Olympic House', 'in Kirov Hall'."""
    return reading.word(last) in buildings and reading.tokens[last].is_capitalised


def _is_seat(reading: Reading, i: int) -> bool:
    """'The spokesman of the government in X': the place tells whose government, not where anything happened."""
    if reading.word(i - 1) != "in" or reading.word(i - 2) not in _SEATED:
        return False
    return reading.word(i - 3) == "the" and reading.word(i - 4) not in _MEETING  # 'talks with the government in X'


def _end_of_name(reading: Reading, i: int) -> int:
    """The end of an unknown name that opens at token ``i``: 'X', 'X City', 'St X'."""
    last = i + 1
    while (
        last < min(i + _LONGEST_NAME, len(reading.tokens))
        and reading.tokens[last].is_capitalised
        and not reading.terms[last]
        and reading.labels[last] == reading.labels[i]
        and reading.word(last) not in CALENDAR
    ):
        last += 1
    return last


def since_clauses(reading: Reading) -> frozenset[int]:
    """The tokens of 'since' and what it dates: 'their first talks since they took power in X in August'.

    Of a series it tells the start: 'five rounds of talks had been held in X since April'.
    """
    if reading.vocabulary.isdisjoint(SINCE) or ("had" in reading.vocabulary and reading.vocabulary & SERIES):
        return frozenset()
    inside: set[int] = set()
    for i in reading.places(SINCE):
        if i in inside:
            continue
        last = i + 3  # 'since May', 'since May 3'
        if reading.labels[i + 1 : i + 2] != ("DATE",) and reading.word(i + 1) not in CALENDAR:
            last = _end_of_clause(reading, i)
        while last < len(reading.tokens) and reading.labels[last] == "DATE":
            last += 1  # 'since the middle of April'
        if reading.word(last) == "," and reading.word(last + 1) == "when":  # 'since May, when talks in X broke up'
            last = _end_of_clause(reading, last + 1)
        inside.update(range(i, last))
    return frozenset(inside)


def _end_of_clause(reading: Reading, i: int) -> int:
    return next((k for k in range(i, len(reading.tokens)) if reading.tokens[k].text in ",;"), len(reading.tokens))


def _is_town_of(reading: Reading, i: int) -> bool:
    return reading.word(i - 1) == "of" and reading.word(i - 2) in _TOWNS and reading.tokens[i].is_capitalised


def _is_venue(reading: Reading, i: int) -> bool:
    """Whether an unknown name stands where news writing puts the place: 'talks at X', 'met in X on Friday'."""
    if reading.word(i - 1) not in ("in", "at") or not reading.tokens[i].is_capitalised or reading.labels[i] == "DATE":
        return False
    before = reading.word(i - 2)
    is_event = before in EVENT_NOUNS or before in EVENT_VERBS or before in _HAPPENING
    return is_event and reading.word(i) not in CALENDAR


def _is_capital(reading: Reading, found: Found) -> bool:
    """'In the R capital': the place is the capital of R."""
    return found.term.kind == "demonym" and reading.word(found.last) == "capital"


def _inner_city(reading: Reading, i: int) -> tuple[str, str | None] | None:
    term = reading.terms[i] if i < len(reading.terms) else None
    if term and term.term.kind in ("place", "metonym"):
        return named_place(reading, term)
    return None


def named_place(reading: Reading, found: Found) -> tuple[str, str | None]:
    """The name of a place and its country: a city as printed, a country by its common name, 'the R capital' by name."""
    text, country = strip_possessive(reading.span_text(found.first, found.last)), found.term.country
    if reading.word(found.last) == "capital" and found.term.capital:
        return found.term.capital, country
    return (country or text) if found.term.kind in ("country", "demonym") else text, country


def is_place(reading: Reading, i: int) -> bool:
    """Whether a token belongs to the name of a country, a seat of government or a town."""
    is_seen = i < len(reading.tokens) and reading.labels[i] == "GPE"
    is_capital = reading.kind(i) == "demonym" and reading.word(i + 1) == "capital"
    return is_seen or is_capital or reading.kind(i) in ("place", "metonym", "country")


def place_behind(reading: Reading, words: tuple[frozenset[str], ...]) -> Found | None:
    """The place behind one of the words; the sets of words are tried in turn."""
    places = places_of(reading)
    return next((f for w in words for f in places if _is_behind(reading, f.first, w)), None)


def _is_behind(reading: Reading, place: int, words: frozenset[str]) -> bool:
    """'in X', 'in the X', 'in the R town of X'."""
    if _is_town_of(reading, place):
        return not words.isdisjoint(reading.words[max(0, place - _LONGEST_NAME - 1) : place - 2])
    return _word_before(reading, place) in words


def _word_before(reading: Reading, i: int) -> str:
    return reading.word(i - 2 if reading.word(i - 1) == "the" else i - 1)
