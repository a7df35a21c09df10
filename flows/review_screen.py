"""What `dragoman review` shows and asks."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime

from rich import box
from rich.console import Console
from rich.prompt import Prompt
from rich.table import Table
from rich.text import Text

from warehouse.review import MEMBER_VERDICTS, VERDICTS, Doubts, Member, Merge, decide
from warehouse.settings import Settings, project_dir

_ON_MERGE = "One person? (s)ame, (d)ifferent, (u)nsure, (q)uit, Enter to go on"
_ON_MEMBER = "Member of the delegation? (r)ight, (w)rong, (u)nsure, (q)uit, Enter to go on"


def show_doubts(console: Console, doubts: Doubts) -> None:
    """The merges and the members, the least sure first."""
    for merge in doubts.merges:
        console.print(_merge_table(merge))
    if doubts.members:
        console.print(_members_table(doubts.members))
    merges = _count("merges", len(doubts.merges), doubts.n_merges)
    members = _count("members", len(doubts.members), doubts.n_members)
    _say(console, f"{merges} wait for a verdict: dragoman review --decide ID {'|'.join(VERDICTS)}")
    _say(console, f"{members} wait for a verdict: dragoman review --decide ID {'|'.join(MEMBER_VERDICTS)}")


def ask_verdicts(console: Console, settings: Settings, doubts: Doubts, by: str) -> None:
    """Ask for a verdict on each merge and each member; an empty answer goes on to the next one, q ends."""
    asked: list[tuple[str, Table, str, tuple[str, ...]]] = [
        *((one.review_id, _merge_table(one), _ON_MERGE, VERDICTS) for one in doubts.merges),
        *((one.review_id, _members_table([one]), _ON_MEMBER, MEMBER_VERDICTS) for one in doubts.members),
    ]
    for review_id, table, question, verdicts in asked:
        console.print(table)
        key = Prompt.ask(question, console=console, default="").strip().lower()[:1]
        if key == "q":
            return
        verdict = {verdict[0]: verdict for verdict in verdicts}.get(key)
        if verdict:
            note = Prompt.ask("Why", console=console, default="")
            record_verdict(console, settings, review_id, verdict, by, note)
    _say(console, "Nothing more waits for a verdict." if asked else "Nothing waits for a verdict.")


def record_verdict(console: Console, settings: Settings, review_id: str, verdict: str, by: str, note: str) -> None:
    """Write one verdict of today to the file, and say so."""
    today = datetime.now(UTC).date()
    path = decide(settings, project_dir(), review_id, verdict, by or getpass.getuser(), today, note)
    _say(console, f"Written to {path}: {verdict}. It holds from the next run on.")


def _merge_table(merge: Merge) -> Table:
    title = f"{merge.review_id} · {merge.rule}, score {merge.score:.2f}"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_header=False, expand=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=2, overflow="fold")
    table.add_row(*_side(merge.name, merge.country, merge.title, merge.quote, merge.source))
    table.add_row(
        *_side(merge.other_name, merge.other_country, merge.other_title, merge.other_quote, merge.other_source)
    )
    return table


def _side(name: str, country: str | None, title: str | None, quote: str, source: str) -> tuple[Text, Text]:
    known = "\n".join(value for value in (country, title) if value)
    return Text.assemble((name, "bold"), "\n", known), Text.assemble(f"“{quote}”", "\n", (source, "dim"))


def _members_table(members: list[Member]) -> Table:
    table = Table(title="Members that are least sure", title_justify="left", box=box.SIMPLE_HEAD)
    for column in ("score", "member", "delegation", "the sentence it rests on"):
        table.add_column(column, overflow="fold")
    for one in members:
        person = Text.assemble((one.name, "bold"), f"\n{one.title or one.role}\n", (one.review_id, "dim"))
        sentence = Text.assemble(f"“{one.quote}”", "\n", (one.source, "dim"))
        table.add_row(Text(f"{one.score:.2f}"), person, Text(f"{one.party}\n{one.event}"), sentence)
    return table


def _count(noun: str, n_shown: int, n: int) -> str:
    """The number of those that wait, and of those above it where ``--limit`` left some out."""
    return f"{n} {noun}" if n_shown == n else f"{n} {noun} ({n_shown} shown, more with --limit)"


def _say(console: Console, line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)
