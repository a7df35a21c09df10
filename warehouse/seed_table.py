"""One file of reference data: which columns it has, and its rows, checked as they are read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.errors import SeedError

LIST_MARK = "|"  # joins a list inside a cell
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class SeedTable:
    """The header of a file, the columns that may be empty, and the values that a column may take."""

    columns: tuple[str, ...]
    optional: frozenset[str] = frozenset()
    allowed: dict[str, frozenset[str]] = field(default_factory=dict)


SEED_TABLES: dict[str, SeedTable] = {
    "countries": SeedTable(
        ("country_id", "name", "official_name", "iso3", "capital", "aliases"), frozenset({"capital", "aliases"})
    ),
    "demonyms": SeedTable(("demonym", "country_id")),
    "metonyms": SeedTable(("metonym", "country_id")),
    "places": SeedTable(("place", "country_id")),
    "parties": SeedTable(
        ("name", "aliases", "party_type", "country_id"),
        frozenset({"aliases", "country_id"}),
        {
            "party_type": frozenset(
                {"international_organisation", "armed_group", "political_party", "parliament", "other"}
            )
        },
    ),
    "leaders": SeedTable(("name", "country", "body"), frozenset({"country", "body"})),
    "posts": SeedTable(
        ("term", "class"),
        allowed={"class": frozenset({"head", "plural", "modifier", "institution", "honorific", "rank"})},
    ),
    "post_ranks": SeedTable(
        ("term", "rank", "rank_in_body"),
        frozenset({"rank_in_body"}),
        {"rank": frozenset("123456"), "rank_in_body": frozenset(("", *"123456"))},
    ),
    "outlets": SeedTable(
        ("source_id", "name", "aliases", "domain", "country_id", "kind", "state_affiliation"),
        frozenset({"aliases", "domain", "country_id"}),
        {
            "kind": frozenset({"agency", "newspaper", "broadcaster", "website", "government", "other"}),
            "state_affiliation": frozenset({"state", "public", "independent", "unknown"}),
        },
    ),
    "sources": SeedTable(
        ("source_id", "feeds", "sitemaps", "language", "schedule", "is_enabled"),
        frozenset({"feeds", "sitemaps", "language", "schedule"}),
        {"is_enabled": frozenset({"true", "false"})},
    ),
    "person_decisions": SeedTable(
        ("person_a", "country_a", "person_b", "country_b", "verdict", "decided_by", "decided_on", "note"),
        frozenset({"country_a", "country_b", "note"}),
        {"verdict": frozenset({"same", "different", "unsure"})},
    ),
    "member_decisions": SeedTable(
        ("member_report_id", "name", "party", "verdict", "decided_by", "decided_on", "note"),
        frozenset({"note"}),
        {"verdict": frozenset({"right", "wrong", "unsure"})},
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class SeedRow:
    """A row and where it stands, so that whatever is found wrong with it later can still say so."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def parts(self, column: str) -> list[str]:
        """The items of a list in a cell; none where the cell is empty."""
        return self.cells[column].split(LIST_MARK) if self.cells[column] else []

    def error(self, happened: str, advice: str) -> SeedError:
        """An error that names this row."""
        return _error(self.path, self.line, happened, advice)


def read_seed(path: Path, table: SeedTable) -> Iterator[SeedRow]:
    """The rows of a file: UTF-8 without a byte-order mark, lines ended by LF alone, the header exactly as in ``table``.

    Raises ``SeedError`` naming file and line for anything else, for a row with too few or too many cells, a required
    cell that is empty, blanks around a value, a list with an empty item, and a value that the column does not know.
    """
    reader = csv.reader(io.StringIO(_read_text(path), newline=""), strict=True)
    try:
        header = next(reader, [])
        if tuple(header) != table.columns:
            seen = ",".join(header) or "nothing"
            raise _error(path, 1, f"the header is {seen}", f"make it {','.join(table.columns)}")
        for cells in reader:
            yield _check_row(path, reader.line_num, cells, table)
    except csv.Error as error:
        raise _error(path, reader.line_num, f"not CSV: {error}", "close or double the quotation marks") from error


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SeedError(f"{path}: cannot be read ({error.strerror}). Restore the file, then run again.") from error
    if data.startswith(_BOM):
        raise _error(path, 1, "starts with a byte-order mark", "save it as UTF-8 without BOM")
    if b"\r" in data:
        line = data[: data.index(b"\r")].count(b"\n") + 1
        raise _error(path, line, "the line does not end in LF alone", "save it with Unix line ends")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _error(path, line, "not UTF-8", "save it as UTF-8") from error


def _check_row(path: Path, line: int, cells: list[str], table: SeedTable) -> SeedRow:
    if len(cells) != len(table.columns):
        happened = f"{len(cells)} cells where the header has {len(table.columns)}"
        raise _error(path, line, happened, "put values that hold a comma in quotation marks, and leave no line empty")
    row = SeedRow(path, line, dict(zip(table.columns, cells, strict=True)))
    for column, value in row.cells.items():
        if not value and column not in table.optional:
            raise row.error(f"{column} is empty", "give it a value or remove the row")
        if any(part != part.strip() or not part for part in row.parts(column)):
            raise row.error(f"{column} is {value!r}", f"join items with {LIST_MARK}, none empty, no blanks around")
        if column in table.allowed and value not in table.allowed[column]:
            raise row.error(f"{column} is {value!r}", f"use one of {', '.join(sorted(table.allowed[column]))}")
    return row


def _error(path: Path, line: int, happened: str, advice: str) -> SeedError:
    return SeedError(f"{path}, line {line}: {happened}. To repair it, {advice}, then run again.")
