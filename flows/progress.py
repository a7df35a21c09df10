"""How a run says how far it is: to the terminal, and to nobody where none watches.

A flow speaks to the observer of its context; who starts a run sets one with ``watch``. Workers of Dask and scheduled
runs have none, and then the calls do nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


class Observer:
    """Watches a run; this one keeps silent."""

    def start_stage(self, name: str, n_steps: int | None = None, unit: str = "documents") -> None:
        """A stage begins; ``n_steps`` where it goes step by step."""

    def advance(self, n_steps: int, n_rejects: int = 0) -> None:
        """So many more steps of the stage are done, of which so many were rejected."""


class StageLines(Observer):
    """One line a stage: for logs, pipes and continuous integration."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def start_stage(self, name: str, n_steps: int | None = None, unit: str = "documents") -> None:
        """Print the stage."""
        self._console.print(name if n_steps is None else f"{name}: {n_steps} {unit}", highlight=False)


class ProgressBar(Observer):
    """A bar on a terminal: stage, steps done of all, rejects, time taken and time left."""

    def __init__(self, console: Console) -> None:
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rejects]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            expand=True,
        )
        self._stage: TaskID | None = None
        self._n_rejects = 0

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def start_stage(self, name: str, n_steps: int | None = None, unit: str = "documents") -> None:
        """Replace the bar of the stage before."""
        if self._stage is not None:
            self._bar.remove_task(self._stage)
        self._stage = self._bar.add_task(name, total=n_steps, rejects="")

    def advance(self, n_steps: int, n_rejects: int = 0) -> None:
        """Move the bar."""
        if self._stage is None:
            return
        self._n_rejects += n_rejects
        rejects = f"{self._n_rejects} rejected" if self._n_rejects else ""
        self._bar.update(self._stage, advance=n_steps, rejects=rejects)


_observer: ContextVar[Observer] = ContextVar("observer", default=Observer())  # noqa: B039 - it has no state


def observer() -> Observer:
    """Who watches the present run."""
    return _observer.get()


@contextmanager
def watch(watcher: Observer) -> Iterator[None]:
    """Let ``watcher`` follow the runs that are started inside."""
    token = _observer.set(watcher)
    try:
        yield
    finally:
        _observer.reset(token)
