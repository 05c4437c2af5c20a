"""The one HTTP client: it sends single requests under a policy and repeats them where that may help.

It follows no redirect. The caller decides what a redirect means.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import requests
from requests.adapters import BaseAdapter
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar, get_cookie_header
from urllib3 import Timeout

from citecheck.clock import timestamp
from citecheck.http.addresses import web_address
from citecheck.http.answer import Answer, read_answer
from citecheck.http.circuit_breaker import CircuitBreaker
from citecheck.http.credentials import Credentials
from citecheck.http.failures import Failure, causes_of, failure_of
from citecheck.http.policy import Policy
from citecheck.http.rate_limiter import RateLimiter
from citecheck.http.redaction import clean_url
from citecheck.http.tasks import Task, TimeSlot
from citecheck.interfaces import Clock
from citecheck.model import Barrier
from citecheck.run_times import RunPart, spent_on
from reports.model import Attempt, LinkStatus

RENDER = "RENDER"
"""Our own method: the answer is the page as it stands in a browser (`citecheck.browser`), not what the server sent."""

_COUNTED = frozenset({LinkStatus.GONE, LinkStatus.TIMEOUT, LinkStatus.CONNECTION_ERROR, LinkStatus.TLS_ERROR})


@runtime_checkable
class Declining(Protocol):
    """A transport that records requests which were not sent, so that a replay decides the same."""

    def decline(self, request: requests.PreparedRequest, failure: Failure) -> Failure:
        """Record that `request` was not sent, and why. Returns the failure to raise."""
        ...


class PlainRequest(requests.PreparedRequest):
    """A request that is sent as it is.

    `secret_headers` are lower-case names of headers that are never recorded. `secrets` are the words of these headers:
    where a server repeats one in its answer, it is not recorded either. `via` is the cited address that redirected to
    this one, for the recording alone; empty if the address was not redirected to.
    """

    secret_headers: frozenset[str] = frozenset()
    secrets: tuple[bytes, ...] = ()
    via: str = ""


@dataclass(slots=True)
class Budget:
    """The seconds that all exchanges for one address may take together: `total`, of which some are `left`."""

    left: float
    total: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpRequest:
    """One request. `method` is GET, POST or `RENDER`. `pace_key` is what is paced as one.

    `headers` are added to the policy's, and so are `secret_headers`, which are never recorded. `body` is what a POST
    sends; None: the request has no body. `cookies` are sent as they apply, and gather what answers set. `budget` is
    shared with other requests. `via` is the cited address that redirected here; it is recorded and not sent.
    """

    url: str
    host: str
    pace_key: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    secret_headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = None
    cookies: RequestsCookieJar | None = None
    budget: Budget | None = None
    via: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpReply:
    """The result of one request: the last answer or else the failure, and every try as an attempt.

    `at` is the time of the last try (RFC 3339). Either `answer` or `failure` is None.
    """

    url: str
    at: str
    attempts: tuple[Attempt, ...]
    answer: Answer | None = None
    failure: Failure | None = None

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the answer, with lower-case names; empty if no answer came."""
        return self.answer.headers if self.answer else {}


