"""Case 23: servers that drip, never end, lie about lengths or send mountains of headers meet a deadline and a cap."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

import pytest

from tests.abuse.servers import QUICK, Internet, Server, answer, redirect
from warehouse.web import Fetcher, FetchError, FetchPolicy

POLICY = replace(QUICK, allowed_private_hosts=("127.0.0.1",), max_bytes=2_000_000)
HASTY = replace(POLICY, deadline_seconds=0.6)
SECONDS = 15.0  # a hasty deadline, a slice of waiting, and a machine that is busy


def sending(head: bytes, pieces: Callable[[], Iterator[bytes]], pause: float = 0.0) -> Callable[[socket.socket], None]:
    """A server that sends its pieces until nobody listens."""

    def send(connection: socket.socket) -> None:
        with suppress(OSError):
            connection.sendall(head)
            for piece in pieces():
                connection.sendall(piece)
                time.sleep(pause)

    return send


def forever(piece: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: iter(lambda: piece, None)


def refusal(server: Server, policy: FetchPolicy = POLICY) -> FetchError:
    before = time.monotonic()
    with Fetcher(policy) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(server.url("/"))
    assert time.monotonic() - before < SECONDS
    return caught.value


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\nX-", b"a"),
        (b"HTTP/1.1 200 OK\r\n", b"X: a\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: trailer\r\n"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\0", b"name"),
    ],
    ids=[
        "status",
        "header",
        "headers",
        "body",
        "length",
        "chunks",
        "chunk extension",
        "trailers",
        "hints",
        "gzip name",
    ],
)
def test_a_drip_ends_with_the_deadline(head: bytes, piece: bytes, server: Server) -> None:
    server.answers["/"] = sending(head, forever(piece), pause=0.05)
    assert refusal(server, HASTY).reason == "timeout"


def test_silence_ends_with_the_deadline(server: Server) -> None:
    server.answers["/"] = lambda _: server.wait()
    assert refusal(server, HASTY).reason == "timeout"


def test_redirects_share_one_deadline(server: Server) -> None:
    def late(location: str) -> Callable[[socket.socket], None]:
        return sending(b"", lambda: (time.sleep(0.25) or redirect(location) for _ in "1"))

    server.answers = {f"/{n or ''}": late(f"/{n + 1}") for n in range(9)}
    assert refusal(server, replace(HASTY, max_redirects=9)).reason == "timeout"
    assert len(server.requests) <= 3


def test_a_tls_handshake_that_stalls_ends_with_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        before = time.monotonic()
        with Fetcher(HASTY) as fetcher, pytest.raises(FetchError) as caught:
            fetcher.fetch(f"https://127.0.0.1:{mute.getsockname()[1]}/")
        assert caught.value.reason == "timeout"
        assert time.monotonic() - before < SECONDS


def test_a_name_server_that_stalls_ends_with_the_deadline() -> None:
    released = threading.Event()

    def stall(host: str, port: int) -> tuple[str, ...]:
        released.wait(20)
        return ()

    before = time.monotonic()
    with Fetcher(HASTY, resolve=stall, backend=Internet()) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch("http://news.example/")
    released.set()
    assert caught.value.reason == "timeout"
    assert time.monotonic() - before < SECONDS


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 65536),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"a" * 65536 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n" * 10000),
        (b"HTTP/1.1 200 OK\r\nX: ", b"a" * 65536),
        (b"HTTP/1.1 200 OK\r\n", b"X: a\r\n" * 10000),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x" * 65536),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2000),
    ],
    ids=["body", "chunks", "small chunks", "header", "headers", "chunk extension", "continue"],
)
def test_what_never_ends_meets_the_cap(head: bytes, piece: bytes, server: Server) -> None:
    server.answers["/"] = sending(head, forever(piece))
    assert refusal(server, replace(POLICY, max_bytes=150_000)).reason in ("too_large", "connection_failed")


def test_headers_have_a_cap_of_their_own(server: Server) -> None:
    server.answers["/"] = answer(b"page", X="a" * 1_000_000)
    assert refusal(server).reason == "too_large"


def test_bytes_of_all_hops_count_together(server: Server) -> None:
    padding = "a" * 40_000
    server.answers = {f"/{n or ''}": answer(status="302 Found", Location=f"/{n + 1}", X=padding) for n in range(9)}
    assert refusal(server, replace(POLICY, max_bytes=100_000, max_redirects=9)).reason == "too_large"
    assert len(server.requests) == 3


def test_an_announced_length_over_the_cap_is_not_waited_for(server: Server) -> None:
    server.answers["/"] = answer(b"a", length=10**12)
    assert refusal(server).reason == "too_large"


@pytest.mark.parametrize("length", [5, 2000, 1_999_000])
def test_a_body_shorter_than_announced_is_not_taken_for_whole(length: int, server: Server) -> None:
    server.answers["/"] = answer(b"page", length=length)
    error = refusal(server)
    assert (error.reason, "announced" in error.detail) == ("connection_failed", True)


def test_what_follows_the_announced_length_belongs_to_nothing(server: Server) -> None:
    smuggled = answer(b"another page")
    server.answers |= {"/": answer(b"page") + smuggled, "/next": answer(b"the next page")}
    with Fetcher(POLICY) as fetcher:
        assert fetcher.fetch(server.url("/")).body == b"page"
        assert fetcher.fetch(server.url("/next")).body == b"the next page"


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\npages",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\npage",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0x4\r\n\r\npage",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\npage",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\npage",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\npage",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX\0Y: 1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n: 1\r\n\r\n",
        b"HTTP/1.1 99999 OK\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        b"ICY 200 OK\r\n\r\n",
        b"<html>no headers at all</html>",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"",
    ],
)  # fmt: skip
def test_what_is_not_http_is_an_error_with_a_reason(head: bytes, server: Server) -> None:
    server.answers["/"] = head
    assert refusal(server).reason in ("connection_failed", "too_large", "http_error")


@pytest.mark.parametrize("name", ["Content-Type", "ETag", "Date", "Retry-After", "Location", "Last-Modified"])
@pytest.mark.parametrize(
    "value",
    [
        "a" * 60_000,
        "\u00fc\u4e2d" * 10,
        ";=" * 20_000,
        "charset=" * 5000,
        "Sun, 99 Xxx 99999 99:99:99 -9999",
        "9" * 5000,
        "\x7f",
        '"',
    ],
)
def test_odd_headers_break_nothing(name: str, value: str, server: Server) -> None:
    server.answers["/"] = answer(b"page", **{name.replace("-", "_"): value})
    with Fetcher(POLICY) as fetcher:
        fetched = fetcher.fetch(server.url("/"))
        assert fetched.body == b"page"
        assert all(len(kept) <= 1000 for kept in fetched.headers.values())
        again = fetcher.fetch(
            server.url("/"), etag=fetched.headers.get("etag"), last_modified=fetched.headers.get("last_modified")
        )
    assert again.body == b"page"


@pytest.mark.parametrize("etag", ["a\r\nX-Injected: 1", "a\nb", "\u4e2d", "\0", "\ud800"])
def test_a_validator_is_no_way_to_write_headers(etag: str, server: Server) -> None:
    server.answers["/"] = answer(b"page")
    with Fetcher(POLICY) as fetcher:
        assert fetcher.fetch(server.url("/"), etag=etag).status == 200
    assert b"njected" not in server.requests[0]
    assert b"none-match" not in server.requests[0].lower()


@pytest.mark.parametrize("path", ["/a\r\nX-Injected:%201", "/%0d%0aX-Injected:%201", "/a\nb", "/a b", "/\u4e2d", "/\t"])
def test_a_url_is_no_way_to_write_headers(path: str, server: Server) -> None:
    with Fetcher(POLICY) as fetcher, suppress(FetchError):
        fetcher.fetch(server.url("/") + path[1:])
    assert all(b"\nX-Injected" not in request and request.count(b"\r\n\r\n") == 1 for request in server.requests)
    assert len(server.requests) == 1


def test_a_closed_fetcher_ends_what_is_under_way(server: Server) -> None:
    server.answers["/"] = lambda _: server.wait()
    fetcher = Fetcher(replace(POLICY, deadline_seconds=60, n_retries=3))
    threading.Timer(0.3, fetcher.close).start()
    before = time.monotonic()
    with pytest.raises(FetchError, match="stopped"):
        fetcher.fetch(server.url("/"))
    assert time.monotonic() - before < SECONDS
