"""Saves pages in the Internet Archive (Save Page Now), each once: with a key as a job that is followed, else through
waybackpy's Save API over our transport.

waybackpy knows where an answer names the capture. Its own requests have no rate limit, and are repeated where the first
may have been taken.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

import requests
from requests.adapters import BaseAdapter
from waybackpy import WaybackMachineSaveAPI
from waybackpy.exceptions import WaybackError

from citecheck.archives.addresses import joined
from citecheck.archives.client import ArchiveClient
from citecheck.archives.wayback import NAME, WaybackArchive
from citecheck.evidence.replay import ReplayAdapter
from citecheck.http.client import HttpClient, HttpReply, HttpRequest
from citecheck.http.failures import Failure
from citecheck.http.policy import archive_policy
from citecheck.http.rate_limiter import RateLimiter, Stopped, process_limiter
from citecheck.http.redaction import clean_url
from citecheck.integrations.asking import OncePolicy, outcome_of
from citecheck.integrations.model import Delivery
from citecheck.interfaces import Clock
from citecheck.settings.model import Settings
from claims.urls import canonical_key, parts_of, split_archive
from reports.model import Attempt

_PATIENCE = 180.0  # seconds for which a job is followed; Save Page Now itself gives up a page after about two minutes
_POLL = 5.0  # seconds between two questions about a job
_BAD_ANSWERS = 3  # answers about a job in a row that say nothing, after which it is no longer followed; judgement


class SaveOutcome(StrEnum):
    """What became of a page that was to be saved."""

    SAVED = "saved"
    REFUSED = "refused"
    """The archive did not take it."""
    UNKNOWN = "unknown"
    """Nobody can say whether the archive took it; it is asked for captures before it is sent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """What became of `url`: the `outcome`, the address of its `capture` (None: none is known), why, and all requests.

    `captured` is the time of the capture (RFC 3339); None: not known.
    """

    url: str
    outcome: SaveOutcome
    reason: str = ""
    capture: str | None = None
    captured: str | None = None
    attempts: tuple[Attempt, ...] = field(default=(), repr=False)


