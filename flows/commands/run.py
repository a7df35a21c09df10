"""``dragoman run``."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from flows.commands.common import Root, Verbose, errors_explained, quiet_prefect
from warehouse.settings import Settings

if TYPE_CHECKING:
    from flows.summary import RunSummary
    from warehouse.report import Delegation


def run(
    paths: Annotated[
        list[str], typer.Argument(help="Files, or folders of .txt and .html articles.", show_default=False)
    ],
    root: Root = None,
    verbose: Verbose = False,
) -> None:
    """Read articles, find the delegations in them, publish what is new.

    Example: `dragoman run seeds/articles --root data`

    Articles that were read before are skipped. Leaves with 0 when done, 1 when the run failed, 2 when there is nothing
    to read, 75 when another run writes under the same root.
    """
    from flows.screen import open_console, open_progress, show_run

    with errors_explained(verbose):
        settings = Settings.load(root)
        _check_before(settings, paths)
        quiet_prefect(verbose)
        with open_progress(Console(stderr=True)):
            summary, delegations = _run_flow(settings, paths)
        show_run(open_console(), settings, summary, delegations)


def _check_before(settings: Settings, paths: list[str]) -> None:
    """Answer at once what needs no Prefect: nothing to read, or another run."""
    from warehouse.inputs import find_inputs
    from warehouse.lock import check_free

    find_inputs(paths)
    check_free(settings)


def _run_flow(settings: Settings, paths: list[str]) -> tuple[RunSummary, list[Delegation]]:
    """Run the flow; what it will need is loaded while its server starts, if there is anything new."""
    from flows.server import start_server
    from warehouse.ledger import has_news

    server = start_server()
    sources = [str(Path(path).absolute()) for path in paths]
    is_busy = has_news(settings, sources)
    from flows.publish import prepared_dbt
    from warehouse.report import new_delegations

    with prepared_dbt(settings) if is_busy else contextlib.nullcontext():
        from flows.batch import preload
        from flows.pipeline import dragoman

        if is_busy:
            preload()
        with server.in_use() if server else contextlib.nullcontext():
            summary = dragoman(sources, settings)
    return summary, new_delegations(settings, summary.read_before) if summary.is_published else []
