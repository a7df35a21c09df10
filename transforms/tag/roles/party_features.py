"""For which party a member stands: the candidates that text and context offer, and what speaks for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from transforms.tag.groups import Group
from transforms.tag.lexicon import Found, Term
from transforms.tag.parties import Party, party_of
from transforms.tag.roles.features import Memory, View
from transforms.tag.roles.mentions import Mention
from transforms.tag.roles.named import POINTED, UNLISTED
from transforms.tag.statements import Context

Candidates = dict[str, tuple[Party, set[str]]]
NOBODY = ""  # stands beside the candidates for none of them
Offer = Callable[[Party | None, str], None]

_RECENT = 16  # parties that have been named last,
_LATEST = 2  # and those of them that stand out
_BEHIND = 3  # tokens behind a name within which a party is said of it
_GOVERNMENT = frozenset({"government", "government's", "kingdom", "republic", "cabinet", "ministry", "state"})
_PREPOSITIONS = frozenset("for from of in to at with on by between and against".split())
_FOLLOWING = frozenset({"GROUP", "DELEGATION", "LEAD", "REPRESENT", "SEND", "HOST", "MEET", "TRAVEL", "and", ","})
_PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "its", "their", "the", "also", "other", "others"})
_HE = frozenset({"he", "she", "him", "his", "her"})
_VISITING = frozenset(
    "visitors visitor visiting visit arrived arrive arrives guests guest landed flew travelled came come".split()
)
_HOSTING = frozenset({"host", "hosts", "hosting"})
# What a party is called when its name has been said before: 'the government', 'the rebels', 'the alliance'.
_CALLED = {
    word: kind
    for kind, words in {
        "government": "government government's kingdom kingdom's republic cabinet federal authorities host country",
        "rebels": "rebels rebel movement movement's guerrillas insurgents group group's militia front front's",
        "opposition": "opposition coalition coalition's alliance alliance's party party's council council's",
        "body": "bloc bloc's organisation organization commission mission agency bank fund secretariat union union's",
        "parliament": "lawmakers legislators parliamentary parliamentarians congressional senators deputies mps meps",
    }.items()
    for word in words.split()
}
_PLAIN = frozenset(
    {
        "frame", "previous", "decided", "group left", "group right", "group", "governor of 1", "known", "current",
        "spoken of", "last head", "article", "of title's country", "title", "first", "left 0", "right 0", "before",
        "host", "government", "fresh", "stale", "acts for", "he first", "he last",
        "companion True", "companion False", "owner", "in step", "behind", "last party", "side", "other side",
        "mentioned last 0", UNLISTED, POINTED,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Common:
    """The states of a mention with which sources are crossed, its role first; what parties are called; countries."""

    states: tuple[str, ...]
    called: set[str]
    countries: set[str | None]
    posts: tuple[str, ...]


def party_candidates(
    view: View,
    mention: Mention,
    chain: list[Mention],
    memory: Memory,
    context: Context,
    framed: Sequence[tuple[Party, str]],
) -> Candidates:
    """The parties that a mention may stand for, by name, each with the sources that offer it."""
    found: Candidates = {}

    def offer(party: Party | None, source: str) -> None:
        if party:
            found.setdefault(party.name, (party, set()))[1].add(source)

    for party, source in framed:
        offer(party, "frame")
        offer(party, f"frame {source}")
        offer(party, f"frame of {len(set(framed))}")
    first, last = chain[0].first, chain[-1].last
    _offer_groups(view, first, last, offer)
    _offer_context(view, mention, memory, context, offer)
    _offer_pronoun(view, mention, memory, offer)
    _offer_companions(view, mention, first, memory, offer)
    _offer_in_step(view, chain, mention, offer)
    _offer_sentence(view, mention, first, last, offer)
    for party in memory.in_groups:
        offer(party, "article")
    person = view.people.at(mention.name)
    country = person.title_country
    if person.party:
        offer(_party_of_term(person.party), "acts for")
    if country:
        offer(next((p for p, _ in found.values() if p.country == country), None), "of title's country")
        offer(Party(country, "country", country), "title")
    return found


def _offer_groups(view: View, first: int, last: int, offer: Offer) -> None:
    left = [g for g in view.groups if g.at < first]
    right = [g for g in view.groups if g.at >= last]
    for source, near in (("group left", left[-1:]), ("group right", right[:1]), ("group", view.groups)):
        for party in (party for group in near for party in group.parties or _unlisted(view, group)):
            offer(party, source)
    governor = _governor(view, first, last)
    parties = (governor.parties or _unlisted(view, governor)) if governor else ()
    for party in parties:
        offer(party, f"governor of {min(len(parties), 2)}")


def _unlisted(view: View, group: Group) -> tuple[Party, ...]:
    """Whose a group noun without a known party is: 'the NAME delegation', 'the one from NAME'."""
    owner = view.owners.get(group.at)
    return (party_of(owner),) if owner else ()


def _offer_context(view: View, mention: Mention, memory: Memory, context: Context, offer: Offer) -> None:
    offer(memory.previous, "previous")
    offer(memory.decided, "decided")
    offer(memory.parties.get(id(view.people.at(mention.name))), "known")
    offer(memory.last_head, "last head")
    offer(memory.last_party, "last party")
    sides = [party_of(f) for f in view.reading.sides]
    for side in sides:
        offer(side, "side" if side == memory.last_party or memory.last_party not in sides else "other side")
    offer(memory.host, "host")
    words = {token.bare for token in view.reading.tokens}
    for named, said in (("visited", _VISITING), ("named", _HOSTING)):
        if words & said:
            offer(memory.host, f"host {named}")
    offer(context.current, "current")
    offer(context.spoken_of, "spoken of")
    if {view.reading.word(i) for i in range(mention.first)} & _GOVERNMENT:
        offer(context.government, "government")
    for rank, (party, seen) in enumerate(islice(reversed(memory.seen.values()), _RECENT)):
        if rank < _LATEST:
            offer(party, f"mentioned last {rank}")
        offer(party, "mentioned")
        offer(party, f"mentioned {min(len(seen), 4)}")
        offer(party, f"mentioned {min(view.reading.number - seen[-1], 3)} ago")
        if seen[0] < 2:
            offer(party, "mentioned early")


def _offer_companions(view: View, mention: Mention, first: int, memory: Memory, offer: Offer) -> None:
    """The parties of whom else the sentence names: 'with A came B', 'A's delegation', 'B and C were with A'."""
    for other in view.mentions:
        person = view.people.at(other.name)
        if other is mention or person is view.people.at(mention.name):
            continue
        owns = view.reading.tokens[other.name.last - 1].is_possessive and other.last <= first
        kind = "owner" if owns else f"companion {other.last <= first}"
        offer(memory.parties.get(id(person)), kind)
        if owns and person.party:
            offer(_party_of_term(person.party), "owner's country")


