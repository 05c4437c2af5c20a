"""An archive in memory."""

from __future__ import annotations

from datetime import datetime

from citecheck.archives import Chooser
from citecheck.model import ArchiveAnswer, Fetched, Memento
from citecheck.settings.model import ArchiveSettings
from reports.model import Attempt, Origin


class Shelf:
    """An archive that holds what it was given: (address, time of capture) to a body and its status."""

    name = "shelf.test"

    def __init__(self, **captures: tuple[int, bytes]) -> None:
        self.captures = {captured[1:]: kept for captured, kept in captures.items()}
        self.known = True
        self.asked = 0
        self.original = ""

    def nearest(self, url: str, when: datetime | None) -> ArchiveAnswer:
        self.asked += 1
        self.original = url
        attempt = Attempt(url=f"https://shelf.test/{url}", origin=Origin.ARCHIVE, at="2026-01-31T00:00:00Z", status=200)
        if not self.known:
            return ArchiveAnswer(known=False, reason="the shelf is closed", attempts=(attempt,))
        found = tuple(self._memento(captured) for captured in sorted(self.captures, reverse=True))
        return ArchiveAnswer(mementos=found, attempts=(attempt,))

    def listed(self, url: str, when: datetime | None) -> ArchiveAnswer:
        return self.nearest(url, when)

    def owns(self, url: str) -> bool:
        return url.startswith("https://shelf.test/")

    def named(self, url: str) -> Memento | None:
        return self._memento(url.split("/")[3]) if self.owns(url) else None

    def read(self, memento: Memento) -> Fetched:
        status, body = self.captures[memento.url.split("/")[3]]
        at = "2026-01-31T00:00:00Z"
        attempt = Attempt(url=memento.raw_url, origin=Origin.ARCHIVE, at=at, status=status)
        return Fetched(
            url=memento.url,
            final_url=memento.raw_url,
            origin=Origin.ARCHIVE,
            retrieved=at,
            attempts=(attempt,),
            status=status,
            headers={"content-type": "text/html"},
            body=body,
            memento=memento,
        )

    def _memento(self, captured: str) -> Memento:
        url = f"https://shelf.test/{captured}/x"
        when = f"{captured[:4]}-{captured[4:6]}-{captured[6:8]}T00:00:00Z"
        return Memento(original=self.original, captured=when, url=url, raw_url=url, archive=self.name)


def chooser_of(shelf: Shelf) -> Chooser:
    return Chooser([shelf], ArchiveSettings())
