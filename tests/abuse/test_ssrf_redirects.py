"""Case 20: no redirect and no change of mind of a name server leads into this machine or its network."""

from __future__ import annotations

import datetime
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.abuse.servers import PUBLIC, QUICK, Internet, Server, answer, redirect, serving
from warehouse.web import Fetched, Fetcher, FetchError

PAGE = "http://news.example/"


@pytest.fixture
def internet(server: Server) -> Internet:
    """``news.example`` and ``other.example`` are public hosts; the server plays both."""
    internet = Internet()
    internet.names = {"news.example": (PUBLIC,), "other.example": (PUBLIC,), "inside.example": ("10.1.2.3",)}
    internet.routes = {PUBLIC: server}
    return internet


@pytest.fixture
def trap() -> Iterator[Server]:
    """A service of this machine that must never be asked."""
    with serving() as one:
        one.answers = {path: answer(b"secrets of the house") for path in ("/", "/robots.txt")}
        yield one
        assert one.requests == []


def fetched(internet: Internet, url: str = PAGE, **changes: object) -> Fetched:
    policy = replace(QUICK, **changes)  # type: ignore[arg-type]
    with Fetcher(policy, backend=internet, resolve=internet.resolve) as fetcher:
        return fetcher.fetch(url)


def refusal(internet: Internet, url: str = PAGE, **changes: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetched(internet, url, **changes)
    return caught.value


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"]
)
@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "0x7f.1", "[::1]", "[::ffff:7f00:1]", "localhost", "169.254.169.254", "inside.example"],
)
def test_a_redirect_to_a_private_host_is_refused(
    host: str, status: str, server: Server, internet: Internet, trap: Server
) -> None:
    server.answers["/"] = redirect(f"http://{host}:{trap.port}/", status)
    internet.names["localhost"] = ("127.0.0.1", "::1")
    assert refusal(internet).reason == "refused_address"
    assert len(internet.connected) == 1


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "gopher://127.0.0.1/_x",
        "ftp://other.example/",
        "data:text/html,x",
        "javascript:alert(1)",
        "FILE:/etc/passwd",
    ],
)
def test_a_redirect_to_another_scheme_is_refused(target: str, server: Server, internet: Internet) -> None:
    server.answers["/"] = redirect(target)
    assert refusal(internet).reason == "refused_scheme"


def test_a_redirect_to_a_user_name_is_refused(server: Server, internet: Internet) -> None:
    server.answers["/"] = redirect("http://news.example@other.example/")
    assert refusal(internet).reason == "refused_address"


def test_the_last_of_many_hops_is_checked_too(server: Server, internet: Internet, trap: Server) -> None:
    server.answers = {"/": redirect("/1"), "/1": redirect("//other.example/2"), "/2": redirect(trap.url("/"))}
    assert refusal(internet).reason == "refused_address"
    assert server.paths == ["/", "/1", "/2"]


def test_robots_txt_is_no_way_in(server: Server, internet: Internet, trap: Server) -> None:
    server.answers = {"/robots.txt": redirect(trap.url("/robots.txt")), "/": answer(b"page")}
    assert refusal(internet, respects_robots=True).reason == "refused_address"
    assert server.paths == ["/robots.txt"]


def test_a_host_allowed_by_name_opens_no_other_name_of_it(server: Server, internet: Internet, trap: Server) -> None:
    server.answers["/"] = redirect(trap.url("/"))
    assert refusal(internet, allowed_private_hosts=("localhost",)).reason == "refused_address"


def test_honest_redirects_are_followed_and_told(server: Server, internet: Internet) -> None:
    server.answers = {"/": redirect("/a?x=1#part"), "/a?x=1": redirect("//other.example/b"), "/b": answer(b"here")}
    page = fetched(internet)
    assert (page.body, page.url, page.final_url) == (b"here", PAGE, "http://other.example/b")
    assert page.redirects == ("http://news.example/a?x=1", "http://other.example/b")
    assert b"\r\nHost: other.example\r\n" in server.requests[-1]


@pytest.mark.parametrize(
    "answers",
    [
        {"/": redirect("/")},
        {"/": redirect("/a"), "/a": redirect("/b"), "/b": redirect("/a")},
        {"/": redirect("//other.example/"), "/a": redirect("/")},
    ],
    ids=["self", "circle", "between hosts"],
)
def test_a_loop_ends_when_it_closes(answers: dict[str, bytes], server: Server, internet: Internet) -> None:
    server.answers = {**answers}
    assert refusal(internet).reason == "too_many_redirects"
    assert len(server.requests) <= 3


