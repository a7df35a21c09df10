"""The folder of an export: written beside its place under another name, then put there whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from transforms.export.datapackage import describe_package
from warehouse.errors import ExportError, InputError

MANIFEST = "datapackage.json"
PACKAGE_NAME = "dragoman-export"


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """An empty folder that takes the place of ``out`` on success; else it is removed, and ``out`` stays as it was.

    An export that stands at ``out`` is replaced: a reader who opens it between two renames finds nothing for an
    instant. Raises ``InputError`` where ``out`` holds anything else, ``ExportError`` where the disk refuses.
    """
    _check_replaceable(out)
    temporary, former = (out.with_name(f".{out.name}.{os.getpid()}.{end}") for end in ("tmp", "old"))
    try:
        temporary.mkdir(parents=True)
        yield temporary
        _check_replaceable(out)  # what came there in the meantime is not lost either
        if out.exists():
            out.rename(former)
        temporary.rename(out)
    except (OSError, pa.ArrowException) as error:
        raise ExportError(
            f"{out} could not be written: {error}. Free space or fix the rights, then run again."
        ) from error
    finally:
        if former.exists() and not out.exists():
            former.rename(out)
        for leftover in (temporary, former):
            shutil.rmtree(leftover, ignore_errors=True)


def write_manifest(folder: Path, snapshot_id: str, resources: Sequence[dict[str, Any]]) -> None:
    """Write the descriptor of the files, each with its size and hash: what a later export may replace."""
    for resource in resources:
        path = folder / resource["path"]
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        resource |= {"bytes": path.stat().st_size, "hash": f"sha256:{digest}"}
    package = describe_package(PACKAGE_NAME, snapshot_id, resources)
    (folder / MANIFEST).write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _check_replaceable(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise InputError(f"{out} is no folder. Name another one with --out.")
    foreign = sorted({path.name for path in out.iterdir()} - _files_of_export(out))
    if foreign:
        raise InputError(
            f"{out} holds {foreign[0]}, which no export wrote. Nothing was changed; name another folder with --out."
        )


def _files_of_export(out: Path) -> set[str]:
    try:
        package = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        if package["name"] != PACKAGE_NAME:
            return set()
        return {MANIFEST, *(resource["path"] for resource in package["resources"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
