"""Parties that no list knows, read once over the whole article.

A body is known by how it is introduced ('the opposition party Renamo', 'the rebel EMC'), by the last word of its name
('the Naga People's Front') or by its abbreviation ('Confederation of African Football (CAF)'). Wherever its name comes
back in the article it is a term as if the reference data held it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.tag.antecedents import with_antecedents
from transforms.tag.lexicon import CALENDAR, PARTY_LIKE, Found, Term
from transforms.tag.sentence import Reading

_ARMED = frozenset(
    "rebel rebels armed guerrilla guerrillas insurgent insurgents militant militia separatist paramilitary "
    "politico-military dissident jihadist".split()
)
_KIND_NOUNS = (
    dict.fromkeys(("group", "faction", "front", "militia"), "armed_group")
    | dict.fromkeys(("party", "coalition", "alliance", "movement", "bloc", "platform"), "political_party")
)  # fmt: skip
_POLITICAL = frozenset({"opposition", "ruling", "political", "nationalist", "pro-government", "main", "governing"})
# The word that names with 'of' and 'for' open with, and others end in; what kind of party it makes.
_BODY_HEADS = (
    dict.fromkeys(("front", "army", "forces", "brigade", "brigades", "militia"), "armed_group")
    | dict.fromkeys(("party", "coalition", "alliance", "movement", "rally", "congress"), "political_party")
    | dict.fromkeys(("union", "league", "confederation", "federation", "organisation", "organization", "fund", "bank",
                     "agency", "association", "community", "forum", "secretariat"), "international_organisation")
)  # fmt: skip
_OPENING_HEADS = frozenset({"union", "front", "movement", "alliance", "coalition", "army", "party", "rally", "forces"})
_INSIDE = frozenset({"of", "for", "and", "the", "in"})
_UNIONS = frozenset({"alliance", "coalition", "front", "movement", "faction"})
_REBELS = frozenset("rebels rebel guerrillas insurgents militants fighters separatists militia".split())
_ASSEMBLIES = frozenset({"council", "congress", "assembly", "conference", "administration", "committee"})
_TEAMS = {"team": "political_party"}  # 'Ceasefire Coordination Team (CCT)'
_LONGEST = 8


def with_bodies(readings: list[Reading], headline: Sequence[Reading] = ()) -> list[Reading]:
    """The sentences with the terms of newly found bodies in them and with the parties that their nouns point back to.

    ``readings`` are those of one article in order.
    """
    names: dict[tuple[str, ...], Term] = {}
    for reading in readings:
        for first, last, term in _introduced(reading):
            words = tuple(reading.word(k) for k in range(first, last))
            names.setdefault(words, term)
    marked = [_with_names(reading, names) for reading in readings] if names else readings
    return with_antecedents(marked, headline)


def _introduced(reading: Reading) -> Iterator[tuple[int, int, Term]]:
    """Names of bodies that a sentence introduces: first and last token and what they stand for."""
    i = 0
    while i < len(reading.tokens):
        token = reading.tokens[i]
        last = i + 1
        if token.text == "(":
            yield from _abbreviation(reading, i)
        elif token.is_capitalised and token.bare not in ("the", "a", "an"):
            last = _name_end(reading, i)
            term = _body(reading, i, last)
            if term:
                yield i, last, term
        i = last


def _name_end(reading: Reading, first: int) -> int:
    """The token behind a run of capitalised words; 'of' and 'for' go on only in a name that a body's word opens."""
    last, is_open = first + 1, reading.word(first) in _BODY_HEADS
    while last < len(reading.tokens) and last - first < _LONGEST and not _closes(reading, last - 1):
        if reading.tokens[last].is_capitalised and reading.word(last) not in CALENDAR:
            is_open = is_open or reading.word(last) in _BODY_HEADS
            last += 1
        elif is_open and reading.word(last) in _INSIDE:
            step = 2 if reading.word(last + 1) == "the" else 1
            if last + step >= len(reading.tokens) or not reading.tokens[last + step].is_capitalised:
                break
            if reading.labels[last + step] == "PERSON":
                break  # 'the army of its commander NAME' is no name
            last += step + 1
        else:
            break
    return last