class HttpClient:
    """Sends requests through `adapter`. Safe to share between threads.

    `limiter` spaces the requests. `credentials` gives headers for single hosts; None: there are none. `on_attempt` is
    called after each try, from the thread that made it. With `paced` False the client neither waits nor remembers how
    hosts behave: this is for replays, in which no time passes and every decision comes from the recording.
    """

    def __init__(
        self,
        adapter: BaseAdapter,
        *,
        clock: Clock,
        limiter: RateLimiter,
        credentials: Credentials | None = None,
        on_attempt: Callable[[Attempt], None] | None = None,
        paced: bool = True,
    ) -> None:
        self._adapter = adapter
        self._clock = clock
        self._limiter = limiter
        self._credentials = credentials
        self._on_attempt = on_attempt
        self._paced = paced
        self._breaker = CircuitBreaker()
        self._stopped = threading.Event()
        self._random = random.Random()

    @property
    def is_stopped(self) -> bool:
        """Whether `stop` was called, so that no request is sent any more."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Let every request from now on fail with the status not-checked."""
        self._stopped.set()

    def ask(
        self, request: HttpRequest, policy: Policy, *, admit: Callable[[], Failure | None] | None = None
    ) -> Task[HttpReply]:
        """Send `request`, and repeat it as `policy` says. Errors of the network become failures of the reply.

        `admit` is called once, before the first try; a failure that it returns becomes the reply, and nothing is sent.
        """
        attempts: list[Attempt] = []
        not_before = 0.0
        for tries in itertools.count(1):
            declined = self._declined(request, policy)
            if declined is None and tries == 1 and admit is not None and self._paced:
                declined = admit()
            if declined is None:
                slot = TimeSlot(request.pace_key, policy.interval if self._paced else 0.0, not_before, policy.lane)
                yield slot
                self._limiter.begun(slot)
                declined = self._declined(request, policy)  # the host may have failed while the task waited
            prepared = self._prepared(request, policy)
            with spent_on(RunPart.FETCHING, request.pace_key):
                reply = self._exchange(prepared, request, policy, attempts, declined)
            outcome = reply.answer or reply.failure
            assert outcome is not None  # an exchange has one or the other
            wait = policy.wait_before_retry(outcome, tries, self._random.random())
            if wait is None:
                return reply
            if self._paced:
                not_before = self._clock.monotonic() + wait
                if policy.pauses_host or (reply.answer is not None and _asks_for_patience(reply.answer, policy)):
                    self._limiter.pause(request.pace_key, wait)
        raise AssertionError("a loop without an end ended")

    def _prepared(self, request: HttpRequest, policy: Policy) -> PlainRequest:
        """Return the request as it is sent. requests would rewrite the address."""
        prepared = PlainRequest()
        prepared.method, prepared.url, prepared.via = request.method, request.url, request.via
        prepared.headers = requests.structures.CaseInsensitiveDict({**policy.headers, **request.headers})
        own = self._credentials.headers_for(web_address(request.url)) if self._credentials is not None else {}
        own = {**own, **request.secret_headers}
        prepared.headers.update(own)
        prepared.secret_headers = frozenset(name.lower() for name in own)
        if request.body is not None:
            prepared.body = request.body
            prepared.headers["Content-Length"] = str(len(request.body))
            prepared.headers["Content-Digest"] = _digest(request.body)
            prepared.secrets = tuple(value.split()[-1].encode() for value in request.secret_headers.values())
        if request.cookies:
            cookies = get_cookie_header(request.cookies, prepared)  # type: ignore[no-untyped-call]  # requests has no types here
            if cookies:
                prepared.headers["Cookie"] = "; ".join(filter(None, (prepared.headers.get("Cookie"), cookies)))
        return prepared

    def _declined(self, request: HttpRequest, policy: Policy) -> Failure | None:
        """Return why a request is not sent; None if it is."""
        budget = request.budget
        if budget is not None and budget.left <= 0:
            return Failure(LinkStatus.TIMEOUT, f"no whole answer within {budget.total:g} s")
        if not self._paced:
            return None
        if self._stopped.is_set():
            return Failure(LinkStatus.NOT_CHECKED, "the run was ended")
        opened = self._breaker.opened(request.host, policy.breaker)
        if opened is not None:
            return Failure(policy.open_status or opened.status, opened.reason)
        closed = self._limiter.closed_for(request.host)
        if closed:
            reason = f"{request.host} asked to be left alone for {closed:.0f} s"
            return Failure(policy.closed_status, reason, barrier=Barrier.ASKED_TO_WAIT)
        return None

    def _exchange(
        self,
        prepared: requests.PreparedRequest,
        request: HttpRequest,
        policy: Policy,
        attempts: list[Attempt],
        declined: Failure | None,
    ) -> HttpReply:
        """Make one exchange and append its attempt to `attempts`."""
        began = self._clock.monotonic()
        at = timestamp(self._clock.now())
        answer: Answer | None = None
        failure: Failure | None = None
        try:
            if declined is not None:
                raise self._recorded(prepared, declined)
            response = self._adapter.send(
                prepared,
                stream=True,
                timeout=_limits(request, policy),  # type: ignore[arg-type]  # requests takes urllib3's, not its stubs
            )
            at = getattr(response, "recorded_at", None) or at
            if request.cookies is not None and "set-cookie" in response.headers:
                extract_cookies_to_jar(request.cookies, prepared, response.raw)  # type: ignore[no-untyped-call]  # untyped
            answer = read_answer(response, policy.max_bytes, at)
        except (Failure, requests.RequestException) as error:
            failure = failure_of(error)
            if failure is not error and failure.__cause__ is None:
                failure.__cause__ = error
            at = failure.recorded_at or at
        finally:
            if request.budget is not None:
                request.budget.left -= self._clock.monotonic() - began
        attempt = Attempt(
            url=clean_url(request.url),
            origin=policy.origin,
            at=at,
            status=answer.status if answer else None,
            failure=failure.reason if failure else None,
            note=answer.note if answer else None,
        )
        attempts.append(attempt)
        if self._on_attempt is not None:
            self._on_attempt(attempt)
        if self._paced and declined is None:
            self._learn(request, policy, answer or failure, began)
        return HttpReply(url=request.url, at=at, attempts=tuple(attempts), answer=answer, failure=failure)

    def _recorded(self, prepared: requests.PreparedRequest, failure: Failure) -> Failure:
        """Return the failure of a request that is not sent. It is recorded, because a replay cannot decide it again."""
        if isinstance(self._adapter, Declining) and not self._stopped.is_set():
            return self._adapter.decline(prepared, failure)
        return failure

    def _learn(self, request: HttpRequest, policy: Policy, outcome: Answer | Failure | None, began: float) -> None:
        """Update the limiter and the breaker: a host may ask for a pause, refuse connections, or fail."""
        host = request.host
        if request.method == RENDER:
            return  # what becomes of a browser says nothing about a host
        if isinstance(outcome, Answer):
            refused = policy.is_refusal(outcome)
            wished = policy.wished_wait(outcome) if refused else None
            if wished is not None and wished > policy.max_retry_after:
                if outcome.status in policy.closing_statuses:
                    self._limiter.close(host, wished)
            elif wished is not None and policy.pauses_host:
                self._limiter.pause(request.pace_key, wished)
            if not (refused and policy.counts_tries):
                self._breaker.succeeded(host)
                return
            outcome = Failure(LinkStatus.SERVER_ERROR, f"the server answers {outcome.status}")
        elif outcome is None or outcome.status not in _COUNTED:
            return
        elif policy.shut_out is not None and any(isinstance(one, ConnectionRefusedError) for one in causes_of(outcome)):
            self._breaker.trip(host, outcome)
            self._limiter.close(host, policy.shut_out)
        key = None if policy.counts_tries else request.url
        self._breaker.failed(host, outcome, key=key, began=began, now=self._clock.monotonic())


def _digest(body: bytes) -> str:
    """Return the digest of the body of a request, as RFC 9530 writes it: a replay knows the request by it."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def _asks_for_patience(answer: Answer, policy: Policy) -> bool:
    """Return whether an answer asks for a pause of all requests to the host, not of this one alone."""
    return answer.status == 429 or bool(policy.wished_wait(answer))


def _limits(request: HttpRequest, policy: Policy) -> Timeout:
    left = policy.total_timeout if request.budget is None else max(request.budget.left, 0.001)
    return Timeout(connect=min(policy.connect_timeout, left), read=policy.read_timeout, total=left)


__all__ = ["RENDER", "Budget", "Declining", "HttpClient", "HttpReply", "HttpRequest", "PlainRequest"]
