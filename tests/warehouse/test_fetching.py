"""Fetching from servers that mean well: conditional requests, turns, retries, the circuit of a host, the policy."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.abuse.servers import QUICK, Answer, Server, answer, redirect, serving
from warehouse.errors import InputError
from warehouse.web import Fetcher, FetchError, FetchPolicy

POLICY = replace(QUICK, allowed_private_hosts=("127.0.0.1", "localhost"))


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def one_after_the_other(*answers: Answer) -> Callable[[socket.socket], None]:
    """The last of the answers stays."""
    left = list(answers)

    def send(connection: socket.socket) -> None:
        chosen = left.pop(0) if len(left) > 1 else left[0]
        if callable(chosen):
            chosen(connection)
        else:
            connection.sendall(chosen)

    return send


def test_an_answer_tells_what_came_and_when(server: Server) -> None:
    headers = {
        "Content_Type": 'text/HTML; charset="UTF-8"',
        "ETag": 'W/"1"',
        "Last_Modified": "Sun, 01 Nov 2026 10:00:00 GMT",
        "X_Other": "y",
    }
    server.answers["/b"] = answer("Zürich".encode(), Date="Sun, 01 Nov 2026 11:00:00 GMT", **headers)
    server.answers["/a"] = redirect("b#part")
    before = datetime.now(UTC)
    with Fetcher(POLICY) as fetcher:
        fetched = fetcher.fetch(server.url("/a"))
    assert fetched.headers == {
        "content_type": "text/html",
        "charset": "utf-8",
        "etag": 'W/"1"',
        "last_modified": "Sun, 01 Nov 2026 10:00:00 GMT",
        "date": "Sun, 01 Nov 2026 11:00:00 GMT",
    }
    assert (fetched.status, fetched.body, fetched.redirects) == (200, "Zürich".encode(), (server.url("/b"),))
    assert before <= fetched.fetched_at <= datetime.now(UTC)
    assert fetched.n_wire_bytes == len(server.answers["/a"]) + len(server.answers["/b"])  # type: ignore[arg-type]
    assert 0 <= fetched.duration_ms < 5000


def test_a_request_says_who_asks_and_for_what(server: Server) -> None:
    server.answers["/a?b=%20c"] = answer(b"page")
    with Fetcher(POLICY) as fetcher:
        fetcher.fetch(server.url("/a?b= c"))
    lines = server.requests[0].decode().split("\r\n")
    assert lines[:2] == ["GET /a?b=%20c HTTP/1.1", f"Host: 127.0.0.1:{server.port}"]
    assert any(line.startswith("User-Agent: Dragoman/") and line.endswith("(+tests@example.org)") for line in lines)
    assert "Accept-Encoding: gzip, deflate, br, zstd" in lines


def test_an_unchanged_page_is_not_sent_again(server: Server) -> None:
    def conditional(connection: socket.socket) -> None:
        is_known = (
            b'If-None-Match: "1"' in server.requests[-1] and b"If-Modified-Since: Sun, 01 Nov" in server.requests[-1]
        )
        connection.sendall(answer(status="304 Not Modified", ETag='"1"') if is_known else answer(b"page", ETag='"1"'))

    server.answers |= {"/page": conditional, "/moved": redirect("/page"), "/always": answer(status="304 Not Modified")}
    known = {"etag": '"1"', "last_modified": "Sun, 01 Nov 2026 10:00:00 GMT"}
    with Fetcher(POLICY) as fetcher:
        assert (fetcher.fetch(server.url("/page")).status, fetcher.fetch(server.url("/page")).body) == (200, b"page")
        for path in ("/page", "/moved"):
            unchanged = fetcher.fetch(server.url(path), **known)  # type: ignore[arg-type]
            assert (unchanged.status, unchanged.body, unchanged.headers["etag"]) == (304, b"", '"1"')
        with pytest.raises(FetchError) as caught:  # nobody asked whether it is unchanged
            fetcher.fetch(server.url("/always"))
    assert (caught.value.reason, caught.value.status) == ("http_error", 304)


@pytest.mark.parametrize("status", [201, 204, 206, 300, 400, 403, 404, 410, 451, 500, 503])
def test_another_status_is_an_error_that_keeps_it(status: int, server: Server) -> None:
    server.answers["/"] = answer(b"", f"{status} Whatever")
    with Fetcher(POLICY) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(server.url("/"))
    assert (caught.value.reason, caught.value.status) == ("http_error", status)


@pytest.mark.parametrize(
    "first", [answer(b"", "503 Later"), answer(b"", "429 Wait"), answer(b"page", length=9), lambda connection: None]
)
def test_what_may_pass_is_tried_again(first: Answer, server: Server) -> None:
    server.answers["/"] = one_after_the_other(first, first, answer(b"page"))
    with Fetcher(replace(POLICY, n_retries=2)) as fetcher:
        assert fetcher.fetch(server.url("/")).body == b"page"
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "final",
    [
        answer(b"", "404 Gone"),
        answer(b"", "501 Never"),
        answer(b"x", Content_Encoding="gzip"),
        redirect("http://10.0.0.1/"),
        redirect("/"),
    ],
)
def test_what_will_not_pass_is_not_tried_again(final: bytes, server: Server) -> None:
    server.answers["/"] = final
    with Fetcher(replace(POLICY, n_retries=5)) as fetcher, pytest.raises(FetchError):
        fetcher.fetch(server.url("/"))
    assert len(server.requests) == 1


def test_retries_end(server: Server) -> None:
    server.answers["/"] = answer(b"", "503 Later")
    with Fetcher(replace(POLICY, n_retries=2)) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(server.url("/"))
    assert (caught.value.status, len(server.requests)) == (503, 3)


@pytest.mark.parametrize("status", ["429 Wait", "503 Later"])
@pytest.mark.parametrize("is_date", [False, True])
def test_a_retry_after_is_waited_for_by_all(status: str, is_date: bool, server: Server) -> None:
    at = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True) if is_date else "1"
    server.answers |= {
        "/": one_after_the_other(answer(b"", status, Retry_After=at), answer(b"page")),
        "/b": answer(b"other"),
    }
    with Fetcher(replace(POLICY, n_retries=1)) as fetcher:
        before = time.monotonic()
        assert fetcher.fetch(server.url("/")).body == b"page"
        assert time.monotonic() - before >= 0.9
        server.answers["/"] = answer(b"", status, Retry_After="3600")
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(server.url("/"))
        assert caught.value.retry_after_seconds == 3600
        n_requests = len(server.requests)
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(server.url("/b"))
    assert (caught.value.reason, caught.value.status, len(server.requests)) == ("rate_limited", None, n_requests)


def test_a_host_is_asked_at_its_pace_by_all_threads(server: Server) -> None:
    times: list[float] = []

    def note(connection: socket.socket) -> None:
        times.append(time.monotonic())
        connection.sendall(answer(b"page"))

    server.answers["/"] = note
    with (
        Fetcher(replace(POLICY, host_delay_seconds=0.4, host_concurrency=4)) as fetcher,
        ThreadPoolExecutor(6) as threads,
    ):
        pages = list(threads.map(lambda _: fetcher.fetch(server.url("/")), range(4)))
    assert times[-1] - times[0] > 1.1
    assert sorted(page.duration_ms for page in pages)[1] < 300  # the wait is not counted


def test_a_host_serves_so_many_at_a_time_and_another_is_not_held_up(server: Server) -> None:
    most, now, lock = [0], [0], threading.Lock()

    def count(connection: socket.socket) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.2)
        with lock:
            now[0] -= 1
        connection.sendall(answer(b"page"))

    server.answers["/"] = count
    with serving() as other, Fetcher(replace(POLICY, host_concurrency=2)) as fetcher, ThreadPoolExecutor(9) as threads:
        other.answers["/"] = answer(b"quick")
        slow = [threads.submit(fetcher.fetch, server.url("/")) for _ in range(8)]
        time.sleep(0.05)
        assert fetcher.fetch(other.url("/", "localhost")).body == b"quick"
        assert not all(page.done() for page in slow)
        assert all(page.result().status == 200 for page in slow)
    assert most[0] == 2


def test_a_crawl_delay_is_kept(server: Server) -> None:
    server.answers |= {"/robots.txt": answer(b"User-agent: *\nCrawl-delay: 0.4"), "/": answer(b"page")}
    with Fetcher(replace(POLICY, respects_robots=True)) as fetcher:
        fetcher.fetch(server.url("/"))
        before = time.monotonic()
        fetcher.fetch(server.url("/"))
        assert time.monotonic() - before > 0.35


def test_a_crawl_delay_longer_than_a_run_waits_leaves_one_page(server: Server) -> None:
    server.answers |= {"/robots.txt": answer(b"User-agent: *\nCrawl-delay: 86400"), "/": answer(b"page")}
    with Fetcher(replace(POLICY, respects_robots=True)) as fetcher:
        assert fetcher.fetch(server.url("/")).body == b"page"
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(server.url("/"))
    assert caught.value.reason == "rate_limited"
    assert (caught.value.retry_after_seconds or 0) > 86000


def test_redirects_between_two_hosts_do_not_lock_each_other(server: Server) -> None:
    with serving() as other, Fetcher(replace(POLICY, host_concurrency=1)) as fetcher, ThreadPoolExecutor(8) as threads:
        server.answers |= {"/": redirect(other.url("/page", "localhost")), "/page": answer(b"page")}
        other.answers |= {"/": redirect(server.url("/page")), "/page": answer(b"page")}
        urls = [server.url("/"), other.url("/", "localhost")] * 10
        assert all(page.body == b"page" for page in threads.map(fetcher.fetch, urls, timeout=20))


def test_a_host_that_fails_in_a_row_is_left_alone_for_a_while(server: Server) -> None:
    server.answers |= {"/bad": answer(b"", "500 Oops"), "/good": answer(b"page"), "/missing": answer(b"", "404 None")}
    with Fetcher(replace(POLICY, circuit_failures=3, circuit_seconds=4.0, n_retries=1)) as fetcher:

        def reason(path: str) -> str:
            try:
                fetcher.fetch(server.url(path))
            except FetchError as error:
                return error.reason
            return ""

        assert [reason("/bad"), reason("/good"), reason("/missing"), reason("/bad")] == [
            "http_error",
            "",
            "http_error",
            "http_error",
        ]
        assert reason("/bad") == "http_error"  # the third in a row, after which it is not tried again
        n_requests = len(server.requests)
        assert [reason("/good"), reason("/good")] == ["circuit_open"] * 2
        assert len(server.requests) == n_requests
        time.sleep(4.05)
        assert reason("/bad") == "http_error"  # one may try, once
        assert len(server.requests) == n_requests + 1
        assert reason("/good") == "circuit_open"
        time.sleep(4.05)
        assert [reason("/good"), reason("/good")] == ["", ""]


def test_one_at_a_time_tries_whether_a_host_is_well_again(server: Server) -> None:
    def slow(connection: socket.socket) -> None:
        time.sleep(1.0)
        connection.sendall(answer(b"page"))

    server.answers |= {"/bad": answer(b"", "500 Oops"), "/slow": slow}
    policy = replace(POLICY, circuit_failures=1, circuit_seconds=4.0, host_concurrency=4)
    with Fetcher(policy) as fetcher, ThreadPoolExecutor(4) as threads:
        with pytest.raises(FetchError):
            fetcher.fetch(server.url("/bad"))
        time.sleep(4.05)
        tries = [threads.submit(fetcher.fetch, server.url("/slow")) for _ in range(4)]
        assert sorted(str(one.exception()).split(":")[0] for one in tries) == ["None"] + ["circuit_open"] * 3
    assert server.paths == ["/bad", "/slow"]


def test_an_open_circuit_says_nothing_about_robots_txt(server: Server) -> None:
    server.answers |= {"/robots.txt": one_after_the_other(lambda connection: None, answer(b"")), "/": answer(b"page")}
    policy = replace(POLICY, respects_robots=True, circuit_failures=1, circuit_seconds=4.0, robots_seconds=0.1)
    with Fetcher(policy) as fetcher:
        reasons = []
        for pause in (0.0, 0.15, 4.0):
            time.sleep(pause)
            try:
                fetcher.fetch(server.url("/"))
            except FetchError as error:
                reasons.append(error.reason)
    assert reasons == ["connection_failed", "circuit_open"]


def test_a_closed_fetcher_fetches_no_more(server: Server) -> None:
    server.answers["/"] = answer(b"page")
    with Fetcher(POLICY) as fetcher:
        fetcher.fetch(server.url("/"))
    with pytest.raises(FetchError, match="stopped"):
        fetcher.fetch(server.url("/"))
    assert len(server.requests) == 1


def test_closing_wakes_those_who_wait_for_their_turn(server: Server) -> None:
    server.answers["/"] = answer(b"page")
    fetcher = Fetcher(replace(POLICY, host_delay_seconds=50))
    with ThreadPoolExecutor(4) as threads:
        waiting = [threads.submit(fetcher.fetch, server.url("/")) for _ in range(4)]
        time.sleep(0.3)
        before = time.monotonic()
        fetcher.close()
        assert sorted(type(one.exception()).__name__ for one in waiting) == ["FetchError"] * 3 + ["NoneType"]
        assert time.monotonic() - before < 20


def test_the_environment_sets_each_limit() -> None:
    policy = FetchPolicy.load(
        {
            "DRAGOMAN_FETCH_CONTACT": " https://example.org/crawler ",
            "DRAGOMAN_FETCH_ALLOWED_PRIVATE_HOSTS": "Intranet.example, [::1],",
            "DRAGOMAN_FETCH_MAX_BYTES": "1000",
            "DRAGOMAN_FETCH_DEADLINE_SECONDS": "2.5",
            "DRAGOMAN_FETCH_RESPECTS_ROBOTS": "0",
            "DRAGOMAN_ROOT": "/nowhere",
        }
    )
    expected = FetchPolicy(
        "https://example.org/crawler", ("intranet.example", "::1"), 1000, deadline_seconds=2.5, respects_robots=False
    )
    assert policy == expected
    assert FetchPolicy.load({}) == FetchPolicy()


@pytest.mark.parametrize(
    ("name", "value"),
    [("MAX_BYTES", "-1"), ("MAX_BYTES", "many"), ("MAX_BYTES", "1.5"), ("DEADLINE_SECONDS", "nan"), ("DEADLINE_SECONDS", "inf"),
     ("DEADLINE_SECONDS", ""), ("RESPECTS_ROBOTS", "maybe"), ("CONTACT", "x\r\nX-Injected: 1"), ("CONTACT", "Zürich")],
)  # fmt: skip
def test_a_wrong_variable_is_named(name: str, value: str) -> None:
    with pytest.raises(InputError, match=f"DRAGOMAN_FETCH_{name}"):
        FetchPolicy.load({f"DRAGOMAN_FETCH_{name}": value})
