"""Parties that no list knows, and what 'the movement' or 'the government' means: read once over the whole article.

A body is known by how it is introduced ('the opposition party Renamo', 'the rebel EMC'), by the last word of its name
('the Naga People's Front') or by its abbreviation ('Confederation of African Football (CAF)'). Wherever its name comes
back in the article it is a term as if the reference data held it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms.tag.lexicon import CALENDAR, PARTY_LIKE, Found, Term
from transforms.tag.parties import first_country
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
_LONGEST = 8
# What a noun with 'the' stands for when the article has named it before.
_MEANT = (
    dict.fromkeys(("movement", "rebels", "rebel", "guerrillas", "guerrilla", "militants", "insurgents", "separatists"),
                  ("armed_group", "political_party"))
    | dict.fromkeys(("party", "coalition", "alliance"), ("political_party", "armed_group"))
    | dict.fromkeys(("group",), ("armed_group",))
    | dict.fromkeys(("bloc", "bank", "fund", "agency", "organisation", "organization", "union", "league", "council",
                     "body", "community", "commission", "secretariat", "lender"), ("international_organisation",))
    | dict.fromkeys(("government", "army", "regime", "junta"), ("country",))
)  # fmt: skip


def with_bodies(readings: list[Reading]) -> list[Reading]:
    """The sentences with the terms of newly found bodies in them and with the parties that their nouns point back to.

    ``readings`` are those of one article in order.
    """
    names: dict[tuple[str, ...], Term] = {}
    for reading in readings:
        for first, last, term in _introduced(reading):
            words = tuple(reading.word(k) for k in range(first, last))
            names.setdefault(words, term)
    marked = [_with_names(reading, names) for reading in readings] if names else readings
    return _with_antecedents(marked)


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
    party_type = _type_by_noun(reading, first)
    if party_type and not reading.is_geographic(first) and not reading.is_title_word(first):
        return Term("party", name, party_type)
    if last - first < 2 or first == 0 or reading.tokens[first - 1].is_possessive:
        return None
    by_last, by_first = _BODY_HEADS.get(reading.word(last - 1)), _BODY_HEADS.get(reading.word(first))
    is_opened = reading.word(first) in _OPENING_HEADS and any(
        reading.word(k) in ("of", "for") for k in range(first, last)
    )
    if is_opened:
        return Term("party", name, "armed_group" if _is_armed(reading, first, last) else by_first)
    if reading.word(last - 1) in ("council", "committee") and _is_armed(reading, first, last):
        return Term("party", name, "armed_group")
    if _is_called_armed(reading, last):
        return Term("party", name, "armed_group")
    if by_last in ("armed_group", "political_party") and not reading.is_geographic(first):
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


def _is_called_armed(reading: Reading, last: int) -> bool:
    """Whether what follows a name calls it armed: 'NAME (ABC), the main insurgent group'."""
    start = last + 3 if reading.word(last) == "(" and reading.word(last + 2) == ")" else last
    if reading.word(start) != "," or reading.word(start + 1) not in ("the", "a", "an"):
        return False
    words = [reading.word(k) for k in range(start + 2, start + 6)]
    noun = next((k for k, word in enumerate(words) if word in _KIND_NOUNS), 0)
    return not _ARMED.isdisjoint(words[:noun])


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
    party_type = next((_BODY_HEADS[w] for k in range(first, i) if (w := reading.word(k)) in _BODY_HEADS), None)
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


def _with_antecedents(readings: list[Reading]) -> list[Reading]:
    """The sentences with what 'the movement', 'the bloc' and 'the government' mean in them: the party named last."""
    sides = next((s for reading in readings[:3] if len(s := _coordinated(reading)) > 1), ())
    latest: dict[str, Term] = {}
    government = first_country(readings)
    adjectives = _adjectives(readings)
    koreas = _koreas(readings)
    result = []
    for reading in readings:
        meant: dict[int, Term] = {}
        for i in range(len(reading.tokens)):
            found = reading.terms[i]
            if found and found.last == i + 1 and found.term.kind in PARTY_LIKE:
                if found.term.kind == "party":
                    latest[found.term.value.split()[-1].casefold()] = found.term  # 'the council' of that name
                    latest[found.term.party_type or ""] = found.term
                    if {reading.word(k) for k in range(found.first - 3, found.first)} & _AGAINST:
                        latest["opposition"] = found.term
                elif _governs(reading, i + 1):
                    government = found.term
            kinds = _MEANT.get(reading.word(i))
            term = None
            if reading.word(i) == "opposition":
                term = _opposition(reading, i, adjectives) or latest.get("opposition")
                if term:
                    latest["opposition"] = term
            if kinds and "country" in kinds:
                term = government if reading.kind(i - 1) not in PARTY_LIKE else None
            elif kinds:
                names = () if reading.word(i) == "party" else (reading.word(i),)  # half of all parties are called so
                term = next((latest[k] for k in (*names, *kinds) if k in latest), None)
                if term and reading.kind(i - 1) in PARTY_LIKE and not _is_of(term, reading.terms[i - 1]):
                    term = None
            if reading.word(i - 1) == "the" and reading.tokens[i].is_capitalised:
                term = koreas.get(reading.word(i), term)
            if term:
                meant[i] = term
        result.append(replace(reading, meant=meant, sides=sides))
    return result


_BETWEEN_SIDES = frozenset(
    ", & and the of its government rebel group movement armed opposition coalition party internationally recognised "
    "militant federal transitional islamist".split()
)


def _coordinated(reading: Reading) -> tuple[Found, ...]:
    """The first parties of a sentence that stand together: 'Mexico and Guatemala', 'R's government and the rebel S'."""
    run: list[Found] = []
    for found in reading.parties():
        gap = {reading.word(k) for k in range(run[-1].last, found.first)} if run else set()
        if run and gap & {"and", ",", "&"} and gap <= _BETWEEN_SIDES:
            run.append(found)
        elif len(run) > 1:
            break
        else:
            run = [found]
    return tuple(run) if len({f.term.value for f in run}) == len(run) > 1 else ()


