"""Reuse the report of a document that did not change and whose sources all show what they showed the last time.

Before the night's audits, every source of the unchanged documents is requested once, all at the same time, on condition
that it changed. Where a source changed, the documents that cite it are audited again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec

from citecheck._version import __version__
from citecheck.clock import time_since, timestamp
from citecheck.http.frontier import Frontier
from citecheck.http.redaction import without_secrets
from citecheck.http.scheduler import Scheduler
from citecheck.http.tasks import Task
from citecheck.interfaces import Clock, Observer
from citecheck.settings import Settings, fingerprint
from citecheck.sources.locators import locate
from citecheck.sources.saved import state_of
from citecheck.store.caching import CachedFetcher, Caching
from citecheck.store.pages import PageVisit
from claims.urls import is_web_address
from reports.codec import decode, encode
from reports.errors import UnreadableReport
from reports.model import LinkStatus, Origin, Report, SourceCheck

_KIND = "report"
_IN_MEMORY = 200  # stored reports that are held in memory; the others are read from the cache again (judgement)
_DOUBTFUL_FOR = timedelta(days=7)
"""How long a report is used again for which archives were asked, or in which a source failed: archives grow, and
failures pass. Judgement: the same time as an archive's list of captures."""
_WELL = frozenset({LinkStatus.ALIVE, LinkStatus.MOVED, LinkStatus.NO_LOCATOR, LinkStatus.USURPED})


class _StoredReport(msgspec.Struct, frozen=True):
    """A report as it was audited, before its findings got their states.

    `at` is when it was stored, `urls` the addresses of the sources by reference. With `lasting` it may be used again
    as long as the sources do not change, otherwise for 7 days.
    """

    at: str
    lasting: bool
    urls: dict[str, tuple[str, ...]]
    report: bytes


_STORED = msgspec.msgpack.Decoder(_StoredReport)  # made when this module is imported, as in `store.pages`