def _closes(reading: Reading, i: int) -> bool:
    """A genitive ends a name, but not the plural one inside of 'Workers' Party'."""
    token = reading.tokens[i]
    return token.is_possessive and not token.text.endswith(("s'", "s’", "People's", "People’s"))


def _body(reading: Reading, first: int, last: int) -> Term | None:
    if first and reading.word(first) in ("the", "a"):
        return None
    if any(reading.kind(k) == "party" for k in range(first, last)) or "PERSON" in reading.labels[first:last]:
        return None
    name = reading.span_text(first, last).removesuffix("'s").removesuffix("’s")
    party_type = _type_by_noun(reading, first) or _type_by_noun_behind(reading, first, last)
    if party_type and not reading.is_geographic(first) and not reading.is_title_word(first):
        return Term("party", name, party_type)
    if last - first < 2 or first == 0 or reading.tokens[first - 1].is_possessive:
        return None
    by_last, by_first = _BODY_HEADS.get(reading.word(last - 1)), _BODY_HEADS.get(reading.word(first))
    link = next((k for k in range(first, last) if reading.word(k) in ("of", "for")), first)
    is_opened = link > first and (reading.word(first) in _OPENING_HEADS or reading.word(link - 1) in _OPENING_HEADS)
    by_first = by_first or _BODY_HEADS.get(reading.word(link - 1))
    if is_opened:
        return Term("party", name, "armed_group" if _is_armed(reading, first, last) else by_first)
    if reading.word(last - 1) in ("council", "committee") and _is_armed(reading, first, last):
        return Term("party", name, "armed_group")
    if _is_called_armed(reading, last):
        return Term("party", name, "armed_group")
    if _is_opposite_government(reading, first, last):
        return Term("party", name, "other")
    is_of_country = reading.is_geographic(first) and not (last - first > 2 and reading.word(last - 1) in _UNIONS)
    if by_last in ("armed_group", "political_party") and not is_of_country:
        if reading.word(last - 1) in ("army", "forces", "congress") and reading.word(last - 2) != "liberation":
            return None  # of a state, as a rule
        return Term("party", name, by_last)
    return None


def _type_by_noun(reading: Reading, first: int) -> str | None:
    """The type of the party whose name follows a common noun: 'the opposition party NAME', 'the rebel NAME'."""
    noun, before = reading.word(first - 1), reading.word(first - 2)
    if reading.tokens[first - 1].is_capitalised or first == 0:
        return None
    if noun in ("rebel", "rebels", "guerrillas", "insurgents") and reading.tokens[first].text[:3].isupper():
        return "armed_group"
    kind = _KIND_NOUNS.get(noun)
    qualifiers = {before, reading.word(first - 3), reading.word(first - 4)}
    if kind and qualifiers & _ARMED:
        return "armed_group"
    return kind if kind == "political_party" and qualifiers & _POLITICAL else None


def _type_by_noun_behind(reading: Reading, first: int, last: int) -> str | None:
    """The type of the party whose initials a common noun follows: 'the ABC rebels', 'the ABC coalition'."""
    letters, noun = reading.tokens[last - 1].text, reading.word(last)
    is_owner = reading.tokens[last - 1].is_possessive  # "Foster's party": whose it is, and not its name
    if noun == "party" and reading.tokens[last].text.islower() and not (reading.is_geographic(first) or is_owner):
        return "political_party"  # 'the Caledonia Together party'
    if not letters[:2].isupper() or not letters.isupper() or (last < len(reading.tokens) and noun in CALENDAR):
        return None
    return "armed_group" if noun in _REBELS else _KIND_NOUNS.get(noun) if noun in _UNIONS else None


def _is_opposite_government(reading: Reading, first: int, last: int) -> bool:
    """Whether a council sits across from a government: "R's government and the NAME Council opened talks"."""
    is_second = reading.words[max(0, first - 2) : first] == ("and", "the")
    if reading.word(last - 1) not in _ASSEMBLIES or last - first < 2 or not is_second:
        return False
    return reading.word(first - 3) in ("government", "junta", "authorities") or reading.kind(first - 3) in PARTY_LIKE


