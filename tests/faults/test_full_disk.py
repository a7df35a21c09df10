"""A disk that takes no more: the message names the file, readers keep what they had, and the next run goes on."""

from __future__ import annotations

from tests.faults.runs import PUBLISH, Case, Tables, reading
from warehouse.publish import publish_snapshot

# In a process that can write no file beyond a number of bytes.
LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({n_bytes}, {n_bytes}))
"""

# As a user does it.
COMMAND = """
import sys
from flows.cli import main
sys.argv = ["dragoman", "run", sys.argv[1], "--root", sys.argv[2]]
main()
"""


def test_no_room_for_a_batch(before: Case, undisturbed: Tables) -> None:
    case = before.play()
    published = case.tables()
    with reading(case):
        process = case.run_script(LIMITED.format(n_bytes=2_000) + COMMAND, str(case.folder))
        assert process.returncode == 1, process.stderr
        assert "could not be written" in process.stderr
        assert "Traceback" not in process.stderr
        assert case.tables() == published
        case.run()
    assert case.tables() == undisturbed
    assert case.leftovers() == []


def test_no_room_for_a_snapshot(before: Case, built: Case, undisturbed: Tables) -> None:
    case = built.play()
    with reading(case):
        process = case.run_script(LIMITED.format(n_bytes=100_000) + PUBLISH, "next")
        assert process.returncode == 1, process.stderr
        assert "The previous snapshot is still served; free space" in process.stderr
        assert case.tables() == before.tables()
        publish_snapshot(case.settings, "next")
    assert case.tables() == undisturbed
