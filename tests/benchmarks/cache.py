"""Outputs of earlier runs, so that the next one reads anew only with what is in this tree."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks import systems
from tests.benchmarks.documents import Output
from tests.benchmarks.systems import System


class OutputCache:
    """Outputs by system and by digest of the page; kept in a folder, if there is one, as a file of JSON lines a system.

    A file is named by the system, its version and the code that calls it, so a change of any begins a new one. What is
    in this repository changes without a version and is never written.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._outputs: dict[str, dict[str, Output]] = {}

    def has(self, system: System, digest: str) -> bool:
        """Whether the output is known."""
        return digest in self._of(system)

    def get(self, system: System, digest: str) -> Output:
        """A known output; ``KeyError`` for another."""
        return self._of(system)[digest]

    def put(self, system: System, digest: str, output: Output) -> None:
        """Keep an output."""
        self._of(system)[digest] = output
        if path := self._path(system):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"digest": digest, "output": asdict(output)}) + "\n")

    def _of(self, system: System) -> dict[str, Output]:
        if system.name not in self._outputs:
            path = self._path(system)
            self._outputs[system.name] = _read(path) if path and path.is_file() else {}
        return self._outputs[system.name]

    def _path(self, system: System) -> Path | None:
        if self._folder is None or system.distribution is None:
            return None
        name = "-".join(system.name.replace(",", "").split())
        return self._folder / f"{name}-{system.version}-{_fingerprint()}.jsonl"


def _read(path: Path) -> dict[str, Output]:
    entries = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {
        entry["digest"]: Output(**{**entry["output"], "authors": tuple(entry["output"]["authors"])})
        for entry in entries
    }


def _fingerprint() -> str:
    return hashlib.sha256(Path(systems.__file__).read_bytes()).hexdigest()[:12]
