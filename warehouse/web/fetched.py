"""What a fetch gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from transforms.urls import without_secrets


@dataclass(frozen=True, slots=True, repr=False)
class Fetched:
    """One answer; ``body`` is decoded, and empty at status 304.

    The URLs are as asked, secrets included: take ``without_secrets`` of them before they go anywhere; ``repr`` does.
    """

    url: str
    final_url: str
    status: int  # 200 or 304
    headers: dict[str, str]  # those given of content_type, charset, etag, last_modified and date
    body: bytes
    n_wire_bytes: int  # received: headers, framing and redirects included
    redirects: tuple[str, ...]  # the URLs that were asked after ``url``, the last of them is ``final_url``
    fetched_at: datetime  # UTC, when the request was sent
    duration_ms: int  # without waiting for the host's turn

    def __repr__(self) -> str:
        return f"Fetched({without_secrets(self.final_url)!r}, status={self.status}, {len(self.body)} bytes)"
