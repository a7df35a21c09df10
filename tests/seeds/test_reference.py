"""Loading the reference data: what can be looked up, and what refuses to load."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from transforms.reference import Reference, fold
from warehouse.errors import SeedError
from warehouse.reference import load_reference

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(PROJECT)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Türkiye", "Turkey"),
        ("Turkiye", "Turkey"),
        ("U.S.", "United States"),
        ("USA", "United States"),
        ("DPRK", "North Korea"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Cote d'Ivoire", "Ivory Coast"),
        ("Holy See", "Vatican City"),
        ("Kosovo", "Kosovo"),
        ("St. Lucia", "Saint Lucia"),
        ("Namibia", "Namibia"),
    ],
)
def test_country_is_found_by_any_of_its_names(reference: Reference, printed: str, name: str) -> None:
    assert reference.country_names[fold(printed)].name == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [("Turks", "Turkey"), ("Emirati", "United Arab Emirates"), ("Nigerien", "Niger"), ("South Koreans", "South Korea")],
)
def test_demonym_is_found(reference: Reference, printed: str, name: str) -> None:
    assert reference.demonyms[fold(printed)].name == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Kremlin", "Russia"),
        ("Kyiv", "Ukraine"),
        ("Kiev", "Ukraine"),
        ("Foggy Bottom", "United States"),
        ("Shin Bet", "Israel"),
        ("Elysée", "France"),
        ("Elysee", "France"),
        ("Reykjavik", "Iceland"),
        ("Reykjavík", "Iceland"),
    ],
)
def test_metonym_is_found(reference: Reference, printed: str, name: str) -> None:
    assert reference.metonyms[fold(printed)].name == name


@pytest.mark.parametrize("word", ["Korea", "Congo", "Brussels", "Male"])
def test_ambiguous_name_stands_for_no_country(reference: Reference, word: str) -> None:
    key = fold(word)
    assert key not in reference.country_names
    assert key not in reference.metonyms
    assert key not in reference.demonyms


def test_party_is_found_by_its_abbreviation(reference: Reference) -> None:
    party = reference.parties[fold("TPLF")]
    assert (party.name, party.party_type, party.country) == (
        "Tigray People's Liberation Front",
        "armed_group",
        "Ethiopia",
    )
    assert reference.parties[fold("Brussels")].name == "European Union"
    assert reference.parties[fold("EU")].country is None


@pytest.mark.parametrize(
    ("term", "post_class"),
    [
        ("minister", "head"),
        ("ministers", "plural"),
        ("deputy", "modifier"),
        ("directorate", "institution"),
        ("H.E.", "honorific"),
        ("Lt. Gen.", "rank"),
        ("chargé d’affaires", "head"),
    ],
)
def test_post_has_one_class(reference: Reference, term: str, post_class: str) -> None:
    assert reference.posts[fold(term)] == post_class


def test_post_without_its_accent_is_another_word(reference: Reference) -> None:
    assert fold("chargé") in reference.posts
    assert fold("charge") not in reference.posts


@pytest.mark.parametrize("printed", ["Anadolu Agency", "AA", "aa.com.tr"])
def test_outlet_is_found_by_name_alias_and_domain(reference: Reference, printed: str) -> None:
    outlet = reference.outlets[fold(printed)]
    assert (outlet.source_id, outlet.kind, outlet.country) == ("anadolu", "agency", "Turkey")


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("Galway", "Ireland"),  # from GeoNames
        ("Birmingham", "United Kingdom"),  # the larger of two namesakes
        ("Zurich", "Switzerland"),  # GeoNames writes Zürich
        ("Tórshavn", "Faroe Islands"),  # a capital of fewer people than GeoNames was asked for
        ("Torshavn", "Faroe Islands"),
        ("Odessa", "Ukraine"),  # places.csv over a larger town in Texas
        ("Panmunjom", "South Korea"),
    ],
)
def test_place_lies_in_a_country(reference: Reference, place: str, country: str) -> None:
    assert reference.places[fold(place)] == country


@pytest.mark.parametrize(
    ("person", "whom_for"),
    [
        ("Sergei Lavrov", "Russia"),
        ("Nicolás Maduro", "Venezuela"),
        ("Nicolas Maduro", "Venezuela"),
        ("Pietro Parolin", "Vatican City"),
        ("António Guterres", "United Nations"),
        ("Antonio Guterres", "United Nations"),
        ("Rafael Grossi", "International Atomic Energy Agency"),
    ],
)
def test_leader_acts_for_a_country_or_a_body(reference: Reference, person: str, whom_for: str) -> None:
    assert reference.leaders[fold(person)] == whom_for


@pytest.mark.parametrize("person", ["King Abdullah", "Mark Rutte", "Jens Stoltenberg"])
def test_leader_of_two_is_left_out(reference: Reference, person: str) -> None:
    assert fold(person) not in reference.leaders


def test_reference_is_read_once(reference: Reference) -> None:
    assert load_reference(PROJECT) is reference


@pytest.mark.parametrize(
    ("file", "row", "words"),
    [
        ("demonyms", "Atlantean,QQ", "no country has the country_id 'QQ'"),
        ("demonyms", "russians,RU", "'russians' is taken by line"),
        ("metonyms", "KREMLIN,RU", "'KREMLIN' is taken by line"),
        ("countries", "NO,Northland,Northland,NLD,Nord,", "country_id 'NO' is taken by line"),
        ("countries", "QX,Britain,Britain,QXX,,", "'Britain' is taken by line"),
        ("places", "Camp David,US", "'Camp David' is taken by line"),
        ("parties", "Herring League,NATO,other,", "'NATO' is taken by line"),
        ("parties", "Herring League,,club,", "party_type is 'club'"),
        ("parties", "Herring League,,other,QQ", "no country has the country_id 'QQ'"),
        ("leaders", "SERGEI LAVROV,Russia,", "'SERGEI LAVROV' is taken by line"),
        ("leaders", "Bjarne Atlantean,Atlantis,", "no country is called 'Atlantis'"),
        ("leaders", "Bjarne Atlantean,,Herring League", "no body is called 'Herring League'"),
        ("leaders", "Bjarne Atlantean,Norway,NATO", "not just one of country and body"),
        ("leaders", "Bjarne Atlantean,,", "not just one of country and body"),
        ("posts", "Minister,rank", "'Minister' is taken by line"),
        ("posts", "harbourmaster,", "class is empty"),
        ("outlets", "reuters,Another Wire,,another.example,GB,agency,unknown", "'reuters' is taken by line"),
        ("outlets", "another,Another Wire,,reuters.com,GB,agency,unknown", "'reuters.com' is taken by line"),
    ],
)
def test_wrong_row_is_refused_with_file_and_line(tmp_path: Path, file: str, row: str, words: str) -> None:
    shutil.copytree(PROJECT / "seeds", tmp_path / "seeds", ignore=shutil.ignore_patterns("articles"))
    path = tmp_path / "seeds" / f"{file}.csv"
    content = path.read_text(encoding="utf-8")
    path.write_text(f"{content}{row}\n", encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        load_reference(tmp_path)
    assert str(caught.value).startswith(f"{path.resolve()}, line {content.count(chr(10)) + 1}: ")
    assert words in str(caught.value)
