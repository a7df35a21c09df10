"""What is decided on a mention, and what speaks for it besides the odds of the two answers that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.tag.parties import Party, party_of
from transforms.tag.roles.features import Memory, View
from transforms.tag.roles.mentions import Mention

# Of what offers a party these alone speak for a decision.
_TELLING = frozenset(
    ["governor of 1", "group left", "group right", "current", "known", "previous", "decided", "title", "in step",
     "owner", "acts for", "own x", "left 0", "right 0", "fresh", "fresh first", "behind", "article", "last head",
     "host", "companion True", "companion False", "side", "other side"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """The role of a mention with its probability, and the party, where the role is one."""

    mention: Mention
    role: str
    confidence: float
    party: Party | None = None
    is_framed: bool = False
    sure_of_party: float = 1.0


@dataclass(frozen=True, slots=True)
class Said:
    """What one frame says of a name, and whence it has the party: named, the leader's, or the one spoken of last."""

    role: str
    party: Party | None
    frame: str
    source: str


def decision_features(
    view: View, decision: Decision, chain: list[Mention], sources: set[str], said: list[Said], memory: Memory
) -> list[str]:
    """What speaks for and against a decision; what frames say is weighed apart from what the model finds alone.

    ``sources`` have offered its party, ``said`` is what the frames say of the name.
    """
    mention, party = decision.mention, decision.party
    person = view.people.at(mention.name)
    kind = "agreed" if any(one.party == party for one in said) else "framed" if said else "alone"
    country = person.title_country
    is_known = party in memory.in_groups or (party is not None and party.name in memory.stated)
    is_named = any(party_of(f) == party for f in view.reading.parties()) or any(party in g.parties for g in view.groups)
    found = [
        decision.role,
        "known" if is_known else "new",
        "named" if is_named else "not named",
        f"title {country == party.country if country and party else None}",
        f"list {min(len(chain), 3)}",
        f"later in list {mention.position > 0}",
        f"group {max((1 + g.is_strong for g in view.groups), default=0)}",
        f"own group {any(party in g.parties for g in view.groups)}",
        f"earlier {memory.roles.get(id(person))}",
        f"surname {mention.is_surname}",
        f"since {min(memory.since_group, 3)}",
        f"quoted {mention.name.first in view.quoted}",
        f"told before {any(role != 'none' for role in memory.last_roles)}",
        *view.article,
        *(f"by {source}" for source in sorted(sources & _TELLING)),
    ]
    frames = [f"frame {one.frame} {one.source}" for one in said[:1]]
    return ["bias", kind, *frames, *(f"{kind} {one}" for one in found)]