def _is_called_armed(reading: Reading, last: int) -> bool:
    """Whether what follows a name calls it armed: 'NAME (ABC), the main insurgent group'."""
    start = last + 3 if reading.word(last) == "(" and reading.word(last + 2) == ")" else last
    if reading.word(start) != "," or reading.word(start + 1) not in ("the", "a", "an"):
        return False
    words = [reading.word(k) for k in range(start + 2, start + 6)]
    noun = next((k for k, word in enumerate(words) if word in _KIND_NOUNS), 0)
    fighters = reading.words[start + 2 + noun : start + 7 + noun] if "of" in words[noun + 1 : noun + 2] else ()
    return not _ARMED.isdisjoint(words[:noun]) or not _REBELS.isdisjoint(fighters)


def _is_armed(reading: Reading, first: int, last: int) -> bool:
    words = {reading.word(k) for k in range(first, last)}
    return bool(words & {"resistance", "liberation", "armed", "fighters"}) or reading.word(first) in ("front", "army")


def _abbreviation(reading: Reading, i: int) -> Iterator[tuple[int, int, Term]]:
    """'NAME (ABC)': the letters are another name of a party, and may be the first sign that NAME is one."""
    if i + 2 >= len(reading.tokens) or reading.tokens[i + 2].text != ")" or i == 0:
        return
    letters = reading.tokens[i + 1].text
    if not 2 <= len(letters) <= 12 or not letters[:2].isupper() or reading.kind(i + 1) in PARTY_LIKE:
        return
    found = reading.terms[i - 1]
    if found and found.term.kind == "party":
        yield i + 1, i + 2, found.term
        return
    first = _spelled_out(reading, i, letters)
    if first is None or reading.tokens[first - 1].is_possessive:
        return
    kinds = (_BODY_HEADS.get(w) or _TEAMS.get(w) for w in reading.words[first:i])
    party_type = next((kind for kind in kinds if kind), None)
    if party_type is None:
        return
    term = Term("party", reading.span_text(first, i), party_type)
    yield first, i, term
    yield i + 1, i + 2, term


def _spelled_out(reading: Reading, end: int, letters: str) -> int | None:
    """The first token of the words before ``end`` whose initials are the letters."""
    wanted = [c for c in letters if c.isalpha()]
    k = end
    while wanted and k > 0 and end - k < _LONGEST:
        k -= 1
        token = reading.tokens[k]
        if token.is_capitalised:
            if token.text[0].upper() != wanted.pop().upper():
                return None
        elif token.bare not in _INSIDE:
            return None
    return k if not wanted and end - k > 1 else None


def _with_names(reading: Reading, names: dict[tuple[str, ...], Term]) -> Reading:
    """The sentence with every occurrence of the names as a term; a longer term that is there already stays."""
    openings = {words[0] for words in names}
    by_length = sorted({len(words) for words in names}, reverse=True)
    added: list[Found] = []
    i = 0
    while i < len(reading.tokens):
        match = None
        if reading.word(i) in openings and reading.tokens[i].is_capitalised:
            for length in by_length:
                words = tuple(reading.word(k) for k in range(i, i + length))
                if words in names and not _is_covered(reading, i, i + length):
                    match = Found(i, i + length, names[words])
                    break
        if match:
            added.append(match)
        i = match.last if match else i + 1
    if not added:
        return reading
    taken = {k for f in added for k in range(f.first, f.last)}
    kept = [f for f in reading.found if not taken.intersection(range(f.first, f.last))]
    terms = [None if f and taken.intersection(range(f.first, f.last)) else f for f in reading.terms]
    for f in added:
        terms[f.first : f.last] = [f] * (f.last - f.first)
    return replace(reading, found=tuple(sorted([*kept, *added], key=lambda f: f.first)), terms=tuple(terms))


def _is_covered(reading: Reading, first: int, last: int) -> bool:
    """Whether a known party already stands there, or a term reaches beyond the name."""
    for k in range(first, last):
        found = reading.terms[k]
        if found and (found.term.kind == "party" or found.first < first or found.last > last):
            return True
    return False
