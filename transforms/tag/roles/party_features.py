"""For which party a member stands: the candidates that text and context offer, and what speaks for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from transforms.tag.groups import Group
from transforms.tag.lexicon import Found
from transforms.tag.parties import Party
from transforms.tag.roles.features import Memory, View
from transforms.tag.roles.mentions import Mention
from transforms.tag.statements import Context

Candidates = dict[str, tuple[Party, set[str]]]
NOBODY = ""  # stands beside the candidates for none of them
Offer = Callable[[Party | None, str], None]

_GOVERNMENT = frozenset({"government", "government's", "kingdom", "republic", "cabinet", "ministry", "state"})
_PREPOSITIONS = frozenset("for from of in to at with on by between and against".split())
_FOLLOWING = frozenset({"GROUP", "DELEGATION", "LEAD", "REPRESENT", "SEND", "HOST", "MEET", "TRAVEL", "and", ","})
_PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "its", "their", "the", "also", "other", "others"})
_PLAIN = frozenset(
    {
        "frame", "previous", "decided", "group left", "group right", "group", "governor of 1", "known", "current",
        "spoken of", "last head", "article", "of title's country", "title", "first", "left 0", "right 0", "before",
        "host", "government", "fresh", "stale",
    }
)  # fmt: skip


def party_candidates(
    view: View, mention: Mention, chain: list[Mention], memory: Memory, context: Context, framed: Sequence[Party]
) -> Candidates:
    """The parties that a mention may stand for, by name, each with the sources that offer it."""
    found: Candidates = {}

    def offer(party: Party | None, source: str) -> None:
        if party:
            found.setdefault(party.name, (party, set()))[1].add(source)

    for party in framed:
        offer(party, "frame")
        offer(party, f"frame of {len(set(framed))}")
    first, last = chain[0].first, chain[-1].last
    _offer_groups(view, first, last, offer)
    _offer_context(view, mention, memory, context, offer)
    _offer_sentence(view, mention, first, last, offer)
    for party in memory.in_groups:
        offer(party, "article")
    country = view.people.at(mention.name).title_country
    if country:
        offer(next((p for p, _ in found.values() if p.country == country), None), "of title's country")
        offer(Party(country, "country", country), "title")
    return found


def _offer_groups(view: View, first: int, last: int, offer: Offer) -> None:
    left = [g for g in view.groups if g.at < first]
    right = [g for g in view.groups if g.at >= last]
    for source, near in (("group left", left[-1:]), ("group right", right[:1]), ("group", view.groups)):
        for party in (party for group in near for party in group.parties):
            offer(party, source)
    governor = _governor(view, first, last)
    parties = governor.parties if governor else ()
    for party in parties:
        offer(party, f"governor of {min(len(parties), 2)}")


def _offer_context(view: View, mention: Mention, memory: Memory, context: Context, offer: Offer) -> None:
    offer(memory.previous, "previous")
    offer(memory.decided, "decided")
    offer(memory.parties.get(id(view.people.at(mention.name))), "known")
    offer(memory.last_head, "last head")
    offer(memory.host, "host")
    offer(context.current, "current")
    offer(context.spoken_of, "spoken of")
    if {view.reading.word(i) for i in range(mention.first)} & _GOVERNMENT:
        offer(context.government, "government")
    for party, seen in memory.seen.values():
        offer(party, "mentioned")
        offer(party, f"mentioned {min(len(seen), 4)}")
        offer(party, f"mentioned {min(view.reading.number - seen[-1], 3)} ago")
        if seen[0] < 2:
            offer(party, "mentioned early")


def _governor(view: View, first: int, last: int) -> Group | None:
    """The group noun beside a list, with no other name between: the one before it, else the one behind it."""
    named = [m.name for m in view.mentions]
    before = max((n.last for n in named if n.last <= first), default=0)
    behind = min((n.first for n in named if n.first >= last), default=len(view.reading.tokens))
    left = [g for g in view.groups if before <= g.at < first and g.parties]
    right = [g for g in view.groups if last <= g.at < behind and g.parties]
    return left[-1] if left else right[0] if right else None


def _offer_sentence(view: View, mention: Mention, first: int, last: int, offer: Offer) -> None:
    reading = view.reading
    parties = reading.parties()
    left = [f for f in parties if f.last <= first]
    right = [f for f in parties if f.first >= last]
    inside = [f for f in parties if first <= f.first and f.last <= last]
    before = [m.last for m in view.mentions if m.last <= mention.first]
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


def party_of(found: Found) -> Party:
    """The party for which a term stands."""
    return Party(found.term.value, found.term.party_type or "country", found.term.country)


def party_features(
    party: Party, sources: set[str], role: str, view: View, mention: Mention, chain: list[Mention], memory: Memory
) -> list[str]:
    """What speaks for a candidate."""
    person = view.people.at(mention.name)
    ordered = sorted(sources)
    left = [g for g in view.groups if g.at < chain[0].first]
    governed = ("owned" if left[-1].parties else "bare") if left else "right" if view.groups else "none"
    found = [*ordered, *(f"{role}|{source}" for source in ordered), *(f"{governed}|{source}" for source in ordered)]
    plain = [source for source in ordered if source in _PLAIN]
    found += [f"{a}+{b}" for i, a in enumerate(plain) for b in plain[i + 1 :]]
    found.append(f"type:{party.party_type}")
    country = person.title_country
    if country:
        found.append(f"title's country:{country == party.country}")
    others = {view.people.at(m.name).title_country for m in chain if m is not mention} - {None}
    if others:
        found.append(f"list's countries:{party.country in others}:{country is None}")
    head = memory.heads.get(party.name)
    state = "none" if head is None else "same" if head is person else "another"
    found += [f"{role}|head:{state}", f"{role}|{mention.position > 0}|head:{state}"]
    if party == view.current:
        found.append(f"current|{role}|since:{min(memory.since_group, 3)}|{view.reading.word(0) in _PRONOUNS}")
    if memory.last_head == party:
        found.append(f"last head|{role}|{view.reading.word(0) in _PRONOUNS}")
    return found
