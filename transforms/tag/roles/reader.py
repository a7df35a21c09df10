"""From the features of mentions to statements: the model's decisions on one article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby

from transforms.tag.events import Event
from transforms.tag.groups import DELEGATION_WORDS, Group, find_groups
from transforms.tag.lists import ListedPerson
from transforms.tag.parties import Party, party_of
from transforms.tag.people import People, Person
from transforms.tag.roles.features import (
    Memory,
    View,
    list_features,
    mention_features,
    quoted_tokens,
    view_symbols,
)
from transforms.tag.roles.mentions import Mention, find_mentions
from transforms.tag.roles.model import RoleModel
from transforms.tag.roles.named import named_parties, unlisted_owners
from transforms.tag.roles.party_features import (
    NOBODY,
    common_features,
    no_party_features,
    party_candidates,
    party_features,
)
from transforms.tag.sentence import Reading
from transforms.tag.statements import Context, Named, Statement

LIKELY = 0.4  # a name whose probability to be a member is less speaks for no member beside it
NO_PARTY = Party("", "other")
HALF = 0.5
MOST_NAMES = 60  # in one sentence of prose
MOST_PARTIES = 16  # that send delegations in one article
SECOND_HEAD = 0.8  # the least probability of a head whom no frame names, where another was found before
VETO = 0.1  # a frame is believed unless the model finds the name less probable than this,
OVERRULE_HEAD, OVERRULE_MEMBER = 0.9, 0.6  # or another party at least this probable: who leads is said most plainly


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


@dataclass(slots=True)
class RoleReader:
    """Reads the sentences of one article in order.

    A trainer overrides ``belonging``, ``role_of`` and ``choose`` to teach, and ``weigh`` to learn what they are worth.
    """

    model: RoleModel
    people: People
    article: tuple[str, ...] = ()
    memory: Memory = field(default_factory=Memory)

    @classmethod
    def of(cls, model: RoleModel, readings: list[Reading], people: People, events: list[Event]) -> RoleReader:
        """A reader of the article with these sentences."""
        reader = cls(model, people)
        reader.survey(readings, events)
        return reader

    def survey(self, readings: list[Reading], events: list[Event]) -> None:
        """Notes what holds for the whole article."""
        groups = [g for reading in readings for g in find_groups(reading, None, None)]
        parties = tuple(dict.fromkeys(party for g in groups for party in g.parties))
        countries = [event.country for event in events if event.country]
        host = Party(countries[0], "country", countries[0]) if countries else None
        self.memory = Memory(parties[:MOST_PARTIES], host)
        words = {g.reading.word(g.at) for g in groups}
        talks = any(event.event_type == "talks" for event in events)
        self.article = (
            f"article:{bool(words & DELEGATION_WORDS)}",
            f"article:talks {talks}",
            f"article:parties {min(len(parties), 3)}",
        )

    def revise(self, reading: Reading, statements: list[Statement], context: Context) -> list[Statement]:
        """The statements of the frames on a sentence, less what the model rejects and with what it adds."""
        if not (context.in_context or self.memory.in_groups or statements):
            return statements
        mentions = find_mentions(reading, self.people)
        if len(mentions) > MOST_NAMES:
            return statements
        groups = find_groups(reading, context.spoken_of, context.government)
        framed = _framed(reading, statements, context.current, self.memory)
        decisions = self._decide_all(reading, mentions, groups, framed, context) if mentions else []
        self._remember(reading, groups, decisions)
        self.memory.stated.update(s.party.name for s in statements if s.party)
        named = {party_of(f) for f in reading.parties()}.union(*(g.parties for g in groups))
        weighed = [(d, self.weigh(d, self._support(d, named))) for d in decisions if d.party]
        accepted = [sure for d, sure in weighed if self._accepts(d, sure) and not _is_denied(reading, d)]
        self.memory.stated.update(d.party.name for d in accepted if d.party)
        return _merge(reading, statements, accepted, groups, context.current, self.memory) if mentions else statements

    def _accepts(self, decision: Decision, weighed: Decision) -> bool:
        """Whether a decision is sure enough; the party of a head is believed where frame and model name the same.

        What no frame says needs more: a title of another country speaks against it, and a head must be more likely
        than not.
        """
        if decision.role == "head" and decision.party in decision.framed_for:
            return decision.confidence >= HALF
        if not decision.is_framed and self._is_foreign(decision):
            return False
        if decision.role == "head" and not decision.is_framed:
            return weighed.confidence >= (SECOND_HEAD if self._has_other_head(decision) else HALF)
        return weighed.confidence >= self.model.threshold

    def _has_other_head(self, decision: Decision) -> bool:
        """Whether somebody else was found to lead the same delegation."""
        first = self.memory.heads.get(decision.party.name) if decision.party else None
        return first is not None and first is not self.people.at(decision.mention.name)

    def _is_foreign(self, decision: Decision) -> bool:
        """Whether the title names another country than the one that sends the delegation."""
        country = self.people.at(decision.mention.name).title_country
        sender = decision.party.country if decision.party and decision.party.party_type == "country" else None
        return bool(country and sender and country != sender)

    def _support(self, decision: Decision, named: set[Party]) -> list[str]:
        """What else speaks for a decision: frames, and whether the article tells of such a delegation."""
        party = decision.party
        known = party is not None and (party.name in self.memory.stated or party in self.memory.in_groups)
        framed = "agreed" if party in decision.framed_for else "framed" if decision.is_framed else "alone"
        here = f"{framed} named" if party in named else f"{framed} not named"
        return ["bias", framed, f"{framed} known" if known else f"{framed} new", here, decision.role]

    def weigh(self, decision: Decision, support: list[str]) -> Decision:
        """The decision with the probability that role and party are both right."""
        sure = self.model.probability_to_be_right(decision.confidence, decision.sure_of_party, support)
        return replace(decision, confidence=sure)

    def belonging(self, features: list[list[str]], chain: list[Mention]) -> list[float]:
        """How probable it is for each name of a list that the person belongs to a delegation."""
        return [self.model.probability_to_belong(features)] * len(chain)

    def role_of(self, features: list[str], mention: Mention, framed: set[str]) -> str:
        """The role of a person who belongs to a delegation: what the frames agree on, else what the model finds."""
        if len(framed) == 1:
            return next(iter(framed))
        return "head" if self.model.probability_to_lead(features) > HALF else "member"

    def choose(self, features: dict[str, list[str]], framed: str | None, overrule: float) -> tuple[str, float]:
        """The name of the party that fits a mention best, ``NOBODY`` without any, and how probable that is.

        Another party than the frame's is believed from the probability ``overrule`` on.
        """
        odds = self.model.party_probabilities(features)
        best = max(odds, key=lambda name: (name != NOBODY, odds[name]))
        if framed in odds and odds[best] < overrule:
            best = framed
        return best, odds[best]

    def _decide_all(
        self, reading: Reading, mentions: list[Mention], groups: list[Group], framed: Framed, context: Context
    ) -> list[Decision]:
        memory = self.memory
        parties = named_parties(reading, {i for m in mentions for i in range(m.first, m.last)})
        view = View(
            reading,
            self.people,
            mentions,
            groups,
            {i: found[0].role for i, found in framed.items()},
            {i: found[0].frame for i, found in framed.items()},
            context.current,
            self.article,
            view_symbols(reading),
            quoted_tokens(reading),
            parties,
            unlisted_owners(parties),
        )
        decisions = list[Decision]()
        memory.previous = memory.decided = None
        for _, listed in groupby(mentions, key=lambda mention: mention.chain):
            so_far = [decision.role for decision in decisions]
            decisions += self._decide_list(view, list(listed), so_far, framed, context)
        return decisions

    def _decide_list(
        self, view: View, chain: list[Mention], so_far: list[str], framed: Framed, context: Context
    ) -> list[Decision]:
        """The decisions on the names of one list."""
        memory = self.memory
        shared = list_features(view, chain)
        features = [mention_features(view, mention, shared, memory, so_far) for mention in chain]
        decisions, surety = list[Decision](), 1.0
        memory.previous = None
        for mention, seen, sure in zip(chain, features, self.belonging(features, chain), strict=True):
            said = framed.get(mention.name.first, [])
            if sure < (VETO if said else LIKELY):
                decisions.append(Decision(mention, "none", 1 - sure, None, bool(said)))
                continue
            role = self.role_of(seen, mention, {one.role for one in said})
            if role == "head" and not said and memory.roles.get(id(self.people.at(mention.name))) == "member":
                role = "member"  # who was named as one leads only where a frame says so
            party, sure_of_party = self._party_of(view, mention, chain, role, said, context)
            surety = sure_of_party * (surety if party == memory.previous else 1.0)  # falls with the name before
            memory.previous, memory.decided = party, party or memory.decided
            self._note(self.people.at(mention.name), role, party)
            meant = tuple(one.party for one in said if one.party)
            decisions.append(Decision(mention, role, sure, party, bool(said), meant, surety))
        return decisions

    def _party_of(
        self, view: View, mention: Mention, chain: list[Mention], role: str, said: list[Said], context: Context
    ) -> tuple[Party | None, float]:
        """The party for which a mention stands, and how probable it is."""
        framed = [(one.party, one.source) for one in said if one.party]
        candidates = party_candidates(view, mention, chain, self.memory, context, framed)
        common = common_features(view, mention, chain, role)
        features = {
            name: party_features(party, sources, common, view, mention, self.memory)
            for name, (party, sources) in candidates.items()
        }
        features[NOBODY] = no_party_features(view, role, [sources for _, sources in candidates.values()])
        overrule = OVERRULE_HEAD if role == "head" else OVERRULE_MEMBER
        best, sure = self.choose(features, framed[0][0].name if framed else None, overrule)
        return (candidates[best][0] if best in candidates else None), sure

    def _note(self, person: Person, role: str, party: Party | None) -> None:
        memory = self.memory
        if memory.roles.get(id(person)) != "head":
            memory.roles[id(person)] = role
        if party is None:
            return
        memory.parties[id(person)] = memory.last_party = party
        if role == "head":
            memory.heads.setdefault(party.name, person)
            memory.last_head = party

    def _remember(self, reading: Reading, groups: list[Group], decisions: list[Decision]) -> None:
        memory = self.memory
        memory.last_roles = tuple(d.role for d in decisions)
        memory.since_group = 0 if groups else memory.since_group + 1
        was_open = memory.opens_list and any(d.role != "none" for d in decisions)
        memory.opens_list = reading.tokens[-1].text == ":" or was_open
        if decisions:
            memory.last_persons = tuple(self.people.at(d.mention.name) for d in (decisions[0], decisions[-1]))
        for found in reading.parties():
            party = party_of(found)
            numbers = memory.seen.pop(party.name, (party, []))[1]
            memory.seen[party.name] = (party, [*numbers[:3], reading.number])  # those named last stand last
        memory.paragraph = reading.sentence.paragraph


ReaderOf = Callable[[list[Reading], People, list[Event]], RoleReader]


def _is_denied(reading: Reading, decision: Decision) -> bool:
    """'NAME was not in Geneva', 'NAME, the minister, is not on the team': what no frame says and the verb denies."""
    behind = {decision.mention.name.last, decision.mention.last}
    words = {word for i in behind for word in reading.words[i : i + 3]}
    return not decision.is_framed and not {"not", "never"}.isdisjoint(words)


def _framed(reading: Reading, statements: list[Statement], current: Party | None, memory: Memory) -> Framed:
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


def _merge(
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
            merged.append(replace(statement, party=party, named=tuple(named)))
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
