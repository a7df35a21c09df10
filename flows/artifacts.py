"""Artifacts that show a run in Prefect's UI; for use inside a flow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from flows.summary import RunSummary
from transforms.volume import Volume
from warehouse.report import Delegation
from warehouse.run_sources import SourceCount, count_sources
from warehouse.settings import Settings
from warehouse.volume import read_volumes

_SHOWN_DELEGATIONS = 200


class ProgressArtifact:
    """How far the run is, in per cent."""

    def __init__(self) -> None:
        created = create_progress_artifact(0.0, key="dragoman-progress", description="How far the run is")
        self._artifact_id = cast(UUID, created)  # a coroutine only where an event loop runs

    def show(self, percent: float) -> None:
        """Move the bar in the UI."""
        update_progress_artifact(self._artifact_id, percent)


def leave_artifacts(settings: Settings, summary: RunSummary, delegations: list[Delegation]) -> None:
    """Leave counts, a report on stages and sources, and the new delegations in Prefect's UI; for use inside a flow."""
    create_table_artifact(
        key="dragoman-summary",
        table=summary_rows(summary),
        description=f"What {summary.run_id} read, refused and published",
    )
    create_markdown_artifact(
        key="dragoman-report",
        markdown=report_markdown(summary, count_sources(settings, summary.run_id), read_volumes(settings)),
        description=f"Stages, sources and rejects of {summary.run_id}",
    )
    if delegations:
        create_markdown_artifact(
            key="dragoman-delegations",
            markdown=delegations_markdown(delegations),
            description=f"Delegations that {summary.run_id} found",
        )


def leave_nodes(nodes: list[dict[str, Any]]) -> None:
    """Leave what became of each model and test: one artifact, because a task for each costs more than building it."""
    create_table_artifact(key="dragoman-models", table=nodes, description="Models and tests of the build")


def summary_rows(summary: RunSummary) -> list[dict[str, Any]]:
    """The counts of a run, one a row: files, articles, rejects by reason, rows by published table."""
    counts: dict[str, int] = {
        "files": summary.n_files,
        "unchanged": summary.n_unchanged,
        "exact duplicates": summary.n_duplicates,
        "new articles": summary.n_articles,
        **{f"rejected: {reason}": count for reason, count in summary.rejects.items()},
        **{f"rows of {name}": count for name, count in summary.n_rows.items()},
        "milliseconds": summary.duration_ms,
    }
    return [{"what": what, "count": count} for what, count in counts.items()]


def report_markdown(summary: RunSummary, sources: Sequence[SourceCount], volumes: Sequence[Volume]) -> str:
    """Stages with the slowest first, new articles by outlet, sites against their norm, and the way to the rejects."""
    stages = sorted(summary.stages, key=lambda stage: -stage.seconds)
    parts = [
        _markdown_table(
            ["stage", "seconds", "steps", "rejected"],
            [[stage.name, f"{stage.seconds:.1f}", stage.n_steps, stage.n_rejects] for stage in stages],
        ),
        _markdown_table(
            ["outlet", "new articles", "newest"],
            [[source.source_name, source.n_articles, _time(source.newest_at)] for source in sources],
        ),
        _markdown_table(
            ["source", "alarm", "new pages in 24 h", "norm a day", "last new page"],
            [[one.source_key, one.alarm, one.n_pages, one.norm, _time(one.last_new_at)] for one in volumes],
        ),
    ]
    if summary.rejects:
        query = f"select uri, stage, reason, detail from rejects where run_id = '{summary.run_id}'"  # noqa: S608 - shown
        parts += [
            _markdown_table(["rejected", "documents"], list(summary.rejects.items())),
            f'Each with its reason: `dragoman sql "{query}"`',
        ]
    return "\n\n".join(part for part in parts if part)


def _markdown_table(columns: list[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table, or nothing where it has no rows; text from pages is escaped."""
    if not rows:
        return ""
    cells = [["" if cell is None else _escape(str(cell)) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [columns, ["---"] * len(columns), *cells])


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%d %H:%M} UTC"


def delegations_markdown(delegations: list[Delegation]) -> str:
    """New delegations with their heads, as Markdown; text from pages is escaped."""
    lines = [
        f"- **{_escape(one.party)}** at {_escape(one.event_text)}: {_escape(one.head_text)}"
        f" ({len(one.members)} named; {_escape(one.outlets)})"
        for one in delegations[:_SHOWN_DELEGATIONS]
    ]
    n_more = len(delegations) - _SHOWN_DELEGATIONS
    if n_more > 0:
        lines.append(f"- and {n_more} more, in the table `delegations`")
    return "\n".join(lines)


def _escape(text: str) -> str:
    return "".join(f"\\{mark}" if mark in r"\`*_[]<>|#" else mark for mark in text)
