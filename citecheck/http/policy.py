"""How each kind of host is asked, as data: pages, robots.txt, and the services of archives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from citecheck._version import __version__
from citecheck.http.answer import Answer
from citecheck.http.decoding import ACCEPTED
from citecheck.http.failures import Failure
from citecheck.http.http_dates import retry_after_seconds
from citecheck.settings.model import Settings, WebSettings
from reports.model import LinkStatus, Origin

TRANSIENT_STATUSES = frozenset({408, 421, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529, 599})
"""Statuses that may be another one a moment later (RFC 9110, 6585 and 8470; 52x and 599 are those of proxies)."""

BROWSER_HEADERS: Mapping[str, str] = {
    "User-Agent": (
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko; compatible; "
        f"citecheck/{__version__}) Chrome/140.0.0.0 Safari/537.36"
    ),
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Accept-Language": "en-US,en;q=0.7",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Upgrade-Insecure-Requests": "1",
}
"""Headers of a browser, sent where a page is missing for programs; our name stays in them, as search engines do it."""

ArchiveRequest = Literal["index", "gate", "read"]
"""Kinds of requests to an archive: its index and its TimeGate are look-ups; the index has the slower pace."""

_INDEX_BYTES = 4_000_000  # an index of more captures than that is not needed to choose one
_UNSAID = 60.0  # seconds to leave an archive alone that refuses and does not say for how long
_SHUT_OUT = 3600.0  # seconds that an archive which refuses connections shuts us out for, as far as is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How one kind of host is asked. Times are in seconds.

    - `headers` are sent with every request; `retries` further tries follow the first, after `backoff` doubled for each
      and `jitter` (0 to 1) of that more; `retries_timeouts`: after a timeout, too.
    - `interval` lies between two requests of a `lane`. A Retry-After of up to `max_retry_after` is obeyed; a longer one
      in an answer with one of `closing_statuses` closes the host for that time, and what is declined for it has
      `closed_status`. `assumed_wait` stands for a Retry-After that a 429 lacks. `pauses_host`: while one request waits
      for its next try, nobody else asks the host.
    - `breaker` failures in a row end all requests to a host (0: never); `counts_tries`: every try and every refusal
      counts, not only addresses that fail; `open_status` is then given, None: that of the last failure. `shut_out` is
      how long a host that refuses connections is left alone, None: it is treated as any other.
    """

    origin: Origin
    headers: Mapping[str, str] = field(hash=False)
    retries: int
    backoff: float
    jitter: float = 0.0
    retries_timeouts: bool = True
    connect_timeout: float
    read_timeout: float
    total_timeout: float
    max_bytes: int
    interval: float = 0.0
    lane: str = ""
    max_retry_after: float
    closing_statuses: frozenset[int] = frozenset()
    closed_status: LinkStatus = LinkStatus.BLOCKED
    assumed_wait: float | None = None
    pauses_host: bool = False
    breaker: int = 0
    counts_tries: bool = False
    open_status: LinkStatus | None = None
    shut_out: float | None = None

    def is_refusal(self, answer: Answer) -> bool:
        """Return whether the server itself says that it cannot answer now.

        A page in an archive has the status that it had when it was captured, which is no refusal of the archive
        (RFC 7089, 4.5.3).
        """
        captured = self.origin is Origin.ARCHIVE and "memento-datetime" in answer.headers
        return answer.status in TRANSIENT_STATUSES and not captured

    def wished_wait(self, answer: Answer) -> float | None:
        """Return for how many seconds the server wishes to be left alone; None where it does not say."""
        wished = retry_after_seconds(answer.headers.get("retry-after"), answer.at)
        return self.assumed_wait if wished is None and answer.status == 429 else wished

    def wait_before_retry(self, outcome: Answer | Failure, tries: int, chance: float) -> float | None:
        """Return the seconds to wait after `tries` tries; None where a further one is of no use. `chance`: 0 to 1."""
        if tries > self.retries:
            return None
        backoff = self.backoff * 2.0 ** (tries - 1) * (1.0 + self.jitter * chance)
        if isinstance(outcome, Failure):
            again = outcome.passing and (self.retries_timeouts or outcome.status is not LinkStatus.TIMEOUT)
            return backoff if again else None
        if outcome.broken_off:
            return backoff
        if not self.is_refusal(outcome):
            return None
        wished = self.wished_wait(outcome)
        if wished is None:
            return backoff
        stated = retry_after_seconds(outcome.headers.get("retry-after"), outcome.at)
        if wished > self.max_retry_after or (stated is None and tries > 1):
            return None  # a second guess of how long to wait would be as good as the first
        return max(backoff, wished)


