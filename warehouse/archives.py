"""Web archives (WARC, ISO 28500): the pages that they hold, read record by record with fastwarc.

What is damaged costs no more than itself: reading goes on at the next record that can be told in the bytes.
"""

from __future__ import annotations

import mmap
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

from fastwarc.stream_io import ChunkedReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from transforms.urls import UrlError, normal_url, without_secrets
from warehouse.content_type import content_type_of

FaultReason = Literal["damaged", "too_large", "bad_encoding", "bad_url", "revisit"]

_RECORDS = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.revisit)
_MANDATORY = ("WARC-Record-ID", "Content-Length", "WARC-Date", "WARC-Type")
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_KEPT = {"etag": "ETag", "last_modified": "Last-Modified", "date": "Date"}
_MAX_HEADER_BYTES = 1 << 18
_MAX_SKIPPED_BYTES = 1 << 28  # a record that claims more is jumped over, a member that holds more is not checked
_CHUNK_BYTES = 1 << 16
_GZIP = b"\x1f\x8b\x08"
_WARC = b"WARC/"


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What is read of one record at most."""

    max_bytes: int = 20_000_000  # as stored, headers included
    max_decoded_bytes: int = 10_000_000


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """An HTML page as a server gave it with status 200, its body decoded."""

    url: str  # as ``normal_url`` gives it
    captured_at: datetime  # UTC
    status: int
    headers: dict[str, str]  # content_type, charset, etag, last_modified, date: as far as they were sent
    body: bytes
    offset: int  # of the record in the file


@dataclass(frozen=True, slots=True)
class ArchivedFault:
    """A record, or a part of a file, that could not be read."""

    path: Path
    offset: int
    reason: FaultReason
    detail: str  # names file and offset
    url: str | None = None  # may hold secrets


class _Damage(Exception):  # noqa: N818 - of the file: where the next record begins has to be looked for
    """What is wrong with the bytes."""


class _RecordError(Exception):
    """Why a record gives no page."""

    def __init__(self, reason: FaultReason, detail: str) -> None:
        super().__init__(detail)
        self.reason: FaultReason = reason


def is_archive(path: Path) -> bool:
    """Whether the name is that of a web archive: .warc or .warc.gz."""
    return path.name.lower().endswith((".warc", ".warc.gz"))


def read_archive(path: Path, limits: ArchiveLimits | None = None) -> Iterator[ArchivedPage | ArchivedFault]:
    """The HTML pages of an archive in its order, one in memory at a time, and a fault for each that cannot be read.

    Other things that archives hold are passed over: requests, images, redirects, pages of errors, and a revisit of a
    page that was found unchanged. Bodies lose their transfer and content encodings. Raises ``OSError`` where the file
    cannot be opened.
    """
    with path.open("rb") as file:
        if not file.read(1):
            yield ArchivedFault(path, 0, "damaged", f"{path}: the file is empty")
            return
        with closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) as data:
            yield from _Reader(path, file, data, limits or ArchiveLimits()).read()


class _Reader:
    """Reads one file from damage to damage."""

    def __init__(self, path: Path, file: BinaryIO, data: mmap.mmap, limits: ArchiveLimits) -> None:
        self._path = path
        self._file = file
        self._data = data
        self._limits = limits
        self._is_gzip = path.suffix.lower() == ".gz" or data[: len(_GZIP)] == _GZIP
        self._offset = 0  # of the record at hand
        self._is_done = True  # with that record

    def read(self) -> Iterator[ArchivedPage | ArchivedFault]:
        start: int | None = 0
        while start is not None:
            self._offset, self._is_done = start, False
            try:
                yield from self._read_from(start)
                return
            except (OSError, _Damage) as error:  # OSError is fastwarc's: the file itself is open
                place = self._place_of_damage()
                yield self._fault(place, "damaged", str(error)[:100])
                start = self._next_record(place + 1)

    def _read_from(self, start: int) -> Iterator[ArchivedPage | ArchivedFault]:
        self._file.seek(start)
        for record in ArchiveIterator(self._file, parse_http=False):
            self._offset, self._is_done = record.stream_pos, False
            if self._is_member(self._offset) and self._end_of_member(self._offset) is None:
                raise _Damage("the record is not what the sum of its gzip member says")  # fastwarc checks none
            if missing := [name for name in _MANDATORY if not record.headers.get(name)]:
                raise _Damage(f"a record without {' and '.join(missing)}")
            if record.content_length > _MAX_SKIPPED_BYTES:
                raise _Damage(f"a record that claims {record.content_length} bytes")
            url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
            try:
                page = self._read_record(record, url)
            except _RecordError as error:
                yield self._fault(record.stream_pos, error.reason, str(error), url)
            else:
                if page:
                    yield page
            self._is_done = True
        self._check_end()

    def _read_record(self, record: WarcRecord, url: str) -> ArchivedPage | None:
        """A page, or none for what is none. Raises ``_RecordError``, and ``_Damage`` where the record may be longer."""
        if not url.lower().startswith(("http:", "https:")) or not _may_be_page(record):
            return None
        if record.content_length > self._limits.max_bytes:
            raise _RecordError("too_large", f"{record.content_length} bytes are stored")
        if not self._is_member(record.stream_pos) and _has_digest(record) and not record.verify_block_digest():
            raise _Damage("the record is not what its digest says")
        if record.record_type == WarcRecordType.revisit:
            _check_revisit(record, url)
            return None
        if record.is_http:
            record.parse_http(max_header_len=_MAX_HEADER_BYTES, strict_mode=False)
        headers = _headers_of(record)
        if _status_of(record) != 200 or headers.get("content_type", "text/html") not in _PAGE_TYPES:
            return None
        raw = record.reader.read(self._limits.max_bytes)
        if len(raw) < record.content_length:
            raise _Damage(f"cut off after {len(raw)} of {record.content_length} bytes")
        body = _decode(raw, record, self._limits.max_decoded_bytes)
        return ArchivedPage(_url_of(url), _captured_at(record), 200, headers, body, record.stream_pos)

    def _place_of_damage(self) -> int:
        """The record at hand, or what comes after it where that is done."""
        if not self._is_done:
            return self._offset
        return self._end_of_member(self._offset) or self._next_record(self._offset + 1) or self._offset

    def _is_member(self, place: int) -> bool:
        """Whether a gzip member begins here; all records of an archive may also stand in one."""
        return self._data[place : place + len(_GZIP)] == _GZIP

    def _check_end(self) -> None:
        """Look for what is left after the last record: fastwarc ends without a word where a gzip member is cut off."""
        if self._is_member(self._offset):
            end = self._end_of_member(self._offset)
            if end is not None and end < len(self._data):
                raise _Damage("no record, or the beginning of one")

    def _end_of_member(self, place: int) -> int | None:
        """Where the gzip member here ends: with the file, if it is too long to be read; none if it is damaged."""
        inflater = zlib.decompressobj(wbits=31)
        n_bytes = 0
        try:
            while not inflater.eof:
                packed = inflater.unconsumed_tail
                if not packed:
                    packed = self._data[place : place + _CHUNK_BYTES]
                    place += len(packed)
                n_bytes += len(inflater.decompress(packed, _CHUNK_BYTES))
                if n_bytes > _MAX_SKIPPED_BYTES:
                    return len(self._data)
                if not packed:
                    return None
        except zlib.error:
            return None
        return place - len(inflater.unused_data)

    def _next_record(self, place: int) -> int | None:
        """Where the next record begins, at ``place`` or after it."""
        while (place := self._data.find(_GZIP if self._is_gzip else b"\n" + _WARC, place)) >= 0:
            if not self._is_gzip:
                return place + 1
            if _begins_record(self._data[place : place + 1024]):
                return place
            place += 1
        return None

    def _fault(self, offset: int, reason: FaultReason, detail: str, url: str | None = None) -> ArchivedFault:
        shown = f" ({without_secrets(url)})" if url else ""
        return ArchivedFault(self._path, offset, reason, f"{self._path}, byte {offset}{shown}: {detail}", url)


def _begins_record(data: bytes) -> bool:
    """Whether a gzip member with a record in it begins here; three bytes alone are met by chance."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data, len(_WARC)) == _WARC
    except zlib.error:
        return False


