"""Decisions on the names of a sentence: what frames said of them, what supports them, and the statements they make."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from transforms.tag.groups import Group
from transforms.tag.lists import ListedPerson
from transforms.tag.parties import Party, party_of
from transforms.tag.roles.features import Memory
from transforms.tag.roles.mentions import Mention
from transforms.tag.sentence import Reading
from transforms.tag.statements import Named, Statement

NO_PARTY = Party("", "other")
SURE = 0.6  # the least probability of all members of a delegation whose party the model alone tells


@dataclass(frozen=True, slots=True)
class Decision:
    """The role of a mention with its probability, and the party, where the role is one."""

    mention: Mention
    role: str
    confidence: float
    party: Party | None = None
    is_framed: bool = False
    framed_for: tuple[Party, ...] = ()  # whom the frames mean
    sure_of_party: float = 1.0


@dataclass(frozen=True, slots=True)
class Said:
    """What one frame says of a name, and whence it has the party: named, the leader's, or the one spoken of last."""

    role: str
    party: Party | None
    frame: str
    source: str


Framed = dict[int, list[Said]]


def told_parties(reading: Reading, groups: Sequence[Group]) -> set[Party]:
    """The parties that a sentence names, and those whose its group nouns are."""
    return {party_of(found) for found in reading.parties()}.union(*(group.parties for group in groups))


def support_of(decision: Decision, told: Set[Party], memory: Memory) -> list[str]:
    """What else speaks for a decision: frames, whether its sentence names the party, and the article's delegations."""
    party = decision.party
    is_known = party is not None and memory.tells_of(party)
    framed = "agreed" if party in decision.framed_for else "framed" if decision.is_framed else "alone"
    here = f"{framed} named" if party in told else f"{framed} not named"
    return ["bias", framed, f"{framed} known" if is_known else f"{framed} new", here, decision.role]


def is_denied(reading: Reading, decision: Decision) -> bool:
    """What no frame says and the sentence denies: 'NAME was not in Geneva', 'NAME, the minister, is not on the team',
    'A and B are no longer on it', 'takes the place of NAME', 'NAME stayed in Oslo'; and who is only quoted.
    """
    if decision.is_framed:
        return False
    mention = decision.mention
    ends = (mention.name.last, mention.last)
    behind = {word for i in ends for word in reading.words[i : i + 3]}
    is_dropped = any(reading.word(i + 1) == "longer" for i in reading.places({"no"}, mention.last))
    is_away = any(_is_away(reading, i) for i in ends)
    before = reading.words[max(0, mention.first - 2) : mention.first]
    is_out = is_dropped or is_away or not {"not", "never"}.isdisjoint(behind) or before in _INSTEAD
    return is_out or _is_quoted(reading, mention) or _stays_out(reading, mention) or _is_neither(reading)


def _stays_out(reading: Reading, mention: Mention) -> bool:
    """'NAME, the deputy speaker, acts for her and stays in Oslo': of the person with whom a sentence opens."""
    rest = reading.words[mention.last :]
    is_subject = mention.first < _OPENING and not mention.chain
    if not is_subject:
        return False
    is_out = any(rest[i : i + len(way)] == way for way in _OUT for i in range(len(rest)))
    return is_out or any(_is_away(reading, i) for i in range(mention.last, len(reading.tokens)))


def _is_away(reading: Reading, i: int) -> bool:
    """'stayed behind', 'remains in Oslo', but not 'stayed in the talks to the end'."""
    way = reading.words[i : i + 2]
    is_place = i + 2 < len(reading.tokens) and (reading.tokens[i + 2].is_capitalised or reading.word(i + 2) == "home")
    return way in _STAYING or (way in _STAYING_AT and is_place)


def _is_neither(reading: Reading) -> bool:
    """'A takes the seat of B there; neither of them was part of the delegation'."""
    at = next(iter(reading.places({"neither"})), None)
    return at is not None and bool({"part", "member", "members", "belonged", "belongs"} & set(reading.words[at:]))


def _is_quoted(reading: Reading, mention: Mention) -> bool:
    """'"Our delegation has left," NAME said': that puts nobody into it."""
    is_behind = mention.first > 0 and reading.tokens[mention.first - 1].text in _CLOSING
    return is_behind and reading.word(mention.last) in _SAYING


