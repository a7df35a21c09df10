"""The CSV files of human decisions: some may come with the project, and verdicts are added to one of two places.

In a checkout verdicts go to its ``seeds/``, where they can be committed. What is installed is for no one to edit: there
they go to ``decisions/`` under the root, beside the data that they speak of. Both are read wherever they are.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from warehouse.errors import InputError, SeedError
from warehouse.files import replacing
from warehouse.seed_table import SEED_TABLES, SeedRow

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def paths_to_read(project: Path, root: Path, name: str) -> list[Path]:
    """The file of the project, and the one under the root where there is one."""
    of_root = _path_of_root(root, name)
    return [_path_of_project(project, name), *([of_root] if of_root.is_file() else [])]


def digest_of_files(project: Path, root: Path, name: str) -> str:
    """A hash of all decisions: what was made by other decisions is made anew."""
    paths = paths_to_read(project, root, name)
    return hashlib.sha256(b"\n".join(path.read_bytes() for path in paths)).hexdigest()


def add_rows(
    project: Path, root: Path, name: str, rows: Iterable[Sequence[object]], check: Callable[[Sequence[Path]], object]
) -> Path:
    """Add rows to the file that takes verdicts, which is replaced in one step; the path of that file.

    ``check`` reads files and raises ``SeedError``: where it does so of the files as they are, that is raised; where of
    the files with the new rows, ``InputError`` is. ``LakeError`` where the file cannot be written. It then stays as it
    was.
    """
    paths = paths_to_read(project, root, name)
    check(paths)
    is_checkout = (project / "pyproject.toml").is_file()
    path = _path_of_project(project, name) if is_checkout else _path_of_root(root, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.is_file() else ",".join(SEED_TABLES[name].columns)
    with replacing(path) as temporary:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            file.write(before.rstrip("\n") + "\n")
            csv.writer(file, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
        try:
            check([*(other for other in paths if other != path), temporary])
        except SeedError as error:
            raise InputError(str(error).replace(str(temporary), str(path))) from error
    return path


def read_day(row: SeedRow, column: str) -> date:
    """The day in a cell. Raises ``SeedError`` where it is none."""
    try:
        if _DAY.fullmatch(row[column]):
            return date.fromisoformat(row[column])
    except ValueError:
        pass
    raise row.error(f"{column} is {row[column]!r}", "write a day such as 2026-11-30")


def _path_of_project(project: Path, name: str) -> Path:
    return project.resolve() / "seeds" / f"{name}.csv"


def _path_of_root(root: Path, name: str) -> Path:
    return root / "decisions" / f"{name}.csv"


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
