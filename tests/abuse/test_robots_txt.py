"""Case 21: robots.txt in every state that RFC 9309 speaks of, and in some that it does not."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.abuse.servers import QUICK, Server, answer, redirect, serving
from warehouse.web import Fetcher, FetchError, FetchPolicy

POLICY = replace(QUICK, respects_robots=True, allowed_private_hosts=("127.0.0.1",))
NOT_ALLOWED = b"User-agent: *\nDisallow: /closed\n"


def reason(server: Server, path: str, policy: FetchPolicy = POLICY) -> str:
    """Why a page was not fetched; empty if it was."""
    server.answers.setdefault(path, answer(b"page"))
    with Fetcher(policy) as fetcher:
        try:
            fetcher.fetch(server.url(path))
        except FetchError as error:
            return error.reason
    return ""


@pytest.mark.parametrize(
    ("text", "path", "is_allowed"),
    [
        (b"User-agent: *\nDisallow: /", "/a", False),
        (b"User-agent: *\nDisallow:", "/a", True),
        (b"", "/a", True),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /a", "/a", False),
        (b"user-AGENT:*\r\ndisALLOW:/a\r\n", "/ab", False),
        (b"User-agent: *\rDisallow: /a\r", "/a", False),
        (b"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),  # the longest match wins
        (b"User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),  # and of two as long, the one that allows
        (b"User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
        (b"User-agent: *\nDisallow: /*.pdf$", "/x.pdf?y", True),
        (b"User-agent: *\nDisallow: /*q=", "/s?a=1&q=2", False),
        (b"User-agent: *\nDisallow: /%7Ejoe", "/~joe/x", False),
        (b"User-agent: *\nDisallow: /\xc3\xbc", "/%C3%BC", False),
        (b"User-agent: dragoman\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/a", False),
        (b"User-agent: dragoman\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", True),
        (b"User-agent: other\nUser-agent: Dragoman\nDisallow: /a", "/a", False),
        (b"User-agent: Dragoman\nDisallow: /a\nUser-agent: x\nDisallow: /y\nUser-agent: DRAGOMAN\nDisallow: /b", "/b", False),
        (b"User-agent: other\nDisallow: /", "/a", True),
        (b"User-agent: example\nUser-agent: tests\nDisallow: /", "/a", True),  # words of our contact, not our name
        (b"Disallow: /", "/a", True),  # a rule of no group
        (b"<html><body>User-agent: *\nDisallow: /a</body></html>", "/a", True),
        (b"\x00\xff\xfe\x01\nUser-agent: *\nDisallow: /a\n\x00", "/a", False),
        (b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"\nDisallow: /a", "/a" + "a" * 2000, False),
    ],
)  # fmt: skip
def test_the_rules_are_read_as_the_rfc_has_it(text: bytes, path: str, is_allowed: bool, server: Server) -> None:
    server.answers["/robots.txt"] = answer(text)
    assert reason(server, path) == ("" if is_allowed else "robots_disallowed")
    assert server.paths[1:] == ([path] if is_allowed else [])


@pytest.mark.parametrize(
    "status", ["400 Bad Request", "401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone", "451 Unavailable"]
)
def test_a_robots_txt_that_is_not_there_forbids_nothing(status: str, server: Server) -> None:
    server.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /", status)
    assert reason(server, "/a") == ""


@pytest.mark.parametrize("status", ["500 Oops", "502 Bad Gateway", "503 Unavailable", "504 Timeout", "599 What"])
def test_a_broken_server_forbids_all(status: str, server: Server) -> None:
    server.answers["/robots.txt"] = answer(b"", status)
    assert reason(server, "/a") == "robots_disallowed"
    assert server.paths == ["/robots.txt"]


def test_a_server_that_is_asked_too_often_forbids_all(server: Server) -> None:
    server.answers["/robots.txt"] = answer(b"", "429 Too Many Requests")
    assert reason(server, "/a") == "rate_limited"
    assert server.paths == ["/robots.txt"]


def test_a_robots_txt_that_does_not_come_in_time_forbids_all(server: Server) -> None:
    server.answers["/robots.txt"] = lambda _: server.wait()
    assert reason(server, "/a", replace(POLICY, deadline_seconds=0.5)) == "robots_disallowed"
    assert server.paths == ["/robots.txt"]


def test_a_connection_that_is_cut_is_no_permission(server: Server) -> None:
    server.answers["/robots.txt"] = lambda connection: connection.close()
    assert reason(server, "/a") == "connection_failed"
    assert server.paths == ["/robots.txt"]


@pytest.mark.parametrize("text", [answer(b"not gzip", Content_Encoding="gzip"), b"nonsense\r\n\r\n"])
def test_nonsense_is_no_permission(text: bytes, server: Server) -> None:
    server.answers["/robots.txt"] = text
    assert reason(server, "/a") in ("robots_disallowed", "connection_failed")
    assert server.paths == ["/robots.txt"]


def test_five_redirects_are_followed_also_to_another_host(server: Server) -> None:
    with serving() as other:
        other.answers = {f"/{n}": redirect(f"/{n + 1}") for n in range(1, 5)} | {"/5": answer(NOT_ALLOWED)}
        server.answers["/robots.txt"] = redirect(other.url("/1"))
        assert reason(server, "/closed/x") == "robots_disallowed"
        assert reason(server, "/open") == ""


@pytest.mark.parametrize("steps", [1, 2, 9], ids=["itself", "a circle", "an endless chain"])
def test_a_redirect_loop_is_a_robots_txt_that_is_not_there(steps: int, server: Server) -> None:
    server.answers = {f"/{n}": redirect(f"/{n + 1}") for n in range(steps)}
    server.answers |= {f"/{steps}": redirect("/0"), "/robots.txt": redirect("/0" if steps > 1 else "/robots.txt")}
    assert reason(server, "/a") == ""
    assert len(server.requests) <= 7


def test_of_a_long_file_half_a_megabyte_counts_whole_lines_only(server: Server) -> None:
    rule = b"Disallow: /%06d\n"
    lines = b"".join(rule % n for n in range(300_000))
    n_read = (500 * 1024 - len(b"User-agent: *\n")) // len(rule % 0)
    server.answers["/robots.txt"] = answer(b"User-agent: *\n" + lines + b"Disallow: /\n")
    before = time.process_time()
    with Fetcher(POLICY) as fetcher:
        for n, is_allowed in ((0, False), (n_read - 1, False), (n_read, True), (299_999, True)):
            path = f"/{n:06d}"
            server.answers[path] = answer(b"page")
            if is_allowed:
                fetcher.fetch(server.url(path))
            else:
                with pytest.raises(FetchError, match="disallows"):
                    fetcher.fetch(server.url(path))
    assert time.process_time() - before < 5  # twenty times what it takes
    assert server.paths.count("/robots.txt") == 1


def test_an_endless_file_is_read_to_the_same_length(server: Server) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + NOT_ALLOWED)
        while not server.stopped.is_set():
            connection.sendall(b"# and so on\n" * 1000)

    server.answers["/robots.txt"] = endless
    assert reason(server, "/closed") == "robots_disallowed"
    assert reason(server, "/open") == ""


def test_it_is_read_once_for_all_threads(server: Server) -> None:
    def slow(connection: socket.socket) -> None:
        time.sleep(0.2)
        connection.sendall(answer(NOT_ALLOWED))

    server.answers |= {"/robots.txt": slow, "/a": answer(b"page")}
    with Fetcher(replace(POLICY, host_concurrency=8)) as fetcher, ThreadPoolExecutor(8) as threads:
        pages = list(threads.map(lambda _: fetcher.fetch(server.url("/a")), range(16)))
    assert len(pages) == 16
    assert server.paths.count("/robots.txt") == 1


def test_it_is_read_again_when_it_is_old(server: Server) -> None:
    server.answers |= {"/robots.txt": answer(NOT_ALLOWED), "/closed": answer(b"page")}
    with Fetcher(replace(POLICY, robots_seconds=4.0)) as fetcher:
        with pytest.raises(FetchError):
            fetcher.fetch(server.url("/closed"))
        server.answers["/robots.txt"] = answer(b"")
        with pytest.raises(FetchError):
            fetcher.fetch(server.url("/closed"))
        time.sleep(4.05)
        assert fetcher.fetch(server.url("/closed")).body == b"page"


def test_each_hop_is_asked_about(server: Server) -> None:
    server.answers |= {"/robots.txt": answer(NOT_ALLOWED), "/closed": answer(b"page")}
    with serving() as other:
        other.answers["/a"] = redirect(server.url("/closed"))
        assert reason(other, "/a") == "robots_disallowed"
    assert server.paths == ["/robots.txt"]


def test_the_origins_of_one_host_have_a_file_each(server: Server) -> None:
    server.answers["/robots.txt"] = answer(NOT_ALLOWED)
    with serving() as other:
        assert reason(other, "/closed") == ""
    assert reason(server, "/closed") == "robots_disallowed"


def test_only_the_policy_exempts(server: Server) -> None:
    server.answers["/robots.txt"] = answer(NOT_ALLOWED)
    assert reason(server, "/closed", replace(POLICY, respects_robots=False)) == ""
    assert reason(server, "/closed") == "robots_disallowed"


def test_sitemap_lines_are_given_as_urls(server: Server) -> None:
    text = b"Sitemap: /news.xml\nUser-agent: *\nDisallow: /\nSitemap: https://Other.example/a.xml#x\nSitemap: /news.xml\nSitemap: file:///etc/passwd\nSitemap:\n"
    server.answers["/robots.txt"] = answer(text)
    with Fetcher(POLICY) as fetcher:
        assert fetcher.sitemaps_of(server.url("/any/page")) == (server.url("/news.xml"), "https://other.example/a.xml")
    server.answers["/robots.txt"] = answer(b"", "500 Oops")
    with Fetcher(POLICY) as fetcher, pytest.raises(FetchError):
        fetcher.sitemaps_of(server.url("/"))
