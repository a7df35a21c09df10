"""Artifacts that show a run in Prefect's UI; for use inside a flow."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from flows.summary import RunSummary
from warehouse.report import Delegation

_SHOWN_DELEGATIONS = 200


class ProgressArtifact:
    """How far the run is, in per cent."""

    def __init__(self) -> None:
        created = create_progress_artifact(0.0, key="dragoman-progress", description="How far the run is")
        self._artifact_id = cast(UUID, created)  # a coroutine only where an event loop runs

    def show(self, percent: float) -> None:
        """Move the bar in the UI."""
        update_progress_artifact(self._artifact_id, percent)


def leave_artifacts(summary: RunSummary, delegations: list[Delegation]) -> None:
    """Leave the counts as a table and the new delegations as a list in Prefect's UI; for use inside a flow."""
    create_table_artifact(
        key="dragoman-summary",
        table=summary_rows(summary),
        description=f"What {summary.run_id} read, refused and published",
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
