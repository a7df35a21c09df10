"""Times as feeds and sitemaps print them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MONTH = re.compile(r"[0-9]{4}(-[0-9]{2})?")
_BARE_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{1,2}:[0-9]{2}.*")


def read_moment(text: str | None) -> datetime | None:
    """A time in UTC, of ISO 8601 as W3C notes it or of RFC 822; none where it is neither, or no possible time.

    What names no zone is taken for UTC, a day, month or year for its beginning.
    """
    stripped = " ".join((text or "").split())
    if _MONTH.fullmatch(stripped):
        stripped += "-01" * (2 - stripped.count("-"))
    try:
        moment = _parse(stripped)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def _parse(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.replace(" UTC", "Z").replace(" GMT", "Z").replace(" Z", "Z"))
    except ValueError:
        return parsedate_to_datetime(text)
