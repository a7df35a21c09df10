"""What can be repaired of a root without reading any page again; for the holder of the lock.

Each function gives what it did, a line each. Nothing is removed but what is damaged, and what the next run makes anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from transforms.tables import LAKE
from warehouse.build_database import clear_build
from warehouse.checksums import find_damage, read_checksums, sound_copy, write_checksums
from warehouse.errors import LakeError
from warehouse.files import replacing
from warehouse.lake import (
    BATCH_TABLES,
    COMMIT_TABLE,
    committed_batches,
    file_of,
    lost_batches,
    read_table,
    replace_table,
)
from warehouse.raw import raw_path, read_document, read_raw, store_raw
from warehouse.settings import Settings
from warehouse.verify_files import faults_of_file, whole_files

_KEPT = {COMMIT_TABLE, "rejects"}  # some documents are refused before they are read
# The table by which a step of resolution counts as done, for those that it makes beside it.
_MADE_WITH = {
    "story_aliases": ["story_identities"],
    "person_aliases": ["person_identities"],
    "person_decisions": ["person_identities"],
    "event_aliases": ["event_identities"],
}


def restore_documents(settings: Settings) -> Iterator[str]:
    """Put the copy in the place of each table of documents that is missing or damaged.

    Raises ``LakeError`` where the copy is damaged too.
    """
    lost = lost_batches(settings)
    for batch_id in [*lost, *committed_batches(settings)]:
        documents = file_of(settings, COMMIT_TABLE, batch_id)
        if batch_id not in lost and documents not in {damage.path for damage in find_damage(settings, batch_id, ())}:
            continue
        copy = sound_copy(settings, batch_id, documents)
        if copy is None:
            raise LakeError(f"{documents} and its copy are both damaged. Restore one of them from a backup.")
        with replacing(documents) as temporary:
            shutil.copyfile(copy, temporary)
        yield f"{documents}, from its copy"


def remove_damaged_tables(settings: Settings) -> list[str]:
    """Delete the damaged files of batches, with all that is made again beside them; the ids of these batches.

    Without its articles nobody can tell which document a reported row is of: they are all made again, or none.
    """
    damaged = []
    for batch_id in committed_batches(settings):
        found = {damage.path for damage in find_damage(settings, batch_id, BATCH_TABLES)}
        if found:
            damaged.append(batch_id)
            made_again = {file_of(settings, name, batch_id) for name in BATCH_TABLES if name not in _KEPT}
            for path in found | made_again:
                path.unlink(missing_ok=True)
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
            path.unlink()
            yield f"{path}, removed" + ("" if name == "runs" else " and made again")
            for due in _MADE_WITH.get(name, ()):
                replace_table(settings, due, read_table(settings, due), made_from="")


def restore_raw(settings: Settings) -> Iterator[str]:
    """Read damaged and missing raw bytes again from the local files they came from, where those have not changed."""
    documents = read_table(settings, "documents", ["uri", "raw_sha256"])
    for uri, sha256 in sorted({(row["uri"], row["raw_sha256"]) for row in documents.to_pylist()}):
        if not uri.startswith("file:") or _is_sound(settings, sha256):
            continue
        try:
            found = read_document(Path(unquote(urlsplit(uri).path)), settings.max_document_bytes)
        except OSError:
            continue
        if found.sha256 == sha256 and found.data is not None:
            raw_path(settings, sha256).unlink(missing_ok=True)
            store_raw(settings, sha256, found.data)
            yield f"{raw_path(settings, sha256)}, from {uri}"


def publish_again(settings: Settings) -> str:
    """See to it that all tables are built and published anew; until then readers keep what they see."""
    (settings.public / "snapshot.json").unlink(missing_ok=True)
    clear_build(settings)
    return "what is published, built anew"


def _is_sound(settings: Settings, sha256: str) -> bool:
    try:
        read_raw(settings, sha256)
    except LakeError:
        return False
    return True
