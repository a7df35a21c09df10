"""``dragoman backfill``."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from flows.commands.common import Root, Verbose, errors_explained, quiet_prefect
from warehouse.errors import InputError
from warehouse.settings import Settings

if TYPE_CHECKING:
    from warehouse.replay import Scope


class Day(StrEnum):
    """The day by which a document counts."""

    PUBLISHED = "published"
    RETRIEVED = "retrieved"


_FORMATS = ["%Y-%m-%d"]


def backfill(
    first: Annotated[datetime, typer.Option("--from", formats=_FORMATS, help="First day, UTC.", show_default=False)],
    last: Annotated[
        datetime, typer.Option("--to", formats=_FORMATS, help="Last day, included, UTC.", show_default=False)
    ],
    source: Annotated[
        str | None,
        typer.Option(help="Only this outlet, or this source of seeds/sources.csv.", show_default=False),
    ] = None,
    only_missing: Annotated[
        bool,
        typer.Option(
            "--only-missing",
            help="Only what gave neither article nor reject, or was read by other code, models or reference data.",
        ),
    ] = False,
    by: Annotated[
        Day,
        typer.Option(
            help="The day that counts: of publication (of retrieval where no article tells), or of retrieval."
        ),
    ] = Day.PUBLISHED,
    root: Root = None,
    verbose: Verbose = False,
) -> None:
    """Read documents again with today's code, from the bytes that are kept, and publish what has changed.

    Example, after an upgrade: `dragoman backfill --from 2026-05-01 --to 2026-05-31 --only-missing`

    Example, after a bad week: `dragoman backfill --from 2026-11-02 --to 2026-11-08 --by retrieved --source xinhua`

    No site is asked for anything. Pages are read with all their versions, those of other days too. What a page reported
    before is replaced; ids, times and version numbers stay where its words do, and the last snapshots keep what was
    published. Stopped at any time, it goes on with --only-missing. Leaves with 0 when done, 1 when it failed, 2 for
    wrong options, 75 when another run writes under the same root.
    """
    from flows.replay_screen import show_replay
    from flows.screen import open_console, open_progress
    from warehouse.lock import check_free

    with errors_explained(verbose):
        scope = _scope(first.date(), last.date(), by, source, only_missing)
        settings = Settings.load(root)
        quiet_prefect(verbose)
        check_free(settings)
        with open_progress(Console(stderr=True)), prefect_at_hand():
            from flows.backfill import backfill as run

            replayed = run(scope, settings)
        show_replay(open_console(), replayed)


@contextlib.contextmanager
def prefect_at_hand() -> Iterator[None]:
    """A Prefect server for the flows inside, where none is set up; to be entered before Prefect is imported."""
    from flows.server import start_server

    server = start_server()
    with server.in_use() if server else contextlib.nullcontext():
        yield


def _scope(first: date, last: date, by: Day, source: str | None, only_missing: bool) -> Scope:
    from warehouse.replay import Scope

    if first > last:
        raise InputError(f"--from {first} is after --to {last}. Exchange them.")
    return Scope(first, last, by.value, source, only_missing)
