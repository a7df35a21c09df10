"""The folder of a site: written whole beside its place, then put there in one step."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.errors import Busy, InputError, SiteError

MARKER = "dragoman-report.json"


class SiteFolder:
    """Where the files of a new site are written; counts them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.n_files = 0
        self.n_bytes = 0
        self.largest_bytes = 0
        self._folders: set[Path] = set()

    def write(self, path: str, text: str) -> None:
        """Write one file by its path from the root of the site."""
        target = self.folder / path
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        content = text.encode("utf-8", "replace")
        target.write_bytes(content)
        self.n_files += 1
        self.n_bytes += len(content)
        self.largest_bytes = max(self.largest_bytes, len(content))


@contextmanager
def replacing_site(out: Path) -> Iterator[SiteFolder]:
    """A new folder to write a site to, which takes the place of ``out`` on success; else ``out`` stays as it was.

    Raises ``InputError`` where something else than a site stands at ``out``, ``Busy`` where another process writes the
    same site, ``SiteError`` where the disk refuses.
    """
    out = out.resolve()
    check_replaceable(out)
    new, old = (out.with_name(f".{out.name}.{end}") for end in ("new", "old"))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        lock = out.with_name(f".{out.name}.lock")
        with FileLock(lock, timeout=0):
            _recover(out, old)
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir()
            (new / MARKER).write_text(json.dumps({"made_by": "dragoman report"}) + "\n", encoding="utf-8")
            try:
                yield SiteFolder(new)
                _swap(out, new, old)
            finally:
                shutil.rmtree(new, ignore_errors=True)
                lock.unlink(missing_ok=True)
    except Timeout as error:
        raise Busy(f"Another `dragoman report` writes {out} now. Try again when it is done.") from error
    except OSError as error:
        raise SiteError(
            f"{out} could not be written: {error}. Free space or fix the rights, then try again."
        ) from error


def check_replaceable(out: Path) -> None:
    """Raise ``InputError`` unless ``out`` is missing, an empty folder, or a site that this command made."""
    if not out.exists():
        return
    if not out.is_dir():
        raise InputError(f"{out} is no folder. Name another with --out.")
    if any(out.iterdir()) and not (out / MARKER).is_file():
        raise InputError(
            f"{out} holds other files (no {MARKER} is there) and is left alone. Name a new or empty folder with --out."
        )


def _swap(out: Path, new: Path, old: Path) -> None:
    """Two renames: whoever is killed between them leaves the old site where ``_recover`` finds it."""
    if out.exists():
        os.replace(out, old)
    try:
        os.replace(new, out)
    except OSError:
        with suppress(OSError):
            os.replace(old, out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _recover(out: Path, old: Path) -> None:
    if old.exists() and not out.exists():
        os.replace(old, out)
    shutil.rmtree(old, ignore_errors=True)
