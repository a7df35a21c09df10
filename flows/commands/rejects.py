"""``dragoman rejects``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from flows.commands.common import Root, Verbose, errors_explained, quiet_prefect
from warehouse.settings import Settings

if TYPE_CHECKING:
    from warehouse.rejects import Filter


def rejects(
    reason: Annotated[str | None, typer.Option(help="Only this reason, such as timeout.", show_default=False)] = None,
    stage: Annotated[
        str | None, typer.Option(help="Only this stage: fetch, ingest, extract or tag.", show_default=False)
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Only this outlet, or this source of seeds/sources.csv.", show_default=False)
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also those whose page was read since, or only repeats its text.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="Documents shown of each reason.")] = 3,
    replay: Annotated[
        bool, typer.Option("--replay", help="Try again those that new code or a repaired source may take.")
    ] = False,
    root: Root = None,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON list of the reasons.")] = False,
    verbose: Verbose = False,
) -> None:
    """What was refused, why, and what to do about it.

    Examples: `dragoman rejects`, `dragoman rejects --reason timeout --limit 50`, `dragoman rejects --replay`

    With --replay, documents that were read by other code than today's, or that ran out of time, are read again from the
    bytes that are kept; files that were repaired since and URLs that could not be fetched go through a run. What is
    accepted is published once: a second replay finds nothing to do. Leaves with 0 when done, 1 when it failed, 75 when
    another run writes under the same root.
    """
    from flows.replay_screen import reject_records, show_rejects
    from flows.screen import open_console, print_json
    from warehouse.rejects import Filter, read_rejects

    with errors_explained(verbose):
        settings = Settings.load(root)
        wanted = Filter(stage, reason, source, everything)
        if replay:
            quiet_prefect(verbose)
            _replay(settings, wanted)
        found = read_rejects(settings, wanted)
        if json:
            print_json(reject_records(found, limit), sys.stdout)
        else:
            show_rejects(open_console(), found, limit)


def _replay(settings: Settings, wanted: Filter) -> None:
    from flows.commands.backfill import prefect_at_hand
    from flows.replay_screen import show_replay
    from flows.screen import open_progress, show_run
    from warehouse.lock import check_free
    from warehouse.rejects import find_repaired, read_rejects
    from warehouse.replay import Scope

    check_free(settings)
    console = Console(stderr=True)
    scope = Scope(
        source_id=wanted.source_id, stage=wanted.stage, reason=wanted.reason, is_refused=True, is_missing_only=True
    )
    with prefect_at_hand():
        from flows.backfill import backfill
        from flows.pipeline import dragoman

        with open_progress(console):
            replayed = backfill(scope, settings)
        show_replay(console, replayed)
        if repaired := find_repaired(settings, read_rejects(settings, wanted)):
            with open_progress(console):
                summary = dragoman(repaired, settings)
            show_run(console, settings, summary, [])
