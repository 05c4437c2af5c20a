"""Reads the sources of a document: all at the same time, each address once a run."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as WaitedTooLong
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Self

from citecheck._log import log_failure
from citecheck.archives.choosing import Chooser
from citecheck.clock import SystemClock
from citecheck.evidence.files import Files, LocalFiles
from citecheck.extractors import extract as extract_text
from citecheck.http.addresses import web_address
from citecheck.http.credentials import withheld_from
from citecheck.http.failures import Failure
from citecheck.http.frontier import Frontier
from citecheck.http.scheduler import Scheduler
from citecheck.http.tasks import Task
from citecheck.interfaces import Clock, Extract, Observer
from citecheck.model import Source
from citecheck.observers import NullObserver, for_document
from citecheck.recovery.model import FoundAddress, with_address
from citecheck.settings.model import Settings
from citecheck.sources.captures import Captures
from citecheck.sources.draft import SourceDraft
from citecheck.sources.locators import Location, locate
from citecheck.sources.pages import Pages
from citecheck.sources.reading import SourceReading, always_read
from citecheck.sources.saved import folder_of_saved, said_of_saved, saved_pages
from citecheck.sources.spill import TextStore
from citecheck.web.fetchers import TaskFetcher
from citecheck.web.live import LiveFetcher
from citecheck.web.status import UnvisitedCase, unvisited
from claims.errors import CitecheckError
from claims.model import Document, Reference, Span
from reports.model import LinkStatus, Origin, SourceCheck
from reports.wording import counted

_ARCHIVE_THREADS = 16  # look-ups for different sources overlap, within the rate limit of each archive
_PHASE = "sources"


class SourceReader:
    """Reads sources; see `citecheck.interfaces.Sources`. A context manager that removes its texts and connections.

    `fetcher` None: one for the settings. `chooser` picks captures in archives; None: no archive is asked. `files` reads
    local files; None: from the disk. `extract` turns bodies into texts. `clock` None: the system's. `observer` None:
    nobody is notified. The time of `web.max_time` begins when the reader is made.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        fetcher: TaskFetcher | None = None,
        chooser: Chooser | None = None,
        files: Files | None = None,
        extract: Extract = extract_text,
        clock: Clock | None = None,
        observer: Observer | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        self.observer = observer or NullObserver()
        self.fetcher: TaskFetcher = fetcher or LiveFetcher(settings.web, clock=self.clock, observer=observer)
        self.files = files or LocalFiles(self.clock)
        self.store = TextStore()
        self.extract = extract
        self.pages = Pages(self.fetcher, self.store, extract)
        self.captures = Captures(chooser, self.store, extract) if chooser is not None else None
        self._chooser = chooser
        self._found: dict[str, Mapping[str, FoundAddress]] = {}
        self._table: Mapping[str, FoundAddress] = {}
        self._ends: float | None = None
        self.restart_time()

    def use_found(self, document: str, found: Mapping[str, FoundAddress]) -> None:
        """Read references of the document called `document` at the addresses `found`, by key, from now on."""
        self._found[document] = dict(found)

    def use_table(self, table: Mapping[str, FoundAddress]) -> None:
        """Read references of every document at the addresses of `table`, by label, from now on."""
        self._table = dict(table)

    def found_for(self, reference: Reference, document: str) -> FoundAddress | None:
        """Return the address that was found for `reference` in the document called `document`; None: none was.

        What the user gave by hand comes first, then a table, then what a search found.
        """
        if reference.is_link or reference.label in self.settings.sources:
            return None
        named = self._table.get(reference.label) if reference.label else None
        return named or self._found.get(document, {}).get(reference.key)

    def draft(self, reference: Reference, document: str) -> SourceDraft:
        """Return the draft of a reference of `document` (its name), with the found address if it lost its own."""
        found = self.found_for(reference, document)
        if found is not None:
            reference = with_address(reference, found)
        location = self._located(reference, document)
        return SourceDraft(reference, location, found=found if location.file is None else None)

    def _located(self, reference: Reference, document: str) -> Location:
        """Return where to read a reference: what the caller named, else a saved page, else its addresses."""
        settings = self.settings
        location = locate(reference, settings.sources)
        if location.file is not None or reference.label in settings.sources or not document:
            return location
        folder = settings.sources_folder
        pages = saved_pages(folder, document, reference.label)
        saved = self.files.first(pages, within=folder_of_saved(folder))
        return location if saved is None else replace(location, file=saved)

    def is_saved(self, draft: SourceDraft) -> bool:
        """Return whether the source of `draft` is a page that the user saved, and that no setting names."""
        return draft.location.file is not None and locate(draft.reference, self.settings.sources).file is None

    def expected(self, document: Document) -> Iterator[str]:
        """Yield the addresses that an audit of `document` asks for in any case."""
        for reference in () if self.settings.offline else document.references:
            yield from always_read(self.draft(reference, document.name))

    def frontier(self) -> Frontier:
        """Return what reads live pages before the audits that need them. Stop its scheduler at the end."""
        scheduler = Scheduler(self.settings.web.threads, self.fetcher.limiter, self.clock)
        return Frontier(
            scheduler, self.pages.read, each=None if self.settings.web.per_host_rate else self.settings.web.threads
        )

    @contextmanager
    def gather(self, document: Document, references: Sequence[Reference]) -> Iterator[SourceGathering]:
        """See `citecheck.interfaces.Sources.gather`."""
        gathering = SourceGathering(self, references, document.language, document.name)
        try:
            yield gathering
        finally:
            gathering.stop()

    def check_links(self, urls: Sequence[str]) -> Iterator[SourceCheck]:
        """Yield the status of each address, in order. All are read at the same time, like those of references."""
        references = [
            Reference(key=str(number), label="", text=url, span=Span(0, len(url)), urls=(url,))
            for number, url in enumerate(urls)
        ]
        gathering = SourceGathering(self, references, None, "")
        try:
            for reference in references:
                yield gathering.source(reference.key).check
        finally:
            gathering.stop()

    def restart_time(self) -> None:
        """Let the time of `web.max_time` begin now, for a reader that outlives one question."""
        seconds = self.settings.web.max_time
        self._ends = self.clock.monotonic() + seconds if seconds else None

    def seconds_left(self) -> float | None:
        """Return the seconds until `web.max_time` is over (0: it is over); None if there is no such limit."""
        return None if self._ends is None else max(0.0, self._ends - self.clock.monotonic())

    def close(self) -> None:
        """Remove the temporary texts and close connections."""
        if self._chooser is not None:
            self._chooser.stop()
        self.fetcher.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class SourceGathering:
    """The sources of one document; see `citecheck.interfaces.Gathering`."""

    def __init__(
        self, reader: SourceReader, references: Sequence[Reference], language: str | None, document: str
    ) -> None:
        self._reader = reader
        settings = reader.settings
        self._scheduler = Scheduler(settings.web.threads, reader.fetcher.limiter, reader.clock)
        self._archive_threads = ThreadPoolExecutor(_ARCHIVE_THREADS, thread_name_prefix="archive")
        self._reading = SourceReading(
            reader.pages,
            reader.captures,
            reader.files,
            reader.store,
            self._in_archive_thread,
            extract=reader.extract,
            offline=settings.offline,
            language=language,
        )
        self._locks = {reference.key: threading.Lock() for reference in references}
        self._drafts = {one.key: reader.draft(one, document) for one in references}
        drafts = self._drafts.values()
        self._saved = [draft.reference.label for draft in drafts if reader.is_saved(draft)]
        self._ended = False
        self._observer = for_document(reader.observer, document)
        self._observer.begin(_PHASE, len(self._drafts))
        self._first = {key: self._scheduler.submit(self._task(draft)) for key, draft in self._drafts.items()}

    def source(self, key: str) -> Source:
        """See `citecheck.interfaces.Gathering.source`."""
        draft = self._drafts[key]
        try:
            self._first[key].result(self._reader.seconds_left())
        except WaitedTooLong:
            self._end()
        except CancelledError:
            pass
        else:
            with self._locks[key]:
                return draft.to_source(self._reader.store)
        verdict = unvisited(UnvisitedCase(out_of_time=self._ended, cancelled=not self._ended))
        return SourceDraft(draft.reference, draft.location, verdict).to_source(self._reader.store)

    def widen_soon(self, keys: Sequence[str]) -> None:
        """See `citecheck.interfaces.Gathering.widen_soon`."""
        if self._reader.captures is None:
            return
        for key in keys:
            if not self._drafts[key].complete:
                self._archive_threads.submit(self.widened, key)

    def widened(self, key: str) -> Source:
        """See `citecheck.interfaces.Gathering.widened`."""
        first = self.source(key)
        draft, captures = self._drafts[key], self._reader.captures
        left = self._reader.seconds_left()
        if first.check.status is LinkStatus.NOT_CHECKED or left == 0:
            return first
        with self._locks[key]:
            if not draft.complete and captures is not None and draft.location.urls and draft.location.file is None:
                captures.add_nearest(draft)
            draft.complete = True
            return draft.to_source(self._reader.store)

    def out_of_time(self) -> bool:
        """See `citecheck.interfaces.Gathering.out_of_time`."""
        if not self._ended and self._reader.seconds_left() == 0:
            self._end()
        return self._ended

    def notices(self) -> tuple[str, ...]:
        """See `citecheck.interfaces.Gathering.notices`."""
        unread = [draft for key, draft in self._drafts.items() if self._is_unread(key)]
        found = []
        if self._reader.settings.offline:
            found.append("offline: nothing was fetched, only local files were read")
        if self._saved:
            found.append(said_of_saved(self._reader.settings.sources_folder, self._saved))
        missed = sum(1 for draft in unread if draft.is_not_recorded)
        if missed:
            found.append(
                f"the recording does not hold {missed} of {len(self._drafts)} sources, which were not checked; it may "
                "be of a run that was interrupted, or of another document"
            )
        cut = sum(1 for draft in unread if draft.network_failed)
        if cut:
            canary = self._reader.settings.web.canary
            asked = f" ({canary} failed too)" if canary else ""
            found.append(
                f"the network was down{asked}: {cut} of {len(self._drafts)} sources were not checked; none of them is "
                "called dead"
            )
        through = self._proxy()
        if through:
            found.append(
                f"requests went through the proxy {through}, which resolves names itself: citecheck could not check "
                "whether a name leads into a private network"
            )
        found.extend(self._withheld())
        if self._ended:
            left = counted(len(unread), "source was", "sources were")
            lost = f"{left} not checked" if unread else "not every claim was checked"
            found.append(f"the time that was allowed (web.max_time) was over: {lost}")
        return tuple(found)

    def _proxy(self) -> str:
        """Return the proxy through which live pages were requested, without credentials; empty if there was none."""
        for draft in self._drafts.values():
            asked = any(attempt.origin is Origin.LIVE and attempt.status is not None for attempt in draft.attempts)
            if asked and draft.url and (through := self._reader.fetcher.proxy_of(draft.url)):
                return through
        return ""

    def _withheld(self) -> Iterator[str]:
        """Yield a message for each host that the settings name and whose credentials were not sent to a source."""
        hosts = self._reader.settings.web.hosts
        told = set()
        for draft in self._drafts.values() if hosts else ():
            try:
                address = web_address(draft.url or "")
            except Failure:
                continue
            why = withheld_from(hosts, address)
            if why and (address.origin, why) not in told:
                told.add((address.origin, why))
                yield f"the credentials for {address.host} were not sent to {address.origin}: {why}"

    def stop(self) -> None:
        """Cancel the reading of sources that are not finished."""
        self._scheduler.stop()
        self._archive_threads.shutdown(wait=False, cancel_futures=True)
        self._observer.end(_PHASE)

    def _end(self) -> None:
        """End the run because its time is over: unfinished readings are cancelled."""
        self._ended = True
        self._scheduler.stop()

    def _is_unread(self, key: str) -> bool:
        first = self._first[key]
        if not first.done() or first.cancelled() or first.exception() is not None:
            return True
        return self._drafts[key].verdict.status is LinkStatus.NOT_CHECKED

    def _task(self, draft: SourceDraft) -> Task[None]:
        try:
            yield from self._reading.read(draft)
        except CitecheckError:
            raise
        except Exception as error:  # one source must not end the audit
            log_failure(draft.url or draft.reference.pointer, error)
            draft.verdict, draft.complete = unvisited(UnvisitedCase(failure=type(error).__name__)), True
        self._observer.advance(_PHASE, note=draft.url or draft.reference.label)

    def _in_archive_thread(self, work: Callable[[], None]) -> Task[None]:
        future: Future[Any] = self._archive_threads.submit(work)
        yield future
        future.result()


__all__ = ["SourceGathering", "SourceReader"]
