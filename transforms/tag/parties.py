"""For whom a delegation stands: the party named beside 'delegation', 'team', 'side'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.tables import LIST_SEPARATOR
from transforms.tag.dates import number_of
from transforms.tag.lexicon import PARTY_LIKE, Found
from transforms.tag.sentence import Reading

DELEGATION_WORDS = frozenset({"delegation", "delegations"})
GROUP_WORDS = DELEGATION_WORDS | frozenset(
    "team teams side sides mission missions negotiators envoys contingent entourage delegates group groups one".split()
)
# Officials who are a delegation only where somebody is said to lead them, and where they are somebody's.
_LED_GROUPS = frozenset(
    "representatives participants inspectors experts officials entrepreneurs businessmen lawmakers legislators "
    "commission commissions committee committees table officers visitors guests".split()
)
_VISITORS = frozenset({"visitors", "guests", "inspectors"})  # of whom the article has spoken before
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
# Teams of other trades: of courts, clinics, clubs and campaigns; and missions that stay where they are.
_OTHER_TRADES = frozenset(
    "prosecution prosecutors defence defense medical rescue security campaign football volleyball rugby cricket "
    "basketball hockey relay investigation investigating legal medal youth olympic women's men's under-21 auditors "
    "support monitoring observation observer training peacekeeping observers".split()
)
_SPORT = frozenset({"coach", "striker", "goalkeeper", "midfielder", "match", "championship", "tournament", "batsman"})
_CIVIL = frozenset("opposition rights working contact rebel armed militant friendship lobby ethnic media".split())
_SETTING_OUT = frozenset(
    "arrived arrives left leaves flew travelled traveled travels landed departed visited visits returned".split()
)
_STANDING = frozenset({"permanent", "resident", "standing"})
_SENT_MISSIONS = frozenset(
    "high-level ministerial fact-finding field visiting joint diplomatic technical goodwill staff review".split()
)
_LONGEST_LIST = 80  # tokens in which the parties behind 'delegations of' stand
_PLURAL_SIDES = frozenset({"sides", "delegations", "teams"})
_SENDING = frozenset(
    "sent sends sending dispatched dispatches dispatching dispatch send named names appointed fielded".split()
)
_FILLERS = frozenset(
    "the and of government officials bloc group movement junta ruling regional west east south north southern "
    "northern western eastern african central military rebel republic kingdom islamic state states ministry "
    "officers internationally recognised recognized transitional interim federal armed capital ruling opposition "
    "official lawmakers legislators delegates members representatives".split()
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


def find_groups(
    reading: Reading, spoken_of: Party | None, government: Party | None, current: Party | None = None
) -> list[Group]:
    """The group nouns of a sentence, each with the parties named in or behind its noun phrase, in order.

    ``spoken_of`` is the party named last before the sentence: whose delegation 'its delegation' is, unless the sentence
    itself names one before. ``government`` is the one whose 'government' the text spoke of last, ``current`` the one
    whose delegation it spoke of last.
    """
    groups: list[Group] = []
    for i, token in enumerate(reading.tokens):
        word = token.bare
        is_led = word in _LED_GROUPS and word not in GROUP_WORDS
        if (word not in GROUP_WORDS and not is_led) or _is_other_sense(reading, i):
            continue
        parties, first, last = _parties_of(reading, i)
        if is_led and not _is_led_group(reading, i, first, last, parties, groups):
            continue
        if not parties:
            owner = _owner(reading, i, first, spoken_of, government) or _side_before(groups, reading, first)
            owner = owner or _other_side(reading, i, current)
            parties = (owner,) if owner else _both(reading, i, first)
        rebels = _rebels(reading, first, i, parties, spoken_of)
        parties = (rebels,) if rebels else parties
        groups.append(
            Group(
                reading,
                i,
                parties,
                first,
                last,
                word in DELEGATION_WORDS or (bool(parties) and _is_sent(reading, first, i, last)),
                any(reading.word(k) in _OTHER for k in range(first, i)),
                _size_of(reading, first, i),
            )
        )
    return groups


def _owner(reading: Reading, i: int, first: int, spoken_of: Party | None, government: Party | None) -> Party | None:
    """The party of a group noun whose phrase names none: its possessor, its sender, or whom it represents."""
    if reading.word(first) in ("its", "their"):
        return last_party(reading, first) or spoken_of
    meant = next((reading.meant[k] for k in range(first, i) if k in reading.meant), None)
    if meant:
        return _party(Found(first, i, meant), None)
    if "government" in {reading.word(k) for k in range(first, i)}:
        return government
    if reading.word(i - 1) == "country" and reading.word(first) in ("his", "her"):
        return last_party(reading, first)
    if reading.word(first - 1) in ("has", "had", "came", "arrived", "brought"):
        subject = [f for f in reading.parties(0, first - 1) if f.last == first - 1]
        if subject and (reading.word(first - 1) in ("has", "had") or reading.word(subject[0].first - 1) == "from"):
            return _party(subject[0], None)
    if reading.word(0) == "for" and reading.parties(1, 5):
        return _party(reading.parties(1, 5)[0], None)
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


def _other_side(reading: Reading, i: int, current: Party | None) -> Party | None:
    """'the other delegation': of the two parties that the article began with the one not spoken of last."""
    sides = [_party(f, None) for f in reading.sides]
    if reading.word(i - 1) != "other" or reading.word(i - 2) != "the" or len(sides) != 2 or current not in sides:
        return None
    return sides[1 - sides.index(current)] if current else None


def _both(reading: Reading, i: int, first: int) -> tuple[Party, ...]:
    """'the delegations', 'both sides': the parties that the article began with, where their number fits."""
    opening = reading.word(first)
    if reading.word(i) not in _PLURAL_SIDES or opening not in ("the", "both", "two") or i - first > 2:
        return ()
    counted = {"two": 2, "both": 2, "three": 3}
    wanted = next((counted[w] for k in range(first, i) if (w := reading.word(k)) in counted), len(reading.sides))
    return tuple(_party(f, None) for f in reading.sides) if len(reading.sides) == wanted else ()


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


def stays_at_home(readings: list[Reading]) -> bool:
    """Whether an article's delegations are not sent anywhere: those of a party's congress, or permanent ones."""
    words = [(reading.word(i - 1), token) for reading in readings for i, token in enumerate(reading.tokens)]
    congress = sum(t.text in ("congress", "convention") and before != "people's" for before, t in words)
    permanent = sum(t.bare in ("delegation", "mission", "missions") and before == "permanent" for before, t in words)
    return permanent > 1 or (congress > 1 and any(t.bare == "delegates" for _, t in words))


def names_delegation(reading: Reading) -> bool:
    """Whether a sentence speaks of a delegation, of a mission that is sent or of a party's side that somebody leads."""
    for i, token in enumerate(reading.tokens):
        if token.bare in DELEGATION_WORDS:
            return True
        if token.bare in GROUP_WORDS and not _is_other_sense(reading, i):
            parties, first, last = _parties_of(reading, i)
            is_known = bool(parties) or reading.word(first - 1) in _SENDING
            if is_known and (_is_sent(reading, first, i, last) or _is_led_there(reading, first, last)):
                return True
    return False