class Reuse:
    """Stores reports as they were audited, and returns those of unchanged documents.

    `caching` holds them, `settings` are those of the audit, `clock` gives the time and `observer` is notified of
    events.
    """

    def __init__(self, settings: Settings, caching: Caching, *, clock: Clock, observer: Observer) -> None:
        self._settings = settings
        self._caching = caching
        self._clock = clock
        self._observer = observer
        self._fingerprint = fingerprint(settings)
        self._usable: dict[str, _StoredReport | None] = {}

    def prepare(self, documents: Iterable[str], *, seconds: float | None = None) -> None:
        """Request the sources of those `documents` that are unchanged, for at most `seconds`; None: no limit."""
        fetcher = self._caching.live
        if fetcher is None or not self._caching.judge_is_cached:
            return
        ends = None if seconds is None else self._clock.monotonic() + seconds
        candidates: dict[str, Sequence[str]] = {}
        urls: dict[str, None] = {}
        for name in documents:
            stored = self._load(name)
            if stored is not None:
                candidates[name] = [url for some in stored.urls.values() for url in some]
                urls.update(dict.fromkeys(candidates[name]))
                self._usable[name] = stored if len(self._usable) < _IN_MEMORY else None
        changed = set(self._rechecked(fetcher, urls, ends))
        for name, cited in candidates.items():
            if not changed.isdisjoint(cited):
                del self._usable[name]
        self._caching.flush()

    def _rechecked(self, fetcher: CachedFetcher, urls: Collection[str], ends: float | None) -> Iterator[str]:
        """Request `urls`, all hosts at the same time, until the moment `ends`. Yield those that may have changed."""
        self._observer.begin("sources", len(urls))
        unchanged: set[str] = set()

        def recheck(url: str) -> Task[None]:
            if (yield from fetcher.recheck(url)):
                unchanged.add(url)

        web = self._settings.web
        with Scheduler(web.threads, fetcher.limiter, self._clock) as scheduler:
            frontier = Frontier(
                scheduler,
                recheck,
                on_done=lambda: self._observer.advance("sources"),
                each=None if web.per_host_rate else web.threads,
            )
            for url in urls:
                frontier.add(url)
            frontier.wait(None if ends is None else max(0.0, ends - self._clock.monotonic()))
        self._observer.end("sources")
        return (url for url in urls if url not in unchanged)

    def may_use(self, document: str) -> bool:
        """Return whether the report of `document` can be used again, as far as it is known."""
        return document in self._usable

    def report(self, document: str) -> Report | None:
        """Return the report of `document` with tonight's exchanges; None: something that it depends on has changed."""
        if document not in self._usable:
            return None
        stored = self._usable.pop(document) or self._load(document)
        if stored is None:
            return None
        cited = {url for some in stored.urls.values() for url in some}
        tonight = self._caching.pages.visits_tonight(cited)
        if len(tonight) < len(cited) or any(one.changed for one in tonight.values()):
            return None
        try:
            report = decode(stored.report)
        except UnreadableReport:
            return None  # a development version wrote it in another form: audit the document again
        self._caching.cache.count("documents unchanged")
        sources = tuple(
            _of_tonight(source, [tonight[url] for url in stored.urls.get(source.reference, ())])
            for source in report.sources
        )
        now = timestamp(self._clock.now())
        return replace(report, started=now, finished=now, sources=sources)

    def store(self, report: Report) -> None:
        """Store `report` as it was audited, with everything that it depends on, if another night may use it."""
        fetcher = self._caching.live
        if fetcher is not None and _may_last(report) and not is_web_address(report.document.name):
            self._write(report, fetcher)
        self._caching.flush()

    def _write(self, report: Report, fetcher: CachedFetcher) -> None:
        urls = self._urls(report, fetcher)
        if not all(urls.values()):
            return  # it is unknown which address of a source to request again: audit the document again
        stored = _StoredReport(
            at=timestamp(self._clock.now()),
            lasting=all(source.status in _WELL and not _was_archived(source) for source in report.sources),
            urls=urls,
            report=encode(report),
        )
        key = self._key(report.document.name, report.document.sha256)
        self._caching.cache.put(_KIND, key, msgspec.msgpack.encode(stored))

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

    def _load(self, name: str) -> _StoredReport | None:
        if is_web_address(name):
            return None
        try:
            digest = hashlib.sha256(Path(name).read_bytes()).hexdigest()
        except OSError:
            return None
        packed = self._caching.cache.get(_KIND, self._key(name, digest))
        try:
            stored = _STORED.decode(packed) if packed is not None else None
        except (ValueError, RecursionError):
            return None
        if stored is None or stored.lasting:
            return stored
        age = time_since(stored.at, self._clock.now())
        return stored if age is not None and timedelta(0) <= age < _DOUBTFUL_FOR else None

    def _key(self, name: str, sha256: str) -> str:
        saved = str(state_of(self._settings.sources_folder, (name,)))
        words = "\n".join((__version__, self._fingerprint, name, sha256, saved))
        return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _may_last(report: Report) -> bool:
    """Return whether a report depends only on its document and on addresses that can be requested again."""
    return not report.notices and not any(
        source.status is LinkStatus.NOT_CHECKED or any(copy.origin is Origin.FILE for copy in source.copies)
        for source in report.sources
    )


def _was_archived(source: SourceCheck) -> bool:
    return any(attempt.origin is Origin.ARCHIVE for attempt in source.attempts)


def _of_tonight(source: SourceCheck, seen: list[PageVisit]) -> SourceCheck:
    """Return a source with tonight's exchanges instead of those of the night on which it was read."""
    if not seen:
        return source
    attempts = without_secrets(tuple(attempt for one in seen for attempt in one.attempts))
    archived = tuple(attempt for attempt in source.attempts if attempt.origin is not Origin.LIVE)
    retrieved = max(one.retrieved for one in seen)
    copies = tuple(replace(copy, retrieved=retrieved) if copy.origin is Origin.LIVE else copy for copy in source.copies)
    return replace(source, attempts=attempts + archived, copies=copies)


__all__ = ["Reuse"]
