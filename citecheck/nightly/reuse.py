"""Whole reports used again: a document that did not change, and whose sources all show what they showed the last time.

Before the night's audits, all sources of unchanged documents are asked on condition that they changed: at once, and
each once. Where one of them changed, the documents that cite it are audited anew (with what they know of the others).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as WaitedTooLong
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from citecheck._version import __version__
from citecheck.clock import timestamp
from citecheck.interfaces import Clock, Observer
from citecheck.nightly.documents import is_address
from citecheck.settings import Settings, fingerprint
from citecheck.sources.locators import locate
from citecheck.store.caching import CachedFetcher, Caching
from citecheck.store.pages import PageVisit
from citecheck.web.crew import Crew
from reports.codec import decode, encode
from reports.errors import UnreadableReport
from reports.model import LinkStatus, Origin, Report, SourceCheck

_KIND = "report"
_DOUBTFUL = timedelta(days=7)  # where archives were asked, they are asked again after so long
_WELL = frozenset({LinkStatus.ALIVE, LinkStatus.MOVED, LinkStatus.NO_LOCATOR, LinkStatus.USURPED})


class _Kept(msgspec.Struct, frozen=True):
    """A report as it was audited, before the nights before had their say; `urls` are the sources' by reference."""

    at: str
    lasting: bool
    urls: dict[str, tuple[str, ...]]
    report: bytes


class Reuse:
    """The reports of the last audits of the documents that did not change since."""

    def __init__(self, settings: Settings, memory: Caching, *, clock: Clock, observer: Observer) -> None:
        self._settings = settings
        self._memory = memory
        self._clock = clock
        self._observer = observer
        self._fingerprint = fingerprint(settings)
        self._candidates: dict[str, _Kept] = {}

    def prepare(self, documents: Iterable[str], *, seconds: float | None = None) -> None:
        """Ask the sources of unchanged documents whether they changed; `seconds` is the time there is for it."""
        fetcher = self._memory.live
        if fetcher is None or not self._memory.judge_is_cached:
            return
        for name in documents:
            kept = self._kept(name)
            if kept is not None:
                self._candidates[name] = kept
        urls = dict.fromkeys(url for kept in self._candidates.values() for some in kept.urls.values() for url in some)
        self._observer.begin("sources", len(urls))
        ends = None if seconds is None else self._clock.monotonic() + seconds
        with Crew(self._settings.web.threads, fetcher.paces, self._clock) as crew:
            for future in [crew.submit(fetcher.recheck(url)) for url in urls]:
                left = None if ends is None else max(0.0, ends - self._clock.monotonic())
                if not _waited(future, left):
                    break
                self._observer.advance("sources")
        self._observer.end("sources")
        self._memory.flush()

    def report(self, document: str) -> Report | None:
        """Return a document's report with tonight's exchanges in it, where nothing changed that it depends on."""
        kept = self._candidates.pop(document, None)
        if kept is None:
            return None
        pages = self._memory.pages
        seen = {url: pages.tonight(url) for some in kept.urls.values() for url in some}
        tonight = {url: one for url, one in seen.items() if one is not None and not one.changed}
        if len(tonight) < len(seen):
            return None
        try:
            report = decode(kept.report)
        except UnreadableReport:
            return None  # written by another version under the same number: audit it anew
        self._memory.cache.count("documents unchanged")
        sources = tuple(
            _of_tonight(source, [tonight[url] for url in kept.urls.get(source.reference, ())])
            for source in report.sources
        )
        now = timestamp(self._clock.now())
        return replace(report, started=now, finished=now, sources=sources)

    def keep(self, report: Report) -> None:
        """Keep a report as it was audited, if another night may use it, and all that it was made from."""
        fetcher = self._memory.live
        if fetcher is not None and _may_last(report) and not is_address(report.document.name):
            self._put(report, fetcher)
        self._memory.flush()

    def _put(self, report: Report, fetcher: CachedFetcher) -> None:
        urls = self._urls(report, fetcher)
        if not all(urls.values()):
            return  # a source was read, and nobody knows what to ask again: better audit the document anew
        kept = _Kept(
            at=timestamp(self._clock.now()),
            lasting=all(source.status in _WELL and not _was_archived(source) for source in report.sources),
            urls=urls,
            report=encode(report),
        )
        key = self._key(report.document.name, report.document.sha256)
        self._memory.cache.put(_KIND, key, msgspec.msgpack.encode(kept))

    def _urls(self, report: Report, fetcher: CachedFetcher) -> dict[str, tuple[str, ...]]:
        """Return, for each reference, the addresses that were asked for its source."""
        live = {source.reference for source in report.sources if any(a.origin is Origin.LIVE for a in source.attempts)}
        return {
            reference.key: tuple(
                url
                for url in (address.partition("#")[0] for address in locate(reference, self._settings.sources).urls)
                if url in fetcher.asked
            )
            for reference in report.document.references
            if reference.key in live
        }

    def _kept(self, name: str) -> _Kept | None:
        if is_address(name):
            return None
        try:
            digest = hashlib.sha256(Path(name).read_bytes()).hexdigest()
        except OSError:
            return None
        packed = self._memory.cache.get(_KIND, self._key(name, digest))
        try:
            kept = msgspec.msgpack.decode(packed, type=_Kept) if packed is not None else None
        except msgspec.DecodeError:
            return None
        if kept is None or kept.lasting:
            return kept
        age = self._clock.now() - datetime.fromisoformat(kept.at)
        return kept if timedelta(0) <= age < _DOUBTFUL else None

    def _key(self, name: str, sha256: str) -> str:
        words = "\n".join((__version__, self._fingerprint, name, sha256))
        return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _waited(future: Future[bool], seconds: float | None) -> bool:
    """Wait for one answer; False where the time is over."""
    try:
        future.result(seconds)
    except (CancelledError, WaitedTooLong):
        return False
    return True


def _may_last(report: Report) -> bool:
    """Say whether a report depends on nothing but its document and addresses that can be asked again."""
    return not report.notices and not any(
        source.status is LinkStatus.NOT_CHECKED or any(copy.origin is Origin.FILE for copy in source.copies)
        for source in report.sources
    )


def _was_archived(source: SourceCheck) -> bool:
    return any(attempt.origin is Origin.ARCHIVE for attempt in source.attempts)


def _of_tonight(source: SourceCheck, seen: list[PageVisit]) -> SourceCheck:
    """Return a source with tonight's exchanges in the place of those of the night that it was read."""
    if not seen:
        return source
    attempts = tuple(attempt for one in seen for attempt in one.attempts)
    archived = tuple(attempt for attempt in source.attempts if attempt.origin is not Origin.LIVE)
    retrieved = max(one.retrieved for one in seen)
    copies = tuple(replace(copy, retrieved=retrieved) if copy.origin is Origin.LIVE else copy for copy in source.copies)
    return replace(source, attempts=attempts + archived, copies=copies)
