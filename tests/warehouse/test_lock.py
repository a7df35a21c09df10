import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse.errors import Busy
from warehouse.lock import check_free, hold_lock, is_held, read_owner
from warehouse.settings import Settings

HOLDER = """
import sys, time
from pathlib import Path
from warehouse.lock import hold_lock
from warehouse.settings import Settings
with hold_lock(Settings(root=Path(sys.argv[1])), "run-of-another"):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def settings(root: Path) -> Settings:
    return Settings(root=root)


@pytest.fixture
def holder(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """A second process that holds the lock."""
    command = [sys.executable, "-c", HOLDER, str(settings.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_run_is_told_who_writes(settings: Settings, holder: subprocess.Popen[str]) -> None:
    started = time.monotonic()
    with pytest.raises(Busy, match=rf"run-of-another \(process {holder.pid} on .+\. Wait"), hold_lock(settings, "mine"):
        pytest.fail("two runs at once")
    assert time.monotonic() - started < 30
    with pytest.raises(Busy):
        check_free(settings)
    assert is_held(settings)
    assert Busy.exit_code == 75


def test_a_killed_owner_frees_the_lock_and_is_named_to_the_next(
    settings: Settings, holder: subprocess.Popen[str]
) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with hold_lock(settings, "mine") as killed:
        assert killed is not None
        assert (killed.run_id, killed.pid) == ("run-of-another", holder.pid)
        owner = read_owner(settings)
        assert owner is not None
        assert (owner.run_id, owner.pid) == ("mine", os.getpid())


def test_an_owner_that_ends_leaves_nothing(settings: Settings) -> None:
    with hold_lock(settings, "first"):
        pass
    with pytest.raises(ZeroDivisionError), hold_lock(settings, "second"):
        raise ZeroDivisionError
    with hold_lock(settings, "third") as killed:
        assert killed is None
    assert read_owner(settings) is None
    assert not is_held(settings)


def test_asking_creates_no_root(settings: Settings) -> None:
    assert not is_held(settings)
    assert not settings.root.exists()


def test_a_damaged_note_of_the_owner_is_no_owner(settings: Settings) -> None:
    with hold_lock(settings, "first"):
        pass
    settings.lock_file.with_name(".lock.owner").write_text("{half")
    with hold_lock(settings, "second") as killed:
        assert killed is None
