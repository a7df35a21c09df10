"""Copies of a published warehouse that are changed for a test: with hostile names, or with many delegations."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from warehouse.settings import Settings

SCRIPT = "</script><script>window.pwned = 1</script>"
IMAGE = '<img src=x onerror="window.pwned = 1">'
QUOTES = "\"'><svg onload=window.pwned=1>"
RIGHT_TO_LEFT = "\u202egnirts\u2067\u200f"
BROKEN = f"{SCRIPT}{IMAGE}{QUOTES}{RIGHT_TO_LEFT}\u2028 {{{{ 7 * 7 }}}} {{% raw %}} &amp; \x00\x07"


def hostile_copy(database: Path, root: Path) -> Settings:
    """A warehouse in which every word that comes from an article tries to break out of the page."""
    settings = _copy(database, root)
    with duckdb.connect(str(settings.database)) as connection:
        for table, columns in _TEXTS.items():
            for column in columns:
                connection.execute(f"update {table} set {column} = {column} || ?", [BROKEN])
        connection.execute(
            "update articles set canonical_url = null, url = case (rowid % 4)::int"
            " when 0 then 'javascript:window.pwned=1' when 1 then ' JaVaScRiPt:window.pwned=1'"
            " when 2 then 'data:text/html,' || ? else 'https://example.org/\"onmouseover=\"window.pwned=1' end",
            [SCRIPT],
        )
        connection.execute("update articles set url = 'https://example.org/good?a=1&b=2' where rowid = 5")
        connection.execute(
            "insert into rejects by name select 'r1' as reject_id, 'extract' as stage, 'x' as reason, ? as detail,"
            " 'javascript:window.pwned=1' as uri, now()::timestamp as rejected_at",
            [BROKEN],
        )
    return settings


_TEXTS = {
    "articles": ["title"],
    "sources": ["name", "country", "kind"],
    "people": ["name", "country", "current_title"],
    "person_names": ["name"],
    "positions_held": ["title", "organisation"],
    "events": ["name", "city", "country", "host"],
    "event_participants": ["party"],
    "delegations": ["party"],
    "composition_changes": ["party"],
    "counterparts": ["party_a", "party_b"],
    "delegation_members": ["title_text"],
    "conflicts": ["reported_values", "modal_value"],
    "event_reports": ["quote", "place"],
    "participant_reports": ["quote", "party"],
    "claim_reports": ["quote", "value_text"],
    "delegation_reports": ["quote", "party"],
    "member_reports": ["quote", "title_text", "name_text"],
    "person_mentions": ["quote", "title_text", "name_text"],
}


def large_copy(database: Path, root: Path, n_delegations: int) -> Settings:
    """A warehouse with the tables of another and rows of its own: rounds of two parties each, ten to a series,
    five members a delegation, each told by three outlets. One party sends every fifth delegation.
    """
    settings = _copy(database, root)
    with duckdb.connect(str(settings.database)) as connection:
        tables = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        for table in tables:
            connection.execute(f"delete from {table}")
        connection.execute("create macro word(n) as concat_ws('', upper(substr('bdfgklmnprst', 1 + n % 12, 1)),"
            " ['a', 'e', 'i', 'o', 'u'][1 + n // 12 % 5], substr('lmnrst', 1 + n // 60 % 6, 1),"
            " ['an', 'ev', 'ik', 'or', 'us', 'ez', 'al'][1 + n // 360 % 7])")  # fmt: skip
        connection.execute(_MANY.format(n_delegations=n_delegations))
        connection.execute("drop macro word")
    return settings


def heavy_copy(database: Path, root: Path, n_delegations: int) -> Settings:
    """The same as one series in which one person holds all seats of the first delegations, told in long sentences."""
    settings = large_copy(database, root, n_delegations)
    with duckdb.connect(str(settings.database)) as connection:
        for table in ("delegation_members", "member_reports"):
            connection.execute(f"update {table} set person_id = 'person-0'")
        connection.execute("update member_reports set quote = repeat(quote || ' ', 6)")
        for table in ("events", "composition_changes"):
            connection.execute(
                f"update {table} set round_no = substr(series_id, 5)::int * 10 + round_no, series_id = 'ser-0'"
            )
    return settings


# Person p sits for party p // 7 of its series: in each round five of the seven.
_MANY = """
create temp table seats as
    select d, d // 2 as e, d // 20 as s, d // 2 % 10 + 1 as round_no, d % 2 as side, m, (d // 20) * 14 + (d % 2) * 7 + (m + d // 2) % 7 as p,
        if(d % 5 = 0, 'Ruritania', word(d // 20 + d % 2 * 1000) || 'land ' || (d // 20 + d % 2)) as party
    from range({n_delegations}) as t(d), range(5) as u(m);
insert into sources by name
    select 'outlet-' || i as source_id, 'The ' || word(i * 37) || ' Post' as name, 'newspaper' as kind, {n_delegations} // 20 as n_articles,
        timestamp '2026-01-01' as first_seen_at, timestamp '2026-11-01' as last_seen_at from range(least(60, {n_delegations})) as t(i);
insert into articles by name
    select 'art-' || e || '-' || v as article_id, 'outlet-' || ((e + v * 7) % 60) as source_id, 'https://example.org/' || e || '/' || v as url,
        'Round of talks no. ' || e || ' as told by ' || v as title, timestamp '2020-01-01' + interval (e // 4) day as published_at,
        (timestamp '2020-01-01' + interval (e // 4) day)::date as published_on, 'Text' as text, timestamp '2026-11-01' as last_seen_at
    from (select distinct e from seats), range(3) as t(v);
insert into people by name
    select distinct 'person-' || p as person_id, word(p * 31) || ' ' || word(p * 17 + 5) || word(p) as name, 'Ruritania' as country,
        'deputy minister no. ' || p as current_title, 9 as n_articles, timestamp '2026-01-01' as first_seen_at, timestamp '2026-11-01' as last_seen_at
    from seats;
insert into person_names by name select person_id, name, 9 as n_articles, 'rule' as decided_by, 1 as score, 'single' as rule from people;
insert into positions_held by name select 'pos' || person_id as position_id, person_id, current_title as title, country,
    date '2020-01-01' as first_reported_on, date '2026-01-01' as last_reported_on, 'current' as status, 9 as n_articles from people;
insert into person_mentions by name
    select 'men-' || d || '-' || m || '-' || v as mention_id, 'art-' || e || '-' || v as article_id, 'person-' || p as person_id, name as name_text,
        current_title as title_text, 0 as start_char, 4 as end_char, name as quote, false as is_superseded
    from seats inner join people on person_id = 'person-' || p, range(3) as t(v);
insert into events by name
    select distinct 'event-' || e as event_id, 'ser-' || s as series_id, round_no, 'Talks of series ' || s || ', round ' || round_no as name,
        'talks' as event_type, 'held' as status, (timestamp '2020-01-01' + interval (e // 4) day)::date as start_date, 'day' as date_precision,
        3 as n_articles, 3 as n_sources, timestamp '2026-01-01' as first_seen_at, timestamp '2026-11-01' as last_seen_at from seats;
insert into event_reports by name
    select 'er-' || e || '-' || v as event_report_id, 'art-' || e || '-' || v as article_id, 'event-' || e as event_id, 'held' as status,
        null as place, start_date, 'day' as date_precision, 'Delegations sat down for talks on the fish of the northern sea, no. ' || e as quote,
        0 as start_char, false as is_superseded
    from (select distinct e from seats) inner join events on event_id = 'event-' || e, range(3) as t(v);
insert into delegations by name
    select 'del-' || d as delegation_id, 'event-' || e as event_id, party, 'country' as party_type, 'attended' as status,
        min('person-' || p) as head_person_id, 'complete' as list_status, 5 as size_named, 5 as size_stated, 3 as n_articles, 3 as n_sources,
        3 as n_independent from seats group by d, e, party;
insert into delegation_members by name
    select 'dlm-' || d || '-' || m as delegation_member_id, 'del-' || d as delegation_id, 'person-' || p as person_id,
        if('person-' || p = head_person_id, 'head', 'member') as role, 'attended' as status, 'deputy minister no. ' || p as title_text, 3 as n_articles,
        3 as n_sources, 3 as n_independent from seats inner join delegations on delegation_id = 'del-' || d;
insert into delegation_reports by name
    select 'dr-' || d || '-' || v as delegation_report_id, 'art-' || e || '-' || v as article_id, 'del-' || d as delegation_id, 'event-' || e as event_id,
        party, 'attended' as status, 'complete' as list_status, 5 as size_stated, 0 as start_char, false as is_superseded,
        party || ' sent a delegation of five to the talks, according to report ' || v as quote
    from (select distinct d, e, party from seats), range(3) as t(v);
insert into member_reports by name
    select 'mr-' || d || '-' || m || '-' || v as member_report_id, 'dr-' || d || '-' || v as delegation_report_id, 'art-' || e || '-' || v as article_id,
        'del-' || d as delegation_id, 'person-' || p as person_id, people.name as name_text, current_title as title_text, members.role, 'attended' as status,
        people.name || ', ' || current_title || ', was among those who represented ' || party || ' at the table, report ' || v || ' said.' as quote,
        0 as start_char, false as is_superseded
    from seats inner join people on person_id = 'person-' || p
    inner join delegation_members as members on delegation_member_id = 'dlm-' || d || '-' || m, range(3) as t(v);
insert into composition_changes by name
    select 'ser-' || s as series_id, party, round_no, round_no - 1 as previous_round_no, 'person-' || p as person_id,
        if(m = 4, 'joined', 'stayed') as change, if(m = 4, null, 'member') as role_before, 'member' as role_after
    from seats where round_no > 1 and party <> 'Ruritania';
insert into conflicts by name
    select 'delegation' as subject_type, 'del-' || d as subject_id, 'size_stated' as property, 'contradiction' as kind, '5; 6' as reported_values,
        3 as n_voices, '5' as modal_value, 0.7 as agreement from (select distinct d from seats) where d % 3 = 0
"""


def _copy(database: Path, root: Path) -> Settings:
    settings = Settings(root=root)
    root.mkdir(parents=True)
    shutil.copy(database, settings.database)
    return settings