def _is_sent(reading: Reading, first: int, at: int, last: int) -> bool:
    """Whether a mission or team is one that travels or negotiates: 'a fact-finding mission', 'R's team arrived'."""
    if reading.tokens[at].is_capitalised or reading.word(at) in ("side", "sides", "one", "group", "groups"):
        return False
    words = {reading.word(k) for k in range(first, at)}
    is_mission = reading.word(at) in ("mission", "missions")
    if "negotiating" in words or (reading.word(at) == "team" and reading.word(first - 1) in _SENDING):
        return True
    if is_mission and (words & _SENT_MISSIONS or reading.word(first - 1) in _SENDING):
        return True
    return reading.word(last) in _SETTING_OUT or (reading.word(last) == "will" and reading.word(last + 1) in _GO)


_GO = frozenset({"visit", "travel", "fly", "go", "leave", "arrive", "head"})


def _is_led_group(
    reading: Reading, i: int, first: int, last: int, parties: tuple[Party, ...], groups: list[Group]
) -> bool:
    """Whether officials are a delegation: somebody's, and led or listed there, and no part of a group named before."""
    if groups and groups[-1].last >= i:
        return False  # 'a team of R lawmakers'
    if reading.word(i) == "representatives" and parties and reading.word(last) in ("are", "were"):
        return True
    return (bool(parties) or reading.word(i) in _VISITORS) and _is_led_there(reading, first, last)


