"""What one exchange may still take: seconds and bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from time import monotonic

from warehouse.web.errors import FetchError


class Budget:
    """Counts down through all redirects of an exchange; each read asks it first, so that no drip can outlast it."""

    def __init__(self, seconds: float, n_bytes: int, stopped: Event) -> None:
        self._seconds = seconds
        self._n_bytes = n_bytes
        self._stopped = stopped
        self._started_at = monotonic()
        self.n_received = 0

    @property
    def elapsed_seconds(self) -> float:
        """Since the start, without pauses."""
        return monotonic() - self._started_at

    def remaining_seconds(self) -> float:
        """Above 0; raises ``FetchError`` when the time is over, or the fetcher was closed meanwhile."""
        if self._stopped.is_set():
            raise FetchError("connection_failed", "the run was stopped")
        left = self._seconds - self.elapsed_seconds
        if left <= 0:
            raise FetchError("timeout", f"not done within {self._seconds:g} s; {self.n_received} bytes had come")
        return left

    def spend(self, n_bytes: int) -> None:
        """Counts what was received; raises ``FetchError`` where it is too much."""
        self.n_received += n_bytes
        self.expect(0)

    def expect(self, n_bytes: int) -> None:
        """Raises ``FetchError`` if that many more would be too many."""
        if self.n_received + n_bytes > self._n_bytes:
            raise FetchError("too_large", f"more than {self._n_bytes} bytes on the wire")

    @contextmanager
    def paused(self) -> Iterator[None]:
        """The time within does not count: waiting for a host's turn is our own wish."""
        paused_at = monotonic()
        try:
            yield
        finally:
            self._started_at += monotonic() - paused_at
