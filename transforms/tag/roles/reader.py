"""From the features of mentions to statements: the model's decisions on one article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby

from transforms.tag.events import Event
from transforms.tag.groups import DELEGATION_WORDS, Group, find_groups
from transforms.tag.parties import Party, party_of
from transforms.tag.people import People, Person
from transforms.tag.roles.decisions import (
    Decision,
    Framed,
    Said,
    framed_of,
    is_denied,
    merge,
    only_meets,
    support_of,
    told_parties,
)
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
from transforms.tag.statements import Context, Statement

LIKELY = 0.4  # a name whose probability to be a member is less speaks for no member beside it
HALF = 0.5
_IF_SAID_TO_LEAD = 0.2
MOST_NAMES = 60  # in one sentence of prose
MOST_PARTIES = 16  # that send delegations in one article
SECOND_HEAD = 0.8  # the least probability of a head whom no frame names, where another was found before
FOUNDING, FIRST = 0.5, 0.9  # that of who founds a delegation of which nobody has told, and the article's first one
VETO = 0.1  # a frame is believed unless the model finds the name less probable than this,
OVERRULE_HEAD, OVERRULE_MEMBER = 0.7, 0.9  # or another party at least this probable


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
        framed = framed_of(reading, statements, context.current, self.memory)
        decisions = self._decide_all(reading, mentions, groups, framed, context) if mentions else []
        self._remember(reading, groups, decisions)
        self.memory.stated.update(s.party.name for s in statements if s.party)
        told = told_parties(reading, groups)
        weighed = [(d, self.weigh(d, support_of(d, told, self.memory))) for d in decisions if d.party]
        weighed = [(d, sure) for d, sure in weighed if not (is_denied(reading, d) or only_meets(reading, d))]
        accepted = [sure for d, sure in weighed if self._accepts(d, sure)]
        self.memory.stated.update(d.party.name for d in accepted if d.party)
        return merge(reading, statements, accepted, groups, context.current, self.memory) if mentions else statements

    def _accepts(self, decision: Decision, weighed: Decision) -> bool:
        """Whether a decision is sure enough; the party of a head is believed where frame and model name the same.

        What no frame says needs more: a title of another country speaks against it, and a head must be more likely
        than not. Whose party nobody has named may sit in a meeting at home: that needs most.
        """
        if decision.role == "head" and decision.party in decision.framed_for:
            return decision.confidence >= HALF
        if not decision.is_framed and self._is_foreign(decision):
            return False
        least = max(self.model.threshold, self._least_to_found(decision))
        if decision.role == "head" and not decision.is_framed:
            least = max(least, SECOND_HEAD if self._has_other_head(decision) else HALF)
        return weighed.confidence >= least

    def _least_to_found(self, decision: Decision) -> float:
        """The least probability of a decision whose party no frame tells, if the article has not told of it before."""
        if decision.framed_for or (decision.party and self.memory.tells_of(decision.party)):
            return 0.0
        is_first = not (self.memory.stated or self.memory.in_groups)
        if decision.is_framed:
            return FOUNDING if is_first else 0.0
        return FIRST if is_first else FOUNDING

    def _has_other_head(self, decision: Decision) -> bool:
        """Whether somebody else was found to lead the same delegation."""
        first = self.memory.heads.get(decision.party.name) if decision.party else None
        return first is not None and first is not self.people.at(decision.mention.name)

    def _is_foreign(self, decision: Decision) -> bool:
        """Whether the title names another country than the one that sends the delegation."""
        country = self.people.at(decision.mention.name).title_country
        sender = decision.party.country if decision.party and decision.party.party_type == "country" else None
        return bool(country and sender and country != sender)

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
        least = _IF_SAID_TO_LEAD if "head" in framed else HALF  # a list names its head among its members
        return "head" if self.model.probability_to_lead(features) > least else "member"

    def choose(self, features: dict[str, list[str]], framed: str | None, overrule: float) -> tuple[str, float]:
        """The name of the party that fits a mention best, ``NOBODY`` without any, and how probable that is.

        Another party than the frame's is believed from the probability ``overrule`` on.
        """
        odds = self.model.party_probabilities(features)
        best = max(odds, key=lambda name: (name != NOBODY, odds[name]))
        if framed in odds and odds[best] < overrule:
            best = framed
        return best, odds[best]

    def country_of(self, person: Person, clues: dict[str, list[str]]) -> str:
        """For whom a person acts, the clues and the origin of the name considered."""
        fits = self.model.origins.features(person.name, {key: key for key in clues}, bool(person.title_country))
        return self.choose_country(person, {key: found + fits[key] for key, found in clues.items()})

    def choose_country(self, person: Person, clues: dict[str, list[str]]) -> str:
        """The one for whom a person acts more likely than not, ``""`` where that is nobody or in doubt."""
        odds = self.model.country_probabilities(clues)
        return next((key for key, probability in odds.items() if probability >= HALF), "")

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
        asked = [m for m in mentions if not m.is_nested or m.name.first in framed]
        for _, listed in groupby(sorted(asked, key=lambda m: m.chain), key=lambda m: m.chain):
            so_far = [decision.role for decision in decisions]
            decisions += self._decide_list(view, list(listed), so_far, framed, context)
        return sorted(decisions, key=lambda d: d.mention.first)

    def _decide_list(
        self, view: View, chain: list[Mention], so_far: list[str], framed: Framed, context: Context
    ) -> list[Decision]:
        """The decisions on the names of one list."""
        memory = self.memory
        shared = list_features(view, chain)
        features = [mention_features(view, mention, shared, memory, so_far) for mention in chain]
        for mention, seen in zip(chain, features, strict=True):
            seen += self._origin_of(mention)
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
            is_framed = any(one.party or one.source != "leader" for one in said)  # company of somebody's who is in none
            decisions.append(Decision(mention, role, sure, party, is_framed, meant, surety))
        return decisions

    def _origin_of(self, mention: Mention) -> list[str]:
        """How a name fits the host of the talks, and those who send delegations."""
        host, senders = self.memory.host, {p.country for p in self.memory.in_groups if p.country}
        name = self.people.at(mention.name).name
        return self.model.origins.host_features(name, host.country if host else None, senders)

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
        person, countries = view.people.at(mention.name), {n: party.country for n, (party, _) in candidates.items()}
        for name, fit in self.model.origins.features(person.name, countries, bool(person.title_country)).items():
            features[name] += fit
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
