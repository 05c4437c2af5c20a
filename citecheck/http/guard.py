"""Which addresses may be visited: judged when a name is resolved, and again by the connection that is made."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from citecheck.errors import SettingsError
from citecheck.http.failures import Failure, failure_of, name_failure
from reports.model import LinkStatus

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
"""Takes a host name and a port, returns addresses as text, the best first; raises OSError where there are none."""

# Forbidden though some versions of Python call them global: machines' own metadata, and what registries reserve.
_CLOSED = tuple(
    ipaddress.ip_network(text)
    for text in (
        "100.64.0.0/10",
        "168.63.129.16/32",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "fec0::/10",
        "3fff::/20",
        "5f00::/16",
    )
)
_PRIVATE_LABELS = frozenset({"localhost", "local", "internal", "intranet", "corp", "home", "lan", "private", "alt"})
_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))  # NAT64 (RFC 6052, RFC 8215)
_COMPATIBLE = IPv6Network("::/96")  # IPv4-compatible, deprecated, still understood by some systems


def system_resolver(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of `host`, in its own order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


class Guard:
    """Lets public addresses through, and those of the networks that a setting names; refuses all others.

    `allow` holds networks in CIDR notation. Raises `SettingsError` for what is none.
    """

    def __init__(self, allow: Sequence[str] = (), *, resolver: Resolver = system_resolver) -> None:
        self._allowed = tuple(_network(text) for text in allow)
        self._resolver = resolver

    def addresses(self, host: str, port: int) -> list[Address]:
        """Return the addresses of `host` that may be connected to.

        Raises `Failure`: refused-address where there are addresses and none may be visited; gone where the name
        does not exist; connection-error where it cannot be resolved now; invalid-url where it is no name.
        """
        found = self._resolved(host, port)
        good = [address for address in found if self.permits(address)]
        if not good:
            shown = ", ".join(str(address) for address in found[:3])
            private = f"{host} is at {shown}, which is no public address (web.allow_addresses permits a network)"
            reason = private if found else f"{host} has no address"
            status = LinkStatus.REFUSED_ADDRESS if found else LinkStatus.CONNECTION_ERROR
            raise Failure(status, reason)
        return good

    def permits(self, address: Address) -> bool:
        """Return whether `address` may be visited."""
        return self.is_allowed(address) or not is_forbidden(address)

    def is_allowed(self, address: Address) -> bool:
        """Return whether a setting names `address`'s network."""
        plain = address.ipv4_mapped if isinstance(address, IPv6Address) and address.ipv4_mapped else address
        return any(plain.version == network.version and plain in network for network in self._allowed)

    def check_name(self, host: str) -> None:
        """Judge a host that somebody else resolves, a proxy: by its name alone. Raises `Failure`: refused-address."""
        if is_private_name(host) and not self.is_allowed_name(host):
            raise Failure(LinkStatus.REFUSED_ADDRESS, f"{host} is no public address")

    def is_allowed_name(self, host: str) -> bool:
        """Return whether a host is written as an address of a network that a setting names."""
        try:
            return self.is_allowed(ipaddress.ip_address(host.strip("[]")))
        except ValueError:
            return False

    def is_inside(self, host: str, port: int) -> bool:
        """Return whether `host` resolves to an allowed network: it then needs no way to the outside."""
        if not self._allowed:
            return False
        try:
            return any(self.is_allowed(address) for address in self._resolved(host, port))
        except Failure:
            return False

    def _resolved(self, host: str, port: int) -> list[Address]:
        try:
            texts = self._resolver(host, port)
        except socket.gaierror as error:
            raise name_failure(error, host) from error
        except UnicodeError as error:
            raise Failure(LinkStatus.INVALID_URL, f"{host[:80]} is no host name") from error
        except OSError as error:
            raise failure_of(error) from error
        return [ipaddress.ip_address(text.partition("%")[0]) for text in texts]


def is_forbidden(address: Address) -> bool:
    """Return whether `address` is private, loopback, link-local, multicast, reserved or a machine's metadata.

    IPv6 forms that carry an IPv4 address (mapped, compatible, 6to4, Teredo, NAT64) are judged by both.
    """
    carried = _carried(address)
    if carried and isinstance(address, IPv6Address) and _only_carries(address):
        return any(is_forbidden(one) for one in carried)
    if not address.is_global or address.is_multicast or address.is_reserved:
        return True
    return any(address in network for network in _CLOSED) or any(is_forbidden(one) for one in carried)


def is_private_name(host: str) -> bool:
    """Return whether a host is private by its name alone, without asking a name server.

    It is a private address, has no dot, or ends in a label that is never public (RFC 6761, 6762, 8375, 9476).
    """
    try:
        return is_forbidden(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        name = host.rstrip(".").lower()
        return "." not in name or name.rpartition(".")[2] in _PRIVATE_LABELS or name.endswith(".home.arpa")


def _only_carries(address: IPv6Address) -> bool:
    """Return whether `address` is nothing but another way to write an IPv4 address."""
    return address.ipv4_mapped is not None or any(address in network for network in _TRANSLATED)


def _carried(address: Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    low = IPv4Address(int(address) & 0xFFFFFFFF)
    if any(address in network for network in _TRANSLATED) or (address in _COMPATIBLE and int(address) > 0xFFFF):
        found.append(low)
    return [one for one in found if one is not None]


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError as error:
        raise SettingsError(
            f"web.allow_addresses: {text!r} is no network. Write it as an address with a prefix length, such as "
            "10.0.0.0/8 or ::1/128."
        ) from error


__all__ = ["Address", "Guard", "Resolver", "is_forbidden", "is_private_name", "system_resolver"]
