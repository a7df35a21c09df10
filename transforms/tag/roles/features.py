"""What is said of a mention: named features for the model that decides its role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.tag.groups import Group
from transforms.tag.lexicon import Found
from transforms.tag.parties import Party
from transforms.tag.people import People, Person
from transforms.tag.roles.mentions import Mention
from transforms.tag.roles.words import PLACED, WORD_CLASSES, symbol
from transforms.tag.sentence import Reading

_NEAR = 8  # tokens beside a list whose words count one by one
_REACH = 24  # a trigger farther from a list than this many tokens says nothing of it


@dataclass(slots=True)
class Memory:
    """What the article as a whole, the sentences before and the names before in the sentence have left behind."""

    in_groups: tuple[Party, ...] = ()  # the parties of all group nouns of the article
    host: Party | None = None  # the country in which the article's main event takes place
    roles: dict[int, str] = field(default_factory=dict)  # by identity of the person
    parties: dict[int, Party] = field(default_factory=dict)
    heads: dict[str, Person] = field(default_factory=dict)  # by name of the party
    seen: dict[str, tuple[Party, list[int]]] = field(default_factory=dict)  # by name: the sentences that mention it
    stated: set[str] = field(default_factory=set)  # names of the parties of which a delegation has been told
    last_roles: tuple[str, ...] = ()  # of the sentence before
    last_head: Party | None = None
    last_party: Party | None = None  # of the last name for which one was found
    since_group: int = 99  # sentences since a group noun
    opens_list: bool = False  # the sentence before ends with a colon
    paragraph: int = -1
    last_persons: tuple[Person, ...] = ()  # the first and the last person of the sentence that named one last
    decided: Party | None = None  # of the name before in this sentence
    previous: Party | None = None  # of the name before in this list

    def tells_of(self, party: Party) -> bool:
        """Whether the article has told of a delegation of this party, or names one by a group noun."""
        return party.name in self.stated or party in self.in_groups


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with all that features are drawn from."""

    reading: Reading
    people: People
    mentions: Sequence[Mention]
    groups: Sequence[Group]
    frame_roles: dict[int, str]  # by the token at which a name starts
    frames: dict[int, str]  # which frame says it
    current: Party | None
    article: tuple[str, ...]  # features that hold for the whole article
    symbols: tuple[str, ...]
    quoted: frozenset[int]
    parties: list[Found]
    owners: dict[int, Found]  # unlisted bodies that own a group noun, by its token


def view_symbols(reading: Reading) -> tuple[str, ...]:
    """The symbol of each token."""
    return tuple(symbol(reading, i) for i in range(len(reading.tokens)))


def quoted_tokens(reading: Reading) -> frozenset[int]:
    """The tokens inside quotation marks."""
    inside, found = False, set[int]()
    for i, token in enumerate(reading.tokens):
        if token.text in '"“”':
            inside = token.text == "“" or (token.text == '"' and not inside)
        elif inside:
            found.add(i)
    return frozenset(found)


def list_features(view: View, chain: list[Mention]) -> list[str]:
    """Features that all names of a list share: its surroundings and what the frames say of it."""
    reading, first, last = view.reading, chain[0].first, chain[-1].last
    found = [f"size:{min(len(chain), 4)}"]
    left = [_at(view, i) for i in range(first - 4, first)]
    right = [_at(view, i) for i in range(last, last + 4)]
    found += [f"L{n}:{' '.join(left[-n:])}" for n in (1, 2, 3, 4)]
    found += [f"R{n}:{' '.join(right[:n])}" for n in (1, 2, 3, 4)]
    found += [f"l{n}:{' '.join(reading.word(i) for i in range(first - n, first))}" for n in (1, 2)]
    found += [f"r{n}:{' '.join(reading.word(i) for i in range(last, last + n))}" for n in (1, 2)]
    found += [f"wl:{w}" for w in {reading.word(i) for i in range(max(0, first - _NEAR), first - 1)}]
    found += [f"wr:{w}" for w in {reading.word(i) for i in range(last + 1, last + _NEAR)}]
    found += _triggers(view, range(first - 1, max(-1, first - _REACH), -1), "tl")
    found += _triggers(view, range(last, min(len(reading.tokens), last + _REACH)), "tr")
    found += _groups(view, first, last)
    said = {view.frame_roles[m.name.first] for m in chain if m.name.first in view.frame_roles}
    found += [f"frames:{role}" for role in sorted(said)]
    opening = reading.word(0)
    if opening in ("he", "she", "they", "it", "the", "also", "others", "other", "for", "from", "with", "on"):
        found.append(f"opens:{opening}")
    return found


