"""Reads archived copies of a source: the one that the reference names, and others if a verdict depends on them."""

from __future__ import annotations

from dataclasses import replace

from citecheck.archives.choosing import Chooser, archive_mismatch, is_capture_of
from citecheck.http.tasks import run_without_waiting
from citecheck.interfaces import Extract
from citecheck.model import Fetched, Memento, SourceText
from citecheck.pages import Page
from citecheck.sources.draft import SourceDraft
from citecheck.sources.locators import kind_of
from citecheck.sources.pages import kept, shown_of
from citecheck.sources.spill import TextStore
from citecheck.web.status import LinkVerdict, of_answer, verdict_on
from reports.model import Extent, LinkStatus

_NOT_LOOKED_UP = frozenset({LinkStatus.REFUSED_ADDRESS, LinkStatus.INVALID_URL, LinkStatus.UNSUPPORTED_SCHEME})
"""Statuses of addresses that no archive is asked about: private ones stay private, the others cannot be archived."""


class Captures:
    """Adds archived copies to drafts. Its methods block during requests, so they run on threads of their own.

    `chooser` picks captures, `store` keeps their texts, `extract` turns bodies into texts.
    """

    def __init__(self, chooser: Chooser, store: TextStore, extract: Extract) -> None:
        self._chooser = chooser
        self._store = store
        self._extract = extract

    def add_named(self, draft: SourceDraft) -> None:
        """Read the capture that the reference names, if it names one. Anything wrong with it becomes a problem."""
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
        """Read the capture nearest to the access date that shows the page; others are skipped.

        Afterwards the draft is complete, and knows whether archives have the page.
        """
        url = next((url for url in draft.location.urls if kind_of(url) != "isbn"), None)
        if url is not None and not draft.has_capture and draft.verdict.status not in _NOT_LOOKED_UP:
            self._try_in_order(draft, url)
            absent = self._chooser.known_absent(url, draft.reference)
            draft.tried(self._chooser.attempts(url, draft.reference))
            draft.archived = None if absent is None else not absent
            draft.archive_reason = self._chooser.reason(url, draft.reference) if absent is None else ""
        draft.complete = True

    def _try_in_order(self, draft: SourceDraft, url: str) -> None:
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
        """Return a capture, its text (None: it has none), and the verdict on it under the page's own address."""
        fetched = self._chooser.read(memento)
        failed = of_answer(fetched)
        if failed is not None:
            return fetched, None, failed
        shown = fetched.memento or memento
        own = replace(fetched, url=memento.original or fetched.url, final_url=shown.original or fetched.final_url)
        page = Page(own, self._extract)
        verdict = run_without_waiting(verdict_on(page))
        extent = (verdict.extent or shown_of(own.url, page)) if verdict.is_readable else Extent.NONE
        return fetched, replace(page.text, extent=extent), verdict


__all__ = ["Captures"]
