"""Single requests to archives, within the run's budget; each request is sent once a run.

Nothing here follows a redirect: `memento` decides what a redirect of an archive means.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from urllib.parse import quote

from requests.adapters import BaseAdapter

from citecheck.archives.answer_store import AnswerStore
from citecheck.clock import timestamp
from citecheck.evidence.recording import RecordingAdapter
from citecheck.evidence.replay import ReplayAdapter
from citecheck.http.client import HttpClient, HttpReply, HttpRequest
from citecheck.http.failures import Failure
from citecheck.http.policy import TRANSIENT_STATUSES, ArchiveRequest, archive_policy
from citecheck.http.rate_limiter import RateLimiter, Stopped, process_limiter
from citecheck.interfaces import Clock, Observer
from citecheck.model import Memento
from citecheck.settings.model import Settings
from claims.urls import parts_of, without_credentials
from reports.model import Attempt, LinkStatus, Origin

_STRAY_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")


class ArchiveClient:
    """Sends requests to all archives of one run, which share its budget. Safe to share between threads.

    `limiter` None: the one that the whole process shares, because archives count the requests from one IP address.
    `observer` is notified of each request; None: nobody is.
    """

    def __init__(
        self,
        settings: Settings,
        adapter: BaseAdapter,
        *,
        clock: Clock,
        observer: Observer | None = None,
        limiter: RateLimiter | None = None,
    ) -> None:
        self._policies = {kind: archive_policy(settings, kind) for kind in ("index", "gate", "read")}
        self._budget = settings.archives.max_lookups
        self._adapter = adapter
        self._clock = clock
        self._observer = observer
        self._limiter = limiter or process_limiter(clock)
        paced = not isinstance(adapter, ReplayAdapter)
        self._http = HttpClient(adapter, clock=clock, limiter=self._limiter, paced=paced)
        self._answers: AnswerStore[tuple[str, str], HttpReply] = AnswerStore()
        self._lock = threading.Lock()
        self._lookups = 0
        self._described: set[str] = set()

    def get(self, url: str, kind: ArchiveRequest, *, headers: Mapping[str, str] | None = None) -> HttpReply:
        """Send one GET request, with retries. Errors of the network become failures of the reply.

        `kind` chooses the policy. `headers` are added to its headers; None: none. A second call with the same address
        and Accept-Datetime, from any thread, returns the same reply without a request.
        """
        when = (headers or {}).get("Accept-Datetime", "")
        return self._answers.get((url, when), lambda: self._get(url, kind, headers or {}))

    def describe(self, reply: HttpReply, memento: Memento) -> None:
        """Note in the recording, once for each record, which capture an answer is."""
        evidence = reply.answer.evidence if reply.answer else None
        if evidence is None or not isinstance(self._adapter, RecordingAdapter) or self._http.is_stopped:
            return
        with self._lock:
            if evidence.record_id in self._described:
                return
            self._described.add(evidence.record_id)
        facts = {"archive": memento.archive, "original": memento.original, "captured": memento.captured}
        self._adapter.describe(evidence, reply.url, facts)

    def stop(self) -> None:
        """Cancel all waiting. Every request from now on fails."""
        self._http.stop()

    def _get(self, url: str, kind: ArchiveRequest, headers: Mapping[str, str]) -> HttpReply:
        host = parts_of(url).netloc.rpartition("@")[2].lower()
        request = HttpRequest(url=_sendable(url), host=host, pace_key=host, headers=headers)
        task = self._http.ask(request, self._policies[kind], admit=self._spend if kind != "read" else None)
        try:
            reply = self._limiter.run(task, is_stopped=lambda: self._http.is_stopped)
        except Stopped:
            reply = self._ended(request.url)
        if self._observer:
            status = reply.answer.status if reply.answer else None
            reason = reply.failure.reason if reply.failure else None
            fields = {"url": without_credentials(url), "kind": kind, "status": status, "failure": reason}
            self._observer.event("archive-request", fields)
        return reply

    def _spend(self) -> Failure | None:
        """Take one look-up from the run's budget; returns a failure if none is left, else None."""
        with self._lock:
            if 0 < self._budget <= self._lookups:
                return Failure(
                    LinkStatus.NOT_CHECKED,
                    f"the run has made all {self._budget} look-ups in archives that archives.max_lookups permits",
                )
            self._lookups += 1
            return None

    def _ended(self, url: str) -> HttpReply:
        failure = Failure(LinkStatus.NOT_CHECKED, "the run was ended")
        at = timestamp(self._clock.now())
        attempt = Attempt(url=without_credentials(url), origin=Origin.ARCHIVE, at=at, failure=failure.reason)
        return HttpReply(url=url, at=at, attempts=(attempt,), failure=failure)


def refused(reply: HttpReply) -> bool:
    """Return whether the archive itself says that it cannot answer now. The status of a capture is not its own."""
    return reply.answer is not None and reply.answer.status in TRANSIENT_STATUSES and not is_captured(reply)


def is_captured(reply: HttpReply) -> bool:
    """Return whether an answer is a capture (RFC 7089, 2.1.1)."""
    return "memento-datetime" in reply.headers


def _sendable(url: str) -> str:
    """Escape characters of a page's address that must not be in a request line."""
    return quote(_STRAY_PERCENT.sub("%25", url), safe="/:?#[]@!$&'()*+,;=%~", errors="replace")


__all__ = ["ArchiveClient", "refused"]
