"""Which records of persons are one person.

In stages, from the names that say most to those that say least. Full names with a country are grouped by their
spelling; whatever is less sure (no country, initials, a lone surname) then joins the single best of these persons or
stays alone, so that it never bridges two. Names alone do not decide: country, company (who else the articles name)
and posts do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

from transforms.resolve.components import Components, GuardedComponents
from transforms.resolve.names import Name, compare_names, fold_token
from transforms.resolve.posts import titles_agree
from transforms.resolve.profiles import LIKELY_NAME, MARGIN, SAME_NAME, Shelf
from transforms.resolve.records import FULL, INITIALS, LONE, Record, merge_records

POSSIBLE_NAME = 0.84


@dataclass(frozen=True, slots=True)
class Attachment:
    """A record that joined a person of fuller name: whom (the person's first record), by which rule, how alike the
    names are.
    """

    person: int
    rule: str
    score: float


class Matcher:
    """Groups ``records``, sorted by ``Record.order``. ``attachments`` says by record which joined a fuller name, once
    ``match`` ran.
    """

    def __init__(self, records: Sequence[Record]) -> None:
        self.attachments: dict[int, Attachment] = {}
        self._records = list(records)
        self._persons = Components(len(records))

    def match(self) -> list[list[int]]:
        """Indexes of all records by person, each group and the list in the order of the records."""
        kinds: dict[tuple[int, bool], list[int]] = defaultdict(list)
        for index, record in enumerate(self._records):
            kinds[record.kind, record.kind == FULL and record.country is not None].append(index)
        known, unknown = kinds[FULL, True], kinds[FULL, False]
        initials, lone = kinds[INITIALS, False], kinds[LONE, False]
        self._group_full_names(known)
        self._group_full_names(self._merge_bearers(self._attach(unknown, known, "spelling")))
        self._join_bearers(self._attach(initials, known + unknown, "initials"))
        self._join_bearers(self._attach(lone, known + unknown + initials, "surname_only"))
        groups: dict[int, list[int]] = defaultdict(list)
        for index in range(len(self._records)):
            groups[self._person_of(index)].append(index)
        return sorted(groups.values())

    def _person_of(self, index: int) -> int:
        attachment = self.attachments.get(index)
        return attachment.person if attachment else self._persons.find(index)

    def _group_full_names(self, indexes: list[int]) -> None:
        """Join spellings of one name, the likeliest first, except where that would join two who cannot be one."""
        groups = GuardedComponents(len(self._records), self._may_join)
        for a, b in [*self._list_spellings(indexes), *self._list_namesakes_abroad(indexes)]:
            groups.join(a, b)
        for group in groups.groups():
            for index in group[1:]:
                self._persons.join(group[0], index)

    def _list_spellings(self, indexes: list[int]) -> list[tuple[int, int]]:
        """Pairs that are of one country, or of none, and likely spellings of one name; the likeliest first."""
        blocks: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        for index in indexes:
            for key in block_keys(self._records[index].name):
                blocks[self._records[index].country, key].append(index)
        pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
        scored = [(score, self._count_company(a, b), a, b) for a, b in pairs if (score := self._score_spelling(a, b))]
        return [(a, b) for _, _, a, b in sorted((-score, -n_company, a, b) for score, n_company, a, b in scored)]

    def _list_namesakes_abroad(self, indexes: list[int]) -> list[tuple[int, int]]:
        """Pairs of one name whom articles place in different countries but in the same company."""
        namesakes: dict[str, list[int]] = defaultdict(list)
        for index in indexes:
            namesakes[self._records[index].name.key].append(index)
        pairs = (pair for bearers in namesakes.values() for pair in combinations(bearers, 2))
        return [(a, b) for a, b in pairs if self._share_context(a, b)]

    def _score_spelling(self, a: int, b: int) -> float:
        """The likeness of two names of one country, 0 where it does not suffice for what else is known."""
        one, other = self._records[a], self._records[b]
        score = compare_names(one.name, other.name)
        if score < POSSIBLE_NAME:
            return 0.0
        n_needed = 2 if score < LIKELY_NAME else 1 if score < SAME_NAME or one.country is None else 0
        if n_needed and self._count_company(a, b) + self._agree_in_post(a, b) < n_needed:
            return 0.0
        return score

    def _share_context(self, a: int, b: int) -> bool:
        """Whether two bearers of one name in different countries are one all the same."""
        n_company = self._count_company(a, b)
        return n_company >= 2 or (n_company == 1 and self._agree_in_post(a, b))

    def _may_join(self, one: list[int], other: list[int]) -> bool:
        """An article that names two people by different full names means two people; so do two walks of life without
        common company.
        """
        for a, b in product(one, other):
            x, y = self._records[a], self._records[b]
            if x.name.sound_key != y.name.sound_key and not x.articles.isdisjoint(y.articles):
                return False
            if x.walk and y.walk and x.walk != y.walk and not self._count_company(a, b):
                return False
        return True

    def _count_company(self, a: int, b: int) -> int:
        """People named beside both, not counting the two themselves."""
        one, other = self._records[a], self._records[b]
        return len((one.company & other.company) - {one.name.sound_key, other.name.sound_key})

    def _agree_in_post(self, a: int, b: int) -> bool:
        return any(titles_agree(x, y) for x in self._records[a].titles for y in self._records[b].titles)

    def _attach(self, loose: list[int], fuller: list[int], rule: str) -> list[int]:
        """Let each of ``loose`` join the one person of ``fuller`` that it fits; gives back those that fit nobody.

        Those that fit several equally well join none of them.
        """
        shelf = Shelf((self._person_of(index), self._records[index]) for index in fuller)
        unheard, torn = [], []
        for index in loose:
            fits = shelf.rank(self._records[index])
            if not fits:
                unheard.append(index)
            elif len(fits) > 1 and fits[0].weight - fits[1].weight < MARGIN:
                torn.append(index)
            else:
                self.attachments[index] = Attachment(fits[0].person, rule, fits[0].likeness)
        self._join_bearers(torn)
        return unheard

    def _merge_bearers(self, left: list[int]) -> list[int]:
        """Make one of the bearers of a full name of whom no article gives the country; gives back one index each."""
        bearers: dict[tuple[str, str | None], list[int]] = defaultdict(list)
        for index in left:
            bearers[self._records[index].name.key, self._records[index].walk].append(index)
        for group in bearers.values():
            self._records[group[0]] = merge_records([self._records[index] for index in group])
            for index in group[1:]:
                self._persons.join(group[0], index)
        return [group[0] for group in bearers.values()]

    def _join_bearers(self, left: list[int]) -> None:
        """Join records of one name and country that also share company or a post: a lone surname alone proves
        nothing.
        """
        first_with: dict[tuple[str, ...], int] = {}
        for index in left:
            record = self._records[index]
            bearer = (record.name.sound_key, record.country or "")
            if record.kind == LONE and not record.country:
                continue
            traits = [("company", other) for other in record.company]
            traits += [("post", " ".join(sorted(title))) for title in record.titles]
            for trait in traits:
                self._persons.join(index, first_with.setdefault((*bearer, *trait), index))


def block_keys(name: Name) -> set[str]:
    """Keys of which two spellings of one name share at least one.

    The bones of one token go with the first letter of another, or with the consonant after it, for names whose first
    letter is spelled in many ways (Tchako, Tako).
    """
    folded = [fold_token(token) for token in name.tokens]
    pairs = [(_bones(x), _bones(y)) for i, x in enumerate(folded) for j, y in enumerate(folded) if i != j]
    return {f"{x} {y[0]}" for x, y in pairs} | {f"{x}  {y[1]}" for x, y in pairs if len(y) > 1}


def _bones(folded: str) -> str:
    """The first three consonants, beginning with the first letter, whatever it is."""
    return (folded[0] + "".join(letter for letter in folded[1:] if letter not in "aeiou"))[:3]
