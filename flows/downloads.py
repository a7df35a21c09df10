"""Requests in threads, the hosts taking turns, so that the wait for a slow or polite one holds up no other."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from queue import SimpleQueue
from typing import Self

from transforms.discover.kinds import Kind
from transforms.urls import host_of, normal_url, page_uri
from warehouse.handed_over import scrub
from warehouse.web import Fetched, Fetcher, FetchError


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    """A URL to be asked. ``url`` is the real one and may hold secrets; ``shown`` is what is recorded of it."""

    url: str
    shown: str  # by which it is remembered; a page's is the URL that names it
    via: str  # as in documents
    source_key: str  # as in documents
    listed_by: str | None = None  # the feed or sitemap that named it, as shown
    updated_at: datetime | None = None  # as the feed or sitemap says
    expected: Kind | None = None  # feed or sitemap, where it has to be one
    depth: int = 0  # of sitemaps above it
    etag: str | None = None  # of the last answer: what is still the same is not sent again
    last_modified: str | None = None


Answer = Fetched | FetchError


def request_of(
    url: str, via: str, source_key: str | None = None, *, expected: Kind | None = None, is_page: bool = False
) -> Request:
    """The request for a URL as the user, a source or a listing names it; ``source_key`` defaults to it as recorded.

    Raises ``UrlError`` where it names nothing that can be asked.
    """
    asked = normal_url(url)
    shown = scrub(page_uri(asked) if is_page or expected is None else asked)
    return Request(asked, shown, via, source_key or shown, expected=expected)


class Downloads:
    """A queue of requests that are made while their answers are taken. Use it in a ``with`` statement.

    At most ``n_threads`` bodies are in memory, and ``n_per_host`` requests of a host are made at a time. The threads
    end with the process whatever they wait for.
    """

    def __init__(self, fetcher: Fetcher, n_threads: int, n_per_host: int) -> None:
        self._fetcher = fetcher
        self._n_free = n_threads
        self._n_per_host = n_per_host
        self._queues: dict[str, deque[Request]] = {}
        self._turns: deque[str] = deque()  # a host once for each request that it may be sent now
        self._n_running: dict[str, int] = {}
        self._todo: SimpleQueue[Request | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[Request, Answer | BaseException]] = SimpleQueue()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(n_threads)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for _thread in self._threads:
            self._todo.put(None)

    def add(self, request: Request) -> None:
        """Queue a request, also while answers are taken."""
        self._queues.setdefault(host_of(request.url), deque()).append(request)
        self._give_turns(host_of(request.url))

    def answers(self) -> Iterator[tuple[Request, Answer]]:
        """The answer to each request, or the error, as they come; ends when all are answered."""
        while True:
            self._start_waiting()
            if not any(self._n_running.values()):
                return
            request, answer = self._done.get()
            host = host_of(request.url)
            self._n_free += 1
            self._n_running[host] -= 1
            self._give_turns(host)
            if not isinstance(answer, Answer):
                raise answer
            # The next one is on its way while this is taken.
            self._start_waiting()
            yield request, answer

    def _give_turns(self, host: str) -> None:
        """Let a host take as many turns as it has requests and room."""
        n_room = self._n_per_host - self._n_running.get(host, 0)
        n_wanted = min(n_room, len(self._queues.get(host, ()))) - self._turns.count(host)
        self._turns.extend([host] * n_wanted)

    def _start_waiting(self) -> None:
        while self._turns and self._n_free:
            host = self._turns.popleft()
            self._n_free -= 1
            self._n_running[host] = self._n_running.get(host, 0) + 1
            self._todo.put(self._queues[host].popleft())

    def _work(self) -> None:
        while (request := self._todo.get()) is not None:
            try:
                answer: Answer | BaseException = self._fetcher.fetch(
                    request.url, etag=request.etag, last_modified=request.last_modified
                )
            except FetchError as error:
                answer = error
            except Exception as error:  # the boundary of one page
                answer = FetchError("connection_failed", f"unexpected {type(error).__name__}")
            except BaseException as error:  # ends the run that takes it
                answer = error
            self._done.put((request, answer))
