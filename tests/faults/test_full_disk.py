"""A disk that takes no more: the message names the file, readers keep what they had, and the next run goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.runs import Case, Tables, reading

# As the command does it, in a process that can write no file beyond a number of bytes.
RUN = """
import os, resource, sys
n_bytes, folder = sys.argv[1].split(":", 1)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(n_bytes), int(n_bytes)))
from flows.cli import main
sys.argv = ["dragoman", "run", folder, "--root", sys.argv[2]]
main()
"""


@pytest.mark.parametrize(
    ("n_bytes", "message"),
    [
        pytest.param(2_000, "could not be written", id="a batch"),
        pytest.param(400_000, "The previous snapshot is still served", id="the tables"),
    ],
)
def test_full_disk(n_bytes: int, message: str, before: Case, undisturbed: Tables, tmp_path: Path) -> None:
    case = before.copy_to(tmp_path / "root")
    published = case.tables()
    with reading(case):
        process = case.run_script(RUN, f"{n_bytes}:{case.folder}")
        assert process.returncode == 1, process.stderr
        assert message in process.stderr
        assert "Traceback" not in process.stderr
        assert case.tables() == published
        case.run()
    assert case.tables() == undisturbed
    assert case.leftovers() == []
