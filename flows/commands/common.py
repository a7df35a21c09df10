"""What all commands share: the root, the handling of errors, the exit codes."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from flows.logs import is_json
from warehouse.errors import DragomanError
from warehouse.settings import ROOT_VARIABLE

INTERRUPTED = 128 + signal.SIGINT

_NO_SERVER = "Prefect's server does not answer any more. Readers keep what they have; see that it runs, then run again."

Root = Annotated[
    Path | None,
    typer.Option(help=f"Folder of the warehouse; else ${ROOT_VARIABLE}, else ./data.", show_default=False),
]
Verbose = Annotated[bool, typer.Option("--verbose", help="Show Prefect's logs, and the traceback of an error.")]


def quiet_prefect(verbose: bool) -> None:
    """Keep logs off the terminal unless they are asked for; to be called before Prefect is imported."""
    if not verbose and not is_json():
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")


@contextlib.contextmanager
def errors_explained(verbose: bool) -> Iterator[None]:
    """Turn an error into one line and an exit code; its traceback is for ``--verbose``."""
    try:
        yield
    except DragomanError as error:
        _complain(str(error), verbose)
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt as error:
        _complain("Stopped; nothing half-done was published. Run again to go on.", verbose)
        raise typer.Exit(INTERRUPTED) from error
    except BrokenPipeError as error:  # such as: dragoman sql ... | head
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - for what Python flushes when it ends
        raise typer.Exit(0) from error
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if type(error).__module__.startswith("httpx"):  # by name, as importing it takes time: only Prefect lets it pass
            _complain(f"{_NO_SERVER} ({error})", verbose)
            raise typer.Exit(1) from error
        hint = "" if verbose else " Run again with --verbose to see where."
        _complain(f"Unexpected {type(error).__name__}: {error}.{hint}", verbose)
        raise typer.Exit(1) from error


def _complain(message: str, verbose: bool) -> None:
    console = Console(stderr=True)
    if verbose:
        console.print_exception()
    console.print(message, style="red", markup=False, highlight=False, soft_wrap=True)
