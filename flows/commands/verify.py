"""``dragoman verify``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console

from flows.commands.common import Root, Verbose, errors_explained, quiet_prefect
from warehouse.settings import Settings


def verify(
    repair: Annotated[
        bool, typer.Option("--repair", help="Repair what can be repaired, then check again; no run may go on.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    root: Root = None,
    verbose: Verbose = False,
) -> None:
    """Check every file and every promise of a warehouse: bytes, keys, relations, quotes, counts, what is published.

    Example: `dragoman verify --root data || dragoman verify --repair --root data`

    Nothing is changed without --repair, which makes damaged files again, of copies, of raw bytes or of the local files
    that were read, and publishes anew. Leaves with 0 when all is sound, 1 when a fault is found or left, 75 when
    --repair is asked for and a run goes on.
    """
    from dataclasses import asdict

    from flows.commands.backfill import prefect_at_hand
    from flows.progress import observer
    from flows.screen import open_console, open_progress, print_json
    from flows.verify_screen import show_repairs, show_verification
    from warehouse.verify import verify as check

    with errors_explained(verbose):
        settings, repairs = Settings.load(root), list[str]()
        quiet_prefect(verbose)
        with open_progress(Console(stderr=True)):
            if repair:
                from flows.repair import repair as mend

                repairs = mend(settings)
                if repairs:
                    with prefect_at_hand():
                        from flows.rebuild import rebuild

                        rebuild(settings)
            found = check(settings, observer())
        if json:
            sound = {"is_sound": found.is_sound, "repairs": repairs}
            print_json({**asdict(found), **sound}, sys.stdout)
        else:
            show_repairs(open_console(), repairs)
            show_verification(open_console(), found)
    if not found.is_sound:
        raise typer.Exit(1)
