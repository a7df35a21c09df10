"""``dragoman serve``."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.commands.common import Root, Verbose, errors_explained
from warehouse.errors import InputError
from warehouse.settings import ROOT_VARIABLE, Settings, project_dir

_SHOWN_RUNS = 3


def serve(
    listed: Annotated[bool, typer.Option("--list", help="Only print what would run when, in UTC.")] = False,
    prefect_yaml: Annotated[
        bool, typer.Option("--prefect-yaml", help="Only print the same deployments for a work pool.")
    ] = False,
    root: Root = None,
    verbose: Verbose = False,
) -> None:
    """Read the sources of seeds/sources.csv on their schedules, one after the other, until told to stop.

    Example: `dragoman serve --list`, then `dragoman serve --root /srv/dragoman`

    With PREFECT_API_URL set, that server keeps the schedules; else one is started for as long as this runs. Runs that
    were missed or killed are made up for at the start. Leaves with 2 when no source is enabled.
    """
    with errors_explained(verbose):
        settings = Settings.load(root)
        os.environ[ROOT_VARIABLE] = str(settings.root)  # for the processes of the runs
        os.environ.setdefault("PYTHONSAFEPATH", "1")  # so that no file of the working folder is imported there
        if listed or prefect_yaml:
            _print(listed)
        else:
            _serve(settings)


def _print(listed: bool) -> None:
    from flows.deployments import read_timetable, write_prefect_yaml
    from flows.screen import open_console, print_table
    from warehouse.query import Answer

    timetable = read_timetable(project_dir())
    if not listed:
        sys.stdout.write(write_prefect_yaml(timetable))
        return
    start = datetime.now(UTC)
    rows: list[tuple[object, ...]] = []
    for entry in timetable:
        runs = [f"{run:%Y-%m-%d %H:%M}" for run in entry.next_runs(start, _SHOWN_RUNS)]
        rows.append((entry.source_id, entry.when, ", ".join(runs) or "disabled"))
    print_table(Answer(["source", "schedule", "next runs (UTC)"], rows), open_console())


def _serve(settings: Settings) -> None:
    from flows.server import start_server
    from warehouse.sources import load_sources

    if not any(source.is_enabled and source.schedule for source in load_sources(project_dir())):
        raise InputError("No source of seeds/sources.csv is enabled and has a schedule. Enable some, then start again.")
    server = start_server(has_scheduler=True)
    from flows.deployments import read_timetable
    from flows.serving import serve as serve_timetable

    timetable = read_timetable(project_dir())
    if server:
        server.wait()
    serve_timetable(settings, timetable)
