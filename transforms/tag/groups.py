"""Nouns that stand for a delegation, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.tag.dates import number_of
from transforms.tag.homes import SPORT, is_of_a_state, stays_in_place
from transforms.tag.owners import SENDING, SIZE, owner_of, parties_of, phrase_start, senders_of
from transforms.tag.parties import Party, as_party
from transforms.tag.sentence import Reading

DELEGATION_WORDS = frozenset({"delegation", "delegations"})
GROUP_WORDS = DELEGATION_WORDS | frozenset(
    "team teams side sides mission missions negotiators envoys emissaries contingent entourage delegates group groups "
    "one panel panels line-up party".split()
)
# Officials who are a delegation only where somebody is said to lead them, and where they are somebody's.
_LED_GROUPS = frozenset(
    "representatives participants inspectors experts officials entrepreneurs businessmen lawmakers legislators "
    "commission commissions committee committees table officers visitors guests".split()
)
_HOSTS = frozenset({"host", "hosts", "hosting"})
_VISITORS = frozenset({"visitors", "guests", "inspectors"})  # of whom the article has spoken before
_OTHER = frozenset({"a", "an", "another", "second", "separate", "earlier", "third", "new"})
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
    "support research mediation mediating monitoring observation observer training peacekeeping observers "
    "verification stabilisation stabilization assistance search firefighting forensic film climbing surgical audit "
    "drafting management communications strategy project engineering police spacewalk student debating".split()
)
_CIVIL = frozenset("opposition rights working contact rebel armed militant friendship lobby ethnic media".split())
_SETTING_OUT = frozenset(
    "arrived arrives left leaves flew travelled traveled travels landed departed visited visits returned".split()
)
_STANDING = frozenset("permanent resident standing civilian partnership training peacekeeping advisory".split())
_SENT_MISSIONS = frozenset(
    "high-level ministerial fact-finding field visiting joint diplomatic technical goodwill staff review".split()
)
# Other panels are of judges, experts and mediators.
_PANELS = frozenset({"negotiating", "negotiation", "dialogue", "peace", "government", "rival"})
_PLURAL_SIDES = frozenset({"sides", "delegations", "teams"})
_REBELS = {"opposition": "opposition", "rebel": "rebels", "separatist": "separatists"}

_NOUNS = GROUP_WORDS | _LED_GROUPS
# Who goes somewhere for somebody before the text calls them a delegation: 'Six R officials crossed the border'.
_TRAVELLERS = frozenset(
    "negotiators envoys emissaries ambassadors delegates representatives officials lawmakers legislators senators mps "
    "members parliamentarians ministers commanders officers experts diplomats generals elders clerics technicians "
    "executives businessmen".split()
)
_ON_THE_WAY = _SETTING_OUT | frozenset(
    "crossed held opened began started came went returned met meet sat signed joined talks negotiations mission trip "
    "received welcomed hosted".split()
)


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
    reading: Reading,
    spoken_of: Party | None,
    government: Party | None,
    current: Party | None = None,
    host: Party | None = None,
) -> list[Group]:
    """The group nouns of a sentence, each with the parties named in or behind its noun phrase, in order.

    ``spoken_of`` is the party named last before the sentence: whose delegation 'its delegation' is, unless the sentence
    itself names one before. ``government`` is the one whose 'government' the text spoke of last, ``current`` the one
    whose delegation it spoke of last, ``host`` the country in which the event is.
    """
    groups: list[Group] = []
    for i in reading.places(_NOUNS):
        word = reading.word(i)
        is_led = word in _LED_GROUPS and word not in GROUP_WORDS
        if _is_other_sense(reading, i):
            continue
        parties, first, last = parties_of(reading, i)
        if is_led and not _is_led_group(reading, i, first, last, parties, groups):
            continue
        if not parties:
            owner = owner_of(reading, i, first, spoken_of, government) or _side_before(groups, reading, first)
            owner = owner or _other_side(reading, i, current)
            is_in = reading.word(first - 1) == "in" and first < i  # 'six R senators came in a delegation'
            owner = owner or (sender_of(reading) if is_in and word in DELEGATION_WORDS else None)
            owner = owner or (host if any(reading.word(k) in _HOSTS for k in range(first, i)) else None)
            parties = senders_of(reading, i, first) or ((owner,) if owner else _both(reading, i, first))
        rebels = _rebels(reading, first, i, parties, spoken_of, government)
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


def _other_side(reading: Reading, i: int, current: Party | None) -> Party | None:
    """'the other delegation': of the two parties that the article began with the one not spoken of last."""
    sides = [as_party(f, None) for f in reading.sides]
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
    return tuple(as_party(f, None) for f in reading.sides) if len(reading.sides) == wanted else ()


def _side_before(groups: list[Group], reading: Reading, first: int) -> Party | None:
    """'On the R side, the delegation ...': the side that the same sentence has named before."""
    if not groups or reading.word(groups[-1].at) != "side" or reading.word(first) != "the":
        return None
    return groups[-1].parties[0] if groups[-1].parties else None


def _rebels(
    reading: Reading,
    first: int,
    at: int,
    parties: tuple[Party, ...],
    spoken_of: Party | None,
    government: Party | None,
) -> Party | None:
    """'the R opposition delegation' stands for R's opposition, not for R; without R for that of the country at hand.

    So does the delegation that 'the opposition sent'.
    """
    start = first - 2 if not parties and reading.word(first - 1) in SENDING else first
    word = next((reading.word(k) for k in range(max(0, start), at) if reading.word(k) in _REBELS), None)
    if word is None or (parties and parties[0].party_type not in ("country", "parliament")):
        return None
    demonym = next((f for f in reading.parties(first, at) if f.term.kind == "demonym"), None)
    country = next((p.country for p in (*parties[:1], government, spoken_of) if p and _is_state(p)), None)
    if country is None:
        return None
    name = reading.span_text(demonym.first, demonym.last) if demonym else country
    return Party(f"{name} {_REBELS[word]}", "armed_group" if word != "opposition" else "other", country)


def _is_state(party: Party) -> bool:
    return party.party_type in ("country", "parliament")


def sender_of(reading: Reading) -> Party | None:
    """R of the first people of one R of whom a sentence says that they go or meet: 'Envoys of R opened talks in X'."""
    for i in reading.places({"represent", "representing"}):
        represented = next((f for f in reading.parties(i + 1, i + 4)), None)
        if represented:
            return as_party(represented, None)  # 'Five members of the house will represent R at the forum'
    if reading.vocabulary.isdisjoint(_ON_THE_WAY):
        return None
    first = next(iter(reading.places(_TRAVELLERS)), None)
    parties = parties_of(reading, first)[0] if first is not None else ()
    return parties[0] if len(parties) == 1 else None


def names_delegation(reading: Reading) -> bool:
    """Whether a sentence speaks of a delegation, of a mission that is sent or of a party's side that somebody leads."""
    for i in reading.places(_NOUNS):
        if reading.word(i) in DELEGATION_WORDS:
            return True
        if not _is_other_sense(reading, i):
            parties, first, last = parties_of(reading, i)
            is_counted = reading.word(i) != "panel" and any(SIZE.match(reading.word(k)) for k in range(first, i))
            is_headed = reading.words[max(0, first - 2) : first] in (("head", "of"), ("leader", "of"))
            if is_headed and (is_counted or parties or reading.word(first) in ("its", "their")):
                return True  # 'at the head of a 10-person group', 'the leader of a team of R'
            if reading.word(i) == "negotiators" and (is_counted or number_of(reading.word(i - 1))):
                return True
            is_known = bool(parties) or reading.word(first - 1) in SENDING
            if is_known and reading.word(i) in _LED_GROUPS and _is_led_there(reading, first, last):
                return True
            if is_known and (_is_sent(reading, first, i, last) or _is_led_there(reading, first, last)):
                return True
    return False


