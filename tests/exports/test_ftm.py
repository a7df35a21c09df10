"""FollowTheMoney entities: valid by its own library, closed under reference, proven by quotes that are in the texts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import followthemoney as ftm
import pytest

from transforms.export.ftm import _LANGUAGES
from transforms.export.redistributable import ELLIPSIS, QUOTE_CHARS
from warehouse.exports import export
from warehouse.exports.entities import _country_codes
from warehouse.settings import Settings, project_dir

Line = dict[str, Any]


def lines_of(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def folder(samples: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(samples, "ftm", tmp_path_factory.mktemp("ftm") / "out").folder


@pytest.fixture(scope="module")
def entities(folder: Path) -> list[Line]:
    return lines_of(folder / "entities.ftm.json")


@pytest.fixture(scope="module")
def evidence(folder: Path) -> list[Line]:
    return lines_of(folder / "evidence.jsonl")


def test_every_entity_is_valid_and_clean(entities: list[Line]) -> None:
    for entity in entities:
        schema = ftm.model.get(entity["schema"])
        schema.validate(entity)
        assert set(entity["properties"]) <= set(schema.properties), (
            entity
        )  # validation only drops what it does not know
        cleaned = ftm.model.get_proxy(entity, cleaned=False).to_dict()["properties"]
        assert {name: sorted(values) for name, values in cleaned.items()} == {
            name: sorted(values) for name, values in entity["properties"].items()
        }


def test_references_lead_to_entities_of_the_right_schema(entities: list[Line]) -> None:
    schemas = {entity["id"]: ftm.model.get(entity["schema"]) for entity in entities}
    assert len(schemas) == len(entities)
    n_references = 0
    for entity in entities:
        for name, values in entity["properties"].items():
            prop = ftm.model.get(entity["schema"]).properties[name]
            for value in values if prop.type.name == "entity" else ():
                assert schemas[value].is_a(prop.range), (entity, name)
                n_references += 1
    assert n_references > len(entities)


def test_each_row_is_an_entity(entities: list[Line], samples: Settings) -> None:
    counts = Counter(entity["schema"] for entity in entities)
    with duckdb.connect(str(samples.database), read_only=True) as connection:
        n_rows = {name: connection.table(name).shape[0] for name in ("people", "events", "articles", "delegations")}
        n_members, n_posts = (connection.table(name).shape[0] for name in ("delegation_members", "positions_held"))
    assert (counts["Person"], counts["Event"], counts["Article"]) == (
        n_rows["people"],
        n_rows["events"],
        n_rows["articles"],
    )
    assert counts["Representation"] == n_rows["delegations"]
    assert (counts["Membership"], counts["Occupancy"]) == (n_members, n_posts)
    delegations = [one for one in entities if one["properties"].get("classification") == ["delegation"]]
    assert len(delegations) == n_rows["delegations"]
    assert {one["schema"] for one in delegations} == {"Organization"}


def test_evidence_proves_properties_of_entities_in_words_of_the_text(
    entities: list[Line], evidence: list[Line]
) -> None:
    by_id = {entity["id"]: entity for entity in entities}
    assert {line["schema"] for line in evidence} == {"Event", "Representation", "Membership", "Mention"}
    for line in evidence:
        assert by_id[line["entity_id"]]["schema"] == line["schema"]
        assert line["property"] in ftm.model.get(line["schema"]).properties
        text = by_id[line["document_id"]]["properties"]["bodyText"][0]
        assert text[line["start_char"] : line["end_char"]] == line["quote"]


def test_every_membership_has_a_sentence_that_gives_its_role(entities: list[Line], evidence: list[Line]) -> None:
    proven = {(line["entity_id"], line["value"]) for line in evidence if line["property"] == "role"}
    members = [entity for entity in entities if entity["schema"] == "Membership"]
    assert members
    assert {(member["id"], member["properties"]["role"][0]) for member in members} <= proven


def test_the_same_rows_give_the_same_bytes(samples: Settings, folder: Path, tmp_path: Path) -> None:
    again = export(samples, "ftm", tmp_path / "again").folder
    for path in folder.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()


def test_redistributable_entities_hold_no_text_and_short_quotes(samples: Settings, tmp_path: Path) -> None:
    folder = export(samples, "ftm", tmp_path / "out", is_redistributable=True).folder
    assert not any("bodyText" in entity["properties"] for entity in lines_of(folder / "entities.ftm.json"))
    quotes = [line["quote"] for line in lines_of(folder / "evidence.jsonl")]
    assert max(map(len, quotes)) == QUOTE_CHARS
    assert any(quote.endswith(ELLIPSIS) for quote in quotes)
    assert not any("file:" in path.read_text(encoding="utf-8") for path in folder.iterdir())


def test_codes_of_countries_and_languages_are_those_of_the_model() -> None:
    from followthemoney.types import registry

    assert [code for code in _country_codes(project_dir()).values() if not registry.country.validate(code)] == []
    assert [code for code in _LANGUAGES.values() if code not in registry.language.names] == []
