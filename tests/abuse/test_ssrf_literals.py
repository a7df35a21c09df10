"""Case 19: URLs that lead into this machine or its network are refused before a socket opens."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.abuse.servers import PUBLIC, QUICK, Internet, Server, answer, serving
from warehouse.web import Fetcher, FetchError
from warehouse.web.addresses import is_public, system_resolver

LITERALS = """
    127.0.0.1 127.1 127.0.1 0x7f.1 0x7f000001 0X7F.0.0.1 2130706433 017700000001 0177.0.0.1 127.0.0.1. 127.255.255.254
    0 0.0.0.0 0x0 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 169.254.169.254 0xa9fea9fe 2852039166 169.254.1.1
    172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1 192.88.99.1 192.168.1.1 0300.0250.1 198.18.0.1 198.51.100.1
    203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 127。0。0。1 ①②⑦.⓪.⓪.① １２７.0.0.1 ⑯⑨.254.⑯⑨.254
    [::1] [0:0:0:0:0:0:0:1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:a9fe:a9fe] [::ffff:10.0.0.1]
    [::127.0.0.1] [::ffff:0:127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::127.0.0.1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::7f00:1]
    [2002:7f00:1::] [2002:a00:1::1] [2002:a9fe:a9fe::] [2002:5db8:d70e::1] [2001::1] [2001:0:4136:e378:8000:63bf:80ff:fffe]
    [2001:0:5db8:d70e:0:0:5246:28f1] [2001:2::1] [2001:10::1] [2001:20::1] [2001:db8::1] [3fff::1] [5f00::1] [100::1]
    [fe80::1] [fe80::1%25lo] [fe80::1%25eth0] [febf::1] [fec0::1] [fc00::1] [fd00:ec2::254] [fdff::1] [ff02::1] [ff0e::1]
    [2606:2800:220:1:0:5efe:7f00:1] [2606:2800:220:1:200:5efe:a00:1] localhost localhost. LOCALHOST
""".split()
OTHER = """
    file:///etc/passwd file://localhost/etc/passwd gopher://127.0.0.1:70/_ ftp://example.com/ dict://127.0.0.1:11211/stats
    data:text/html,x javascript:alert(1) ldap://127.0.0.1/ jar:http://127.0.0.1!/ unix:///run/docker.sock netdoc:///etc
    view-source:http://127.0.0.1/ about:blank blob:http://x/ ws://127.0.0.1/ //127.0.0.1/ /etc/passwd C:\\x
""".split()
DISGUISES = """
    http://user@{} http://user:password@{} http://example.com@{} http://example.com:80@{} http://example.com%40@{}
    http://example.com#@{} http://example.com?@{} http://{}:80 http:\\\\{} http:/\\{} HTTP://{} http://{}#@example.com
    http://@{} http://:@{} http://{}%2f@example.com http://{}\\@example.com
