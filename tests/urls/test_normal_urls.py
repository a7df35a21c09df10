"""URLs as they are asked for."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.urls import MAX_URL_CHARS, UrlError, domain_of, host_of, normal_url

HOSTS = st.sampled_from(["example.org", "EXAMPLE.org", "bücher.example", "127.1", "[::1]", "news.example.co.uk."])
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
URLS = st.builds(
    lambda scheme, user, host, port, path, query: f"{scheme}://{user}{host}{port}/{path}{query}",
    st.sampled_from(["http", "HTTPS"]),
    st.sampled_from(["", "me@", "me:p%40ss@"]),
    HOSTS,
    st.sampled_from(["", ":80", ":443", ":8080", ":"]),
    TEXT,
    TEXT.map("?{}".format),
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Example.COM:80/a/../b/%7euser?x=1&y=%c3%a9#part", "http://example.com/b/~user?x=1&y=%C3%A9"),
        ("https://example.com:443", "https://example.com/"),
        ("https://example.com:8443/", "https://example.com:8443/"),
        ("https://example.com?id=1", "https://example.com/?id=1"),
        (" \thttp://exa\nmple.com/ \x00", "http://example.com/"),
        ("http://bücher.example/ä b", "http://xn--bcher-kva.example/%C3%A4%20b"),
        ("http://example.com./", "http://example.com/"),
        ("http://127.1/", "http://127.0.0.1/"),
        ("http://0x7f.1", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0177.0.0.1/", "http://127.0.0.1/"),
        ("http://[0:0::1]:80/", "http://[::1]/"),
        ("http://[::ffff:7f00:1]/", "http://[::ffff:7f00:1]/"),
        ("http://good.example\\@evil.example/x", "http://good.example/@evil.example/x"),
        ("http://a.example/%2e%2e/%2e/x/./..", "http://a.example/"),
        ("http://a.example/100%/?a=50%&b=%zz", "http://a.example/100%25/?a=50%25&b=%25zz"),
        ("http://a.example/a//b?z=1&a=2", "http://a.example/a//b?z=1&a=2"),
        ("http://user:pw@a.example/", "http://user:pw@a.example/"),
    ],
)
def test_url_in_its_normal_form(url: str, expected: str) -> None:
    assert normal_url(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "", "example.com/a", "//example.com/a", "ftp://example.com/", "file:///etc/passwd", "gopher://a/", "data:,x",
        "javascript:alert(1)", "http://", "http:///path", "http://a..b/", "http://-a.example/", "http://a b.example/",
        "http://h:99999/", "http://h:port/", "http://[::1/", "http://[::1%eth0]/", "http://1.2.3.4.5/", "http://999.1/",
        "http://a.0x4/", "http://a\x00b/", "http://%00.example/", "http://h/\ud800",
        "http://" + "a" * 64 + ".example/", "http://" + "a." * 127 + "example/", "http://h/" + "a" * MAX_URL_CHARS,
    ],
)  # fmt: skip
def test_what_names_nothing_on_the_web_is_refused(url: str) -> None:
    with pytest.raises(UrlError):
        normal_url(url)


def test_relative_urls_are_resolved_where_they_were_found() -> None:
    base = "https://example.com/news/index.html?page=2"
    assert normal_url("../a?b#c", base) == "https://example.com/a?b"
    assert normal_url("//cdn.example/x", base) == "https://cdn.example/x"
    assert normal_url("http://other.example", base) == "http://other.example/"


def test_refusal_holds_no_secret() -> None:
    with pytest.raises(UrlError) as caught:
        normal_url("ftp://desk:hunter2@example.com/?token=opensesame")
    assert "ftp://example.com" in str(caught.value)
    assert not {"hunter2", "opensesame"} & set(str(caught.value).replace("=", " ").replace("'", " ").split())


@given(URLS)
def test_normal_form_is_stable_ascii_without_default_port_or_fragment(url: str) -> None:
    try:
        normal = normal_url(url)
    except UrlError:
        return
    parts = urlsplit(normal)
    assert normal_url(normal) == normal
    assert normal.isascii()
    assert normal.isprintable()
    assert parts.hostname == host_of(normal)
    assert parts.hostname
    assert (parts.scheme, parts.port) not in [("http", 80), ("https", 443)]
    assert not parts.fragment
    assert not {".", ".."} & set(parts.path.split("/"))


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_gives_a_url_or_a_refusal(text: str, base: str) -> None:
    for given_base in (None, f"https://example.com/{base}"):
        try:
            assert normal_url(text, given_base).startswith(("http://", "https://"))
        except UrlError:
            continue


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.news.example.co.uk/", "example.co.uk"),
        ("https://someone.github.io/", "someone.github.io"),  # one registrant of many
        ("https://github.io/", "github.io"),
        ("http://127.0.0.1:8080/", "127.0.0.1"),
        ("http://[::1]/", "::1"),
        ("http://localhost/", "localhost"),
    ],
)
def test_registrable_domain(url: str, domain: str) -> None:
    assert domain_of(url) == domain
