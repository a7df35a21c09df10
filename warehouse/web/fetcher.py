"""Fetches URLs: each hop checked, each host asked in turn, each exchange within its limits, each failure explained."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import count
from random import random
from threading import Event
from types import TracebackType
from typing import Self

import httpcore

from warehouse.web.addresses import Resolver, system_resolver
from warehouse.web.bodies import ACCEPTED, decoded
from warehouse.web.budget import Budget
from warehouse.web.connections import Network, Target, opened
from warehouse.web.errors import FetchError, FetchReason
from warehouse.web.fetched import Fetched
from warehouse.web.headers import Headers
from warehouse.web.hosts import Hosts
from warehouse.web.policy import FetchPolicy
from warehouse.web.robots import MAX_ROBOTS_BYTES, Robots

_REDIRECTS = (301, 302, 303, 307, 308)
_LATER = (408, 425, 429, 500, 502, 503, 504)  # statuses that another attempt may cure
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/rss+xml,application/atom+xml,*/*;q=0.5"


class Fetcher:
    """Fetches URLs within the limits of a policy; safe to share between threads.

    Leaving the context, or ``close`` from any thread, ends all waiting and reading within ten seconds. ``resolve`` and
    ``backend`` are the system's; tests put others in their place.
    """

    def __init__(
        self,
        policy: FetchPolicy,
        *,
        resolve: Resolver = system_resolver,
        backend: httpcore.NetworkBackend | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._policy = policy
        self._resolve = resolve
        self._backend = backend or httpcore.SyncBackend()
        self._ssl_context = ssl_context or _trusted_authorities()
        self._always_sent = {
            "User-Agent": policy.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
        }
        self._stopped = Event()
        self._hosts = Hosts(policy, self._stopped)
        self._robots = Robots(self._read_robots, policy.robots_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Every fetch that is under way, in any thread, ends with a ``FetchError``; so does every later one."""
        self._stopped.set()

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """What stands at a URL, or that it is unchanged (status 304) since an answer with these validators.

        Raises ``FetchError``, for all that a server, a network or a URL can do.
        """
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        sent = {name: value for name, value in validators.items() if value and value.isascii() and value.isprintable()}
        return self._fetch_patiently(Target.of(url), sent, self._policy.respects_robots, None)

    def sitemaps_of(self, host_url: str) -> tuple[str, ...]:
        """The Sitemap lines of the robots.txt of a URL's host; raises ``FetchError`` where it cannot be read."""
        return self._robots.sitemaps_of(Target.of(host_url))

    def _read_robots(self, target: Target) -> bytes:
        return self._fetch_patiently(Target.of(target.robots_url), {}, False, MAX_ROBOTS_BYTES).body

    def _fetch_patiently(self, target: Target, sent: dict[str, str], is_checked: bool, cut: int | None) -> Fetched:
        """As ``_exchange``, again after failures that may pass, unless the host's circuit has opened meanwhile."""
        host = self._hosts[target.host]
        for attempt in count():
            try:
                return self._exchange(target, sent, is_checked, cut)
            except FetchError as error:
                failure = error.copy()  # without the frames, which hold the body for as long as the error is kept
            if attempt >= self._policy.n_retries or host.is_failing or not self._may_pass(failure):
                raise failure
            seconds = self._policy.retry_seconds * (2 ** min(attempt, 10) + random())
            self._stopped.wait(min(seconds, self._policy.max_wait_seconds))
        raise AssertionError("the last attempt returns or raises")

    def _may_pass(self, error: FetchError) -> bool:
        if self._stopped.is_set() or (error.retry_after_seconds or 0) > self._policy.max_wait_seconds:
            return False
        return error.reason in ("connection_failed", "timeout") or error.status in _LATER

    def _exchange(self, first: Target, sent: dict[str, str], is_checked: bool, cut: int | None) -> Fetched:
        """One attempt: the request and those that its redirects lead to."""
        budget = Budget(self._policy.deadline_seconds, self._policy.max_bytes, self._stopped)
        asked = [first]
        while True:
            target = asked[-1]
            with self._answer(target, sent, is_checked, budget) as (response, headers, fetched_at):
                if response.status in _REDIRECTS and headers.location:
                    asked.append(self._next_hop(asked, headers.location))
                    continue
                _check_status(response.status, headers, is_conditional=bool(sent))
                body = b""
                if response.status == 200:
                    budget.expect(headers.content_length if cut is None else 0)
                    chunks = iter(response.iter_stream())
                    body = decoded(chunks, headers.content_encoding, self._policy.max_decoded_bytes, cut)
            return Fetched(
                url=first.url,
                final_url=target.url,
                status=response.status,
                headers=headers.kept,
                body=body,
                n_wire_bytes=budget.n_received,
                redirects=tuple(hop.url for hop in asked[1:]),
                fetched_at=fetched_at,
                duration_ms=round(budget.elapsed_seconds * 1000),
            )

    def _next_hop(self, asked: list[Target], location: str) -> Target:
        target = Target.of(location, asked[-1].url)
        if target.url in {hop.url for hop in asked}:
            raise FetchError("too_many_redirects", f"{target.host} redirects in a circle")
        if len(asked) > self._policy.max_redirects:
            raise FetchError("too_many_redirects", f"more than {self._policy.max_redirects} redirects")
        return target

    @contextmanager
    def _answer(
        self, target: Target, sent: dict[str, str], is_checked: bool, budget: Budget
    ) -> Iterator[tuple[httpcore.Response, Headers, datetime]]:
        """The answer of one hop, and when it was asked for; what becomes of it is told to the host's circuit."""
        host = self._hosts[target.host]
        network = Network(budget, self._resolve, self._policy.allowed_private_hosts, self._backend)
        with ExitStack() as stack:
            with budget.paused():
                if is_checked:
                    host.set_crawl_delay(self._robots.check(target))
                host.enter_circuit()
                stack.enter_context(host.turn())
            sent_at = datetime.now(UTC)
            try:
                with opened(target, self._always_sent | sent, network, self._ssl_context) as response:
                    yield response, Headers.of(response, datetime.now(UTC)), sent_at
            except FetchError as error:
                if error.retry_after_seconds is not None:
                    host.leave_alone(error.retry_after_seconds)
                host.record(is_failure=_is_failure(error))
                raise
            host.record(is_failure=False)


@cache
def _trusted_authorities() -> ssl.SSLContext:
    """The system's certificate authorities and certifi's; to read them takes long, so once a process."""
    return httpcore.default_ssl_context()


def _check_status(status: int, headers: Headers, is_conditional: bool) -> None:
    """Raises ``FetchError`` for every status but 200, and 304 where it was asked for."""
    if status == 200 or (status == 304 and is_conditional):
        return
    reason: FetchReason = "rate_limited" if status == 429 else "http_error"
    raise FetchError(reason, f"status {status}", status, headers.retry_after_seconds)


def _is_failure(error: FetchError) -> bool:
    return error.reason in ("connection_failed", "timeout") or (error.status or 0) >= 500
