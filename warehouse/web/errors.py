"""Why a fetch gave nothing: one error, with a reason that tables and rules can count by."""

from __future__ import annotations

from typing import Literal

FetchReason = Literal[
    "refused_address",  # the host, one of its addresses or its port is not on the public internet
    "refused_scheme",  # neither http nor https
    "robots_disallowed",  # robots.txt says no, or its server is broken and it has to be taken for a no
    "too_many_redirects",
    "too_large",  # on the wire, in its headers, or decoded
    "timeout",  # the whole exchange outlasted its deadline
    "http_error",  # a status that is neither 200 nor 304
    "connection_failed",  # no such host, refused, cut off, TLS or the protocol broken
    "bad_encoding",  # the body is not what its Content-Encoding says
    "circuit_open",  # the host failed so often that it is left alone for a while
    "rate_limited",  # the host asks to be left alone for longer than a run waits
]


class FetchError(Exception):
    """A URL could not be fetched; ``str`` is fit for a table or a log, because no secret of the URL stands in it.

    ``status`` is the HTTP status where the server answered; ``retry_after_seconds`` is what the server asked for.
    """

    def __init__(
        self,
        reason: FetchReason,
        detail: str,
        status: int | None = None,
        retry_after_seconds: float | None = None,
    ) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason: FetchReason = reason
        self.detail = detail
        self.status = status
        self.retry_after_seconds = retry_after_seconds

    def copy(self) -> FetchError:
        """The same error without its traceback and context."""
        return FetchError(self.reason, self.detail, self.status, self.retry_after_seconds)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.reason, self.detail, self.status, self.retry_after_seconds)
