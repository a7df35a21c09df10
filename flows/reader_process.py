"""Documents are read in a process of their own, which is ended where a page takes longer than its budget.

It reads ahead as far as the socket holds its answers, while the run tags what has come.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flows.child_process import (
    budget,
    describe_end,
    keep_process,
    prepare_processes,
    serve,
    stop_idle_processes,
    take_process,
)
from flows.reading import Reading, read_document, refuse
from transforms.records import Row
from transforms.reference import Reference
from warehouse.errors import DragomanError
from warehouse.raw import read_raw
from warehouse.reference import load_reference
from warehouse.settings import Settings, project_dir

if TYPE_CHECKING:
    from transforms.extract.standing import Standing

_MODULE = "flows.reader_process"
_WARM_UP = b"""Before its first page the process reads these lines, so that what is loaded once is loaded by then.
The text is long enough to be taken for an article, which is why it goes on for this many words and then stops."""
_WARM_UP_DOCUMENT = {
    "document_id": "warm-up",
    "uri": "file:///",
    "raw_sha256": "",
    "n_bytes": len(_WARM_UP),
    "media_type": "text/plain",
    "retrieved_at": datetime(2031, 5, 4, tzinfo=UTC),
    "run_id": "",
    "modified_at": None,
    "duplicate_of": None,
}


@dataclass(frozen=True, slots=True)
class Assignment:
    """Rows of ``documents`` to be read in their order; ``standing`` is as for ``read_article``."""

    settings: Settings
    documents: list[Row]
    standing: Standing


def prepare_readers(n_processes: int = 1) -> None:
    """Have so many processes wait for the documents that will come."""
    prepare_processes(_MODULE, n_processes)


def stop_idle_readers() -> None:
    """End the processes that wait for documents."""
    stop_idle_processes(_MODULE)


def read_documents(assignment: Assignment) -> Generator[Reading | Row]:
    """A reading for each document, in their order.

    A page that takes longer than ``settings.page_seconds`` is rejected as ``timeout``; one that ends the process
    otherwise is read again in another, as somebody else may have ended it, and then rejected as ``crashed``. Raises
    ``LakeError``, ``SeedError`` and ``ReaderError``. To be closed where it is not taken to its end.
    """
    documents = assignment.documents
    n_read, has_crashed = 0, False
    while n_read < len(documents):
        reader, todo = take_process(_MODULE), documents[n_read:]
        try:
            for reading in reader.ask(replace(assignment, documents=todo), len(todo)):
                n_read, has_crashed = n_read + 1, False
                yield reading
        except BaseException:
            reader.kill()
            raise
        if n_read == len(documents):
            keep_process(reader, _MODULE)
            return
        code = reader.end()
        if code == -signal.SIGALRM or has_crashed:
            yield _refuse_page(documents[n_read], code, assignment.settings)
            n_read += 1
        has_crashed = code != -signal.SIGALRM and not has_crashed


def _refuse_page(document: Row, code: int, settings: Settings) -> Row:
    size = f"{document['n_bytes']} bytes"
    if code == -signal.SIGALRM:
        return refuse(document, "timeout", f"not read within {settings.page_seconds:g} s: {size}")
    return refuse(document, "crashed", f"ended the process that read it, twice, with {describe_end(code)}: {size}")


def _load() -> Reference:
    reference = load_reference(project_dir())
    read_document(_WARM_UP_DOCUMENT, _WARM_UP, reference, {})
    return reference


def _read(reference: Reference, assignment: Assignment) -> Iterator[Reading | Row | DragomanError]:
    for document in assignment.documents:
        try:
            raw = read_raw(assignment.settings, document["raw_sha256"])
        except DragomanError as error:
            yield error
            return
        with budget(assignment.settings.page_seconds):
            reading = read_document(document, raw, reference, assignment.standing)
        yield reading


if __name__ == "__main__":
    serve(int(sys.argv[1]), _load, _read)
