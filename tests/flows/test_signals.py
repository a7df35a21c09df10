"""A signal ends the process wherever it strikes."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

STRUCK = """
import os, sys, time
from flows.signals import unwind_on_signals

class Struck:
    def __del__(self):
        os.kill(os.getpid(), int(sys.argv[1]))
        for _ in range(1000):
            pass  # the handler runs here, and Python ignores what it raises

unwind_on_signals()
if sys.argv[2:]:
    from prefect.exceptions import TerminationSignal
    import signal

    def as_prefect_does(number, frame):
        raise TerminationSignal(signal=number)

    signal.signal(signal.SIGTERM, as_prefect_does)
try:
    Struck()
    time.sleep(50)
except BaseException as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize(
    ("number", "of_prefect", "error"),
    [
        (signal.SIGTERM, [], "SystemExit"),
        (signal.SIGINT, [], "KeyboardInterrupt"),
        (signal.SIGTERM, ["prefect"], "TerminationSignal"),
    ],
)
def test_a_signal_that_strikes_a_destructor_is_not_lost(
    number: signal.Signals, of_prefect: list[str], error: str
) -> None:
    command = [sys.executable, "-c", STRUCK, str(int(number)), *of_prefect]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=40, check=False)
    assert ended.stdout == f"{error}\n", ended.stderr


def test_other_errors_of_destructors_are_told_as_ever() -> None:
    code = "from flows.signals import unwind_on_signals; unwind_on_signals()\n"
    code += "class A:\n    def __del__(self): raise ValueError('lost')\nA()"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=40, check=False)
    assert (ended.returncode, "ValueError: lost" in ended.stderr) == (0, True)
