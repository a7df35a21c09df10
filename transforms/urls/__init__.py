"""URLs: their normal form, the host behind them, the name of an article, and what of them may be shown."""

from transforms.urls.hosts import domain_of, host_of
from transforms.urls.names import page_uri
from transforms.urls.normal import MAX_URL_CHARS, UrlError, join_url, normal_url
from transforms.urls.secrets import REDACTED, without_secrets

__all__ = [
    "MAX_URL_CHARS",
    "REDACTED",
    "UrlError",
    "domain_of",
    "host_of",
    "join_url",
    "normal_url",
    "page_uri",
    "without_secrets",
]
