"""For whom a delegation stands: the party named beside 'delegation', 'team', 'side'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.tables import LIST_SEPARATOR
from transforms.tag.dates import number_of
from transforms.tag.lexicon import Found
from transforms.tag.sentence import Reading

DELEGATION_WORDS = frozenset({"delegation", "delegations"})
GROUP_WORDS = DELEGATION_WORDS | frozenset(
    "team teams side sides mission missions negotiators envoys contingent entourage delegates group groups one".split()
)
_PLURAL = frozenset({"delegations", "teams", "sides", "missions", "negotiators", "delegates", "groups", "envoys"})
_BREAKS = frozenset({",", ";", ":", ".", "(", ")", '"', "“", "”"})
_OTHER = frozenset({"a", "an", "another", "second", "separate", "earlier", "third", "new"})
_PRONOUNS = frozenset({"its", "their", "his", "her", "our"})
# What else is called a delegation: powers, tasks, names of domains; and states' members of a congress.
_NOT_SENT = frozenset(
    "power powers authority authorities task tasks duty duties responsibility responsibilities legislative domain "
    "function functions work decision decisions".split()
)
_AT_HOME = frozenset({"congressional", "convention", "state"})
_SENDING = frozenset(
    "sent sends sending dispatched dispatches dispatching dispatch send named names appointed fielded".split()
)
_FILLERS = frozenset(
    "the and of government officials bloc group movement junta ruling regional west east south north southern "
    "northern western eastern african central military rebel republic kingdom islamic state states ministry "
    "officers".split()
)
_REBELS = {"opposition": "opposition", "rebel": "rebels", "separatist": "separatists"}
_SIZE = re.compile(r"^(\d{1,3}|[a-z]+)-(?:member|person|strong|man|woman|men|people)$")


@dataclass(frozen=True, slots=True)
class Party:
    """A party to talks. ``party_type`` as in the schema of delegation reports."""

    name: str
    party_type: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group noun in a sentence (token ``at``) and the parties for which it stands; one delegation for each party."""

    reading: Reading
    at: int
    parties: tuple[Party, ...]
    first: int  # first token of the noun phrase
    last: int  # behind its last token
    is_strong: bool  # the word is 'delegation'
    is_other: bool  # 'a second', 'another', 'a separate' delegation
    size: int | None


def find_groups(reading: Reading, spoken_of: Party | None, government: Party | None) -> list[Group]:
    """The group nouns of a sentence, each with the parties named in or behind its noun phrase, in order.

    ``spoken_of`` is the party named last before the sentence: whose delegation 'its delegation' is, unless the sentence
    itself names one before. ``government`` is the one whose 'government' the text spoke of last.
    """
    groups: list[Group] = []
    for i, token in enumerate(reading.tokens):
        word = token.bare
        if word not in GROUP_WORDS or _is_other_sense(reading, i):
            continue
        parties, first, last = _parties_of(reading, i)
        if not parties:
            owner = _owner(reading, i, first, spoken_of, government) or _side_before(groups, reading, first)
            parties = (owner,) if owner else ()
        rebels = _rebels(reading, first, i, parties, spoken_of)
        parties = (rebels,) if rebels else parties
        groups.append(
            Group(
                reading,
                i,
                parties,
                first,
                last,
                word in DELEGATION_WORDS,
                any(reading.word(k) in _OTHER for k in range(first, i)),
                _size_of(reading, first, i),
            )
        )
    return groups


def _owner(reading: Reading, i: int, first: int, spoken_of: Party | None, government: Party | None) -> Party | None:
    """The party of a group noun whose phrase names none: its possessor, its sender, or whom it represents."""
    if reading.word(first) in ("its", "their"):
        return last_party(reading, first) or spoken_of
    if "government" in {reading.word(k) for k in range(first, i)}:
        return government
    if reading.word(first - 1) == "with" and reading.word(first - 2) in ("part", "came", "arrived"):
        return last_party(reading, first)
    if reading.word(first - 1) in _SENDING or reading.word(first) in _SENDING:
        return last_party(reading, first)
    if reading.word(i + 1) in ("that", "which", "whom"):
        sender = [f for f in reading.parties(i + 2) if f.first == i + 2]
        if sender and {reading.word(k) for k in range(sender[0].last, sender[0].last + 3)} & _SENDING:
            return _party(sender[0], None)
    if "represented" in {reading.word(k) for k in range(first)}:
        return last_party(reading, next(k for k in range(first) if reading.word(k) == "represented"))
    return None


def _side_before(groups: list[Group], reading: Reading, first: int) -> Party | None:
    """'On the R side, the delegation ...': the side that the same sentence has named before."""
    if not groups or reading.word(groups[-1].at) != "side" or reading.word(first) != "the":
        return None
    return groups[-1].parties[0] if groups[-1].parties else None


def _rebels(reading: Reading, first: int, at: int, parties: tuple[Party, ...], spoken_of: Party | None) -> Party | None:
    """'the R opposition delegation' stands for R's opposition, not for R; without R for that of the country at hand."""
    word = next((reading.word(k) for k in range(first, at) if reading.word(k) in _REBELS), None)
    if word is None or (parties and parties[0].party_type not in ("country", "parliament")):
        return None
    demonym = next((f for f in reading.parties(first, at) if f.term.kind == "demonym"), None)
    country = (parties[0] if parties else spoken_of) or None
    if country is None or country.country is None:
        return None
    name = reading.span_text(demonym.first, demonym.last) if demonym else country.country
    return Party(f"{name} {_REBELS[word]}", "armed_group" if word != "opposition" else "other", country.country)


