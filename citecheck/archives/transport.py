"""Single requests to archives: paced, within the run's budget, patient with what passes, and each an attempt.

Nothing here follows a redirect: what an archive means by one is for `memento` to judge.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

import requests
from requests.adapters import BaseAdapter
from urllib3.util import Timeout

from citecheck._version import __version__
from citecheck.archives.addresses import parts_of
from citecheck.archives.answers import Answers
from citecheck.archives.pacing import Pacing, pacing_for
from citecheck.clock import timestamp
from citecheck.evidence.recording import RecordingAdapter
from citecheck.evidence.replay import ReplayAdapter
from citecheck.interfaces import Clock, Observer
from citecheck.model import Memento
from citecheck.settings.model import Settings
from citecheck.web.failures import Failure, failure_of
from citecheck.web.http_dates import retry_after_seconds
from citecheck.web.reading import Answer, read_answer
from claims.urls import without_credentials
from reports.model import Attempt, LinkStatus, Origin

Kind = Literal["index", "gate", "read"]  # an index and a TimeGate are look-ups; an index has the slower pace

_STRAY_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_PASSING = frozenset({421, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 599})
_INDEX_BYTES = 4_000_000  # an index of more captures than that is not needed to choose one
_UNSAID = 60.0  # seconds to leave an archive alone that refuses and does not say for how long
_SHUT_OUT = 3600.0  # seconds that an archive which refuses connections shuts us out for, as far as is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What became of one request: the last answer or the failure, and every try as an attempt."""

    url: str
    at: str
    attempts: tuple[Attempt, ...]
    answer: Answer | None = None
    failure: Failure | None = None

    @property
    def headers(self) -> Mapping[str, str]:
        """The answer's headers, names in lower case; empty where none came."""
        return self.answer.headers if self.answer else {}


@dataclass(slots=True)
class _Health:
    """What is known of one archive in this run."""

    failures: int = 0
    last: float = 0.0  # when the last of them was counted
    closed: str = ""  # why it is not asked again


@dataclass(slots=True)
class _State:
    lock: threading.Lock = field(default_factory=threading.Lock)
    lookups: int = 0
    health: dict[str, _Health] = field(default_factory=dict)
    ended: threading.Event = field(default_factory=threading.Event)
    described: set[str] = field(default_factory=set)


