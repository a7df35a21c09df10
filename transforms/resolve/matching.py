"""Which records of persons are one person.

In stages, from the names that say most to those that say least. Full names with a country are grouped by their
spelling; whatever is less sure (no country, initials, a lone surname) then joins the single best of these persons or
stays alone, so that it never bridges two. Names alone do not decide: country, company (who else the articles name)
and posts do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from types import MappingProxyType

from transforms.resolve.components import Components
from transforms.resolve.decisions import Persons, Rulings
from transforms.resolve.names import FULL, INITIALS, LONE, compare_names
from transforms.resolve.namesakes import (
    are_two,
    choose_home,
    differ_in_title,
    group_namesakes,
    have_like_consonants,
    sound_alike,
)
from transforms.resolve.profiles import (
    LIKELY_NAME,
    MARGIN,
    POSSIBLE_NAME,
    SAME_NAME,
    Fit,
    Profile,
    Shelf,
    agree_in_post,
)
from transforms.resolve.records import Record, merge_records
from transforms.resolve.spellings import NameIndex, find_like_words, list_like_words

_NO_FITS: Mapping[int, Sequence[Fit]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Attachment:
    """Why a record joined a person of fuller name, and how alike the names are."""

    rule: str
    score: float


class Matcher:
    """Groups records of fuller names, ``known`` and after them ``former`` ones, which are of superseded versions and
    add nothing to what is known of anybody; then lone names. All are sorted by ``Record.order``, and named by their
    places in the order in which they are given.

    ``attachments`` says by record which joined a fuller name, ``lone_fits`` whom a lone name can be, and ``ties`` which
    fuller names can have an influence on each other.
    """

    def __init__(self, known: Sequence[Record], former: Sequence[Record], rulings: Rulings, n_lone: int = 0) -> None:
        """``rulings`` can speak of ``n_lone`` lone names, which are to come."""
        self.attachments: dict[int, Attachment] = {}
        self.lone_fits: dict[int, list[Fit]] = {}
        self.ties = Components(len(known) + len(former))
        self._records = [*known, *former]
        self._n_known = len(known)
        self._elsewhere = _NO_FITS
        self._rulings = rulings
        self._persons = Persons(len(self._records) + n_lone, rulings.sides)
        self._like = list_like_words({record.name for record in self._records})
        self._shelf = Shelf(self._like)

    def match(self) -> list[list[int]]:
        """The records of fuller names by person, each group and the list in the order of the records."""
        kinds: dict[tuple[int, bool], list[int]] = defaultdict(list)
        for index in range(self._n_known):
            record = self._records[index]
            kinds[record.kind, record.kind == FULL and record.country is not None].append(index)
        known, unknown, initials = kinds[FULL, True], kinds[FULL, False], kinds[INITIALS, False]
        for joined in self._rulings.joined:
            for index in joined[1:]:
                self._persons.join(joined[0], index)
        self._group_full_names(known)
        self._bring_home(known)
        self._shelve(known)
        self._group_full_names(self._merge_bearers(self._attach(unknown, "spelling")))
        self._shelve(unknown)
        self._join_bearers(self._attach(initials, "initials"))
        self._shelve(initials)
        self._attach_former(range(self._n_known), range(self._n_known, len(self._records)))
        groups = self._persons.groups()
        self._tie_all(groups)
        return groups

    def match_lone(
        self, known: Sequence[Record], former: Sequence[Record], elsewhere: Mapping[int, Sequence[Fit]] = _NO_FITS
    ) -> list[list[int]]:
        """All records by person, once the fuller names are matched.

        ``elsewhere`` has, by record, persons that are matched elsewhere and that a lone name can be: they are numbered
        from the number of all records on, and stand in groups like records.
        """
        first = len(self._records)
        self._records += [*known, *former]
        self._elsewhere = elsewhere
        n_records = len(self._records)
        self._persons.grow(max((fit.person + 1 for fits in elsewhere.values() for fit in fits), default=n_records))
        words = {word for record in self._records[first:] for word in record.name.words}
        self._like |= find_like_words(words - self._like.keys(), words | self._like.keys())
        self._join_bearers(self._attach(list(range(first, first + len(known))), "surname_only"))
        self._attach_former(range(first, first + len(known)), range(first + len(known), n_records))
        return self._persons.groups()

    def _group_full_names(self, indexes: list[int]) -> None:
        """Join spellings of one name, the likeliest first, except where that would join two who cannot be one."""
        members: dict[int, list[int]] = defaultdict(list)
        for index in indexes:
            members[self._persons.find(index)].append(index)
        for one, other in [*self._list_spellings(indexes), *self._list_namesakes_abroad(indexes)]:
            a, b = self._persons.find(one), self._persons.find(other)
            if a == b or not self._may_join(self._speak_for(one, members[a]), self._speak_for(other, members[b])):
                continue
            if self._persons.join(a, b):
                members[self._persons.find(a)] = members.pop(a) + members.pop(b)

    def _speak_for(self, index: int, members: list[int]) -> list[int]:
        """A record and those whom the rules found to be one with it: whom a decision joined may be unlike."""
        decided = self._rulings.decided
        return members if not decided else [other for other in members if other == index or other not in decided]

    def _list_spellings(self, indexes: list[int]) -> list[tuple[int, int]]:
        """Pairs that are of one country, or of none, and likely spellings of one name; first those for whom more than
        the name speaks, the likeliest of them first.
        """
        spellings, pairs = NameIndex(self._like), []
        for index in indexes:
            name, country = self._records[index].name, self._records[index].country
            pairs += [(other, index) for other in spellings.find(name, (country,))]
            spellings.add(name, country, index)
        scored = [(score, a, b) for a, b in pairs if (score := self._score_spelling(a, b))]
        ranked = []
        for score, a, b in scored:
            self.ties.join(a, b)
            n_company = self._count_company(a, b)
            ranked.append((not n_company and not self._agree_in_post(a, b), -score, -n_company, a, b))
        return [(a, b) for *_, a, b in sorted(ranked)]

    def _list_namesakes_abroad(self, indexes: list[int]) -> list[tuple[int, int]]:
        """Pairs of one name whom articles place in different countries but in the same company."""
        pairs = (pair for bearers in group_namesakes(indexes, self._records) for pair in combinations(bearers, 2))
        return [(a, b) for a, b in pairs if self._share_context(a, b)]

    def _score_spelling(self, a: int, b: int) -> float:
        """The likeness of two names of one country, 0 where it does not suffice for what else is known."""
        one, other = self._records[a], self._records[b]
        score = compare_names(one.name, other.name)
        if score < POSSIBLE_NAME:
            return 0.0
        is_alike = sound_alike(one.name, other.name)
        if is_alike and score >= SAME_NAME and one.country is not None:
            return score
        is_doubtful = not is_alike and not have_like_consonants(one.name, other.name) and differ_in_title(one, other)
        n_needed = 2 if score < LIKELY_NAME or is_doubtful else 1
        if self._count_company(a, b) + self._agree_in_post(a, b) < n_needed:
            return 0.0
        return score

    def _share_context(self, a: int, b: int) -> bool:
        """Whether two bearers of one name in different countries are one all the same."""
        n_company = self._count_company(a, b)
        return n_company >= 2 or (n_company == 1 and self._agree_in_post(a, b))

    def _may_join(self, one: list[int], other: list[int]) -> bool:
        """An article that names two people by different full names means two people; so do two walks of life without
        common company, and two names that each stand in several stories beside titles of their own: a slip is rare.
        """
        for a, b in product(one, other):
            x, y = self._records[a], self._records[b]
            if x.name.sound_key != y.name.sound_key and not x.articles.isdisjoint(y.articles):
                return False
            if x.walk and y.walk and x.walk != y.walk and not self._count_company(a, b):
                return False
        return not are_two([self._records[index] for index in one], [self._records[index] for index in other])

    def _count_company(self, a: int, b: int) -> int:
        """People named beside both, not counting the two themselves."""
        one, other = self._records[a], self._records[b]
        return len((one.company & other.company) - {one.name.sound_key, other.name.sound_key})

    def _agree_in_post(self, a: int, b: int) -> bool:
        return agree_in_post(self._records[a], self._records[b])

    def _bring_home(self, known: list[int]) -> None:
        """Join who is placed in a country by one story alone to the bearer of the name whom other stories place
        elsewhere: the country of a single mention is wrong more often than two people share a full name.
        """
        bearers = [{self._persons.find(index) for index in group} for group in group_namesakes(known, self._records)]
        abroad = [persons for persons in bearers if len(persons) > 1]
        for persons in abroad:
            self._tie(sorted(persons))
        wanted = {person for persons in abroad for person in persons}
        members: dict[int, list[int]] = defaultdict(list)
        for index in known:
            if self._persons.find(index) in wanted:
                members[self._persons.find(index)].append(index)
        profiles = {person: self._profile(indexes) for person, indexes in members.items()}
        for persons in abroad:
            for person in sorted(person for person in persons if len(profiles[person].stories) == 1):
                home = choose_home(profiles, person, persons)
                if home is None or not self._may_join(members[home], members[person]):
                    continue
                if self._persons.join(home, person):
                    members[home] += members[person]
                    self.attachments[person] = Attachment("other_country", 1.0)

    def _profile(self, indexes: list[int]) -> Profile:
        profile = Profile()
        for index in indexes:
            profile.add(self._records[index])
        return profile

    def _shelve(self, indexes: list[int]) -> None:
        """Let vaguer records find the persons of these. A person keeps its number: whoever joins it later stands behind
        it in the order of the records.
        """
        for index in indexes:
            self._shelf.add(self._persons.find(index), self._records[index])

    def _attach(self, loose: list[int], rule: str) -> list[int]:
        """Let each of ``loose`` join the one person on the shelf that it fits; gives back those that fit nobody.

        Those that fit several equally well join none of them; those whom a decision joined to one stay there.
        """
        unheard, torn = [], []
        for index in loose:
            if self._persons.find(index) < min(index, loose[0]):  # a decision joined it to somebody of fuller name
                continue
            fits = self._rank(index)
            if not fits:
                unheard.append(index)
            elif len(fits) > 1 and fits[0].weight - fits[1].weight < MARGIN:
                torn.append(index)
            else:
                self._persons.join(fits[0].person, index)
                self.attachments[index] = Attachment(rule, fits[0].likeness)
        self._join_bearers(torn)
        return unheard

    def _rank(self, index: int) -> list[Fit]:
        """The persons on the shelf that a record can be, the likeliest first."""
        record = self._records[index]
        fits = self._shelf.rank(record)
        if record.kind == LONE:
            elsewhere = self._elsewhere.get(index)
            fits = sorted([*fits, *elsewhere], key=_likeliest_first) if elsewhere else fits
            self.lone_fits[index] = fits
        else:
            self._tie([index, *(fit.person for fit in fits)])
        return [fit for fit in fits if self._persons.may_join(fit.person, index)]

    def _tie_all(self, groups: Iterable[Sequence[int]]) -> None:
        """What became one, or is spoken of by one decision, is tied."""
        spoken_of = ([*one, *other] for one, other in self._rulings.subjects)
        for group in (*groups, *spoken_of):
            self._tie([index for index in group if index < len(self._records)])

    def _tie(self, indexes: Sequence[int]) -> None:
        for one, other in pairwise(indexes):
            self.ties.join(one, other)

    def _attach_former(self, known: Sequence[int], former: Sequence[int]) -> None:
        """Find the persons of former versions of articles, each for itself: those of one name, else the best fit."""
        bearers = {self._records[index].bearer: index for index in reversed(known)} if former else {}
        for index in former:
            bearer = bearers.get(self._records[index].bearer)
            if bearer is not None:
                self._persons.join(bearer, index)
                continue
            fits = self._rank(index)
            if fits and (len(fits) == 1 or fits[0].weight - fits[1].weight >= MARGIN):
                self._persons.join(fits[0].person, index)
                self.attachments[index] = Attachment("former_version", fits[0].likeness)

    def _merge_bearers(self, left: list[int]) -> list[int]:
        """Make one of the bearers of a full name of whom no article gives the country; gives back one index each."""
        bearers: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for index in left:
            record = self._records[index]
            bearers[record.name.key, record.walk, self._rulings.sides.get(index)].append(index)
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


def _likeliest_first(fit: Fit) -> tuple[float, int]:
    return -fit.weight, fit.person
