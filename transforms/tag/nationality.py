"""For which country a person acts where the title does not say it: 'Ukraine ... President Volodymyr Zelenskyy'.

A post of state without a country belongs to the one country that its sentence speaks of, if there is just one and it is
not a counterpart ('met with'), a destination or part of another person's title. A wrong country would tear a person in
two or glue two together, so in doubt there is none.
"""

from __future__ import annotations

from transforms.tag.lexicon import Found
from transforms.tag.people import People, Person
from transforms.tag.sentence import Reading

_STATE_POSTS = frozenset(
    "president minister premier chancellor secretary chief speaker king queen emir prince governor spokesman "
    "spokeswoman spokesperson negotiator marshal".split()
)
_AWAY = frozenset("in at to with from against into towards via near by and".split())


def complete_countries(readings: list[Reading], people: People) -> None:
    """Sets ``country`` of persons in posts of state who have none."""
    for reading in readings:
        names = people.within(reading, 0, len(reading.tokens))
        nameless = [people.at(n) for n in names if _lacks_country(people.at(n))]
        if not nameless:
            continue
        countries = {f.term.country for f in _countries(reading, people)}
        if len(countries) == 1:
            for person in nameless:
                person.country = next(iter(countries))


def _lacks_country(person: Person) -> bool:
    if person.country or person.title_country or person.title is None:
        return False
    return bool(set(person.title.text.casefold().split()) & _STATE_POSTS)


def _countries(reading: Reading, people: People) -> list[Found]:
    """Countries of a sentence; one that is met, visited or another person's yields a second, unknown one."""
    titled = [t for n in people.within(reading, 0, len(reading.tokens)) if (t := people.title_of(n))]
    found = []
    for item in reading.parties():
        if item.term.country is None or item.term.party_type != "country":
            continue
        i = item.first - 1 if reading.word(item.first - 1) not in ("the", "a") else item.first - 2
        if reading.word(i) in _AWAY:
            return []
        if not any(t.first <= item.first < t.last for t in titled):
            found.append(item)
    return found
