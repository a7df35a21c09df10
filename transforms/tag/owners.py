"""Whose a group noun is: the parties in its noun phrase, behind it, or spoken of before."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.tables import LIST_SEPARATOR
from transforms.tag.dates import number_of
from transforms.tag.lexicon import CALENDAR, PARTY_LIKE, Found, is_starter
from transforms.tag.parties import Party, as_meant, as_party, last_party
from transforms.tag.sentence import Reading

_PLURAL = frozenset({"delegations", "teams", "sides", "missions", "negotiators", "delegates", "groups", "envoys"})
_BREAKS = frozenset({",", ";", ":", ".", "(", ")", '"', "“", "”"})
_PRONOUNS = frozenset({"its", "their", "his", "her", "our"})
_DEFINITE = frozenset({"the", "its", "their"})
_LONGEST_NAME = 6
_LONGEST_BODY = 18  # tokens of the name of a body of an organisation
_LONGEST_LIST = 80  # tokens in which the parties behind 'delegations of' stand
SIZE = re.compile(r"^(\d{1,3}|[a-z]+)-(?:member|person|strong|man|woman|men|people)$")
SENDING = frozenset(
    "sent sends sending dispatched dispatches dispatching dispatch send named names appointed fielded announced "
    "unveiled formed chose chosen picked nominated designated assembled".split()
)
_CHAMBERS = frozenset({"house", "senate", "congressional", "congress", "parliament", "parliamentary"})
_FILLERS = frozenset(
    "the and of government officials bloc group movement junta ruling regional west east south north southern "
    "northern western eastern african central military rebel republic kingdom islamic state states ministry "
    "officers internationally recognised recognized transitional interim federal armed capital ruling opposition "
    "official lawmakers legislators delegates members representatives".split()
)


def owner_of(reading: Reading, i: int, first: int, spoken_of: Party | None, government: Party | None) -> Party | None:
    """The party of a group noun whose phrase names none: its possessor, its sender, or whom it represents."""
    if reading.word(first) in ("its", "their"):
        return _subject(reading, first) or (None if reading.word(i) in ("delegations", "teams") else spoken_of)
    meant = next((reading.meant[k] for k in range(first, i) if k in reading.meant), None)
    if meant:
        return as_party(Found(first, i, meant), None)
    words = {reading.word(k) for k in range(first, i)}
    if government and words & _CHAMBERS:
        return replace(government, party_type="parliament")
    if {"government", "federal", "national"} & words:
        return government
    if reading.word(i + 1) == "accompanying" and reading.parties(i + 2, i + 5):
        return as_party(reading.parties(i + 2, i + 5)[0], None)
    if reading.word(i - 1) == "accompanying":
        return last_party(reading, first)
    if reading.word(i - 1) == "country" and reading.word(first) in ("his", "her"):
        return last_party(reading, first)
    if reading.word(first - 1) in ("has", "had", "came", "arrived", "brought"):
        subject = [f for f in reading.parties(0, first - 1) if f.last == first - 1]
        if subject and (reading.word(first - 1) in ("has", "had") or reading.word(subject[0].first - 1) == "from"):
            return as_party(subject[0], None)
    if reading.word(0) in ("for", "from") and reading.parties(1, 5):
        return as_party(reading.parties(1, 5)[0], None)
    if reading.word(first - 1) == "with" and reading.word(first - 2) in ("part", "came", "arrived"):
        return last_party(reading, first)
    if reading.word(first - 1) in SENDING or reading.word(first) in SENDING:
        return _subject(reading, first)
    if reading.word(i + 1) in SENDING and reading.word(i + 2) == "by":
        return last_party(reading, reading.parties(i + 3, i + 9)[0].last) if reading.parties(i + 3, i + 9) else None
    if reading.word(i + 1) in ("that", "which", "whom"):
        sender = [f for f in reading.parties(i + 2) if f.first == i + 2]
        if sender and {reading.word(k) for k in range(sender[0].last, sender[0].last + 3)} & SENDING:
            return as_party(sender[0], None)
    if "represented" in {reading.word(k) for k in range(first)}:
        return last_party(reading, next(k for k in range(first) if reading.word(k) == "represented"))
    return None


def senders_of(reading: Reading, i: int, first: int) -> tuple[Party, ...]:
    """The parties of 'R, S and T will send a delegation' and 'R and S sent teams': one that is joint, or one each."""
    verb = first - 1 if reading.word(first - 1) in SENDING else first
    if reading.word(verb) not in SENDING:
        return ()
    end = verb
    while end and reading.word(end - 1) in _AUXILIARIES:
        end -= 1
    run = list[Found]()
    for found in reversed(reading.parties(0, end)):
        if {reading.word(k) for k in range(found.last, run[0].first if run else end)} - {",", "and", "the"}:
            break
        run.insert(0, found)
    if len(run) < 2:
        return ()
    if reading.word(i) in _PLURAL:
        return tuple(as_party(found, None) for found in run)
    return (Party(LIST_SEPARATOR.join(sorted(found.term.value for found in run)), "joint"),)


_AUXILIARIES = frozenset({"will", "have", "has", "had", "would", "are", "to", "each", "both", "jointly"})


def _subject(reading: Reading, before: int) -> Party | None:
    """The party that does what a clause tells before a token, else the one named last: by name or as 'the movement'."""
    named = reading.parties(0, before)
    doing = [f for f in named if _is_verb(reading, f.last)]
    found = (doing or named)[-1:]
    at = max((k for k in reading.meant if k < before), default=-1)
    if found and found[0].last > at:
        return as_party(as_meant(reading, found[0]), None)
    return as_party(Found(at, at + 1, reading.meant[at]), None) if at >= 0 else None


def _is_verb(reading: Reading, i: int) -> bool:
    """Whether token ``i`` looks like the verb behind a subject: 'has', 'sent', 'says', 'announced'."""
    word = reading.word(i)
    return word in SENDING or word in ("has", "had", "have", "will", "said") or word.endswith("ed")


def parties_of(reading: Reading, i: int) -> tuple[tuple[Party, ...], int, int]:
    """The parties that a group noun's phrase names, and the tokens at which that phrase starts and stops."""
    first = phrase_start(reading, i)
    before = [as_meant(reading, f) for f in reading.parties(first, i)]
    last, after = i + 1, list[Found]()
    if reading.word(i + 1) in ("of", "from") or _is_held_for(reading, i):
        last, after = _parties_after(reading, i + 2)
    elif reading.words[i + 1 : i + 4] == (",", "that", "of"):
        last, after = _parties_after(reading, i + 4)
    is_many = reading.word(i) in _PLURAL
    found = after or (before if is_many else before[-1:])
    if not found:
        found = _body_of(reading, i)
        last = found[0].last if found else last
    printed = None if found else _as_printed(reading, i)
    if printed:
        return (Party(reading.span_text(*printed), "other"),), min(first, printed[0]), max(last, printed[1])
    if not is_many and not _is_joint(reading, i):
        found = found[:1]
    if _is_joint(reading, i) and len(found) > 1:
        return (Party(LIST_SEPARATOR.join(sorted(f.term.value for f in found)), "joint"),), first, last
    kind = "parliament" if any(_is_parliamentary(reading, k) for k in range(first, last)) else None
    return tuple(dict.fromkeys(as_party(f, kind) for f in found)), first, last