def last_government(reading: Reading) -> Party | None:
    """The party whose government a sentence speaks of: 'the Norwegian government', 'Norway's federal government'."""
    for k in range(len(reading.tokens) - 1, -1, -1):
        if reading.word(k) in ("government", "administration"):
            near = [f for f in reading.parties(max(0, k - 3), k) if f.term.party_type == "country"]
            if near:
                return _party(near[-1], None)
    return None


def last_party(reading: Reading, before: int | None = None) -> Party | None:
    """The party that a sentence names last before a token."""
    found = reading.parties(0, before)
    return _party(found[-1], None) if found else None


def _is_other_sense(reading: Reading, i: int) -> bool:
    word, following = reading.word(i), reading.word(i + 2 if reading.word(i + 1) in ("of", "to") else i + 1)
    if word == "one":  # 'the American one', only behind a demonym
        return reading.kind(i - 1) != "demonym"
    is_domain = reading.word(i + 1) == "of" and i + 2 < len(reading.tokens) and reading.tokens[i + 2].text == "."
    if following in _NOT_SENT or is_domain:
        return word in DELEGATION_WORDS
    if word in DELEGATION_WORDS and reading.tokens[i].is_capitalised and i > 0:
        return reading.kind(i - 1) == "party"  # a permanent mission: 'the EU Delegation to ...'
    if any(reading.word(k) in _AT_HOME for k in range(max(0, i - 2), i)):
        return not reading.parties(
            _phrase_start(reading, i), i
        )  # 'the state's', but not 'a US congressional delegation'
    return False


def _parties_of(reading: Reading, i: int) -> tuple[tuple[Party, ...], int, int]:
    first = _phrase_start(reading, i)
    before = reading.parties(first, i)
    last, after = i + 1, list[Found]()
    if reading.word(i + 1) in ("of", "from"):
        last, after = _parties_after(reading, i + 2)
    is_many = reading.word(i) in _PLURAL
    found = after or (before if is_many else before[-1:])
    if not is_many and not _is_joint(reading, i):
        found = found[:1]
    if _is_joint(reading, i) and len(found) > 1:
        return (Party(LIST_SEPARATOR.join(sorted(f.term.value for f in found)), "joint"),), first, last
    kind = "parliament" if any(_is_parliamentary(reading, k) for k in range(first, last)) else None
    return tuple(dict.fromkeys(_party(f, kind) for f in found)), first, last


def _phrase_start(reading: Reading, i: int) -> int:
    """The first token of the noun phrase that ends in token ``i``."""
    start = i
    while start > 0 and i - start < 9:
        token = reading.tokens[start - 1]
        if token.text in _BREAKS or reading.labels[start - 1] == "PERSON":
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
    "rival full separatist congressional".split()
)


def _fits_phrase(reading: Reading, k: int) -> bool:
    token = reading.tokens[k]
    word = token.bare
    return (
        word in _ADJECTIVES
        or word in ("the", "a", "an")
        or word in _PRONOUNS
        or reading.kind(k) in ("country", "demonym", "metonym", "party", "institution", "modifier")
        or _SIZE.match(word) is not None
        or (token.text.isupper() and len(word) > 1)
        or (token.is_capitalised and reading.labels[k] == "NORP")
    )


def _parties_after(reading: Reading, i: int) -> tuple[int, list[Found]]:
    """Parties in 'of Russia and Ukraine', 'from the State Duma'; and the token behind the last."""
    found: list[Found] = []
    last = i
    by_start = {f.first: f for f in reading.parties(i)}
    k = i
    while k < len(reading.tokens):
        if k in by_start:
            found.append(by_start[k])
            k = last = by_start[k].last
        elif (
            reading.word(k) in _FILLERS
            or (k - last < 4 and not found and reading.tokens[k].is_capitalised)
            or (reading.tokens[k].text == "," and found and k + 1 in by_start)
            or reading.kind(k) in ("institution", "modifier")
        ):
            k += 1
        else:
            break
    return max(last, i), found


def _is_parliamentary(reading: Reading, k: int) -> bool:
    term = reading.terms[k]
    return reading.word(k) in ("parliamentary", "parliament", "lawmakers") or bool(
        term and term.term.party_type == "parliament"
    )


def _is_joint(reading: Reading, i: int) -> bool:
    return "joint" in (reading.word(i - 1), reading.word(i - 2))


def _party(found: Found, kind: str | None) -> Party:
    term = found.term
    if kind == "parliament" and term.country:
        return Party(term.country, "parliament", term.country)
    return Party(term.value, term.party_type or "country", term.country)


def _size_of(reading: Reading, first: int, at: int) -> int | None:
    for k in range(first, at):
        match = _SIZE.match(reading.word(k))
        if match:
            return number_of(match[1])
    if reading.word(at + 1) == "of":
        return (
            number_of(reading.word(at + 2))
            if reading.tokens[min(at + 2, len(reading.tokens) - 1)].text.isdecimal()
            else None
        )
    return None
