"""dbt in a process of its own.

It gets ready while the run is still busy, leaves the environment of the run alone, and is gone at once when the run is
stopped. The run says ``build`` on its standard input; it answers with a line of JSON with the number of nodes, one
for each node that is done and one for the outcome. When its standard input ends, the run has ended, and so does it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from warehouse.build_database import name_models, note_build, prepare_build
from warehouse.errors import BuildError, LakeError
from warehouse.files import replacing
from warehouse.lean_imports import import_leanly
from warehouse.publish import build_environment
from warehouse.settings import Settings

_ERROR_LOG = "dbt.err"
_STOP_SECONDS = 1  # it ends by itself after a build; else nothing is lost
_REMEMBERED = "partial_parse.msgpack"  # in its target, by dbt's own name
_MEMORY = "models-{}.msgpack"
_N_MEMORIES = 8  # of former models, and of other projects that share them


@dataclass(frozen=True, slots=True)
class Node:
    """A model, seed or test that dbt has run; ``status`` is dbt's word."""

    kind: str
    name: str
    status: str
    seconds: float
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build. ``error`` is set where dbt gave up before or between the nodes."""

    is_success: bool
    nodes: list[Node]
    error: str | None


class DbtProcess:
    """dbt for one build of one root. It starts at once and reads the models; ``build`` does the rest.

    Raises ``BuildError`` where the root cannot be written.
    """

    def __init__(self, settings: Settings, project: Path) -> None:
        self.settings = settings
        self.project = project
        self._error_log = settings.build / _ERROR_LOG
        try:
            self._process = self._start()
        except OSError as error:
            raise BuildError(
                f"{settings.build} cannot be written: {error}. "
                "The previous snapshot is still served; free space or fix the rights, then run again."
            ) from error

    def build(self, start: Callable[[int], None], advance: Callable[[], None]) -> Outcome:
        """Build all models in the build database, from where its last build left it, and run their tests.

        ``start`` is called with the number of nodes, ``advance`` when one is done. Raises ``BuildError`` where the
        process ends without an answer.
        """
        held = prepare_build(self.settings, self.project)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write("build\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise self._no_answer() from None
        for line in self._process.stdout:
            answer: dict[str, Any] = json.loads(line)
            if "outcome" in answer:
                outcome = answer["outcome"]
                nodes = [Node(**node) for node in outcome["nodes"]]
                if outcome["is_success"]:
                    note_build(self.settings, held)
                return Outcome(outcome["is_success"], nodes, outcome["error"])
            if "n_nodes" in answer:
                start(answer["n_nodes"])
            else:
                advance()
        raise self._no_answer()

    def stop(self) -> None:
        """Let it end; kill it if it does not."""
        if self._process.stdin and not self._process.stdin.closed:
            with suppress(BrokenPipeError):  # it is gone already
                self._process.stdin.close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def _start(self) -> subprocess.Popen[str]:
        environment = {**os.environ, **build_environment(self.settings)}
        digest = hashlib.sha256(name_models(self.project).encode()).hexdigest()
        memory = (self.settings.cache or self.settings.build) / _MEMORY.format(digest)
        with self._error_log.open("wb") as errors:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", "warehouse.dbt_process", str(self.project), str(memory)],
                cwd=self.settings.build,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
                start_new_session=True,  # a Ctrl-C is for the run, which then stops this
            )

    def _no_answer(self) -> BuildError:
        said = self._error_log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        reason = said[-1] if said else f"exit code {self._process.wait()}"
        return BuildError(f"dbt ended before the tables were built ({reason}). Its words are in {self._error_log}.")


def _serve(project: str, memory: str) -> None:
    import_leanly()
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1, encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what dbt prints is no answer
    places = ["--log-level", "none", "--project-dir", project, "--profiles-dir", project]
    manifest = _read_models(Path(memory), places)
    if not sys.stdin.readline():
        return
    totals: list[int] = []
    threading.Thread(target=_end_with_run, daemon=True).start()

    def tell(event: Any) -> None:  # dbt calls this, one event after the other
        if event.info.name == "LogStartLine" and not totals:
            totals.append(event.data.total)
            answers.write(json.dumps({"n_nodes": event.data.total}) + "\n")
        elif event.info.name == "NodeFinished" and event.data.node_info.materialized != "ephemeral":
            answers.write("{}\n")

    # Unit tests of the models say nothing about the data: they run where the project is developed.
    command = ["build", "--exclude-resource-type", "unit_test", *places]
    result = dbtRunner(manifest, callbacks=[tell]).invoke(command)
    nodes = [_describe(node) for node in getattr(result.result, "results", ())]
    outcome = Outcome(result.success, nodes, str(result.exception) if result.exception else None)
    with suppress(Exception):  # where it was never opened
        databases: Any = DuckDBConnectionManager.env()
        databases.close()  # all is in the file then, and publishing can read it
    answers.write(json.dumps({"outcome": asdict(outcome)}) + "\n")
    answers.flush()
    os._exit(0)  # the thread that waits for the run to end would keep the interpreter


def _read_models(memory: Path, places: Sequence[str]) -> Any:
    """The manifest; None where models are wrong, which the build then tells.

    ``memory`` is what dbt remembers of these very models, once it has read them: it overlooks new macros where it goes
    on from what it read of others.
    """
    target = Path(os.environ["DBT_TARGET_PATH"]) / _REMEMBERED
    is_known = memory.is_file()
    if is_known:
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(memory, target)
    from dbt.cli.main import dbtRunner

    parsed = dbtRunner().invoke(["parse", "--partial-parse" if is_known else "--no-partial-parse", *places])
    if parsed.success and not is_known:
        with suppress(LakeError), replacing(memory) as path:  # where it cannot be kept, the next run reads them again
            shutil.copyfile(target, path)
        for former in sorted(memory.parent.glob(_MEMORY.format("*")), key=_age_of)[_N_MEMORIES:]:
            former.unlink(missing_ok=True)
    return parsed.result if parsed.success else None


def _age_of(path: Path) -> float:
    with suppress(FileNotFoundError):  # another run was quicker
        return -path.stat().st_mtime
    return 0.0


def _describe(result: Any) -> Node:
    node = result.node
    return Node(
        str(node.resource_type), node.name, str(result.status), round(result.execution_time, 3), result.message or ""
    )


def _end_with_run() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    _serve(*sys.argv[1:])