def mention_features(
    view: View, mention: Mention, shared: list[str], memory: Memory, so_far: Sequence[str]
) -> list[str]:
    """The features of one mention; ``so_far`` are the roles of the names of the lists before it in the sentence."""
    name = mention.name
    person = view.people.at(name)
    position = min(mention.position, 2)
    found = [
        "bias",
        *shared,
        *view.article,
        f"position:{position}",
    ]
    if name.first in view.frames:
        found += [f"frame:{view.frame_roles[name.first]}", f"frame:{view.frames[name.first]}"]
    found += [f"{position}|{f}" for f in shared if f[:2] in ("L1", "L2", "L3", "R1", "R2", "tl", "gl")]
    found.append(f"own:{_at(view, name.last)} {_at(view, name.last + 1)}")
    found.append(f"before:{_at(view, mention.first - 2)} {_at(view, mention.first - 1)}")
    found.append(f"after:{_at(view, mention.last)} {_at(view, mention.last + 1)}")
    found.append(f"surname:{mention.is_surname}")
    if mention.is_surname and len(person.mentions) > 1 and person.mentions[0] is not name:
        found.append("again")
    if name.first in view.quoted:
        found.append("quoted")
    found += _titles(view, mention)
    found += _countries(view, person, memory, shared)
    found += _history(view, mention, memory, so_far, person)
    return found


def _at(view: View, i: int) -> str:
    return view.symbols[i] if 0 <= i < len(view.symbols) else "#"


def _bucket(distance: int) -> str:
    return "0" if distance < 2 else "2" if distance < 5 else "5" if distance < 10 else "10"


def _triggers(view: View, span: range, tag: str) -> list[str]:
    """The nearest word of each class in one direction, and the nearest of all."""
    found, seen = list[str](), set[str]()
    names = {i for m in view.mentions for i in range(m.name.first, m.name.last)}
    crossed = False
    for distance, i in enumerate(span):
        crossed = crossed or i in names
        kind = WORD_CLASSES.get(view.reading.word(i))
        if kind is None or kind in seen or view.reading.tokens[i].is_capitalised or i in view.quoted:
            continue
        if not seen:
            found += [f"{tag}1:{kind}", f"{tag}1:{kind}:{crossed}"]
        elif len(seen) == 1:
            found.append(f"{tag}2:{next(iter(seen))} {kind}")
        seen.add(kind)
        found += [f"{tag}:{kind}", f"{tag}:{kind}:{_bucket(distance)}:{crossed}"]
    if not seen & PLACED:
        found.append(f"{tag}:unplaced")
    return found


def _groups(view: View, first: int, last: int) -> list[str]:
    """Where the group nouns of the sentence stand, and what stands between them and the list."""
    found = list[str]()
    left = [g for g in view.groups if g.at < first]
    right = [g for g in view.groups if g.at >= last]
    if not left and not right:
        return ["group:none"]
    for tag, group, span in (
        ("gl", left[-1] if left else None, range(left[-1].last, first) if left else range(0)),
        ("gr", right[0] if right else None, range(last, right[0].first) if right else range(0)),
    ):
        if group is None:
            continue
        crossed = any(m.name.first in span for m in view.mentions)
        strength = "strong" if group.is_strong else "weak"
        found += [f"{tag}:{strength}", f"{tag}:{_bucket(len(span))}:{crossed}", f"{tag}:{len(group.parties) > 0}"]
        kinds = sorted({WORD_CLASSES[w] for i in span if (w := view.reading.word(i)) in WORD_CLASSES})
        found += [f"{tag}b:{kind}" for kind in kinds] or [f"{tag}b:nothing"]
        found.append(f"{tag}a:{_at(view, group.first - 2)} {_at(view, group.first - 1)}")
    return found


def _titles(view: View, mention: Mention) -> list[str]:
    reading, name = view.reading, mention.name
    tokens = [*range(mention.first, name.first), *range(name.last, mention.last)]
    found = [f"title:{reading.word(i)}" for i in tokens if reading.kind(i) in ("head", "plural", "rank")]
    return found or ["title:none"]


def _countries(view: View, person: Person, memory: Memory, shared: list[str]) -> list[str]:
    """How a person's country stands to the delegations of the article: a host or a mediator has one of his own."""
    country = person.title_country or (person.party.country if person.party else None)
    if country is None:
        return ["country:none"]
    if view.current and view.current.country == country:
        state = "current"
    elif country in memory.heads:
        state = "headed"
    else:
        state = "sends" if any(p.country == country for p in memory.in_groups) else "other"
    if memory.host and memory.host.country == country:
        state += " host"
    near = [f for f in shared if f[:4] in ("tl1:", "tr1:") and f.count(":") == 1]
    return [f"country:{state}", *(f"country:{state}|{f}" for f in near)]


def _history(view: View, mention: Mention, memory: Memory, so_far: Sequence[str], person: Person) -> list[str]:
    found = [f"earlier:{memory.roles.get(id(person))}", f"since:{min(memory.since_group, 4)}"]
    if so_far:
        found.append(f"list before:{so_far[-1]}")
    if not mention.chain:
        known = [r for r in memory.last_roles if r != "none"]
        told = "head" if "head" in known else "member" if known else "none" if memory.last_roles else "nobody"
        same = memory.paragraph == view.reading.sentence.paragraph
        found += [f"sentence before:{told}", f"sentence before:{told}:{same}:{view.reading.word(0)}"]
        found.append(f"sentence before:{told}:{view.symbols[0]}:{min(mention.first, 3)}")
    if "head" in so_far:
        found.append("has head")
    if memory.opens_list:
        found += ["after colon", f"after colon:{mention.position}:{min(mention.first, 2)}"]
    found.append(f"sentence:{min(view.reading.number, 3)}")
    return found