def _koreas(readings: list[Reading]) -> dict[str, Term]:
    """What 'the North' and 'the South' are called in an article about Korea."""
    names = {"north": "North Korea", "south": "South Korea"}
    spoken_of = {f.term.country for reading in readings for f in reading.parties()}
    if spoken_of.isdisjoint(names.values()):
        return {}
    return {word: Term("country", name, "country", name) for word, name in names.items()}


_AGAINST = frozenset({"opposition", "rebel", "rebels"})


def _adjectives(readings: list[Reading]) -> dict[str, str]:
    """The adjective of each country as the article prints it: Syria, 'Syrian'."""
    return {
        f.term.country: reading.span_text(f.first, f.last)
        for reading in reversed(readings)
        for f in reading.found
        if f.term.kind == "demonym" and f.term.country and not reading.word(f.first).endswith("ns")
    }


def _opposition(reading: Reading, i: int, adjectives: dict[str, str]) -> Term | None:
    """The Norwegian or Norway's opposition as a party of its own, unless the word only describes one named next."""
    if reading.word(i + 1) in ("party", "coalition", "group", "leader", "politician", "alliance", "parties"):
        return None
    found = reading.terms[i - 1] if i else None
    if found and found.term.kind in ("country", "demonym", "metonym"):
        country = found.term.country
    else:
        return None
    return Term("party", f"{adjectives.get(country or '', country)} opposition", "other", country) if country else None


def _is_of(term: Term, found: Found | None) -> bool:
    """Whether an adjective in front fits: Hamas is 'the Palestinian movement'."""
    return found is not None and found.term.kind == "demonym" and term.country == found.term.country


def _governs(reading: Reading, i: int) -> bool:
    """Whether 'government' or 'army' follows in its noun phrase: "Yemen's internationally recognised government"."""
    return any(
        reading.word(k) in ("government", "army", "cabinet", "authorities", "regime", "junta")
        for k in range(i, min(len(reading.tokens), i + 3))
        if all(not reading.tokens[j].is_capitalised and reading.tokens[j].text.isalpha() for j in range(i, k + 1))
    )
