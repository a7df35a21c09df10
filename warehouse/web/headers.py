"""What an answer's headers say, read with suspicion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore

from warehouse.content_type import content_type_of

_MAX_CHARS = 1000  # a longer value is no validator and no type: it is left out
_KEPT = {"etag": "etag", "last-modified": "last_modified", "date": "date"}


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers that matter; ``kept`` is what ``Fetched`` hands on."""

    kept: dict[str, str]
    location: str = ""
    content_encoding: str = ""
    content_length: int = 0
    retry_after_seconds: float | None = None

    @classmethod
    def of(cls, response: httpcore.Response, now: datetime) -> Headers:
        """The headers of an answer that came at ``now`` (UTC)."""
        values: dict[str, str] = {}
        for raw_name, raw_value in response.headers:
            name, value = raw_name.decode("ascii", "replace").lower(), _text_of(raw_value)
            values[name] = f"{values[name]},{value}" if name == "content-encoding" and name in values else value
        short = {name: value for name, value in values.items() if value and len(value) <= _MAX_CHARS}
        length = values.get("content-length", "")
        return cls(
            kept={key: short[name] for name, key in _KEPT.items() if name in short} | _type_of(short),
            location=values.get("location", ""),
            content_encoding=values.get("content-encoding", ""),
            content_length=int(length) if length.isdecimal() else 0,
            retry_after_seconds=_seconds_until(short.get("retry-after", ""), now),
        )


def _text_of(value: bytes) -> str:
    """Header values are ASCII by the book, UTF-8 in the wild, and Latin-1 before that."""
    try:
        return value.decode().strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()


def _type_of(headers: dict[str, str]) -> dict[str, str]:
    return content_type_of(headers["content-type"]) if "content-type" in headers else {}


def _seconds_until(retry_after: str, now: datetime) -> float | None:
    """A Retry-After (RFC 9110, 10.2.3), which is a number of seconds or a date; None for anything else."""
    if retry_after.isdecimal():
        return min(float(retry_after), 1e9)
    try:
        at = parsedate_to_datetime(retry_after)
        return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds())
    except (ValueError, OverflowError):
        return None
