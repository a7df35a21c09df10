"""Where a person's name comes from: a Korean name speaks for one of the Koreas, 'Yoqubov' for Uzbekistan.

A word of a name is known by itself, by its endings and by its beginnings. ``python -m tests.training.roles`` counts in
how many names of each country these stand; a country of which few names are known leans on the others of its culture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from math import log

from transforms.reference import fold

_CULTURES = {
    culture: tuple(countries.split(","))
    for culture, countries in {
        "Arabic": "Algeria,Bahrain,Comoros,Djibouti,Egypt,Iraq,Jordan,Kuwait,Lebanon,Libya,Mauritania,Morocco,Oman,"
        "Palestine,Qatar,Saudi Arabia,Sudan,Syria,Tunisia,United Arab Emirates,Western Sahara,Yemen",
        "Spanish": "Argentina,Bolivia,Chile,Colombia,Costa Rica,Cuba,Dominican Republic,Ecuador,"
        "El Salvador,Equatorial Guinea,Guatemala,Honduras,Mexico,Nicaragua,Panama,Paraguay,Peru,Philippines,Spain,"
        "Uruguay,Venezuela",
        "Portuguese": "Angola,Brazil,Cape Verde,East Timor,Guinea-Bissau,Mozambique,Portugal,São Tomé and Príncipe",
        "English": "Antigua and Barbuda,Australia,Bahamas,Barbados,Belize,Canada,Dominica,Fiji,Grenada,Guyana,Ireland,"
        "Jamaica,Liberia,New Zealand,Saint Kitts and Nevis,Saint Lucia,Saint Vincent and the Grenadines,South Africa,"
        "Trinidad and Tobago,United Kingdom,United States",
        "French": "Belgium,France,French Polynesia,Haiti,Luxembourg,Monaco,New Caledonia,Switzerland",
        "German": "Austria,Germany,Liechtenstein,Luxembourg,Switzerland",
        "Dutch": "Belgium,Netherlands,Suriname",
        "Italian": "Italy,Malta,San Marino,Vatican City",
        "Romanian": "Moldova,Romania",
        "Nordic": "Denmark,Faroe Islands,Finland,Greenland,Iceland,Norway,Sweden",
        "Baltic": "Estonia,Latvia,Lithuania",
        "East Slavic": "Belarus,Kazakhstan,Kyrgyzstan,Moldova,Russia,Ukraine",
        "West Slavic": "Czech Republic,Poland,Slovakia",
        "South Slavic": "Bosnia and Herzegovina,Bulgaria,Croatia,Montenegro,North Macedonia,Serbia,Slovenia",
        "Hungarian": "Hungary",
        "Greek": "Cyprus,Greece",
        "Albanian": "Albania,Kosovo",
        "Turkish": "Northern Cyprus,Turkey",
        "Turkic": "Azerbaijan,Kazakhstan,Kyrgyzstan,Tajikistan,Turkmenistan,Uzbekistan",
        "Armenian": "Armenia",
        "Georgian": "Georgia",
        "Hebrew": "Israel",
        "Persian": "Afghanistan,Iran,Tajikistan",
        "Muslim South Asian": "Afghanistan,Bangladesh,Maldives,Pakistan",
        "Indian": "Bhutan,Fiji,Guyana,India,Mauritius,Nepal,Trinidad and Tobago",
        "Ceylonese": "Sri Lanka",
        "Chinese": "China,Hong Kong,Macau,Malaysia,Singapore,Taiwan",
        "Korean": "North Korea,South Korea",
        "Japanese": "Japan",
        "Mongol": "Mongolia",
        "Malay": "Brunei,Indonesia,Malaysia,Singapore",
        "Indochinese": "Cambodia,Laos,Thailand,Vietnam",
        "Burmese": "Myanmar",
        "Ethiopian": "Eritrea,Ethiopia",
        "Somali": "Djibouti,Somalia",
        "Nilotic": "Kenya,South Sudan,Uganda",
        "East African": "Burundi,Kenya,Malawi,Rwanda,Tanzania,Uganda,Zambia,Zimbabwe",
        "Southern African": "Botswana,Eswatini,Lesotho,Malawi,Mozambique,Namibia,South Africa,Zambia,Zimbabwe",
        "Sahelian": "Burkina Faso,Chad,Gambia,Guinea,Ivory Coast,Mali,Mauritania,Niger,Senegal",
        "Guinean": "Benin,Ghana,Ivory Coast,Liberia,Nigeria,Sierra Leone,Togo",
        "Congolese": "Angola,Burundi,Cameroon,Central African Republic,Democratic Republic of the Congo,Gabon,"
        "Republic of the Congo,Rwanda",
        "Malagasy": "Madagascar",
        "Pacific": "Bougainville,Fiji,Kiribati,Marshall Islands,Nauru,Palau,Papua New Guinea,Samoa,Solomon Islands,"
        "Tonga,Tuvalu,Vanuatu",
    }.items()
}
# The countries of which names are known, each with itself and those that share a culture with it.
NEIGHBOURS = {
    country: frozenset(near for group in _CULTURES.values() if country in group for near in group)
    for country in sorted(set().union(*_CULTURES.values()))
}
_PULL, _CULTURE_PULL = 120.0, 200.0  # counts that the culture weighs in a country, and the world in a culture
_SHARE = 0.35  # the parts of a word repeat each other
_MOST = 2.5  # that one word may say
_REMEMBERED = 50_000  # words of names with countries
_STEPS = (-3.0, -1.5, -0.5, 0.5, 1.5, 3.0)


def words_of(name: str) -> list[str]:
    """The words by which a name tells its origin; initials tell none."""
    return [word for word in fold(name).split() if len(word) > 1]


def parts_of(word: str) -> list[str]:
    """A word of a name, its endings and its beginnings."""
    endings = (f"-{word[-n:]}" for n in (2, 3, 4) if n < len(word))
    return [f"={word}", *endings, *(f"{word[:n]}-" for n in (2, 3) if n < len(word))]


@dataclass(frozen=True)
class Origins:
    """In how many names of each country a part of a name stands: a naive Bayes classifier that backs off by culture."""

    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def likelihoods(self, name: str, countries: Iterable[str]) -> dict[str, float]:
        """How much likelier a name is in each of the countries than in the world, as logarithms; 0 says nothing.

        Countries of whose names nothing is known are left out.
        """
        words = words_of(name)
        return {c: sum(self._of_word(word, c) for word in words) for c in countries if c in NEIGHBOURS}

    def features(self, name: str, countries: Mapping[str, str | None], is_told: bool) -> dict[str, list[str]]:
        """How the countries of candidate parties fit a name, alone and against those of the others.

        ``countries`` by the parties' names; ``is_told``: whether a title says for which country the person acts.
        """
        fits = self.likelihoods(name, sorted({c for c in countries.values() if c}))
        return {party: _features(country, fits, is_told) for party, country in countries.items()}

    def host_features(self, name: str, host: str | None, senders: Set[str]) -> list[str]:
        """Whether a name is rather one of the country that hosts the talks, or of those that send delegations."""
        fits = self.likelihoods(name, sorted(senders | {host} if host else senders))
        sent = max((fit for country, fit in fits.items() if country != host), default=None)
        if host is None or host not in fits:
            return ["origin:unknown"] if sent is None else [f"origin sender:{_step(sent)}"]
        if sent is None:
            return [f"origin host alone:{_step(fits[host])}"]
        return [f"origin host:{'sends' if host in senders else 'only'}:{_step(fits[host] - sent)}"]

    @cached_property
    def _known(self) -> dict[tuple[str, str], float]:
        return {}

    @cached_property
    def _sizes(self) -> Counter[str]:
        sizes = Counter[str]()
        for counted in self.counts.values():
            sizes.update(counted)
        return sizes

    @cached_property
    def _near_sizes(self) -> dict[str, int]:
        return {country: sum(self._sizes[n] for n in near) for country, near in NEIGHBOURS.items()}

    def _of_word(self, word: str, country: str) -> float:
        """Names come again and again in an article: what a word says is remembered, up to a size."""
        if (word, country) not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            said = sum(self._of_part(part, country) for part in parts_of(word) if part in self.counts)
            self._known[word, country] = max(-_MOST, min(_MOST, _SHARE * said))
        return self._known[word, country]

    def _of_part(self, part: str, country: str) -> float:
        counted = self.counts[part]
        world = sum(counted.values()) / self._sizes.total()
        near = sum(n for c, n in counted.items() if c in NEIGHBOURS[country])
        culture = (near + _CULTURE_PULL * world) / (self._near_sizes[country] + _CULTURE_PULL)
        here = (counted.get(country, 0) + _PULL * culture) / (self._sizes[country] + _PULL)
        return log(here / world)


def _features(country: str | None, fits: Mapping[str, float], is_told: bool) -> list[str]:
    if country is None or country not in fits:
        return [f"origin:no country:{_step(max(fits.values(), default=0.0))}"]
    others = [fit for other, fit in fits.items() if other != country]
    ahead, alone = _step(fits[country] - max(others, default=0.0)), _step(fits[country])
    return [f"origin:{ahead}", f"origin alone:{alone}", f"origin:{ahead}|told:{is_told}"]


def _step(value: float) -> int:
    return sum(value >= step for step in _STEPS)
