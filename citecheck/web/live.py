"""Reads the live web over requests: hop by hop, under limits, politely; every exchange leaves an attempt."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import requests
from requests.adapters import BaseAdapter
from urllib3 import Timeout

from citecheck._version import __version__
from citecheck.clock import SystemClock, timestamp
from citecheck.evidence.secrets import clean_url
from citecheck.interfaces import Clock, Observer
from citecheck.model import Fetched
from citecheck.pages import PageSignals
from citecheck.settings.model import WebSettings
from citecheck.web.addresses import WebAddress, follow, web_address
from citecheck.web.connections import adapter_for
from citecheck.web.decoding import ACCEPTED
from citecheck.web.failures import Failure
from citecheck.web.http_dates import retry_after_seconds
from citecheck.web.polite import Paces, Steps, Turn
from citecheck.web.reading import Answer, read_answer
from citecheck.web.robots import Robots
from reports.model import Attempt, LinkStatus, Origin

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529, 599})
_VISITS = 2  # of one address in one chain: a redirect to itself may only have wanted to set a cookie
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@runtime_checkable
class Declining(Protocol):
    """A transport that keeps what was decided against, so that a replay decides the same."""

    def decline(self, request: requests.PreparedRequest, failure: Failure) -> Failure:
        """Keep that `request` was not sent, and why; returns what to raise."""
        ...


@dataclass(slots=True)
class _Chain:
    """One address on its way: what was tried, where it was sent, what seconds are left."""

    headers: Mapping[str, str]
    seconds: float
    retries: int
    attempts: list[Attempt] = field(default_factory=list)
    redirects: list[tuple[int, str]] = field(default_factory=list)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    visits: Counter[str] = field(default_factory=Counter)
    start: str = ""  # the address that led to all others


class LiveFetcher:
    """Gets addresses from the live web; see `citecheck.interfaces.Fetcher`.

    `adapter` is the transport (a recording or a replaying one goes here); by default it is guarded as the settings
    say. Without `pace` nothing is waited for: neither a host's turn nor the time before a further try.
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
        self._pace = pace
        self._adapter = adapter or adapter_for(settings)
        self.paces = Paces(settings.per_host_rate if pace else 0.0, self._clock)
        self._robots = Robots(self._robots_txt, self.paces)
        self._random = random.Random()
        self._closed: dict[str, tuple[float, float]] = {}  # host -> until when, and the seconds that it asked for
        self._headers = {
            "User-Agent": settings.user_agent or _user_agent(settings.contact),
            "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5",
            "Accept-Language": "*",  # the page as it was cited, not its translation for us
            "Accept-Encoding": ACCEPTED,
        }

    def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """See `citecheck.interfaces.Fetcher.fetch`; waits where politeness asks for it."""
        return self.paces.drive(self.steps(url, headers=headers))

    def close(self) -> None:
        """Close all connections."""
        self._adapter.close()

    def steps(self, url: str, *, headers: Mapping[str, str] | None = None, robots: bool = True) -> Steps[Fetched]:
        """Get `url` as work that stops where it must wait. Never raises for what the world does.

        `robots` False is for a robots.txt itself: nobody is asked whether it may be read, and it is tried once.
        """
        chain = _Chain(
            headers={**self._headers, **(headers or {})},
            seconds=self._settings.total_timeout,
            retries=self._settings.retries if robots else 0,
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
                chain.visits[address.url] += 1
                chain.start = chain.start or address.url
                answer = yield from self._persist(address, chain)
                target = self._target(address, answer, chain)
                if target is None:
                    return self._fetched(shown, here, chain, answer)
                address = target
                here = clean_url(target.url)
        except Failure as failure:
            return self._fetched(shown, here, chain, None, failure)

    def _persist(self, address: WebAddress, chain: _Chain) -> Steps[Answer]:
        """Ask, and ask again while what went wrong may pass and tries are left."""
        not_before = 0.0
        for further in range(chain.retries, -1, -1):
            yield Turn(address.domain, not_before)
            try:
                answer = self._exchange(address, chain)
            except Failure as failure:
                if not failure.passing or not further:
                    raise
                not_before = self._clock.monotonic() + self._delay(further)
                continue
            if answer.status not in _PASSING or not further:
                return answer
            wished = retry_after_seconds(answer.headers.get("retry-after"), answer.at)
            if wished is not None and wished > self._settings.max_retry_after:
                if answer.status == 429:
                    self._closed[address.host] = (self._clock.monotonic() + wished, wished)
                return answer
            wait = max(self._delay(further), wished or 0.0)
            if self._pace:
                not_before = self._clock.monotonic() + wait
                if wished or answer.status == 429:
                    self.paces.hold(address.domain, wait)
        return answer

    def _exchange(self, address: WebAddress, chain: _Chain) -> Answer:
        """Make one exchange, and note it."""
        request = self._request(address, chain)
        settings, left = self._settings, max(chain.seconds, 0.001)
        limit = Timeout(connect=min(settings.connect_timeout, left), read=settings.read_timeout, total=left)
        began = self._clock.monotonic()
        at = timestamp(self._clock.now())
        try:
            declined = self._declined(address, chain)
            if declined is not None:
                raise self._kept(request, declined)
            response = self._adapter.send(
                request,
                stream=True,
                timeout=limit,  # type: ignore[arg-type]  # requests takes urllib3's, its annotation does not say so
            )
            at = getattr(response, "recorded_at", None) or at
            answer = read_answer(response, settings.max_bytes, at)
        except Failure as failure:
            at = failure.recorded_at or at
            self._note(chain, Attempt(url=clean_url(address.url), origin=Origin.LIVE, at=at, failure=failure.reason))
            raise
        finally:
            chain.seconds -= self._clock.monotonic() - began
        self._note(
            chain,
            Attempt(url=clean_url(address.url), origin=Origin.LIVE, at=at, status=answer.status, note=answer.note),
        )
        if answer.cookies:
            chain.cookies.setdefault(address.host, {}).update(answer.cookies)
        return answer

    def _request(self, address: WebAddress, chain: _Chain) -> requests.PreparedRequest:
        request = requests.PreparedRequest()
        request.method, request.url = "GET", address.url
        request.headers = requests.structures.CaseInsensitiveDict(chain.headers)
        cookies = chain.cookies.get(address.host)
        if cookies:
            request.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        if address.url != chain.start and not (chain.start.startswith("https:") and address.scheme == "http"):
            request.headers["Referer"] = chain.start  # what led here; it also tells recorded exchanges apart
        return request

    def _declined(self, address: WebAddress, chain: _Chain) -> Failure | None:
        """Return why a request is not made at all, or None where it is."""
        if chain.seconds <= 0:
            return Failure(LinkStatus.TIMEOUT, f"no whole answer within {self._settings.total_timeout:g} s")
        until, wished = self._closed.get(address.host, (0.0, 0.0))
        if self._pace and until > self._clock.monotonic():
            return Failure(LinkStatus.BLOCKED, f"{address.host} asked to be left alone for {wished:.0f} s")
        return None

    def _kept(self, request: requests.PreparedRequest, failure: Failure) -> Failure:
        """Return the failure of a request that is not made; a recording keeps it, for on replay no time passes."""
        return self._adapter.decline(request, failure) if isinstance(self._adapter, Declining) else failure

    def _target(self, address: WebAddress, answer: Answer, chain: _Chain) -> WebAddress | None:
        """Return where the answer sends us, or None where it is the end of the chain."""
        location: str | None = answer.headers.get("location") if answer.status in _REDIRECTS else None
        if answer.status == 200 and answer.failure is None:
            location = PageSignals(answer.body, answer.headers.get("content-type", "")).refresh
        if not location:
            return None
        try:
            target = follow(address, location)
        except Failure as failure:
            if failure.status is not LinkStatus.INVALID_URL:
                raise
            raise Failure(LinkStatus.SERVER_ERROR, f"it redirects to what is no address: {location[:80]}") from failure
        chain.redirects.append((answer.status, clean_url(target.url)))
        if chain.visits[target.url] >= _VISITS:
            raise Failure(LinkStatus.REDIRECT_LOOP, f"redirects in a circle, back to {clean_url(target.url)}")
        if len(chain.redirects) > self._settings.max_redirects:
            raise Failure(LinkStatus.REDIRECT_LOOP, f"more than {self._settings.max_redirects} redirects")
        return target

    def _robots_txt(self, url: str) -> Steps[Fetched]:
        return (yield from self.steps(url, robots=False))

    def _fetched(
        self, url: str, final: str, chain: _Chain, answer: Answer | None, failure: Failure | None = None
    ) -> Fetched:
        told = failure or (answer.failure if answer else None)
        return Fetched(
            url=url,
            final_url=final,
            origin=Origin.LIVE,
            retrieved=chain.attempts[-1].at if chain.attempts else timestamp(self._clock.now()),
            attempts=tuple(chain.attempts),
            status=answer.status if answer else None,
            headers=answer.headers if answer else {},
            body=answer.body if answer else b"",
            failure=told.status if told else None,
            reason=told.reason if told else "",
            redirects=tuple(chain.redirects),
            truncated=answer.truncated if answer else False,
            not_modified=answer is not None and answer.status == 304,
            evidence=answer.evidence if answer else None,
        )

    def _delay(self, further: int) -> float:
        """Return the seconds before the next try: doubled for each, with jitter of half as much."""
        if not self._pace:
            return 0.0
        base = self._settings.backoff * float(2 ** (self._settings.retries - further))
        return base * (1.0 + self._random.random() / 2)

    def _note(self, chain: _Chain, attempt: Attempt) -> None:
        chain.attempts.append(attempt)
        if self._observer is not None:
            fields = {"url": attempt.url, "status": attempt.status, "failure": attempt.failure}
            self._observer.event("exchange", fields)


def _user_agent(contact: str) -> str:
    return f"citecheck/{__version__} (+{contact})" if contact else f"citecheck/{__version__}"


__all__ = ["LiveFetcher"]
