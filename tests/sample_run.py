"""The README's first command, run once a session on the sample articles in a root of its own."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from warehouse.settings import project_dir

README = project_dir() / "README.md"
_WIDTH = "100"


@dataclass(frozen=True)
class SampleRun:
    """A finished run: what it printed and where its warehouse is."""

    root: Path
    output: str

    @property
    def database(self) -> Path:
        return self.root / "warehouse.duckdb"

    def command(self, line: str) -> str:
        """What a command of the README prints; its set-up is done, so only what follows ``uv run`` is run."""
        return run_command(line, self.root)


def run_command(line: str, root: Path) -> str:
    words = shlex.split(line.split("uv run ", 1)[1])
    executable = Path(sys.executable).with_name(words[0])
    environment = {**os.environ, "DRAGOMAN_ROOT": str(root), "COLUMNS": _WIDTH}
    result = subprocess.run(
        [executable, *words[1:]], cwd=project_dir(), env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def readme_blocks(kind: str) -> list[str]:
    """The fenced blocks of one kind in the README, in order."""
    blocks, inside, lines = [], False, list[str]()
    for line in README.read_text(encoding="utf-8").splitlines():
        if line == f"```{kind}":
            inside, lines = True, []
        elif line == "```" and inside:
            inside = False
            blocks.append("\n".join(lines))
        elif inside:
            lines.append(line)
    return blocks
