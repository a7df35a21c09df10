"""Which addresses may be connected to: the public internet's, and private ones of hosts that the user names.

Networks are those of IANA's special-purpose registries (RFC 6890; https://www.iana.org/assignments/
iana-ipv4-special-registry and iana-ipv6-special-registry). ``ipaddress.is_global`` alone would not do: it is true for
multicast, for 64:ff9b::7f00:1, and differs between versions of Python.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread

from warehouse.web.errors import FetchError

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], tuple[str, ...]]
"""The addresses of a host; raises ``OSError``, of which ``socket.gaierror`` is one."""


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(map(ip_network, text.split()))


# IPv4 as registered; of IPv6 Teredo and other protocol assignments, documentation, 6to4, AS112
_REFUSED = _networks("""
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
    192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24
    203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
    2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20
""")
_GLOBAL_UNICAST = IPv6Network("2000::/3")  # all of IPv6 that has been handed out
_PRIVATE = _networks("10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 172.16.0.0/12 192.168.0.0/16 ::1/128 fc00::/7")
_CREDENTIALS = _networks("100.100.100.200/32 fd00:ec2::/32")  # where clouds keep them, beside link-local addresses
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: how a network without IPv4 reaches the rest
_ISATAP = (0x00005EFE, 0x02005EFE)  # RFC 5214: the identifier of an address that holds an IPv4 one
_PORTS = {80, 443}  # and those from 1024: no newspaper speaks HTTP where SMTP or SSH is at home


def is_public(address: Address) -> bool:
    """Whether an address is reached over the public internet, and no other address hides in it."""
    address = _reached(address)
    if address.version == 6 and (address not in _GLOBAL_UNICAST or int(address) >> 32 & 0xFFFFFFFF in _ISATAP):
        return False
    return not _is_in(address, _REFUSED)


def is_private(address: Address) -> bool:
    """Whether an address is one of a host in this machine or its network, and not where a cloud keeps credentials."""
    address = _reached(address)
    return _is_in(address, _PRIVATE) and not _is_in(address, _CREDENTIALS)


def _is_in(address: Address, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    return any(address in network for network in networks)


def _reached(address: Address) -> Address:
    """The IPv4 address that a translated one leads to."""
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else address


def checked_addresses(
    host: str, port: int, resolve: Resolver, timeout: float, allowed_private_hosts: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """All addresses of a host, each of them checked: one that is refused refuses the host.

    A host that is allowed by name may be private, but nothing else that is not public. Raises ``FetchError``.
    """
    is_allowed = host in allowed_private_hosts
    if not is_allowed and port not in _PORTS and port < 1024:
        raise FetchError("refused_address", f"{host}: port {port} is not one of the web's")
    found = (host,) if _is_literal(host) else _resolved(host, port, resolve, timeout)
    for text in found:
        address = ip_address(text.partition("%")[0])
        if not is_public(address) and not (is_allowed and is_private(address)):
            raise FetchError("refused_address", f"{host} is {address}, which is not on the public internet")
    return found


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def system_resolver(host: str, port: int) -> tuple[str, ...]:
    """The addresses that the operating system finds, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def _resolved(host: str, port: int, resolve: Resolver, timeout: float) -> tuple[str, ...]:
    """As ``resolve``, within a time: the system's call has no limit of its own, and a thread can be left behind."""
    answers: SimpleQueue[tuple[str, ...] | OSError | UnicodeError] = SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=look_up, name="look-up", daemon=True).start()
    try:
        answer = answers.get(timeout=timeout)
    except Empty:
        raise FetchError("timeout", f"{host}: its name was not found out within {timeout:.1f} s") from None
    if isinstance(answer, OSError | UnicodeError) or not answer:
        reason = getattr(answer, "strerror", None) or "no address"
        raise FetchError("connection_failed", f"{host}: no such host ({reason})")
    return answer
