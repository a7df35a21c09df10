"""What can be repaired of a root without reading any page again; for the holder of the lock.

Each function gives what it did, a line each. Nothing is removed but what is damaged, and what the next run makes anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import duckdb
import pyarrow.compute as pc

from transforms.tables import LAKE
from warehouse.checksums import (
    copy_documents,
    copy_path,
    digest_of,
    find_damage,
    list_path,
    read_checksums,
    rewrite_list,
    sound_copy,
    write_checksums,
)
from warehouse.errors import LakeError, QueryError
from warehouse.lake import (
    BATCH_TABLES,
    COMMIT_TABLE,
    committed_batches,
    file_of,
    lost_batches,
    read_table,
    replace_table,
    write_run,
)
from warehouse.publish import outdate_published
from warehouse.query import open_warehouse
from warehouse.raw import is_raw_sound, raw_path, read_document, store_raw
from warehouse.settings import Settings
from warehouse.shared_files import place_of, remove_shared, replacing_shared
from warehouse.verify_files import faults_of_file, whole_files

_KEPT = {COMMIT_TABLE, "rejects"}  # some documents are refused before they are read
_UNKNOWN = "0" * 64  # what no file has as its digest
# The table by which a step of resolution counts as done, for those that it makes beside it.
_MADE_WITH = {
    "story_aliases": ["story_identities"],
    "person_aliases": ["person_identities"],
    "person_decisions": ["person_identities"],
    "event_aliases": ["event_identities"],
}


def drop_damaged_copies(settings: Settings) -> Iterator[str]:
    """Delete files of the working copy that are damaged: they are due to be copied again from the store."""
    if not settings.store:
        return
    damaged = [path for name, path in whole_files(settings) if faults_of_file(path, LAKE[name], is_read=True)]
    for batch_id in committed_batches(settings):
        damaged += [damage.path for damage in find_damage(settings, batch_id, BATCH_TABLES)]
    for path in damaged:
        if path.exists():
            path.unlink()
            yield f"{path}, copied again from {settings.store}"


def renew_damaged_lists(settings: Settings) -> Iterator[str]:
    """Write lists of checksums anew that cannot be right themselves, of the files that can be read.

    Such a list cannot be read, lacks a file of its batch, or says of one what cannot have been so. Files that it names
    and that are gone or changed stay in it as they are, so that they are missed.
    """
    for batch_id in [*lost_batches(settings), *committed_batches(settings)]:
        path = list_path(settings, batch_id)
        if not path.exists():
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        listed, files = _lines_of(text, batch_id), _present_files(settings, batch_id)
        doubtful = {name for name, found in files.items() if _is_list_wrong(listed.get(name, []), found)}
        n_lines = sum(len(digests) for digests in listed.values())
        if not doubtful and n_lines == text.count("\n") == len(text.splitlines()):
            continue
        for name in doubtful:
            table = LAKE[name.partition("/")[0]]
            sound = [file for file in files[name] if not faults_of_file(file, table, is_read=True)]
            listed[name] = [*dict.fromkeys(digest_of(file) for file in sound)] or [_UNKNOWN]
        rewrite_list(settings, batch_id, dict(sorted(listed.items())))
        yield f"{path}, made anew of its files as they are"


def _present_files(settings: Settings, batch_id: str) -> dict[str, list[Path]]:
    """The files of a batch by the path inside the lake that lists have, that of documents with its copy."""
    files = {f"{name}/{batch_id}.parquet": [file_of(settings, name, batch_id)] for name in BATCH_TABLES}
    files[f"{COMMIT_TABLE}/{batch_id}.parquet"].append(copy_path(settings, batch_id))
    present = {name: [path for path in paths if path.exists()] for name, paths in files.items()}
    return {name: paths for name, paths in present.items() if paths}


def _lines_of(text: str, batch_id: str) -> dict[str, list[str]]:
    """Digests by the path inside the lake, of those lines that a list of the batch can have."""
    listed: dict[str, list[str]] = {}
    for line in text.splitlines():
        found = re.fullmatch(r"([0-9a-f]{64})  (\w+)/(.+)\.parquet", line)
        if found and found[2] in BATCH_TABLES and found[3] == batch_id:
            listed.setdefault(f"{found[2]}/{batch_id}.parquet", []).append(found[1])
    return listed


def _is_list_wrong(digests: list[str], files: list[Path]) -> bool:
    """Whether it is not the file that is damaged but what the list says of it, or does not say.

    Two files that are equal are not both damaged, and digests of different files do not agree in all digits but two.
    """
    found = [digest_of(path) for path in files]
    if set(found) & set(digests):
        return False
    pairs = [(one, other) for one in digests for other in found]
    is_misspelt = any(sum(a != b for a, b in zip(*pair, strict=True)) <= 2 for pair in pairs)
    return not digests or is_misspelt or (len(found) == 2 and found[0] == found[1])


def restore_documents(settings: Settings) -> Iterator[str]:
    """Put the copy in the place of each table of documents that is missing or damaged, and copy those that have none.

    Raises ``LakeError`` where the copy is damaged too.
    """
    lost = lost_batches(settings)
    for batch_id in [*lost, *committed_batches(settings)]:
        documents = file_of(settings, COMMIT_TABLE, batch_id)
        copy = sound_copy(settings, batch_id, documents)
        if batch_id not in lost and documents not in {damage.path for damage in find_damage(settings, batch_id, ())}:
            if copy is None and read_checksums(settings, batch_id) is not None:
                copy_documents(settings, batch_id, documents)
                yield f"{copy_path(settings, batch_id)}, from {documents}"
            continue
        if copy is None:
            raise LakeError(f"{documents} and its copy are both damaged. Restore one of them from a backup.")
        with replacing_shared(settings, documents) as temporary:
            temporary.write_bytes(copy.read_bytes())
        yield f"{documents}, from its copy"


def remove_damaged_tables(settings: Settings) -> list[str]:
    """Delete the damaged files of batches, but for documents; the ids of these batches.

    Without its articles nobody can tell which document a reported row is of: all is then made again beside them.
    """
    damaged = []
    for batch_id in committed_batches(settings):
        found = {damage.path for damage in find_damage(settings, batch_id, BATCH_TABLES)}
        if not found:
            continue
        damaged.append(batch_id)
        if file_of(settings, "articles", batch_id) in found:
            found |= {file_of(settings, name, batch_id) for name in BATCH_TABLES if name not in _KEPT}
        remove_shared(settings, *found - {file_of(settings, COMMIT_TABLE, batch_id)})
    return damaged


def list_checksums(settings: Settings) -> Iterator[str]:
    """Note the checksums of batches that have none, where their files can be read: those of earlier versions."""
    for batch_id in committed_batches(settings):
        paths = {name: file_of(settings, name, batch_id) for name in BATCH_TABLES}
        present = {name: path for name, path in paths.items() if path.exists()}
        if read_checksums(settings, batch_id) is None and not any(
            faults_of_file(path, LAKE[name], is_read=True) for name, path in present.items()
        ):
            write_checksums(settings, batch_id, {f"{name}/{path.name}": path for name, path in present.items()})
            yield f"checksums of batch {batch_id}, of its files as they are"


def remove_damaged_wholes(settings: Settings) -> Iterator[str]:
    """Delete tables of identities, and rows of runs, that cannot be read; the former are then due to be made again."""
    for name, path in whole_files(settings):
        if faults_of_file(path, LAKE[name], is_read=True):
            remove_shared(settings, path)
            yield f"{path}, removed" + ("" if name == "runs" else " and made again")
            for due in _MADE_WITH.get(name, ()):
                replace_table(settings, due, read_table(settings, due), made_from="")


def restore_runs(settings: Settings) -> Iterator[str]:
    """Write again the rows of runs that the lake has lost, as they were published."""
    try:
        with open_warehouse(settings) as warehouse:
            published = warehouse.table("runs").to_arrow_table()
    except (QueryError, duckdb.Error):
        return  # nothing is published, or what is can itself not be read
    kept = read_table(settings, "runs", ["run_id"])["run_id"]
    lost = published.filter(pc.invert(pc.is_in(published["run_id"], value_set=kept.combine_chunks())))
    for row in lost.select(LAKE["runs"].names).cast(LAKE["runs"]).to_pylist():
        write_run(settings, row)
    if lost.num_rows:
        yield f"{lost.num_rows} rows of runs, as they were published"


def restore_raw(settings: Settings) -> Iterator[str]:
    """Read damaged and missing raw bytes again from the local files they came from, where those have not changed."""
    documents = read_table(settings, "documents", ["uri", "raw_sha256"])
    for uri, sha256 in sorted({(row["uri"], row["raw_sha256"]) for row in documents.to_pylist()}):
        if not uri.startswith("file:") or is_raw_sound(settings, sha256):
            continue
        try:
            found = read_document(Path(unquote(urlsplit(uri).path)), settings.max_document_bytes)
        except OSError:
            continue
        if found.sha256 == sha256 and found.data is not None:
            remove_shared(settings, raw_path(settings, sha256))
            store_raw(settings, sha256, found.data)
            yield f"{place_of(settings, raw_path(settings, sha256))}, from {uri}"


def publish_again(settings: Settings) -> str:
    """See to it that all tables are built and published anew; until then readers keep what they see."""
    outdate_published(settings)
    return "what is published, built anew"
