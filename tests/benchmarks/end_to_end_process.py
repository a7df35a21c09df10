"""What a command costs with all processes that it starts: by stage, as it prints them, and by kind of process. On Linux.

Processes are looked at while they run (`/proc`), and waited for when they have ended, also those that the command
leaves behind: the kernel gives them to the process that asks for it (`PR_SET_CHILD_SUBREAPER`, prctl(2)). So the sum is
what the kernel counted, and only how it is shared out rests on looks.
"""

from __future__ import annotations

import ctypes
import os
import re
import resource
import selectors
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_TICKS = os.sysconf("SC_CLK_TCK")
_LOOK_SECONDS, _MEMORY_SECONDS = 0.1, 0.5  # between two looks
_STAGES = {  # as a run prints them, by the names that are shown
    "Reading": "ingest", "Reading archives": "ingest", "Extracting and tagging": "extract and tag",
    "Resolving (dedupe)": "stories", "Resolving (resolve-people)": "people", "Resolving (resolve-events)": "events",
    "Preparing the tables": "dbt", "Building the tables": "dbt", "Publishing": "publish",
}  # fmt: skip
_KINDS = {  # by what stands in the command line
    "flows.reader_process": "extraction", "flows.tagger_process": "tagging", "flows.server": "Prefect's server",
    "warehouse.dbt_process": "dbt", "multiprocessing.": "workers",
}  # fmt: skip
START, END = "start", "end"  # what comes before the first stage, and after the last: results are shown, servers end
THE_RUN = "the run"


class CommandError(RuntimeError):
    """The command failed; the message is what it said."""


@dataclass(slots=True)
class Stage:
    """Seconds on the clock and of processor time, those by kind of process."""

    name: str
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    by_kind: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Cost:
    """``seconds`` until the command ended. What its server still did then is in ``cpu_seconds`` too."""

    seconds: float
    cpu_seconds: float
    peak_mib: float  # of all processes together, shared pages counted once (PSS), as far as looks met it
    largest_mib: float  # the most that one process held
    stages: list[Stage]
    by_kind: dict[str, float]
    unseen_cpu_seconds: float  # of processes between two looks
    output: str

    @property
    def has_published(self) -> bool:
        """Whether the run built and published tables."""
        return any(stage.name == "publish" for stage in self.stages)


def measure_command(command: Sequence[str | Path], environment: dict[str, str], folder: Path) -> Cost:
    """Run a command in a folder, until all that it started has ended. Raises ``CommandError`` where it fails."""
    with get_context("spawn").Pool(1) as pool:  # a process of its own has no other children to wait for
        code, errors, cost = pool.apply(_watch, ([str(word) for word in command], environment, folder))
    if code:
        raise CommandError(f"{' '.join(map(str, command))}: left with {code}.\n{errors}")
    return cost


