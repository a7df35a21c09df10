"""``member_decisions.csv``: what people decided on single statements that a person was in a delegation.

A row speaks of one row of ``member_reports``: what one version of an article says of one person in one delegation. Its
key is made of the words alone, so a verdict holds through every rebuild; another article, or other words, are judged
anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.decision_files import add_rows, paths_to_read, read_day
from warehouse.errors import SeedError
from warehouse.seed_table import SEED_TABLES, SeedRow, read_seed
from warehouse.settings import Settings

NAME = "member_decisions"
RIGHT, WRONG, UNSURE = "right", "wrong", "unsure"

_SCHEMA = pa.schema(
    [(column, pa.date32() if column == "decided_on" else pa.string()) for column in SEED_TABLES[NAME].columns]
)


@dataclass(frozen=True, slots=True)
class MemberDecision:
    """A verdict (right, wrong, unsure) on one statement; name and party are for those who read the file."""

    member_report_id: str
    name: str
    party: str
    verdict: str
    decided_by: str
    decided_on: date
    note: str | None = None


def load_member_decisions(project: Path, settings: Settings) -> tuple[MemberDecision, ...]:
    """All decisions on members, those that came with the project first.

    Raises ``SeedError``, naming file and line, where a file is malformed or two rows decide on one statement.
    """
    return _read_files(paths_to_read(project, settings, NAME))


def add_member_decisions(project: Path, settings: Settings, decisions: Sequence[MemberDecision]) -> Path:
    """Add decisions to the file, which is replaced in one step; the path of the file.

    Raises as ``decision_files.add_rows``.
    """
    return add_rows(project, settings, NAME, [astuple(decision) for decision in decisions], _read_files)


def write_member_decisions(project: Path, settings: Settings, folder: Path) -> None:
    """Lay out all decisions as ``folder/member_decisions/all.parquet``, where models read them."""
    rows = [asdict(decision) for decision in load_member_decisions(project, settings)]
    (folder / NAME).mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=_SCHEMA), folder / NAME / "all.parquet")


def _read_files(paths: Sequence[Path]) -> tuple[MemberDecision, ...]:
    decisions: dict[str, MemberDecision] = {}
    for row in (row for path in paths for row in read_seed(path, SEED_TABLES[NAME])):
        decision = _read_decision(row)
        if decision.member_report_id in decisions:
            raise _twice(row)
        decisions[decision.member_report_id] = decision
    return tuple(decisions.values())


def _read_decision(row: SeedRow) -> MemberDecision:
    return MemberDecision(
        row["member_report_id"],
        row["name"],
        row["party"],
        row["verdict"],
        row["decided_by"],
        read_day(row, "decided_on"),
        row["note"] or None,
    )


def _twice(row: SeedRow) -> SeedError:
    return row.error(f"another line decides on {row['member_report_id']}", "keep one of the two lines")
