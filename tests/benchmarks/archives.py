"""Documents out of web archives beside plain trafilatura: how fast two processes read them, and what stays in memory.

    uv run --group benchmark python -m tests.benchmarks.archives PAGES --documents 10000

PAGES is a folder of saved pages with gold, as `tests.benchmarks.extraction` takes it. Its pages are written to archives
(`.warc.gz`), over and over, each under a URL of its own. Archive by archive, two systems take turns with the same pages,
and change who begins: ours ingests the archive (records read and checked, raw bytes kept, documents staged) and reads
each document in one of two processes to a row of `articles`; trafilatura extracts the text alone, without comments, in
two processes that are handed the bytes. A ratio of 0.85 means: 85 of our documents while trafilatura reads 100.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from io import BytesIO
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from tests.benchmarks.bootstrap import Estimate, estimate_ratio
from tests.benchmarks.documents import CorpusError, Document, read_corpus
from tests.benchmarks.memory import Footprint, find_slope
from tests.benchmarks.report import Report
from tests.benchmarks.tables import memory_table, open_table
from tests.benchmarks.workers import quiet
from warehouse.settings import Settings

app = typer.Typer(add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False)

N_PROCESSES = 2
ARCHIVE_DOCUMENTS = 250
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one archive took: seconds on the clock, and of processor time in all processes of the system."""

    n_documents: int
    n_read: int  # articles, or pages with a text
    seconds: float
    cpu_seconds: float
    resident_mib: float  # of this process and those that read, after the turn


