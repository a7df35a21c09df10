"""A Content-Type as strangers send it."""

from __future__ import annotations

from email.message import Message


def content_type_of(value: str) -> dict[str, str]:
    """``content_type`` in lower case, and ``charset`` where one can be read, of the value of the header."""
    message = Message()
    message["Content-Type"] = " ".join(value.split())
    try:
        charset = message.get_content_charset()
    except (TypeError, ValueError, LookupError):  # parameters in the parts of RFC 2231, wrongly numbered
        charset = None
    return {"content_type": message.get_content_type()} | ({"charset": charset} if charset else {})
