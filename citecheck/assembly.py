"""Puts an audit together: the one file that knows every built-in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import msgspec
from requests.adapters import BaseAdapter

from citecheck.archives import build_archives
from citecheck.auditor import Auditor
from citecheck.checking.quotes import QuoteMatcher
from citecheck.checking.rules import Rules
from citecheck.checking.support import LexicalJudge
from citecheck.clock import SystemClock
from citecheck.errors import SettingsError
from citecheck.evidence.files import Files, LocalFiles, ReplayedFiles
from citecheck.evidence.recording import RecordingAdapter
from citecheck.evidence.replay import ReplayAdapter
from citecheck.evidence.warc import Recording
from citecheck.extractors import page_text
from citecheck.interfaces import Clock, Judge, Matcher, Observer
from citecheck.model import Fetched, SourceText
from citecheck.plugins import plugged
from citecheck.settings import Settings, fingerprint
from citecheck.silence import Silence
from citecheck.sources import SourceReader
from citecheck.web.connections import adapter_for
from citecheck.web.live import LiveFetcher
from claims.errors import ReadingError
from claims.model import Document
from claims.reading import read as read_claims
from reports.model import LinkStatus, Report, SourceCheck

if TYPE_CHECKING:  # a memory is handed in by who has one: an audit without needs no database
    from citecheck.store.caching import Caching

DocumentSource = str | bytes | os.PathLike[str]
"""A path, an http(s) address, or the document itself as bytes."""


class Workshop:
    """Everything that the audits of one run share: connections, pace, recording, texts of sources.

    A context manager: leaving it closes connections and finishes the recording. `adapter` replaces the transport
    (requests' socket for one), for tests and for networks of one's own; `memory` is what is known of earlier nights.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        observer: Observer | None = None,
        clock: Clock | None = None,
        adapter: BaseAdapter | None = None,
        memory: Caching | None = None,
    ) -> None:
        """Raises `SettingsError`, `PluginError` or `EvidenceError` for what cannot work."""
        self.settings = settings
        self._observer = observer or Silence()
        self._clock = clock or SystemClock()
        self._rules = Rules(enable=settings.report.enable, disable=settings.report.disable)
        self._judge = _judge(settings)
        self._closing = ExitStack()
        self._adapter, files, replayed = self._transport(adapter)
        self._memory = None if replayed else memory
        self._fetcher = self._fetching(pace=not replayed)
        self.sources = SourceReader(
            settings,
            fetcher=self._fetcher,
            chooser=build_archives(
                settings,
                self._adapter,
                clock=self._clock,
                observer=self._observer,
                wrap=self._memory.archive if self._memory is not None else None,
            ),
            files=files,
            extract=self._memory.extract(page_text) if self._memory is not None else page_text,
            clock=self._clock,
            observer=self._observer,
        )
        self._closing.callback(self.sources.close)

    def auditor(self) -> Auditor:
        """Return an auditor with the organs that the settings ask for; closing it closes the workshop."""
        matcher: Matcher = QuoteMatcher()
        judge = self._judge
        if self._memory is not None:
            matcher, judge = self._memory.matcher(matcher), self._memory.judge(judge)
        return Auditor(
            sources=self.sources,
            matcher=matcher,
            judge=judge,
            rules=self._rules,
            settings_sha256=fingerprint(self.settings),
            clock=self._clock,
            observer=self._observer,
            circular=self.settings.checking.circular,
            on_close=self.close,
        )

    def read(self, source: DocumentSource, *, name: str | None = None, format: str | None = None) -> Document:
        """Read a document from a path, an address (which is fetched) or bytes. Raises `ReadingError`."""
        limit = self.settings.max_document_bytes
        if isinstance(source, str) and source.lower().startswith(("http://", "https://")):
            fetched = self._fetch_document(source)
            return read_claims(
                fetched.body,
                name=name or source,
                format=format,
                url=fetched.final_url,
                content_type=fetched.headers.get("content-type"),
                max_bytes=limit,
            )
        return read_claims(source, name=name, format=format, max_bytes=limit)

    def page(self, page: str) -> tuple[SourceText | None, str]:
        """Return the text of a file or address, or None and why there is none."""
        if not page.lower().startswith(("http://", "https://")):
            path = Path(page)
            try:
                return page_text(path.read_bytes(), content_type=""), ""
            except OSError as error:
                raise ReadingError(f"{page}: cannot be read ({error.strerror or error})") from error
        fetched = self._fetcher.fetch(page)
        if fetched.status != 200 or fetched.truncated:
            return None, fetched.reason or f"the server answered {fetched.status}"
        content_type = fetched.headers.get("content-type", "text/html")
        return page_text(fetched.body, content_type=content_type, url=fetched.final_url), ""

    def check_link(self, url: str) -> SourceCheck:
        """Return what became of an address."""
        return self.sources.check_link(url)

    def close(self) -> None:
        """Close connections and finish the recording. A second call does nothing."""
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _transport(self, adapter: BaseAdapter | None) -> tuple[BaseAdapter, Files, bool]:
        """Return the transport, what gives local files, and whether they only replay."""
        settings = self.settings
        if settings.evidence.record and settings.evidence.replay:
            raise SettingsError("evidence.record and evidence.replay exclude each other: a replay fetches nothing")
        if settings.evidence.replay:
            replay = ReplayAdapter(settings.evidence.replay)
            self._closing.callback(replay.close)
            return replay, ReplayedFiles(replay), True
        inner = adapter or adapter_for(settings.web)
        if not settings.evidence.record:
            return inner, LocalFiles(self._clock), False
        recording = Recording(settings.evidence.record, clock=self._clock)
        self._closing.callback(recording.close)
        files = LocalFiles(self._clock, recording)
        return RecordingAdapter(inner, recording, settings.web.max_bytes), files, False

    def _fetching(self, *, pace: bool) -> LiveFetcher:
        """Return the fetcher of live pages, one that remembers where there is a memory."""
        web = self.settings.web
        if self._memory is not None:
            return self._memory.fetcher(web, adapter=self._adapter, observer=self._observer, pace=pace)
        return LiveFetcher(web, adapter=self._adapter, clock=self._clock, observer=self._observer, pace=pace)

    def _fetch_document(self, url: str) -> Fetched:
        if self.settings.offline:
            raise ReadingError(f"{url}: not fetched, because `offline` is set; save the page and audit the file")
        fetched = self._fetcher.fetch(url)
        if fetched.failure is not None or fetched.status != 200:
            why = fetched.reason or f"the server answered {fetched.status}"
            hint = ""
            if fetched.failure is LinkStatus.REFUSED_ADDRESS:
                hint = "; --allow-address permits a private network"
            raise ReadingError(f"{url}: the document could not be fetched ({why}){hint}")
        return fetched