def _offer_in_step(view: View, chain: list[Mention], mention: Mention, offer: Offer) -> None:
    """'Norway, Iceland and Chad were represented by A, B and C respectively': as many parties as names."""
    sides = [f for f in view.reading.parties() if f.last <= chain[0].first]
    if len(sides) == len(chain) > 1:
        offer(party_of(sides[mention.position]), "in step")


def _offer_pronoun(view: View, mention: Mention, memory: Memory, offer: Offer) -> None:
    """'he' and 'his side': the party of the person whom the sentence before named first, or last."""
    words = {view.reading.word(i) for i in range(len(view.reading.tokens)) if not mention.first <= i < mention.last}
    if not words & _HE:
        return
    place = "opens" if view.reading.word(0) in _HE else "inside"
    for which, person in zip(("first", "last"), memory.last_persons, strict=False):
        party = memory.parties.get(id(person)) or (_party_of_term(person.party) if person.party else None)
        offer(party, f"he {which}")
        offer(party, f"he {which} {place}")


def _party_of_term(term: Term) -> Party:
    return Party(term.value, term.party_type or "country", term.country)


def _governor(view: View, first: int, last: int) -> Group | None:
    """The group noun beside a list, with no other name between: the one before it, else the one behind it."""
    named = [m.name for m in view.mentions]
    before = max((n.last for n in named if n.last <= first), default=0)
    behind = min((n.first for n in named if n.first >= last), default=len(view.reading.tokens))
    left = [g for g in view.groups if before <= g.at < first and (g.parties or _unlisted(view, g))]
    right = [g for g in view.groups if last <= g.at < behind and (g.parties or _unlisted(view, g))]
    return left[-1] if left else right[0] if right else None


def _offer_sentence(view: View, mention: Mention, first: int, last: int, offer: Offer) -> None:
    reading = view.reading
    parties = view.parties
    left = [f for f in parties if f.last <= first]
    right = [f for f in parties if f.first >= last]
    inside = [f for f in parties if first <= f.first and f.last <= last]
    before = [m.last for m in view.mentions if m.last <= mention.first]
    after = next((m.first for m in view.mentions if m.first >= mention.last), None)
    for f in left + inside:
        if before and f.first < before[-1]:
            offer(party_of(f), "stale")  # a name stands between
        elif f.last <= mention.first:
            offer(party_of(f), "fresh" if before else "fresh first")
        if f.last <= mention.first:
            offer(party_of(f), f"as {_frame_of(view, f)}")
        if f.last in (mention.first, mention.first - 1):
            offer(party_of(f), f"adjacent {reading.tokens[f.last - 1].is_possessive}")
    for rank, f in enumerate(reversed(left)):
        offer(party_of(f), f"left {min(rank, 2)}")
        offer(party_of(f), f"left {min(rank, 2)} {_frame_of(view, f)}")
    for rank, f in enumerate(right):
        offer(party_of(f), f"right {min(rank, 2)}")
        offer(party_of(f), f"right {min(rank, 2)} {_frame_of(view, f)}")
    for f in inside:
        own = mention.first <= f.first < mention.last
        offer(party_of(f), f"{'own' if own else 'inside'} {_frame_of(view, f)}")
        if mention.first - 4 <= f.first < mention.first:
            offer(party_of(f), "before")
    for f in parties[:1]:
        offer(party_of(f), "first")
    for f in parties:
        if f.term.kind in (UNLISTED, POINTED):
            offer(party_of(f), f.term.kind)
        if mention.last <= f.first <= mention.last + _BEHIND and (after is None or f.first < after):
            offer(party_of(f), "behind")
            offer(party_of(f), f"behind {_frame_of(view, f)}")


