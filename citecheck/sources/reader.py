"""From references to sources: all of a document's at once, in a bounded crew, each address once a run."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as WaitedTooLong
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from citecheck.archives.choosing import Chooser
from citecheck.clock import SystemClock, timestamp
from citecheck.errors import FetchError
from citecheck.evidence.files import Files, LocalFiles
from citecheck.extractors import page_text
from citecheck.interfaces import Clock, Extract, Observer
from citecheck.model import Fetched, Source
from citecheck.settings.model import Settings
from citecheck.sources.captures import Captures
from citecheck.sources.draft import Draft
from citecheck.sources.locators import locate
from citecheck.sources.pages import Pages, kept
from citecheck.sources.spill import TextStore
from citecheck.web.crew import Crew
from citecheck.web.live import LiveFetcher
from citecheck.web.polite import Steps
from citecheck.web.status import Verdict
from claims.model import Document, Reference, Span, UrlStatus
from reports.model import Attempt, Extent, LinkStatus, Origin, SourceCheck

_ARCHIVE_THREADS = 4  # archives have their own pace; more threads would only wait
_NO_LOCATOR = LinkStatus.NO_LOCATOR


class SourceReader:
    """Reads sources; see `citecheck.interfaces.Sources`. A context manager that lets go of its texts and threads.

    `chooser` picks captures in archives; None: no archive is asked. `files` gives local files; None: from the disk.
    `extract` turns bodies into texts.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        fetcher: LiveFetcher | None = None,
        chooser: Chooser | None = None,
        files: Files | None = None,
        extract: Extract = page_text,
        clock: Clock | None = None,
        observer: Observer | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock or SystemClock()
        self._observer = observer
        self._files = files or LocalFiles(self._clock)
        self._fetcher = fetcher or LiveFetcher(settings.web, clock=self._clock, observer=observer)
        self._store = TextStore()
        self._extract = extract
        self._pages = Pages(self._fetcher, self._store, extract)
        self._captures = Captures(chooser, self._store, extract) if chooser is not None else None
        self._chooser = chooser
        self._ends = self._clock.monotonic() + settings.web.max_time if settings.web.max_time else None

    @contextmanager
    def gather(self, document: Document, references: Sequence[Reference]) -> Iterator[SourceGathering]:
        """See `citecheck.interfaces.Sources.gather`."""
        gathering = SourceGathering(self, references)
        try:
            yield gathering
        finally:
            gathering.stop()

    def check_link(self, url: str) -> SourceCheck:
        """Return what became of one address, as if a reference gave it."""
        reference = Reference(key="link", label="", text=url, span=Span(0, len(url)), urls=(url,))
        gathering = SourceGathering(self, [reference])
        try:
            return gathering.source("link").check
        finally:
            gathering.stop()

    def close(self) -> None:
        """Remove the temporary texts and close connections."""
        if self._chooser is not None:
            self._chooser.stop()
        self._fetcher.close()
        self._store.close()

    def __enter__(self) -> SourceReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def seconds_left(self) -> float | None:
        """Return the seconds until `web.max_time` is over; None where there is no such limit."""
        return None if self._ends is None else max(0.0, self._ends - self._clock.monotonic())


