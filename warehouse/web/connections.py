"""One request over one connection, to an address that was checked.

Connections are not kept: nothing that a server sends after the end of one answer can be read as the next one, and
each request is checked anew. The cost, a handshake, is little beside the delay between a host's requests.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpcore

from transforms.urls import UrlError, normal_url
from warehouse.web.addresses import Resolver, checked_addresses
from warehouse.web.budget import Budget
from warehouse.web.errors import FetchError

CONNECT_SECONDS = 8.0  # for a look-up, for each address, for TLS: a stopped run leaves within ten
_SLICE_SECONDS = 0.5  # how often a read that waits looks whether the run was stopped

# At DEBUG it writes the headers of requests and responses, and with them the secrets of a redirect's target.
logging.getLogger("httpcore").setLevel(logging.INFO)


@dataclass(frozen=True, slots=True, repr=False)
class Target:
    """Where a request goes: the one reading of a URL that is checked, connected to and sent."""

    url: str
    scheme: str
    host: str  # an IPv6 address without brackets
    port: int
    authority: str  # host and port, as robots.txt and the Host header speak of it
    path: str  # with the query

    @classmethod
    def of(cls, url: str, base: str | None = None) -> Target:
        """The target that a URL names; raises ``FetchError``: another scheme, userinfo, no possible host."""
        try:
            parts = urlsplit(normal := normal_url(url, base))
        except (UrlError, ValueError) as error:
            is_web = (_scheme_of(url) or _scheme_of(base or "")) in ("http", "https")
            detail = str(error) if isinstance(error, UrlError) else "no URL"
            raise FetchError("refused_address" if is_web else "refused_scheme", detail) from None
        if "@" in parts.netloc:  # what stands there is sent as a password, or makes one host look like another
            raise FetchError("refused_address", f"{parts.hostname}: a URL with a user name in it is not asked for")
        if parts.port == 0:
            raise FetchError("refused_address", f"{parts.hostname}: there is no port 0")
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        return cls(normal, parts.scheme, parts.hostname or "", port, parts.netloc, path)

    @property
    def robots_url(self) -> str:
        """Where its robots.txt stands."""
        return f"{self.scheme}://{self.authority}/robots.txt"


def _scheme_of(url: str) -> str:
    try:
        return urlsplit(url.strip()).scheme
    except ValueError:  # brackets without an address
        return url.strip().partition(":")[0].lower()


class Network(httpcore.NetworkBackend):
    """Connects to checked addresses only, within what a budget leaves."""

    def __init__(
        self,
        budget: Budget,
        resolve: Resolver,
        allowed_private_hosts: tuple[str, ...],
        backend: httpcore.NetworkBackend,
    ) -> None:
        self._budget = budget
        self._resolve = resolve
        self._allowed_private_hosts = allowed_private_hosts
        self._backend = backend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Looks the host up once, checks every address, and connects to the first of these that answers."""
        addresses = checked_addresses(host, port, self._resolve, self._patience(), self._allowed_private_hosts)
        failure: Exception | None = None
        for address in addresses:
            try:
                stream = self._backend.connect_tcp(address, port, self._patience(), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._budget)
        assert failure is not None, "a resolver gives addresses or raises"
        raise failure

    def _patience(self) -> float:
        return min(CONNECT_SECONDS, self._budget.remaining_seconds())


class _Stream(httpcore.NetworkStream):
    """A connection whose reads end when the budget does, however little each of them waits for."""

    def __init__(self, stream: httpcore.NetworkStream, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        while True:
            try:
                data = self._stream.read(max_bytes, min(_SLICE_SECONDS, self._budget.remaining_seconds()))
            except httpcore.ReadTimeout:
                continue  # until remaining_seconds says that the time is over
            self._budget.spend(len(data))
            return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, min(CONNECT_SECONDS, self._budget.remaining_seconds()))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = min(CONNECT_SECONDS, self._budget.remaining_seconds())
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._budget)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def close(self) -> None:
        self._stream.close()


@contextmanager
def opened(
    target: Target, headers: dict[str, str], network: Network, ssl_context: ssl.SSLContext
) -> Iterator[httpcore.Response]:
    """The answer to a GET, its body not yet read; raises ``FetchError``, also from within the block."""
    url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    connection = httpcore.HTTPConnection(url.origin, ssl_context, network_backend=network)
    sent = [("Host", target.authority), *headers.items()]
    try:
        with connection.stream("GET", url, headers=sent) as response:
            yield response
    except httpcore.TimeoutException:
        raise FetchError("timeout", f"{target.host} did not take the connection or the request") from None
    except (httpcore.NetworkError, OSError) as error:
        raise FetchError("connection_failed", f"{target.host}: {error or 'the connection was lost'}") from None
    except httpcore.ProtocolError as error:
        raise _broken_protocol(target.host, str(error)) from None  # the message may quote what was sent
    finally:
        connection.close()


def _broken_protocol(host: str, message: str) -> FetchError:
    if "too long" in message:
        return FetchError("too_large", f"{host}: headers of more than 100 KiB")
    if message.startswith("peer closed"):
        return FetchError("connection_failed", f"{host}: the answer ends before the length that it announced")
    if message.startswith("Server disconnected"):
        return FetchError("connection_failed", f"{host}: no answer before the connection was closed")
    return FetchError("connection_failed", f"{host}: what it says is not HTTP")