def _frame_of(view: View, found: Found) -> str:
    """The words around a party: 'for', 'from', 'in', a possessive, a group noun behind it."""
    i = found.first - 1
    while view.reading.word(i) == "the":
        i -= 1
    before = view.reading.word(i) if view.reading.word(i) in _PREPOSITIONS else "x"
    owns = "'s" if view.reading.tokens[found.last - 1].is_possessive else ""
    after = view.symbols[found.last] if found.last < len(view.symbols) else "#"
    return before + owns + (" " + after if after in _FOLLOWING else "")


def no_party_features(view: View, role: str, sources: Iterable[set[str]]) -> list[str]:
    """What speaks for none of the candidates: the party is not known, or not said."""
    offered = set[str]().union(*sources) & _PLAIN
    owned = any(g.parties for g in view.groups)
    found = ["nothing", f"nothing|{role}", f"nothing|owned:{owned}", f"nothing|groups:{bool(view.groups)}"]
    return found + [f"nothing|{source}" for source in sorted(offered)]


def _called(view: View, first: int) -> set[str]:
    """By what common nouns the sentence speaks of parties, left of a list and in its group nouns."""
    near = [*range(first), *(i for group in view.groups for i in range(group.first, group.last))]
    return {_CALLED[word] for i in near if (word := view.reading.word(i)) in _CALLED}


def _sentence_state(view: View, chain: list[Mention]) -> str:
    """How much of its own the sentence says: where it names parties, and whether it opens by pointing back."""
    parties = view.reading.parties()
    first, last = chain[0].first, chain[-1].last
    where = (
        "left" if any(f.last <= first for f in parties)
        else "right" if any(f.first >= last for f in parties)
        else "inside" if parties
        else "none"
    )  # fmt: skip
    return f"{where} {view.reading.word(0) in _PRONOUNS}"


def common_features(view: View, mention: Mention, chain: list[Mention], role: str) -> Common:
    """What holds for all candidates of a mention."""
    left = [g for g in view.groups if g.at < chain[0].first]
    governed = ("owned" if left[-1].parties else "bare") if left else "right" if view.groups else "none"
    others = {view.people.at(m.name).title_country for m in chain if m is not mention} - {None}
    return Common(
        (role, governed, _sentence_state(view, chain)), _called(view, chain[0].first), others, _posts(view, mention)
    )


def _posts(view: View, mention: Mention) -> tuple[str, ...]:
    """The nouns of a person's title: a minister stands for a country, as a rule."""
    reading, name = view.reading, mention.name
    beside = [*range(mention.first, name.first), *range(name.last, mention.last)]
    return tuple(reading.word(i) for i in beside if reading.kind(i) in ("head", "plural", "rank"))


def party_features(
    party: Party, sources: set[str], common: Common, view: View, mention: Mention, memory: Memory
) -> list[str]:
    """What speaks for a candidate."""
    person = view.people.at(mention.name)
    role, *_ = common.states
    ordered = sorted(sources)
    found = [*ordered, *(f"{state}|{source}" for state in common.states for source in ordered)]
    plain = [source for source in ordered if source in _PLAIN]
    found += [f"{a}+{b}" for i, a in enumerate(plain) for b in plain[i + 1 :]]
    found.append(f"type:{party.party_type}")
    found += [f"type:{party.party_type}|{post}" for post in common.posts]
    found += [f"called:{called}|{party.party_type}" for called in common.called]
    country = person.title_country
    if country:
        found.append(f"title's country:{country == party.country}")
        found.append(f"title's country:{country == party.country}|{party.party_type}")
    if person.party:
        acts = person.party.value == party.name
        found += [f"acts for it:{acts}", f"acts for it:{acts}|{party.party_type}|{person.party.party_type}"]
    if common.countries:
        found.append(f"list's countries:{party.country in common.countries}:{country is None}")
    head = memory.heads.get(party.name)
    state = "none" if head is None else "same" if head is person else "another"
    found += [f"{role}|head:{state}", f"{role}|{mention.position > 0}|head:{state}"]
    points_back = view.reading.word(0) in _PRONOUNS
    if party == view.current:
        found.append(f"current|{role}|since:{min(memory.since_group, 3)}|{points_back}")
    if memory.last_head == party:
        found.append(f"last head|{role}|{points_back}")
    return found
