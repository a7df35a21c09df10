"""Verbs that tell of a visit or a meeting without naming it: 'flew to X on Friday', 'received the guests'."""

from __future__ import annotations

from transforms.tag.event_places import is_place
from transforms.tag.event_words import ARRIVING, FOR, FROM, LEAVING, PLACE_WORDS, RETURNING
from transforms.tag.groups import GROUP_WORDS
from transforms.tag.lexicon import CALENDAR
from transforms.tag.sentence import Reading

_RECEIVING = frozenset("received hosted welcomed briefed consulted conferred greeted receives".split())
_STAYING = frozenset({"expected", "due", "is", "was", "are", "were", "be", "been"})
_LOOKING = frozenset("inspect inspected tour toured see visit visited".split())
_NEEDING_BOTH = frozenset({"hosted", "saw", "seen", "spoke", "spoken", "talked"})
_DENIALS = frozenset({"none", "nobody", "neither", "nor", "not", "never"})
_SETTING = frozenset({"took", "set", "takes", "sets"})
_TOWARDS = frozenset({"to", "in", "at"})
_GUESTS = GROUP_WORDS | frozenset(
    "guest guests visitor visitors lawmakers officials them him her both members sides leaders businessmen".split()
)
_PERSON_REACH = 10  # tokens in which the object of 'received' stands
_WAS = frozenset({"was", "were", "been", "be"})
_ABOUT = frozenset({"to"})  # 'called on the minister to resign' is no call


def find_verbs(reading: Reading) -> list[tuple[int, str]]:
    """The verbs of a sentence without event nouns that may tell of a visit or a meeting, each with the type."""
    for i in range(len(reading.tokens)):
        if reading.word(i) in _DENIALS:
            return []  # 'none of the ministers was in Galway on Tuesday'
        event_type = _type_of(reading, i)
        if event_type:
            return [(i, event_type)]
    return []


def needs_both(reading: Reading, at: int, event_type: str) -> bool:
    """Whether a verb opens an event only with a place and a date: a journey, and 'R hosted delegations in May'."""
    return event_type == "visit" or reading.word(at) in _NEEDING_BOTH


def _type_of(reading: Reading, i: int) -> str | None:
    word, following = reading.word(i), reading.word(i + 1)
    if word in ARRIVING and _is_goal(reading, i + 1, _TOWARDS):
        return "visit"
    if word in _LOOKING and any(is_place(reading, k) for k in range(i + 1, i + _PERSON_REACH)):
        return "visit"
    if word in _SETTING and following in ("off", "out") and _is_goal(reading, i + 2, FOR):
        return "visit"
    if word in LEAVING and _is_goal(reading, i + 1, FOR):
        return "visit"
    if word in RETURNING and _is_goal(reading, i + 1, FROM):
        return "visit"
    if word in _STAYING and following in PLACE_WORDS and _is_goal(reading, i + 1, PLACE_WORDS):
        return "visit"
    if word in ("called", "call") and following == "on" and reading.word(i + 2) not in CALENDAR:
        is_appeal = any(reading.word(k) in _ABOUT for k in range(i + 2, i + 2 + _PERSON_REACH))
        return None if is_appeal or not _has_guest(reading, i + 2) else "meeting"
    if word in _RECEIVING and (_is_passive(reading, i) or _has_guest(reading, i + 1)):
        return "meeting"
    if word in ("saw", "seen") and _has_guest(reading, i + 1):
        return "meeting"
    if word in ("spoke", "spoken", "talked") and reading.vocabulary & {"with", "to"} and _has_guest(reading, i + 1):
        return "meeting"
    return None


def _is_passive(reading: Reading, i: int) -> bool:
    """'They were received on Monday evening by the mayor'."""
    return reading.word(i - 1) in _WAS and any(reading.word(k) == "by" for k in range(i + 1, i + 8))


def _has_guest(reading: Reading, first: int) -> bool:
    """Whether a person, a post or a group follows: whom one receives or calls on, rather than news or a letter."""
    for k in range(first, min(first + _PERSON_REACH, len(reading.tokens))):
        if reading.word(k) in _GUESTS or reading.labels[k] == "PERSON" or reading.kind(k) in ("head", "plural"):
            return True
        if reading.word(k) in ("from", "of", "for", "on", "in"):
            return False
    return False


def _is_goal(reading: Reading, i: int, words: frozenset[str]) -> bool:
    """Whether one of the words and a place follow within a few tokens: 'flew on Friday to the port of X'."""
    for k in range(i, min(i + 8, len(reading.tokens))):
        if reading.word(k) in words:
            return any(is_place(reading, j) for j in range(k + 1, k + 7))
    return False
