"""Addresses: which of the web's are safe to link to, and where the pages of the site lie."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from anyascii import anyascii

_SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"'`\\]+", re.IGNORECASE)
_SLUG_LENGTH = 40


def web_link(*addresses: str | None) -> str | None:
    """The first that is an http or https address with a host; None where none is, such as for ``javascript:``."""
    return next((address for address in addresses if address and _is_web(address)), None)


def page_path(kind: str, key: str) -> str:
    """Path of the page of one thing, from the root of the site: ``events/event-0b27.html``."""
    return f"{kind}/{file_name(key)}.html"


def party_path(party: str) -> str:
    """Path of the page of a party, readable and unlike that of any other party."""
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(party).lower()).strip("-")[:_SLUG_LENGTH].strip("-")
    return f"parties/{words or 'party'}-{_digest(party)[:8]}.html"


def file_name(key: str) -> str:
    """A name that every file system takes and that cannot leave its folder: the key itself, else its hash."""
    return key if _SAFE_NAME.fullmatch(key) else _digest(key)[:32]


def numbered(stem: str, number: int) -> str:
    """Path of one of several pages of a list: ``events.html``, ``events-2.html``."""
    return f"{stem}.html" if number == 1 else f"{stem}-{number}.html"


def _is_web(address: str) -> bool:
    if not _WEB_ADDRESS.fullmatch(address):
        return False
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:  # such as http://[
        return False


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
