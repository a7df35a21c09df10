"""Signals that end a run: each unwinds the main thread, wherever it strikes."""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import FrameType
from typing import Any, NoReturn

_AGAIN_SECONDS = 0.05


def unwind_on_signals() -> None:
    """End the process by an exception on SIGTERM, so that the lock is freed and Prefect's temporary server stopped.

    Python ignores an exception that a signal's handler, ours or Prefect's, raises within a destructor or a callback
    from C: the signal is then sent again. To be called in the main thread.
    """
    signal.signal(signal.SIGTERM, _leave)
    sys.unraisablehook = _send_again


def _leave(signal_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + signal_number)


def _send_again(unraisable: Any) -> None:
    number = _signal_of(unraisable.exc_value)
    if number is None:
        sys.__unraisablehook__(unraisable)
        return
    timer = threading.Timer(_AGAIN_SECONDS, os.kill, (os.getpid(), number))  # once the destructor is left
    timer.daemon = True
    timer.start()


def _signal_of(error: BaseException | None) -> int | None:
    """The signal whose handler raised an exception; None for any other. Prefect's exception names it."""
    if isinstance(error, KeyboardInterrupt):
        return signal.SIGINT
    if isinstance(error, SystemExit):
        return error.code - 128 if isinstance(error.code, int) and error.code > 128 else None
    number = getattr(error, "signal", None)
    return number if isinstance(number, int) else None
