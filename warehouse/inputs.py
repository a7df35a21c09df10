"""The files that a command's PATH arguments stand for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import InputError

HTML_SUFFIXES = frozenset({".html", ".htm"})
TEXT_SUFFIXES = frozenset({".txt", ".text"})

_SNIFFED_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files in a stable order, each once, and how many others their folders held."""

    files: tuple[Path, ...]
    n_ignored: int


def find_inputs(paths: list[str]) -> Inputs:
    """Expand files and folders. A file named directly is always taken; of a folder, text and HTML that is not hidden.

    Links to folders are not followed. Raises ``InputError`` for a path that does not exist, for a URL, and where there
    is nothing to read.
    """
    found: dict[Path, None] = {}
    n_ignored = 0
    for given in paths:
        path = _existing(given)
        if not path.is_dir():
            found[path.resolve()] = None
            continue
        for file in _walk(path):
            if file.suffix.lower() in HTML_SUFFIXES | TEXT_SUFFIXES and not file.name.startswith("."):
                found[file.resolve()] = None
            else:
                n_ignored += 1
    if not found:
        suffixes = ", ".join(sorted(HTML_SUFFIXES | TEXT_SUFFIXES))
        raise InputError(f"No articles in {', '.join(paths)}: looked for {suffixes}. Name a folder that holds some.")
    return Inputs(tuple(sorted(found)), n_ignored)


def media_type_of(path: Path, data: bytes) -> str:
    """``text/html`` or ``text/plain``: by the suffix, else by how the bytes begin."""
    suffix = path.suffix.lower()
    if suffix in HTML_SUFFIXES:
        return "text/html"
    start = data[:_SNIFFED_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_page = suffix not in TEXT_SUFFIXES and start.startswith((b"<!doctype html", b"<html", b"<?xml"))
    return "text/html" if is_page else "text/plain"


def _existing(given: str) -> Path:
    if "://" in given:
        raise InputError(f"{given}: URLs are not read yet. Save the page as an .html file and name that.")
    path = Path(given).expanduser()
    try:
        is_there = path.exists()
    except (OSError, ValueError) as error:
        raise InputError(f"{given!r} is not a path: {error}.") from error
    if not is_there:
        raise InputError(f"{given} does not exist. Name a file, or a folder of .txt and .html articles.")
    return path


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names))
