"""For whom a person acts by the words beside the name: 'Brazil's NAME', 'the Turkish envoy NAME', 'NAME of Norway'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transforms.tag.lexicon import Found, Term
from transforms.tag.sentence import Reading
from transforms.tag.titles import Title

_ABROAD = frozenset({"to", "for", "in", "on", "at", "with", "against", "between"})
_JOINTS = frozenset({",", "and"})  # 'secretary for Pakistan, Afghanistan and Iran'
_POSTED = frozenset(
    "representative ambassador ambassadors envoy envoys consul adviser advisor delegate observer mission".split()
)
_STATE_POSTS = frozenset(
    "minister lawmaker mp mps senator governor ambassador premier deputy parliamentarian legislator".split()
)
_CONGRESS = ("R-", "D-", "I-")  # 'NAME (D-Ohio)': party and state of a member of the United States Congress
_ARTICLES = frozenset({"the", "a", "an", "own"})
_GROUPS = frozenset("delegation team side mission one".split())
_STATES = ("country", "parliament")
_NEAR = 4  # words between a demonym and the name that it describes: 'the Finnish career diplomat NAME'
_BODY_TYPES = frozenset({"international_organisation", "armed_group", "political_party", "parliament", "other"})


def acts_for(term: Term | None) -> str | None:
    """The country or international body that a person of this party acts for; an armed group is neither."""
    if term is None or term.party_type == "armed_group":
        return None
    if term.party_type == "international_organisation" or (term.party_type == "other" and term.country is None):
        return term.value
    return term.country


def holds_office(title: Title) -> bool:
    """Whether a title is one that only states give: minister, lawmaker, governor."""
    return not _STATE_POSTS.isdisjoint(title.text.casefold().split())


def is_state(term: Term) -> bool:
    """Whether a term names a country in one of its ways, or its parliament."""
    return term.country is not None and term.party_type in _STATES


def beside_name(reading: Reading, first: int, last: int, title: Title | None) -> Term | None:
    """The party that a title or the words right beside a name (tokens ``first`` to ``last - 1``) tie the person to."""
    return next((term for _, term in ties_of_name(reading, first, last, title)), None)


def ties_of_name(reading: Reading, first: int, last: int, title: Title | None) -> Iterator[tuple[str, Term]]:
    """All parties that a title or the words right beside a name speak for, the surest first, each with how."""
    start = min(first, title.first) if title else first
    if title and (found := _in_title(reading, title)):
        yield "title", found.term
    if found := _possessor(reading, start):
        yield "owner", found.term
    if found := _describing(reading, start):
        yield "described", found.term
    if found := _behind(reading, last):
        yield "behind", found.term


def _named(reading: Reading, first: int, last: int) -> Iterator[Found]:
    """Countries and bodies that a stretch names, cities apart."""
    return (f for f in reading.found if first <= f.first < last and is_party(f.term))


def is_party(term: Term) -> bool:
    """Whether a term names somebody to act for: a country in one of its ways, or a body."""
    return term.kind != "place" and (term.country is not None or term.party_type in _BODY_TYPES)


def _in_title(reading: Reading, title: Title) -> Found | None:
    """The party for which a title stands: 'Russian Deputy Defence Minister', not 'ambassador to Russia'."""
    abroad = served_at(reading, title)
    for found in _named(reading, title.first, title.last):
        # 'legal adviser at the UN' works for it, but not the 'ambassador to the UN'
        if found not in abroad or not (
            is_state(found.term) or is_posted(reading.word(k) for k in range(title.first, found.first))
        ):
            return found
    return None


def served_at(reading: Reading, title: Title) -> list[Found]:
    """The parties of a title with whom the person deals: 'ambassador to R', 'envoy for R, S and T', 'director (R)'."""
    abroad: list[Found] = []
    for found in _named(reading, title.first, title.last):
        i = found.first - 1
        while i > title.first and reading.word(i) in _ARTICLES:
            i -= 1
        if i < title.first:
            continue
        is_next = bool(abroad) and reading.word(i) in _JOINTS
        if is_next or reading.word(i) in _ABROAD or reading.tokens[i].text == "(":
            abroad.append(found)
    return abroad


def is_posted(words: Iterable[str]) -> bool:
    """Whether the words of a title are those of somebody who serves abroad: ambassador, envoy, consul."""
    return not _POSTED.isdisjoint(words)


def _possessor(reading: Reading, first: int) -> Found | None:
    """'Brazil's NAME', 'Turkey's foreign minister NAME', 'Iran's own ambassador NAME'."""
    i = first - 1
    while i > 0 and reading.word(i) in _ARTICLES:
        i -= 1
    if i < 0 or not reading.tokens[i].is_possessive:
        return None
    found = reading.terms[i]
    return found if found and is_party(found.term) else None


def _describing(reading: Reading, first: int) -> Found | None:
    """A demonym shortly before: 'the Finnish geochemist NAME', 'the Ghanaian chief negotiator, NAME'."""
    for k in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        token, found = reading.tokens[k], reading.terms[k]
        if found and found.term.kind in ("demonym", "party") and is_party(found.term):
            return found
        if not token.text[:1].isalpha() or token.bare in _CLAUSE_WORDS or token.bare.endswith(("ed", "ing")):
            return None
    return None


_CONGRESS_TERM = Term("party", "United States", "country", "United States")
_CLAUSE_WORDS = frozenset(
    "and or but with by to of for in on at from the a an is was were are had has said says told met led heads leads "
    "while that which who as".split()
)


def _behind(reading: Reading, last: int) -> Found | None:
    """'NAME of Norway', 'NAME (Norway)', 'NAME, the Ethiopian who ...', 'NAME (D-Ohio)'."""
    i = last
    if reading.word(i) == "(" and i + 1 < len(reading.tokens) and reading.tokens[i + 1].text.startswith(_CONGRESS):
        return Found(i + 1, i + 2, _CONGRESS_TERM)
    if reading.word(i) in ("of", "from", "for") or (i < len(reading.tokens) and reading.tokens[i].text in "(,"):
        is_clause = reading.tokens[i].text == ","
        i += 1
        if is_clause and reading.word(i) not in _ARTICLES | {"of"}:
            return None
        while reading.word(i) in _ARTICLES | {"of"}:
            i += 1
        found = reading.terms[i] if i < len(reading.tokens) else None
        if not found or found.first != i or not is_party(found.term) or reading.word(found.last) in _GROUPS:
            return None
        return found if not is_clause or (found.term.kind == "demonym" and reading.word(found.last) == "who") else None
    return None
