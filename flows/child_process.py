"""Processes that do for a run what may hang or crash; the kernel ends one whose piece of work takes longer than it may.

A limit inside the process would be none: libraries swallow exceptions, and C code may never return to Python. So each
piece starts a timer whose signal nobody handles. The kernel keeps to it even when the run is gone, and a process that
outlives its run by a piece ends with the answer that nobody takes.
"""

from __future__ import annotations

import logging
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from warehouse.errors import DragomanError, ReaderError
from warehouse.lean_imports import import_leanly

T = TypeVar("T")

_MEMORY_BYTES = 4 << 30  # of data; pages of the largest size take a tenth of it
_END_SECONDS = 5


class ChildProcess:
    """A process that answers until it is killed, its run ends or a piece of work ends it. It starts at once."""

    def __init__(self, module: str) -> None:
        """``module`` is run with ``-m`` and the number of an open socket, which it hands to ``serve``."""
        self._answers, theirs = Pipe()
        self._is_ready = False
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", module, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_NUM_THREADS": "1"},  # one for each core would wait, and reserve memory
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # a Ctrl-C is for the run, which then kills this
            )

    def ask(self, question: Any, n_answers: int) -> Iterator[Any]:
        """So many answers, or fewer where the process ends; to be taken to the last, else it is to be killed.

        It answers ahead as far as the socket holds. Raises the ``DragomanError`` that it answers with, and what
        ``wait`` raises.
        """
        self.wait()
        with suppress(EOFError, OSError):
            self._answers.send(question)
            for _ in range(n_answers):
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
            error = ReaderError(f"A process that reads pages ended with code {self.end()} at its start. Run again.")
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

    def abandon(self) -> None:
        """End it from another thread than the one that it works for, whose answers then end."""
        self._process.kill()


class _Crew:
    """The processes at work for the threads of one run; ended together, and then there are no more."""

    def __init__(self) -> None:
        self._members: set[ChildProcess] = set()
        self._is_dismissed = False
        self._lock = threading.Lock()

    def add(self, process: ChildProcess) -> None:
        with self._lock:
            if not self._is_dismissed:
                self._members.add(process)
                return
        process.kill()
        raise ReaderError("The run is being stopped.")

    def remove(self, process: ChildProcess) -> None:
        with self._lock:
            self._members.discard(process)

    def dismiss(self) -> None:
        with self._lock:
            self._is_dismissed = True
            for process in self._members:
                process.abandon()


_idle: dict[str, list[ChildProcess]] = {}  # they outlive a batch, as starting one takes longer than reading many pages
_crew: ContextVar[_Crew | None] = ContextVar("crew", default=None)


@contextmanager
def one_crew() -> Iterator[None]:
    """Where this is left with an error, the processes that threads of its context have taken inside are ended.

    They get no other then: ``take_process`` raises ``ReaderError`` there.
    """
    crew = _Crew()
    token = _crew.set(crew)
    try:
        yield
    except BaseException:
        crew.dismiss()
        raise
    finally:
        _crew.reset(token)


def take_process(module: str) -> ChildProcess:
    """A process that waits for work, or a new one."""
    try:
        process = _idle.setdefault(module, []).pop()
    except IndexError:
        process = ChildProcess(module)
    if crew := _crew.get():
        crew.add(process)
    return process


def keep_process(process: ChildProcess, module: str) -> None:
    """Let a process wait for more work."""
    if crew := _crew.get():
        crew.remove(process)
    _idle.setdefault(module, []).append(process)


def prepare_processes(module: str, n_processes: int) -> None:
    """Let so many processes wait for work, or start up for it."""
    waiting = _idle.setdefault(module, [])
    waiting += [ChildProcess(module) for _ in range(n_processes - len(waiting))]


def stop_idle_processes(module: str) -> None:
    """End the processes that wait for work."""
    waiting = _idle.get(module, [])
    while waiting:
        waiting.pop().kill()


def describe_end(code: int) -> str:
    """How a process ended, from what ``ChildProcess.end`` gives."""
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"


def serve(descriptor: int, load: Callable[[], T], answer: Callable[[T, Any], Iterator[Any]]) -> None:
    """Answer questions until the run ends, in the process itself; ``load`` gives what all answers need."""
    import_leanly()
    logging.disable(logging.CRITICAL)  # what libraries say of a page is said by its reject
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
    with Connection(descriptor) as run, suppress(EOFError, ConnectionError):
        try:
            loaded = load()
        except Exception as error:
            known = isinstance(error, DragomanError)
            run.send(error if known else ReaderError(f"A process that reads pages cannot start: {error!r}."))
            return
        _limit_memory()
        run.send(None)
        while True:
            for one in answer(loaded, run.recv()):
                run.send(one)


@contextmanager
def budget(seconds: float) -> Iterator[None]:
    """The process ends by SIGALRM where this takes longer."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _limit_memory() -> None:
    """Let Python raise ``MemoryError`` before the machine runs out, and leave no image of a crash on the disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):  # where the system has a lower limit already, or none of this kind
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY_BYTES, _MEMORY_BYTES))