def _is_sent(reading: Reading, first: int, at: int, last: int) -> bool:
    """Whether a mission or team is one that travels or negotiates: 'a fact-finding mission', 'R's team arrived'."""
    if reading.tokens[at].is_capitalised or reading.word(at) in ("side", "sides", "one", "group", "groups"):
        return False
    words = {reading.word(k) for k in range(first, at)}
    is_mission = reading.word(at) in ("mission", "missions")
    is_counted = reading.word(at) != "panel" and any(SIZE.match(word) for word in words)
    if "negotiating" in words or is_counted or (reading.word(at) == "team" and reading.word(first - 1) in SENDING):
        return True
    if is_mission and (words & _SENT_MISSIONS or reading.word(first - 1) in SENDING):
        return True
    is_told = is_mission and reading.word(last) in ("that", "which") and reading.word(last + 1) in _TRIP
    is_leaving = reading.word(last) == "will" and reading.word(last + 1) in _GO
    return is_told or is_leaving or reading.word(last) in _SETTING_OUT


_TRIP = _SETTING_OUT | frozenset({"spent", "went", "came", "met", "held", "toured"})
_GO = frozenset({"visit", "travel", "fly", "go", "leave", "arrive", "head"})


def _is_led_group(
    reading: Reading, i: int, first: int, last: int, parties: tuple[Party, ...], groups: list[Group]
) -> bool:
    """Whether officials are a delegation: somebody's, and led or listed there, and no part of a group named before."""
    if groups and groups[-1].last >= i:
        return False  # 'a team of R lawmakers'
    if reading.word(i) == "representatives" and parties and reading.word(last) in ("are", "were"):
        return True
    is_known = bool(parties) or reading.word(i) in _VISITORS or reading.word(i - 1) == "government"
    return is_known and _is_led_there(reading, first, last)