def _judge(settings: Settings) -> Judge:
    """Return the judge that the settings name, or ours."""
    if not settings.checking.judge:
        return LexicalJudge()
    judge: Judge = plugged(settings.checking.judge, needs=("name", "judge"), what="a judge (setting checking.judge)")
    return judge


def build_auditor(
    settings: Settings | None = None, *, observer: Observer | None = None, clock: Clock | None = None
) -> Auditor:
    """Return an auditor with the built-in organs, as `settings` ask for them.

    Close it (or use it as a context manager) to let go of connections and to finish a recording.
    """
    return Workshop(settings or Settings(), observer=observer, clock=clock).auditor()


def read(source: DocumentSource, *, name: str | None = None, format: str | None = None) -> Document:
    """Read a document: its text, claims, citations, references and problems.

    `source` is a path, an http(s) address (which is fetched) or the document itself as bytes; `name` is what to call
    it, `format` one of `DocumentFormat` where its looks should not decide. Raises `ReadingError`.
    """
    with Workshop(Settings()) as workshop:
        return workshop.read(source, name=name, format=format)


def audit(
    source: DocumentSource,
    *,
    settings: Settings | None = None,
    sources: Mapping[str, str | os.PathLike[str]] | None = None,
) -> Report:
    """Audit the citations of a document and return the report.

    `sources` gives references the address or file that the document lost, by label: ``{"11": "pillay.html"}``.
    Raises `ReadingError` for a document that cannot be read and `AuditError` for settings that cannot work; what
    the world does wrong is in the report.
    """
    chosen = settings or Settings()
    if sources:
        given: dict[str, Any] = {label: os.fspath(target) for label, target in sources.items()}
        chosen = msgspec.structs.replace(chosen, sources={**chosen.sources, **given})
    with Workshop(chosen) as workshop:
        return workshop.auditor().audit(workshop.read(source))


def check_link(url: str, *, settings: Settings | None = None) -> SourceCheck:
    """Return what became of an address: its status, why, every attempt, every copy that was read."""
    with Workshop(settings or Settings()) as workshop:
        return workshop.check_link(url)
