"""Connections to addresses that the guard permits, with a deadline for the whole answer."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from http.client import HTTPException
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_ import create_urllib3_context

from citecheck.errors import SettingsError
from citecheck.http.failures import Failure, failure_of
from citecheck.http.guard import Guard
from citecheck.http.response_head import BoundedResponse
from reports.model import LinkStatus

_TRIED_ADDRESSES = 16  # addresses of one host that are tried; large networks have a dozen

_CIPHERS = ":".join(
    (
        "ECDHE+AESGCM",
        "ECDHE+CHACHA20",
        "ECDHE+AES",
        "RSA+AESGCM",  # without forward secrecy, and with CBC: what browsers still accept last
        "RSA+AES",
        "!aNULL",
        "!eNULL",
        "!PSK",
        "@SECLEVEL=1",
    )
)
"""The ciphers of TLS 1.2 that browsers accept, the preferred ones first. Python's own list is shorter: with it,
hosts cannot be reached that every browser opens. Certificates are checked in any case."""


def tls_context(ca_file: str) -> ssl.SSLContext:
    """Return settings for TLS connections like those of browsers. `ca_file` (PEM) has the trusted certificates.

    Raises `SettingsError` for a file that cannot be read or has no certificates.
    """
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED, ciphers=_CIPHERS)
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # as in browsers: many valid sites break its rules
    context.sslsocket_class = EncryptedSocket
    try:
        context.load_verify_locations(ca_file)
    except (OSError, ValueError) as error:  # errors of TLS are errors of the operating system as well
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
        raise SettingsError(f"web.ca_bundle: {ca_file} is not a file of certificates in PEM form ({reason})") from error
    return context


class _Deadline:
    """Limits the total time of reading from a socket, also if bytes arrive slowly without a pause.

    `expires` is a moment of `time.monotonic`.
    """

    expires: float = float("inf")

    def check(self, sock: socket.socket) -> None:
        left = self.expires - time.monotonic()
        if left <= 0:
            raise Failure(LinkStatus.TIMEOUT, "the whole answer did not come in time")
        limit = sock.gettimeout()
        if limit is None or left < limit:
            sock.settimeout(left)


class PlainSocket(socket.socket, _Deadline):
    """A plain socket with a deadline."""

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Receive bytes, unless the time is over."""
        self.check(self)
        return super().recv_into(*args, **kwargs)


class EncryptedSocket(ssl.SSLSocket, _Deadline):
    """An encrypted socket with a deadline."""

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Receive bytes, unless the time is over."""
        self.check(self)
        return super().recv_into(*args, **kwargs)


class Underway(threading.local):
    """The present exchange of each thread: its deadline (`time.monotonic`), and the target of its request line."""

    expires: float = float("inf")
    target: str = ""  # the path and query as they are sent


class GuardedConnection(HTTPConnection):
    """Connects only to addresses that the guard has checked, so that a second name resolution cannot bypass it.

    The target of a request is sent as it was written. urllib3 would escape a stray "%", and every other escape with it.
    """

    response_class = BoundedResponse

    def __init__(self, *args: Any, guard: Guard, exchange: Underway, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._guard = guard
        self._exchange = exchange

    def _new_conn(self) -> socket.socket:
        addresses = self._guard.addresses(self._dns_host.strip("[]"), self.port)
        error: OSError | None = None
        for address in addresses[:_TRIED_ADDRESSES]:
            if error is not None and time.monotonic() >= self._exchange.expires:
                break
            family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
            sock = PlainSocket(family, socket.SOCK_STREAM)
            try:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.settimeout(self.timeout)
                sock.connect((str(address), self.port))
                return sock
            except OSError as failed:
                sock.close()
                error = failed
            except BaseException:
                sock.close()
                raise
        failure = failure_of(error or OSError("no address"))
        failure.unconnected = True
        raise failure from error

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> None:
        """Send a request for the target of the exchange, instead of the `url` that urllib3 normalised."""
        super().request(method, self._exchange.target or url, *args, **kwargs)
        if isinstance(self.sock, _Deadline):
            self.sock.expires = self._exchange.expires


class ProxiedConnection(GuardedConnection):
    """Connects to the user's proxy. The proxy resolves names itself, so the guard has checked only the name."""

    def _new_conn(self) -> socket.socket:
        try:
            found = socket.getaddrinfo(self._dns_host.strip("[]"), self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise Failure(LinkStatus.NOT_CHECKED, f"the proxy {self._dns_host} has no address") from error
        last = OSError("no address")
        for family, kind, _, _, where in found:
            sock = PlainSocket(family, kind)
            try:
                sock.settimeout(self.timeout)
                sock.connect(where)
                return sock
            except OSError as failed:
                sock.close()
                last = failed
        raise Failure(LinkStatus.NOT_CHECKED, f"the proxy cannot be reached ({last})") from last


class ProxiedTlsConnection(ProxiedConnection, HTTPSConnection):
    """A `ProxiedConnection` with TLS to the server behind the proxy, through a tunnel."""

    def _tunnel(self) -> None:
        """Ask the proxy for a tunnel. Raises `Failure`: what a proxy refuses says nothing about the page."""
        host = self._tunnel_host
        try:
            super()._tunnel()
        except (OSError, HTTPException) as error:
            self.close()
            words = str(error).removeprefix("Tunnel connection failed: ") or type(error).__name__
            raise Failure(LinkStatus.NOT_CHECKED, f"the proxy opens no tunnel to {host}: {words[:100]}") from error


class GuardedTlsConnection(GuardedConnection, HTTPSConnection):
    """A `GuardedConnection` with TLS."""


__all__ = [
    "GuardedConnection",
    "GuardedTlsConnection",
    "ProxiedConnection",
    "ProxiedTlsConnection",
    "Underway",
    "tls_context",
]
