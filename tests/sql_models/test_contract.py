"""What users may rely on: every table and column, in types that any BI tool reads, each described."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest
from built_warehouse import Warehouse

from transforms.export.datapackage import Keys
from warehouse.contract import read_keys, sort_order
from warehouse.settings import project_dir

COLUMNS = {
    "articles": "article_id source_id url title authors agency language published_at published_at_basis retrieved_at "
    "first_seen_at last_seen_at version story_id duplicate_of content_sha256 text word_count run_id credited_source_id",
    "story_aliases": "former_story_id story_id",
    "article_versions": "article_id version content_sha256 seen_at title text change_kind run_id known_from known_until "
    "last_seen_at is_superseded",
    "person_mentions": "mention_id article_id person_id name_text title_text country start_char end_char extractor "
    "version is_superseded",
    "entity_mentions": "mention_id article_id entity_type name_text canonical_name country start_char "
    "end_char extractor version is_superseded",
    "event_reports": "event_report_id article_id event_id event_type status place country start_date date_precision "
    "host quote start_char end_char extractor version is_superseded",
    "delegation_reports": "delegation_report_id article_id delegation_id event_report_id party party_type "
    "counterparts place date date_precision status list_status size_stated quote start_char end_char extractor version "
    "is_superseded",
    "member_reports": "member_report_id delegation_report_id article_id delegation_id person_id name_text title_text "
    "role status quote start_char end_char extractor version is_superseded",
    "people": "person_id name country current_title n_articles first_seen_at last_seen_at",
    "person_names": "person_id name n_articles decided_by score rule decision_id",
    "person_aliases": "former_person_id person_id",
    "person_verdicts": "decision_id verdict person_a country_a person_b country_b decided_by decided_on note "
    "person_a_ids person_b_ids are_one",
    "member_verdicts": "member_report_id verdict name party decided_by decided_on note article_id version delegation_id "
    "person_id is_superseded",
    "positions_held": "person_id title organisation country first_reported_on last_reported_on status n_articles",
    "events": "event_id series_id round_no name event_type plover_type status start_date date_precision end_date city "
    "country venue host n_articles n_sources first_seen_at last_seen_at previous_event_id next_event_id",
    "event_aliases": "former_event_id event_id",
    "event_stages": "event_id status start_date date_precision first_reported_at last_reported_at n_articles "
    "n_independent is_superseded event_stage_id",
    "event_participants": "event_id party role n_sources",
    "delegations": "delegation_id event_id party party_type status head_person_id list_status size_named size_stated "
    "n_articles n_sources n_independent first_seen_at last_seen_at seniority_rank head_rank",
    "delegation_members": "delegation_id person_id role status title_text replaces_person_id n_articles n_sources "
    "n_independent first_seen_at last_seen_at delegation_member_id replaces_as post_rank",
    "delegation_aliases": "former_delegation_id delegation_id",
    "delegation_parities": "event_id delegation_id counterpart_delegation_id party counterpart_party seniority_rank "
    "counterpart_seniority_rank seniority_lead head_rank counterpart_head_rank head_lead parity",
    "conflicts": "subject_type subject_id property kind reported_values n_voices modal_value agreement",
    "composition_changes": "series_id party round_no previous_round_no person_id change role_before role_after "
    "replaces_person_id replaced_by_person_id",
    "counterparts": "person_a_id person_b_id party_a party_b n_meetings first_met_on last_met_on",
    "sources": "source_id name country kind state_affiliation n_articles first_seen_at last_seen_at",
    "runs": "run_id flow_name started_at status n_documents n_articles n_rejects duration_ms",
    "rejects": "reject_id document_id uri stage reason detail rejected_at run_id content_sha256",
    "participant_reports": "participant_report_id event_report_id article_id event_id party role quote version "
    "is_superseded",
    "claim_reports": "claim_report_id event_report_id article_id event_id property value_text quote version "
    "is_superseded",
}
FLAT_TYPES = {"VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP"}


def test_build_of_the_sample_passes_every_test_of_dbt(warehouse: Warehouse) -> None:
    assert warehouse.failures == []


def test_build_of_an_empty_lake_passes_every_test_of_dbt(empty_warehouse: Warehouse) -> None:
    assert empty_warehouse.failures == []
    assert empty_warehouse.published.n_rows == dict.fromkeys(sorted(COLUMNS), 0)


@pytest.mark.parametrize("table", COLUMNS)
def test_table_has_its_columns(table: str, empty_warehouse: Warehouse) -> None:
    query = "select column_name from duckdb_columns() where schema_name = 'main' and table_name = ?"
    assert set(COLUMNS[table].split()) <= {name for (name,) in empty_warehouse.rows(query, table)}


@pytest.mark.parametrize("name", ["warehouse", "empty_warehouse"])
def test_types_are_flat_and_the_same_with_and_without_rows(name: str, request: pytest.FixtureRequest) -> None:
    query = "select table_name, column_name, data_type from duckdb_columns() where not internal order by all"
    types = request.getfixturevalue(name).rows(query)
    assert {kind for _, _, kind in types} <= FLAT_TYPES
    assert types == request.getfixturevalue("warehouse").rows(query)


def test_tables_and_columns_are_described(warehouse: Warehouse) -> None:
    assert warehouse.rows("select table_name from duckdb_tables() where comment is null or comment = ''") == []
    query = "select table_name, column_name from duckdb_columns() where not internal and coalesce(comment, '') = ''"
    assert warehouse.rows(query) == []


def test_parquet_and_database_hold_the_same(warehouse: Warehouse) -> None:
    public = warehouse.settings.public.resolve()
    for table in warehouse.published.n_rows:
        stored = pq.read_table(public / table).to_pylist()  # in the order of months
        served = warehouse.connection.table(table).to_arrow_table().to_pylist()
        assert sorted(stored, key=repr) == sorted(served, key=repr)


def test_a_full_build_is_sorted_by_key_and_opens_in_duckdb_1_5(warehouse: Warehouse) -> None:
    tags = "select tags['storage_version'] from duckdb_databases() where database_name = current_database()"
    assert warehouse.rows(tags) == [("v1.5.0+",)]
    keys = read_keys(project_dir())
    orders = {name: sort_order(keys.get(name, Keys())) for name in warehouse.published.n_rows}
    unsorted = [
        name
        for name, order in orders.items()
        if warehouse.rows(f"from {name}") != warehouse.rows(f"from {name} order by {order}")
    ]
    assert unsorted == []
