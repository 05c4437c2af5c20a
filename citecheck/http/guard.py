"""Which addresses may be visited. Checked after name resolution; the connection then uses only those addresses."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from citecheck.errors import SettingsError
from citecheck.http.failures import Failure, failure_of, name_failure
from reports.model import LinkStatus

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
"""Takes a host name and a port; returns IP addresses as text, the best first. Raises OSError if there are none."""

# Some versions of Python call these networks global: metadata services of cloud machines, and reserved networks.
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
_LOCAL_TRANSLATION = _TRANSLATED[1]  # its owner chooses how long the prefix is
_ISATAP = 0x00005EFE  # bits 64 to 95 of an address whose rest is an IPv4 address (RFC 5214, 6.1); one of them varies


def system_resolver(host: str, port: int) -> list[str]:
    """Return the IP addresses of `host` in the system's order of preference. Raises OSError if it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


class Guard:
    """Permits public addresses and those of the networks in `allow`; refuses all others.

    `allow` holds networks in CIDR notation. `resolver` resolves names. Raises `SettingsError` for an entry of `allow`
    that is not a network.
    """

    def __init__(self, allow: Sequence[str] = (), *, resolver: Resolver = system_resolver) -> None:
        self._allowed = tuple(_network(text) for text in allow)
        self._resolver = resolver

    def addresses(self, host: str, port: int) -> list[Address]:
        """Return the IP addresses of `host` that may be visited; there is at least one.

        Raises `Failure` with the status refused-address if none of its addresses may be visited, gone if the name does
        not exist, connection-error if it cannot be resolved now or has no address, invalid-url if it is not a name.
        """
        found = self._resolved(host, port)
        good = [address for address in found if self.permits(address)]
        if not good:
            reason = _refusal(host, found) if found else f"{host} has no address"
            status = LinkStatus.REFUSED_ADDRESS if found else LinkStatus.CONNECTION_ERROR
            raise Failure(status, reason)
        return good

    def permits(self, address: Address) -> bool:
        """Return whether `address` may be visited."""
        return self.is_allowed(address) or not is_forbidden(address)

    def is_allowed(self, address: Address) -> bool:
        """Return whether `address` is in a network that the settings permit."""
        plain = address.ipv4_mapped if isinstance(address, IPv6Address) and address.ipv4_mapped else address
        return any(plain.version == network.version and plain in network for network in self._allowed)

    def check_name(self, host: str) -> None:
        """Check the name of a host that a proxy will resolve. Raises `Failure` with the status refused-address."""
        if is_private_name(host) and not self.is_allowed_name(host):
            raise Failure(LinkStatus.REFUSED_ADDRESS, f"{host} is not a public address")

    def is_allowed_name(self, host: str) -> bool:
        """Return whether a host is written as an IP address in a network that the settings permit."""
        try:
            return self.is_allowed(_written_address(host))
        except ValueError:
            return False

    def is_inside(self, host: str, port: int) -> bool:
        """Return whether `host` resolves to a permitted network. It can then be reached without the internet."""
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
            raise Failure(LinkStatus.INVALID_URL, f"{host[:80]} is not a host name") from error
        except OSError as error:
            raise failure_of(error) from error
        return [ipaddress.ip_address(text.partition("%")[0]) for text in texts]


def is_forbidden(address: Address) -> bool:
    """Return whether `address` is private, loopback, link-local, multicast, reserved or a metadata service.

    An IPv6 address that embeds an IPv4 address (mapped, 6to4, Teredo, NAT64, ISATAP) is forbidden if either is. Those
    that begin with 96 zeros (IPv4-compatible, RFC 4291, 2.5.5.1) are all reserved.
    """
    embedded = _embedded(address)
    if embedded and isinstance(address, IPv6Address) and _only_embeds(address):
        return any(is_forbidden(one) for one in embedded)
    if not address.is_global or address.is_multicast or address.is_reserved:
        return True
    return any(address in network for network in _CLOSED) or any(is_forbidden(one) for one in embedded)


def is_private_name(host: str) -> bool:
    """Return whether a host is private, by its name alone: no name is resolved.

    That is a private IP address, a name without a dot, or one that ends in a label that is never public (RFC 6761,
    6762, 8375, 9476).
    """
    try:
        return is_forbidden(_written_address(host))
    except ValueError:
        name = host.rstrip(".").lower()
        return "." not in name or name.rpartition(".")[2] in _PRIVATE_LABELS or name.endswith(".home.arpa")


def _refusal(host: str, found: Sequence[Address]) -> str:
    shown = ", ".join(str(address) for address in found[:3])
    what = f"{shown} is" if shown == host.strip("[]") else f"{host} is at {shown}, which is"
    return f"{what} not a public address (--allow-address or web.allow_addresses permits a network)"


def _written_address(host: str) -> Address:
    """Return the address that a host is written as, in any notation that systems take (127.1, 0x7f.1, 2130706433).

    Raises ValueError if it is a name.
    """
    bare = host.strip("[]")
    try:
        return ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        if not bare[:1].isdigit():
            raise
    try:
        return IPv4Address(socket.inet_aton(bare))
    except OSError as error:
        raise ValueError(f"{host} is not an address") from error


def _only_embeds(address: IPv6Address) -> bool:
    """Return whether `address` is only another notation of an IPv4 address."""
    return address.ipv4_mapped is not None or any(address in network for network in _TRANSLATED)


def _embedded(address: Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address embeds."""
    if isinstance(address, IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    low = IPv4Address(int(address) & 0xFFFFFFFF)
    if any(address in network for network in _TRANSLATED):
        found.append(low)
    middle = int(address) >> 32 & 0xFFFFFFFF  # bits 64 to 95: zero where the IPv4 address is the end
    if middle and address in _LOCAL_TRANSLATION:
        found += [one for one in map(IPv4Address, _in_the_middle(int(address))) if int(one) >> 24]
    if middle & 0xFDFFFFFF == _ISATAP:
        found.append(low)
    return [one for one in found if one is not None]


def _in_the_middle(address: int) -> Iterator[int]:
    """Yield the IPv4 addresses behind prefixes of 48, 56 and 64 bits; bits 64 to 71 are left out (RFC 6052, 2.2)."""
    without = address >> 64 << 56 | address & (1 << 56) - 1
    return (without >> 120 - length - 32 & 0xFFFFFFFF for length in (48, 56, 64))


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError as error:
        raise SettingsError(
            f"web.allow_addresses: {text!r} is not a network. Write it as an address with a prefix length, such as "
            "10.0.0.0/8 or ::1/128."
        ) from error


__all__ = ["Address", "Guard", "Resolver", "is_forbidden", "is_private_name", "system_resolver"]
