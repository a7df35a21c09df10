"""What `dragoman rejects` and `dragoman backfill` show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from transforms.reject_reasons import explain
from warehouse.rejects import Reject

if TYPE_CHECKING:
    from flows.rereading import Replayed

Group = tuple[str, str]  # stage and reason


def group_rejects(rejects: Sequence[Reject]) -> dict[Group, list[Reject]]:
    """Rejects by stage and reason, the most frequent first."""
    groups: dict[Group, list[Reject]] = {}
    for reject in rejects:
        groups.setdefault((reject.stage, reject.reason), []).append(reject)
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))


def reject_records(rejects: Sequence[Reject], limit: int) -> list[dict[str, object]]:
    """The groups with their explanations and examples, for JSON."""
    return [
        {
            "stage": stage,
            "reason": reason,
            "count": len(members),
            "meaning": explain(stage, reason).meaning,
            "advice": explain(stage, reason).advice,
            "examples": [
                {name: getattr(one, name) for name in ("uri", "detail", "rejected_at", "run_id", "reject_id")}
                for one in members[:limit]
            ],
        }
        for (stage, reason), members in group_rejects(rejects).items()
    ]


def show_rejects(console: Console, rejects: Sequence[Reject], limit: int) -> None:
    """Each reason in words, what to do about it, and some of its documents."""
    if not rejects:
        _say(console, "No rejects that anything is to be done about. See also those that are settled: --all")
        return
    table = Table(box=box.SIMPLE_HEAD, show_lines=True, expand=True)
    table.add_column("Rejects", justify="right")
    table.add_column("Stage: reason", ratio=14, overflow="fold")
    table.add_column("What it means, and what to do", ratio=36, overflow="fold")
    table.add_column("Newest", ratio=50, overflow="fold")
    for (stage, reason), members in group_rejects(rejects).items():
        words = explain(stage, reason)
        told = Text.assemble(words.meaning, "\n", (words.advice, "bold"))
        table.add_row(str(len(members)), Text(f"{stage}:\n{reason}"), told, _examples(members, limit))
    console.print(table)
    _say(
        console,
        "More of one reason: dragoman rejects --reason REASON --limit 100. Try again: dragoman rejects --replay",
    )


def show_replay(console: Console, replayed: Replayed) -> None:
    """What was read again and what came of it."""
    seconds = replayed.run.duration_ms / 1000
    if replayed.n_without_bytes:
        _say(console, f"{replayed.n_without_bytes} documents stay as they are: their bytes are not in the store.")
    if not replayed.n_documents:
        _say(console, f"Nothing to read again: {_scope_line(replayed)} ({seconds:.1f} s).")
        return
    _say(console, f"{replayed.n_documents} documents read again: {_scope_line(replayed)} ({seconds:.1f} s).")
    if not replayed.n_replaced:
        _say(console, "All gave the rows that they gave before.")
    for name in sorted({*replayed.n_gone, *replayed.n_new}):
        _say(console, f"  {name}: {replayed.n_gone.get(name, 0)} rows gone, {replayed.n_new.get(name, 0)} new")
    if replayed.run.is_published and replayed.n_replaced:
        _say(console, "What is published has been replaced.")


def _scope_line(replayed: Replayed) -> str:
    line = f"{replayed.n_in_scope} asked for"
    return f"{line}, {replayed.n_current} of them read by this version already" if replayed.n_current else line


def _examples(members: Sequence[Reject], limit: int) -> Text:
    text = Text()
    for one in islice(members, limit):
        text.append(f"{one.uri}\n")
        text.append(f"{one.detail} ({one.rejected_at:%Y-%m-%d})\n", style="dim")
    n_more = len(members) - limit
    return text.append(f"and {n_more} more") if n_more > 0 else text


def _say(console: Console, line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)
