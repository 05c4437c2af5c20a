"""The parts of an audit with a cache: what was read, extracted or judged on an earlier night is used again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from requests.adapters import BaseAdapter

from citecheck.clock import time_since, timestamp
from citecheck.http.tasks import Task
from citecheck.interfaces import Archive, Clock, Extract, Judge, Matcher, Observer
from citecheck.model import ArchiveAnswer, Fetched, Memento
from citecheck.settings.model import WebSettings
from citecheck.store.cache import Cache
from citecheck.store.pages import CachedExtract, PageCache
from citecheck.store.verdicts import CachedJudge, CachedMatcher
from citecheck.web.live import LiveFetcher

_ASK_ARCHIVES_AGAIN = timedelta(days=7)
"""How long an archive's list of captures is used again. Judgement: the list grows slowly, and any capture near the
wanted date will do."""


class Caching:
    """Wraps the parts of an audit so that each uses `cache`.

    `clock` gives the time. `night` is the id of the run: pages that were read in this run are not requested again. With
    `conditional` False every page is requested in full, because a recording must be complete. `recordings` is the
    folder of the recordings; None: there are none.
    """

    def __init__(
        self, cache: Cache, *, clock: Clock, night: str, conditional: bool = True, recordings: Path | None = None
    ) -> None:
        self.cache = cache
        self._clock = clock
        self.judge_is_cached = True
        self.live: CachedFetcher | None = None
        """The fetcher that `fetcher` returned, None before."""
        self.pages = PageCache(cache, night=night, conditional=conditional, recordings=recordings)

    def judge(self, judge: Judge) -> Judge:
        """Return `judge` with a cache of its verdicts, or `judge` itself if it has no `version`.

        Without a version it is unknown whether the judge would still give the same verdict.
        """
        version: str | None = getattr(judge, "version", None)
        self.judge_is_cached = version is not None
        return judge if version is None else CachedJudge(judge, self.cache, version=str(version))

    def matcher(self, matcher: Matcher) -> Matcher:
        """Return `matcher` with a cache: it searches a text for a quotation only once."""
        return CachedMatcher(matcher, self.cache)

    def extract(self, extract: Extract) -> Extract:
        """Return `extract` with a cache: it reads a body only once."""
        return CachedExtract(extract, self.cache)

    def fetcher(
        self, settings: WebSettings, *, adapter: BaseAdapter, observer: Observer, pace: bool = True
    ) -> CachedFetcher:
        """Return a fetcher that requests known pages conditionally (If-None-Match, If-Modified-Since).

        `settings`, `adapter`, `observer` and `pace` are as for `citecheck.web.live.LiveFetcher`.
        """
        self.live = CachedFetcher(
            settings, self.pages, adapter=adapter, clock=self._clock, observer=observer, pace=pace
        )
        return self.live

    def archive(self, archive: Archive) -> Archive:
        """Return `archive` with a cache: its lists of captures are used for 7 days, its captures without a limit."""
        return CachedArchive(archive, self.pages, self.cache, self._clock)

    def flush(self) -> None:
        """Write the entries that wait to be written."""
        self.cache.flush()

    def counts(self) -> Mapping[str, int]:
        """Return how often the cache was of use, by what it was used for."""
        return self.cache.account()


class CachedFetcher(LiveFetcher):
    """A `LiveFetcher` that knows the pages of earlier nights (`pages`).

    `asked` holds the addresses that this run asked for, whether or not a request was needed. `settings`, `adapter`,
    `clock`, `observer` and `pace` are as for `LiveFetcher`.
    """

    def __init__(
        self,
        settings: WebSettings,
        pages: PageCache,
        *,
        adapter: BaseAdapter,
        clock: Clock,
        observer: Observer,
        pace: bool = True,
    ) -> None:
        super().__init__(settings, adapter=adapter, clock=clock, observer=observer, pace=pace)
        self._pages = pages
        self.asked: set[str] = set()

    def recheck(self, url: str) -> Task[bool]:
        """Return whether `url` still shows what it showed on the night before; its text is not extracted."""
        seen = self._pages.tonight(url)
        if seen is not None:
            return not seen.changed
        self.asked.add(url)
        return self._pages.recheck(url, (yield from self._on_condition(url, robots=True)))

    def task(self, url: str, *, headers: Mapping[str, str] | None = None, robots: bool = True) -> Task[Fetched]:
        """See `LiveFetcher.task`. A request with special headers is answered from the cache only in the same run."""
        if headers:
            known = self._pages.fresh(url, headers)
            if known is None:
                known = yield from super().task(url, headers=headers, robots=robots)
                self._pages.store_answer(url, known, headers)
            return known
        self.asked.add(url)
        known = self._pages.fresh(url)
        if known is not None:
            return known
        fetched = yield from self._on_condition(url, robots=robots)
        page = self._pages.resolved(url, fetched)
        if page is None:
            page = self._pages.resolved(url, (yield from super().task(url, robots=robots)))
        return page if page is not None else fetched

    def _on_condition(self, url: str, *, robots: bool) -> Task[Fetched]:
        """Ask for a page if it changed. A server that fails at a condition is asked again without any."""
        conditions = self._pages.conditions(url)
        fetched = yield from super().task(url, headers=conditions, robots=robots)
        if conditions and (fetched.status is None or fetched.status >= 400):
            again = yield from super().task(url, robots=robots)
            return replace(again, attempts=(*fetched.attempts, *again.attempts))
        return fetched


class _CachedAnswer(msgspec.Struct, frozen=True):
    at: str
    answer: ArchiveAnswer


_ANSWERS = msgspec.msgpack.Decoder(_CachedAnswer)  # made when this module is imported, as in `store.pages`


class CachedArchive:
    """An archive that is asked only what it was not asked before; see `citecheck.interfaces.Archive`."""

    def __init__(self, archive: Archive, pages: PageCache, cache: Cache, clock: Clock) -> None:
        self.name = archive.name
        self.is_private: bool = getattr(archive, "is_private", False)
        self._archive = archive
        self._pages = pages
        self._cache = cache
        self._clock = clock

    def nearest(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """See `citecheck.interfaces.Archive.nearest`."""
        return self._answer("nearest", url, when, lambda: self._archive.nearest(url, when))

    def listed(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """See `citecheck.interfaces.Archive.listed`."""
        return self._answer("listed", url, when, lambda: self._archive.listed(url, when))

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
        self._pages.store_capture(memento, fetched)
        return fetched

    def _answer(
        self, question: str, url: str, when: datetime | None, ask: Callable[[], ArchiveAnswer]
    ) -> ArchiveAnswer:
        """Return a recent answer, or ask. Refusals are not stored: they say nothing about captures."""
        words = (self.name, question, url, timestamp(when) if when is not None else "")
        key = hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()
        now = self._clock.now()
        packed = self._cache.get("archive", key)
        if packed is not None:
            try:
                known = _ANSWERS.decode(packed)
            except (ValueError, RecursionError):
                pass  # written by another version: ask again
            else:
                age = time_since(known.at, now)
                if age is not None and timedelta(0) <= age < _ASK_ARCHIVES_AGAIN:
                    self._cache.count("archive look-ups reused")
                    return known.answer
        answer = ask()
        if answer.known:
            self._cache.put("archive", key, msgspec.msgpack.encode(_CachedAnswer(timestamp(now), answer)))
        return answer


__all__ = ["CachedArchive", "CachedFetcher", "Caching"]