class SourceGathering:
    """The sources of one document; see `citecheck.interfaces.Gathering`."""

    def __init__(self, reader: SourceReader, references: Sequence[Reference]) -> None:
        self._reader = reader
        self._settings = reader._settings
        self._crew = Crew(self._settings.web.threads, reader._fetcher.paces, reader._clock)
        self._archivists = ThreadPoolExecutor(_ARCHIVE_THREADS, thread_name_prefix="archive")
        self._locks = {reference.key: threading.Lock() for reference in references}
        self._drafts = {
            reference.key: Draft(reference, locate(reference, self._settings.sources)) for reference in references
        }
        self._first = {key: self._crew.submit(self._reading(draft)) for key, draft in self._drafts.items()}
        self._told: set[str] = set()

    def source(self, key: str) -> Source:
        """See `citecheck.interfaces.Gathering.source`."""
        draft = self._drafts[key]
        try:
            self._first[key].result(self._reader.seconds_left())
        except (CancelledError, WaitedTooLong):
            return Draft(
                draft.reference, draft.location, Verdict(LinkStatus.NOT_CHECKED, "the run was ended before it")
            ).told(self._reader._store)
        with self._locks[key]:
            return draft.told(self._reader._store)

    def widened(self, key: str) -> Source:
        """See `citecheck.interfaces.Gathering.widened`."""
        first = self.source(key)
        draft, captures = self._drafts[key], self._reader._captures
        if first.check.status is LinkStatus.NOT_CHECKED:
            return first
        with self._locks[key]:
            if not draft.complete and captures is not None and draft.location.urls and draft.location.file is None:
                captures.add_nearest(draft)
            draft.complete = True
            return draft.told(self._reader._store)

    def notices(self) -> tuple[str, ...]:
        """See `citecheck.interfaces.Gathering.notices`."""
        return ()

    def stop(self) -> None:
        """Drop what has not been read."""
        self._crew.stop()
        self._archivists.shutdown(wait=False, cancel_futures=True)

    def _reading(self, draft: Draft) -> Steps[None]:
        """Read one source for the first time."""
        location, reference, captures = draft.location, draft.reference, self._reader._captures
        draft.problems.extend(location.problems)
        draft.url = location.urls[0] if location.urls else None
        if location.file is not None:
            self._read_file(draft, location.file)
            return
        if not location.urls:
            empty = not reference.text.strip()
            reason = "the entry is empty" if empty else "the entry has no address and no identifier"
            draft.verdict = Verdict(_NO_LOCATOR, reason)
            draft.complete = True
            return
        if self._settings.offline:
            draft.verdict = Verdict(LinkStatus.NOT_CHECKED, "nothing is fetched: the run is offline")
            return
        if reference.url_status is UrlStatus.USURPED:
            draft.verdict = Verdict(LinkStatus.USURPED, "the entry says that somebody else has the address now")
        else:
            yield from self._read_live(draft)
        if captures is not None:
            if reference.archive_url:
                yield from self._aside(lambda: captures.add_named(draft))
            if not draft.has_text:
                yield from self._aside(lambda: captures.add_nearest(draft))

    def _read_live(self, draft: Draft) -> Steps[None]:
        """Try the addresses in their order until one gives text; the first one's verdict is the link's."""
        for number, url in enumerate(draft.location.urls):
            page = yield from self._reader._pages.read(url)
            draft.tried(page.attempts)
            if number == 0:
                draft.verdict = page.verdict
            if page.copy is not None:
                draft.add(page.copy, page.text_key)
            if page.copy is not None and page.copy.extent is Extent.FULL:
                break

    def _aside(self, work: Callable[[], None]) -> Steps[None]:
        """Let a thread of the archives do work that blocks."""
        future: Future[Any] = self._archivists.submit(work)
        yield future
        future.result()

    def _read_file(self, draft: Draft, path: Path) -> None:
        """Read a local file that the caller named as the source."""
        url = path.name
        try:
            read = self._reader._files.read(path)
        except FetchError as error:
            now = timestamp(self._reader._clock.now())
            draft.attempts.append(Attempt(url=url, origin=Origin.FILE, at=now, failure=str(error)))
            draft.verdict = Verdict(LinkStatus.NOT_CHECKED, str(error))
            return
        attempt = Attempt(url=url, origin=Origin.FILE, at=read.at)
        text = self._reader._extract(read.body, content_type="", url=None)
        fetched = Fetched(
            url=url,
            final_url=url,
            origin=Origin.FILE,
            retrieved=read.at,
            attempts=(attempt,),
            body=read.body,
            headers={},
            evidence=read.evidence,
        )
        draft.attempts.append(attempt)
        draft.add(*kept(fetched, text, self._reader._store))
        draft.verdict = Verdict(LinkStatus.ALIVE, "read from the file that was given for it")
        draft.complete = True


__all__ = ["SourceGathering", "SourceReader"]
