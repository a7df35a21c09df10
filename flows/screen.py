"""What the command line prints: tables for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.progress import ProgressBar, StageLines, watch
from warehouse.query import Answer
from warehouse.settings import Settings

if TYPE_CHECKING:
    from flows.summary import RunSummary
    from transforms.volume import Volume
    from warehouse.exports import Exported
    from warehouse.report import Delegation, Status
    from warehouse.site import BuiltSite

_SHOWN_DELEGATIONS = 25
_SEE_ALL = 'dragoman sql "select * from delegations"'


_PLAIN_WIDTH = 100  # of what is written to a file or a pipe


def open_console() -> Console:
    """Standard output: as wide as the terminal, else wide enough for the table of delegations."""
    console = Console()
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PLAIN_WIDTH
    return console


@contextmanager
def open_progress(console: Console) -> Iterator[None]:
    """Follow a run on a terminal with a bar, elsewhere with a line for each stage."""
    if not console.is_terminal:
        with watch(StageLines(console)):
            yield
        return
    with ProgressBar(console) as bar, watch(bar):
        bar.start_stage("Starting Prefect")
        yield


def show_run(console: Console, settings: Settings, summary: RunSummary, delegations: list[Delegation]) -> None:
    """The delegations that are new, then the counts, then where to go on."""
    if delegations:
        console.print(delegations_table(delegations[:_SHOWN_DELEGATIONS]))
        if len(delegations) > _SHOWN_DELEGATIONS:
            _say(console, f"{len(delegations) - _SHOWN_DELEGATIONS} more are new. See all: {_SEE_ALL}")
    seconds = summary.duration_ms / 1000
    if summary.n_files == summary.n_unchanged:
        done = "What was read is now published" if summary.is_published else "What is published stays as it is"
        known = f": all {summary.n_files} documents were read before" if summary.n_files else ""
        _say(console, f"Nothing new{known}. {done} ({seconds:.1f} s).")
    else:
        _say(console, f"{_counts_line(summary)} ({seconds:.1f} s).")
        for reason, count in summary.rejects.items():
            _say(console, f"  rejected: {count} {reason}")
    if summary.n_rows:
        holdings = [f"{summary.n_rows.get(name, 0)} {name}" for name in ("articles", "people", "delegations", "events")]
        _say(console, f"The warehouse now holds {', '.join(holdings)}.")
    if summary.rejects:
        _say(console, "Why each was rejected, and what to do: dragoman rejects")
    _say(console, f"Warehouse: {settings.database}")
    _say(console, f"Parquet:   {settings.public}")


def delegations_table(delegations: list[Delegation]) -> Table:
    """Event, party and head, members with titles, and the sentence that they rest on."""
    table = Table(title="Delegations", title_justify="left", box=box.SIMPLE_HEAD, show_lines=True, expand=True)
    table.add_column("Event", ratio=16, overflow="fold")
    table.add_column("Delegation", ratio=20, overflow="fold")
    table.add_column("Members", ratio=30, overflow="fold")
    table.add_column("The sentence it rests on", ratio=34, overflow="fold")
    for one in delegations:
        event = "\n".join(part for part in (one.event_type, one.date_text, one.place) if part)
        sender = Text.assemble((one.party, "bold"), "\n", one.head_text, "\n", (one.status, "dim"))
        members = "\n".join(f"· {member}" for member in one.members) or "none named"
        sentence = Text.assemble(f"“{one.quote}”", "\n", (one.source, "bold"))
        if one.outlets != one.source:
            sentence.append(f"\nalso in: {', '.join(_others(one))}", style="dim")
        table.add_row(Text(event), sender, Text(members), sentence)
    return table


def show_status(console: Console, status: Status) -> None:
    """The state of a root."""
    _say(console, f"Root: {status.root} ({status.disk_bytes / 1e6:.1f} MB)")
    published = (
        f"{status.published_at:%Y-%m-%d %H:%M:%S} UTC"
        if status.published_at
        else "never; start with: dragoman run PATH"
    )
    _say(console, f"Published: {published}")
    _say(console, f"Writing now: {status.owner or 'no run'}")
    if status.n_rows:
        print_table(Answer(["table", "rows"], list(status.n_rows.items())), console)
    if status.runs:
        columns = ["run_id", "status", "n_documents", "n_articles", "n_rejects", "duration_ms", "message"]
        rows = [tuple(run[column] for column in columns) for run in status.runs]
        print_table(Answer(["run", "status", "files", "articles", "rejects", "ms", "message"], rows), console)
    if status.rejects:
        print_table(Answer(["rejects", "count"], list(status.rejects.items())), console)
    if status.volumes:
        print_table(_volumes_answer(status.volumes), console)


def _volumes_answer(volumes: Sequence[Volume]) -> Answer:
    rows = [
        (
            one.source_key,
            one.n_pages,
            one.norm,
            f"{one.last_new_at:%Y-%m-%d %H:%M}" if one.last_new_at else None,
            one.alarm,
        )
        for one in volumes
    ]
    return Answer(["source", "new in 24 h", "norm a day", "last new (UTC)", "alarm"], rows)


def show_export(console: Console, exported: Exported) -> None:
    """How many rows are where."""
    counts = [f"{n_rows} {name}" for name, n_rows in exported.n_rows.items() if n_rows]
    _say(console, f"Written: {', '.join(counts) or 'no rows'}")
    _say(console, f"Folder:  {exported.folder}")


def show_site(console: Console, site: BuiltSite) -> None:
    """Where the site is, and how large."""
    _say(console, f"{site.n_files:,} files, {site.n_bytes / 1e6:.1f} MB. Open in a browser: {site.index}")


def print_table(answer: Answer, console: Console) -> None:
    """An answer as a table; a null is shown as nothing, and no value is cut."""
    table = Table(box=box.SIMPLE_HEAD)
    for column in answer.columns:
        table.add_column(Text(column), overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    console.print(table)


def print_csv(answer: Answer, file: TextIO) -> None:
    """An answer as CSV with a header; a null is an empty field, dates and times are ISO 8601."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow("" if value is None else _plain(value) for value in row)


def print_json(value: Any, file: TextIO) -> None:
    """Any value as JSON; dates and times are ISO 8601, what JSON does not know is its text."""
    json.dump(value, file, ensure_ascii=False, indent=2, default=_plain)
    file.write("\n")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, bool | int | float | str) else str(value)


def _counts_line(summary: RunSummary) -> str:
    parts = [f"{summary.n_files} documents: {summary.n_articles} new articles", f"{summary.n_unchanged} unchanged"]
    parts += [f"{summary.n_duplicates} exact duplicates"] if summary.n_duplicates else []
    parts += [f"{summary.n_rejects} rejected"]
    parts += [f"{summary.n_ignored} other files ignored"] if summary.n_ignored else []
    return ", ".join(parts)


def _others(delegation: Delegation) -> list[str]:
    return [outlet for outlet in delegation.outlets.split(", ") if outlet != delegation.source]


def _say(console: Console, line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)
