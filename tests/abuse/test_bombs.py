"""Case 22: bodies that grow when they are decoded. Memory is measured in a process of its own."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa
import pytest

from tests.abuse.servers import QUICK, Server, answer
from warehouse.web import Fetcher, FetchError

MB = 2**20
POLICY = replace(QUICK, allowed_private_hosts=("127.0.0.1",), max_decoded_bytes=2 * MB)
Encoder = Callable[[bytes], bytes]


def raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data, 1, wbits=-15)


def zstd(data: bytes) -> bytes:
    return bytes(pa.compress(data, "zstd", asbytes=True))


def br(data: bytes) -> bytes:
    return bytes(pa.Codec("brotli", compression_level=1).compress(data, asbytes=True))


def gz(data: bytes) -> bytes:
    return gzip.compress(data, 1)


ENCODERS: dict[str, tuple[str, Encoder]] = {
    "gzip": ("gzip", gz),
    "x-gzip": ("x-gzip", gz),
    "deflate": ("deflate", lambda data: zlib.compress(data, 1)),
    "raw deflate": ("deflate", raw_deflate),
    "br": ("br", br),
    "zstd": ("zstd", zstd),
    "gzip twice": ("gzip, gzip", lambda data: gz(gz(data))),
    "br in gzip": ("br, gzip", lambda data: gz(br(data))),
    "gzip in zstd": ("gzip,zstd", lambda data: zstd(gz(data))),
    "deflate in br": ("DEFLATE , Br", lambda data: br(raw_deflate(data))),
}
# What an attacker sends to be held as a gigabyte: members and frames one after the other need no gigabyte to be made.
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "gzip": ("gzip", lambda: gz(bytes(8 * MB)) * 128),
    "deflate": ("deflate", lambda: zlib.compress(bytes(256 * MB), 1)),
    "raw deflate": ("deflate", lambda: raw_deflate(bytes(256 * MB))),
    "br": ("br", lambda: br(bytes(256 * MB))),
    "zstd": ("zstd", lambda: zstd(bytes(8 * MB)) * 128),
    "gzip twice": ("gzip, gzip", lambda: gz(gz(bytes(MB)) * 1024)),
    "zstd in gzip": ("zstd, gzip", lambda: gz(zstd(bytes(8 * MB)) * 1024)),
    "gzip in br": ("gzip, br", lambda: br(gz(bytes(MB)) * 1024)),
    "gzip of nothing, twice": ("gzip, gzip", lambda: gz(gz(b"") * 4_000_000)),
}
FETCH = """
import sys
from pathlib import Path
from warehouse.web import Fetcher, FetchError, FetchPolicy
policy = FetchPolicy(contact="x", allowed_private_hosts=("127.0.0.1",), respects_robots=False, host_delay_seconds=0, n_retries=0)
with Fetcher(policy) as fetcher:
    for url in sys.argv[1:]:
        try:
            print(len(fetcher.fetch(url).body))
        except FetchError as error:
            print(error.reason)
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024)
"""


def test_no_bomb_takes_200_megabytes(server: Server) -> None:
    for n, (encoding, make) in enumerate(BOMBS.values()):
        server.answers[f"/{n}"] = answer(make(), Content_Encoding=encoding)
    server.answers |= {"/wire": answer(bytes(17 * MB)), "/big": answer(gz(bytes(50 * MB)), Content_Encoding="gzip")}
    urls = [server.url(path) for path in server.answers]
    printed = subprocess.run(
        [sys.executable, "-c", FETCH, *urls], capture_output=True, text=True, check=True
    ).stdout.split()
    assert printed[:-1] == ["too_large"] * (len(BOMBS) + 1) + [str(50 * MB)]
    assert int(printed[-1]) < 200


@pytest.mark.parametrize("name", ENCODERS)
def test_an_encoding_is_decoded_up_to_the_cap_and_no_further(name: str, server: Server) -> None:
    encoding, encode = ENCODERS[name]
    text = os.urandom(MB) + bytes(MB)
    server.answers["/"] = answer(encode(text), Content_Encoding=encoding)
    server.answers["/more"] = answer(encode(text + b"1"), Content_Encoding=encoding)
    with Fetcher(POLICY) as fetcher:
        assert fetcher.fetch(server.url("/")).body == text
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(server.url("/more"))
    assert caught.value.reason == "too_large"


@pytest.mark.parametrize("name", ENCODERS)
@pytest.mark.parametrize("n_cut", [1, 4, 9, 500])
def test_a_body_that_is_cut_short_is_not_taken_for_whole(name: str, n_cut: int, server: Server) -> None:
    encoding, encode = ENCODERS[name]
    server.answers["/"] = answer(encode(os.urandom(1000))[:-n_cut], Content_Encoding=encoding)
    with Fetcher(POLICY) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(server.url("/"))
    assert caught.value.reason == "bad_encoding"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, br"])
@pytest.mark.parametrize(
    "body",
    [b"<html>plain text</html>" * 50, b"\x1f\x8b", b"\x78\x9c", b"\x28\xb5\x2f\xfd", os.urandom(300), b"\0" * 70],
)
def test_a_body_that_is_not_what_it_says_is_an_error(encoding: str, body: bytes, server: Server) -> None:
    server.answers["/"] = answer(body, Content_Encoding=encoding)
    with Fetcher(POLICY) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(server.url("/"))
    assert caught.value.reason == "bad_encoding"


@pytest.mark.parametrize(
    "encoding",
    ["compress", "lzma", "gzip, gzip, gzip", "gzip;q=1", "dcb", "x" * 5000, "gzip" + ",gzip" * 5000, "\u4e2d"],
)
def test_an_encoding_that_was_not_asked_for_is_an_error(encoding: str, server: Server) -> None:
    server.answers["/"] = answer(gz(b"page"), Content_Encoding=encoding)
    with Fetcher(POLICY) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(server.url("/"))
    assert (caught.value.reason, len(str(caught.value)) < 300) == ("bad_encoding", True)


@pytest.mark.parametrize("encoding", ["", "identity", "Identity, identity", ","])
def test_no_encoding_leaves_the_body_as_it_is(encoding: str, server: Server) -> None:
    body = gz(b"a sitemap that is a file of its own")
    server.answers["/"] = answer(body, Content_Encoding=encoding)
    with Fetcher(POLICY) as fetcher:
        assert fetcher.fetch(server.url("/")).body == body


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "br, gzip"])
def test_an_empty_body_is_empty_in_every_encoding(encoding: str, server: Server) -> None:
    server.answers["/"] = answer(b"", Content_Encoding=encoding)
    with Fetcher(POLICY) as fetcher:
        assert fetcher.fetch(server.url("/")).body == b""


def test_a_zstd_frame_that_asks_for_a_huge_window_gets_none(server: Server) -> None:
    window = bytes([0x28, 0xB5, 0x2F, 0xFD, 0x00, (31 - 10) << 3]) + bytes([0x03, 0x00, 0x00]) + b"a"
    server.answers["/"] = answer(window, Content_Encoding="zstd")
    with Fetcher(POLICY) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(server.url("/"))
    assert caught.value.reason == "bad_encoding"
