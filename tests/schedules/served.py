"""``dragoman serve`` in a process of its own, on a copy of the project with sources of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.flows.processes import wait_until
from warehouse.settings import Settings, project_dir

COMMAND = [sys.executable, "-c", "from flows.cli import main; main()"]
_PARTS = ("flows", "warehouse", "transforms", "sql", "seeds", "tests/sql")
_FILES = ("dbt_project.yml", "profiles.yml")
PATIENCE_SECONDS = 240.0  # of a busy machine


def copy_project(folder: Path) -> Path:
    """The project, in a folder of its own."""
    for name in _PARTS:
        shutil.copytree(project_dir() / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copy(project_dir() / name, folder)
    return folder


@dataclass
class Served:
    """A project, a root, and what Prefect's server says of the runs."""

    project: Path
    root: Path

    @property
    def settings(self) -> Settings:
        return Settings(self.root)

    def schedule(self, feed: str, when: str) -> None:
        """Let the only source be this one."""
        header = "source_id,feeds,sitemaps,language,schedule,is_enabled"
        row = f"northwire,{feed},,en,{when},true"
        (self.project / "seeds" / "sources.csv").write_text(f"{header}\n{row}\n")

    def environment(self) -> dict[str, str]:
        """What all its processes have in common; the files of the checkout give way to the copy."""
        ours = {"PYTHONPATH": str(self.project), "DRAGOMAN_FETCH_ALLOWED_PRIVATE_HOSTS": "127.0.0.1"}
        return {**os.environ, **ours, "DRAGOMAN_FETCH_HOST_DELAY_SECONDS": "0", "PREFECT_RUNNER_POLL_FREQUENCY": "2"}

    @contextmanager
    def serving(self) -> Iterator[subprocess.Popen[str]]:
        """Serve, with the processes of its runs in a group of their own."""
        command = [*COMMAND, "serve", "--verbose", "--root", str(self.root)]
        log = (self.root.parent / "serve.log").open("a")
        with (
            log,
            subprocess.Popen(
                command,
                env=self.environment(),
                stdout=log,
                stderr=log,
                text=True,
                cwd=self.root.parent,
                start_new_session=True,
            ) as process,
        ):
            try:
                yield process
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)

    def start_run(self, deployment_id: UUID) -> UUID:
        """Have a run be due now."""
        from prefect.client.orchestration import get_client

        with get_client(sync_client=True) as client:
            return client.create_flow_run_from_deployment(deployment_id).id

    def bring_forward(self, run_id: UUID) -> None:
        """Have a run that waits be due now."""
        from prefect.client.orchestration import get_client
        from prefect.states import Scheduled

        with get_client(sync_client=True) as client:
            client.set_flow_run_state(run_id, Scheduled(), force=True)

    def runs(self) -> list[Any]:
        """The runs of the source that have begun, the first first."""
        return sorted((run for run in self._read_runs() if run.start_time), key=lambda run: run.start_time)

    def runs_due_between(self, start: datetime, end: datetime) -> list[Any]:
        """Runs that wait for their time."""
        waiting = [run for run in self._read_runs() if run.next_scheduled_start_time and run.state.is_scheduled()]
        return [run for run in waiting if start < run.next_scheduled_start_time < end]

    def _read_runs(self) -> list[Any]:
        from prefect.client.orchestration import get_client
        from prefect.client.schemas.filters import FlowFilter, FlowFilterName

        ours = FlowFilter(name=FlowFilterName(any_=["dragoman-source"]))
        with get_client(sync_client=True) as client:
            return list(client.read_flow_runs(flow_filter=ours))

    def wait_for(self, run_id: UUID, state: str) -> Any:
        """The run, as soon as it has come to the state."""
        assert wait_until(lambda: self._states().get(run_id) == state, PATIENCE_SECONDS, 1), self._states()
        return next(run for run in self.runs() if run.id == run_id)

    def _states(self) -> dict[UUID, str]:
        return {run.id: run.state_name for run in self.runs()}
