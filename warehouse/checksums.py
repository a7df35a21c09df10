"""Checksums of committed batches: ``lake/checksums/<batch_id>.sha256``, in the format of ``sha256sum``.

A list is written right before its batch is committed, and names all its files. Readers of Parquet notice little: a
flipped byte gives DuckDB other rows without a word, and a deleted file takes its rows along.
``sha256sum --check --quiet checksums/*.sha256`` in the folder of the lake tells the same as this module.

Beside each list lies, once the batch is committed, a copy of its table of documents, ``<batch_id>.documents.parquet``:
with it and the raw bytes all its tables can be made again, and it tells a batch that was lost from one never committed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import LakeError
from warehouse.files import remove_temporaries
from warehouse.settings import Settings
from warehouse.shared_files import read_shared, remove_shared, replacing_shared

_SUFFIX = ".sha256"
_COPY_SUFFIX = ".documents.parquet"


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of the lake that is not as it was committed."""

    path: Path
    reason: str  # such as 'is missing'

    def __str__(self) -> str:
        return f"{self.path} {self.reason}"


def write_checksums(settings: Settings, batch_id: str, files: Mapping[str, Path]) -> None:
    """Note the digests of a batch's files, by the path inside the lake under which they are, or will be.

    To be called right before the batch is committed. Raises ``LakeError``.
    """
    rewrite_list(settings, batch_id, {name: [digest_of(path)] for name, path in sorted(files.items())})


def amend_checksums(settings: Settings, batch_id: str, name: str, path: Path) -> None:
    """Note the digest that a file of this name is about to have.

    Its present one and that of the copy go on to count, as no two files can be replaced at once; one that never came to
    be does not. Raises ``LakeError``.
    """
    digests = read_checksums(settings, batch_id)
    if digests is not None:
        paths = (settings.lake / name, copy_path(settings, batch_id))
        present = {digest_of(path) for path in paths if path.exists()}
        kept = [digest for digest in digests.get(name, []) if digest in present]
        rewrite_list(settings, batch_id, digests | {name: [*dict.fromkeys([*kept, digest_of(path)])]})


def copy_documents(settings: Settings, batch_id: str, documents: Path) -> None:
    """Copy the table of documents of a batch that is committed. Raises ``LakeError``."""
    with replacing_shared(settings, copy_path(settings, batch_id)) as temporary:
        temporary.write_bytes(read_shared(settings, documents))


def copy_missing(settings: Settings, batch_id: str, documents: Path) -> None:
    """Make the copy that a kill right after the commit has left out, of a table of documents that is sound."""
    if not copy_path(settings, batch_id).exists():
        digests = read_checksums(settings, batch_id) or {}
        if digest_of(documents) in digests.get(str(documents.relative_to(settings.lake)), []):
            copy_documents(settings, batch_id, documents)


def copied_batches(settings: Settings) -> list[str]:
    """Ids of the batches with a copy of their documents, in their order."""
    paths = (settings.lake / "checksums").glob(f"*{_COPY_SUFFIX}")
    return sorted(path.name.removesuffix(_COPY_SUFFIX) for path in paths)


def sound_copy(settings: Settings, batch_id: str, documents: Path) -> Path | None:
    """The copy of a batch's table of documents; None where it is not what was committed."""
    path, digests = copy_path(settings, batch_id), read_checksums(settings, batch_id) or {}
    name = str(documents.relative_to(settings.lake))
    return path if path.exists() and digest_of(path) in digests.get(name, []) else None


def read_checksums(settings: Settings, batch_id: str) -> dict[str, list[str]] | None:
    """Digests that each of a batch's files may have, by its path inside the lake; None where no list was written.

    Raises ``LakeError`` naming a list that cannot be read.
    """
    path = list_path(settings, batch_id)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise LakeError(f"{path} cannot be read: {error}. Run `dragoman verify`.") from error
    digests: dict[str, list[str]] = {}
    for line in lines:
        digest, _, name = line.partition("  ")
        digests.setdefault(name, []).append(digest)
    return digests


def digest_of(path: Path) -> str:
    """The SHA-256 of a file. Raises ``OSError``."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def find_damage(settings: Settings, batch_id: str, tables: Iterable[str]) -> Iterator[Damage]:
    """Files of a batch that are gone or changed since its commit, and those that are there and were not then.

    ``tables`` are all that a batch may have files of. Nothing is said of a batch without a list.
    """
    listed = read_checksums(settings, batch_id)
    if listed is None:
        return
    for name, digests in listed.items():
        path = settings.lake / name
        try:
            if digest_of(path) not in digests:
                yield Damage(path, "is damaged: its bytes are not those that were committed")
        except FileNotFoundError:
            yield Damage(path, "is missing")
        except OSError as error:
            yield Damage(path, f"cannot be read: {error}")
    for table in tables:
        name = f"{table}/{batch_id}.parquet"
        if name not in listed and (settings.lake / name).exists():
            yield Damage(settings.lake / name, "was not there when its batch was committed")


def forget_checksums(settings: Settings, batch_id: str) -> None:
    """Delete the list of a batch that counts no more, and its copy of documents."""
    remove_shared(settings, list_path(settings, batch_id), copy_path(settings, batch_id))


def remove_orphan_lists(settings: Settings, committed: Iterable[str]) -> int:
    """Delete the lists of batches that were never committed, and their copies; for the holder of the lock only.

    Returns the number of files deleted.
    """
    folder = settings.lake / "checksums"
    kept = {batch_id + suffix for batch_id in committed for suffix in (_SUFFIX, _COPY_SUFFIX)}
    orphans = [path for path in folder.glob("[!.]*") if path.name not in kept]
    remove_shared(settings, *orphans)
    return len(orphans) + remove_temporaries(folder)


def rewrite_list(settings: Settings, batch_id: str, digests: Mapping[str, Iterable[str]]) -> None:
    """Write the list of a batch anew: the digests that each of its files may have, by its path inside the lake."""
    lines = [f"{digest}  {name}\n" for name, listed in digests.items() for digest in listed]
    with replacing_shared(settings, list_path(settings, batch_id)) as temporary:
        temporary.write_text("".join(lines), encoding="utf-8")


def copy_path(settings: Settings, batch_id: str) -> Path:
    """Where the copy of a batch's table of documents lies."""
    return settings.lake / "checksums" / f"{batch_id}{_COPY_SUFFIX}"


def list_path(settings: Settings, batch_id: str) -> Path:
    """Where the list of a batch's digests lies."""
    return settings.lake / "checksums" / f"{batch_id}{_SUFFIX}"
