"""The published warehouse in the form that the scorer of the evaluation sets reads.

    uv run python -m tests.predictions data/warehouse.duckdb > predictions.json

One object an article, named by the stem of its file: body, delegations, people, events, story and metadata.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import duckdb

Row = dict[str, Any]

_DATE = """case {precision} when 'day' then strftime({date}, '%Y-%m-%d') when 'month' then strftime({date}, '%Y-%m')
    when 'year' then strftime({date}, '%Y') end"""
_QUERIES = {
    "delegations": f"""
        select article_id, delegation_report_id, party, party_type, place,
            {_DATE.format(date="date", precision="date_precision")} as date, status
        from delegation_reports where not is_superseded order by start_char, delegation_report_id""",
    "members": """
        select article_id, delegation_report_id, name_text, title_text, role
        from member_reports where not is_superseded order by start_char, member_report_id""",
    "people": """
        select mentions.article_id, mentions.name_text as name, coalesce(mentions.title_text, '') as title,
            coalesce(mentions.country, people.country) as country, mentions.person_id
        from person_mentions as mentions join people using (person_id)
        where not is_superseded order by mentions.start_char""",
    "events": f"""
        select article_id, event_type as type, place,
            {_DATE.format(date="start_date", precision="date_precision")} as start_date
        from event_reports where not is_superseded order by start_char, event_report_id""",
}


def predict(database: Path) -> list[Row]:
    """What the warehouse holds on each article, in the scorer's terms."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = {name: _rows(connection, query) for name, query in _QUERIES.items()}
        articles = _rows(
            connection,
            """select article_id, url, title, text, authors, agency, story_id, sources.name as source,
                strftime(published_on, '%Y-%m-%d') as published
            from articles left join sources using (source_id) order by url""",
        )
    return [_prediction(article, rows) for article in articles]


def _prediction(article: Row, rows: dict[str, list[Row]]) -> Row:
    mine = {name: [row for row in table if row["article_id"] == article["article_id"]] for name, table in rows.items()}
    return {
        "article_id": Path(unquote(urlsplit(article["url"]).path)).stem,
        "title": article["title"],
        "published": article["published"],
        "author": article["authors"],
        "agency": article["agency"],
        "source": article["source"],
        "cluster_id": article["story_id"],
        "body": article["text"].split("\n"),
        "delegations": [_delegation(row, mine["members"]) for row in mine["delegations"]],
        "people": mine["people"],
        "events": mine["events"],
    }


def _delegation(row: Row, members: list[Row]) -> Row:
    named = [m for m in members if m["delegation_report_id"] == row["delegation_report_id"]]
    return {
        **{key: row[key] for key in ("place", "date", "status")},
        "party": row["party"].split("; ") if row["party_type"] == "joint" else row["party"],
        "head": next((m["name_text"] for m in named if m["role"] == "head"), None),
        "members": [{"name": m["name_text"], "title": m["title_text"] or ""} for m in named],
    }


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    result = connection.execute(query)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


if __name__ == "__main__":
    json.dump(predict(Path(sys.argv[1])), sys.stdout, ensure_ascii=False, indent=1)
