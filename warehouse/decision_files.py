"""The CSV files of human decisions: some may come with the project, and verdicts are added to one of two places.

In a checkout verdicts go to its ``seeds/``, where they can be committed. What is installed is for no one to edit: there
they go to ``decisions/`` under the root, beside the data that they speak of, or to the object store where that lies.
Both are read wherever they are.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from warehouse.errors import InputError, SeedError
from warehouse.files import replacing
from warehouse.seed_table import SEED_TABLES, SeedRow
from warehouse.settings import Settings
from warehouse.shared_files import read_shared, replacing_shared

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def paths_to_read(project: Path, settings: Settings, name: str) -> list[Path]:
    """The file of the project, and the one under the root where there is one, as the store has it.

    Raises ``StoreError``.
    """
    of_root = _path_of_root(settings, name)
    _update_copy(settings, of_root)
    return [_path_of_project(project, name), *([of_root] if of_root.is_file() else [])]


def digest_of_files(project: Path, settings: Settings, name: str) -> str:
    """A hash of all decisions: what was made by other decisions is made anew."""
    paths = paths_to_read(project, settings, name)
    return hashlib.sha256(b"\n".join(path.read_bytes() for path in paths)).hexdigest()


def add_rows(
    project: Path,
    settings: Settings,
    name: str,
    rows: Iterable[Sequence[object]],
    check: Callable[[Sequence[Path]], object],
) -> Path:
    """Add rows to the file that takes verdicts, which is replaced in one step; the path of that file.

    ``check`` reads files and raises ``SeedError``: where it does so of the files as they are, that is raised; where of
    the files with the new rows, ``InputError`` is. ``LakeError`` or ``StoreError`` where the file cannot be written. It
    then stays as it was.
    """
    paths = paths_to_read(project, settings, name)
    check(paths)
    is_checkout = (project / "pyproject.toml").is_file()
    path = _path_of_project(project, name) if is_checkout else _path_of_root(settings, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.is_file() else ",".join(SEED_TABLES[name].columns)
    with replacing(path) if is_checkout else replacing_shared(settings, path) as temporary:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            file.write(before.rstrip("\n") + "\n")
            csv.writer(file, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
        try:
            check([*(other for other in paths if other != path), temporary])
        except SeedError as error:
            raise InputError(str(error).replace(str(temporary), str(path))) from error
    _update_copy(settings, path)
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


def _path_of_root(settings: Settings, name: str) -> Path:
    return settings.root / "decisions" / f"{name}.csv"


def _update_copy(settings: Settings, path: Path) -> None:
    """Copy what the store has of a file under the root; what only this machine has is shared with the next verdict."""
    if not settings.store or not path.is_relative_to(settings.root):
        return
    with suppress(FileNotFoundError):
        data = read_shared(settings, path)
        if not path.is_file() or path.read_bytes() != data:
            with replacing(path) as temporary:
                temporary.write_bytes(data)


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
