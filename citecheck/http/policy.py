"""How requests are made, as data: one policy each for pages, robots.txt and the services of archives."""

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
"""Temporary statuses, after which a retry may succeed (RFC 9110, 6585, 8470; 52x and 599 come from proxies)."""

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
"""Headers of a browser, for a second visit of a page that is missing for programs. They still name citecheck, in the
way in which the crawlers of search engines name themselves."""

ArchiveRequest = Literal["index", "gate", "read"]
"""Kinds of requests to an archive. "index" and "gate" (a TimeGate) are look-ups, and count against the budget of the
run; "read" gets a capture. The index has the lower rate."""

_INDEX_BYTES = 4_000_000  # of an index; more captures are not needed to choose one
_DEFAULT_WAIT = 60.0  # seconds to wait after a 429 of an archive without a Retry-After
_SHUT_OUT = 3600.0  # seconds for which an archive that refuses connections is known to block an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How requests to one kind of host are made. All times are in seconds.

    - Request: `origin` is the origin of the attempts. `headers` are sent with every request. `connect_timeout` limits
      the connection, `read_timeout` the wait for further bytes, `total_timeout` the whole exchange. At most `max_bytes`
      of a body are read, after decompression.
    - Retries: at most `retries` follow the first try. Before each there is a pause of `backoff`, doubled each time, and
      a random part of that, up to `jitter` (0 to 1), is added. `retries_timeouts`: a timeout is retried too.
    - Rate: `interval` is the time between two requests in one `lane`; 0: no limit. A Retry-After of up to
      `max_retry_after` is obeyed. A longer one, in an answer whose status is in `closing_statuses`, closes the host for
      that time; requests are then not sent, and get `closed_status`. `assumed_wait` replaces a missing Retry-After of
      a 429; None: it is not replaced. `pauses_host`: while a request waits for its retry, no other is sent to the host.
    - Circuit breaker: after `breaker` consecutive failures a host gets no more requests; 0: never. `counts_tries`: each
      try and each refusal counts; otherwise each address that failed. Requests that are then not sent get
      `open_status`; None: the status of the last failure. `shut_out` is how long a host that refuses connections gets
      no requests; None: a refused connection counts as any other failure.
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
        """Return whether the server says that it cannot answer now.

        A capture has the status that the page had when it was captured. That is not a refusal of the archive
        (RFC 7089, 4.5.3).
        """
        captured = self.origin is Origin.ARCHIVE and "memento-datetime" in answer.headers
        return answer.status in TRANSIENT_STATUSES and not captured

    def wished_wait(self, answer: Answer) -> float | None:
        """Return the seconds for which the server asks clients to wait; None if it does not say."""
        wanted = retry_after_seconds(answer.headers.get("retry-after"), answer.at)
        return self.assumed_wait if wanted is None and answer.status == 429 else wanted

    def wait_before_retry(self, outcome: Answer | Failure, tries: int, chance: float) -> float | None:
        """Return the seconds to wait before the next try, after `tries` of them; None: there is no next try.

        `chance` is a random number from 0 to 1, for the jitter.
        """
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
        wanted = self.wished_wait(outcome)
        if wanted is None:
            return backoff
        stated = retry_after_seconds(outcome.headers.get("retry-after"), outcome.at)
        if wanted > self.max_retry_after or (stated is None and tries > 1):
            return None  # the assumed wait is used once
        return max(backoff, wanted)


def user_agent(web: WebSettings) -> str:
    """Return the User-Agent header: that of the settings, or else citecheck's name, version and the contact."""
    contact = f" (+{web.contact})" if web.contact else ""
    return web.user_agent or f"citecheck/{__version__}{contact}"


def page_policy(web: WebSettings, *, paced: bool = True) -> Policy:
    """Return the policy for live pages. Its `total_timeout` includes all redirects of an address.

    With `paced` False (a replay) there are no pauses.
    """
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
    """Return the policy for robots.txt: one try, whose failure never closes the host for pages."""
    return replace(pages, retries=0, closing_statuses=frozenset())


def archive_policy(settings: Settings, kind: ArchiveRequest) -> Policy:
    """Return the policy for one kind of request to an archive. Its `total_timeout` holds for each try."""
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
        assumed_wait=_DEFAULT_WAIT,
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