_CLOSING = frozenset({"”", '"'})
_SAYING = frozenset({"said", "says", "told", "added"})
_STAYING = frozenset(
    {("called", "off"), ("pulled", "out"), ("dropped", "out")}
    | {(verb, place) for verb in ("stayed", "stays") for place in ("behind", "away", "home")}
)
_STAYING_AT = frozenset(
    {(verb, place) for verb in ("stayed", "remained", "stays", "remains") for place in ("at", "in")}
)
_OPENING = 3  # tokens
_OUT = (
    ("was", "dropped"), ("were", "dropped"), ("was", "removed"), ("was", "replaced"), ("did", "not", "travel"),
    ("did", "not", "come"), ("did", "not", "go"),
)  # fmt: skip
_INSTEAD = (("place", "of"), ("instead", "of"), ("over", "from"), ("lieu", "of"))


def only_meets(reading: Reading, decision: Decision) -> bool:
    """'NAME held a meeting on ...', 'The gathering included NAME': who sits in a meeting at home is sent to nobody.

    What a frame says of a delegation is believed all the same.
    """
    if decision.is_framed:
        return False
    first, last = decision.mention.first, decision.mention.last
    holds = reading.word(last) in _HOLDING and not _MEETINGS.isdisjoint(reading.words[last + 1 : last + 5])
    included = (i for i in reading.places(_MEETINGS, 0, first) if reading.word(i + 1) in _INCLUDING)
    return holds or next(included, None) is not None


_HOLDING = frozenset("held holds chaired chairs convened convenes called calls".split())
_MEETINGS = frozenset("meeting gathering session conference council".split())
_INCLUDING = frozenset("included includes brought".split())


def framed_of(reading: Reading, statements: list[Statement], current: Party | None, memory: Memory) -> Framed:
    """What the frames say of the names of a sentence, by their first token."""
    framed: Framed = {}
    for statement in statements:
        party, source = statement.party, "named"
        if statement.leader:
            party, source = memory.parties.get(id(statement.leader)), "leader"
        elif party is None and not statement.is_indefinite:
            party, source = current, "current"
        for one in statement.named:
            if one.person.name.reading is reading:
                said = Said(one.role, party, statement.frame, source)
                framed.setdefault(one.person.name.first, []).append(said)
    return framed


def _party_of_statement(statement: Statement, current: Party | None, memory: Memory) -> Party | None:
    """The party of a statement; without one that of its leader or, unless it is some delegation, the last one."""
    if statement.leader:
        leads = memory.roles.get(id(statement.leader)) == "head"
        return memory.parties.get(id(statement.leader), NO_PARTY) if leads else NO_PARTY
    return statement.party or (None if statement.is_indefinite else current)


def merge(
    reading: Reading,
    statements: list[Statement],
    decisions: list[Decision],
    groups: list[Group],
    current: Party | None,
    memory: Memory,
) -> list[Statement]:
    """Frames keep the names on which the model agrees; other members become statements of their own, one a party."""
    accepted = {d.mention.name.first: d for d in decisions}
    merged = list[Statement]()
    for statement in statements:
        named, decision_party = list[Named](), None
        for one in statement.named:
            if one.person.name.reading is not reading:
                named.append(one)  # of another sentence: a pronoun led there
                continue
            decision = accepted.get(one.person.name.first)
            if decision and _party_of_statement(statement, current, memory) in (None, decision.party):
                named.append(replace(one, role=decision.role, confidence=decision.confidence))
                decision_party = decision_party or decision.party
                del accepted[one.person.name.first]
        if named or not statement.named or any(g.is_strong and statement.party in g.parties for g in groups):
            party = decision_party if statement.is_indefinite and statement.party is None else statement.party
            is_sure = all(one.confidence >= SURE for one in named)
            likely = decision_party if is_sure else None
            merged.append(replace(statement, party=party, likely_party=likely, named=tuple(named)))
    for party in dict.fromkeys(d.party for d in accepted.values()):
        of_party = [d for d in accepted.values() if d.party == party]
        named = [Named(ListedPerson(d.mention.name, None), d.role, d.confidence) for d in of_party]
        group = next((g for g in groups if party in g.parties), None)
        merged.append(
            Statement(
                reading,
                party,
                tuple(named),
                is_other=bool(group and group.is_other),
                size=group.size if group else None,
                is_weak=True,
            )
        )
    return merged
