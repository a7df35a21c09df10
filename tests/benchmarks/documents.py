"""Pages, what a reader sees on them (their gold), and what a system finds on them."""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SUFFIXES = (".html", ".html.gz")
_GOLD_NAMES = ("gold.jsonl", "gold.jsonl.gz")


class CorpusError(ValueError):
    """Pages or gold that cannot be used; the message names the file and says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a system is given: an address, the bytes, and the same as text for systems that take text."""

    url: str
    raw: bytes
    text: str

    @property
    def digest(self) -> str:
        """Equal for equal address and bytes."""
        return hashlib.sha256(self.url.encode() + b"\0" + self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """An address, and the bytes found there or the file that holds them: cheap to keep and to hand to a process."""

    url: str
    source: Path | bytes

    def read(self) -> Page:
        """The page; a file that ends in .gz is unpacked, and text is taken to be UTF-8."""
        raw = self.source if isinstance(self.source, bytes) else _read(self.source)
        return Page(self.url, raw, raw.decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Gold:
    """What a reader sees on a page: the body as paragraphs, and what stands above it; none where nobody wrote it down.

    ``core`` is the body without standfirst and sub-headings. ``date`` is ISO 8601. ``group`` is the set whose pages are
    averaged together, ``publisher`` the outlet, whose pages tend to go right or wrong together.
    """

    page_id: str
    group: str
    publisher: str | None
    paragraphs: tuple[str, ...]
    core: tuple[str, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """What a system found: paragraphs on lines of their own, ``date`` in ISO 8601; ``failure`` says why there is none."""

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents and their gold, in the same order."""

    documents: list[Document]
    golds: list[Gold]


def read_corpus(folder: Path, gold: Path | None = None, limit: int | None = None) -> Corpus:
    """The pages that the gold names, in its order; at most ``limit`` of them, spread over it.

    ``gold`` is ``gold.jsonl`` or ``gold.jsonl.gz`` in the folder if not given. Raises ``CorpusError`` where the gold or
    a page is missing, or a line of it is malformed.
    """
    path = _find(iter([gold])) if gold else _find(folder / name for name in _GOLD_NAMES)
    if path is None:
        raise CorpusError(f"{gold or folder}: no {'gold' if gold else ' or '.join(_GOLD_NAMES)} there.")
    root = folder / "html" if (folder / "html").is_dir() else folder
    entries = [_read_entry(line, f"{path}:{n}", root) for n, line in enumerate(_lines(path), 1) if line.strip()]
    if not entries:
        raise CorpusError(f"{path}: no line in it.")
    chosen = entries[:: math.ceil(len(entries) / limit)] if limit else entries
    return Corpus([document for document, _ in chosen], [gold for _, gold in chosen])


def _read_entry(line: str, place: str, root: Path) -> tuple[Document, Gold]:
    try:
        entry: dict[str, Any] = json.loads(line)
        gold = Gold(
            page_id=entry["id"],
            group=entry.get("set") or "all",
            publisher=entry.get("publisher"),
            paragraphs=tuple(entry["paragraphs"]),
            core=tuple(entry.get("core") or ()),
            title=entry.get("title"),
            authors=tuple(entry.get("authors") or ()),
            date=entry.get("date"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"{place}: not a page's gold ({error!r}).") from error
    page = _find(root / f"{gold.page_id}{suffix}" for suffix in _SUFFIXES)
    if page is None:
        raise CorpusError(f"{place}: no page {gold.page_id}.html or .html.gz in {root}.")
    return Document(entry.get("url") or page.name, page), gold


def _lines(path: Path) -> list[str]:
    return _read(path).decode("utf-8").split("\n")  # and nowhere else: JSON strings may hold other line ends


def _read(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _find(paths: Iterator[Path]) -> Path | None:
    return next((path for path in paths if path.is_file()), None)
