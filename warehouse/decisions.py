"""``person_decisions.csv``: what people decided on who is who, checked before a run begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from transforms.resolve.components import Components
from transforms.resolve.decisions import DIFFERENT, SAME, Decision, Subject
from warehouse.decision_files import add_rows, digest_of_files, paths_to_read, read_day
from warehouse.seed_table import SEED_TABLES, SeedRow, read_seed
from warehouse.settings import Settings

_NAME = "person_decisions"
_PERSON_ID = re.compile(r"person-[0-9a-f]{16}")


def load_decisions(project: Path, settings: Settings) -> tuple[Decision, ...]:
    """All decisions of the project folder that holds ``seeds/`` and of the root, in the order of the files.

    Raises ``SeedError``, naming file and line, where a file is missing or malformed, where a row decides on a name
    and itself or on a pair that another row decides on, and where two are said to be different whom other rows make
    the same.
    """
    return _read_files(paths_to_read(project, settings, _NAME))


def add_decision(project: Path, settings: Settings, decision: Decision) -> Path:
    """Add a decision to the file, which is replaced in one step; the path of the file.

    Raises ``SeedError`` where a file is wrong as it is, ``InputError`` where the decision does not go with the others,
    ``LakeError`` where it cannot be written. The file then stays as it was.
    """
    return add_rows(project, settings, _NAME, [_cells(decision)], _read_files)


def digest_of_decisions(project: Path, settings: Settings) -> str:
    """The hash of all decisions: what was resolved by other decisions is resolved anew."""
    return digest_of_files(project, settings, _NAME)


def _cells(decision: Decision) -> list[object]:
    first, second = decision.first, decision.second
    names = [first.text, first.country, second.text, second.country]
    return [*names, decision.verdict, decision.decided_by, decision.decided_on, decision.note]


def _read_files(paths: Sequence[Path]) -> tuple[Decision, ...]:
    rows = [row for path in paths for row in read_seed(path, SEED_TABLES[_NAME])]
    decisions = tuple(_read_decision(row) for row in rows)
    _check_pairs(rows, decisions)
    _check_consistency(rows, decisions)
    return decisions


def _read_decision(row: SeedRow) -> Decision:
    first, second = _read_subject(row, "person_a"), _read_subject(row, "person_b")
    if first.key == second.key:
        raise row.error(f"{first.text!r} is on both sides", "name two, or add the country that tells them apart")
    decided_on = read_day(row, "decided_on")
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
    earlier: dict[frozenset[tuple[str, str | None]], SeedRow] = {}
    for row, decision in zip(rows, decisions, strict=True):
        other = earlier.setdefault(frozenset({decision.first.key, decision.second.key}), row)
        if other is not row:
            place = f"line {other.line}" if other.path == row.path else f"{other.path}, line {other.line},"
            raise row.error(f"{place} decides on the same two", "keep one of the two lines")


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
