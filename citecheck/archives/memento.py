"""Any web archive that implements RFC 7089 (Memento): its TimeGate, its TimeMap and its captures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from citecheck.archives.addresses import ArchiveLayout, joined
from citecheck.archives.client import ArchiveClient
from citecheck.archives.links import links
from citecheck.archives.playback import Capture, Elsewhere, Meaning, Nothing, Unknown, meaning, related
from citecheck.archives.ranking import ranked
from citecheck.archives.timestamps import LATEST, http_date, moment_of, stamp_of
from citecheck.clock import timestamp
from citecheck.http.client import HttpReply
from citecheck.http.guard import is_private_name
from citecheck.http.policy import ArchiveRequest
from citecheck.model import ArchiveAnswer, Fetched, Memento
from claims.urls import parts_of
from reports.model import Attempt, LinkStatus, Origin

_HOPS = 8  # redirects that are followed within an archive


class MementoArchive:
    """One archive; see `citecheck.interfaces.Archive`. Safe to share between threads.

    `name` is shown in reports. `layout` says how its addresses are built; if it has no modifier for the bytes as
    captured, its TimeGate is requested with an Accept-Datetime header. `is_private`: the archive itself has a private
    name; only such an archive is asked about private pages.
    """

    def __init__(self, name: str, layout: ArchiveLayout, client: ArchiveClient) -> None:
        self.name = name
        self.is_private = is_private_name(parts_of(layout.base).hostname or "")
        self._layout = layout
        self._client = client

    def owns(self, url: str) -> bool:
        """See `citecheck.interfaces.Archive.owns`."""
        return self._layout.split(url) is not None

    def named(self, url: str) -> Memento | None:
        """Return the capture that an address of this archive names; None if it names none."""
        parts = self._layout.split(url)
        return self._layout.memento(parts[0], parts[1], self.name) if parts else None

    def nearest(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """Ask the TimeGate; see `citecheck.interfaces.Archive.nearest`.

        If the TimeGate gives only a capture after `when`, and does not call it the first, the index is asked as well.
        """
        if self._layout.raw:
            start, headers = self._layout.nearest(when, url, LATEST), {}
        else:
            start = self._layout.base + url
            headers = {"Accept-Datetime": http_date(when)} if when else {}
        found, reply, attempts = self._seek(start, headers)
        if isinstance(found, Nothing):
            return ArchiveAnswer(reason=found.reason, attempts=attempts)
        if not isinstance(found, Capture):
            return ArchiveAnswer(known=False, reason=_words(found), attempts=attempts)
        here = self._memento(reply, found)
        if here.raw_url == reply.url:
            attempts = attempts[: -len(reply.attempts)]  # they are attempts to read the capture
        mementos = [here, *self._neighbours(reply)]
        if when and found.moment > when and not self._is_first(reply, found) and len(mementos) == 1:
            listed = self.listed(url, when)
            return ArchiveAnswer(
                mementos=ranked([here, *listed.mementos], when), attempts=(*attempts, *listed.attempts)
            )
        return ArchiveAnswer(mementos=ranked(mementos, when), attempts=attempts)

    def listed(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """Ask the TimeMap; see `citecheck.interfaces.Archive.listed`."""
        reply = self._client.get(self._layout.timemap(url), "index")
        found = meaning(reply)
        answer = reply.answer
        if isinstance(found, Nothing) and "link-format" in reply.headers.get("content-type", ""):
            return ArchiveAnswer(reason=found.reason, attempts=reply.attempts)
        if answer is None or answer.status != 200 or not _is_timemap(reply):
            reason = found.reason if isinstance(found, Unknown) and not _is_ok(reply) else "its index gives no TimeMap"
            return ArchiveAnswer(known=False, reason=reason, attempts=reply.attempts)
        mementos = []
        for link in links(answer.body.decode("utf-8", "replace")):
            if "memento" in link.relations and link.moment:
                mementos.append(self._at(joined(reply.url, link.target), link.moment, url))
        if not mementos and (answer.truncated or answer.body.strip()):
            return ArchiveAnswer(known=False, reason="the TimeMap names no capture", attempts=reply.attempts)
        return ArchiveAnswer(mementos=ranked(mementos, when), attempts=reply.attempts)

    def read(self, memento: Memento) -> Fetched:
        """Get the bytes as captured, through archived redirects; see `citecheck.interfaces.Archive.read`."""
        attempts: list[Attempt] = []
        redirects: list[tuple[int, str]] = []
        here, url = memento, memento.raw_url
        seen: set[str] = set()
        while True:
            if url in seen or len(seen) >= _HOPS:
                words = "in a circle" if url in seen else f"more than {_HOPS} times"
                return _failed(memento, attempts, redirects, LinkStatus.REDIRECT_LOOP, f"the archive redirects {words}")
            seen.add(url)
            reply = self._client.get(url, "read", headers=self._headers(here))
            attempts += reply.attempts
            found = meaning(reply)
            if isinstance(found, Elsewhere) and self._may_follow(reply, found.url):
                url = self._raw(found.url)
                continue
            if not isinstance(found, Capture):
                return _failed(memento, attempts, redirects, _status(found, reply), _words(found))
            here = self._memento(reply, found, here.original)
            if found.target is None:
                return _fetched(memento, here, attempts, redirects, reply)
            here = self._target(reply, found, here)
            redirects.append((found.status, here.original))
            url = here.raw_url

    def _seek(self, start: str, headers: dict[str, str]) -> tuple[Meaning, HttpReply, tuple[Attempt, ...]]:
        """Follow redirects within the archive until it shows a capture or gives another answer."""
        url = start
        kind: ArchiveRequest = "gate"
        attempts: tuple[Attempt, ...] = ()
        seen: set[str] = set()
        while True:
            seen.add(url)
            reply = self._client.get(url, kind, headers=headers)
            attempts += reply.attempts
            found = meaning(reply)
            if not isinstance(found, Elsewhere):
                return found, reply, attempts
            if not self._may_follow(reply, found.url):
                return Unknown(reason=f"the archive redirects to another site: {found.url}"), reply, attempts
            url, kind = self._raw(found.url), "read"
            if url in seen or len(seen) >= _HOPS:
                return Unknown(reason="the archive redirects in a circle"), reply, attempts

    def _may_follow(self, reply: HttpReply, url: str) -> bool:
        """Return whether a redirect stays in the archive, or is that of a TimeGate, whose captures may be anywhere."""
        return self._layout.is_inside(url) or "accept-datetime" in reply.headers.get("vary", "").lower()

    def _raw(self, url: str) -> str:
        named = self.named(url)
        return named.raw_url if named else url

    def _memento(self, reply: HttpReply, found: Capture, original: str = "") -> Memento:
        """Return the capture that an answer is."""
        for link in related(reply):
            if "original" in link.relations and "://" in link.target:
                original = link.target
        memento = self._at(reply.url, found.moment, original)
        self._client.describe(reply, memento)
        return memento

    def _at(self, url: str, moment: datetime, original: str) -> Memento:
        parts = self._layout.split(url)
        if parts is None:
            return Memento(
                original=original or url, captured=timestamp(moment), url=url, raw_url=url, archive=self.name
            )
        stamp = parts[0] if moment_of(parts[0]) == moment else stamp_of(moment)
        return self._layout.memento(stamp, original or parts[1], self.name)

    def _headers(self, memento: Memento) -> dict[str, str]:
        """Return the headers for a request: Accept-Datetime if it goes to the TimeGate."""
        moment = (
            None if self._layout.raw or memento.raw_url != self._layout.base + memento.original else memento.captured
        )
        return {"Accept-Datetime": http_date(datetime.fromisoformat(moment))} if moment else {}

    def _target(self, reply: HttpReply, found: Capture, here: Memento) -> Memento:
        """Return the capture to which an archived redirect leads. Some archives rewrite its target, others do not."""
        target = found.target or ""
        inside = self.named(joined(reply.url, target))
        if inside:
            return inside
        original = joined(here.original, target)
        if not self._layout.raw:  # the TimeGate, because the live page must not be read instead
            gate = self._layout.base + original
            return Memento(original=original, captured=here.captured, url=gate, raw_url=gate, archive=self.name)
        return self._layout.memento(stamp_of(found.moment), original, self.name)

    def _neighbours(self, reply: HttpReply) -> Iterable[Memento]:
        for link in related(reply):
            if link.moment and link.relations & {"prev", "previous", "next"} and "memento" in link.relations:
                yield self._at(joined(reply.url, link.target), link.moment, "")

    def _is_first(self, reply: HttpReply, found: Capture) -> bool:
        """Return whether the answer says that this capture is the first."""
        return any(
            "first" in link.relations and link.moment is not None and link.moment >= found.moment
            for link in related(reply)
        )


def _is_ok(reply: HttpReply) -> bool:
    return reply.answer is not None and reply.answer.status == 200


def _is_timemap(reply: HttpReply) -> bool:
    kind = reply.headers.get("content-type", "").lower()
    body = reply.answer.body.lstrip()[:1] if reply.answer else b""
    return "link-format" in kind or (body == b"<" and "html" not in kind and "xml" not in kind)


def _words(found: Meaning) -> str:
    return found.reason if isinstance(found, Nothing | Unknown) else "the archive redirects to another site"


def _status(found: Meaning, reply: HttpReply) -> LinkStatus:
    """Return the status for a capture that cannot be read. It says nothing about the live page."""
    if reply.failure:
        return reply.failure.status
    if isinstance(found, Nothing):
        return LinkStatus.GONE
    if reply.answer and reply.answer.status in (401, 403, 429, 451):
        return LinkStatus.BLOCKED
    if reply.answer and reply.answer.status >= 500:
        return LinkStatus.SERVER_ERROR
    return LinkStatus.CLIENT_ERROR


def _failed(
    memento: Memento, attempts: list[Attempt], redirects: list[tuple[int, str]], status: LinkStatus, reason: str
) -> Fetched:
    return Fetched(
        url=memento.url,
        final_url=memento.url,
        origin=Origin.ARCHIVE,
        retrieved=attempts[-1].at if attempts else "",
        attempts=tuple(attempts),
        failure=status,
        reason=reason,
        redirects=tuple(redirects),
        memento=memento,
    )


def _fetched(
    memento: Memento, here: Memento, attempts: list[Attempt], redirects: list[tuple[int, str]], reply: HttpReply
) -> Fetched:
    answer = reply.answer
    assert answer is not None  # a capture is an answer
    return Fetched(
        url=memento.url,
        final_url=here.url,
        origin=Origin.ARCHIVE,
        retrieved=reply.at,
        attempts=tuple(attempts),
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        failure=answer.failure.status if answer.failure else None,
        reason=answer.failure.reason if answer.failure else "",
        redirects=tuple(redirects),
        truncated=answer.truncated,
        broken_off=answer.broken_off,
        evidence=answer.evidence,
        memento=here,
    )
