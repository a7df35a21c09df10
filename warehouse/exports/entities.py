"""The published tables as FollowTheMoney entities, and beside them the sentences that prove what is said of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from transforms.export.ftm import STATED, EntityMaker
from warehouse.seed_table import SEED_TABLES, read_seed

ENTITIES_FILE = "entities.ftm.json"
EVIDENCE_FILE = "evidence.jsonl"
_BATCH_ROWS = 5_000
_MEDIA_TYPE = "application/x-ndjson"
# The union is no country of seeds/countries.csv, and one in the model.
_UNION = {"European Union": "eu"}

_PARTIES = """
select party, min(party_type) as party_type
from (
    select party, party_type from delegations
    union all
    select party, null from event_participants
)
group by party
order by party
"""
_PEOPLE = """
select p.person_id, p.name, p.country, p.current_title,
    list(n.name order by n.name) filter (where n.name <> p.name) as aliases
from people as p
left join person_names as n using (person_id)
group by all
order by p.person_id
"""
_POSITIONS = "select distinct title, organisation, country from positions_held order by all"
_OCCUPANCIES = "from positions_held order by position_id"
_EVENTS = """
with participants as (
    select event_id, list(distinct party order by party) filter (where role not in ('invited', 'declined')) as parties,
        list(distinct party order by party) filter (where role = 'host') as hosts
    from event_participants
    group by event_id
),

sent as (select event_id, list(delegation_id order by delegation_id) as delegations from delegations group by event_id),

proofs as (
    select event_id, list(distinct article_id order by article_id) as articles
    from event_reports
    where not is_superseded
    group by event_id
)

select e.*, participants.* exclude (event_id), sent.delegations, proofs.articles
from events as e
left join participants using (event_id)
left join sent using (event_id)
left join proofs using (event_id)
order by e.event_id
"""
_DELEGATIONS = """
with proofs as (
    select delegation_id, list(distinct article_id order by article_id) as articles
    from delegation_reports
    where not is_superseded
    group by delegation_id
)

select d.delegation_id, d.party, d.status, e.name as event_name, e.start_date, e.date_precision, proofs.articles
from delegations as d
join events as e using (event_id)
left join proofs using (delegation_id)
order by d.delegation_id
"""
_MEMBERSHIPS = """
select m.delegation_member_id, m.delegation_id, m.person_id, m.role, m.status, m.title_text, e.start_date,
    e.date_precision
from delegation_members as m
join delegations as d using (delegation_id)
join events as e using (event_id)
order by m.delegation_member_id
"""
_ARTICLES = """
select a.* exclude (source_name), s.name as source_name
from articles as a
join sources as s using (source_id)
"""
_PRESENT = "from {table} where not is_superseded"
_EVIDENCE = """
select r.*, r.{key} as report_id, a.url, a.published_at, s.name as source_name
from {table} as r
join articles as a using (article_id)
join sources as s using (source_id)
where not r.is_superseded
"""
_MEMBER_EVIDENCE = """
select r.*, r.member_report_id as report_id, m.delegation_member_id, a.url, a.published_at, s.name as source_name
from member_reports as r
join delegation_members as m using (delegation_id, person_id)
join articles as a using (article_id)
join sources as s using (source_id)
where not r.is_superseded
    and r.member_report_id not in (select member_report_id from member_verdicts where verdict = 'wrong')
"""
_KEY_OF_REPORT = {
    "event_reports": "event_report_id",
    "participant_reports": "participant_report_id",
    "delegation_reports": "delegation_report_id",
    "person_mentions": "mention_id",
    "entity_mentions": "mention_id",
}


def write_entities(
    connection: duckdb.DuckDBPyConnection, folder: Path, project: Path, *, is_redistributable: bool
) -> list[dict[str, Any]]:
    """Write the entities and their evidence, a JSON object on each line; the descriptors of both files.

    The countries' codes are from ``project/seeds``. Raises ``SeedError`` where they cannot be read.
    """
    maker = EntityMaker(_country_codes(project), is_redistributable)
    return [
        _write_lines(
            folder,
            "entities",
            ENTITIES_FILE,
            "FollowTheMoney entities, to be read by its library and by tools built on it.",
            _entities(connection, maker),
        ),
        _write_lines(
            folder,
            "evidence",
            EVIDENCE_FILE,
            "What each report says of one property of an entity, with article, span and quote.",
            _evidence(connection, maker),
        ),
    ]


def _country_codes(project: Path) -> dict[str, str]:
    rows = read_seed(project / "seeds" / "countries.csv", SEED_TABLES["countries"])
    return {row["name"]: row["country_id"].lower() for row in rows} | _UNION


def _entities(connection: duckdb.DuckDBPyConnection, maker: EntityMaker) -> Iterator[dict[str, Any]]:
    makers: list[tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]] = [
        (_PARTIES, maker.party),
        (_PEOPLE, maker.person),
        (_POSITIONS, maker.position),
        (_OCCUPANCIES, maker.occupancy),
        (_EVENTS, maker.event),
        (_DELEGATIONS, maker.delegation),
        (_DELEGATIONS, maker.representation),
        (_MEMBERSHIPS, maker.membership),
        (_ARTICLES, maker.article),
        (_PRESENT.format(table="person_mentions"), maker.person_mention),
        (_PRESENT.format(table="entity_mentions"), maker.entity_mention),
    ]
    for query, make in makers:
        yield from map(make, _rows(connection, query))


def _evidence(connection: duckdb.DuckDBPyConnection, maker: EntityMaker) -> Iterator[dict[str, Any]]:
    for kind in STATED:
        key = _KEY_OF_REPORT.get(kind)
        query = _EVIDENCE.format(table=kind, key=key) if key else _MEMBER_EVIDENCE
        for row in _rows(connection, query):
            yield from maker.statements(kind, row)


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[dict[str, Any]]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    while batch := cursor.fetchmany(_BATCH_ROWS):
        for values in batch:
            yield dict(zip(names, values, strict=True))


def _write_lines(
    folder: Path, name: str, file_name: str, description: str, lines: Iterable[dict[str, Any]]
) -> dict[str, Any]:
    n_rows = 0
    with (folder / file_name).open("w", encoding="utf-8", newline="\n") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            n_rows += 1
    return {
        "name": name,
        "path": file_name,
        "format": "jsonl",
        "mediatype": _MEDIA_TYPE,
        "encoding": "utf-8",
        "description": description,
        "rows": n_rows,
    }
