"""Named points of a run at which a test can have its process killed, as a power cut would do it."""

from __future__ import annotations

import os
import signal
from typing import Literal, get_args

CRASH_VARIABLE = "DRAGOMAN_CRASH_AT"

CrashPoint = Literal[
    "raw bytes stored",
    "batches folded",
    "data file written",
    "batch committed",
    "identities replaced",
    "tables copied",
    "snapshot named",
    "database replaced",
    "readers switched",
]
CRASH_POINTS: tuple[CrashPoint, ...] = get_args(CrashPoint)  # in their order in a run


def reach(point: CrashPoint) -> None:
    """Pass a named point; the process dies here by SIGKILL where ``DRAGOMAN_CRASH_AT`` names it."""
    if os.environ.get(CRASH_VARIABLE) == point:
        os.kill(os.getpid(), signal.SIGKILL)