def _watch(command: list[str], environment: dict[str, str], folder: Path) -> tuple[int, str, Cost]:
    if ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError("This system gives no orphans to who asks for them (PR_SET_CHILD_SUBREAPER).")
    process = subprocess.Popen(
        command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    watch = _Watch(process)
    with process:
        watch.follow()
        process.returncode = watch.code
    return watch.code, watch.texts["stderr"], watch.cost()


class _Watch:
    """Follows a command to the end of the last process that it started."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.code = -1
        self.texts = {"stdout": "", "stderr": ""}
        self._pid = process.pid
        self._began = time.monotonic()
        self._seconds = 0.0
        self._cpu: dict[tuple[int, str], tuple[str, float]] = {}  # kind and seconds, by number and start of a process
        self._peak = 0.0
        self._looked_at_memory = 0.0
        self._stages = [Stage(START)]
        self._marks: list[tuple[float, dict[str, float]]] = [(self._began, {})]  # when each stage began
        self._pipes = selectors.DefaultSelector()
        for name, pipe in (("stdout", process.stdout), ("stderr", process.stderr)):
            assert pipe is not None
            self._pipes.register(pipe.fileno(), selectors.EVENT_READ, name)

    def follow(self) -> None:
        while True:
            ready = self._pipes.select(_LOOK_SECONDS)
            self._look()
            for key, _ in ready:
                self._read(key.fd, key.data)
            if not self._reap():
                self._marks.append((time.monotonic(), self._by_kind()))
                return

    def cost(self) -> Cost:
        for stage, (began, before), (ended, after) in zip(self._stages, self._marks[:-1], self._marks[1:], strict=True):
            stage.seconds = ended - began
            stage.by_kind = {kind: cpu - before.get(kind, 0.0) for kind, cpu in after.items()}
            stage.cpu_seconds = sum(stage.by_kind.values())
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu_seconds = usage.ru_utime + usage.ru_stime
        by_kind = self._by_kind()
        unseen = cpu_seconds - sum(by_kind.values())
        largest = usage.ru_maxrss / 1024
        output = self.texts["stdout"]
        return Cost(
            self._seconds, cpu_seconds, self._peak, largest, merge_stages(self._stages), by_kind, unseen, output
        )

    def _by_kind(self) -> dict[str, float]:
        sums: dict[str, float] = {}
        for kind, cpu in self._cpu.values():
            sums[kind] = sums.get(kind, 0.0) + cpu
        return sums

    def _look(self) -> None:
        """Note what each process has used, and at times what they hold."""
        members = _descendants()
        for pid, (start, cpu) in members.items():
            line = _read_file(pid, "cmdline").replace("\0", " ")
            known, _ = self._cpu.get((pid, start), (THE_RUN, 0.0))
            self._cpu[pid, start] = (kind_of(line) if line else known, cpu)
        if time.monotonic() - self._looked_at_memory > _MEMORY_SECONDS:
            self._looked_at_memory = time.monotonic()
            self._peak = max(self._peak, sum(map(_pss_mib, members)))

    def _read(self, descriptor: int, name: str) -> None:
        piece = os.read(descriptor, 1 << 16)
        if not piece:
            self._pipes.unregister(descriptor)
            return
        before = self.texts[name].rpartition("\n")[2]
        self.texts[name] += piece.decode("utf-8", "replace")
        *lines, _ = (before + piece.decode("utf-8", "replace")).split("\n")
        for line in lines:
            if name == "stdout" and self._stages[-1].name != END:
                self._begin(END)
            elif name == "stderr" and (stage := stage_of(line)):
                self._begin(stage)

    def _begin(self, name: str) -> None:
        self._stages.append(Stage(name))
        self._marks.append((time.monotonic(), self._by_kind()))

    def _reap(self) -> bool:
        """Whether a process is left."""
        try:
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return True
                if pid == self._pid:
                    self.code = os.waitstatus_to_exitcode(status)
                    self._seconds = time.monotonic() - self._began
        except ChildProcessError:
            return False


def stage_of(line: str) -> str | None:
    """The stage whose beginning a line of standard error tells."""
    return _STAGES.get(re.sub(r": \d+ .*", "", line).strip())


def kind_of(command_line: str) -> str:
    """What a process of a run is there for."""
    return next((kind for part, kind in _KINDS.items() if part in command_line), THE_RUN)


def merge_stages(stages: Sequence[Stage]) -> list[Stage]:
    """One of each name, in the order of their beginnings."""
    merged: dict[str, Stage] = {}
    for stage in stages:
        into = merged.setdefault(stage.name, Stage(stage.name))
        into.seconds += stage.seconds
        into.cpu_seconds += stage.cpu_seconds
        for kind, cpu in stage.by_kind.items():
            into.by_kind[kind] = into.by_kind.get(kind, 0.0) + cpu
    return list(merged.values())


def _descendants() -> dict[int, tuple[str, float]]:
    """The start and the processor seconds of each process below this one."""
    parents: dict[int, int] = {}
    found: dict[int, tuple[str, float]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        fields = _read_file(int(path.name), "stat").rpartition(")")[2].split()
        if fields:
            pid = int(path.name)
            parents[pid] = int(fields[1])
            found[pid] = fields[19], (int(fields[11]) + int(fields[12])) / _TICKS
    return {pid: found[pid] for pid in found if _is_below(pid, parents)}


def _is_below(pid: int, parents: dict[int, int]) -> bool:
    parent = parents.get(pid, 0)
    while parent and parent != os.getpid():
        parent = parents.get(parent, 0)
    return bool(parent)


def _pss_mib(pid: int) -> float:
    """What a process holds, of shared pages its share."""
    found = re.search(r"^Pss:\s+(\d+) kB", _read_file(pid, "smaps_rollup"), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _read_file(pid: int, name: str) -> str:
    """What the kernel tells of a process; nothing where it has ended."""
    try:
        return Path(f"/proc/{pid}/{name}").read_text("utf-8", "replace")
    except OSError:
        return ""
