"""Who stands behind a URL."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract


def host_of(url: str) -> str:
    """The host of a normal URL, without its port; an IPv6 address without its brackets."""
    return urlsplit(url).hostname or ""


def domain_of(url: str) -> str:
    """The registrable domain of a normal URL (``example.co.uk``, ``someone.github.io``); else its host."""
    host = host_of(url)
    return _extractor()(host).top_domain_under_public_suffix or host


@cache
def _extractor() -> TLDExtract:
    """With the copy of the Public Suffix List that comes with the package: nothing is fetched or cached on disk."""
    from tldextract import TLDExtract  # costs a tenth of a second, and few callers ask

    return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)
