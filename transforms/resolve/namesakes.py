"""People of one name, or of names that differ by a letter: who of them is somebody else all the same.

A name and a country are no proof where two bearers are each well known, by several stories, and have nothing else in
common: no title, no word of a post, nobody who is named beside both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from transforms.resolve.components import Components
from transforms.resolve.names import FULL, Name
from transforms.resolve.posts import telling_words, title_words
from transforms.resolve.profiles import Profile
from transforms.resolve.records import Record, Reported

_WELL_KNOWN = 3  # stories that name somebody
_NO_VOWELS = str.maketrans("", "", "aeiou")
_STEM = 4  # letters that a country and its adjective have in common: Russia and Russian

Named = Mapping[str, AbstractSet[str]]


def split_namesakes(records: Iterable[Record], reported: Reported, named: Named) -> list[Record]:
    """The records, sorted by ``Record.order``; one that holds mentions of several well-known people becomes a record of
    each. ``named`` is that of ``gather_records``.

    All records of a name in a country are looked at together: their mentions form circles, and each circle of several
    stories with a post is somebody. Mentions that tell too little go with the circle of most stories.
    """
    namesakes: dict[object, list[Record]] = defaultdict(list)
    split: list[Record] = []
    for record in records:
        name = record.name
        if name.kind == FULL and record.country:
            # Whoever is compared here is tied by the matching as well: initials that only sound alike might not be.
            initials = tuple(sorted(token for token in name.tokens if len(token) == 1))
            namesakes[name.sound_key, initials, name.suffix, record.country].append(record)
        else:
            split.append(record)
    for group in namesakes.values():
        split += _split(group, reported, named)
    return sorted(split, key=lambda record: record.order)


def _split(group: list[Record], reported: Reported, named: Named) -> list[Record]:
    if sum(len(record.stories) for record in group) < 2 * _WELL_KNOWN or len(_list_posts(group)) < 2:
        return group
    apart = _list_circles(group, reported, named)[1:]
    place_of = {row: place for place, circle in enumerate(apart, start=1) for row in circle.rows}
    return [part for record in group for part in _part(record, place_of, reported, named)] if apart else group


def _part(record: Record, place_of: Mapping[int, int], reported: Reported, named: Named) -> list[Record]:
    parts: dict[int, list[int]] = defaultdict(list)
    for row in record.rows:
        parts[place_of.get(row, 0)].append(row)
    return [record] if len(parts) == 1 else [record.part(rows, reported, named) for rows in parts.values()]


def _list_posts(group: Iterable[Record]) -> list[AbstractSet[str]]:
    """The words of posts that hang together, since some title has several of them."""
    circles: list[AbstractSet[str]] = []
    for record in group:
        for words in filter(None, (_post_words(title, record.country) for title in record.titles)):
            near = [circle for circle in circles if not circle.isdisjoint(words)]
            circles = [circle for circle in circles if circle.isdisjoint(words)]
            circles.append(words.union(*near))
    return circles


@lru_cache(maxsize=200_000)
def _post_words(title: frozenset[str], country: str | None) -> frozenset[str]:
    """The telling words, but those that only say of which country."""
    starts = {word[:_STEM] for word in (country or "").split()}
    return frozenset(word for word in telling_words(title) if word[:_STEM] not in starts)


@dataclass(slots=True)
class _Circle:
    """Mentions that hang together, and the stories that they are of."""

    rows: list[int] = field(default_factory=list)
    stories: set[str] = field(default_factory=set)
    is_titled: bool = False


def _list_circles(group: Sequence[Record], reported: Reported, named: Named) -> list[_Circle]:
    """The circles of well-known people, the one of most stories first. Mentions of one circle are of one article, or
    have somebody else in common, or a word of a post.
    """
    rows = [row for record in group for row in record.rows]
    own, country = {record.name.sound_key for record in group}, group[0].country
    components, first_with = Components(len(rows)), dict[object, int]()
    words_of = [_post_words(title_words(reported.titles[row] or ""), country) for row in rows]
    for place, (row, words) in enumerate(zip(rows, words_of, strict=True)):
        article = reported.articles[row]
        traits: list[object] = [("article", article), *(("post", word) for word in words)]
        traits += [("company", other) for other in _tell_apart(named[article]) - own]
        for trait in traits:
            components.join(place, first_with.setdefault(trait, place))
    circles: dict[int, _Circle] = defaultdict(_Circle)
    for place, (row, words) in enumerate(zip(rows, words_of, strict=True)):
        circle = circles[components.find(place)]
        circle.rows.append(row)
        circle.stories.add(reported.stories[row])
        circle.is_titled |= bool(words)
    known = [circle for circle in circles.values() if len(circle.stories) >= _WELL_KNOWN and circle.is_titled]
    first_of = {id(circle): min(reported.mention_ids[row] for row in circle.rows) for circle in known}
    return sorted(known, key=lambda circle: (-len(circle.stories), first_of[id(circle)]))


def are_two(one: Sequence[Record], other: Sequence[Record]) -> bool:
    """Whether two groups of records, each of somebody well known, are of two people: by other titles, where their
    names sound different; where they sound alike, only if neither company nor a word of a post is common.
    """
    if not _are_well_known(one) or not _are_well_known(other):
        return False
    if any(have_equal_titles(x.titles, y.titles) for x, y in product(one, other)):
        return False
    if not any(sound_alike(x.name, y.name) for x, y in product(one, other)):
        return True
    mine, theirs = _list_posts(one), _list_posts(other)
    if not (mine and theirs) or any(not x.isdisjoint(y) for x, y in product(mine, theirs)):
        return False
    return all(_tell_apart(x.company).isdisjoint(y.company) for x, y in product(one, other))


def _tell_apart(company: Iterable[str]) -> set[str]:
    """Of those who are named beside somebody, by their sound keys, the fuller names: a surname stands for many."""
    return {sound_key for sound_key in company if " " in sound_key}


def _are_well_known(group: Sequence[Record]) -> bool:
    if sum(len(record.stories) for record in group) < _WELL_KNOWN:
        return False
    return len(set().union(*(record.stories for record in group))) >= _WELL_KNOWN


@lru_cache(maxsize=500_000)
def sound_alike(one: Name, other: Name) -> bool:
    """Whether one name has all words of the other as they sound, in any order, or is written as one word alike."""
    if one.suffix != other.suffix:
        return False
    return one.joined == other.joined or set(one.words) <= set(other.words) or set(other.words) <= set(one.words)


@lru_cache(maxsize=500_000)
def have_like_consonants(one: Name, other: Name) -> bool:
    """Whether names differ in vowels alone, as romanisations of one name do: Sarraj and Seraj, not Sarran."""
    mine, theirs = ({word.translate(_NO_VOWELS) for word in name.words} for name in (one, other))
    return mine <= theirs or theirs <= mine


def differ_in_title(one: Record, other: Record) -> bool:
    """Whether both have titles, and none in common."""
    return bool(one.titles and other.titles) and not have_equal_titles(one.titles, other.titles)


def have_equal_titles(titles: Iterable[frozenset[str]], others: Iterable[frozenset[str]]) -> bool:
    """Whether a title of the one says no more and nothing else than one of the other, or the other way about."""
    return any(a <= b or b <= a for a, b in product(titles, others))


def namesake_key(record: Record) -> object:
    """Equal for one name in any order; not for spellings: those tell a Serhii of Ukraine from a Sergey of Russia."""
    return tuple(sorted(record.name.tokens)), record.name.suffix


def group_namesakes(indexes: Iterable[int], records: Sequence[Record]) -> list[list[int]]:
    """The bearers of each name that has several."""
    bearers: dict[object, list[int]] = defaultdict(list)
    for index in indexes:
        bearers[namesake_key(records[index])].append(index)
    return [group for group in bearers.values() if len(group) > 1]


def choose_home(profiles: Mapping[int, Profile], person: int, namesakes: Iterable[int]) -> int | None:
    """The namesake whom a person of a single story is, if one alone fits or has more company in common than others.

    Beside a person of several stories a title need not be given; two of a single story each need equal ones.
    """
    lone, fits = profiles[person], []
    for other in namesakes:
        profile = profiles[other]
        is_settled = len(profile.stories) > 1
        if other == person or lone.articles & profile.articles or not (is_settled or other < person):
            continue
        is_untitled = not (lone.titles and profile.titles)
        if (is_untitled and is_settled) or have_equal_titles(lone.titles, profile.titles):
            fits.append((len((lone.company & profile.company) - lone.sound_keys), is_settled, -other))
    fits.sort(reverse=True)
    return -fits[0][2] if fits and (len(fits) == 1 or fits[0][:2] > fits[1][:2]) else None