def _is_led_there(reading: Reading, first: int, last: int) -> bool:
    """Whether somebody is said to lead the group of a noun phrase, right behind or right before it."""
    i = last + 1 if last < len(reading.tokens) and reading.tokens[last].text == "," else last
    while reading.word(i) in ("is", "was", "are", "were", "be", "being", "will", "which", "also"):
        i += 1
    if reading.word(i) in ("led", "headed", "chaired", "fronted") and reading.word(i + 1) == "by":
        return True
    return reading.word(first - 1) in ("led", "headed", "leads", "heads", "over", "leading", "heading")


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
    return _party(_as_meant(reading, found[-1]), None) if found else None


def _is_other_sense(reading: Reading, i: int) -> bool:
    if _is_of_another_trade(reading, i):
        return True
    before = {reading.word(k) for k in range(max(0, i - 2), i)}
    word, following = reading.word(i), reading.word(i + 2 if reading.word(i + 1) in ("of", "to") else i + 1)
    if word in ("group", "groups") and before & _CIVIL:
        return True
    if word == "one":  # 'the American one', only behind a demonym
        return reading.kind(i - 1) != "demonym"
    is_domain = reading.word(i + 1) == "of" and i + 2 < len(reading.tokens) and reading.tokens[i + 2].text == "."
    if following in _NOT_SENT or is_domain:
        return word in DELEGATION_WORDS
    if word in ("delegation", "mission") and reading.tokens[i].is_capitalised and i > 0:
        # a permanent mission: 'the EU Delegation to ...', 'the Delegation of the European Union', 'the Delegation'
        of_body = reading.word(i + 1) == "of" and any(f.term.kind == "party" for f in reading.parties(i + 2, i + 8))
        return word == "mission" or reading.kind(i - 1) == "party" or of_body or reading.word(i - 1) == "the"
    if any(reading.word(k) in _AT_HOME for k in range(max(0, i - 2), i)):
        return not reading.parties(
            _phrase_start(reading, i), i
        )  # 'the state's', but not 'a US congressional delegation'
    return False


def _is_of_another_trade(reading: Reading, i: int) -> bool:
    """A team of a court, a clinic or a club, or a mission that is permanent."""
    before = {reading.word(k) for k in range(max(0, i - 3), i)}
    if before & _STANDING and reading.word(i) in ("delegation", "delegations", "mission", "missions"):
        return True
    if reading.word(i) in DELEGATION_WORDS:
        return False
    words = before | {reading.word(k) for k in (i + 2, i + 3) if reading.word(i + 1) == "of"}
    return bool(words & _OTHER_TRADES) or not _SPORT.isdisjoint(token.bare for token in reading.tokens)


def _parties_of(reading: Reading, i: int) -> tuple[tuple[Party, ...], int, int]:
    first = _phrase_start(reading, i)
    before = [_as_meant(reading, f) for f in reading.parties(first, i)]
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
    "rival full separatist congressional respective".split()
)


def _fits_phrase(reading: Reading, k: int) -> bool:
    token = reading.tokens[k]
    word = token.bare
    return (
        word in _ADJECTIVES
        or k in reading.meant
        or word == "country"
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
    end = min(len(reading.tokens), i + _LONGEST_LIST)
    by_start = {f.first: f for f in reading.parties(i, end)}
    k = i
    while k < end:
        if k in by_start:
            if found and by_start[k].term.kind == "party" and _is_owned(reading, found[-1], k):
                found.pop()  # "Turkey's pro-Kurdish DEM Party"
            if _is_part_of_name(reading, by_start[k]):
                break
            found.append(_as_meant(reading, by_start[k]))
            k = last = found[-1].last
        elif k in reading.meant and not reading.terms[k] and reading.word(k - 1) in ("the", "its", "their"):
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


def _as_meant(reading: Reading, found: Found) -> Found:
    """'the Palestinian movement': the movement that is Palestinian, where the article has named one."""
    meant = reading.meant.get(found.last) if found.term.kind == "demonym" else None
    return Found(found.first, found.last + 1, meant) if meant else found


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


def party_of(found: Found) -> Party:
    """The party for which a term stands."""
    return _party(found, None)


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