def test_an_endless_chain_ends_at_the_limit(server: Server, internet: Internet) -> None:
    server.answers = {f"/{n or ''}": redirect(f"/{n + 1}") for n in range(30)}
    assert refusal(internet, max_redirects=4).reason == "too_many_redirects"
    assert len(server.requests) == 5


@pytest.mark.parametrize("location", ["", "http://", "http://[", "//", "http://a b/", "\\\\", "http://%"])
def test_a_broken_redirect_is_an_error_with_a_reason(location: str, server: Server, internet: Internet) -> None:
    server.answers["/"] = redirect(location)
    assert refusal(internet).reason in ("http_error", "refused_address", "refused_scheme", "too_many_redirects")


def test_a_name_that_changes_between_check_and_connection_is_looked_up_once(server: Server, internet: Internet) -> None:
    internet.names["news.example"] = [(PUBLIC,), ("127.0.0.1",)]
    server.answers["/"] = answer(b"page")
    assert fetched(internet).body == b"page"
    assert internet.looked_up == ["news.example"]
    assert internet.connected == [(PUBLIC, 80)]


def test_a_name_that_changes_between_two_requests_is_checked_again(server: Server, internet: Internet) -> None:
    server.answers = {"/": redirect("/next"), "/next": answer(b"page")}
    internet.names["news.example"] = [(PUBLIC,), ("127.0.0.1",)]
    assert refusal(internet).reason == "refused_address"
    internet.names["news.example"] = [(PUBLIC,), (PUBLIC, "169.254.169.254")]
    assert refusal(internet).reason == "refused_address"
    internet.names["news.example"] = [(PUBLIC,), ("127.0.0.1",)]
    assert refusal(internet, respects_robots=True).reason == "refused_address"  # robots.txt first, then the page
    assert {host for host, _ in internet.connected} == {PUBLIC}


def test_the_connection_goes_to_the_checked_one_of_two_machines(server: Server) -> None:
    """Both stand on loopback and on one port; the name is allowed, and changes after the check."""
    with serving("127.0.0.2", server.port) as other:
        server.answers["/"] = other.answers["/"] = answer(b"page")
        internet = Internet()
        internet.names["paper.example"] = [("127.0.0.1",), ("127.0.0.2",)]
        policy = replace(QUICK, allowed_private_hosts=("paper.example",))
        with Fetcher(policy, resolve=internet.resolve) as fetcher:
            assert fetcher.fetch(server.url("/", "paper.example")).body == b"page"
    assert (len(server.requests), len(other.requests)) == (1, 0)


def test_the_next_address_is_tried_where_one_does_not_answer(server: Server, internet: Internet) -> None:
    server.answers["/"] = answer(b"page")
    with serving() as gone:
        pass
    internet.routes["93.184.215.15"] = gone
    internet.names["news.example"] = ("93.184.215.15", PUBLIC)
    assert fetched(internet).body == b"page"
    assert [host for host, _ in internet.connected] == ["93.184.215.15", PUBLIC]


def self_signed(name: str, folder: Path) -> Path:
    """A certificate and its key for a name, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    return pem


def test_tls_asks_for_the_name_of_the_host_and_not_for_its_address(
    server: Server, internet: Internet, tmp_path: Path
) -> None:
    pem = self_signed("news.example", tmp_path)
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(pem)
    asked: list[str | None] = []
    theirs.sni_callback = lambda _socket, name, _context: asked.append(name)
    server.socket = theirs.wrap_socket(server.socket, server_side=True)
    server.answers["/"] = answer(b"page")
    ours = ssl.create_default_context(cafile=str(pem))
    with Fetcher(QUICK, backend=internet, resolve=internet.resolve, ssl_context=ours) as fetcher:
        assert fetcher.fetch("https://news.example/").body == b"page"
        assert asked == ["news.example"]
        with pytest.raises(FetchError) as caught:  # the same machine, under a name that its certificate does not hold
            fetcher.fetch("https://other.example/")
        assert caught.value.reason == "connection_failed"
        assert "certificate" in str(caught.value)
    with Fetcher(QUICK, backend=internet, resolve=internet.resolve) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch("https://news.example/")  # nobody vouches for it
    assert caught.value.reason == "connection_failed"
    assert server.paths == ["/"]
