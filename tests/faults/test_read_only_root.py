"""A root that may be read and not written: the message says so, and readers keep what they had."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.runs import PUBLISH, Case

# The superuser may write everywhere, unless it gives up the right to.
WITHOUT_THE_RIGHT = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []

RUN_AS_A_USER = """
import sys
from flows.cli import main
sys.argv = ["dragoman", "run", sys.argv[1], "--root", sys.argv[2]]
main()
"""

pytestmark = pytest.mark.skipif(
    bool(WITHOUT_THE_RIGHT) and not shutil.which("setpriv"), reason="the superuser needs setpriv of util-linux"
)


@contextmanager
def read_only(root: Path) -> Iterator[None]:
    paths = [path for path in (root, *root.rglob("*")) if not path.is_symlink()]
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in paths}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.mark.parametrize(
    ("script", "argument", "message"),
    [
        pytest.param(RUN_AS_A_USER, "", "cannot be written: [Errno 13]", id="run"),
        pytest.param(
            PUBLISH, "next", "The previous snapshot is still served; free space or fix the rights", id="publish"
        ),
    ],
)
def test_a_root_that_cannot_be_written(script: str, argument: str, message: str, built: Case) -> None:
    case = built.play()
    published, snapshot = case.tables(), case.settings.public.resolve()
    command = [*WITHOUT_THE_RIGHT, sys.executable, "-c", script, argument or str(case.folder), str(case.root)]
    with read_only(case.root):
        process = subprocess.run(command, capture_output=True, text=True, check=False)
        assert case.tables() == published
    assert process.returncode == 1, process.stderr
    assert message in process.stderr
    assert "Unexpected" not in process.stderr
    assert case.settings.public.resolve() == snapshot
