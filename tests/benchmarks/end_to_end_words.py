"""Invented news in plain English: people, towns, and sentences that two texts share only where one was copied."""

from __future__ import annotations

import random

from tests.benchmarks.people_names import LANGUAGES, Language
from tests.benchmarks.stories_words import Vocabulary


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_LISTS: dict[str, tuple[str, ...]] = {
    "noun": _split(
        "harbour quota treaty budget bridge railway hospital school reservoir pipeline market harvest tariff wage pension"
        " licence contract court inquiry charter archive museum orchard factory airport ferry tunnel border prison fund"
        " bond loan census ballot union strike permit tender cable satellite vaccine patent grid dam mine forest fishery"
        " stadium library theatre university laboratory embassy consulate depot warehouse refinery terminal canal"
    ),
    "plural": _split(
        "farmers teachers nurses drivers engineers fishermen students investors lenders exporters importers tenants"
        " pensioners voters judges prosecutors inspectors lawmakers officials diplomats analysts scientists residents"
        " shareholders auditors surveyors miners growers carriers insurers retailers commuters volunteers"
    ),
    "adj": _split(
        "new joint draft regional coastal annual disputed revised provincial national temporary costly public private"
        " northern southern eastern western rural urban early final second third ageing unfinished modest overdue"
    ),
    "did": _split(
        "approved delayed rejected reviewed funded closed reopened inspected criticised defended postponed completed"
        " questioned extended halved doubled audited rebuilt leased auctioned suspended restored drafted amended"
    ),
    "will": _split("approve delay review fund close reopen inspect extend audit rebuild lease suspend restore amend"),
    "said": _split("said warned added argued recalled insisted noted conceded explained announced"),
    "day": _split("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "month": _split("January February March April May June July August September October November December"),
    "body": (
        "city council", "regional assembly", "finance committee", "port authority", "central bank", "audit office",
        "energy regulator", "labour court", "transport ministry", "statistics office", "housing agency", "water board",
        "electoral commission", "competition watchdog", "fisheries directorate", "teachers' union", "chamber of trade",
    ),
    "opening": (
        "After weeks of debate", "For the first time in a decade", "Despite the objections", "In a short statement",
        "Behind closed doors", "Under the new rules", "As expected", "With little notice", "By a narrow margin",
        "According to people familiar with the plan", "Late in the evening", "In the meantime", "On the same day",
    ),
    "closing": (
        "before the end of the year", "without giving a reason", "after a long debate", "in line with the forecast",
        "for the second time", "at a cost that was not disclosed", "despite the weather", "over the next two years",
        "in spite of protests", "as part of a wider plan", "when the season ends", "as the deadline drew near",
    ),
    "money": ("million dollars", "million euros", "billion dollars", "million crowns", "tonnes", "jobs", "homes"),
}  # fmt: skip
_SENTENCES = (
    "{opening}, the {body} {did} the {adj} {noun} in {place} {closing}.",
    "{name} told the {body} on {day} that {plural} would {will} the {noun} {closing}.",
    "The {adj} {noun} was {did} by {plural} in {place} last {month}, and {plural} said the {noun} would follow.",
    "About {number} {money} were set aside for the {noun}, {percent} percent more than in {month}.",
    "{plural_} in {place} have long said that the {adj} {noun} hurts {plural} and {plural}.",
    "{name}, who has worked with {plural} since {year}, {said} that the {noun} could not wait.",
    "A spokesman for the {body} declined to say whether the {noun} near {place} would be {did}.",
    "Of the {number} {plural} asked, {percent} percent want the {adj} {noun} to be {did} {closing}.",
    "The {body} expects to {will} the {noun} by {month}, {name} {said}.",
    "{opening}, {plural} and {plural} agreed to {will} the {noun}, but not the {adj} {noun}.",
    "{name} and {name} met {plural} in {place} on {day} to talk about the {noun}.",
    "Two {plural} were hurt when part of the {noun} collapsed {closing}, police in {place} said.",
    "The share of {plural} who use the {adj} {noun} fell to {percent} percent in {year}.",
    "It was not clear on {day} how the {noun} would be paid for, nor what {plural} were promised.",
    "Critics of {name} point to the {noun} in {place}, which the {body} {did} in {year}.",
    "{opening}, {name} {said} the {noun} would cost {number} {money}.",
    "The ruling means that {plural} may {will} the {noun} {closing}.",
    "Prices of the {noun} rose {percent} percent on {day}, the {body} {said}.",
)
_QUOTES = (
    "We will {will} the {noun} {closing}, and {plural} will see it",
    "Nobody asked the {plural} of {place} about the {adj} {noun}",
    "The {noun} is not for sale, and neither are the {plural}",
    "If the {body} does not {will} the {noun}, {plural} will",
    "This is a {adj} {noun}, but it is a start for {plural} in {place}",
)
_QUOTED_SHARE = 0.2


class NewsWords(Vocabulary):
    """A ``Vocabulary`` whose words, names and paragraphs are English; invented towns stay as they are."""

    def word(self, draw: random.Random) -> str:
        """A noun."""
        return draw.choice(_LISTS["noun"])

    def name(self, draw: random.Random) -> str:
        """The full name of a person."""
        return person_name(draw, draw.choice(LANGUAGES))

    def quote(self, draw: random.Random, speaker: str) -> str:
        """A quotation of 8 to 20 words with who said it."""
        return f"“{self._fill(draw, _QUOTES, [speaker])},” {speaker} {draw.choice(_LISTS['said'])}."

    def sentence(self, draw: random.Random, names: list[str]) -> str:
        """10 to 30 words, at times on one or two of ``names``."""
        return self._fill(draw, _SENTENCES, names)

    def paragraph(self, draw: random.Random, names: list[str]) -> str:
        """One to three sentences, some of them quotations."""
        made = [
            self.quote(draw, draw.choice(names).split()[-1])
            if draw.random() < _QUOTED_SHARE
            else self.sentence(draw, names)
            for _ in range(draw.randint(1, 3))
        ]
        return " ".join(made)

    def phrase(self, draw: random.Random) -> str:
        """Four to six words, for a headline or a link."""
        return self._fill(draw, ("{plural_} {will} {adj} {noun} in {place}", "{adj} {noun} {did} by {body}"), ["-"])

    def _fill(self, draw: random.Random, forms: tuple[str, ...], names: list[str]) -> str:
        text = draw.choice(forms).format_map(_Slots(self, draw, names))
        return text[0].upper() + text[1:]


class _Slots(dict[str, str]):
    """What stands in the gaps of a form: something else each time."""

    def __init__(self, words: NewsWords, draw: random.Random, names: list[str]) -> None:
        super().__init__()
        self._words, self._draw, self._names = words, draw, names

    def __missing__(self, slot: str) -> str:
        draw = self._draw
        match slot:
            case "name":
                return draw.choice(self._names)
            case "place":
                return self._words.place(draw)
            case "plural_":
                return draw.choice(_LISTS["plural"]).capitalize()
            case "number":
                return f"{draw.randint(12, 9_500):,}"
            case "percent":
                return f"{draw.uniform(1, 90):.1f}"
            case "year":
                return str(draw.randint(1994, 2023))
        return draw.choice(_LISTS[slot])


def person_name(draw: random.Random, language: Language) -> str:
    """A name in Latin letters, in the order in which it is printed at home."""
    middle = draw.choice(language.stems).casefold()[:3] if language.endings != ("",) and draw.random() < 0.5 else ""
    surname = draw.choice(language.stems) + middle + draw.choice(language.endings)
    given = draw.choice(language.given)
    if not surname.isascii() and surname[0] > "Ͽ":  # Cyrillic
        given, surname = language.spell(given, draw), language.spell(surname, draw)
    return f"{surname} {given}" if language.is_surname_first else f"{given} {surname}"
