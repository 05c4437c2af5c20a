"""The fetcher that an audit needs, and an adapter for fetchers of the user."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from citecheck.http.addresses import web_address
from citecheck.http.failures import Failure
from citecheck.http.rate_limiter import RateLimiter
from citecheck.http.tasks import Task, TimeSlot
from citecheck.interfaces import Clock, Fetcher
from citecheck.model import Fetched
from citecheck.plugins import failed_fetch, returned
from claims.errors import CitecheckError
from reports.model import Origin


class TaskFetcher(Protocol):
    """A fetcher whose work can be suspended while it waits for a slot of a host.

    `limiter` is the rate limiter that grants the slots of its tasks.
    """

    limiter: RateLimiter

    def task(self, url: str, *, headers: Mapping[str, str] | None = None) -> Task[Fetched]:
        """Return the task that gets `url`. It yields what it waits for. `headers` are added to the fetcher's own."""
        ...

    def can_render(self, url: str) -> bool:
        """Return whether a browser is there to show the page at `url`."""
        ...

    def rendered(self, url: str) -> Task[Fetched]:
        """Get the page at `url` as a browser shows it; the task is suspended while it waits."""
        ...

    def proxy_of(self, url: str) -> str:
        """Return the address of the proxy for `url`, without credentials; empty if there is none."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...


class FetcherTasks:
    """Adds the tasks and the rate limit that an audit needs to a `fetcher` of the user.

    `rate` is in requests a second for one registrable domain; 0 means no limit. `clock` gives the time. An exception of
    the fetcher becomes an answer with the status `not-checked`, whose reason names the exception.
    """

    def __init__(self, fetcher: Fetcher, *, rate: float, clock: Clock) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._interval = 1.0 / rate if rate > 0 else 0.0
        self.limiter = RateLimiter(clock)

    def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """See `citecheck.interfaces.Fetcher.fetch`."""
        return self.limiter.run(self.task(url, headers=headers))

    def task(self, url: str, *, headers: Mapping[str, str] | None = None) -> Task[Fetched]:
        """Wait until the rate limit of the domain of `url` permits a request, then call the fetcher with `headers`."""
        try:
            domain = web_address(url).domain
        except Failure:  # the fetcher reports what is wrong with the address
            domain = url
        yield TimeSlot(domain, self._interval)
        try:
            return returned(self._fetcher.fetch(url, headers=headers), Fetched)
        except CitecheckError:
            raise
        except Exception as error:  # a user's fetcher may raise anything; only this address fails
            return failed_fetch(url, error, part="fetcher", origin=Origin.LIVE, clock=self._clock)

    def can_render(self, url: str) -> bool:
        """Return False for every `url`: only the user's fetcher can decide to use a browser."""
        return False

    def rendered(self, url: str) -> Task[Fetched]:
        """See `TaskFetcher.rendered`; it is never called, and fetches the page."""
        return self.task(url)

    def proxy_of(self, url: str) -> str:
        """Return an empty string for every `url`: it is unknown whether the user's fetcher has a proxy."""
        return ""

    def close(self) -> None:
        """Close the fetcher's connections if it has a method for that."""
        close = getattr(self._fetcher, "close", None)
        if callable(close):
            close()


__all__ = ["FetcherTasks", "TaskFetcher"]
