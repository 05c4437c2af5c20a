"""robots.txt: asked once for each server, obeyed for every page."""

from __future__ import annotations

from typing import Protocol

from protego import Protego

from citecheck.web.addresses import WebAddress
from citecheck.web.polite import Once, Paces, Steps

_MAX_BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB must be read
_MAX_DELAY = 30.0  # seconds; a longer Crawl-delay is meant for crawls of a whole site
NAME = "citecheck"


class Reading(Protocol):
    """Gets the text of a server's robots.txt, or None where there is none to obey."""

    def __call__(self, url: str) -> Steps[bytes | None]:
        """Get `url`."""
        ...


class Robots:
    """Knows what each server's robots.txt permits.

    A robots.txt that is missing (4xx) permits everything (RFC 9309, 2.3.1.3). Where the server fails to answer for
    it, the page itself is asked for: only its answer tells what became of the link, and it is one page that a
    document cites, not a crawl.
    """

    def __init__(self, reading: Reading, paces: Paces) -> None:
        self._reading = reading
        self._paces = paces
        self._known: Once[Protego | None] = Once()

    def permits(self, address: WebAddress) -> Steps[bool]:
        """Return whether `address` may be asked for."""
        rules = yield from self._known.do(address.origin, lambda: self._read(address))
        return rules is None or rules.can_fetch(address.url, NAME)

    def _read(self, address: WebAddress) -> Steps[Protego | None]:
        body = yield from self._reading(f"{address.origin}/robots.txt")
        if not body:
            return None
        rules = Protego.parse(body[:_MAX_BYTES].decode("utf-8", errors="replace").lstrip("\ufeff"))
        delay = rules.crawl_delay(NAME)
        if delay:
            self._paces.slow(address.domain, min(float(delay), _MAX_DELAY))
        return rules


__all__ = ["NAME", "Robots"]
