"""What is wrong with a feed, a sitemap or a list."""

from __future__ import annotations


class DiscoveryError(ValueError):
    """Bytes that are no feed, sitemap or list, or one that is an attack; the message says why."""
