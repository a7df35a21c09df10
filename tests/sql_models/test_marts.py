"""What all articles of the sample lake together say."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
from built_warehouse import Warehouse

from transforms.keys import key_of
from warehouse.settings import project_dir

FIRST, SECOND = "talks-1", "talks-2"


def test_article_is_shown_in_its_latest_version(warehouse: Warehouse) -> None:
    rows = warehouse.rows("select version, first_seen_at, last_seen_at from articles where title = 'round two'")
    assert rows == [(2, datetime(2026, 6, 1, 8), datetime(2026, 6, 2, 8))]
    versions = warehouse.rows("select version, change_kind from article_versions where title = 'round two' order by 1")
    assert versions == [(1, None), (2, "correction")]


def test_reprint_belongs_to_the_story_and_voice_of_its_wire(warehouse: Warehouse) -> None:
    rows = warehouse.rows("select source_id, voice_id, duplicate_of from articles where story_id = 'wire' order by 1")
    original = key_of("art", "https://reuters.example/round-one")
    assert rows == [("quay-times", "reuters", original), ("reuters", "reuters", None)]


def test_page_that_returns_to_former_words_keeps_its_numbers(warehouse: Warehouse) -> None:
    rows = warehouse.rows(
        "select version, seen_at, last_seen_at, known_until, is_superseded, change_kind from article_versions "
        "where title = 'ferry' order by 1"
    )
    june = [datetime(2026, 6, day, 8) for day in range(1, 8)]
    assert rows == [
        (1, june[0], june[2], june[3], True, None),
        (2, june[1], june[6], None, False, "substantive"),
        (3, june[3], june[3], june[5], True, "substantive"),
    ]


def test_article_stays_with_its_last_good_version(warehouse: Warehouse) -> None:
    rows = warehouse.rows(
        "select version, retrieved_at, first_seen_at, last_seen_at from articles where title = 'ferry'"
    )
    assert rows == [(2, datetime(2026, 6, 2, 8), datetime(2026, 6, 1, 8), datetime(2026, 6, 7, 8))]


def test_rows_of_superseded_versions_stay_and_are_marked(warehouse: Warehouse) -> None:
    rows = warehouse.rows(
        "select name_text, version, is_superseded from entity_mentions where country = 'Norway' order by 2"
    )
    assert rows == [("Askvoll", 1, True), ("Bremanger", 2, False), ("Selje", 3, True)]


def test_superseded_version_has_vanished_from_the_present(warehouse: Warehouse) -> None:
    assert warehouse.rows("select version, is_superseded from member_reports where name_text = 'Odd Fjeld'") == [
        (1, True)
    ]
    assert warehouse.rows("select * from people where person_id = 'fjeld'") == []
    assert warehouse.rows("select * from evidence('person', 'fjeld')") == []
    heads = warehouse.rows("select head_person_id from delegations where event_id = ? and party = 'Norway'", SECOND)
    assert heads == [("solvang",)]


def test_event_takes_date_of_outcome_and_name_from_its_parties(warehouse: Warehouse) -> None:
    rows = warehouse.rows(
        "select name, status, start_date, date_precision, end_date, city, country, plover_type, n_articles, n_sources "
        "from events where event_id = ?",
        FIRST,
    )
    name = "Iceland–Norway talks, Galway, 11 March 2026"
    assert rows == [(name, "held", date(2026, 3, 11), "day", None, "Galway", "Ireland", "CONSULT", 4, 4)]


def test_rounds_of_the_same_parties_are_one_series(warehouse: Warehouse) -> None:
    rows = warehouse.rows("select event_id, round_no from events order by start_date")
    assert rows == [(FIRST, 1), (SECOND, 2)]
    assert warehouse.rows("select count(distinct series_id) from events") == [(1,)]


def test_participants_have_roles(warehouse: Warehouse) -> None:
    rows = warehouse.rows("select party, role, n_sources from event_participants where event_id = ? order by 1", FIRST)
    assert rows == [("Iceland", "party", 3), ("Ireland", "host", 1), ("Norway", "party", 4)]
    senders = warehouse.rows("select party, role from event_participants where event_id = ? order by 1", SECOND)
    assert senders == [("Iceland", "party"), ("Norway", "party")]


def test_delegation_counts_wire_copies_once(warehouse: Warehouse) -> None:
    rows = warehouse.rows(
        "select status, list_status, head_person_id, size_named, n_articles, n_sources, n_independent "
        "from delegations where event_id = ? and party = 'Norway'",
        FIRST,
    )
    assert rows == [("attended", "complete", "solvang", 2, 4, 4, 3)]


def test_delegation_key_is_that_of_the_transforms(warehouse: Warehouse) -> None:
    rows = warehouse.rows("select delegation_id from delegations where event_id = ? and party = 'Norway'", FIRST)
    assert rows == [(key_of("del", FIRST, "Norway"),)]


def test_members_take_highest_role_and_latest_status(warehouse: Warehouse) -> None:
    rows = warehouse.rows(
        "select person_id, role, status, title_text, n_independent from delegation_members "
        "where delegation_id = ? order by 1",
        key_of("del", FIRST, "Norway"),
    )
    assert rows == [
        ("aasen", "head", "attended", "commander of the Norwegian Coast Guard", 3),
        ("lund", "member", "denied", None, 2),
        ("solvang", "head", "attended", "Deputy Fisheries Minister", 2),
    ]


def test_people_have_full_name_and_title_of_the_present(warehouse: Warehouse) -> None:
    rows = warehouse.rows("select person_id, name, country, current_title, n_articles from people order by 1")
    assert rows == [
        ("aasen", "Tor Aasen", "Norway", "commander of the Norwegian Coast Guard", 4),
        ("karlsdottir", "Birna Karlsdottir", "Iceland", "Fisheries Agency (FA) director", 3),
        ("lund", "Kari Lund", "Norway", "Norway's newly appointed envoy", 3),
        ("solvang", "Ingrid Solvang", "Norway", "Acting Defence Minister", 4),
    ]
    spellings = warehouse.rows(
        "select name, n_articles, decided_by, score from person_names where person_id = ? order by 1", "karlsdottir"
    )
    assert spellings == [("B. Karlsdottir", 2, "rule", 0.9), ("Birna Karlsdottir", 1, "rule", 0.9)]


def test_posts_are_folded_and_dated(warehouse: Warehouse) -> None:
    rows = warehouse.rows(
        "select person_id, title, organisation, status, first_reported_on, last_reported_on, n_articles "
        "from positions_held order by person_id, title"
    )
    assert rows == [
        ("aasen", "commander", "Norwegian Coast Guard", "current", date(2026, 3, 11), date(2026, 3, 11), 2),
        ("karlsdottir", "director", "Fisheries Agency (FA)", "current", date(2026, 5, 20), date(2026, 5, 20), 1),
        ("karlsdottir", "head", "Marine Research Institute", "former", date(2026, 3, 11), date(2026, 3, 11), 2),
        ("lund", "envoy", None, "current", date(2026, 5, 20), date(2026, 5, 20), 1),
        ("solvang", "acting defense minister", None, "current", date(2026, 5, 20), date(2026, 5, 20), 1),
        ("solvang", "deputy fisheries minister", None, "unknown", date(2026, 3, 9), date(2026, 3, 11), 3),
    ]


def test_disagreements_are_told_by_kind(warehouse: Warehouse) -> None:
    rows = warehouse.rows(
        "select property, kind, reported_values, n_voices, modal_value, round(agreement, 2) "
        "from conflicts order by subject_type, property"
    )
    last_met = "in nearly four years; since June 2024"
    assert rows == [
        ("head", "contradiction", "Ingrid Solvang; Tor Aasen", 3, "Ingrid Solvang", 0.67),
        ("size_stated", "contradiction", "4; 5", 2, "4", 0.5),
        ("membership", "denied", "denied; not listed; announced", 3, "denied", 0.33),
        ("previous_round_date", "contradiction", last_met, 2, "in nearly four years", 0.5),
        ("start_date", "plan_vs_outcome", "2026-03-11; 2026-03-10", 2, "2026-03-11", 0.5),
    ]


def test_composition_changes_between_rounds(warehouse: Warehouse) -> None:
    rows = warehouse.rows(
        "select party, person_id, change, role_before, role_after, previous_round_no, round_no "
        "from composition_changes order by 1, 2"
    )
    assert rows == [
        ("Iceland", "karlsdottir", "stayed", "head", "head", 1, 2),
        ("Norway", "aasen", "not_named", "head", None, 1, 2),
        ("Norway", "lund", "joined", None, "member", 1, 2),
        ("Norway", "solvang", "stayed", "head", "head", 1, 2),
    ]


def test_counterparts_met_across_the_table(warehouse: Warehouse) -> None:
    rows = warehouse.rows("select * from counterparts order by 1, 2")
    assert rows == [
        ("aasen", "karlsdottir", "Norway", "Iceland", 1, date(2026, 3, 11), date(2026, 3, 11)),
        ("karlsdottir", "lund", "Iceland", "Norway", 1, date(2026, 5, 20), date(2026, 5, 20)),
        ("karlsdottir", "solvang", "Iceland", "Norway", 2, date(2026, 3, 11), date(2026, 5, 20)),
    ]


def test_sources_take_what_the_seed_knows(warehouse: Warehouse) -> None:
    rows = warehouse.rows("select source_id, name, country, kind, n_articles from sources order by 1")
    assert rows == [
        ("fjord-herald", "Fjord Herald", None, None, 2),
        ("harbour-post", "Harbour Post", None, None, 1),
        ("quay-times", "Quay Times", None, None, 2),
        ("reuters", "Reuters", "United Kingdom", "agency", 1),
    ]


def test_runs_and_rejects_are_passed_on(warehouse: Warehouse) -> None:
    assert warehouse.rows("select run_id, started_at, n_rejects from runs") == [("run-1", datetime(2026, 6, 1, 8), 1)]
    rows = warehouse.rows("select reason, uri, content_sha256 is not null, day(rejected_at) from rejects order by 1")
    assert rows == [
        ("duplicate_version", "https://quay-times.example/ferry", True, 7),
        ("empty_file", "file:///empty.txt", False, 1),
        ("not_an_article", "https://quay-times.example/ferry", False, 8),
    ]


def test_attendance_lists_the_tables_a_person_sat_at(warehouse: Warehouse) -> None:
    rows = warehouse.rows("select event_id, party, role, is_head from attendance('solvang')")
    assert rows == [(FIRST, "Norway", "head", True), (SECOND, "Norway", "head", True)]


def test_evidence_quotes_the_articles(warehouse: Warehouse) -> None:
    rows = warehouse.rows(
        "select source_name, report_type, statement from evidence('delegation', ?) order by all",
        key_of("del", FIRST, "Iceland"),
    )
    assert rows == [
        ("Quay Times", "delegation_reports", "attended"),
        ("Quay Times", "member_reports", "head: B. Karlsdottir"),
        ("Reuters", "delegation_reports", "attended"),
        ("Reuters", "member_reports", "head: B. Karlsdottir"),
    ]
    spans = warehouse.rows(
        "select report_type, count(*), bool_and(quote = substring(text, start_char + 1, end_char - start_char)) "
        "from evidence('event', ?) inner join articles using (article_id) group by all order by all",
        FIRST,
    )
    assert spans == [("claim_reports", 3, True), ("event_reports", 4, True), ("participant_reports", 8, True)]


def test_evidence_of_a_conflict_is_found_by_its_subject(warehouse: Warehouse) -> None:
    subject = warehouse.rows("select subject_type, subject_id from conflicts where property = 'membership'")[0]
    rows = warehouse.rows("select statement, voice_id from evidence(?, ?)", *subject)
    assert rows == [("member, announced", "harbour-post"), ("member, denied", "fjord-herald")]


def test_as_of_shows_what_was_known_then(warehouse: Warehouse) -> None:
    def members(known_at: str) -> list[tuple[object, ...]]:
        return warehouse.rows("select person_id, role, status from as_of(?) order by all", known_at)

    assert members("2026-03-01") == []
    assert members("2026-03-10") == [
        ("aasen", "member", "announced"),
        ("lund", "member", "announced"),
        ("solvang", "head", "announced"),
    ]
    assert ("fjeld", "head", "attended") in members("2026-05-21")
    now = "select person_id, role, status from delegation_members order by all"
    assert members("2026-07-01") == warehouse.rows(now)


def test_as_of_takes_the_version_that_stood(warehouse: Warehouse) -> None:
    versions = [  # the first returned on the third day
        ("a", 1, datetime(2026, 3, 1), None),
        ("a", 2, datetime(2026, 3, 2), datetime(2026, 3, 3)),
    ]
    reports = [("a", 1, "norway", "solvang"), ("a", 2, "norway", "aasen")]
    with duckdb.connect() as connection:
        connection.execute("attach ? as published (read_only)", [str(warehouse.settings.database)])
        for table in warehouse.published.n_rows:
            connection.execute(f"create table {table} as from published.{table} limit 0")
        columns = "(article_id, version, known_from, known_until)"
        connection.executemany(f"insert into article_versions {columns} values (?, ?, ?, ?)", versions)
        columns = "(article_id, version, delegation_id, person_id)"
        connection.executemany(f"insert into member_reports {columns} values (?, ?, ?, ?)", reports)
        connection.execute((project_dir() / "warehouse" / "public_macros.sql").read_text())
        days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)]
        known = [connection.execute("select person_id from as_of(?)", [day]).fetchall() for day in days]
    assert known == [[], [("solvang",)], [("aasen",)], [("solvang",)]]
