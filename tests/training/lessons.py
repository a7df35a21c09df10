"""What is right of each mention of a person: told by the gold of an article, or by the marks of a training paragraph.

A training paragraph marks every person inline: ``{h:Kenya|Peter Otieno}`` heads the delegation of Kenya there,
``{m:Kenya|...}`` is put into it, ``{n|...}`` is neither, ``{x|...}`` belongs to it by what another sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

from transforms.reference import Reference, fold
from transforms.tag.people import Person
from transforms.tag.roles.mentions import Mention

PARAGRAPHS = Path(__file__).parent / "paragraphs"
_MARK = re.compile(r"\{(?P<kind>[hmnx])(?::(?P<party>[^|{}]+))?\|(?P<name>[^|{}]+)\}")
_ALIKE = 92
_ROLES = {"h": "head", "m": "member"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The role of a mention, and the folded names of the party if it has one; not every mention teaches."""

    role: str
    parties: frozenset[str] = frozenset()
    teaches: bool = True

    def means(self, party: str) -> bool:
        """Whether a party of this name is the right one; 'Venezuela opposition' is as good as 'Venezuelan opposition'."""
        key = fold(party)
        return key in self.parties or any(ratio(key, p) >= _ALIKE for p in self.parties)


Lesson = Callable[[Mention, Person], Verdict]
CountryLesson = Callable[[Person], str | None]
NEITHER = Verdict("none")
NOT_TAUGHT = Verdict("none", teaches=False)  # what is said of a member elsewhere


@dataclass(frozen=True, slots=True)
class Mark:
    """One person of a paragraph, at these offsets of the text without marks."""

    start: int
    end: int
    kind: str
    party: str | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A training paragraph: its text without the marks, and the marks."""

    text: str
    marks: tuple[Mark, ...]


def read_paragraph(line: str) -> Paragraph:
    """A marked line taken apart. Raises ``ValueError`` where a brace is left over or a role has no party."""
    text, marks, at = "", list[Mark](), 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        if (match["kind"] in _ROLES) != (match["party"] is not None):
            raise ValueError(f"a head and a member need a party, nobody else: {match[0]}")
        marks.append(Mark(len(text), len(text) + len(match["name"]), match["kind"], match["party"]))
        text += match["name"]
        at = match.end()
    text += line[at:]
    if {"{", "}"} & set(text):
        raise ValueError(f"malformed marks: {line}")
    return Paragraph(text, tuple(marks))


def read_paragraphs(folder: Path = PARAGRAPHS) -> Iterator[Paragraph]:
    """All training paragraphs, in the order of the files' names."""
    for path in sorted(folder.glob("*.txt")):
        yield from (read_paragraph(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def lesson_of_paragraph(paragraph: Paragraph, reference: Reference) -> Lesson:
    """What the marks say."""

    def verdict(mention: Mention, person: Person) -> Verdict:
        name = mention.name
        mark = next((m for m in paragraph.marks if m.start < name.end and name.start < m.end), None)
        if mark is None or mark.kind == "n":
            return NEITHER
        if mark.party is None:
            return NOT_TAUGHT
        return Verdict(_ROLES[mark.kind], _names_of_party(mark.party, reference))

    return verdict


def _names_of_party(name: str, reference: Reference) -> frozenset[str]:
    """A party's name as written and as the reference data call it."""
    key = fold(name)
    known = reference.parties.get(key) or reference.country_names.get(key)
    return frozenset({key, fold(known.name)} if known else {key})


def lesson_of_gold(delegations: Sequence[Mapping[str, Any]]) -> Lesson:
    """What the gold delegations of an article say."""

    def verdict(mention: Mention, person: Person) -> Verdict:
        words = fold(person.name).split()
        role, parties, is_spoken_of = "none", set[str](), False
        for delegation in delegations:
            names = [m["name"] for m in [*delegation["members"], *delegation.get("optional_members", [])]]
            known = next((n for n in names if _is_same(words, fold(n).split())), None)
            if known is None:
                continue
            is_spoken_of = True
            if known in [m["name"] for m in delegation["members"]] and _rests_on(delegation["evidence"], mention):
                role = "head" if known == delegation["head"] else "member"
                parties |= {fold(n) for n in (delegation["party"], *delegation.get("party_aliases", [])) if n}
        return Verdict(role, frozenset(parties)) if role != "none" else NOT_TAUGHT if is_spoken_of else NEITHER

    return verdict


def _is_same(words: list[str], gold: list[str]) -> bool:
    if len(words) == 1 or len(gold) == 1:
        return words[-1] in gold or gold[-1] in words
    shared = len(set(words) & set(gold))
    return shared >= 2 and shared == min(len(set(words)), len(set(gold)))


def countries_of_gold(people: Sequence[Mapping[str, Any]], reference: Reference) -> CountryLesson:
    """The country or body that each person of a gold article acts for, ``""`` for nobody; None for who is not in it."""

    def country(person: Person) -> str | None:
        words = fold(person.name).split()
        known = next((p for p in people if _is_same(words, fold(p["name"]).split())), None)
        name = (known["affiliation_country"] or "") if known else None
        named = reference.country_names.get(fold(name)) if name else None
        return named.name if named else name

    return country


def _rests_on(evidence: str, mention: Mention) -> bool:
    sentence = mention.name.reading.sentence.text
    return any(sentence in part or part in sentence for part in evidence.split(" || ") if part)