def _body_of(reading: Reading, i: int) -> list[Found]:
    """The organisation behind a body of it: 'a mission of the Peace and Security Council of the African Union'."""
    if reading.word(i + 1) != "of":
        return []
    by_start = {f.first: f for f in reading.parties(i + 2, i + _LONGEST_BODY) if f.term.kind == "party"}
    for k in range(i + 2, min(len(reading.tokens), i + _LONGEST_BODY)):
        owner = by_start.get(k + 2 if reading.word(k + 1) == "the" else k + 1)
        if reading.word(k) == "of" and owner:
            return [owner]
        is_inside = reading.tokens[k].is_capitalised or reading.tokens[k].text in "()"
        if not is_inside and reading.word(k) not in ("the", "of", "and", "for", "on"):
            return []
    return []


def _is_held_for(reading: Reading, i: int) -> bool:
    """'head of delegation for R', 'leader of the delegation for R', and no 'a delegation for talks in R'."""
    of = i - 2 if reading.word(i - 1) == "the" else i - 1
    return reading.word(i + 1) == "for" and reading.word(of) == "of" and reading.word(of - 1) in _HEADS


_HEADS = frozenset({"head", "leader", "chief", "chair"})


def _as_printed(reading: Reading, i: int) -> tuple[int, int] | None:
    """The name of a town, a province or a body that no list knows, behind the phrase of a delegation.

    'a delegation of the Arewa Council of Elders', 'the one from Luhansk'.
    """
    town = _town_before(reading, i)
    if town:
        return town
    if reading.word(i) not in ("delegation", "one", "team") or reading.word(i + 1) not in ("of", "from"):
        return None
    first = i + (3 if reading.word(i + 2) == "the" else 2)
    first = last = first + 1 if number_of(reading.word(first)) is not None else first
    while last < min(len(reading.tokens), first + _LONGEST_NAME) and _is_name(reading, last):
        is_linked = reading.word(last + 1) in ("of", "on", "for") and _is_name(reading, last + 2)
        last += 2 if is_linked else 1
    is_chamber = last - first == 1 and (reading.word(first) in _CHAMBERS or reading.word(i) == "team")
    is_chamber = is_chamber or reading.word(first) in _OFFICES_OF_STATE
    return (first, last) if first < last and not is_chamber else None


