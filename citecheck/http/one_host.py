"""A guard for a server that the user named: it permits that one host at that one port, and no other."""

from __future__ import annotations

from citecheck.http.addresses import web_address
from citecheck.http.failures import Failure
from citecheck.http.guard import Address, Guard
from reports.model import LinkStatus


class OneHostGuard(Guard):
    """Permits one host at one port, on whatever network it is, because the user named it. Refuses all others."""

    def __init__(self, url: str) -> None:
        """`url` is an address at the host."""
        super().__init__(["0.0.0.0/0", "::/0"])
        address = web_address(url)
        self._host, self._port = address.host.strip("[]"), address.port

    def addresses(self, host: str, port: int) -> list[Address]:
        """See `Guard.addresses`. Raises `Failure` with the status refused-address for another host or port."""
        if (host.strip("[]"), port) != (self._host, self._port):
            raise Failure(LinkStatus.REFUSED_ADDRESS, f"{host}:{port} is not the server that the settings name")
        return super().addresses(host, port)

    def check_name(self, host: str) -> None:
        """See `Guard.check_name`: the named host may be private."""
        if host.strip("[]") != self._host:
            super().check_name(host)


__all__ = ["OneHostGuard"]
