"""What `dragoman verify` finds: checks with counts, and the faults among what they looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

_KEPT_FAULTS = 20


class Watcher(Protocol):
    """Who is told how far the checks are."""

    def start_stage(self, name: str, n_steps: int | None = None, unit: str = "") -> None:
        """A check begins, of so many steps."""

    def advance(self, n_steps: int, n_rejects: int = 0) -> None:
        """So many steps are done, with so many faults."""


@dataclass(slots=True)
class Check:
    """One question put to everything of a kind. It passes where it was asked and found no fault."""

    name: str  # what holds where it passes
    repair: str  # what to do about a fault
    n_checked: int = 0
    n_faults: int = 0
    faults: list[str] = field(default_factory=list)  # the first ones: which file or row, and what is wrong with it
    skipped: str = ""  # why it could not be asked

    @property
    def is_passed(self) -> bool:
        """Whether it was asked and found nothing."""
        return not self.n_faults and not self.skipped

    def note(self, fault: str, n_faults: int = 1) -> None:
        """Count a fault, or several of one kind."""
        self.n_faults += n_faults
        if len(self.faults) < _KEPT_FAULTS:
            self.faults.append(fault)


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks of a root."""

    root: str
    checks: list[Check]

    @property
    def is_sound(self) -> bool:
        """Whether no check found a fault."""
        return not any(check.n_faults for check in self.checks)
