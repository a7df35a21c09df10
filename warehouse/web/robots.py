"""What robots.txt allows, as RFC 9309 has it: read once for each origin, capped, and a no where it cannot be read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from protego import Protego

from transforms.urls import UrlError, normal_url
from warehouse.web.connections import Target
from warehouse.web.errors import FetchError
from warehouse.web.policy import PRODUCT_TOKEN

MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309, 2.5: the least that has to be read; what follows is ignored
_FAILURE_SECONDS = 600.0  # how long a robots.txt that could not be read is taken for a no
_N_KEPT = 500  # origins; the biggest file takes some ten megabytes
_MAX_KEPT_BYTES = 20 * MAX_ROBOTS_BYTES
_PASSED_ON = ("connection_failed", "refused_address", "refused_scheme", "rate_limited")


@dataclass(slots=True)
class _Entry:
    """The rules of one origin; the lock is held while they are fetched, so that they are fetched once."""

    lock: Lock = field(default_factory=Lock)
    rules: Protego | None = None
    refusal: FetchError | None = None
    n_bytes: int = 0
    expires_at: float = 0.0


class Robots:
    """The robots.txt files of the origins that were asked."""

    def __init__(self, read: Callable[[Target], bytes], seconds: float) -> None:
        """``read`` gives the beginning of what stands at a URL, or raises ``FetchError``."""
        self._read = read
        self._seconds = seconds
        self._lock = Lock()
        self._entries: OrderedDict[str, _Entry] = OrderedDict()

    def check(self, target: Target) -> float:
        """The crawl-delay in seconds, 0 for none; raises ``FetchError`` where the target must not be asked for."""
        rules = self._rules_of(target)
        if not rules.can_fetch(target.url, PRODUCT_TOKEN):
            raise FetchError("robots_disallowed", f"robots.txt of {target.authority} disallows it")
        return rules.crawl_delay(PRODUCT_TOKEN) or 0.0

    def sitemaps_of(self, target: Target) -> tuple[str, ...]:
        """The Sitemap lines, as normal URLs; lines that name none are left out."""
        found: dict[str, None] = {}
        for line in self._rules_of(target).sitemaps:
            try:
                found[normal_url(line, target.robots_url)] = None
            except UrlError:
                continue
        return tuple(found)

    def _rules_of(self, target: Target) -> Protego:
        entry = self._entry_of(f"{target.scheme}://{target.authority}")
        with entry.lock:
            if monotonic() >= entry.expires_at:
                self._renew(entry, target)
            if entry.refusal is not None:
                raise _again(entry.refusal)
            assert entry.rules is not None
            return entry.rules

    def _entry_of(self, origin: str) -> _Entry:
        with self._lock:
            entry = self._entries.pop(origin, None) or _Entry()
            self._entries[origin] = entry
            while len(self._entries) > 1 and self._is_full():
                self._entries.popitem(last=False)
            return entry

    def _is_full(self) -> bool:
        n_bytes = sum(entry.n_bytes for entry in self._entries.values())
        return len(self._entries) > _N_KEPT or n_bytes > _MAX_KEPT_BYTES

    def _renew(self, entry: _Entry, target: Target) -> None:
        entry.rules, entry.refusal, seconds = None, None, self._seconds
        try:
            data = self._read(target)
        except FetchError as error:
            if _is_absent(error):
                data = b""
            elif error.reason in ("circuit_open", "rate_limited") and error.status is None:
                raise  # it was not asked for, which says nothing about it
            else:
                data, entry.refusal, seconds = b"", error, min(_FAILURE_SECONDS, self._seconds)
        entry.n_bytes = len(data)
        entry.rules = Protego.parse(_whole_lines(data).decode("utf-8-sig", errors="replace"))
        entry.expires_at = monotonic() + seconds


def _is_absent(error: FetchError) -> bool:
    """RFC 9309, 2.3.1.3 and 2.3.1.2: what is not there, or only behind too many redirects, forbids nothing.

    429 is an exception that the large crawlers make too: who is asked too often has not said that all is allowed.
    """
    is_client_error = error.status is not None and 400 <= error.status < 500 and error.status != 429
    return error.reason == "too_many_redirects" or (error.reason == "http_error" and is_client_error)


def _again(error: FetchError) -> FetchError:
    """The refusal for one more page.

    A server that answers with nonsense forbids all (RFC 9309, 2.3.1.4); one that does not answer would not answer for
    the page either, which keeps the name that says so.
    """
    if error.reason in _PASSED_ON:
        return error.copy()
    return FetchError("robots_disallowed", f"robots.txt cannot be read ({error})", error.status)


def _whole_lines(data: bytes) -> bytes:
    """A rule cut in two would be another rule."""
    if len(data) < MAX_ROBOTS_BYTES:
        return data
    return data[: max(data.rfind(b"\n"), data.rfind(b"\r")) + 1]
