"""The summary of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from flows.stage_clock import StageTime
from transforms.records import Row


@dataclass(slots=True)
class RunSummary:
    """What one run read, refused and published.

    ``n_files`` is the sum of unchanged files, exact duplicates, new articles and documents that were refused.
    """

    run_id: str
    started_at: datetime
    read_before: datetime = field(default=datetime.min.replace(tzinfo=UTC))  # when readers last got something new
    n_files: int = 0
    n_unchanged: int = 0
    n_ignored: int = 0
    n_duplicates: int = 0
    n_articles: int = 0
    rejects: dict[str, int] = field(default_factory=dict)  # by reason
    is_published: bool = False  # False where nothing was new
    n_rows: dict[str, int] = field(default_factory=dict)  # by published table
    duration_ms: int = 0
    flow_name: str = "dragoman-run"
    stages: list[StageTime] = field(default_factory=list)

    @property
    def n_rejects(self) -> int:
        """Refusals of this run, for whatever reason."""
        return sum(self.rejects.values())

    def run_row(self, status: str, ended_at: datetime, message: str | None = None) -> Row:
        """The row of ``runs``."""
        return {
            "run_id": self.run_id,
            "flow_name": self.flow_name,
            "started_at": self.started_at,
            "status": status,
            "n_documents": self.n_files,
            "n_unchanged": self.n_unchanged,
            "n_duplicates": self.n_duplicates,
            "n_articles": self.n_articles,
            "n_rejects": self.n_rejects,
            "duration_ms": self.duration_ms,
            "ended_at": ended_at,
            "message": message,
        }
