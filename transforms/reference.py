"""Reference data that the rules consult: countries, parties, posts, outlets and places, as plain values.

``warehouse.reference`` reads them from ``seeds/*.csv``; everything here works on values already in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory. ``name`` is its common English name and the value of every ``country`` column."""

    country_id: str  # ISO 3166-1 alpha-2
    name: str
    capital: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A body that can send a delegation and is no country: an organisation, an armed group, a political party."""

    name: str
    party_type: str  # international_organisation, armed_group, political_party, parliament, other
    country: str | None = None  # name of the country it belongs to, if one


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes. ``kind`` is ``agency`` for a news wire that others reprint."""

    source_id: str
    name: str
    kind: str  # agency, newspaper, broadcaster, website, government, other
    domain: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """All reference data. Keys of the look-ups are folded by ``fold`` unless said otherwise.

    Two of them are never equal: what is made of one may be cached by it.
    """

    countries: dict[str, Country] = field(default_factory=dict)  # by country_id
    country_names: dict[str, Country] = field(default_factory=dict)  # names, official names and aliases
    demonyms: dict[str, Country] = field(default_factory=dict)  # 'russian', 'russians'
    metonyms: dict[str, Country] = field(default_factory=dict)  # 'kremlin', 'kyiv', 'white house'
    parties: dict[str, Party] = field(default_factory=dict)  # names and aliases of parties that are no countries
    posts: dict[str, str] = field(default_factory=dict)  # word or phrase -> class, see seeds/posts.csv
    outlets: dict[str, Outlet] = field(default_factory=dict)  # names, aliases and domains
    places: dict[str, str] = field(default_factory=dict)  # cities -> name of the country
    leaders: dict[str, str] = field(default_factory=dict)  # persons -> name of the country or body they act for


def fold(text: str) -> str:
    """The form under which names are looked up: lower case, straight apostrophes, single spaces, no full stops."""
    folded = text.casefold().replace("’", "'").replace(".", "")
    return " ".join(folded.split())
