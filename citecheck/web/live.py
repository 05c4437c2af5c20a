"""Gets live pages: follows redirects one by one, and obeys robots.txt and the limits of the settings."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import Cookie, DefaultCookiePolicy
from typing import Any

from requests.adapters import BaseAdapter
from requests.cookies import RequestsCookieJar

from citecheck.clock import SystemClock, timestamp
from citecheck.http.addresses import WebAddress, follow, registrable, web_address
from citecheck.http.answer import Answer
from citecheck.http.client import RENDER, Budget, HttpClient, HttpRequest
from citecheck.http.credentials import Credentials
from citecheck.http.failures import Failure
from citecheck.http.policy import Policy, page_policy, render_policy, robots_policy
from citecheck.http.rate_limiter import RateLimiter
from citecheck.http.redaction import clean_url
from citecheck.http.robots import Robots
from citecheck.http.tasks import Task
from citecheck.http.transport import GuardedAdapter, adapter_for
from citecheck.interfaces import Clock, Observer
from citecheck.model import Fetched
from citecheck.pages import Body, Markup
from citecheck.settings.model import WebSettings
from claims.urls import parts_of
from reports.model import Attempt, LinkStatus, Origin

_VISITS = 2  # visits of one address with the same cookies in one chain of redirects
_REDIRECTS = frozenset({300, 301, 302, 303, 307, 308})


class _CookiePolicy(DefaultCookiePolicy):
    """The rules of the standard library; and no cookie may be set for a whole public suffix ("co.uk")."""

    def set_ok_domain(self, cookie: Cookie, request: Any) -> bool:
        """Return whether the cookie may be set for the domain that it names."""
        if cookie.domain_specified and "." not in registrable(cookie.domain.lstrip(".")):
            return False
        allowed: bool = super().set_ok_domain(cookie, request)
        return allowed


@dataclass(slots=True)
class _Chain:
    """One address with its redirects: the attempts, the targets, the cookies and the time left."""

    policy: Policy
    headers: Mapping[str, str]
    budget: Budget
    attempts: list[Attempt] = field(default_factory=list)
    redirects: list[tuple[int, str]] = field(default_factory=list)
    cookies: RequestsCookieJar = field(default_factory=lambda: RequestsCookieJar(_CookiePolicy()))
    visits: Counter[tuple[str, str]] = field(default_factory=Counter)
    start: str = ""  # the first address of the chain

    def state(self, url: str) -> tuple[str, str]:
        """Return the address with the present cookies: a redirect to the same address may only set a cookie."""
        return url, " ".join(
            sorted(f"{cookie.domain}{cookie.path}{cookie.name}={cookie.value}" for cookie in self.cookies)
        )


class LiveFetcher:
    """Gets addresses from the live web; see `citecheck.interfaces.Fetcher`.

    `adapter` is the transport, such as one that records or replays; None: a guarded one for the settings. `clock` None:
    the system's. `observer` is notified of each exchange; None: nobody is. With `pace` False, for replays, the fetcher
    does not wait for the rate limit or before retries, keeps no data about hosts and sends no credentials.
    """

    def __init__(
        self,
        settings: WebSettings,
        *,
        adapter: BaseAdapter | None = None,
        clock: Clock | None = None,
        observer: Observer | None = None,
        pace: bool = True,
    ) -> None:
        self._settings = settings
        self._clock = clock or SystemClock()
        self._observer = observer
        self._adapter = adapter or adapter_for(settings)
        self.limiter = RateLimiter(self._clock)
        self._client = HttpClient(
            self._adapter,
            clock=self._clock,
            limiter=self.limiter,
            credentials=Credentials(settings.hosts, os.environ) if pace else None,
            on_attempt=self._notify,
            paced=pace,
        )
        self._policy = page_policy(settings, paced=pace)
        self._robots = Robots(self._robots_txt, self.limiter)

    def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """See `citecheck.interfaces.Fetcher.fetch`. It waits for the rate limit."""
        return self.limiter.run(self.task(url, headers=headers))

    def can_render(self, url: str) -> bool:
        """See `citecheck.web.fetchers.TaskFetcher.can_render`."""
        return bool(getattr(self._adapter, "can_render", lambda _: False)(url))

    def rendered(self, url: str) -> Task[Fetched]:
        """Return the task that gets the page at `url` as a browser shows it. It never raises."""
        total = self._settings.total_timeout
        chain = _Chain(policy=render_policy(self._policy), headers={}, budget=Budget(total, total))
        shown = clean_url(url)
        try:
            address = web_address(url)
            answer = yield from self._ask(address, chain, method=RENDER)
            final = answer.headers.get("content-location", "")
            return self._fetched(shown, clean_url(final) or shown, chain, answer)
        except Failure as failure:
            return self._fetched(shown, shown, chain, None, failure)

    def proxy_of(self, url: str) -> str:
        """See `citecheck.web.fetchers.TaskFetcher.proxy_of`."""
        transport: object = self._adapter
        while hasattr(transport, "inner"):  # what records, and what shows pages, is around what sends
            transport = transport.inner
        return transport.proxy_of(url) if isinstance(transport, GuardedAdapter) else ""

    def close(self) -> None:
        """Close all connections."""
        self._adapter.close()

    def task(self, url: str, *, headers: Mapping[str, str] | None = None, robots: bool = True) -> Task[Fetched]:
        """Return the task that gets `url`. Errors of the network become failures of the result.

        `headers` are added to our own; None: none. `robots` False is for a robots.txt: no robots.txt is obeyed, and
        there are no retries.
        """
        total = self._settings.total_timeout
        chain = _Chain(
            policy=self._policy if robots else robots_policy(self._policy),
            headers=headers or {},
            budget=Budget(total, total),
        )
        here = shown = clean_url(url)
        try:
            address = web_address(url)
            here = clean_url(address.url)
            while True:
                if robots and self._settings.respect_robots:
                    forbidding = yield from self._robots.forbids(address)
                    if forbidding:
                        chain.attempts.extend(forbidding)
                        raise Failure(LinkStatus.DISALLOWED, f"the robots.txt of {address.host} does not permit it")
                chain.visits[chain.state(address.url)] += 1
                chain.start = chain.start or address.url
                answer = yield from self._ask(address, chain)
                target = self._target(address, answer, chain)
                if target is None:
                    return self._fetched(shown, here, chain, answer)
                address = target
                here = clean_url(target.url)
        except Failure as failure:
            return self._fetched(shown, here, chain, None, failure)

    def _ask(self, address: WebAddress, chain: _Chain, *, method: str = "GET") -> Task[Answer]:
        """Ask for one address of the chain. Raises `Failure` if no answer comes."""
        headers = dict(chain.headers)
        via = chain.start if chain.start != address.url else ""
        if via and not (via.startswith("https:") and address.scheme == "http"):
            headers["Referer"] = _referer(via, address)
        request = HttpRequest(
            url=address.url,
            host=address.host,
            pace_key=address.domain,
            method=method,
            headers=headers,
            cookies=chain.cookies,
            budget=chain.budget,
            via=via,
        )
        reply = yield from self._client.ask(request, chain.policy)
        chain.attempts.extend(reply.attempts)
        if reply.answer is None:
            raise reply.failure or Failure(LinkStatus.CONNECTION_ERROR, "no answer")
        return reply.answer

    def _target(self, address: WebAddress, answer: Answer, chain: _Chain) -> WebAddress | None:
        """Return the target of a redirect or refresh; None if the answer is the end of the chain."""
        location: str | None = answer.headers.get("location") if answer.status in _REDIRECTS else None
        if answer.status == 200 and answer.failure is None:
            body = Body(answer.body, answer.headers.get("content-type", ""))
            location = Markup(body, refresh=answer.headers.get("refresh", "")).refresh
        if not location:
            return None
        try:
            target = follow(address, location)
        except Failure as failure:
            if failure.status is not LinkStatus.INVALID_URL:
                raise
            reason = f"it redirects to something that is not an address: {clean_url(location)[:80]}"
            raise Failure(LinkStatus.SERVER_ERROR, reason) from failure
        chain.redirects.append((answer.status, clean_url(target.url)))
        if chain.visits[chain.state(target.url)] >= _VISITS:
            raise Failure(LinkStatus.REDIRECT_LOOP, f"redirects in a circle, back to {clean_url(target.url)}")
        if len(chain.redirects) > self._settings.max_redirects:
            raise Failure(LinkStatus.REDIRECT_LOOP, f"more than {self._settings.max_redirects} redirects")
        return target

    def _robots_txt(self, url: str) -> Task[Fetched]:
        return (yield from self.task(url, robots=False))

    def _fetched(
        self, url: str, final: str, chain: _Chain, answer: Answer | None, failure: Failure | None = None
    ) -> Fetched:
        failed = failure or (answer.failure if answer else None)
        return Fetched(
            url=url,
            final_url=final,
            origin=Origin.LIVE,
            retrieved=chain.attempts[-1].at if chain.attempts else timestamp(self._clock.now()),
            attempts=tuple(chain.attempts),
            status=answer.status if answer else None,
            headers=answer.headers if answer else {},
            body=answer.body if answer else b"",
            failure=failed.status if failed else None,
            barrier=failed.barrier if failed else None,
            reason=failed.reason if failed else "",
            redirects=tuple(chain.redirects),
            truncated=answer.truncated if answer else False,
            broken_off=answer.broken_off if answer else "",
            not_modified=answer is not None and answer.status == 304,
            evidence=answer.evidence if answer else None,
        )

    def _notify(self, attempt: Attempt) -> None:
        if self._observer is not None:
            fields = {"url": attempt.url, "status": attempt.status, "failure": attempt.failure}
            self._observer.event("exchange", fields)


def _referer(start: str, target: WebAddress) -> str:
    """Return what `target` is told of the address that redirected to it: to another host, its origin at most.

    This is the policy "strict-origin-when-cross-origin" of browsers.
    """
    parts = parts_of(start)
    if (parts.hostname or "") == target.host:
        return start
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"


__all__ = ["LiveFetcher"]
