"""Files that take the place of others, which they name: what was folded into them.

The names are kept in the file itself, so that one rename takes it in and the others out.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_FOLDED = b"dragoman.folded"
_IN_NAME = "~"  # of every such file


def mark_folded(table: pa.Table, names: Collection[str]) -> pa.Table:
    """The table, whose file will take the place of files of these names, without their ending; as it is for none."""
    return table.replace_schema_metadata({_FOLDED: json.dumps(sorted(names)).encode()}) if names else table


def folded_into(path: Path) -> frozenset[str]:
    """Names, without their ending, of the files that a file took the place of; none where it is damaged, as they are
    removed right after it is written.
    """
    try:
        return _read_folded(str(path)) if _IN_NAME in path.name else frozenset()
    except (OSError, ValueError, pa.ArrowException):
        return frozenset()


def without_folded(paths: Iterable[Path]) -> list[Path]:
    """The files that count, in the order of their names."""
    found = sorted(paths)
    folded = frozenset[str]().union(*map(folded_into, found))
    return [path for path in found if path.stem not in folded]


@lru_cache(maxsize=100_000)
def _read_folded(path: str) -> frozenset[str]:
    """What a file of this name was made of never changes."""
    metadata = pq.read_schema(path).metadata or {}
    return frozenset(json.loads(metadata.get(_FOLDED, b"[]")))
