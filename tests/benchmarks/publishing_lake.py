"""A lake about invented articles, of any size, without reading or tagging one.

Out of every ten articles one tells of an event with two delegations, three such articles tell of one event, one in
twenty has a second version and one is a reprint. Each has five lines that rows rest on and about 400 words.
"""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa

from transforms.tables import IDENTITIES
from warehouse.batch_ids import batch_id_of
from warehouse.lake import ensure_lake, replace_table, write_batch
from warehouse.settings import Settings

BATCH_ARTICLES = 100  # a batch of the product has as many documents
_AT_ONCE = 20_000  # articles that memory holds easily
_LINE = 200  # characters of a line that rows rest on; the next begins after one more

# Macros keep the queries below short; `i` is an article's number, `k` a line's, `e` an event's, `p` a person's.
_MACROS = f"""
create macro pick(words, n) as words[1 + (n % len(words))::bigint];
create macro syllables(n) as pick(['ka', 'lo', 'mi', 'ru', 'sen', 'tor', 'vel', 'zan', 'bri', 'dan'], n);
create macro name_of(p) as 'A' || syllables(p) || ' ' || 'B' || syllables(p // 10) || syllables(p // 100)
    || syllables(p // 1000) || syllables(p // 10000);
create macro party_of(e, side) as
    pick(['Norway', 'Iceland', 'Peru', 'Chile', 'Kenya', 'Ghana', 'Nepal', 'Japan', 'Fiji'], hash(e) % 9 + side * 4);
create macro place_of(e) as pick(['Oslo', 'Lima', 'Accra', 'Suva', 'Bergen', 'Nairobi', 'Kobe'], hash(e, 'place'));
create macro title_of(p) as pick(['deputy foreign minister', 'minister of trade', 'ambassador', 'adviser',
    'director of the ' || upper(syllables(p // 7)) || ' Agency', null], p);
create macro event_of(i) as i // 30;
create macro is_of_event(i) as i % 10 = 0;
-- Delegations to the events of a party are manned by the same sixty people.
create macro person_of(i, k) as case
    when is_of_event(i) then hash(party_of(event_of(i), k % 2)) % 97 * 60 + hash(event_of(i), k) % 60
    else 6000 + hash(i, k) % (1000 + i // 5) end;
create macro line_of(i, k, v) as rpad(
    case when k = 0 then 'Version ' || v || ': ' || party_of(event_of(i), 0) || ' and ' || party_of(event_of(i), 1)
        || ' met in ' || place_of(event_of(i)) || '.'
    else name_of(person_of(i, k)) || ', ' || coalesce(title_of(person_of(i, k)), 'a guest') || ', spoke.' end,
    {_LINE}, ' Then they went on.');
create macro key_of(kind, name) as kind || '-' || left(sha256(name), 16);
"""

_READINGS = """
create or replace table readings as
with numbers as (
    select i, 1 as v from range($first, $first + $n) as numbers (i)
    union all
    select i, 2 as v from range($first - 100, $first + $n - 100) as numbers (i) where i >= 0 and i % 60 in (10, 21, 33)
)

select
    i,
    v,
    'https://outlet' || i % 40 || '.example/' || i as uri,
    key_of('art', uri) as article_id,
    key_of('evr', article_id || v) as event_report_id
from numbers
"""
_LINES = """
create or replace table lines as
select *, key_of('men', article_id || v || k) as mention_id, key_of('dlr', article_id || v || k % 2) as delegation_report_id
from readings cross join range(5) as lines (k)
"""
_TEXTS = f"""
create or replace table texts as
select
    *,
    array_to_string([line_of(i, k, v) for k in range(5)], chr(10)) || chr(10) || array_to_string(
        [pick(['fish', 'harbour', 'quota', 'treaty', 'envoy', 'summit', 'border', 'grain'], hash(i, w))
        || hash(i, w) % 997 for w in range(350)], ' ') as text,
    sha256(text) as content_sha256,
    key_of('doc', uri || v) as document_id,
    timestamptz '2019-01-01 00:00:00+00' + to_minutes((15 * i)::integer) as published_at,
    published_at + to_minutes(v) as retrieved_at,
    $run_id as run_id,
    greatest(i - $first, 0) // {BATCH_ARTICLES} as batch
from readings;
"""
_REPORTED = f"""
create or replace table reported as
select
    lines.*,
    content_sha256,
    batch,
    line_of(i, k, v) as quote,
    k * {_LINE + 1} as start_char,
    k * {_LINE + 1} + {_LINE} as end_char,
    'generated-1' as extractor,
    0.9 as confidence
from lines
inner join texts using (i, v)
"""

