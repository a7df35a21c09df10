"""URLs in the form in which they are asked for.

What a URL means is taken from the URL Standard (https://url.spec.whatwg.org) and RFC 3986; the encoding is w3lib's.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import urljoin, urlsplit

import idna
from w3lib.url import safe_url_string

from transforms.urls.secrets import without_secrets

MAX_URL_CHARS = 8192

_SCHEMES = {"http": 80, "https": 443}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_STRIPPED = "".join(map(chr, range(0x21)))  # C0 controls and blanks around a URL
_IGNORED = str.maketrans("", "", "\t\r\n")  # and these anywhere in it
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})?")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


class UrlError(ValueError):
    """A URL that names nothing that can be fetched by HTTP; the message says why and holds no secret."""


def normal_url(url: str, base: str | None = None) -> str:
    """The URL as it is asked for: absolute, http or https, lower-case ASCII host, no default port, dots or fragment.

    ``base`` is where a relative one was found. Userinfo and the order of parameters stay. The same for its own result.
    Raises ``UrlError``.
    """
    text = url.strip(_STRIPPED).translate(_IGNORED)
    if len(text) > MAX_URL_CHARS:
        raise UrlError(f"a URL of {len(text)} characters, where at most {MAX_URL_CHARS} are read")
    try:
        parts = urlsplit(safe_url_string(_slashes(join_url(base, text) if base else text)))
        port = parts.port
    except ValueError as error:
        raise UrlError(f"{_shown(text)}: no URL ({type(error).__name__})") from error
    if parts.scheme not in _SCHEMES:
        raise UrlError(f"{_shown(text)}: only http and https are fetched")
    host = _normal_host(parts.hostname or "", text)
    authority = host if port in (None, _SCHEMES[parts.scheme]) else f"{host}:{port}"
    user = parts.netloc.rpartition("@")[0]
    path = _resolve_dots(_normal_escapes(parts.path)) or "/"
    query = f"?{_normal_escapes(parts.query)}" if parts.query else ""
    return f"{parts.scheme}://{user + '@' if user else ''}{authority}{path}{query}"


def join_url(base: str, link: str) -> str:
    """The URL that a link means where it was found at ``base``; raises ``ValueError`` for some that are none.

    Other than for ``urljoin``, ``https://`` without a host is no link to ``base``.
    """
    return link if _ABSOLUTE.match(link) else urljoin(base, link)


def _slashes(url: str) -> str:
    r"""Backslashes before the query read as slashes, as browsers do: else ``http://a\@b`` names two hosts."""
    head, mark, rest = url.partition("?")
    return head.replace("\\", "/") + mark + rest


def _normal_host(host: str, text: str) -> str:
    host = host.rstrip(".").lower()
    try:
        if ":" in host and "%" not in host:  # a zone names an interface of this machine
            return f"[{IPv6Address(host).compressed}]"
        if not host.isascii():
            host = idna.encode(host, uts46=True).decode()
        if _NUMBER.fullmatch(host.rpartition(".")[2]):
            return str(_parse_ipv4(host))
    except (AddressValueError, idna.IDNAError, ValueError) as error:
        raise UrlError(f"{_shown(text)}: no such host is possible") from error
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise UrlError(f"{_shown(text)}: {'no such host is possible' if host else 'it names no host'}")
    return host


def _parse_ipv4(host: str) -> IPv4Address:
    """An address as the URL Standard reads it: 127.1, 0x7f.1 and 2130706433 are all 127.0.0.1."""
    numbers = [_parse_number(part) for part in host.split(".")]
    if len(numbers) > 4 or any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
        raise AddressValueError(host)
    return IPv4Address(sum(number << 8 * (3 - i) for i, number in enumerate(numbers[:-1])) + numbers[-1])


def _parse_number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if len(part) > 1 and part.startswith("0") else 10)


def _normal_escapes(text: str) -> str:
    """Escapes in capitals, none for what needs none, and a stray percent sign escaped."""
    return _ESCAPE.sub(_normal_escape, text)


def _normal_escape(match: re.Match[str]) -> str:
    if match[1] is None:
        return "%25"
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


def _resolve_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments and segments[-1] in (".", ".."):
        kept.append("")
    return "".join(f"/{segment}" for segment in kept)


def _shown(text: str) -> str:
    return ascii(without_secrets(text)[:200])