class PageSaver:
    """Saves pages in the Internet Archive. Each address is sent once, however often it is asked for.

    `key` is that of an account there ("ACCESS:SECRET"); "": without one, which the archive allows less often. All
    requests go through `adapter`. `limiter` None: the one that the whole process shares. `patience` and `poll` are the
    seconds for which a job is followed, and between two questions about it.
    """

    def __init__(
        self,
        settings: Settings,
        adapter: BaseAdapter,
        *,
        clock: Clock,
        key: str = "",
        limiter: RateLimiter | None = None,
        patience: float = _PATIENCE,
        poll: float = _POLL,
    ) -> None:
        self._base = settings.archives.wayback.rstrip("/")
        self._host = parts_of(self._base).netloc
        self._clock, self._key = clock, key
        self._patience, self._poll = patience, poll
        self._paced = not isinstance(adapter, ReplayAdapter)
        self._limiter = limiter or process_limiter(clock)
        self._http = HttpClient(adapter, clock=clock, limiter=self._limiter, paced=self._paced)
        per_minute = settings.archives.saves_per_minute
        asking = archive_policy(settings, "index")
        same: dict[str, Any] = {one.name: getattr(asking, one.name) for one in fields(asking)}
        same |= {"lane": "save", "interval": 60 / per_minute if per_minute else 0.0}
        self._save_policy = OncePolicy(**(same | {"read_timeout": patience, "total_timeout": patience}))
        self._status_policy = replace(asking, lane="save-status", interval=poll)
        self._archive = WaybackArchive(self._base, ArchiveClient(settings, adapter, clock=clock, limiter=limiter))
        self._saved: dict[str, SavedPage] = {}

    def save(self, url: str) -> SavedPage:
        """Save `url` and return what became of it. A second call with the same address returns the same."""
        if url not in self._saved:
            self._saved[url] = self._job(url) if self._key else self._plain(url)
        return self._saved[url]

    def stop(self) -> None:
        """Let every request from now on fail."""
        self._http.stop()

    def _plain(self, url: str) -> SavedPage:
        """Save a page without a key: the answer names the capture."""
        asked = _SaveCall(url)
        reply = self._ask(HttpRequest(url=f"{self._base}/save/{asked.url}", host=self._host, pace_key=self._host))
        named = asked.capture_in(reply) if reply.answer is not None else None
        if named is not None:
            return self._found(url, named, reply.attempts)
        return self._failed(url, reply, "its answer names no capture")

    def _job(self, url: str) -> SavedPage:
        """Save a page with a key: the archive makes it a job, which is followed to its end."""
        body = urlencode({"url": url, "skip_first_archive": "1"}, errors="replace").encode()
        request = HttpRequest(
            url=f"{self._base}/save",
            host=self._host,
            pace_key=self._host,
            method="POST",
            headers={"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"},
            secret_headers={"Authorization": f"LOW {self._key}"},
            body=body,
        )
        reply = self._ask(request)
        said = _json(reply)
        job = said.get("job_id")
        if isinstance(job, str) and job.replace("-", "").isalnum():
            return self._followed(url, job, reply.attempts)
        if said.get("status") == "error" or said.get("message"):
            return SavedPage(url=url, outcome=SaveOutcome.REFUSED, reason=_message(said), attempts=reply.attempts)
        return self._failed(url, reply, "its answer is not that of a job")

    def _followed(self, url: str, job: str, attempts: tuple[Attempt, ...]) -> SavedPage:
        began = self._clock.monotonic()
        bad = 0
        while bad < _BAD_ANSWERS and (not self._paced or self._clock.monotonic() - began < self._patience):
            address = f"{self._base}/save/status/{job}"
            headers = {"Accept": "application/json"}
            secret = {"Authorization": f"LOW {self._key}"}
            reply = self._ask(
                HttpRequest(url=address, host=self._host, pace_key=self._host, headers=headers, secret_headers=secret),
                following=True,
            )
            attempts += reply.attempts
            said = _json(reply)
            if said.get("status") == "success":
                stamp, original = str(said.get("timestamp", "")), str(said.get("original_url") or url)
                return self._found(url, f"{self._base}/web/{stamp}/{original}", attempts)
            if said.get("status") == "error":
                return SavedPage(url=url, outcome=SaveOutcome.REFUSED, reason=_message(said), attempts=attempts)
            bad = 0 if said.get("status") == "pending" else bad + 1
        why = "its job gave no usable answer" if bad else f"its job was not done after {self._patience:g} s"
        return self._looked_up(url, why, attempts)

    def _found(self, url: str, capture: str, attempts: tuple[Attempt, ...]) -> SavedPage:
        """Return a page as saved, if `capture` is the address of a capture of it."""
        memento = self._archive.named(capture)
        if memento is None:
            parts = split_archive(capture)
            memento = self._archive.named(f"{self._base}/web/{parts.timestamp}/{parts.original}") if parts else None
        if memento is None or canonical_key(memento.original) != canonical_key(url):
            return self._looked_up(url, "its answer names the capture of another page", attempts)
        return SavedPage(
            url=url, outcome=SaveOutcome.SAVED, capture=memento.url, captured=memento.captured, attempts=attempts
        )

    def _failed(self, url: str, reply: HttpReply, otherwise: str) -> SavedPage:
        """Return a page that was not taken as refused; where the archive may have taken it, it is asked for it."""
        result = reply.answer or reply.failure
        assert result is not None  # a reply has one or the other
        if isinstance(result, Failure):
            reason = result.reason
        else:
            reason = otherwise if result.status < 400 else f"it answers {result.status}"
        if outcome_of(result) is Delivery.REFUSED:
            return SavedPage(url=url, outcome=SaveOutcome.REFUSED, reason=reason, attempts=reply.attempts)
        return self._looked_up(url, reason, reply.attempts)

    def _looked_up(self, url: str, reason: str, attempts: tuple[Attempt, ...]) -> SavedPage:
        """Ask the archive for the newest capture of a page that it may have saved: it had none before."""
        answer = self._archive.nearest(url, None)
        attempts += answer.attempts
        for memento in answer.mementos:
            if canonical_key(memento.original) == canonical_key(url):
                return SavedPage(
                    url=url,
                    outcome=SaveOutcome.SAVED,
                    capture=memento.url,
                    captured=memento.captured,
                    attempts=attempts,
                )
        reason = f"{reason}; whether {NAME} took the page is not known, so it was not sent again"
        return SavedPage(url=url, outcome=SaveOutcome.UNKNOWN, reason=reason, attempts=attempts)

    def _ask(self, request: HttpRequest, *, following: bool = False) -> HttpReply:
        task = self._http.ask(request, self._status_policy if following else self._save_policy)
        try:
            return self._limiter.run(task, is_stopped=lambda: self._http.is_stopped)
        except Stopped:
            raise KeyboardInterrupt from None


class _SaveCall(WaybackMachineSaveAPI):
    """waybackpy's client of Save Page Now over our transport: it says which address to ask, and finds the capture."""

    def capture_in(self, reply: HttpReply) -> str | None:
        """Return the address of the capture that an answer names; None: it names none."""
        headers = {name.title(): value for name, value in reply.headers.items()}
        self.headers = requests.structures.CaseInsensitiveDict(headers)
        self.response_url = joined(reply.url, reply.headers.get("location", "")) if "location" in reply.headers else ""
        located = split_archive(self.response_url) or _stamped(self.response_url)
        if located is not None:
            return self.response_url
        named = reply.headers.get("content-location", "")
        if _stamped(named) is not None:
            return joined(reply.url, named)
        try:
            return self.archive_url_parser()
        except WaybackError:
            return None


def _stamped(address: str) -> str | None:
    """Return `address` if it is that of a capture below /web/; None otherwise."""
    _, found, rest = address.partition("/web/")
    stamp = rest.partition("/")[0]
    return address if found and stamp.isdecimal() and len(stamp) == 14 else None


def _json(reply: HttpReply) -> Mapping[str, Any]:
    """Return the object of an answer; empty if it is none, such as a page in place of JSON."""
    if reply.answer is None:
        return {}
    try:
        found = json.loads(reply.answer.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _message(said: Mapping[str, Any]) -> str:
    """Return in words why the archive refuses a page."""
    return str(said.get("message") or said.get("status_ext") or "it gives no reason")[:300]


def may_be_saved(url: str) -> bool:
    """Return whether everybody may know `url`: it holds no password, no key and no fragment of a session."""
    return clean_url(url) == url


__all__ = ["PageSaver", "SaveOutcome", "SavedPage", "may_be_saved"]
