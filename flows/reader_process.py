"""Documents are read in a process of their own, which the kernel ends where a page takes longer than its budget.

A limit inside the process would be none: libraries swallow exceptions, and C code may never return to Python. So each
page starts a timer whose signal nobody handles. The kernel keeps to it even when the run is gone, and a process that
outlives its run by a page ends with the answer that nobody takes.

The process reads ahead as far as the socket holds its answers, while the run tags what has come.
"""

from __future__ import annotations

import logging
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from flows.reading import Reading, read_document, refuse
from transforms.article import NotAnArticle
from transforms.records import Row
from transforms.reference import Reference
from warehouse.errors import DragomanError, ReaderError
from warehouse.raw import read_raw
from warehouse.reference import load_reference
from warehouse.settings import Settings, project_dir

if TYPE_CHECKING:
    from transforms.extract.standing import Standing

_MEMORY_BYTES = 4 << 30  # of data; pages of the largest size take a tenth of it
_END_SECONDS = 5
_WARM_UP = b"""Before its first page the process reads these lines, so that what is loaded once is loaded by then.
The text is long enough to be taken for an article, which is why it goes on for this many words and then stops."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Rows of ``documents`` to be read in their order; ``standing`` is as for ``read_article``."""

    settings: Settings
    documents: list[Row]
    standing: Standing


class ReaderProcess:
    """A process that reads assignments until it is killed, its run ends or a page ends it. It starts at once."""

    def __init__(self) -> None:
        self._answers, theirs = Pipe()
        self._is_ready = False
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "flows.reader_process", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_NUM_THREADS": "1"},  # one for each core would wait, and reserve memory
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # a Ctrl-C is for the run, which then kills this
            )

    def read(self, assignment: Assignment) -> Iterator[Reading | Row]:
        """A reading for each document, or fewer where the process ends; to be taken to the last, else killed.

        Raises ``LakeError`` where stored bytes are damaged, and what ``wait`` raises.
        """
        self.wait()
        with suppress(EOFError, OSError):
            self._answers.send(assignment)
            for _ in assignment.documents:
                answer = self._answers.recv()
                if isinstance(answer, DragomanError):
                    raise answer
                yield answer

    def wait(self) -> None:
        """Wait until it is ready. Raises ``SeedError`` where reference data is wrong, ``ReaderError`` where it ends."""
        if self._is_ready:
            return
        try:
            error = self._answers.recv()
        except (EOFError, OSError):
            error = ReaderError(f"The process that reads pages ended with code {self.end()} at its start. Run again.")
        if error is not None:
            raise error
        self._is_ready = True

    def end(self) -> int:
        """Its exit code, below 0 for the signal that ended it; it is waited for where it is about to end by itself."""
        self._answers.close()
        try:
            return self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            return self._process.returncode

    def kill(self) -> None:
        """End it, whatever it is at."""
        self._answers.close()
        self._process.kill()
        self._process.wait()


_idle: list[ReaderProcess] = []  # they outlive a batch, as starting one takes longer than reading many pages


def prepare_reader() -> None:
    """Start a process for the documents that will come."""
    _idle.append(ReaderProcess())


def stop_idle_readers() -> None:
    """End the processes that wait for documents."""
    while _idle:
        _idle.pop().kill()


def read_documents(assignment: Assignment) -> Generator[Reading | Row]:
    """A reading for each document, in their order.

    A page that takes longer than ``settings.page_seconds`` is rejected as ``timeout``; one that ends the process
    otherwise is read again in another, as somebody else may have ended it, and then rejected as ``crashed``. Raises
    ``LakeError``, ``SeedError`` and ``ReaderError``. To be closed where it is not taken to its end.
    """
    documents = assignment.documents
    n_read, has_crashed = 0, False
    while n_read < len(documents):
        reader = _idle.pop() if _idle else ReaderProcess()
        try:
            for reading in reader.read(replace(assignment, documents=documents[n_read:])):
                n_read, has_crashed = n_read + 1, False
                yield reading
        except BaseException:
            reader.kill()
            raise
        if n_read == len(documents):
            _idle.append(reader)
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
    ended = f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"
    return refuse(document, "crashed", f"ended the process that read it, twice, with {ended}: {size}")


def _serve(descriptor: int) -> None:
    """Read assignments until the run ends."""
    logging.disable(logging.CRITICAL)  # what libraries say of a page is said by its reject
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
    with Connection(descriptor) as run, suppress(EOFError, ConnectionError):
        try:
            reference = _load()
        except Exception as error:
            known = isinstance(error, DragomanError)
            run.send(error if known else ReaderError(f"The process that reads pages cannot start: {error!r}."))
            return
        run.send(None)
        while True:
            _work(run, run.recv(), reference)


def _load() -> Reference:
    from transforms.extract import read_article

    reference = load_reference(project_dir())
    with suppress(NotAnArticle):
        read_article(_WARM_UP, "text/plain", reference, uri="file:///")
    _limit_memory()
    return reference


def _work(run: Connection, assignment: Assignment, reference: Reference) -> None:
    for document in assignment.documents:
        try:
            raw = read_raw(assignment.settings, document["raw_sha256"])
        except DragomanError as error:
            run.send(error)
            return
        signal.setitimer(signal.ITIMER_REAL, assignment.settings.page_seconds)
        reading = read_document(document, raw, reference, assignment.standing)
        signal.setitimer(signal.ITIMER_REAL, 0)
        run.send(reading)


def _limit_memory() -> None:
    """Let Python raise ``MemoryError`` before the machine runs out, and leave no image of a crash on the disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):  # where the system has a lower limit already, or none of this kind
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY_BYTES, _MEMORY_BYTES))


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
