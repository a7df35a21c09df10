"""``seeds/person_decisions.csv``: what people decided on who is who, checked before a run begins."""

from __future__ import annotations

import csv
import hashlib
import re
from datetime import date
from pathlib import Path

from transforms.resolve.components import Components
from transforms.resolve.decisions import DIFFERENT, SAME, Decision, Subject
from warehouse.errors import InputError, SeedError
from warehouse.files import replacing
from warehouse.seed_table import SEED_TABLES, SeedRow, read_seed

_NAME = "person_decisions"
_PERSON_ID = re.compile(r"person-[0-9a-f]{16}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def load_decisions(project: Path) -> tuple[Decision, ...]:
    """All decisions of the project folder that holds ``seeds/``, in the order of the file.

    Raises ``SeedError``, naming file and line, where the file is missing or malformed, where a row decides on a name
    and itself or on a pair that another row decides on, and where two are said to be different whom other rows make
    the same.
    """
    return _read_decisions(_path(project))


def add_decision(project: Path, decision: Decision) -> Path:
    """Add a decision to the file, which is replaced in one step; the path of the file.

    Raises ``SeedError`` where the file is wrong as it is, ``InputError`` where the decision does not go with the others
    in it, ``LakeError`` where it cannot be written. The file then stays as it was.
    """
    path = _path(project)
    _read_decisions(path)
    with replacing(path) as temporary:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            file.write(path.read_text(encoding="utf-8").rstrip("\n") + "\n")
            csv.writer(file, lineterminator="\n").writerow(_cells(decision))
        try:
            _read_decisions(temporary)
        except SeedError as error:
            raise InputError(str(error).replace(str(temporary), str(path))) from error
    return path


def digest_of_decisions(project: Path) -> str:
    """The hash of the file: what was resolved by other decisions is resolved anew."""
    return hashlib.sha256(_path(project).read_bytes()).hexdigest()


def _path(project: Path) -> Path:
    return project.resolve() / "seeds" / f"{_NAME}.csv"


def _cells(decision: Decision) -> list[str]:
    first, second = decision.first, decision.second
    names = [first.text, first.country or "", second.text, second.country or ""]
    note = " ".join((decision.note or "").split())
    return [*names, decision.verdict, decision.decided_by.strip(), decision.decided_on.isoformat(), note]


def _read_decisions(path: Path) -> tuple[Decision, ...]:
    rows = list(read_seed(path, SEED_TABLES[_NAME]))
    decisions = tuple(_read_decision(row) for row in rows)
    _check_pairs(rows, decisions)
    _check_consistency(rows, decisions)
    return decisions


def _read_decision(row: SeedRow) -> Decision:
    first, second = _read_subject(row, "person_a"), _read_subject(row, "person_b")
    if first.key == second.key:
        raise row.error(f"{first.text!r} is on both sides", "name two, or add the country that tells them apart")
    try:
        decided_on = date.fromisoformat(row["decided_on"]) if _DAY.fullmatch(row["decided_on"]) else None
    except ValueError:
        decided_on = None
    if decided_on is None:
        raise row.error(f"decided_on is {row['decided_on']!r}", "write a day such as 2026-11-30")
    return Decision(first, second, row["verdict"], row["decided_by"], decided_on, row["note"] or None)


def _read_subject(row: SeedRow, column: str) -> Subject:
    country_column = column.replace("person", "country")
    subject = Subject(row[column], row[country_column] or None)
    if subject.is_id and not _PERSON_ID.fullmatch(subject.text):
        raise row.error(
            f"{column} is {subject.text!r}", "copy the whole person_id: 'person-' and 16 digits or letters a-f"
        )
    if subject.is_id and subject.country:
        raise row.error(f"{country_column} stands beside a person_id", "leave it empty")
    return subject


def _check_pairs(rows: list[SeedRow], decisions: tuple[Decision, ...]) -> None:
    lines: dict[frozenset[tuple[str, str | None]], int] = {}
    for row, decision in zip(rows, decisions, strict=True):
        line = lines.setdefault(frozenset({decision.first.key, decision.second.key}), row.line)
        if line != row.line:
            raise row.error(f"line {line} decides on the same two", "keep one of the two lines")


def _check_consistency(rows: list[SeedRow], decisions: tuple[Decision, ...]) -> None:
    subjects = sorted(
        {side.key for d in decisions for side in (d.first, d.second)}, key=lambda key: (key[0], key[1] or "")
    )
    numbers = {key: number for number, key in enumerate(subjects)}
    persons = Components(len(subjects))
    for decision in decisions:
        if decision.verdict == SAME:
            persons.join(numbers[decision.first.key], numbers[decision.second.key])
    for row, decision in zip(rows, decisions, strict=True):
        ends = [persons.find(numbers[side.key]) for side in (decision.first, decision.second)]
        if decision.verdict == DIFFERENT and ends[0] == ends[1]:
            happened = (
                f"{decision.first.text!r} and {decision.second.text!r} are different here and the same by other lines"
            )
            raise row.error(happened, "correct one of them")
