"""What archives said before: captures, which never change, and which captures there are, for some days."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from citecheck.clock import timestamp
from citecheck.interfaces import Archive, Clock
from citecheck.model import ArchiveAnswer, Fetched, Memento
from citecheck.store.cache import Cache
from citecheck.store.pages import PageMemory

_ASK_AGAIN = timedelta(days=7)  # an index grows; what it listed a few days ago is good enough to read by


class _Answer(msgspec.Struct, frozen=True):
    at: str
    answer: ArchiveAnswer


class RememberingArchive:
    """Asks another archive what it was not asked before; see `citecheck.interfaces.Archive`."""

    def __init__(self, archive: Archive, pages: PageMemory, cache: Cache, clock: Clock) -> None:
        self.name = archive.name
        self._archive = archive
        self._pages = pages
        self._cache = cache
        self._clock = clock

    def nearest(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """See `citecheck.interfaces.Archive.nearest`."""
        return self._asked("nearest", url, when, lambda: self._archive.nearest(url, when))

    def listed(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """See `citecheck.interfaces.Archive.listed`."""
        return self._asked("listed", url, when, lambda: self._archive.listed(url, when))

    def owns(self, url: str) -> bool:
        """See `citecheck.interfaces.Archive.owns`."""
        return self._archive.owns(url)

    def named(self, url: str) -> Memento | None:
        """See `citecheck.interfaces.Archive.named`."""
        return self._archive.named(url)

    def read(self, memento: Memento) -> Fetched:
        """See `citecheck.interfaces.Archive.read`."""
        known = self._pages.capture(memento)
        if known is not None:
            return known
        fetched = self._archive.read(memento)
        self._pages.keep_capture(memento, fetched)
        return fetched

    def _asked(self, question: str, url: str, when: datetime | None, ask: Callable[[], ArchiveAnswer]) -> ArchiveAnswer:
        """Give the answer of some days ago. Only a known answer is kept: a refusal says nothing about captures."""
        words = (self.name, question, url, timestamp(when) if when is not None else "")
        key = hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()
        now = self._clock.now()
        packed = self._cache.get("archive", key)
        if packed is not None:
            try:
                known = msgspec.msgpack.decode(packed, type=_Answer)
            except msgspec.DecodeError:
                pass  # written by another version: ask again
            else:
                if timedelta(0) <= now - datetime.fromisoformat(known.at) < _ASK_AGAIN:
                    self._cache.count("archive look-ups reused")
                    return known.answer
        answer = ask()
        if answer.known:
            self._cache.put("archive", key, msgspec.msgpack.encode(_Answer(timestamp(now), answer)))
        return answer
