"""Archived copies of a source, read where the live page leaves a doubt."""

from __future__ import annotations

from dataclasses import replace

from citecheck.archives.choosing import Chooser, archive_mismatch, is_capture_of
from citecheck.http.tasks import run_without_waiting
from citecheck.interfaces import Extract
from citecheck.model import Fetched, Memento, SourceText
from citecheck.sources.draft import SourceDraft
from citecheck.sources.locators import kind_of
from citecheck.sources.pages import extracted, kept, shown_of
from citecheck.sources.spill import TextStore
from citecheck.web.status import LinkVerdict, of_answer, verdict_on
from reports.model import Extent, LinkStatus

_NOBODY_ELSES = frozenset({LinkStatus.REFUSED_ADDRESS, LinkStatus.INVALID_URL, LinkStatus.UNSUPPORTED_SCHEME})
"""Addresses that no archive is asked for: a private one is nobody else's business, and the others none can hold."""


class Captures:
    """Adds archived copies to a draft. Blocks while archives are asked: it is called on threads of its own."""

    def __init__(self, chooser: Chooser, store: TextStore, extract: Extract) -> None:
        self._chooser = chooser
        self._store = store
        self._extract = extract

    def add_named(self, draft: SourceDraft) -> None:
        """Read the capture that the reference itself names, and say what is wrong with it, if anything is."""
        named = self._chooser.named(draft.reference)
        if named is None:
            return
        fetched, text, verdict = self._read(named)
        draft.tried(fetched.attempts)
        error = "" if verdict.is_readable or text is None else f"does not show the page: {verdict.reason}"
        wrong = archive_mismatch(draft.reference, named, fetched, text, error=error)
        if wrong is not None:
            draft.problem(wrong.code, wrong.message)
        if text is None:
            return
        draft.add(*kept(fetched, text, self._store, url=draft.reference.archive_url))
        if text.extent is not Extent.NONE and wrong is None:
            draft.capture = named.url
            draft.archived = True

    def add_nearest(self, draft: SourceDraft) -> None:
        """Read the capture nearest to the access date that shows the page; bad ones are walked past."""
        url = next((url for url in draft.location.urls if kind_of(url) != "isbn"), None)
        if url is not None and not draft.has_capture and draft.verdict.status not in _NOBODY_ELSES:
            self._walk(draft, url)
            absent = self._chooser.known_absent(url, draft.reference)
            draft.tried(self._chooser.attempts(url, draft.reference))
            draft.archived = None if absent is None else not absent
            draft.archive_reason = self._chooser.reason(url, draft.reference) if absent is None else ""
        draft.complete = True

    def _walk(self, draft: SourceDraft, url: str) -> None:
        known = {copy.final_url for copy in draft.copies.values()}
        for memento in self._chooser.candidates(draft.reference, url):
            if memento.raw_url in known or memento.url == draft.capture or not is_capture_of(memento, url):
                continue
            fetched, text, verdict = self._read(memento)
            draft.tried(fetched.attempts)
            shown = fetched.memento or memento
            if not fetched.redirects and not is_capture_of(shown, url):
                continue
            if text is None or not verdict.is_readable or text.extent is Extent.NONE:
                continue
            draft.add(*kept(fetched, text, self._store))
            draft.capture = draft.capture or memento.url
            if text.extent is Extent.FULL:
                return

    def _read(self, memento: Memento) -> tuple[Fetched, SourceText | None, LinkVerdict]:
        """Read a capture and judge it as the page that it shows, under that page's own address."""
        fetched = self._chooser.read(memento)
        told = of_answer(fetched)
        if told is not None:
            return fetched, None, told
        shown = fetched.memento or memento
        page = replace(fetched, url=memento.original or fetched.url, final_url=shown.original or fetched.final_url)
        text = extracted(page, self._extract)
        verdict = run_without_waiting(verdict_on(page, text))
        extent = (verdict.extent or shown_of(page.url, text, page)) if verdict.is_readable else Extent.NONE
        return fetched, replace(text, extent=extent), verdict


__all__ = ["Captures"]
