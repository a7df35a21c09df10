"""The command ``dragoman``. Prefect and the language model are imported by the commands that need them."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from warehouse.errors import DragomanError, InputError
from warehouse.settings import ROOT_VARIABLE, Settings

if TYPE_CHECKING:
    from flows.summary import RunSummary
    from warehouse.report import Delegation

_INTERRUPTED = 128 + signal.SIGINT
_TERMINATED = 128 + signal.SIGTERM

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    help="News in, delegations out: who sat at which table for whom, led by whom, and which outlet said so.",
    epilog='Start with: `dragoman run seeds/articles`, then `dragoman sql "select * from delegations"`',
)

Root = Annotated[
    Path | None,
    typer.Option(help=f"Folder of the warehouse; else ${ROOT_VARIABLE}, else ./data.", show_default=False),
]
Verbose = Annotated[bool, typer.Option("--verbose", help="Show Prefect's logs, and the traceback of an error.")]


@app.command()
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

    with _errors_explained(verbose):
        settings = Settings.load(root)
        _check_before(settings, paths)
        _quiet_prefect(verbose)
        with open_progress(Console(stderr=True)):
            summary, delegations = _run_flow(settings, paths)
        show_run(open_console(), settings, summary, delegations)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="The query; - reads it from standard input.", show_default=False)],
    root: Root = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON list of objects.")] = False,
    verbose: Verbose = False,
) -> None:
    """Ask the published warehouse. Nothing can be changed, and no other file can be read.

    Example: `dragoman sql "select party, head_person_id from delegations" --csv`
    """
    from flows.screen import open_console, print_csv, print_json, print_table
    from warehouse.query import run_query

    with _errors_explained(verbose):
        if csv and json:
            raise InputError("--csv and --json exclude each other. Choose one.")
        answer = run_query(Settings.load(root), sys.stdin.read() if query == "-" else query)
        if csv:
            print_csv(answer, sys.stdout)
        elif json:
            print_json(answer.records(), sys.stdout)
        else:
            print_table(answer, open_console())


@app.command()
def status(
    root: Root = None,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    verbose: Verbose = False,
) -> None:
    """Show what is published, the last runs, what was rejected and why, and who writes now.

    Example: `dragoman status --root data`
    """
    from dataclasses import asdict

    from flows.screen import open_console, print_json, show_status
    from warehouse.report import read_status

    with _errors_explained(verbose):
        report = read_status(Settings.load(root))
        if json:
            print_json(asdict(report), sys.stdout)
        else:
            show_status(open_console(), report)


class ExportFormat(StrEnum):
    """What `dragoman export` writes."""

    FTM = "ftm"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    DOCS = "docs"


@app.command()
def export(
    kind: Annotated[
        ExportFormat, typer.Option("--format", help="FollowTheMoney entities, tables, or a page on the tables.")
    ],
    out: Annotated[
        Path | None, typer.Option(help="Folder to write, new or an earlier export; else one in exports/ of the root.")
    ] = None,
    tables: Annotated[str, typer.Option(help="Only these tables, joined by commas.")] = "",
    redistributable: Annotated[
        bool, typer.Option("--redistributable", help="Leave out the text of articles and local paths; cut long quotes.")
    ] = False,
    spreadsheet_safe: Annotated[
        bool, typer.Option(help="In CSV, put an apostrophe before text that a spreadsheet would take for a formula.")
    ] = True,
    root: Root = None,
    verbose: Verbose = False,
) -> None:
    """Write what is published as files for other programs, described by their datapackage.json.

    Example: `dragoman export --format csv --out delegations --tables delegations,delegation_members`

    The folder appears whole or not at all, and other files in it are never overwritten. Leaves with 2 for a table or a
    folder that will not do, with 1 when nothing is published.
    """
    from flows.screen import open_console, show_export
    from warehouse.exports import export as write_export

    with _errors_explained(verbose):
        exported = write_export(
            Settings.load(root),
            kind.value,
            out,
            tables=[name.strip() for name in tables.split(",") if name.strip()],
            is_redistributable=redistributable,
            is_spreadsheet_safe=spreadsheet_safe,
        )
        show_export(open_console(), exported)


@app.command()
def report(
    out: Annotated[
        Path | None,
        typer.Option(help="Folder of the site, new or an earlier one; else report/ of the root.", show_default=False),
    ] = None,
    root: Root = None,
    verbose: Verbose = False,
) -> None:
    """Write a site to read in a browser, from disk and without a network: who sat where, what changed, who says so.

    Example: `dragoman report --out report`, then open `report/index.html`

    The folder is replaced as a whole, and only where it is empty or an earlier site. Leaves with 1 when nothing is
    published, 2 when other files are in the folder, 75 when another process writes the same site.
    """
    from flows.screen import open_console, show_site
    from warehouse.site import build_site

    with _errors_explained(verbose):
        show_site(open_console(), build_site(Settings.load(root), out))


@app.command()
def review(
    listed: Annotated[bool, typer.Option("--list", help="Only list them, and ask nothing.")] = False,
    decide: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="ID VERDICT", help="Decide on one merge: same, different or unsure.", show_default=False),
    ] = None,
    note: Annotated[str, typer.Option(help="Why, in words, for --decide.")] = "",
    by: Annotated[str, typer.Option(help="Who decides; else who is logged in.", show_default=False)] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many merges and members are shown.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object, and ask nothing.")] = False,
    root: Root = None,
    verbose: Verbose = False,
) -> None:
    """Look at the merges of people and the members that are least sure, and decide who is who.

    Example: `dragoman review --decide decision-5ce88121bc7df9fb different --note "a Senator, no Minister"`

    Verdicts go to seeds/person_decisions.csv and hold from the next run on. Leaves with 2 for an id or a verdict that
    will not do.
    """
    from dataclasses import asdict

    from flows.review_screen import ask_verdicts, record_verdict, show_doubts
    from flows.screen import open_console, print_json
    from warehouse.review import read_doubts
    from warehouse.settings import project_dir

    with _errors_explained(verbose):
        settings, console = Settings.load(root), open_console()
        if decide:
            record_verdict(console, settings, *decide, by, note)
            return
        doubts = read_doubts(settings, project_dir(), limit)
        if json:
            print_json(asdict(doubts), sys.stdout)
        elif listed or not sys.stdin.isatty():
            show_doubts(console, doubts)
        else:
            ask_verdicts(console, settings, doubts, by)


def main() -> None:
    """The entry point of the command."""
    signal.signal(signal.SIGTERM, _leave)
    app()


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


def _quiet_prefect(verbose: bool) -> None:
    """Keep Prefect's logs in its own records and off the terminal; to be called before Prefect is imported."""
    if not verbose:
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")


def _leave(signal_number: int, _frame: FrameType | None) -> NoReturn:
    """Unwind on SIGTERM, so that the lock is freed and Prefect's temporary server stopped."""
    raise SystemExit(128 + signal_number)


@contextlib.contextmanager
def _errors_explained(verbose: bool) -> Iterator[None]:
    """Turn an error into one line and an exit code; its traceback is for ``--verbose``."""
    try:
        yield
    except DragomanError as error:
        _complain(str(error), verbose)
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt as error:
        _complain("Stopped; nothing half-done was published. Run again to go on.", verbose)
        raise typer.Exit(_INTERRUPTED) from error
    except BrokenPipeError as error:  # such as: dragoman sql ... | head
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - for what Python flushes when it ends
        raise typer.Exit(0) from error
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        hint = "" if verbose else " Run again with --verbose to see where."
        _complain(f"Unexpected {type(error).__name__}: {error}.{hint}", verbose)
        raise typer.Exit(1) from error


def _complain(message: str, verbose: bool) -> None:
    console = Console(stderr=True)
    if verbose:
        console.print_exception()
    console.print(message, style="red", markup=False, highlight=False, soft_wrap=True)
