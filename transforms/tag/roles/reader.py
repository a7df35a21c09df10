"""From the features of mentions to statements: the model's decisions on one article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from transforms.tag.events import Event
from transforms.tag.groups import DELEGATION_WORDS, Group, find_groups
from transforms.tag.lists import ListedPerson
from transforms.tag.parties import Party
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
from transforms.tag.roles.model import ROLES, RoleModel
from transforms.tag.roles.party_features import (
    NOBODY,
    no_party_features,
    party_candidates,
    party_features,
    party_of,
)
from transforms.tag.sentence import Reading
from transforms.tag.statements import Context, Named, Statement

LIKELY = 0.4  # a name whose probability to be a member is less speaks for no member beside it
VETO = 0.1  # a frame is believed unless the model finds the name less probable than this,
OVERRULE = 0.9  # or another party at least this probable
FOUNDING = 0.8  # how sure a member must be of whose party there is no other word


@dataclass(frozen=True, slots=True)
class Decision:
    """The role of a mention with its probability, and the party, where the role is one."""

    mention: Mention
    role: str
    confidence: float
    party: Party | None = None
    is_framed: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What one frame says of a name; the party is the one spoken of last where the frame names none."""

    role: str
    party: Party | None
    frame: str


Framed = dict[int, list[Said]]


@dataclass(slots=True)
class RoleReader:
    """Reads the sentences of one article in order. A trainer overrides ``decide`` and ``choose`` to teach."""

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
        self.memory = Memory(parties, host)
        words = {g.reading.word(g.at) for g in groups}
        talks = any(event.event_type == "talks" for event in events)
        self.article = (
            f"article:{bool(words & DELEGATION_WORDS)}",
            f"article:talks {talks}",
            f"article:parties {min(len(parties), 3)}",
        )

    def revise(self, reading: Reading, statements: list[Statement], context: Context) -> list[Statement]:
        """The statements of the frames on a sentence, less what the model rejects and with what it adds."""
        mentions = find_mentions(reading, self.people)
        groups = find_groups(reading, context.spoken_of, context.government)
        framed = _framed(reading, statements, context.current)
        decisions = self._decide_all(reading, mentions, groups, framed, context) if mentions else []
        self._remember(reading, groups, decisions)
        self.memory.stated.update(s.party.name for s in statements if s.party)
        accepted = [d for d in decisions if self._accepts(d)]
        self.memory.stated.update(d.party.name for d in accepted if d.party)
        return _merge(reading, statements, accepted, groups, context.current) if mentions else statements

    def _accepts(self, decision: Decision) -> bool:
        """Whether a decision is sure enough: it needs more to put up a delegation that nothing else speaks of."""
        if decision.role == "none" or decision.party is None:
            return False
        is_known = decision.party.name in self.memory.stated or decision.party in self.memory.in_groups
        return decision.is_framed or decision.confidence >= (self.model.threshold if is_known else FOUNDING)

    def decide(self, features: list[str], mention: Mention, framed: set[str]) -> tuple[str, float]:
        """The role of a mention and how probable it is: none, unless some role is likely enough.

        ``framed`` are the roles that the frames give it; where they disagree the model decides.
        """
        odds = self.model.role_probabilities(features)
        if 1 - odds[0] < (VETO if framed else LIKELY):
            return ROLES[0], odds[0]
        best = max(range(1, len(ROLES)), key=odds.__getitem__)
        return next(iter(framed)) if len(framed) == 1 else ROLES[best], 1 - odds[0]

    def choose(self, features: dict[str, list[str]], mention: Mention, framed: str | None) -> tuple[str, float]:
        """The name of the party that fits a mention best, ``NOBODY`` if none does, and how probable that is."""
        odds = self.model.party_probabilities(features)
        best = max(odds, key=odds.__getitem__)
        if framed in odds and odds[best] < OVERRULE:
            best = framed
        return best, odds[best]

    def _decide_all(
        self, reading: Reading, mentions: list[Mention], groups: list[Group], framed: Framed, context: Context
    ) -> list[Decision]:
        memory = self.memory
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
        )
        decisions, so_far = list[Decision](), dict[int, str]()
        chain, shared, surety = list[Mention](), list[str](), 1.0
        memory.previous = memory.decided = None
        for mention in mentions:
            if not mention.position:
                chain, memory.previous, surety = view.chain(mention), None, 1.0
                shared = list_features(view, chain)
            said = framed.get(mention.name.first, [])
            features = mention_features(view, mention, chain, shared, memory, so_far)
            role, confidence = self.decide(features, mention, {one.role for one in said})
            so_far[mention.name.first] = role
            party = None
            if role != "none":
                party, sure = self._party_of(
                    view, mention, chain, role, [one.party for one in said if one.party], context
                )
                if party == memory.previous:
                    sure *= surety  # it stands and falls with the name before
                memory.previous, memory.decided, surety = party, party or memory.decided, sure
                confidence *= sure
                self._note(self.people.at(mention.name), role, party)
            decisions.append(Decision(mention, role, confidence, party, bool(said)))
        return decisions

    def _party_of(
        self, view: View, mention: Mention, chain: list[Mention], role: str, framed: list[Party], context: Context
    ) -> tuple[Party | None, float]:
        """The party for which a mention stands, and how probable it is."""
        candidates = party_candidates(view, mention, chain, self.memory, context, framed)
        features = {
            name: party_features(party, sources, role, view, mention, chain, self.memory)
            for name, (party, sources) in candidates.items()
        }
        features[NOBODY] = no_party_features(view, role, [sources for _, sources in candidates.values()])
        best, sure = self.choose(features, mention, framed[0].name if framed else None)
        return (candidates[best][0] if best in candidates else None), sure

    def _note(self, person: Person, role: str, party: Party | None) -> None:
        memory = self.memory
        if memory.roles.get(id(person)) != "head":
            memory.roles[id(person)] = role
        if party is None:
            return
        memory.parties[id(person)] = party
        if role == "head":
            memory.heads.setdefault(party.name, person)
            memory.last_head = party

    def _remember(self, reading: Reading, groups: list[Group], decisions: list[Decision]) -> None:
        memory = self.memory
        memory.last_roles = tuple(d.role for d in decisions)
        memory.since_group = 0 if groups else memory.since_group + 1
        was_open = memory.opens_list and any(d.role != "none" for d in decisions)
        memory.opens_list = reading.tokens[-1].text == ":" or was_open
        for found in reading.parties():
            party = party_of(found)
            memory.seen.setdefault(party.name, (party, []))[1].append(reading.number)
        memory.paragraph = reading.sentence.paragraph


ReaderOf = Callable[[list[Reading], People, list[Event]], RoleReader]


def _framed(reading: Reading, statements: list[Statement], current: Party | None) -> Framed:
    """What the frames say of the names of a sentence, by their first token."""
    framed: Framed = {}
    for statement in statements:
        for one in statement.named:
            if one.person.name.reading is reading:
                said = Said(one.role, statement.party or current, statement.frame)
                framed.setdefault(one.person.name.first, []).append(said)
    return framed


def _party_meant(statement: Statement, current: Party | None) -> Party | None:
    """The party of a statement; without one that of the delegation spoken of last, unless it is some delegation."""
    return statement.party or (None if statement.is_indefinite else current)


def _merge(
    reading: Reading,
    statements: list[Statement],
    decisions: list[Decision],
    groups: list[Group],
    current: Party | None,
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
            if decision and (statement.leader or _party_meant(statement, current) in (None, decision.party)):
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