def _has_digest(record: WarcRecord) -> bool:
    """Whether the bytes can be checked; only in plain files, as gzip has sums and some archives have wrong digests."""
    return (record.headers.get("WARC-Block-Digest") or "").lower().startswith("sha1:")


def _may_be_page(record: WarcRecord) -> bool:
    if record.record_type not in _RECORDS:
        return False
    if record.record_type != WarcRecordType.resource:
        return record.is_http
    return (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower() in _PAGE_TYPES


def _status_of(record: WarcRecord) -> int:
    if not record.is_http:
        return 200  # a resource
    status = record.http_headers.status_code if record.http_headers else None
    if status is None:
        raise _Damage("no response of HTTP in it")
    return status


def _check_revisit(record: WarcRecord, url: str) -> None:
    earlier = record.headers.get("WARC-Refers-To-Target-URI") or url
    if earlier.strip("<> ") != url:
        raise _RecordError("revisit", f"the same page as {without_secrets(earlier)}, which the archive does not repeat")


def _headers_of(record: WarcRecord) -> dict[str, str]:
    sent = record.http_headers if record.is_http else None
    headers = {key: value for key, name in _KEPT.items() if sent and (value := sent.get(name))}
    content_type = sent.get("Content-Type") if sent else record.headers.get("Content-Type")
    return headers | (content_type_of(content_type) if content_type else {})


def _decode(raw: bytes, record: WarcRecord, max_bytes: int) -> bytes:
    """The body without its encodings. Some archives keep it decoded, and its headers as they were."""
    sent = record.http_headers if record.is_http else None
    body = raw
    if sent and "chunked" in (sent.get("Transfer-Encoding") or "").lower():
        body = _join_chunks(raw)
    encoding = ",".join(sent.get_multiple("Content-Encoding")) if sent else ""
    if encoding and not body.lstrip().startswith(b"<"):
        body = _decode_content(body, encoding, max_bytes)
    if len(body) > max_bytes:
        raise _RecordError("too_large", f"{len(body)} bytes")
    return body


def _join_chunks(raw: bytes) -> bytes:
    try:
        return ChunkedReader(BytesIO(raw)).read()
    except OSError:
        return raw


def _decode_content(body: bytes, encoding: str, max_bytes: int) -> bytes:
    from warehouse.web.bodies import decoded  # brings the client with it, which reading files does not need
    from warehouse.web.errors import FetchError

    try:
        return decoded(iter([body]), encoding, max_bytes)
    except FetchError as error:
        reason: FaultReason = "too_large" if error.reason == "too_large" else "bad_encoding"
        raise _RecordError(reason, error.detail) from error


def _url_of(url: str) -> str:
    try:
        return normal_url(url)
    except UrlError as error:
        raise _RecordError("bad_url", str(error)) from error


def _captured_at(record: WarcRecord) -> datetime:
    if record.record_date is None:
        raise _Damage("the record has no date of capture that is possible")
    return record.record_date.astimezone(UTC)
