"""What a command's arguments stand for: files of articles, archives, lists of URLs, and URLs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from transforms.discover.kinds import kind_of
from transforms.urls import UrlError, normal_url
from warehouse.archives import is_archive
from warehouse.errors import InputError
from warehouse.handed_over import is_url, reveal, scrub
from warehouse.settings import project_dir
from warehouse.sources import Source, load_sources

HTML_SUFFIXES = frozenset({".html", ".htm"})
TEXT_SUFFIXES = frozenset({".txt", ".text"})
ALL_SOURCES = "all"  # that are enabled
LIST_SUFFIXES = frozenset({".urls"})

_SNIFFED_BYTES = 1024
_LISTING_BYTES = 1 << 16  # of a file that may be a feed, a sitemap or a list of URLs


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is to be read, in a stable order, each once, and how many other files the folders held."""

    files: tuple[Path, ...] = ()  # an article each
    n_ignored: int = 0
    archives: tuple[Path, ...] = ()  # WARC
    listings: tuple[Path, ...] = ()  # saved feeds and sitemaps, lists of URLs
    urls: tuple[str, ...] = ()  # as given, so without what ``redact`` has taken out


def find_inputs(paths: list[str]) -> Inputs:
    """Expand files and folders, and check URLs. A file named directly is always taken, and its bytes say whether it is
    a feed, a sitemap or a list of URLs; of a folder, text, HTML, archives and ``.urls`` are taken that are not hidden.

    Links to folders are not followed. Raises ``InputError`` for a path that does not exist, for a URL that cannot be
    asked for, and where ``paths`` hold nothing to read.
    """
    found: dict[Path, None] = {}
    listings: dict[Path, None] = {}
    urls: dict[str, None] = {}
    n_ignored = 0
    for given in paths:
        if is_url(given):
            check_url(given)
            urls[given] = None
            continue
        path = _existing(given)
        if not path.is_dir():
            (listings if _is_listing(path) else found)[path.resolve()] = None
            continue
        for file in _walk(path):
            if file.name.startswith(".") or not (_has_article_suffix(file) or is_archive(file) or _is_url_list(file)):
                n_ignored += 1
            else:
                (listings if _is_url_list(file) else found)[file.resolve()] = None
    if paths and not (found or listings or urls):
        suffixes = ", ".join(sorted(HTML_SUFFIXES | TEXT_SUFFIXES))
        raise InputError(f"No articles in {', '.join(paths)}: looked for {suffixes}. Name a folder that holds some.")
    files = sorted(found)
    return Inputs(
        files=tuple(path for path in files if not is_archive(path)),
        n_ignored=n_ignored,
        archives=tuple(path for path in files if is_archive(path)),
        listings=tuple(sorted(listings)),
        urls=tuple(urls),
    )


def check_url(given: str) -> None:
    """Raise ``InputError`` for what cannot be asked for over HTTP, or names a variable that is not set."""
    try:
        normal_url(reveal(given))
    except UrlError as error:
        raise InputError(f"{scrub(str(error))}. Name an http or https URL, a file or a folder.") from error


def choose_sources(source_ids: Sequence[str]) -> tuple[Source, ...]:
    """The sources with these ids; ``ALL_SOURCES`` stands for those that are enabled.

    Raises ``InputError`` for an id that is unknown and where none is enabled, ``SeedError`` for a damaged file.
    """
    if not source_ids:
        return ()
    known = {source.source_id: source for source in load_sources(project_dir())}
    if ALL_SOURCES in source_ids:
        chosen = tuple(source for source in known.values() if source.is_enabled)
        if not chosen:
            raise InputError("No source is enabled. Set is_enabled in seeds/sources.csv, or name sources by their id.")
        return chosen
    unknown = [source_id for source_id in source_ids if source_id not in known]
    if unknown:
        raise InputError(f"No source {', '.join(unknown)} in seeds/sources.csv, which has: {', '.join(sorted(known))}.")
    return tuple(known[source_id] for source_id in dict.fromkeys(source_ids))


def media_type_of(path: Path, data: bytes) -> str:
    """``text/html`` or ``text/plain``: by the suffix, else by how the bytes begin."""
    suffix = path.suffix.lower()
    if suffix in HTML_SUFFIXES:
        return "text/html"
    return "text/html" if suffix not in TEXT_SUFFIXES and _begins_like_page(data) else "text/plain"


def media_type_of_page(content_type: str | None, data: bytes) -> str:
    """``text/plain`` for what a server calls so, unless it begins like a page; ``text/html`` for everything else."""
    is_plain = (content_type or "").lower().startswith("text/plain") and not _begins_like_page(data)
    return "text/plain" if is_plain else "text/html"


def _begins_like_page(data: bytes) -> bool:
    start = data[:_SNIFFED_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<?xml"))


def _existing(given: str) -> Path:
    path = Path(given).expanduser()
    try:
        is_there = path.exists()
    except (OSError, ValueError) as error:
        raise InputError(f"{given!r} is not a path: {error}.") from error
    if not is_there:
        raise InputError(f"{given} does not exist. Name a file, a folder of .txt and .html articles, or a URL.")
    return path


def _has_article_suffix(path: Path) -> bool:
    return path.suffix.lower() in HTML_SUFFIXES | TEXT_SUFFIXES


def _is_url_list(path: Path) -> bool:
    return path.suffix.lower() in LIST_SUFFIXES


def _is_listing(path: Path) -> bool:
    """Whether a file that was named directly lists pages rather than being one."""
    if _is_url_list(path):
        return True
    if path.suffix.lower() in HTML_SUFFIXES or is_archive(path) or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            start = file.read(_LISTING_BYTES)
    except OSError:  # its reader says why
        return False
    return kind_of(start, None, path.absolute().as_uri()) != "page"


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names))
