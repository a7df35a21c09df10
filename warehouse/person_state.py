"""What the last run remembers of persons, ``lake/person_state/``: three Parquet files that one run wrote together.

It is derived from the lake: without it, or where it is not of the run that made the present identities, all persons
are resolved anew.
"""

from __future__ import annotations

from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.resolve.person_state import STATE_FITS, STATE_NAMES, STATE_ROWS, PersonState
from warehouse.files import remove_temporaries, replacing
from warehouse.settings import Settings

_FOLDER = "person_state"
_SCHEMAS = {"rows": STATE_ROWS, "fits": STATE_FITS, "names": STATE_NAMES}
_MADE_FROM, _STAMP = b"dragoman.made_from", b"dragoman.stamp"


def write_person_state(settings: Settings, state: PersonState, made_from: str) -> None:
    """Replace the state; it counts once identities with the same ``made_from`` stand. Raises ``LakeError``."""
    folder = settings.lake / _FOLDER
    remove_temporaries(folder)
    mark = {_MADE_FROM: made_from.encode(), _STAMP: uuid4().bytes}
    for name in _SCHEMAS:
        with replacing(folder / f"{name}.parquet") as temporary:
            table = getattr(state, name).replace_schema_metadata(mark)
            pq.write_table(table, temporary, compression="zstd", write_page_checksum=True)


def read_person_state(settings: Settings, made_from: str | None) -> PersonState:
    """The state of the run that made identities from ``made_from``; an empty one where there is none, or a damaged
    one.
    """
    folder = settings.lake / _FOLDER
    try:
        paths = {name: folder / f"{name}.parquet" for name in _SCHEMAS}
        tables = {name: pq.read_table(path, page_checksum_verification=True) for name, path in paths.items()}
        marks = [table.schema.metadata or {} for table in tables.values()]
        if made_from is None or len({mark[_STAMP] for mark in marks}) > 1 or marks[0][_MADE_FROM] != made_from.encode():
            return PersonState()
        return PersonState(**{name: tables[name].cast(schema) for name, schema in _SCHEMAS.items()})
    except (OSError, KeyError, ValueError, pa.ArrowException):
        return PersonState()
