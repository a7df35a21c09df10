"""What 'the movement', 'the government', 'the kingdom' and 'the North' mean in each sentence of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.tag.lexicon import PARTY_LIKE, Found, Term
from transforms.tag.parties import first_country
from transforms.tag.sentence import Reading

# What a noun with 'the' stands for when the article has named it before.
_MEANT = (
    dict.fromkeys(("movement", "rebels", "rebel", "guerrillas", "guerrilla", "militants", "insurgents", "separatists",
                   "dissidents", "fighters", "paramilitaries"),
                  ("armed_group", "political_party"))
    | dict.fromkeys(("party", "coalition", "alliance"), ("political_party", "armed_group"))
    | dict.fromkeys(("group",), ("armed_group",))
    | dict.fromkeys(("bloc", "bank", "fund", "agency", "organisation", "organization", "union", "league", "council",
                     "body", "community", "commission", "secretariat", "lender"), ("international_organisation",))
    | dict.fromkeys(("government", "army", "regime", "junta"), ("country",))
)  # fmt: skip


def with_antecedents(readings: list[Reading], headline: Sequence[Reading] = ()) -> list[Reading]:
    """The sentences with what 'the movement', 'the bloc' and 'the government' mean in them: the party named last."""
    sides = next((s for reading in readings[:3] if len(s := _coordinated(reading)) > 1), ())
    latest: dict[str, Term] = {}
    government = first_country(readings, headline)
    adjectives = _adjectives(readings)
    koreas, styles = _koreas(readings), _styles(readings)
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
            if reading.word(i - 1) == "the":
                term = koreas.get(reading.word(i), term) if reading.tokens[i].is_capitalised else term
                term = styles.get(reading.word(i), term) if reading.word(i + 1) != "of" else term
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


_STYLES = {
    "kingdom": frozenset(
        {"Saudi Arabia", "Morocco", "Jordan", "Bahrain", "Thailand", "Cambodia", "Bhutan", "Norway", "Sweden",
         "Denmark", "Spain", "Belgium", "Netherlands", "Lesotho", "Eswatini", "Tonga"}
    ),
    "island": frozenset(
        {"Cuba", "Sri Lanka", "Taiwan", "Cyprus", "Malta", "Iceland", "Madagascar", "Jamaica", "Barbados", "Grenada",
         "Mauritius", "Nauru", "Dominica", "Saint Lucia"}
    ),
    "emirate": frozenset({"Qatar", "Kuwait"}),
    "sultanate": frozenset({"Oman", "Brunei"}),
}  # fmt: skip


def _styles(readings: list[Reading]) -> dict[str, Term]:
    """The country that 'the kingdom' or 'the island' means, where the article names a single one of that style."""
    named = {f.term.country for reading in readings for f in reading.parties()}
    some = {word: [name for name in named if name in countries] for word, countries in _STYLES.items()}
    return {word: Term("country", one[0], "country", one[0]) for word, one in some.items() if len(one) == 1 and one[0]}


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
