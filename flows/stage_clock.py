"""How long each stage of a run takes, and what passes through it."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from flows.progress import Observer


@dataclass(slots=True)
class StageTime:
    """One stage of a run: ``n_steps`` are done, of which ``n_rejects`` were rejected."""

    name: str
    n_steps: int = 0
    n_rejects: int = 0
    began: float = field(default_factory=time.monotonic)
    ended: float | None = None  # None while it lasts

    @property
    def seconds(self) -> float:
        """How long it took, or takes until now."""
        return (time.monotonic() if self.ended is None else self.ended) - self.began


class StageClock(Observer):
    """Keeps the time of a run's stages in ``stages``, and passes on all it is told to who watches the run."""

    def __init__(self, watcher: Observer, stages: list[StageTime]) -> None:
        self._watcher = watcher
        self._stages = stages
        self._lock = threading.Lock()  # batches tell from their threads how far they are

    @property
    def stage(self) -> str:
        """The name of the present stage; empty before the first."""
        return self._stages[-1].name if self._stages else ""

    def start_stage(self, name: str, n_steps: int | None = None, unit: str = "documents") -> None:
        """The stage before ends here."""
        if self._stages:
            self._stages[-1].ended = time.monotonic()
        self._stages.append(StageTime(name))
        self._watcher.start_stage(name, n_steps, unit)

    def advance(self, n_steps: int, n_rejects: int = 0) -> None:
        """Count the steps for the stage."""
        with self._lock:
            if self._stages:
                self._stages[-1].n_steps += n_steps
                self._stages[-1].n_rejects += n_rejects
            self._watcher.advance(n_steps, n_rejects)
