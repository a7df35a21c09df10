"""Web archives to be read, written by warcio."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = ("Content-Type", "text/html; charset=UTF-8")


def page_of(number: int) -> bytes:
    """A page that no other is like."""
    return f"<html><p>Talks {number} were held in Geneva.</p></html>".encode() * 5


class Archive:
    """An archive in the making."""

    def __init__(self, *, is_gzip: bool = True) -> None:
        self.stream = BytesIO()
        self.offsets: list[int] = []  # of the records
        self._writer = WARCWriter(self.stream, gzip=is_gzip)

    def add(
        self,
        url: str,
        body: bytes = b"",
        *headers: tuple[str, str],
        status: str = "200 OK",
        kind: str = "response",
        **more: dict[str, str] | str,
    ) -> Archive:
        """Add a record; a response with these headers of HTTP, or else a record of another kind."""
        sent = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1") if kind in ("response", "revisit") else None
        self.offsets.append(self.stream.tell())
        record = self._writer.create_warc_record(url, kind, payload=BytesIO(body), http_headers=sent, **more)
        self._writer.write_record(record)
        return self

    def add_pages(self, n_pages: int) -> Archive:
        """Add pages ``https://example.org/<number>``."""
        for number in range(n_pages):
            self.add(f"https://example.org/{number}", page_of(number), HTML)
        return self

    @property
    def data(self) -> bytes:
        return self.stream.getvalue()

    def save(self, path: Path) -> Path:
        path.write_bytes(self.data)
        return path


def cc_news(n_pages: int) -> bytes:
    """An archive as Common Crawl's news crawler writes it: requests beside responses, what was decoded renamed."""
    archive = Archive()
    archive.add("", b"software: news-crawl\r\n", kind="warcinfo", warc_content_type="application/warc-fields")
    for number in range(n_pages):
        url = f"https://example.org/{number}"
        request = f"GET /{number} HTTP/1.1\r\nHost: example.org\r\n\r\n".encode()
        archive.add(url, request, kind="request", warc_content_type="application/http; msgtype=request")
        archive.add(
            url,
            page_of(number),
            HTML,
            ("ETag", f'"{number}"'),
            ("Last-Modified", "Tue, 10 Mar 2026 08:00:00 GMT"),
            ("X-Crawl-Content-Encoding", "gzip"),
            ("X-Crawl-Transfer-Encoding", "chunked"),
            ("Content-Length", str(len(page_of(number)))),
            warc_headers_dict={"WARC-Date": "2026-03-10T09:00:00Z", "WARC-Payload-Digest": "sha1:WRONG"},
        )
    return archive.data


def chunked(body: bytes) -> bytes:
    """The body in its transfer encoding."""
    pieces = [body[start : start + 100] for start in range(0, len(body), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in [*pieces, b""])


def bomb_of(n_bytes: int) -> bytes:
    """Zeros, gzipped."""
    return gzip.compress(bytes(n_bytes), 1)
