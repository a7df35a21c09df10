"""Servers on loopback that say exactly what a test wants, and an internet in which names lead to them."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore

from warehouse.web import FetchPolicy

PUBLIC = "93.184.215.14"  # an address of the public internet, which no test ever reaches
QUICK = FetchPolicy(
    contact="tests@example.org",
    host_delay_seconds=0,
    n_retries=0,
    retry_seconds=0.01,
    deadline_seconds=30,  # of a busy machine
    respects_robots=False,
)
Answer = bytes | Callable[[socket.socket], None]


def answer(body: bytes = b"", status: str = "200 OK", length: int | None = None, **headers: str) -> bytes:
    """A whole response; ``length`` lies about its length, and keywords become headers."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    return answer(status=status, Location=location)


class Server(socketserver.ThreadingTCPServer):
    """Answers by path, everything else with 404; keeps each request as it came."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.answers: dict[str, Answer] = {}
        self.requests: list[bytes] = []
        self.stopped = threading.Event()
        super().__init__((host, port), _Handler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [request.split(b" ", 2)[1].decode() for request in self.requests]

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def wait(self) -> None:
        """Says nothing until the test is over."""
        self.stopped.wait(20)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are what is tested."""


class _Handler(socketserver.BaseRequestHandler):
    server: Server

    def handle(self) -> None:
        data = b""
        while b"\r\n\r\n" not in data:
            if not (piece := self.request.recv(65536)):
                return
            data += piece
        self.server.requests.append(data)
        chosen = self.server.answers.get(self.server.paths[-1], answer(status="404 Not Found"))
        if callable(chosen):
            chosen(self.request)
        else:
            self.request.sendall(chosen)


@contextmanager
def serving(host: str = "127.0.0.1", port: int = 0) -> Iterator[Server]:
    with Server(host, port) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.stopped.set()
        server.shutdown()


class Internet(httpcore.SyncBackend):
    """Leads public addresses to servers on loopback; a connection to any other address is a failure of the test."""

    def __init__(self) -> None:
        self.connected: list[tuple[str, int]] = []
        self.looked_up: list[str] = []
        self.names: dict[str, tuple[str, ...] | list[tuple[str, ...]]] = {}
        self.routes: dict[str, Server] = {}

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        """What a name is said to be; of a list, one answer after the other."""
        self.looked_up.append(host)
        known = self.names.get(host, ())
        return known.pop(0) if isinstance(known, list) else known

    def connect_tcp(self, host: str, port: int, *rest: Any, **named: Any) -> httpcore.NetworkStream:
        self.connected.append((host, port))
        assert host in self.routes, f"a connection to {host}"
        server = self.routes[host]
        return super().connect_tcp(str(server.server_address[0]), server.port, *rest, **named)
