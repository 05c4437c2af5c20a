"""Connections that go only to addresses which the guard has judged, and that end at a deadline."""

from __future__ import annotations

import functools
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from typing import Any

import certifi
import requests
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_ import create_urllib3_context

from citecheck.http.addresses import web_address
from citecheck.http.connectivity import Connectivity
from citecheck.http.failures import Failure, failure_of
from citecheck.http.guard import Guard
from citecheck.settings.model import WebSettings
from reports.model import LinkStatus

_POOLS = 256  # hosts whose connections are kept open
_CANARY = 5.0  # seconds in which the canary has to answer
_TRIED_ADDRESSES = 4  # of one host, before it counts as not reachable


class _Deadline:
    """Ends reading from a socket at a moment, however slowly and steadily bytes may drip in."""

    expires: float = float("inf")

    def check(self, sock: socket.socket) -> None:
        left = self.expires - time.monotonic()
        if left <= 0:
            raise Failure(LinkStatus.TIMEOUT, "the whole answer did not come in time")
        limit = sock.gettimeout()
        if limit is None or left < limit:
            sock.settimeout(left)


class _PlainSocket(socket.socket, _Deadline):
    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.check(self)
        return super().recv_into(*args, **kwargs)


class _EncryptedSocket(ssl.SSLSocket, _Deadline):
    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.check(self)
        return super().recv_into(*args, **kwargs)


class _Exchange(threading.local):
    """What the connection must know of the exchange that its thread is in."""

    expires: float = float("inf")


class _Guarded(HTTPConnection):
    """Connects to the very addresses that were judged: a name that resolves to others later changes nothing."""

    def __init__(self, *args: Any, guard: Guard, exchange: _Exchange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._guard = guard
        self._exchange = exchange

    def _new_conn(self) -> socket.socket:
        addresses = self._guard.addresses(self._dns_host.strip("[]"), self.port)
        error: OSError | None = None
        for address in addresses[:_TRIED_ADDRESSES]:
            family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
            sock = _PlainSocket(family, socket.SOCK_STREAM)
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
        raise failure_of(error or OSError("no address")) from error

    def request(self, *args: Any, **kwargs: Any) -> None:
        super().request(*args, **kwargs)
        if isinstance(self.sock, _Deadline):
            self.sock.expires = self._exchange.expires


class _GuardedTls(_Guarded, HTTPSConnection):
    """The same, encrypted."""


class GuardedAdapter(HTTPAdapter):
    """A transport for requests that visits only what the guard permits and raises nothing but `Failure`.

    A `urllib3.Timeout` with a `total` given to `send` is a deadline for the whole answer, its body included.
    Redirects are not followed, proxies of the environment not used: either would go past the guard. Certificates
    are checked against `ca_bundle`, a PEM file; empty: the bundle of certifi. The failure of a host counts only
    while `canary` answers (empty: always).
    """

    def __init__(self, guard: Guard, *, threads: int = 16, ca_bundle: str = "", canary: str = "") -> None:
        self._guard = guard
        self._connectivity = Connectivity(canary=canary, ask=self._ask_canary)
        self._exchange = _Exchange()
        self._tls = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
        self._tls.verify_flags &= ~ssl.VERIFY_X509_STRICT  # as browsers do: many good sites break its rules
        self._tls.sslsocket_class = _EncryptedSocket
        self._tls.load_verify_locations(ca_bundle or certifi.where())
        super().__init__(_POOLS, threads)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:
        """Make the pools out of guarded connections; called by the base class."""
        shared = {"guard": self._guard, "exchange": self._exchange}

        class Plain(HTTPConnectionPool):
            ConnectionCls = _bound(_Guarded, shared)

        class Encrypted(HTTPSConnectionPool):
            ConnectionCls = _bound(_GuardedTls, shared)

        self.poolmanager = PoolManager(connections, maxsize=maxsize, block=block, ssl_context=self._tls, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": Plain, "https": Encrypted}

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Make one exchange. Raises `Failure`."""
        address = web_address(request.url or "")

        def is_inside() -> bool:
            return self._guard.is_inside(address.host, address.port)

        if self._connectivity.is_down and not is_inside():
            raise self._connectivity.untried()
        try:
            return self._send(request, stream, timeout)
        except Failure as failure:
            told = self._connectivity.judged(address.url, failure, is_inside=is_inside)
            if told is failure:
                raise
            raise told from failure

    def _send(self, request: requests.PreparedRequest, stream: bool, timeout: Any) -> requests.Response:
        """Do what the base class does, short of what it repeats for each request and is the same for all of ours."""
        limit = timeout if isinstance(timeout, Timeout) else Timeout(total=timeout)
        total = limit.total
        self._exchange.expires = time.monotonic() + total if isinstance(total, int | float) else float("inf")
        address = web_address(request.url or "")
        try:
            pool = self.poolmanager.connection_from_host(address.host, address.port, address.scheme)
            answer = pool.urlopen(
                request.method or "GET",
                address.path,
                headers=request.headers,
                body=request.body,
                redirect=False,
                assert_same_host=False,
                preload_content=False,
                decode_content=False,
                retries=False,
                timeout=limit,
            )
            response = self.build_response(request, answer)
            if not stream:
                _ = response.content
            return response
        except Exception as error:
            raise failure_of(error) from error

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> requests.Response:
        """Wrap an answer as the base class does; cookies are for `HttpClient` to read."""
        response = requests.Response()
        response.status_code = resp.status
        response.headers = CaseInsensitiveDict(resp.headers)
        response.encoding = get_encoding_from_headers(response.headers)
        response.raw, response.reason, response.url = resp, resp.reason, req.url or ""
        response.request, response.connection = req, self
        return response

    def _ask_canary(self, url: str) -> None:
        request = requests.Request("GET", url, headers={"Accept": "*/*"}).prepare()
        self._send(request, True, Timeout(connect=_CANARY, read=_CANARY, total=2 * _CANARY)).close()


def _bound(kind: type[HTTPConnection], shared: Mapping[str, object]) -> Any:
    """Return a class like `kind` whose objects are made with `shared`: pools have no other way to hand it on."""

    class Bound(kind):  # type: ignore[valid-type,misc]  # a class made at run time, for each adapter its own
        __init__ = functools.partialmethod(kind.__init__, **shared)

    return Bound


def adapter_for(settings: WebSettings, *, guard: Guard | None = None) -> GuardedAdapter:
    """Return the transport that the settings ask for."""
    return GuardedAdapter(
        guard or Guard(settings.allow_addresses),
        threads=settings.threads,
        ca_bundle=settings.ca_bundle,
        canary=settings.canary,
    )


__all__ = ["GuardedAdapter", "adapter_for"]
