"""Worker processes, and a bar that shows how far they are."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from rich.console import Console
from rich.progress import track

T = TypeVar("T")
U = TypeVar("U")


class Workers:
    """A number of fresh processes that share out the tasks; with one, the work is done in this process."""

    def __init__(self, n_workers: int, console: Console | None = None) -> None:
        self._n_workers = n_workers
        self._console = console or Console(stderr=True)

    def map(
        self, function: Callable[[T], U], tasks: Sequence[T], title: str, warm_up: Callable[[], object] | None = None
    ) -> Iterator[U]:
        """The result of each task, in order; each process runs ``warm_up`` first. What is passed must be picklable."""
        if self._n_workers == 1:
            if warm_up:
                warm_up()
            yield from self._follow(map(function, tasks), len(tasks), title)
            return
        executor = ProcessPoolExecutor(self._n_workers, get_context("spawn"), warm_up)
        try:
            yield from self._follow(executor.map(function, tasks), len(tasks), title)
        finally:
            executor.shutdown(cancel_futures=True)  # an interrupt ends the run, not the task of the moment

    def _follow(self, results: Iterator[U], total: int, title: str) -> Iterator[U]:
        disable = not self._console.is_terminal
        yield from track(results, title, total, console=self._console, transient=True, disable=disable)


@contextmanager
def quiet() -> Iterator[None]:
    """Without the warnings and the log of the systems."""
    disabled = logging.root.manager.disable
    logging.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)
