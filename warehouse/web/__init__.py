"""Fetching over HTTP: safe towards this machine, bounded, and polite to the hosts that it asks."""

from warehouse.web.errors import FetchError, FetchReason
from warehouse.web.fetched import Fetched
from warehouse.web.fetcher import Fetcher
from warehouse.web.policy import FetchPolicy

__all__ = ["FetchError", "FetchPolicy", "FetchReason", "Fetched", "Fetcher"]
