"""Keys of rows: hashes of stable things, so that the same input always gives the same key."""

from __future__ import annotations

import hashlib
import unicodedata


def key_of(kind: str, *parts: str | int | None) -> str:
    """A key such as ``del-5b1f0c9e2a7d4e63`` from an ordered list of parts.

    Parts are normalised to NFC and joined with their lengths, so that ('a', 'bc') and ('ab', 'c') differ, and so do an
    absent part and an empty one. 16 hexadecimal digits: two of a million rows meet with a chance of 3 in 10^8.
    """
    digest = hashlib.sha256()
    for part in parts:
        text = "" if part is None else unicodedata.normalize("NFC", str(part))
        data = text.encode("utf-8", "surrogatepass")
        digest.update(b"-" if part is None else str(len(data)).encode())
        digest.update(b":" + data)
    return f"{kind}-{digest.hexdigest()[:16]}"
