"""The index of stories, ``lake/story_index/``: a sketch of every version of an article, and what was made of them.

It is derived from the articles of the lake: without it, or where it does not fit them, it is made again from all of
them. Files never change; ``manifest.json`` names those that count and is replaced last, so a run that is stopped leaves
the index as it was. Sketches lie in segments with their postings, of which small ones are merged: their number grows
with the logarithm of that of the articles. All are Arrow files, which are mapped into memory: the sketches of single
articles, and the holders of single hashes, are read without the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.feather

from transforms.resolve.postings import Postings, SketchPostings, post_sketches
from transforms.resolve.stories import NO_STORIES, STORY_STATE, Stories
from transforms.tables import STORY_ALIASES
from warehouse.errors import LakeError
from warehouse.files import remove_temporaries, replacing
from warehouse.lake import committed_batches, follow_folds
from warehouse.settings import Settings
from warehouse.sketches import SketchSegment, SketchStore

FORMAT = 2  # of the sketches and of how stories are made of them: another number makes the index anew
_MANIFEST = "manifest.json"
_MERGED_BELOW = 3  # times the rows of the segment after it, from which a segment stays by itself
_SEGMENT_TABLES = ("sketches", "anchors", "heads", "others")
_STORY_TABLES = ("state", "aliases", "boilerplate", "held")


@dataclass(frozen=True, slots=True)
class Segment:
    """Sketches whose numbers follow one another."""

    first_no: int
    n_rows: int

    @property
    def name(self) -> str:
        """What the names of its files have in common."""
        return f"{self.first_no:09}-{self.n_rows:09}"


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
        segments = [_map_segment(self.folder, segment) for segment in self.segments]
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
        batch_ids = follow_folds(settings, manifest["batch_ids"])
        if manifest["format"] != FORMAT or not batch_ids <= set(committed_batches(settings)):
            return empty
        segments = tuple(Segment(first_no, n_rows) for first_no, n_rows in manifest["segments"])
        if not all((folder / name).is_file() for segment in segments for name in _files_of(segment)):
            return empty
        return StoryIndex(
            folder, tuple(sorted(batch_ids)), segments, manifest["generation"],
            _read_stories(folder, manifest["generation"]),
        )  # fmt: skip
    except (LakeError, OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return empty


def grow_index(index: StoryIndex, batch_ids: list[str], sketches: pa.Table, stories: Stories) -> StoryIndex:
    """Add sketches, numbered from ``next_no``, and replace the stories, in one step. Raises ``LakeError``."""
    generation = _next_generation(index.folder)
    segments = [*index.segments]
    if sketches.num_rows:
        merged = [sketches]
        while segments and segments[-1].n_rows < _MERGED_BELOW * sum(part.num_rows for part in merged):
            merged.insert(0, _map(index.folder / _file_of("sketches", segments.pop().name)))
        segments.append(_write_segment(index.folder, pa.concat_tables(merged).combine_chunks()))
    for name, table in _tables_of(stories).items():
        _write(index.folder / _file_of(name, _label(generation)), table)
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
        "segments": [[segment.first_no, segment.n_rows] for segment in grown.segments],
        "batch_ids": grown.batch_ids,
    }
    with replacing(index.folder / _MANIFEST) as temporary:
        temporary.write_text(json.dumps(manifest), encoding="utf-8")
    _remove_others(grown)
    return grown


def _remove_others(index: StoryIndex) -> None:
    """Delete the files that no longer count, those of stopped runs too."""
    remove_temporaries(index.folder)
    kept = {name for segment in index.segments for name in _files_of(segment)}
    kept |= {_file_of(table, _label(index.generation)) for table in _STORY_TABLES}
    for path in index.folder.iterdir():
        if path.suffix in (".arrow", ".parquet") and path.name not in kept:
            path.unlink()


def _tables_of(stories: Stories) -> dict[str, pa.Table]:
    hashes = {"boilerplate": stories.boilerplate, "held": stories.held}
    columns = {name: pa.table({name: pa.array(values, pa.uint64())}) for name, values in hashes.items()}
    return {"state": stories.state, "aliases": stories.aliases, **columns}


def _read_stories(folder: Path, generation: int) -> Stories:
    state, aliases, *columns = (_map(folder / _file_of(table, _label(generation))) for table in _STORY_TABLES)
    boilerplate, held = (table.column(0).to_numpy() for table in columns)
    return Stories(state.cast(STORY_STATE), aliases.cast(STORY_ALIASES), boilerplate, held)


def _next_generation(folder: Path) -> int:
    """One more than any that stands in the folder, so that no file is ever written over."""
    used = [int(path.stem.rsplit("-", 1)[1]) for path in folder.glob("state-*.arrow")]
    return max(used, default=0) + 1


def _label(generation: int) -> str:
    return f"{generation:08}"


def _files_of(segment: Segment) -> list[str]:
    return [_file_of(table, segment.name) for table in _SEGMENT_TABLES]


def _file_of(table: str, label: str) -> str:
    return f"{table}-{label}.arrow"


def _write_segment(folder: Path, sketches: pa.Table) -> Segment:
    segment = Segment(sketches.column("no")[0].as_py(), sketches.num_rows)
    postings = post_sketches(sketches)
    _write(folder / _file_of("sketches", segment.name), sketches)
    for table in ("anchors", "heads", "others"):
        found: Postings = getattr(postings, table)
        _write(folder / _file_of(table, segment.name), pa.table({"key": found.keys, "no": found.nos}))
    return segment


def _map_segment(folder: Path, segment: Segment) -> SketchSegment:
    """A segment, mapped into memory. Raises ``LakeError``."""
    sketches, *listed = (_map(folder / name) for name in _files_of(segment))
    postings = (Postings(table.column("key").to_numpy(), table.column("no").to_numpy()) for table in listed)
    return SketchSegment(sketches, SketchPostings(*postings))


def _map(path: Path) -> pa.Table:
    try:
        return pyarrow.feather.read_table(path, memory_map=True)
    except (OSError, pa.ArrowException) as error:
        raise LakeError(f"{path} cannot be read: {error}. Delete the folder {path.parent} and run again.") from error


def _write(path: Path, table: pa.Table) -> None:
    """As one chunk, so that its columns can be mapped as they are."""
    with replacing(path) as temporary:
        pyarrow.feather.write_feather(
            table.combine_chunks(), temporary, compression="uncompressed", chunksize=max(1, table.num_rows)
        )