def _town_before(reading: Reading, i: int) -> tuple[int, int] | None:
    """The town or province in 'the Luhansk delegation', 'a five-member Gujarat delegation'."""
    first = i
    while first > max(0, i - _LONGEST_NAME) and _is_name(reading, first - 1):
        first -= 1
    if reading.word(i) not in _SENT_NOUNS or any(reading.tokens[k].is_possessive for k in range(first, i)):
        return None
    is_opened = reading.word(first - 1) in _ARTICLES or SIZE.match(reading.word(first - 1)) is not None
    if is_opened and first == i - 1 and reading.tokens[first].text.isupper() and len(reading.word(first)) > 1:
        return (first, i)  # 'a 49-strong WT contingent'
    is_led = reading.word(i) == "delegation" and not reading.vocabulary.isdisjoint(_LED)
    is_chamber = reading.word(i - 1) in _CHAMBERS
    return (first, i) if is_opened and is_led and first < i and not is_chamber else None


_OFFICES_OF_STATE = frozenset({"ministry", "department"})
_SENT_NOUNS = frozenset({"delegation", "contingent", "mission"})
_ARTICLES = frozenset({"the", "a", "an"})
_LED = frozenset({"led", "headed", "leads", "heads", "leading", "heading"})


def _is_name(reading: Reading, k: int) -> bool:
    """Whether a token can be part of the name of a place or a body, and is neither a person's nor an office's."""
    if k >= len(reading.tokens):
        return False
    token = reading.tokens[k]
    is_open = token.is_capitalised and token.bare not in CALENDAR and not is_starter(token.bare)
    return is_open and reading.labels[k] != "PERSON" and reading.kind(k) not in ("head", "rank", "honorific")


def phrase_start(reading: Reading, i: int) -> int:
    """The first token of the noun phrase that ends in token ``i``."""
    start = i
    while start > 0 and i - start < 9:
        token = reading.tokens[start - 1]
        is_name = reading.labels[start - 1] == "PERSON" and reading.kind(start - 1) not in PARTY_LIKE
        if token.text in _BREAKS or is_name:
            if not (token.text == "," and reading.kind(start - 2) in ("demonym", "country")):
                break
        elif not _fits_phrase(reading, start - 1):
            break
        start -= 1
        if token.bare in ("the", "a", "an") or token.bare in _PRONOUNS:
            break
    return start


