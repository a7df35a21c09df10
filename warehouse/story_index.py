"""The index of stories, ``lake/story_index/``: a sketch of every version of an article, and what was made of them.

It is derived from the articles of the lake: without it, or where it does not fit them, it is made again from all of
them. Files never change; ``manifest.json`` names those that count and is replaced last, so a run that is stopped leaves
the index as it was. Sketches lie in segments, of which small ones are merged: their number grows with the logarithm of
that of the articles. A segment is a Parquet file, for anyone to read, and the same as an Arrow file, which is mapped
into memory: sketches of single articles are read without the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq

from transforms.resolve.stories import NO_STORIES, STORY_STATE, Stories
from transforms.tables import STORY_ALIASES
from warehouse.errors import LakeError
from warehouse.files import remove_temporaries, replacing
from warehouse.lake import committed_batches
from warehouse.settings import Settings
from warehouse.sketches import SketchStore

FORMAT = 1  # of the sketches and of how stories are made of them: another number makes the index anew
_MANIFEST = "manifest.json"
_MERGED_BELOW = 3  # times the rows of the segment after it, from which a segment stays by itself
_ROW_GROUP = 8192
_BOILERPLATE = pa.schema([pa.field("unit", pa.uint64(), nullable=False)])


@dataclass(frozen=True, slots=True)
class Segment:
    """A file of sketches."""

    name: str
    n_rows: int


@dataclass(frozen=True, slots=True)
class StoryIndex:
    """What the index holds: the batches that it knows, and their stories."""

    folder: Path
    batch_ids: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()
    generation: int = 0
    stories: Stories = field(default=NO_STORIES)

    @property
    def next_no(self) -> int:
        """The number that the next sketch gets."""
        return sum(segment.n_rows for segment in self.segments)

    @contextmanager
    def sketches(self) -> Iterator[SketchStore]:
        """The sketches, to be asked. Raises ``LakeError`` where a file cannot be read."""
        segments = [_map_segment(self.folder / segment.name) for segment in self.segments]
        with duckdb.connect() as connection:
            # Else it lies in whatever folder the run was started from.
            connection.execute("set temp_directory = $folder", {"folder": str(self.folder / "spill")})
            yield SketchStore(connection, segments)


def open_index(settings: Settings) -> StoryIndex:
    """The index, with nothing in it where there is none or where it was made of batches that are gone."""
    folder = settings.lake / "story_index"
    empty = StoryIndex(folder)
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        if manifest["format"] != FORMAT or not set(manifest["batch_ids"]) <= set(committed_batches(settings)):
            return empty
        segments = tuple(Segment(name, n_rows) for name, n_rows in manifest["segments"])
        names = [name for segment in segments for name in (segment.name, segment.name.replace(".parquet", ".arrow"))]
        if not all((folder / name).is_file() for name in names):
            return empty
        return StoryIndex(
            folder, tuple(manifest["batch_ids"]), segments, manifest["generation"],
            _read_stories(folder, manifest["generation"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return empty


def grow_index(index: StoryIndex, batch_ids: list[str], sketches: pa.Table, stories: Stories) -> StoryIndex:
    """Add sketches, numbered from ``next_no``, and replace the stories, in one step. Raises ``LakeError``."""
    generation = _next_generation(index.folder)
    segments = [*index.segments]
    if sketches.num_rows:
        segments.append(_write_segment(index.folder, index.next_no, sketches))
    while len(segments) > 1 and segments[-2].n_rows < _MERGED_BELOW * segments[-1].n_rows:
        last, before = segments.pop(), segments.pop()
        parts = [_map_segment(index.folder / segment.name) for segment in (before, last)]
        segments.append(_write_segment(index.folder, parts[0]["no"][0].as_py(), pa.concat_tables(parts)))
    for name, table in _tables_of(stories).items():
        _write(index.folder / _name(name, generation), table)
    grown = replace(
        index,
        batch_ids=(*index.batch_ids, *batch_ids),
        segments=tuple(segments),
        generation=generation,
        stories=stories,
    )
    manifest = {
        "format": FORMAT,
        "generation": generation,
        "segments": [[segment.name, segment.n_rows] for segment in grown.segments],
        "batch_ids": grown.batch_ids,
    }
    with replacing(index.folder / _MANIFEST) as temporary:
        temporary.write_text(json.dumps(manifest), encoding="utf-8")
    _remove_others(grown)
    return grown


def _remove_others(index: StoryIndex) -> None:
    """Delete the files that no longer count, those of stopped runs too."""
    remove_temporaries(index.folder)
    kept = {segment.name for segment in index.segments}
    kept |= {_name(name, index.generation) for name in _tables_of(index.stories)}
    for path in (*index.folder.glob("*.parquet"), *index.folder.glob("*.arrow")):
        if path.with_suffix(".parquet").name not in kept:
            path.unlink()


def _tables_of(stories: Stories) -> dict[str, pa.Table]:
    boilerplate = pa.table([pa.array(stories.boilerplate, pa.uint64())], schema=_BOILERPLATE)
    return {"state": stories.state, "aliases": stories.aliases, "boilerplate": boilerplate}


def _read_stories(folder: Path, generation: int) -> Stories:
    state, aliases, boilerplate = (
        pq.read_table(folder / _name(name, generation), schema=schema)
        for name, schema in (("state", STORY_STATE), ("aliases", STORY_ALIASES), ("boilerplate", _BOILERPLATE))
    )
    return Stories(state, aliases, boilerplate.column("unit").to_numpy().astype(np.uint64))


def _next_generation(folder: Path) -> int:
    """One more than any that stands in the folder, so that no file is ever written over."""
    used = [int(path.stem.rsplit("-", 1)[1]) for path in folder.glob("state-*.parquet")]
    return max(used, default=0) + 1


def _name(table: str, generation: int) -> str:
    return f"{table}-{generation:08}.parquet"


def _write_segment(folder: Path, first_no: int, sketches: pa.Table) -> Segment:
    segment = Segment(f"sketches-{first_no:09}-{sketches.num_rows:09}.parquet", sketches.num_rows)
    _write(folder / segment.name, sketches)
    with replacing((folder / segment.name).with_suffix(".arrow")) as temporary:
        pyarrow.feather.write_feather(
            sketches.combine_chunks(), temporary, compression="uncompressed", chunksize=max(1, segment.n_rows)
        )
    return segment


def _map_segment(path: Path) -> pa.Table:
    """The sketches of a segment, mapped into memory."""
    try:
        return pyarrow.feather.read_table(path.with_suffix(".arrow"), memory_map=True)
    except (OSError, pa.ArrowException) as error:
        raise LakeError(f"{path} cannot be read: {error}. Delete the folder {path.parent} and run again.") from error


def _write(path: Path, table: pa.Table) -> None:
    with replacing(path) as temporary:
        pq.write_table(table, temporary, compression="zstd", row_group_size=_ROW_GROUP)