""".split()


@pytest.fixture
def internet() -> Internet:
    return Internet()


def refusal(url: str, internet: Internet, **changes: object) -> str:
    """The reason of a refusal, after which no socket was opened."""
    policy = replace(QUICK, **changes)  # type: ignore[arg-type]
    with Fetcher(policy, backend=internet, resolve=system_resolver) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    assert internet.connected == []
    return caught.value.reason


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", LITERALS)
def test_an_address_that_is_not_public_is_refused(host: str, scheme: str, internet: Internet) -> None:
    assert refusal(f"{scheme}://{host}/", internet) in ("refused_address", "connection_failed")
    if "localhost" not in host:  # which a system may not know
        assert refusal(f"{scheme}://{host}/", internet) == "refused_address"


@pytest.mark.parametrize("url", OTHER)
def test_a_scheme_that_is_not_the_webs_is_refused(url: str, internet: Internet) -> None:
    assert refusal(url, internet) == "refused_scheme"


@pytest.mark.parametrize("form", DISGUISES)
def test_a_disguise_leads_to_no_other_host(form: str, internet: Internet, server: Server) -> None:
    """Either the host that is checked is the private one, or the request goes where the check went."""
    internet.names = {"example.com": (PUBLIC,)}
    internet.routes = {PUBLIC: server}
    server.answers["/"] = answer(b"public")
    with Fetcher(QUICK, backend=internet, resolve=internet.resolve) as fetcher, suppress(FetchError):
        fetcher.fetch(form.format("127.0.0.1"))
    assert {host for host, _ in internet.connected} <= {PUBLIC}
    assert all(b"Host: example.com\r\n" in request for request in server.requests)


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http:///",
        "http://[::1",
        "http://[",
        "http://]/",
        "http://a b/",
        "http://\x00/",
        "http://a:99999/",
        "http://a:x/",
        "http://256.1.1.1/",
        "http://" + "a" * 300,
        "http://..",
        "http://\ud800/",
        "https://%00/",
    ],
)
def test_what_is_no_url_is_an_error_with_a_reason(url: str, internet: Internet) -> None:
    assert refusal(url, internet) in ("refused_address", "refused_scheme")


@pytest.mark.parametrize("port", [0, 1, 22, 25, 110, 143, 445, 587, 993])
def test_a_port_of_another_service_is_refused(port: int, internet: Internet) -> None:
    internet.names = {"example.com": (PUBLIC,)}
    with Fetcher(QUICK, backend=internet, resolve=internet.resolve) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(f"http://example.com:{port}/")
    assert (caught.value.reason, internet.connected) == ("refused_address", [])


def test_one_private_address_among_public_ones_refuses_the_host(internet: Internet) -> None:
    internet.names = {"example.com": (PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "10.0.0.1")}
    with Fetcher(QUICK, backend=internet, resolve=internet.resolve) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch("http://example.com/")
    assert (caught.value.reason, internet.connected) == ("refused_address", [])


@pytest.mark.parametrize(
    "address",
    "8.8.8.8 93.184.215.14 172.15.255.255 172.32.0.1 100.63.255.255 100.128.0.1 169.253.1.1 223.255.255.255 9.255.255.255 "
    "2606:2800:220:1:248:1893:25c8:1946 2a00:1450:4001::1 2001:4860:4860::8888 64:ff9b::808:808".split(),
)
def test_public_addresses_are_not_refused(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses())  # which prefers the special ones
def test_no_address_is_public_that_python_knows_as_special(address: IPv4Address | IPv6Address) -> None:
    assume(address.version == 4 or address not in IPv6Network("64:ff9b::/96"))
    is_special = not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified
    assert not (is_special and is_public(address))
    if isinstance(address, IPv4Address):
        assert is_public(IPv6Address(f"64:ff9b::{address}")) == is_public(address)
        hidden = [
            f"::{address}",
            f"::ffff:{address}",
            f"::ffff:0:{address}",
            f"fe80::5efe:{address}",
            f"64:ff9b:1::{address}",
        ]
        assert not any(is_public(IPv6Address(form)) for form in hidden)
        assert not is_public(IPv6Address(0x2002 << 112 | int(address) << 80))
        assert not is_public(IPv6Address(0x20010000 << 96 | int(address) << 64 | ~int(address) & 0xFFFFFFFF))


def test_a_private_host_is_reached_when_it_is_allowed_by_name(server: Server) -> None:
    server.answers["/"] = answer(b"inside")
    with Fetcher(replace(QUICK, allowed_private_hosts=("LocalHost", "127.0.0.1"))) as fetcher:
        assert fetcher.fetch(server.url("/", "localhost")).body == b"inside"
        assert fetcher.fetch(server.url("/", "127.1")).body == b"inside"  # the same host in another spelling
    with Fetcher(replace(QUICK, allowed_private_hosts=("localhost",))) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(server.url("/"))  # the same machine under a name that was not allowed
    assert caught.value.reason == "refused_address"


def test_an_ipv6_literal_is_reached_when_it_is_allowed() -> None:
    with serving("::1") as server:
        server.answers["/"] = answer(b"six")
        with Fetcher(replace(QUICK, allowed_private_hosts=("[::1]",))) as fetcher:
            assert fetcher.fetch(server.url("/", "[::1]")).body == b"six"
            assert b"host: [::1]:%d\r\n" % server.port in server.requests[0].lower()


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "fe80::1",
        "fe80::1%lo",
        "224.0.0.1",
        "0.0.0.0",
        "::",
        "ff02::1",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "fd00:ec2::254",
        "100.100.100.200",
    ],
)
def test_a_name_that_is_allowed_is_no_way_to_credentials(address: str, internet: Internet) -> None:
    internet.names = {"intranet.example": (address,)}
    policy = replace(QUICK, allowed_private_hosts=("intranet.example",))
    with Fetcher(policy, backend=internet, resolve=internet.resolve) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch("http://intranet.example/latest/meta-data/")
    assert (caught.value.reason, internet.connected) == ("refused_address", [])
