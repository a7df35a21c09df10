"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from warehouse.errors import LakeError

TEMPORARY_SUFFIX = ".tmp"


@contextmanager
def replacing(path: Path, staging: Path | None = None) -> Iterator[Path]:
    """A temporary path to write to; on success it is flushed to disk and takes the place of ``path`` in one step.

    The temporary file lies in ``staging`` (the same file system), else beside ``path``; it ends in ``.tmp``, which no
    reader looks for. Raises ``LakeError`` where the disk refuses; the file that stood at ``path`` is then untouched.
    """
    folder = staging or path.parent
    temporary = folder / f".{path.name}.{os.getpid()}{TEMPORARY_SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise LakeError(
            f"{path} could not be written: {error}. Free space or fix the rights, then run again."
        ) from error
    finally:
        with suppress(OSError):  # the first error is the one to report
            temporary.unlink(missing_ok=True)


def remove_temporaries(folder: Path) -> int:
    """Delete what killed runs left in ``folder``; for the holder of the lock only. Returns the number of files."""
    leftovers = list(folder.glob(f".*{TEMPORARY_SUFFIX}"))
    for leftover in leftovers:
        leftover.unlink(missing_ok=True)
    return len(leftovers)
