"""Single requests to registries, each within the pace and the budget of its service."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Mapping

from requests.adapters import BaseAdapter

from citecheck.clock import timestamp
from citecheck.evidence.replay import ReplayAdapter
from citecheck.http.client import HttpClient, HttpReply, HttpRequest
from citecheck.http.credentials import Credentials
from citecheck.http.decoding import ACCEPTED
from citecheck.http.failures import Failure
from citecheck.http.policy import Policy, user_agent
from citecheck.http.rate_limiter import RateLimiter, Stopped, process_limiter
from citecheck.interfaces import Clock, Observer
from citecheck.registries.services import Service
from citecheck.settings.model import HostSettings, Settings
from claims.urls import joined, parts_of, without_credentials
from reports.model import Attempt, LinkStatus, Origin

_HOPS = 3  # redirects within one service: an alias of a DOI, an edition of a book, a renamed repository
_BYTES = 8_000_000  # of one answer; the longest records (thousands of authors) have a few millions
_ASSUMED_WAIT = 5.0  # seconds to wait after a 429 without a Retry-After (judgement)
_CLOSING = frozenset({403, 429, 503})


class RegistryClient:
    """Sends requests to all registries of one run. Safe to share between threads.

    `settings` are those of the run, `adapter` is the HTTP transport, `clock` tells the time. `limiter` None: the one
    that the whole process shares, because services count the requests of one IP address. `observer` is notified of each
    request; None: nobody is. `environment` holds the keys; None: `os.environ`.
    """

    def __init__(
        self,
        settings: Settings,
        adapter: BaseAdapter,
        *,
        clock: Clock,
        observer: Observer | None = None,
        limiter: RateLimiter | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._settings = settings
        self._environment = os.environ if environment is None else environment
        self._adapter = adapter
        self._clock = clock
        self._observer = observer
        self._limiter = limiter or process_limiter(clock)
        self._paced = not isinstance(adapter, ReplayAdapter)
        self._clients: dict[str, HttpClient] = {}
        self._lock = threading.Lock()
        self._sent: Counter[str] = Counter()
        self._stopped = False

    def get(self, service: Service, path: str, *, accept: str = "application/json") -> HttpReply:
        """Ask `service` for `path` (with its query), with retries, and follow redirects that stay on its host.

        Errors of the network become failures of the reply, which holds the attempts of every step. `accept` is the
        Accept header.
        """
        url = service.base + path
        attempts: tuple[Attempt, ...] = ()
        for _ in range(_HOPS + 1):
            reply = self._get(service, url, accept)
            attempts += reply.attempts
            target = _within(service, reply)
            if target is None:
                break
            url = target
        return HttpReply(url=reply.url, at=reply.at, attempts=attempts, answer=reply.answer, failure=reply.failure)

    def requests(self) -> Mapping[str, int]:
        """Return how many requests were sent, by the key of the service."""
        with self._lock:
            return dict(self._sent)

    def stop(self) -> None:
        """Cancel all waiting. Every request from now on fails."""
        with self._lock:
            self._stopped = True
            clients = list(self._clients.values())
        for client in clients:
            client.stop()

    def _get(self, service: Service, url: str, accept: str) -> HttpReply:
        host = parts_of(url).netloc.rpartition("@")[2].lower()
        client = self._client(service, host)
        name = f"{service.key} at {host}"  # two services may stand on one host, such as those of a mirror
        request = HttpRequest(url=url, host=name, pace_key=name, headers={"Accept": accept})
        task = client.ask(request, self._policy(service), admit=lambda: self._spend(service))
        try:
            reply = self._limiter.run(task, is_stopped=lambda: client.is_stopped)
        except Stopped:
            reply = self._ended(url)
        if self._observer:
            status = reply.answer.status if reply.answer else None
            reason = reply.failure.reason if reply.failure else None
            fields = {"url": without_credentials(url), "registry": service.key, "status": status, "failure": reason}
            self._observer.event("registry-request", fields)
        return reply

    def _client(self, service: Service, host: str) -> HttpClient:
        """Return the client of a service. Each has its own, so that a service that fails stops no other."""
        with self._lock:
            client = self._clients.get(service.key)
            if client is None:
                client = self._clients[service.key] = HttpClient(
                    self._adapter,
                    clock=self._clock,
                    limiter=self._limiter,
                    credentials=self._credentials(service, host) if self._paced else None,
                    paced=self._paced,
                )
                if self._stopped:
                    client.stop()
            return client

    def _credentials(self, service: Service, host: str) -> Credentials | None:
        """Return the key of a service, which only its host gets; None: there is none."""
        if not self._key(service):
            return None
        return Credentials({host: HostSettings(token_env=service.key_env)}, self._environment)

    def _policy(self, service: Service) -> Policy:
        web, registries = self._settings.web, self._settings.registries
        return Policy(
            origin=Origin.LIVE,
            headers={"User-Agent": user_agent(web), "Accept-Encoding": ACCEPTED},
            retries=web.retries,
            backoff=web.backoff,
            jitter=0.5,
            retries_timeouts=False,
            connect_timeout=web.connect_timeout,
            read_timeout=min(web.read_timeout, registries.timeout),
            total_timeout=registries.timeout,
            max_bytes=_BYTES,
            interval=service.interval,
            max_retry_after=web.max_retry_after,
            closing_statuses=_CLOSING,
            closed_status=LinkStatus.NOT_CHECKED,
            assumed_wait=min(_ASSUMED_WAIT, web.max_retry_after),
            pauses_host=True,
            breaker=registries.breaker,
            counts_tries=True,
            open_status=LinkStatus.NOT_CHECKED,
        )

    def _spend(self, service: Service) -> Failure | None:
        """Take one request from the budget of a service; returns a failure if none is left, else None."""
        most, said = service.max_requests, f"that registries.{service.key}.max_requests permits"
        if not most and not self._key(service):
            most = service.hourly
            said = f"that it makes without a key of {service.key}, which counts by the hour: give one by "
            said += f"registries.{service.key}.key_env, or wait and run again"
        with self._lock:
            if 0 < most <= self._sent[service.key]:
                return Failure(LinkStatus.NOT_CHECKED, f"the run has made all {most} requests {said}")
            self._sent[service.key] += 1
            return None

    def _key(self, service: Service) -> str:
        """Return the key of a service; empty: there is none."""
        return self._environment.get(service.key_env, "").strip() if service.key_env else ""

    def _ended(self, url: str) -> HttpReply:
        failure = Failure(LinkStatus.NOT_CHECKED, "the run was ended")
        at = timestamp(self._clock.now())
        attempt = Attempt(url=without_credentials(url), origin=Origin.LIVE, at=at, failure=failure.reason)
        return HttpReply(url=url, at=at, attempts=(attempt,), failure=failure)


def _within(service: Service, reply: HttpReply) -> str | None:
    """Return where a redirect leads that stays on the host of the service; None: there is none."""
    if reply.answer is None or not 300 <= reply.answer.status < 400 or "location" not in reply.headers:
        return None
    target = joined(reply.url, reply.headers["location"])
    here, there = parts_of(service.base), parts_of(target)
    return target if there.netloc.lower() == here.netloc.lower() and there.scheme in ("http", "https") else None


__all__ = ["RegistryClient"]