def user_agent(web: WebSettings) -> str:
    """Return the User-Agent that is sent: that of the settings, or our name with the contact."""
    contact = f" (+{web.contact})" if web.contact else ""
    return web.user_agent or f"citecheck/{__version__}{contact}"


def page_policy(web: WebSettings, *, paced: bool = True) -> Policy:
    """Return how pages of the live web are asked for; `total_timeout` is for an address with all its redirects."""
    return Policy(
        origin=Origin.LIVE,
        headers={
            "User-Agent": user_agent(web),
            "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5",
            "Accept-Encoding": ACCEPTED,
        },
        retries=web.retries,
        backoff=web.backoff if paced else 0.0,
        jitter=0.5,
        connect_timeout=web.connect_timeout,
        read_timeout=web.read_timeout,
        total_timeout=web.total_timeout,
        max_bytes=web.max_bytes,
        interval=1.0 / web.per_host_rate if paced and web.per_host_rate else 0.0,
        max_retry_after=web.max_retry_after,
        closing_statuses=frozenset({429}),
        breaker=web.breaker,
    )


def render_policy(pages: Policy) -> Policy:
    """Return how a browser is asked for a page: once, and what becomes of it says nothing about the host."""
    return replace(pages, retries=0, closing_statuses=frozenset(), breaker=0)


def robots_policy(pages: Policy) -> Policy:
    """Return how a robots.txt is asked for: once, and without consequences for pages, which are then asked for."""
    return replace(pages, retries=0, closing_statuses=frozenset())


def archive_policy(settings: Settings, kind: ArchiveRequest) -> Policy:
    """Return how an archive is asked. `total_timeout` is for each try."""
    web, archives = settings.web, settings.archives
    rate = archives.lookups_per_minute / 60 if kind == "index" else archives.reads_per_second
    timeout = web.read_timeout if kind == "read" else archives.lookup_timeout
    return Policy(
        origin=Origin.ARCHIVE,
        headers={"User-Agent": user_agent(web), "Accept": "*/*", "Accept-Encoding": ACCEPTED},
        retries=web.retries,
        backoff=web.backoff,
        retries_timeouts=False,
        connect_timeout=web.connect_timeout,
        read_timeout=timeout,
        total_timeout=web.total_timeout if kind == "read" else archives.lookup_timeout,
        max_bytes=_INDEX_BYTES if kind == "index" else web.max_bytes,
        interval=1.0 / rate if rate > 0 else 0.0,
        lane="index" if kind == "index" else "read",
        max_retry_after=web.max_retry_after,
        closing_statuses=TRANSIENT_STATUSES,
        closed_status=LinkStatus.NOT_CHECKED,
        assumed_wait=_UNSAID,
        pauses_host=True,
        breaker=archives.breaker,
        counts_tries=True,
        open_status=LinkStatus.NOT_CHECKED,
        shut_out=_SHUT_OUT,
    )


__all__ = [
    "BROWSER_HEADERS",
    "TRANSIENT_STATUSES",
    "ArchiveRequest",
    "Policy",
    "archive_policy",
    "page_policy",
    "render_policy",
    "robots_policy",
    "user_agent",
]
