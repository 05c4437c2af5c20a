"""Replay: what one answer of an archive means (a capture, a redirect to one, no capture, or unknown).

The header Memento-Datetime decides (RFC 7089, 2.1.1). With it the answer is a capture, whatever its status. Without it
the answer is a message of the archive, whatever its status: "excluded" and "redirected at crawl time" come with 200.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from citecheck.archives.addresses import joined
from citecheck.archives.client import refused
from citecheck.archives.links import Link, links
from citecheck.http.client import HttpReply
from citecheck.http.http_dates import parsed_http_date

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_EXCLUDED = ("accesscontrolexception", "blocked site error", "has been excluded from the wayback machine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The answer is a capture of the time `moment`, when the page had the status `status`.

    `target` is where an archived redirect leads, as the answer writes it; None: it is not a redirect.
    """

    moment: datetime
    status: int
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The archive redirects to `url`, or shows the capture at `url` in a frame."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """The archive says that there is no such capture."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """The answer does not show whether there is a capture; `reason` says why."""

    reason: str


Meaning = Capture | Elsewhere | Nothing | Unknown


def meaning(reply: HttpReply) -> Meaning:
    """Return what an answer to a request for a capture, or to a TimeGate, means."""
    answer = reply.answer
    if answer is None:
        return Unknown(reason=reply.failure.reason if reply.failure else "no answer")
    headers = answer.headers
    moment = parsed_http_date(headers.get("memento-datetime"))
    location = headers.get("location")
    if moment:
        return Capture(
            moment=moment, status=answer.status, target=location if answer.status in _REDIRECTS and location else None
        )
    if "memento-datetime" in headers:
        return Unknown(reason="the archive gives a time of capture that is not a date")
    if is_excluded(reply):
        return Unknown(reason="the owner of the page had it excluded from the archive")
    if answer.status in _REDIRECTS and location:
        return Elsewhere(url=joined(reply.url, location))
    if answer.status == 200:
        for link in related(reply):
            if "memento" in link.relations and joined(reply.url, link.target) != reply.url:
                return Elsewhere(url=joined(reply.url, link.target))
    if answer.status in (404, 410):
        return Nothing(reason="the archive says that it has no capture of the page")
    if refused(reply):
        return Unknown(reason=f"the archive cannot answer now (status {answer.status})")
    return Unknown(reason=f"the archive answers with a page that is not a capture (status {answer.status})")


def is_excluded(reply: HttpReply) -> bool:
    """Return whether the archive excludes the page. It is then unknown whether it was captured."""
    answer = reply.answer
    if answer is None:
        return False
    said = answer.headers.get("x-archive-wayback-runtime-error", "").lower()
    if answer.status == 451 or any(word in said for word in _EXCLUDED):
        return True
    body = answer.body[:200_000].decode("utf-8", "replace").lower()
    return any(word in body for word in _EXCLUDED)


def related(reply: HttpReply) -> Iterator[Link]:
    """Yield the links of an answer's Link header."""
    return links(reply.headers.get("link", ""))
