"""XML from strangers, read without a tree, without entities of its own, and within limits.

lxml calls a target for each element, so that nothing is kept but what the target keeps. No DTD is loaded, nothing is
fetched, and a document with a DTD of its own is refused: that ends billion laughs, XXE and parameter entities alike.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from html.entities import html5
from typing import Any, Protocol

from lxml import etree

from transforms.discover.errors import DiscoveryError

MAX_BYTES = 50 << 20  # decoded: what the protocol of sitemaps allows
_MAX_ELEMENTS = 1_000_000
_MAX_DEPTH = 100
_CHUNK_BYTES = 1 << 18
_GZIP = b"\x1f\x8b"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MAX_MENDED = 200_000
_CDATA_OR_STRAY = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)"
    rb"|&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};)([A-Za-z0-9]{1,31};)?",
    re.S,
)
_PREDEFINED = {b"&amp;": b"&#38;", b"&lt;": b"&#60;", b"&gt;": b"&#62;", b"&quot;": b"&#34;", b"&apos;": b"&#39;"}
_OWN_DTD = re.compile(rb"(?>\xef\xbb\xbf|\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE[^>\[]*\[", re.S)


class Handler(Protocol):
    """Is told of each element; names are local, in lower case, and lead from the root to the element."""

    def begin(self, path: list[str], attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, path: list[str], text: str) -> None:
        """An element ends; ``text`` is what stands in it, outside its children."""


def unpack(data: bytes, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes, or what is gzipped in them. Raises ``DiscoveryError`` beyond the limit and for damaged data."""
    if data.startswith(_GZIP):
        data = _unpack(data, max_bytes + 1)
    if len(data) > max_bytes:
        raise DiscoveryError(f"more than {max_bytes} bytes")
    return data


def begin_of(data: bytes, n_bytes: int) -> bytes:
    """The first bytes, unpacked; none where they are damaged."""
    try:
        return _unpack(data, n_bytes) if data.startswith(_GZIP) else data[:n_bytes]
    except DiscoveryError:
        return b""


def read_elements(data: bytes, handler: Handler) -> None:
    """Tell the handler of the elements of a document, well-formed or nearly so. Raises ``DiscoveryError``."""
    data = unpack(data)
    encoding = None
    if data.startswith(_UTF16_MARKS):
        data, encoding = data.decode("utf-16", "replace").encode(), "utf-8"
    if _OWN_DTD.match(data):
        raise DiscoveryError("it brings a DTD of its own")
    _parse(_mend(data), handler, encoding)


def read_link(text: str) -> str:
    """A URL from the text of an element; many are escaped twice."""
    return text.strip().replace("&amp;", "&").replace("&#38;", "&")


def _unpack(data: bytes, max_bytes: int) -> bytes:
    decompressor = zlib.decompressobj(wbits=31)
    try:
        return decompressor.decompress(data, max_bytes)
    except zlib.error as error:
        raise DiscoveryError(f"damaged gzip: {error}") from error


def _parse(data: bytes, handler: Handler, encoding: str | None) -> None:
    target = _Target(handler)
    make_parser: Any = etree.XMLParser  # its stubs know no encoding that may be none
    parser = make_parser(
        target=target,
        encoding=encoding,
        recover=True,
        resolve_entities="internal",
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        for start in range(0, len(data), _CHUNK_BYTES):
            parser.feed(data[start : start + _CHUNK_BYTES])
        parser.close()
    except etree.XMLSyntaxError as error:
        raise DiscoveryError(f"no XML: {error.msg}") from error
    if not target.n_elements:
        raise DiscoveryError("no XML")


class _Target:
    """What lxml calls; keeps the limits."""

    def __init__(self, handler: Handler) -> None:
        self.n_elements = 0
        self._handler = handler
        self._path: list[str] = []
        self._texts: list[list[str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.n_elements += 1
        if self.n_elements > _MAX_ELEMENTS:
            raise DiscoveryError(f"more than {_MAX_ELEMENTS} elements")
        if len(self._path) >= _MAX_DEPTH:
            raise DiscoveryError(f"elements nested more than {_MAX_DEPTH} deep")
        self._path.append(_local_name(tag))
        self._texts.append([])
        self._handler.begin(self._path, attributes)

    def data(self, text: str) -> None:
        if self._texts:
            self._texts[-1].append(text)

    def end(self, tag: str) -> None:
        self._handler.end(self._path, "".join(self._texts.pop()))
        self._path.pop()

    def close(self) -> None:
        """Asked for by lxml."""


@lru_cache(1024)
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()  # a prefix that nobody declared stays in the name


def _mend(data: bytes) -> bytes:
    """All entities as numbers and stray ampersands escaped: lxml drops others, and after a fault even ``&amp;``.

    In CDATA, where ``&amp;`` means itself, it becomes ``&#38;``: readers of links take either for an ampersand.
    """
    for name, number in _PREDEFINED.items():
        data = data.replace(name, number)
    return _CDATA_OR_STRAY.sub(_mend_stray, data, _MAX_MENDED)


def _mend_stray(match: re.Match[bytes]) -> bytes:
    if not match[0].startswith(b"&"):
        return match[0]
    characters = html5.get((match[1] or b"").decode())
    return "".join(f"&#{ord(c)};" for c in characters).encode() if characters else b"&#38;" + match[0][1:]
