"""Lists of URLs: one a line, blank lines and lines that begin with ``#`` aside."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.discover.errors import DiscoveryError
from transforms.discover.markup import unpack
from transforms.urls import UrlError, normal_url


@dataclass(frozen=True, slots=True)
class UrlList:
    """The URLs of a list, in its order, each once."""

    urls: tuple[str, ...]
    faults: tuple[str, ...] = ()  # 'line 3: …', one for each line that is no URL


def read_url_list(data: bytes) -> UrlList:
    """Read a list of absolute URLs, with or without a byte-order mark, with any line ends.

    Raises ``DiscoveryError`` where it is not UTF-8 or holds no URL.
    """
    try:
        lines = unpack(data).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise DiscoveryError("no list of URLs: not UTF-8") from error
    urls: dict[str, None] = {}
    faults = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            urls[normal_url(line)] = None
        except UrlError as error:
            faults.append(f"line {number}: {error}")
    if not urls:
        raise DiscoveryError(f"no list of URLs: {faults[0] if faults else 'no line in it'}")
    return UrlList(tuple(urls), tuple(faults))
