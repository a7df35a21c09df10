"""What a sentence says of delegations: who leads one, who is in it, that it exists at all.

A frame is a trigger word in its place relative to a group noun: 'the R delegation, led by X, included Y', 'X leads the
team', 'other members are Y', 'the R side is represented by Y'. Each trigger governs the nearest group noun to its left
(or the object to its right), and a group noun without a party of its own takes the party spoken of last.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.tag import company_frames as company
from transforms.tag import guidance_frames as guidance
from transforms.tag import head_frames as head
from transforms.tag import leader_frames as leader
from transforms.tag import member_frames as member
from transforms.tag import object_frames as objects
from transforms.tag import paired_frames as paired
from transforms.tag.groups import Group, find_groups
from transforms.tag.lexicon import Found
from transforms.tag.listed_frames import listed, opposite
from transforms.tag.lists import read_list
from transforms.tag.parties import Party, party_of
from transforms.tag.people import People
from transforms.tag.sentence import Reading
from transforms.tag.statements import Context, Frame, Scene, Statement, as_members

# In the order in which their statements count.
_FRAMES: tuple[Frame, ...] = (
    member.sent,
    head.led_by, paired.gapped, paired.heads_of_both, head.leads, objects.leads_it, objects.leads_which, head.owned,
    objects.in_charge,
    guidance.under, guidance.with_as_head, leader.head_is, leader.leads_for, leader.marked_head,
    leader.as_deputy,
    member.includes, member.apposed_list, member.represented, company.accompanied, company.in_company,
    member.sent_persons, company.came_with, company.with_leader, company.with_team,
    company.led_with, member.apposed,
    opposite, listed,
)  # fmt: skip
# Words that alone are no delegation: a side of a border, a mission on the ground.
_SIDE = frozenset("side group groups one mission missions delegates envoys".split())
_LONGEST_NAME = 6  # tokens
_BULLET_WORDS = 40  # no item of a list of members is longer


def read_statements(reading: Reading, people: People, context: Context) -> list[Statement]:
    """The statements of one sentence; a delegation that it only mentions is a statement that names nobody."""
    found = find_groups(reading, context.spoken_of, context.government, context.current, context.host)
    groups = [_with_owner(g, people) for g in found if g.is_strong or context.in_context]
    opens_list = reading.tokens[-1].text == ":"
    if not groups and not opens_list and not people.within(reading, 0, len(reading.tokens)):
        return []
    scene = Scene(reading, people, groups, context)
    statements = [replace(found, frame=frame.__name__) for frame in _FRAMES for found in frame(scene)]
    covered = {s.party for s in statements}
    for group in groups:
        for party in group.parties:
            if party not in covered and (group.is_strong or reading.word(group.at) not in _SIDE):
                is_weak = not group.is_strong
                statements.append(Statement(reading, party, is_other=group.is_other, size=group.size, is_weak=is_weak))
    return statements


def _with_owner(group: Group, people: People) -> Group:
    """The group noun with the party of the person whose it is: "President Ali's delegation", "Bach's party"."""
    reading, first = group.reading, group.first
    if group.parties or first == 0 or not reading.tokens[first - 1].is_possessive:
        return group
    owner = next(
        (people.at(n) for n in people.within(reading, max(0, first - _LONGEST_NAME), first) if n.last == first), None
    )
    if owner and owner.party:
        return replace(group, parties=(party_of(Found(first - 1, first, owner.party)),))
    return replace(group, parties=(Party(owner.state, "country", owner.state),)) if owner and owner.state else group


def opens_bullets(reading: Reading, statements: list[Statement]) -> bool:
    """Whether a list of members, one a paragraph, follows: 'The members of the R delegation are:'."""
    return bool(statements) and reading.tokens[-1].text == ":"


def read_bullet(reading: Reading, people: People) -> Statement | None:
    """A paragraph of such a list: a name with its title; None where the list is over."""
    names = people.within(reading, 0, len(reading.tokens))
    if not names or len(reading.tokens) > _BULLET_WORDS:
        return None
    items = read_list(reading, people, 0)
    is_item = bool(items.persons) and not any(
        reading.word(i) in ("said", "told", "met", "will") for i in range(len(reading.tokens))
    )
    return Statement(reading, None, as_members(items.persons[:1])) if is_item else None
