"""All that may be used again from earlier nights, as the organs of an audit want it."""

from __future__ import annotations

from collections.abc import Mapping

from requests.adapters import BaseAdapter

from citecheck.interfaces import Archive, Clock, Extract, Judge, Matcher, Observer
from citecheck.settings.model import WebSettings
from citecheck.store.cache import Cache
from citecheck.store.captures import RememberingArchive
from citecheck.store.fetching import RememberingFetcher
from citecheck.store.pages import PageMemory, RememberingExtract
from citecheck.store.verdicts import RememberingJudge, RememberingMatcher


class Memory:
    """Gives the organs of an audit a memory. `night`: pages that were read in this run are not asked for again.

    With `conditional` off every page is read anew, as a recording needs that is to stand alone.
    """

    def __init__(self, cache: Cache, *, clock: Clock, night: str, conditional: bool = True) -> None:
        self.cache = cache
        self._clock = clock
        self.knows_judge = True
        self.live: RememberingFetcher | None = None  # the fetcher that was asked for, once it was
        self.pages = PageMemory(cache, night=night, conditional=conditional)

    def judge(self, judge: Judge) -> Judge:
        """Return a judge that is not asked twice.

        A judge without a `version` is asked every time, because nobody can know whether it would still say the same.
        """
        self.knows_judge = getattr(judge, "version", None) is not None
        if not self.knows_judge:
            return judge
        return RememberingJudge(judge, self.cache)

    def matcher(self, matcher: Matcher) -> Matcher:
        """Return a matcher that is not asked twice."""
        return RememberingMatcher(matcher, self.cache)

    def extract(self, extract: Extract) -> Extract:
        """Return an extraction that reads no body twice."""
        return RememberingExtract(extract, self.cache)

    def fetcher(
        self, settings: WebSettings, *, adapter: BaseAdapter, observer: Observer, pace: bool = True
    ) -> RememberingFetcher:
        """Return a fetcher that asks for known pages on condition that they changed."""
        self.live = RememberingFetcher(
            settings, self.pages, adapter=adapter, clock=self._clock, observer=observer, pace=pace
        )
        return self.live

    def archive(self, archive: Archive) -> Archive:
        """Return an archive that is not asked twice within days, and whose captures are read once."""
        return RememberingArchive(archive, self.pages, self.cache, self._clock)

    def flush(self) -> None:
        """Write what waits to be written."""
        self.cache.flush()

    def account(self) -> Mapping[str, int]:
        """Return how much was of use, by name."""
        return self.cache.account()
