"""The live web with a memory: pages that were read before are asked for on condition that they changed."""

from __future__ import annotations

from collections.abc import Mapping

from requests.adapters import BaseAdapter

from citecheck.interfaces import Clock, Observer
from citecheck.model import Fetched
from citecheck.settings.model import WebSettings
from citecheck.store.pages import PageMemory
from citecheck.web.live import LiveFetcher
from citecheck.web.polite import Steps


class RememberingFetcher(LiveFetcher):
    """A `LiveFetcher` that knows the pages of earlier nights. `asked` are the addresses that this run asked for."""

    def __init__(
        self,
        settings: WebSettings,
        pages: PageMemory,
        *,
        adapter: BaseAdapter,
        clock: Clock,
        observer: Observer,
        pace: bool = True,
    ) -> None:
        super().__init__(settings, adapter=adapter, clock=clock, observer=observer, pace=pace)
        self._pages = pages
        self.asked: set[str] = set()

    def recheck(self, url: str) -> Steps[bool]:
        """Ask whether `url` still shows what it showed the night before; its text is not looked at."""
        seen = self._pages.tonight(url)
        if seen is not None:
            return not seen.changed
        self.asked.add(url)
        fetched = yield from super().steps(url, headers=self._pages.conditions(url))
        return self._pages.recheck(url, fetched)

    def steps(self, url: str, *, headers: Mapping[str, str] | None = None, robots: bool = True) -> Steps[Fetched]:
        """See `LiveFetcher.steps`; whoever sends headers of their own asks the server itself."""
        if headers:
            return (yield from super().steps(url, headers=headers, robots=robots))
        self.asked.add(url)
        known = self._pages.fresh(url)
        if known is not None:
            return known
        fetched = yield from super().steps(url, headers=self._pages.conditions(url), robots=robots)
        settled = self._pages.settled(url, fetched)
        if settled is None:
            settled = self._pages.settled(url, (yield from super().steps(url, robots=robots)))
        return settled if settled is not None else fetched
