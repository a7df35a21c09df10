"""What a fetch may take, and how gently it treats the hosts that it asks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.metadata import PackageNotFoundError, version

from warehouse.errors import InputError

VARIABLE_PREFIX = "DRAGOMAN_FETCH_"
PRODUCT_TOKEN = "Dragoman"  # the name that robots.txt files address


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """The limits of every exchange. ``FetchPolicy.load`` reads each field from ``DRAGOMAN_FETCH_<FIELD>``.

    An exchange is one attempt: all its redirects, from the first look-up of a name to the last byte decoded. Waiting
    for a host's turn does not count towards its deadline. The environment's proxies are never used: an address that
    a proxy looks up cannot be checked.
    """

    contact: str = ""  # a page or mail address that a webmaster can turn to; stands in the user agent
    allowed_private_hosts: tuple[str, ...] = ()  # names or addresses as URLs spell them; never link-local ones
    max_bytes: int = 16 * 2**20  # received in one exchange: headers, framing and redirects included
    max_decoded_bytes: int = 50 * 2**20  # of one body, and of each layer of its encoding; what a sitemap may have
    deadline_seconds: float = 60.0
    max_redirects: int = 5
    host_delay_seconds: float = 1.0  # from one request's start to the next; robots.txt may ask for more
    host_concurrency: int = 2  # requests at a time
    n_retries: int = 2  # after a lost connection, a time-out, and the statuses that mean "later"
    retry_seconds: float = 1.0  # before the first of them, twice as long before each further one, and a bit by chance
    max_wait_seconds: float = 60.0  # the longest Retry-After and crawl-delay that a run sits out
    circuit_failures: int = 5  # that many in a row, and the host is left alone
    circuit_seconds: float = 300.0  # for so long
    robots_seconds: float = 24 * 3600.0  # a robots.txt is believed for so long (RFC 9309, 2.4)
    respects_robots: bool = True

    def __post_init__(self) -> None:
        hosts = tuple(host.strip("[]").casefold() for host in self.allowed_private_hosts)
        object.__setattr__(self, "allowed_private_hosts", hosts)
        if not (self.contact.isascii() and (self.contact.isprintable() or not self.contact)):
            raise InputError(f"{VARIABLE_PREFIX}CONTACT: has to be printable ASCII, as it goes into each request")

    @property
    def user_agent(self) -> str:
        """Who asks, in which version, and whom to turn to."""
        try:
            release = version("dragoman")
        except PackageNotFoundError:  # run from a checkout
            release = "0"
        return f"{PRODUCT_TOKEN}/{release} ({f'+{self.contact}' if self.contact else 'no contact given'})"

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None) -> FetchPolicy:
        """The policy that the environment asks for; raises ``InputError`` that names a wrong variable."""
        given = os.environ if environment is None else environment
        chosen = {
            field.name: _read(name, given[name], getattr(cls(), field.name))
            for field in fields(cls)
            if (name := VARIABLE_PREFIX + field.name.upper()) in given
        }
        return cls(**chosen)  # type: ignore[arg-type]


def _read(name: str, text: str, default: object) -> object:
    """The value of a variable, in the type of the field's default: lists by commas, booleans as 0 or 1."""
    text = text.strip()
    try:
        if isinstance(default, bool):
            return {"1": True, "true": True, "0": False, "false": False}[text.casefold()]
        if isinstance(default, tuple):
            return tuple(part.strip() for part in text.split(",") if part.strip())
        if isinstance(default, int | float):
            number = type(default)(text)
            if not 0 <= number < 1e12:
                raise ValueError(text)
            return number
    except (KeyError, ValueError):
        kind = {"bool": "0 or 1", "int": "a whole number from 0", "float": "a number of seconds from 0"}
        raise InputError(f"{name}: {kind[type(default).__name__]} was expected, not {text[:40]!r}") from None
    return text