_TABLES = {
    "documents": """
        select batch, document_id, uri, content_sha256 as raw_sha256, length(text) as n_bytes,
            'text/html' as media_type, retrieved_at, run_id, null as modified_at, null as duplicate_of,
            null as url, null as final_url, null as http_status, null as etag, null as last_modified,
            null as content_type, null as via, null as source_key, null as read_by from texts""",
    "articles": """
        select batch, article_id, content_sha256, document_id, uri, 'outlet' || i % 40 as source_id,
            'Outlet ' || i % 40 as source_name, 'en' as language, text, 380 as word_count, retrieved_at, run_id,
            uri as canonical_url, 'Article ' || i as title, null as authors, null as agency, null as standfirst,
            null as subheadings, null as notes, published_at, published_at::date as published_on,
            'meta' as published_at_basis from texts""",
    "person_mentions": """
        select *, name_of(person_of(i, k)) as name_text, title_of(person_of(i, k)) as title_text,
            case when is_of_event(i) then party_of(event_of(i), k % 2) end as country from reported where k > 0""",
    "entity_mentions": """
        select * replace (mention_id || 'e' as mention_id), 'place' as entity_type,
            place_of(hash(event_of(i), k)) as name_text, name_text as canonical_name, null as country from reported""",
    "event_reports": """
        select *, 'talks' as event_type, 'held' as status, place_of(event_of(i)) as place, null as country,
            (timestamptz '2019-01-01 00:00:00+00' + to_minutes((450 * event_of(i))::integer))::date as start_date,
            'day' as date_precision, null as end_date, null as host, null as round_no,
            list_sort([party_of(event_of(i), 0), party_of(event_of(i), 1)]).array_to_string('; ') as parties
        from reported where k = 0 and is_of_event(i)""",
    "participant_reports": """
        select *, key_of('par', event_report_id || side) as participant_report_id, party_of(event_of(i), side) as party,
            'party' as role from reported cross join range(2) as sides (side) where k = 0 and is_of_event(i)""",
    "delegation_reports": """
        select *, party_of(event_of(i), k % 2) as party, 'country' as party_type, 'attended' as status,
            'partial' as list_status, party_of(event_of(i), (k + 1) % 2) as counterparts, null as place, null as date,
            null as date_precision, null as size_stated from reported where k in (1, 2) and is_of_event(i)""",
    "member_reports": """
        select *, key_of('mbr', mention_id) as member_report_id, name_of(person_of(i, k)) as name_text,
            title_of(person_of(i, k)) as title_text, case when k < 3 then 'head' else 'member' end as role,
            'attended' as status from reported where k > 0 and is_of_event(i)""",
}

# What resolution would find: these are written anew with each batch, from the rows of the whole lake.
_IDENTITIES = {
    "story_identities": """
        select distinct article_id, 'sto-' || (i - (i % 20 = 11)::integer) as story_id, null as agency,
            case when i % 20 = 11 then key_of('art', 'https://outlet' || (i - 1) % 40 || '.example/' || (i - 1)) end
                as duplicate_of from readings""",
    "person_identities": """
        select mention_id, 'per-' || name_of(person_of(i, k)) as person_id, 'rule' as decided_by, 'name' as rule,
            0.9 as score, null as decision_id from lines where k > 0""",
    "event_identities": """
        select event_report_id, 'evt-' || event_of(i) as event_id from readings where is_of_event(i)""",
}


def add_articles(settings: Settings, first: int, n: int) -> None:
    """Commit articles number ``first`` to ``first + n - 1`` in batches, and second versions of some a little older.

    To be called with no gaps between the numbers: identities are of all articles up to the last.
    """
    ensure_lake(settings)
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(_MACROS)
        for start in range(first, first + n, _AT_ONCE):
            _write_batches(connection, settings, start, min(_AT_ONCE, first + n - start))
        _write_identities(connection, settings, first + n)


def _write_batches(connection: duckdb.DuckDBPyConnection, settings: Settings, first: int, n: int) -> None:
    run_id = f"20240101T000000-{first:08}"  # as runs of their day are called: those of today come after them
    connection.execute(_READINGS, {"first": first, "n": n})
    connection.execute(_LINES)
    connection.execute(_TEXTS, {"first": first, "run_id": run_id})
    connection.execute(_REPORTED)
    tables = {name: connection.sql(f"{query} order by batch").to_arrow_table() for name, query in _TABLES.items()}
    for number in range(-(-n // BATCH_ARTICLES)):
        rows = {name: _rows_of(table, number) for name, table in tables.items()}
        write_batch(settings, batch_id_of(run_id, number), rows)


def _rows_of(table: pa.Table, batch: int) -> pa.Table:
    """The rows of one batch; they lie together."""
    first, end = np.searchsorted(table["batch"].to_numpy(), [batch, batch + 1])
    return table.slice(first, end - first)


def _write_identities(connection: duckdb.DuckDBPyConnection, settings: Settings, n: int) -> None:
    connection.execute(_READINGS, {"first": 0, "n": n})
    connection.execute(_LINES)
    for name, schema in IDENTITIES.items():
        query = _IDENTITIES.get(name)
        table = connection.sql(query).to_arrow_table() if query else schema.empty_table()
        replace_table(settings, name, table, str(n))