def _is_led_there(reading: Reading, first: int, last: int) -> bool:
    """Whether somebody is said to lead the group of a noun phrase, right behind or right before it."""
    i = last + 1 if last < len(reading.tokens) and reading.tokens[last].text == "," else last
    if reading.word(i) == "with" and not _AT_THE_TOP.isdisjoint(reading.words[i : i + 10]):
        return True  # 'the delegation, with X at its head'
    if reading.word(i) in _LINKS and not _LEADING.isdisjoint(reading.words[i + 2 : i + _CLAUSE]):
        return "PERSON" in reading.labels[i : i + _CLAUSE]  # 'officials of R, whom X leads'
    if reading.word(i) in _PLACING and reading.tokens[last].text != ",":
        i = next((k for k in reading.places(_WAS, i, i + _CLAUSE) if "," not in reading.words[i:k]), i)
    while reading.word(i) in ("is", "was", "are", "were", "be", "being", "will", "which", "also"):
        i += 1
    if reading.word(i) in ("led", "headed", "chaired", "fronted"):
        return "by" in {reading.word(k) for k in range(i + 1, i + 7)}  # 'was led for the second time by X'
    return reading.word(first - 1) in _LEADING


_LINKS = frozenset({"whom", "which", "that"})
_PLACING = frozenset({"at", "in", "to", "on"})
_WAS = frozenset({"was", "were", "is", "are"})
_CLAUSE = 16  # tokens of a clause or a phrase between officials and their head
_AT_THE_TOP = frozenset({"head", "helm"})
_LEADING = frozenset("led headed leads heads lead head over leading heading chairs chaired coordinates".split())


