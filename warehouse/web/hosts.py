"""One host as it is treated: how often it is asked, by how many at a time, and when it is left alone."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Event, Lock
from time import monotonic

from warehouse.web.errors import FetchError
from warehouse.web.policy import FetchPolicy

_N_HOSTS_KEPT = 10_000  # a feed that links to ever new hosts must not fill the memory


class Host:
    """Turns, pauses and the circuit of one host; shared by all threads that fetch from it."""

    def __init__(self, name: str, policy: FetchPolicy, stopped: Event) -> None:
        self._name = name
        self._policy = policy
        self._stopped = stopped
        self._slots = BoundedSemaphore(max(1, policy.host_concurrency))
        self._turnstile = Lock()  # held while waiting, so that whoever waits is next and waits for one delay at most
        self._lock = Lock()
        self._next_at = 0.0
        self._crawl_delay_seconds = 0.0
        self._n_failures = 0
        self._closed_until = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits until the host may be asked, and counts as one who asks; raises ``FetchError`` if that is too late."""
        with self._slots:
            with self._turnstile:
                self._wait()
            yield

    def _wait(self) -> None:
        seconds = self._next_at - monotonic()
        if seconds > self._policy.max_wait_seconds:
            detail = f"{self._name} wants to be asked in {seconds:.0f} s again, which is longer than a run waits"
            raise FetchError("rate_limited", detail, retry_after_seconds=seconds)
        if self._stopped.wait(max(0.0, seconds)):
            raise FetchError("connection_failed", "the run was stopped")
        delay = max(self._policy.host_delay_seconds, self._crawl_delay_seconds)
        with self._lock:
            self._next_at = max(self._next_at, monotonic() + delay)

    def set_crawl_delay(self, seconds: float) -> None:
        """What robots.txt asks for between two requests, from the next one on."""
        self._crawl_delay_seconds = seconds

    def leave_alone(self, seconds: float) -> None:
        """Nobody asks before so many seconds are over: a Retry-After."""
        with self._lock:
            self._next_at = max(self._next_at, monotonic() + seconds)

    def enter_circuit(self) -> None:
        """Raises ``FetchError`` while the circuit is open; when its time is over, one at a time may try."""
        with self._lock:
            seconds = self._closed_until - monotonic()
            if seconds > 0:
                detail = f"{self._name} failed {self._n_failures} times in a row; not asked again for {seconds:.0f} s"
                raise FetchError("circuit_open", detail, retry_after_seconds=seconds)
            if self.is_failing:
                self._closed_until = monotonic() + self._policy.circuit_seconds

    @property
    def is_failing(self) -> bool:
        """Whether so many requests in a row failed that the circuit is open."""
        return self._n_failures >= max(1, self._policy.circuit_failures)

    def record(self, is_failure: bool) -> None:
        """What became of a request that ``enter_circuit`` let through."""
        with self._lock:
            self._n_failures = self._n_failures + 1 if is_failure else 0
            self._closed_until = monotonic() + self._policy.circuit_seconds if self.is_failing else 0.0


class Hosts:
    """The hosts that were asked, the ones asked last."""

    def __init__(self, policy: FetchPolicy, stopped: Event) -> None:
        self._policy = policy
        self._stopped = stopped
        self._lock = Lock()
        self._hosts: OrderedDict[str, Host] = OrderedDict()

    def __getitem__(self, name: str) -> Host:
        with self._lock:
            host = self._hosts.pop(name, None) or Host(name, self._policy, self._stopped)
            self._hosts[name] = host
            if len(self._hosts) > _N_HOSTS_KEPT:
                self._hosts.popitem(last=False)
            return host
