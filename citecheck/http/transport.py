"""The transport adapter of requests: guarded connections, proxies, and the test whether the network works."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Mapping
from typing import Any

import certifi
import requests
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager, Timeout
from urllib3.connection import HTTPConnection

from citecheck.http.addresses import web_address
from citecheck.http.connections import (
    GuardedConnection,
    GuardedTlsConnection,
    ProxiedConnection,
    ProxiedTlsConnection,
    Underway,
    tls_context,
)
from citecheck.http.connectivity import Connectivity
from citecheck.http.failures import Failure, failure_of
from citecheck.http.guard import Guard
from citecheck.http.proxies import NEVER, Proxies, Proxy
from citecheck.settings.model import WebSettings

_POOLS = 256  # hosts whose connections are kept open
_CANARY = 5.0  # seconds to connect to the canary, and to wait for its answer


class GuardedAdapter(HTTPAdapter):
    """A transport adapter for requests that visits only addresses which `guard` permits. Safe between threads.

    `threads` is how many connections to one host are kept open. `ca_bundle` is a PEM file of trusted certificates;
    empty: those of certifi. `canary` is an address that shows whether the network works; empty: it is not tested.
    `proxy` is as in the setting `web.proxy`; the proxy resolves names itself, so the guard checks only names then.

    The only exception is `Failure`. A `urllib3.Timeout` with a `total`, given to `send`, limits the whole answer with
    its body. Redirects are not followed, because they would bypass the guard.
    """

    def __init__(
        self, guard: Guard, *, threads: int = 16, ca_bundle: str = "", canary: str = "", proxy: str = NEVER
    ) -> None:
        self._guard = guard
        self._proxies = Proxies(proxy, guard)
        self._managers: dict[str, ProxyManager] = {}
        self._lock = threading.Lock()
        self._connectivity = Connectivity(canary=canary, ask=self._ask_canary)
        self._exchange = Underway()
        self._tls = tls_context(ca_bundle or certifi.where())
        super().__init__(_POOLS, threads)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:
        """Make the pools of guarded connections; called by the base class."""
        shared = {"guard": self._guard, "exchange": self._exchange}

        class Plain(HTTPConnectionPool):
            ConnectionCls = _bound(GuardedConnection, shared)

        class Encrypted(HTTPSConnectionPool):
            ConnectionCls = _bound(GuardedTlsConnection, shared)

        self.poolmanager = PoolManager(connections, maxsize=maxsize, block=block, ssl_context=self._tls, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": Plain, "https": Encrypted}

    @property
    def guard(self) -> Guard:
        """What judges where connections may go."""
        return self._guard

    def proxy_of(self, url: str) -> str:
        """Return the address of the proxy for `url`, without credentials; empty if there is none."""
        address = web_address(url)
        proxy = self._proxies.proxy_for(address.url, address.host)
        return proxy.url if proxy is not None else ""

    def _through(self, proxy: Proxy) -> ProxyManager:
        """Return the pools of connections through one proxy."""
        shared = {"guard": self._guard, "exchange": self._exchange}

        class Plain(HTTPConnectionPool):
            ConnectionCls = _bound(ProxiedConnection, shared)

        class Encrypted(HTTPSConnectionPool):
            ConnectionCls = _bound(ProxiedTlsConnection, shared)

        with self._lock:
            if proxy.url not in self._managers:
                manager = ProxyManager(proxy.url, proxy_headers=dict(proxy.headers), ssl_context=self._tls)
                manager.pool_classes_by_scheme = {"http": Plain, "https": Encrypted}
                self._managers[proxy.url] = manager
            return self._managers[proxy.url]

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
            return not self.proxy_of(address.url) and self._guard.is_inside(address.host, address.port)

        if self._connectivity.is_down and not is_inside():
            raise self._connectivity.untried()
        try:
            return self._send(request, stream, timeout)
        except Failure as failure:
            reported = self._connectivity.judged(address.url, failure, is_inside=is_inside)
            if reported is failure:
                raise
            raise reported from failure

    def _send(self, request: requests.PreparedRequest, stream: bool, timeout: Any) -> requests.Response:
        """Do what the base class does, without the steps that are the same for all our requests."""
        limit = timeout if isinstance(timeout, Timeout) else Timeout(total=timeout)
        total = limit.total
        self._exchange.expires = time.monotonic() + total if isinstance(total, int | float) else float("inf")
        address = web_address(request.url or "")
        proxy = self._proxies.proxy_for(address.url, address.host)
        absolute = proxy is not None and address.scheme == "http"
        self._exchange.target = address.url if absolute else address.path
        headers: Mapping[str, str] = request.headers
        try:
            manager: PoolManager = self.poolmanager
            if proxy is not None:
                self._guard.check_name(address.host)
                manager = self._through(proxy)
                headers = {**request.headers, **dict(proxy.headers)} if absolute else headers
            pool = manager.connection_from_host(address.host, address.port, address.scheme)
            answer = pool.urlopen(
                request.method or "GET",
                self._exchange.target,
                headers=headers,
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
        except Failure:
            raise  # with its own cause, by which a refused connection is known
        except Exception as error:
            raise failure_of(error) from error

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> requests.Response:
        """Wrap an answer as the base class does, except for cookies, which `HttpClient` reads."""
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
    """Return a subclass of `kind` whose objects are made with the arguments `shared`. Pools cannot pass them on."""

    class Bound(kind):  # type: ignore[valid-type,misc]  # a class made at run time, for each adapter its own
        __init__ = functools.partialmethod(kind.__init__, **shared)

    return Bound


def adapter_for(settings: WebSettings, *, guard: Guard | None = None) -> GuardedAdapter:
    """Return the transport for the settings. `guard` None: one for `web.allow_addresses`."""
    return GuardedAdapter(
        guard or Guard(settings.allow_addresses),
        threads=settings.threads,
        ca_bundle=settings.ca_bundle,
        canary=settings.canary,
        proxy=settings.proxy,
    )


__all__ = ["GuardedAdapter", "adapter_for"]