_ADJECTIVES = frozenset(
    "government official high-level high-ranking parliamentary negotiating senior visiting first second third "
    "large small separate another official technical trade military ministerial diplomatic two both own new joint "
    "earlier armed opposition rebel federal top-level expert three four other and guest larger smaller enlarged "
    "rival full separatist single common host hosts congressional respective same national advance fact-finding".split()
)


# Whoever leads it stands for the country in front: "the Yemeni premier's delegation".
_OFFICES = frozenset("premier president minister king kingdom chancellor speaker leader country republic emir".split())


def _fits_phrase(reading: Reading, k: int) -> bool:
    token = reading.tokens[k]
    word = token.bare
    return (
        word in _ADJECTIVES
        or (word in _OFFICES and token.is_possessive)
        or k in reading.meant
        or word == "country"
        or word in ("the", "a", "an")
        or word in _PRONOUNS
        or reading.kind(k) in ("country", "demonym", "metonym", "party", "institution", "modifier")
        or SIZE.match(word) is not None
        or (token.text.isupper() and len(word) > 1)
        or (token.is_capitalised and reading.labels[k] == "NORP")
    )


def _parties_after(reading: Reading, i: int) -> tuple[int, list[Found]]:
    """Parties in 'of Russia and Ukraine', 'from the State Duma'; and the token behind the last."""
    found: list[Found] = []
    last = i
    end = min(len(reading.tokens), i + _LONGEST_LIST)
    by_start = {f.first: f for f in reading.parties(i, end)}
    k = i
    while k < end:
        if k in by_start:
            if found and by_start[k].term.kind == "party" and _is_owned(reading, found[-1], k):
                found.pop()  # "Turkey's pro-Kurdish DEM Party"
            if _is_part_of_name(reading, by_start[k]):
                break
            found.append(as_meant(reading, by_start[k]))
            k = last = found[-1].last
        elif k in reading.meant and reading.kind(k) not in PARTY_LIKE and reading.word(k - 1) in _DEFINITE:
            found.append(Found(k, k + 1, reading.meant[k]))
            k = last = k + 1
        elif (
            reading.word(k) in _FILLERS
            or (k - last < 4 and not found and reading.tokens[k].is_capitalised)
            or (k - last < 4 and _is_hyphenated(reading, k))
            or (reading.tokens[k].text == "," and found and k + 1 in by_start)
            or reading.kind(k) in ("institution", "modifier")
        ):
            k += 1
        else:
            break
    return max(last, i), found


def _is_owned(reading: Reading, owner: Found, k: int) -> bool:
    return reading.tokens[owner.last - 1].is_possessive and not {reading.word(j) for j in range(owner.last, k)} & {
        "and", ","
    }  # fmt: skip


def _is_part_of_name(reading: Reading, found: Found) -> bool:
    """'Bujumbura Mairie', 'Ngozi province': the name of a district, not of a government."""
    i = found.last
    if found.term.kind != "metonym" or i >= len(reading.tokens) or reading.tokens[i - 1].is_possessive:
        return False
    is_district = reading.word(i) in ("province", "region", "city")
    return is_district or (reading.tokens[i].is_capitalised and not reading.kind(i))


def _is_hyphenated(reading: Reading, k: int) -> bool:
    """The parts of 'Kurdish-led', 'pro-Kurdish' and 'Saudi-backed'."""
    word = reading.word(k)
    return reading.tokens[k].text in "-‑" or word in ("led", "backed", "based") or word.startswith("pro-")


def _is_parliamentary(reading: Reading, k: int) -> bool:
    term = reading.terms[k]
    return reading.word(k) in ("parliamentary", "parliament", "lawmakers") or bool(
        term and term.term.party_type == "parliament"
    )


def _is_joint(reading: Reading, i: int) -> bool:
    return "joint" in (reading.word(i - 1), reading.word(i - 2))