class ArchiveTransport:
    """Asks archives. Safe to share between threads; one for all archives of a run, since the budget is the run's."""

    def __init__(
        self,
        settings: Settings,
        adapter: BaseAdapter,
        *,
        clock: Clock,
        observer: Observer | None = None,
        pacing: Pacing | None = None,
    ) -> None:
        self._web = settings.web
        self._settings = settings.archives
        self._adapter = adapter
        self._clock = clock
        self._observer = observer
        self._pacing = pacing or pacing_for(clock)
        self._replayed = isinstance(adapter, ReplayAdapter)
        self._state = _State()
        self._answers: Answers[tuple[str, str], Reply] = Answers()
        contact = f" (+{self._web.contact})" if self._web.contact else ""
        self._headers = {
            "User-Agent": self._web.user_agent or f"citecheck/{__version__}{contact}",
            "Accept": "*/*",
            "Accept-Encoding": "gzip, deflate",
        }

    def get(self, url: str, kind: Kind, *, headers: Mapping[str, str] | None = None) -> Reply:
        """Send one GET, and again where what went wrong may pass. Never raises for what the world does.

        Each question is asked once a run: who asks again, from whatever thread, gets the same answer.
        """
        when = (headers or {}).get("Accept-Datetime", "")
        return self._answers.get((url, when), lambda: self._get(url, kind, headers))

    def _get(self, url: str, kind: Kind, headers: Mapping[str, str] | None) -> Reply:
        request = requests.PreparedRequest()
        request.method, request.url = "GET", _sendable(url)
        request.headers = requests.structures.CaseInsensitiveDict({**self._headers, **(headers or {})})
        attempts: list[Attempt] = []
        reply = self._try(request, kind, attempts)
        for further in range(1, self._web.retries + 1):
            wait = self._wait_after(reply, further)
            if wait is None:
                break
            if not self._replayed:
                self._pacing.hold(_host(url), wait, self._clock)
            reply = self._try(request, kind, attempts)
        if self._observer:
            status = reply.answer.status if reply.answer else None
            reason = reply.failure.reason if reply.failure else None
            fields = {"url": without_credentials(url), "kind": kind, "status": status, "failure": reason}
            self._observer.event("archive-request", fields)
        return reply

    def describe(self, reply: Reply, memento: Memento) -> None:
        """Say in the recording, once, which capture an answer is."""
        evidence = reply.answer.evidence if reply.answer else None
        if evidence is None or not isinstance(self._adapter, RecordingAdapter) or self._state.ended.is_set():
            return
        with self._state.lock:
            if evidence.record_id in self._state.described:
                return
            self._state.described.add(evidence.record_id)
        facts = {"archive": memento.archive, "original": memento.original, "captured": memento.captured}
        self._adapter.describe(evidence, reply.url, facts)

    def stop(self) -> None:
        """End all waiting; whatever is asked from now on fails."""
        self._state.ended.set()

    def _try(self, request: requests.PreparedRequest, kind: Kind, attempts: list[Attempt]) -> Reply:
        url = request.url or ""
        declined = None if self._replayed else self._declined(_host(url), kind, first=not attempts)
        began = self._clock.monotonic()
        at = timestamp(self._clock.now())
        answer: Answer | None = None
        failure: Failure | None = None
        try:
            if declined:
                raise self._recorded(request, declined)
            answer, at = self._exchange(request, kind, at)
        except Failure as error:
            failure = error
            at = error.recorded_at or at
        shown = without_credentials(url)
        note = answer.note if answer else None
        attempts.append(
            Attempt(
                url=shown,
                origin=Origin.ARCHIVE,
                at=at,
                status=answer.status if answer else None,
                failure=failure.reason if failure else None,
                note=note,
            )
        )
        reply = Reply(url=url, at=at, attempts=tuple(attempts), answer=answer, failure=failure)
        if not self._replayed:
            self._judge(reply, began)
        return reply

    def _exchange(self, request: requests.PreparedRequest, kind: Kind, at: str) -> tuple[Answer, str]:
        web = self._web
        lookup = kind != "read"
        limit = Timeout(
            connect=web.connect_timeout,
            read=self._settings.lookup_timeout if lookup else web.read_timeout,
            total=self._settings.lookup_timeout if lookup else web.total_timeout,
        )
        try:
            response = self._adapter.send(
                request,
                stream=True,
                timeout=limit,  # type: ignore[arg-type]  # requests takes urllib3's, its annotation does not say so
            )
            at = getattr(response, "recorded_at", None) or at
            return read_answer(response, _INDEX_BYTES if kind == "index" else web.max_bytes, at), at
        except requests.RequestException as error:
            raise failure_of(error) from error

    def _recorded(self, request: requests.PreparedRequest, declined: Failure) -> Failure:
        """Put a decision into the recording, where there is one and the run goes on: a replay decides the same."""
        if isinstance(self._adapter, RecordingAdapter) and not self._state.ended.is_set():
            return self._adapter.decline(request, declined)
        return declined

    def _declined(self, host: str, kind: Kind, *, first: bool) -> Failure | None:
        """Say why not to ask at all, or wait for the turn."""
        state = self._state
        with state.lock:
            health = state.health.get(host)
            if health and health.closed:
                return _unasked(health.closed)
            if kind != "read" and first:
                if 0 < self._settings.max_lookups <= state.lookups:
                    return _unasked(f"the run's {self._settings.max_lookups} look-ups in archives are spent")
                state.lookups += 1
        held = self._pacing.held(host, self._clock)
        if held > self._web.max_retry_after:
            return _unasked(f"{host} is to be left alone for {held:.0f} s more")
        pool = "index" if kind == "index" else "read"
        rate = self._settings.lookups_per_minute / 60 if pool == "index" else self._settings.reads_per_second
        interval = 1 / rate if rate > 0 else 0.0
        if not self._pacing.claim(host, pool, interval, self._clock, state.ended.is_set):
            return _unasked("the run was ended")
        return None

    def _wait_after(self, reply: Reply, further: int) -> float | None:
        """Return the seconds after which to try again; None where that would not help, or is not wanted."""
        backoff = self._web.backoff * 2.0 ** (further - 1)
        if reply.failure:
            again = reply.failure.passing and reply.failure.status is not LinkStatus.TIMEOUT
            return backoff if again else None
        if not refused(reply):
            return None
        wished = _wished(reply)
        if wished == _UNSAID and further > 1 and "retry-after" not in reply.headers:
            return None  # a second minute would be as good a guess as the first
        wait = max(wished or 0.0, backoff)
        return wait if wait <= self._web.max_retry_after else None

    def _judge(self, reply: Reply, began: float) -> None:
        """Learn how the archive is: leave it alone where it asks for that, refuses connections or keeps failing.

        Of requests under way at the same time only one failure counts: they fail for one and the same reason.
        """
        host = _host(reply.url)
        failing = reply.failure is not None or refused(reply)
        if reply.failure and reply.failure.status is LinkStatus.NOT_CHECKED:
            return
        wished = _wished(reply)
        if refused(reply) and wished:
            self._pacing.hold(host, wished, self._clock)
        with self._state.lock:
            health = self._state.health.setdefault(host, _Health())
            if not failing:
                health.failures = 0
            elif not health.failures or began >= health.last:
                health.failures += 1
                health.last = self._clock.monotonic()
            if self._settings.breaker and health.failures >= self._settings.breaker:
                health.closed = f"{host} did not answer {health.failures} times in a row and is not asked again"
            if reply.failure and any(isinstance(cause, ConnectionRefusedError) for cause in _causes(reply.failure)):
                health.closed = f"{host} refuses connections and is not asked again"
                self._pacing.hold(host, _SHUT_OUT, self._clock)


def refused(reply: Reply) -> bool:
    """Return whether the archive itself, and not a page that it keeps, says that it cannot answer now."""
    return reply.answer is not None and reply.answer.status in _PASSING and "memento-datetime" not in reply.headers


def _wished(reply: Reply) -> float | None:
    """Return for how many seconds the archive wishes to be left alone: Retry-After is a number or a date."""
    wished = retry_after_seconds(reply.headers.get("retry-after"), reply.at)
    if wished is not None:
        return wished
    return _UNSAID if reply.answer and reply.answer.status == 429 else None


def _sendable(url: str) -> str:
    """Quote what an address of a page may hold, within the archive's, and a request line may not."""
    return quote(_STRAY_PERCENT.sub("%25", url), safe="/:?#[]@!$&'()*+,;=%~")


def _unasked(reason: str) -> Failure:
    return Failure(LinkStatus.NOT_CHECKED, reason)


def _host(url: str) -> str:
    return parts_of(url).netloc.rpartition("@")[2].lower()


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield what an error wraps, from the outside in; urllib3 keeps causes in `reason` and in arguments as well."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
