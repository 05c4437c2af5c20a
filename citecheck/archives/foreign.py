"""Copies in archives that are not configured but that a reference names: webcitation.org, perma.cc …

They are read like any page, and redirects are followed. The caller decides whether the result shows the page.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from citecheck.archives.addresses import joined
from citecheck.archives.client import ArchiveClient
from citecheck.archives.playback import Capture, Elsewhere, meaning
from citecheck.archives.timestamps import captured
from citecheck.clock import timestamp
from citecheck.model import ArchiveAnswer, Fetched, Memento
from claims.urls import parts_of, split_archive
from reports.model import Attempt, LinkStatus, Origin

_HOPS = 6


class ForeignArchive:
    """Reads copies at any address; see `citecheck.interfaces.Archive`. There is no index to look them up in."""

    name = "another archive"

    def __init__(self, client: ArchiveClient) -> None:
        self._client = client

    def nearest(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """Nothing is known."""
        return ArchiveAnswer(known=False, reason="it has no index")

    def listed(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """Nothing is known."""
        return ArchiveAnswer(known=False, reason="it has no index")

    def owns(self, url: str) -> bool:
        """See `citecheck.interfaces.Archive.owns`: any http or https address."""
        return url.lower().startswith(("http://", "https://")) and bool(parts_of(url).hostname)

    def named(self, url: str) -> Memento | None:
        """Return the copy at `url`, with the time and page that its address names; None if it is not http or https."""
        if not self.owns(url):
            return None
        parts = split_archive(url)
        return Memento(
            original=parts.original if parts else "",
            captured=captured(parts.timestamp) if parts else "",
            url=url,
            raw_url=url,
            archive=parts_of(url).hostname or self.name,
        )

    def read(self, memento: Memento) -> Fetched:
        """Get the copy. In the result `memento.captured` is set if the archive gives the time of capture."""
        attempts: list[Attempt] = []
        redirects: list[tuple[int, str]] = []
        url, failure, reason = memento.raw_url, None, ""
        for _ in range(_HOPS):
            reply = self._client.get(url, "read")
            attempts += reply.attempts
            found = meaning(reply)
            answer = reply.answer
            if answer and answer.status in (301, 302, 303, 307, 308) and "location" in reply.headers:
                url = joined(url, reply.headers["location"])
                redirects.append((answer.status, url))
                continue
            if isinstance(found, Elsewhere) and found.url != url:
                url = found.url
                continue
            if answer is None:
                failure, reason = (reply.failure.status, reply.failure.reason) if reply.failure else (None, "")
            elif answer.status != 200 and not isinstance(found, Capture):
                failure, reason = LinkStatus.CLIENT_ERROR, f"the archive answers with status {answer.status}"
            moment = timestamp(found.moment) if isinstance(found, Capture) else memento.captured
            return Fetched(
                url=memento.url,
                final_url=url,
                origin=Origin.ARCHIVE,
                retrieved=reply.at,
                attempts=tuple(attempts),
                status=answer.status if answer and not failure else None,
                headers=reply.headers,
                body=answer.body if answer and not failure else b"",
                failure=failure,
                reason=reason,
                redirects=tuple(redirects),
                truncated=answer.truncated if answer else False,
                evidence=answer.evidence if answer else None,
                memento=replace(memento, captured=moment),
            )
        return Fetched(
            url=memento.url,
            final_url=url,
            origin=Origin.ARCHIVE,
            retrieved=attempts[-1].at,
            attempts=tuple(attempts),
            failure=LinkStatus.REDIRECT_LOOP,
            reason=f"the archive redirects more than {_HOPS} times",
            redirects=tuple(redirects),
            memento=memento,
        )