@app.command(help=__doc__)
def main(
    pages: Annotated[Path, typer.Argument(metavar="PAGES", help="The folder of pages and gold.", show_default=False)],
    documents: Annotated[int, typer.Option(help="Documents to read.", min=1)] = 10_000,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    try:
        corpus = read_corpus(pages).documents
    except CorpusError as error:
        raise typer.BadParameter(str(error), param_hint="PAGES") from error
    report = Report(as_json=as_json)
    with tempfile.TemporaryDirectory() as temporary, quiet():
        ours, theirs = measure(corpus, documents, Path(temporary))
    ratios = {name: ratio_of(ours, theirs, name) for name in ("seconds", "cpu_seconds")}
    looks = footprints_of(ours)
    data: dict[str, object] = {
        "ours": [asdict(turn) for turn in ours],
        "trafilatura": [asdict(turn) for turn in theirs],
    }
    data |= {"ratios": {name: asdict(ratio) for name, ratio in ratios.items()}, "gain_mib": find_slope(looks)}
    memory = memory_table(looks, find_slope(looks))
    memory.title = f"memory of {1 + N_PROCESSES} processes of ours"
    report.add("archives", data, [speed_table(ours, theirs, ratios), memory])
    report.close()


def measure(corpus: list[Document], n_documents: int, folder: Path) -> tuple[list[Turn], list[Turn]]:
    """The turns of both systems over so many documents; a first, small archive warms them up and is not counted."""
    pages = cycle(corpus)
    sizes = [ARCHIVE_DOCUMENTS] * (n_documents // ARCHIVE_DOCUMENTS) + [n_documents % ARCHIVE_DOCUMENTS]
    ours: list[Turn] = []
    theirs: list[Turn] = []
    with Ours(Settings(root=folder / "root")) as dragoman, Trafilatura() as trafilatura:
        for number, size in enumerate([2 * N_PROCESSES, *filter(None, sizes)]):
            path, bodies = write_archive(folder / f"{number}.warc.gz", list(islice(pages, size)))
            for is_ours in (True, False) if number % 2 else (False, True):
                if is_ours:
                    ours.append(_time(dragoman, partial(dragoman.read, path), size))
                else:
                    theirs.append(_time(trafilatura, partial(trafilatura.read, bodies), size))
            path.unlink()
    return ours[1:], theirs[1:]


def write_archive(path: Path, documents: list[Document]) -> tuple[Path, list[bytes]]:
    """An archive of these pages, made different by a comment at their ends, and the pages themselves."""
    bodies = []
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, document in enumerate(documents):
            name = f"{path.name.partition('.')[0]}-{number}"
            bodies.append(document.read().raw + f"<!-- {name} -->".encode())
            sent = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://example.org/{name}"
            writer.write_record(
                writer.create_warc_record(url, "response", payload=BytesIO(bodies[-1]), http_headers=sent)
            )
    return path, bodies


class Ours:
    """Ingest, and two processes that read what it staged."""

    def __init__(self, settings: Settings) -> None:
        self._settings = replace(settings, batch_documents=100)

    def __enter__(self) -> Ours:
        from flows.reader_process import prepare_readers

        prepare_readers(N_PROCESSES)
        self.pids = set(_children()) | {os.getpid()}
        return self

    def __exit__(self, *_: object) -> None:
        from flows.reader_process import stop_idle_readers

        stop_idle_readers()

    def read(self, archive: Path) -> int:
        """The number of articles that it gives."""
        from flows.ingest import ingest

        staged = ingest.fn([str(archive)], self._settings, f"benchmark-{archive.name}")
        with ThreadPoolExecutor(N_PROCESSES) as threads:
            return sum(threads.map(self._read_batch, staged.batch_ids))

    def _read_batch(self, batch_id: str) -> int:
        from flows.reader_process import Assignment, read_documents
        from flows.reading import Reading
        from transforms.tables import ARTICLES, table_of
        from warehouse.staged import read_staged

        documents, _ = read_staged(self._settings, batch_id)
        found = read_documents(Assignment(self._settings, documents.to_pylist(), {}))
        return table_of([one.article for one in found if isinstance(one, Reading)], ARTICLES).num_rows


class Trafilatura:
    """Two processes that extract texts."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(N_PROCESSES, get_context("spawn"))

    def __enter__(self) -> Trafilatura:
        before = set(_children())
        list(self._pool.map(_extract, [b"<p>Hello"] * 4 * N_PROCESSES))
        self.pids = set(_children()) - before
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def read(self, bodies: list[bytes]) -> int:
        """The number of pages that have a text."""
        return sum(self._pool.map(_extract, bodies, chunksize=4))


def _extract(body: bytes) -> bool:
    import trafilatura

    with quiet():
        return bool(trafilatura.extract(body, include_comments=False))


def _time(system: Ours | Trafilatura, read: Callable[[], int], n_documents: int) -> Turn:
    start, cpu_start = time.perf_counter(), sum(map(_cpu_seconds, system.pids))
    n_read = read()
    seconds, cpu_seconds = time.perf_counter() - start, sum(map(_cpu_seconds, system.pids)) - cpu_start
    return Turn(n_documents, n_read, seconds, cpu_seconds, sum(map(_resident_mib, system.pids)))


def _children() -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[1]) == os.getpid():
            yield int(path.parent.name)


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _resident_mib(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_BYTES / 2**20


def ratio_of(ours: list[Turn], theirs: list[Turn], measure: str) -> Estimate:
    """Our speed over trafilatura's: their time over ours on the same pages, archive by archive."""
    clusters = [str(number) for number in range(len(ours))]
    taken, needed = ([float(getattr(turn, measure)) for turn in turns] for turns in (ours, theirs))
    return estimate_ratio(needed, taken, clusters)


def footprints_of(turns: list[Turn]) -> list[Footprint]:
    """The memory after each archive."""
    looks = []
    n_pages = 0
    for turn in turns:
        n_pages += turn.n_documents
        looks.append(Footprint(n_pages, turn.resident_mib))
    return looks


def speed_table(ours: list[Turn], theirs: list[Turn], ratios: dict[str, Estimate]) -> Table:
    """Documents a second of both, and the ratios."""
    n_documents = sum(turn.n_documents for turn in ours)
    table = open_table(f"{n_documents:,} documents from web archives, {N_PROCESSES} processes")
    for column in ("", "read", "documents a second", "processor ms a document"):
        table.add_column(column, justify="right" if column else "left")
    for name, turns in (("ingest and reading", ours), ("trafilatura, text alone", theirs)):
        seconds, cpu_seconds = sum(turn.seconds for turn in turns), sum(turn.cpu_seconds for turn in turns)
        n_read = sum(turn.n_read for turn in turns)
        table.add_row(name, f"{n_read:,}", f"{n_documents / seconds:.1f}", f"{1000 * cpu_seconds / n_documents:.1f}")
    table.add_section()
    shown = [f"{ratios[name].value:.2f} ({ratios[name].low:.2f} to {ratios[name].high:.2f})" for name in ratios]
    table.add_row("our speed over its", "", *shown)
    return table


if __name__ == "__main__":
    app()
