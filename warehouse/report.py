"""What the warehouse and the lake hold, for people to read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from transforms.volume import Volume
from warehouse.lake import read_table
from warehouse.lock import Owner, is_held, read_owner
from warehouse.query import ask, open_warehouse
from warehouse.settings import Settings
from warehouse.volume import read_volumes

# The sentence shown is that of the report which names most members; of equals, the earliest published.
_NEW_DELEGATIONS = """
with first_reports as (
    select r.delegation_id, min(v.seen_at) as first_seen_at
    from delegation_reports as r
    join article_versions as v using (article_id, version)
    group by r.delegation_id
),

current_reports as (
    select * from delegation_reports
    where not is_superseded
),

member_counts as (
    select delegation_report_id, count(*) as n_members
    from member_reports
    group by delegation_report_id
),

sentences as (
    select r.delegation_id, r.quote, s.name as source
    from current_reports as r
    join articles as a using (article_id)
    join sources as s using (source_id)
    left join member_counts as m using (delegation_report_id)
    qualify row_number() over (
        partition by r.delegation_id
        order by coalesce(m.n_members, 0) desc, a.published_at nulls last, r.delegation_report_id
    ) = 1
),

outlets as (
    select r.delegation_id, string_agg(distinct s.name, ', ' order by s.name) as outlets
    from current_reports as r
    join articles as a using (article_id)
    join sources as s using (source_id)
    group by r.delegation_id
),

members as (
    select
        m.delegation_id,
        list(
            p.name || coalesce(', ' || m.title_text, '')
            order by m.role != 'head', m.role != 'deputy', p.name
        ) as members
    from delegation_members as m
    join people as p using (person_id)
    group by m.delegation_id
)

select
    d.delegation_id,
    e.event_type,
    e.start_date,
    e.date_precision,
    coalesce(e.city, e.country) as place,
    d.party,
    d.status,
    h.name as head,
    coalesce(m.members, []) as members,
    o.outlets,
    s.quote,
    s.source
from delegations as d
join events as e using (event_id)
join first_reports as f using (delegation_id)
join outlets as o using (delegation_id)
join sentences as s using (delegation_id)
left join members as m using (delegation_id)
left join people as h on h.person_id = d.head_person_id
where f.first_seen_at >= ?
order by d.status = 'historic', e.start_date nulls last, d.event_id, d.party, d.delegation_id
"""


@dataclass(frozen=True, slots=True)
class Delegation:
    """A delegation as a reader wants to see it at a glance."""

    delegation_id: str
    event_type: str
    start_date: date | None
    date_precision: str | None
    place: str | None
    party: str
    status: str
    head: str | None  # None where no outlet reports who led it
    members: list[str]  # name and title
    outlets: str
    quote: str
    source: str  # the outlet whose words the quote is

    @property
    def date_text(self) -> str:
        """The date of the event in as many digits as are known; empty where none is."""
        if self.start_date is None:
            return ""
        digits = {"year": 4, "month": 7}.get(self.date_precision or "day", 10)
        return self.start_date.isoformat()[:digits]

    @property
    def event_text(self) -> str:
        """Such as 'talks, Geneva, 2031-04-02'."""
        return ", ".join(part for part in (self.event_type, self.place, self.date_text) if part)

    @property
    def head_text(self) -> str:
        """Who led it, or that nobody says so."""
        return f"led by {self.head}" if self.head else "head not reported"


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What one run added to the lake."""

    n_duplicates: int
    n_articles: int
    n_refused: int  # documents that gave no article
    rejects: dict[str, int]  # by reason, most frequent first; an article that could not be tagged is among them


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a root."""

    root: str
    published_at: datetime | None
    n_rows: dict[str, int]  # by published table
    runs: list[dict[str, Any]]  # the last ones, newest first
    rejects: dict[str, int]  # by stage and reason, most frequent first
    disk_bytes: int
    owner: Owner | None  # of the run that writes now
    volumes: tuple[Volume, ...]  # of sources that were asked in the last 30 days, those with an alarm first


def new_delegations(settings: Settings, since: datetime) -> list[Delegation]:
    """The published delegations that no article told of before ``since``, by date of their event."""
    with open_warehouse(settings) as connection:
        answer = ask(connection, _NEW_DELEGATIONS, [since.astimezone(UTC).replace(tzinfo=None)])
    return [Delegation(*row) for row in answer.rows]


def published_at(settings: Settings) -> datetime | None:
    """When readers were given the database that they see; None before the first time."""
    if not settings.database.is_file():
        return None
    return datetime.fromtimestamp(settings.database.stat().st_mtime, tz=UTC)


def count_run(settings: Settings, run_id: str) -> RunCounts:
    """Count what the committed batches of a run hold."""
    documents = read_table(settings, "documents", ["duplicate_of"], run_id=run_id).column("duplicate_of")
    articles = read_table(settings, "articles", ["article_id"], run_id=run_id)
    rejects = read_table(settings, "rejects", ["stage", "reason"], run_id=run_id)
    return RunCounts(
        n_duplicates=len(documents) - documents.null_count,
        n_articles=articles.num_rows,
        n_refused=sum(row["stage"] != "tag" for row in rejects.to_pylist()),
        rejects=_count([row["reason"] for row in rejects.to_pylist()]),
    )


def read_status(settings: Settings, n_runs: int = 5) -> Status:
    """The state of a root, whether or not anything is published in it."""
    runs = read_table(settings, "runs").sort_by([("started_at", "descending")]).slice(0, n_runs).to_pylist()
    rejects = read_table(settings, "rejects", ["stage", "reason"])
    reasons = [f"{row['stage']}: {row['reason']}" for row in rejects.to_pylist()]
    return Status(
        root=str(settings.root),
        published_at=published_at(settings),
        n_rows=_count_rows(settings) if settings.database.is_file() else {},
        runs=runs,
        rejects=_count(reasons),
        disk_bytes=_measure(settings),
        owner=read_owner(settings) if is_held(settings) else None,
        volumes=read_volumes(settings),
    )


def _count_rows(settings: Settings) -> dict[str, int]:
    with open_warehouse(settings) as connection:
        names = [row[0] for row in ask(connection, "select table_name from duckdb_tables() order by 1").rows]
        counts = {}
        for name in names:
            count = ask(connection, "select count(*) from query_table(?)", [name]).rows[0][0]
            counts[name] = int(count)
    return counts


def _count(values: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _measure(settings: Settings) -> int:
    """Bytes of all files under the root; the link to the newest snapshot is not followed."""
    n_bytes = 0
    for folder, _, names in os.walk(settings.root):
        for name in names:
            try:
                n_bytes += os.lstat(os.path.join(folder, name)).st_size
            except FileNotFoundError:  # a run may be replacing it
                continue
    return n_bytes