def _is_other_sense(reading: Reading, i: int) -> bool:
    if _is_of_another_trade(reading, i):
        return True
    before = {reading.word(k) for k in range(max(0, i - 2), i)}
    word, following = reading.word(i), reading.word(i + 2 if reading.word(i + 1) in ("of", "to") else i + 1)
    if (word in ("group", "groups") and before & _CIVIL) or reading.word(i - 1) in ("no", "neither"):
        return True
    if word in ("side", "mission", "missions") and stays_in_place(reading, i):
        return True
    if word in ("panel", "panels"):
        return not (before | {reading.word(i - 3)}) & _PANELS and not _is_of_a_movement(reading, i)
    if word == "party":
        return not _is_travelling_party(reading, i)
    if word == "one":  # 'the American one', only behind a demonym
        return reading.kind(i - 1) != "demonym" and not (reading.word(i - 1) == "the" and reading.word(i + 1) == "from")
    is_domain = reading.word(i + 1) == "of" and i + 2 < len(reading.tokens) and reading.tokens[i + 2].text == "."
    if following in _NOT_SENT or is_domain:
        return word in DELEGATION_WORDS
    if word in ("delegation", "mission") and reading.tokens[i].is_capitalised and i > 0:
        # a permanent mission: 'the EU Delegation to ...', 'the Delegation of the European Union', 'the Delegation'
        of_body = reading.word(i + 1) == "of" and any(f.term.kind == "party" for f in reading.parties(i + 2, i + 8))
        return word == "mission" or reading.kind(i - 1) == "party" or of_body or reading.word(i - 1) == "the"
    if reading.word(i - 1) == "congressional" and is_of_a_state(reading, i - 1):
        return True
    if any(reading.word(k) in _AT_HOME for k in range(max(0, i - 2), i)):
        first = phrase_start(reading, i)  # 'the state's', but not 'a US congressional delegation'
        return not reading.parties(first, i) and not _is_led_there(reading, first, i + 1)
    return False


def _is_of_a_movement(reading: Reading, i: int) -> bool:
    """'The rebel EMC panel': an armed group or a party keeps no panel of judges or experts, but one of negotiators."""
    found = reading.terms[i - 1] if i else None
    return (
        found is not None and found.term.kind == "party" and found.term.party_type in ("armed_group", "political_party")
    )


def _is_travelling_party(reading: Reading, i: int) -> bool:
    """'The Venezuelan party, which X led', 'a nine-member party', 'a party of nine': no political one."""
    if reading.tokens[i].is_capitalised:
        return False
    is_counted = any(SIZE.match(reading.word(k)) for k in range(max(0, i - 2), i))
    is_counted = is_counted or (reading.word(i + 1) == "of" and number_of(reading.word(i + 2)) is not None)
    is_sent = is_counted or reading.word(i - 1) in ("advance", "visiting")
    return is_sent or (reading.kind(i - 1) == "demonym" and reading.word(i + 1) in _AFTER_PARTY)


_AFTER_PARTY = frozenset(", led headed arrived left flew included includes will was were numbered numbers".split())


def _is_of_another_trade(reading: Reading, i: int) -> bool:
    """A team of a court, a clinic or a club, or a mission that is permanent."""
    before = {reading.word(k) for k in range(max(0, i - 3), i)}
    if before & _STANDING and reading.word(i) in ("delegation", "delegations", "mission", "missions"):
        return True
    if reading.word(i) in DELEGATION_WORDS:
        return False
    words = before | {reading.word(k) for k in (i + 2, i + 3) if reading.word(i + 1) == "of"}
    return bool(words & _OTHER_TRADES) or not SPORT.isdisjoint(token.bare for token in reading.tokens)


def _size_of(reading: Reading, first: int, at: int) -> int | None:
    for k in range(first, at):
        match = SIZE.match(reading.word(k))
        if match:
            return number_of(match[1])
    if reading.word(at + 1) == "of":
        return (
            number_of(reading.word(at + 2))
            if reading.tokens[min(at + 2, len(reading.tokens) - 1)].text.isdecimal()
            else None
        )
    return None
