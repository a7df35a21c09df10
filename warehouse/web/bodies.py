"""Decodes a body as it comes, with a limit on what each layer may give: a bomb is dropped before it is a heap of bytes.

Arrow's codecs decode all four encodings in pieces, members and frames one after the other included.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO, RawIOBase
from typing import Literal, Protocol

import pyarrow as pa

from warehouse.web.errors import FetchError

ACCEPTED = "gzip, deflate, br, zstd"
_Codec = Literal["gzip", "brotli", "zstd"]
_CODECS: dict[str, _Codec] = {"gzip": "gzip", "x-gzip": "gzip", "br": "brotli", "zstd": "zstd"}
_MAX_LAYERS = 2
_CHUNK_BYTES = 64 * 1024


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def decoded(chunks: Iterator[bytes], content_encoding: str, max_bytes: int, cut_bytes: int | None = None) -> bytes:
    """The body behind its Content-Encoding (RFC 9110, 8.4); with ``cut_bytes`` only its beginning, the rest unread.

    Raises ``FetchError``: ``too_large`` where a layer gives more than ``max_bytes``, ``bad_encoding`` where it is
    unknown, damaged, cut short or one of more than two.
    """
    names = [name for part in content_encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if len(names) > _MAX_LAYERS or not {*names} <= {*_CODECS, "deflate"}:
        raise FetchError("bad_encoding", f"Content-Encoding {content_encoding[:60]!a} cannot be read")
    reader: _Source = _Chunks(chunks)
    try:
        for name in reversed(names):
            reader = _Limited(_opened(name, reader), max_bytes)
        return _read_all(reader if names else _Limited(reader, max_bytes), cut_bytes)
    except (OSError, zlib.error) as error:  # Arrow's errors are OSErrors; the network's were named before
        raise FetchError("bad_encoding", f"the body is not what {names} says: {str(error)[:100]}") from None


def _read_all(reader: _Readable, cut_bytes: int | None) -> bytes:
    with BytesIO() as body:  # its value is not a second copy
        while cut_bytes is None or body.tell() < cut_bytes:
            chunk = reader.read(_CHUNK_BYTES)
            if not chunk:
                break
            body.write(chunk)
        body.truncate(cut_bytes)
        return body.getvalue()


def _opened(name: str, reader: _Source) -> _Readable:
    if name != "deflate":
        return _arrow(_CODECS[name], reader)
    head = reader.read(_CHUNK_BYTES)
    rest = _Joined(head, reader)
    # RFC 9110, 8.4.1.2: some send deflate without the zlib format that should be around it
    is_zlib = len(head) < 2 or (head[0] & 0x0F == 8 and int.from_bytes(head[:2]) % 31 == 0)
    return _arrow("gzip", rest) if is_zlib else _RawDeflate(rest)


def _arrow(codec: _Codec, reader: _Source) -> _Readable:
    return pa.CompressedInputStream(pa.PythonFile(reader, mode="r"), codec)


class _Source(RawIOBase):
    def readable(self) -> bool:
        return True


class _Chunks(_Source):
    """Chunks of any size, as a file that is read once."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._pending = memoryview(b"")

    def read(self, size: int = _CHUNK_BYTES, /) -> bytes:
        while not self._pending:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._pending = memoryview(chunk)
        given, self._pending = self._pending[:size], self._pending[size:]
        return bytes(given)


class _Joined(_Chunks):
    """What was read ahead, and the rest."""

    def __init__(self, head: bytes, reader: _Readable) -> None:
        super().__init__(iter(partial(reader.read, _CHUNK_BYTES), b""))
        self._pending = memoryview(head)


class _Limited(_Source):
    """Another reader, up to a number of bytes."""

    def __init__(self, reader: _Readable, max_bytes: int) -> None:
        self._reader = reader
        self._max_bytes = max_bytes
        self._n_bytes = 0

    def read(self, size: int = _CHUNK_BYTES, /) -> bytes:
        data = self._reader.read(size)
        self._n_bytes += len(data)
        if self._n_bytes > self._max_bytes:
            raise FetchError("too_large", f"more than {self._max_bytes} bytes when decoded")
        return data


class _RawDeflate(_Source):
    """Deflate without a header, of which Arrow knows nothing."""

    def __init__(self, reader: _Readable) -> None:
        self._reader = reader
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)

    def read(self, size: int = _CHUNK_BYTES, /) -> bytes:
        while not self._inflater.eof:
            packed = self._inflater.unconsumed_tail or self._reader.read(_CHUNK_BYTES)
            if data := self._inflater.decompress(packed, size):
                return data
            if not packed:
                raise zlib.error("cut short")
        return b""
