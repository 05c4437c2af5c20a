"""Build an audit from its parts: the one file that knows every built-in implementation."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from citecheck.deadline import within
from citecheck.errors import SettingsError
from citecheck.judges.first import first_judge
from citecheck.plugins import IsolatedArchive, check_all_fit
from citecheck.settings import Settings, fingerprint, validated
from claims.errors import ReadingError
from claims.model import Document
from claims.urls import is_web_address

if TYPE_CHECKING:
    from requests.adapters import BaseAdapter

    from citecheck.archives.keeping import Keeper
    from citecheck.auditor import Auditor
    from citecheck.interfaces import Archive, Clock, Extract, Fetcher, Judge, Matcher, Observer
    from citecheck.model import Fetched, SourceText
    from citecheck.recovery.recovering import Recoverer
    from citecheck.store.caching import Caching
    from citecheck.web.fetchers import TaskFetcher
    from reports.model import SourceCheck

_Result = TypeVar("_Result")
DocumentSource = str | bytes | os.PathLike[str]
"""A path, an http(s) address, or the document itself as bytes."""


class Session:
    """Everything that the audits of one run share: connections, rate limits, the recording, texts of sources.

    A context manager: leaving it closes connections and finishes the recording.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        judge: Judge | None = None,
        fetcher: Fetcher | None = None,
        matcher: Matcher | None = None,
        archives: Sequence[Archive] | None = None,
        observer: Observer | None = None,
        clock: Clock | None = None,
        adapter: BaseAdapter | None = None,
        memory: Caching | None = None,
        dry_run: bool = False,
        resume: bool = False,
    ) -> None:
        """Build the parts that `settings` ask for (None: the defaults). An object given here replaces the built-in one.

        `judge` says whether sources support claims, `matcher` finds quotations, `fetcher` gets live pages, `archives`
        are asked for captures in their order (an empty sequence: no archive is asked), `observer` is notified of
        progress, `clock` gives the time. `adapter` replaces the HTTP transport below fetcher and archives (an adapter
        of requests), `memory` is the cache of earlier nights (None: no cache). With `dry_run` no model is asked for a
        second opinion; `would_send` says what it would be sent. With `resume` the recording of a killed run goes on.

        Raises `SettingsError`, `PluginError` or `EvidenceError` for settings that cannot work.
        """
        from citecheck.archives.choosing import Chooser, build_archives
        from citecheck.clock import SystemClock
        from citecheck.extractors import TextExtraction
        from citecheck.findings import FindingMaker
        from citecheck.judges.apart import judge_apart
        from citecheck.observers import LoggingObserver, NullObserver
        from citecheck.sources import SourceReader
        from citecheck.transports import transport_of
        from citecheck.workers.pool import WorkerPool

        check_all_fit(judge=judge, fetcher=fetcher, matcher=matcher, archives=archives, observer=observer, clock=clock)
        settings = Settings() if settings is None else validated(settings)
        if settings.evidence.replay and (fetcher is not None or archives):
            raise SettingsError("evidence.replay excludes a fetcher and archives of your own: a replay fetches nothing")
        self.settings = settings
        self._observer: Observer = LoggingObserver(observer or NullObserver())
        self._clock = clock or SystemClock()
        self._maker = FindingMaker(enable=settings.report.enable, disable=settings.report.disable)
        self._judge = judge or first_judge(settings)
        self._at_once: Callable[[int], int] = lambda _: 1
        self._dry_run = dry_run
        self._second: Judge | None = None
        self._given_adapter = adapter
        self._matcher = matcher
        self._closing = ExitStack()
        self._interrupted = False
        self._workers = WorkerPool()
        self._closing.callback(self._workers.close)
        apart = judge_apart(self._judge, settings, may_thread=matcher is None, closing=self._closing)
        if apart is not None:
            self._judge, self._at_once = apart, apart.at_once
        transport = transport_of(
            settings,
            adapter,
            clock=self._clock,
            closing=self._closing,
            was_interrupted=lambda: self._interrupted,
            resume=resume,
        )
        self._adapter, files, replayed = transport.adapter, transport.files, transport.replayed
        self._recording = transport.recording
        self._memory = None if replayed else memory
        extraction = TextExtraction(self._workers)
        self._extract: Extract = self._memory.extract(extraction) if self._memory is not None else extraction
        self._fetcher = self._fetching(fetcher, pace=not replayed)
        wrap = self._memory.archive if self._memory is not None else None
        if archives is not None:
            isolated = [IsolatedArchive(archive, self._clock) for archive in archives]
            self._chooser = Chooser([wrap(archive) for archive in isolated] if wrap else isolated, settings.archives)
        else:
            self._chooser = build_archives(
                settings, self._adapter, clock=self._clock, observer=self._observer, wrap=wrap
            )
        self.sources = SourceReader(
            settings,
            fetcher=self._fetcher,
            chooser=self._chooser,
            files=files,
            extract=self._extract,
            clock=self._clock,
            observer=self._observer,
        )
        self._closing.callback(self.sources.close)

    def auditor(self) -> Auditor:
        """Return an auditor that uses this session; closing it closes the session."""
        from citecheck.auditor import Auditor
        from citecheck.checking.quotes import QuoteMatcher
        from citecheck.registries.opening import reference_checks

        matcher: Matcher = self._matcher or QuoteMatcher()
        judge = self._judge
        if self._memory is not None:
            matcher, judge = self._memory.matcher(matcher), self._memory.judge(judge)
        references = reference_checks(
            self.settings,
            self._adapter,
            clock=self._clock,
            observer=self._observer,
            memory=self._memory,
            seconds_left=self.sources.seconds_left,
            closing=self._closing,
        )
        judge = self._with_second_opinion(judge)
        return Auditor(
            sources=self.sources,
            matcher=matcher,
            judge=judge,
            maker=self._maker,
            settings_sha256=fingerprint(self.settings),
            clock=self._clock,
            observer=self._observer,
            references=references,
            circular=self.settings.checking.circular,
            seconds_left=self.sources.seconds_left,
            on_close=lambda interrupted: self.close(interrupted=interrupted),
            adviser=getattr(judge, "adviser", None),
            at_once=self._at_once,
        )

    def _with_second_opinion(self, first: Judge) -> Judge:
        """Return `first` with the second opinion of the settings, made once for the session."""
        if not self.settings.checking.second_opinion.is_on:
            return first
        if self._second is None:
            from citecheck.judges.building import second_judge

            # A recording must hold every answer that a replay needs, so it uses none of an earlier night.
            remembers = self._memory is not None and self._recording is None
            self._second = second_judge(
                first,
                self.settings,
                closing=self._closing,
                clock=self._clock,
                observer=self._observer,
                adapter=self._given_adapter,
                replayed=self._adapter if self.settings.evidence.replay else None,
                recording=self._recording,
                entries=self._memory.cache if remembers and self._memory is not None else None,
                seconds_left=self.sources.seconds_left,
                dry_run=self._dry_run,
            )
        return self._second

    def would_send(self) -> str:
        """Return what a dry run would have sent, and to whom, in one line; empty if this session is none."""
        adviser = getattr(self._second, "adviser", None)
        return str(adviser.summary()) if self._dry_run and adviser is not None else ""

    def read(
        self,
        source: DocumentSource,
        *,
        name: str | None = None,
        format: str | None = None,
        encoding: str | None = None,
        bibliography: Sequence[str] = (),
        path: str | None = None,
        url: str | None = None,
    ) -> Document:
        """Read a document.

        `source` is a path, an address (which is fetched) or the document itself as bytes. `name` is its name in
        messages; None: the path or the address. `format` is a value of `DocumentFormat`; None: it is chosen by suffix,
        media type and content. `encoding` is the character encoding; None: the one that the host declares, or else it
        is recognised. `bibliography` are files of references that the document cites by key; none: those that it names
        in its own folder. `path` is where a `source` of bytes was read from; None: nowhere. `url` is the address of a
        document that is not fetched, for its links; None: unknown.

        Raises `ReadingError`.
        """
        from citecheck.workers.documents import read_document

        limit = self.settings.max_document_bytes
        if isinstance(source, str) and is_web_address(source):
            fetched = self._fetch_document(source)
            return read_document(
                fetched.body,
                self._workers,
                name=name or source,
                format=format,
                url=fetched.final_url,
                content_type=fetched.headers.get("content-type"),
                encoding=encoding,
                bibliography=bibliography,
                max_bytes=limit,
                seconds=self.sources.seconds_left(),
            )
        return read_document(
            source,
            self._workers,
            name=name,
            format=format,
            url=url,
            encoding=encoding,
            bibliography=bibliography,
            path=path,
            max_bytes=limit,
            seconds=self.sources.seconds_left(),
        )

    def page(self, page: str) -> tuple[SourceText | None, str]:
        """Return the text of `page` (a file or an address) and an empty string, or None and a reason.

        Raises `ReadingError` for a file that cannot be read.
        """
        from citecheck.pages import Body

        if not is_web_address(page):
            path = Path(page)
            try:
                body = Body(path.read_bytes())
                return self._in_time(page, lambda: self._extract(body, None)), ""
            except FileNotFoundError:
                raise ReadingError(f"{page}: there is no such file; check the path") from None
            except OSError as error:
                raise ReadingError(f"{page}: cannot be read ({error.strerror or error})") from error
        if self.settings.offline:
            return None, "nothing is fetched, because `offline` is set"
        fetched = self._fetch(page)
        if fetched.status != 200 or fetched.truncated:
            return None, fetched.reason or f"the server answered {fetched.status}"
        content_type = fetched.headers.get("content-type", "text/html")
        body = Body(fetched.body, content_type)
        return self._in_time(page, lambda: self._extract(body, fetched.final_url)), ""

    def recoverer(self) -> Recoverer:
        """Return what searches the lost addresses of documents, with the connections of this session."""
        from citecheck.recovery.building import build_recoverer

        return build_recoverer(
            self.settings,
            self._adapter,
            read=self.read,
            sources=self.sources,
            clock=self._clock,
            observer=self._observer,
            closing=self._closing,
        )

    def keeper(self, key: str = "") -> Keeper:
        """Return what saves cited pages in an archive, with the `key` of an account there ("": without one)."""
        from citecheck.archives.keeping import build_keeper

        return build_keeper(self.settings, self._adapter, self._chooser, clock=self._clock, key=key)

    def check_link(self, url: str) -> SourceCheck:
        """Visit the address `url`. Return its status, every attempt and every copy that was read."""
        return next(self.check_links([url]))

    def check_links(self, urls: Sequence[str]) -> Iterator[SourceCheck]:
        """Yield the result of `check_link` for each of `urls`, in order.

        Hosts are asked in parallel, each within its rate limit.
        """
        return self.sources.check_links(urls)

    def close(self, *, interrupted: bool = False) -> None:
        """Close connections and finish the recording; `interrupted`: it says so. A second call does nothing."""
        self._interrupted = interrupted
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(interrupted=kind is not None)

    def _fetching(self, fetcher: Fetcher | None, *, pace: bool) -> TaskFetcher:
        """Return what gets live pages: the given fetcher, or ours, with a cache if the session has one."""
        from citecheck.web.fetchers import FetcherTasks
        from citecheck.web.live import LiveFetcher

        web = self.settings.web
        if fetcher is not None:
            return FetcherTasks(fetcher, rate=web.per_host_rate if pace else 0.0, clock=self._clock)
        if self._memory is not None:
            return self._memory.fetcher(web, adapter=self._adapter, observer=self._observer, pace=pace)
        return LiveFetcher(web, adapter=self._adapter, clock=self._clock, observer=self._observer, pace=pace)

    def _fetch(self, url: str) -> Fetched:
        return self._in_time(url, lambda: self._fetcher.limiter.run(self._fetcher.task(url)))

    def _in_time(self, what: str, work: Callable[[], _Result]) -> _Result:
        """Return the result of `work`. Raises `ReadingError` if the time of the run is over before it is done."""
        try:
            return within(self.sources.seconds_left(), work)
        except TimeoutError:
            if self.sources.seconds_left():
                raise  # it is of the work itself
        raise ReadingError(f"{what}: was not read, because the time that was allowed (web.max_time) was over")

    def _fetch_document(self, url: str) -> Fetched:
        if self.settings.offline:
            raise ReadingError(f"{url}: not fetched, because `offline` is set; save the page and audit the file")
        fetched = self._fetch(url)
        if fetched.failure is not None or fetched.status != 200:
            why = fetched.reason or f"the server answered {fetched.status}"
            raise ReadingError(f"{url}: the document could not be fetched ({why})")
        return fetched


__all__ = ["DocumentSource", "Session"]
