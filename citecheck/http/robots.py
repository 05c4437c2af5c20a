"""robots.txt (RFC 9309): requested once for each server, obeyed for every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from protego import Protego

from citecheck.http.addresses import WebAddress
from citecheck.http.rate_limiter import RateLimiter
from citecheck.http.tasks import OncePerKey, Task
from citecheck.model import Fetched
from reports.model import Attempt

_MAX_BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB must be read
_MAX_DELAY = 30.0  # seconds; a longer Crawl-delay is meant for crawls of a whole site
NAME = "citecheck"


class Reading(Protocol):
    """A function that gets the robots.txt of a server."""

    def __call__(self, url: str) -> Task[Fetched]:
        """Get `url`."""
        ...


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of one server (None: everything is permitted), and the attempts that got them."""

    parsed: Protego | None
    attempts: tuple[Attempt, ...]


class Robots:
    """Says what each server's robots.txt permits. Safe to share between threads.

    `reading` gets a robots.txt; `limiter` is slowed down if one asks for it (Crawl-delay). A robots.txt that is
    missing (4xx) permits everything (RFC 9309, 2.3.1.3). If the server fails to answer the request for it, the page is
    requested all the same: only its answer shows the state of the link, and one cited page is not a crawl.
    """

    def __init__(self, reading: Reading, limiter: RateLimiter) -> None:
        self._reading = reading
        self._limiter = limiter
        self._known: OncePerKey[_Rules] = OncePerKey()

    def forbids(self, address: WebAddress) -> Task[tuple[Attempt, ...]]:
        """Return the attempts that got the robots.txt which forbids `address`; empty if it may be requested."""
        rules = yield from self._known.do(address.origin, lambda: self._read(address))
        allowed = rules.parsed is None or rules.parsed.can_fetch(address.url, NAME)
        return () if allowed else rules.attempts

    def _read(self, address: WebAddress) -> Task[_Rules]:
        fetched = yield from self._reading(f"{address.origin}/robots.txt")
        if fetched.status != 200 or fetched.failure is not None or not fetched.body:
            return _Rules(None, fetched.attempts)
        parsed = Protego.parse(fetched.body[:_MAX_BYTES].decode("utf-8", errors="replace").lstrip("\ufeff"))
        delay = parsed.crawl_delay(NAME)
        if delay:
            self._limiter.slow(address.domain, min(float(delay), _MAX_DELAY))
        return _Rules(parsed, fetched.attempts)


__all__ = ["NAME", "Robots"]
