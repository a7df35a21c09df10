"""The URL that names an article (case 12), and what of a URL may be shown (case 29)."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.urls import UrlError, normal_url, page_uri, without_secrets

NAME = "https://example.org/world/talks-in-geneva?id=7"
WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_é", min_size=1, max_size=12)


@pytest.mark.parametrize(
    "twin",
    [
        "http://example.org/world/talks-in-geneva?id=7",
        "https://WWW.Example.org:443/world/talks-in-geneva/?id=7#comments",
        "https://m.example.org/world/talks-in-geneva?id=7",
        "https://amp.example.org/world/talks-in-geneva?id=7",
        "https://www.example.org/world/talks-in-geneva/amp/?id=7",
        "https://www.example.org/amp/world/talks-in-geneva?id=7",
        "https://www.example.org/world/talks-in-geneva/index.html?id=7",
        "https://www.example.org/world//talks-in-geneva.amp?id=7",
        "https://www.example.org/world/./x/../talks%2Din-geneva?id=7",
        "https://desk:pw@www.example.org/world/talks-in-geneva?id=7",
        "https://www.example.org/world/talks-in-geneva?utm_source=a&id=7&fbclid=b&outputType=amp",
        "https://www.example.org/world/talks-in-geneva?id=7&ref=rss&source=newsletter_daily&&amp=1",
        "https://www.example.org/world/talks-in-geneva;jsessionid=0A1B?id=7&access_token=abc",
        "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/world/talks-in-geneva?id=7",
        "https://www.google.com/amp/s/www.example.org/world/talks-in-geneva?id=7",
    ],
)
def test_twins_have_one_name(twin: str) -> None:
    assert page_uri(twin) == NAME


@pytest.mark.parametrize("url", ["https://www.google.com/amp/s/-x/", "https://x.cdn.ampproject.org/v/s/%25/a"])
def test_a_cached_page_of_no_article_keeps_its_name(url: str) -> None:
    assert page_uri(url).split("/", 3)[2] in url


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/world/talks-in-geneva?id=8",
        "https://example.org/world/Talks-in-Geneva?id=7",
        "https://example.org/world/talks-in-geneva?id=7&page=2",
        "https://example.org/world/talks-in-geneva/2?id=7",
        "https://example.org:8443/world/talks-in-geneva?id=7",
        "https://news.example.org/world/talks-in-geneva?id=7",
        "https://example.com/world/talks-in-geneva?id=7",
        "https://example.org/world/talks-in-geneva?id=7&source=4711",
        "https://example.org/world/talks-in-geneva?id=7&key=20190726.2200101077",
        "https://example.org/world/talks-in-geneva?id=7&code=0300",
    ],
)
def test_other_pages_have_other_names(other: str) -> None:
    assert page_uri(other) != NAME
    assert page_uri(other) == page_uri(page_uri(other))


@pytest.mark.parametrize(
    "canonical",
    [
        "https://www.example.org/2026/talks",
        "/2026/talks",
        "//example.org/2026/talks?utm_source=x",
        "https://m.example.org/2026/talks/amp",
    ],
)
def test_canonical_link_of_the_same_domain_is_believed(canonical: str) -> None:
    assert page_uri(NAME, canonical) == "https://example.org/2026/talks"


@pytest.mark.parametrize(
    "canonical",
    ["https://evil.example/x", "https://example.org/", "https://www.example.org", "/index.html", "/world/", "/world",
     "ftp://example.org/x", "https://", "http://[", "javascript:alert(1)", ""],
)  # fmt: skip
def test_canonical_link_elsewhere_to_a_front_or_a_section_is_not(canonical: str) -> None:
    assert page_uri(NAME, canonical) == NAME


@pytest.mark.parametrize(
    ("url", "canonical", "name"),
    [
        ("https://example.org/view.php?id=7", "/view.php", "https://example.org/view.php?id=7"),
        ("https://example.org/view.php?id=7", "/view.php?id=7&lang=en", "https://example.org/view.php?id=7&lang=en"),
        ("https://example.org/a/talks?unknown=rs", "/a/talks", "https://example.org/a/talks"),
        ("https://example.org/a/talks", "/?lang=en", "https://example.org/a/talks"),
        ("https://example.org/?p=7", "/a/talks", "https://example.org/a/talks"),
        ("https://example.org/?p=7&x=1", "/?p=7", "https://example.org/?p=7"),
    ],
)
def test_canonical_link_that_differs_in_its_parameters(url: str, canonical: str, name: str) -> None:
    assert page_uri(url, canonical) == name


def test_canonical_link_of_a_neighbour_on_a_shared_domain_is_not_believed() -> None:
    assert page_uri("https://a.github.io/x", "https://b.github.io/y") == "https://a.github.io/x"


def test_bad_url_is_refused_whatever_its_canonical_link() -> None:
    with pytest.raises(UrlError):
        page_uri("file:///etc/passwd", "https://example.org/x")


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(st.tuples(WORDS, WORDS), max_size=4), st.randoms())
def test_name_is_stable_and_blind_to_order_form_and_tracking(
    path: list[str], query: list[tuple[str, str]], random: object
) -> None:
    def url(form: str, parameters: list[tuple[str, str]]) -> str:
        encode = lambda text: quote(unicodedata.normalize(form, text))  # noqa: E731
        pairs = "&".join(f"{encode(name)}={encode(value)}" for name, value in parameters)
        return f"http://www.Example.org/{'/'.join(map(encode, path))}?{pairs}"

    name = page_uri(url("NFC", query))
    assert page_uri(name) == normal_url(name) == name
    shuffled = [("utm_medium", "x"), *query]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert page_uri(url("NFD", shuffled) + "#part") == name


@given(st.text(max_size=80))
def test_any_url_has_a_stable_name(text: str) -> None:
    try:
        name = page_uri(f"https://example.org/{text}")
    except UrlError:
        return
    assert page_uri(name) == normal_url(name) == name


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://u:p@h.example/x", "https://h.example/x"),
        ("https://h.example/x?token=abc&id=5", "https://h.example/x?token=REDACTED&id=5"),
        ("h.example/?API_KEY=abc;x=1#access_token=zz", "h.example/?API_KEY=REDACTED;x=1#access_token=REDACTED"),
        (
            "https://h.example/?X-Amz-Signature=1f&x-goog-credential=2",
            "https://h.example/?X-Amz-Signature=REDACTED&x-goog-credential=REDACTED",
        ),
        ("https://h.example/?key=AIzaSyA1234567890abcdefgh", "https://h.example/?key=REDACTED"),
        ("https://h.example/?q=eyJhbGciOiJIUzI1NiJ9.e30.x", "https://h.example/?q=REDACTED"),
        ("https://h.example/a;jsessionid=0A1B2C?x", "https://h.example/a;jsessionid=REDACTED?x"),
        ("https://u:p@ss@h.example/", "https://h.example/"),
        ("https://h.example/?to%6ben=abc", "https://h.example/?to%6ben=REDACTED"),
        (
            "https://h.example/?key=20190726.22001010779&code=0300&id=5&sid=12",
            "https://h.example/?key=20190726.22001010779&code=0300&id=5&sid=12",
        ),
        ("not a url", "not a url"),
        ("//u:p@h", "//h"),
    ],
)
def test_secrets_are_not_shown(url: str, shown: str) -> None:
    assert without_secrets(url) == shown


@given(st.sampled_from(["token", "api_key", "password", "client_secret", "sig"]), WORDS, st.text(max_size=20))
def test_no_secret_reaches_a_name_or_what_is_shown(name: str, secret: str, path: str) -> None:
    secret = f"s3cr3t{secret}"
    url = f"https://desk:{secret}@example.org/{quote(path)}?a=1&{name}={secret}&b=2"
    assert secret not in without_secrets(url)
    assert quote(secret) not in page_uri(url)
    assert secret not in page_uri(url)


def test_what_may_be_a_secret_tells_articles_apart_without_being_shown() -> None:
    keys = ["KYH20240501001234567890", "KYH20240501001234567891"]
    names = [page_uri(f"https://example.org/view?key={key}") for key in keys]
    assert len(set(names)) == 2
    assert names == [page_uri(name) for name in names]
    assert not any(key in name for key, name in zip(keys, names, strict=True))
