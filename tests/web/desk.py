"""Runs over a site: real Prefect, HTTP and Parquet; no dbt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flows.summary import RunSummary
from tests.web.site import Story
from transforms.records import Row
from warehouse.lake import read_table, write_run
from warehouse.report import RunCounts, count_run
from warehouse.settings import Settings
from warehouse.staged import clear_staged
from warehouse.volume import read_fetches

LAKE_TALKS = """LIMA - Delegations of Peru and Bolivia met in Lima on Wednesday for talks on the water level of their lake.
The Peruvian delegation was led by Deputy Foreign Minister {head} and included Julio Arana, head of the water authority.
"We listened to each other for five hours, and that is more than last year," {head} told reporters after the meeting.
The Bolivian side, headed by Ambassador Hugo Vargas, asked for monthly measurements and for a station on the shore."""


def story(slug: str, head: str = "Marta Salcedo") -> Story:
    """An article with a delegation, whose words no other slug shares wholly."""
    words = slug.replace("-", " ")
    paragraphs = [
        *LAKE_TALKS.format(head=head).splitlines(),
        f"The next round is about {words}, both sides said on leaving.",
    ]
    return Story(slug, f"Peru and Bolivia speak about {words}", paragraphs)


@dataclass
class Desk:
    """A root and the runs into it; ``last`` is what the last run added."""

    settings: Settings
    n_runs: int = 0
    last: RunCounts | None = None

    def run(self, *targets: str, source_ids: list[str] | None = None, sites: list[str] | None = None) -> RunCounts:
        """One run without publishing; checks that every document is accounted for."""
        from flows.build import build
        from flows.ingest import ingest

        self.n_runs += 1
        run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{self.n_runs}"
        ingested = ingest(list(targets), self.settings, run_id, source_ids, sites)
        build(self.settings, ingested.batch_ids)
        clear_staged(self.settings)
        if ingested.memory:
            ingested.memory.save()
        counts = self.last = count_run(self.settings, run_id)
        added = counts.n_articles + counts.n_duplicates + counts.n_refused
        assert ingested.n_files == ingested.n_unchanged + added
        now = datetime.now(UTC)
        write_run(self.settings, RunSummary(run_id, now).run_row("completed", now))
        return counts

    def rows(self, table: str) -> list[Row]:
        found: list[Row] = read_table(self.settings, table).to_pylist()
        return found

    def fetches(self) -> list[Row]:
        found: list[Row] = read_fetches(self.settings).to_pylist()
        return found

    def reasons(self) -> dict[str, str]:
        """Reasons of rejects by the last part of their URI."""
        return {row["uri"].rpartition("/")[2]: row["reason"] for row in self.rows("rejects")}

    def impatient(self) -> Desk:
        """The same root, where what failed is tried again at once."""
        return Desk(replace(self.settings, retry_seconds=0.0), self.n_runs)


NOTHING = RunCounts(0, 0, 0, {})
