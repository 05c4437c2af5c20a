"""Archived copies of a source, read where the live page leaves a doubt."""

from __future__ import annotations

from dataclasses import replace

from citecheck.archives.choosing import Chooser, archive_mismatch
from citecheck.interfaces import Extract
from citecheck.model import Fetched, Memento, SourceText
from citecheck.sources.draft import Draft
from citecheck.sources.pages import extracted, kept
from citecheck.sources.spill import TextStore
from citecheck.web.polite import settled
from citecheck.web.status import Verdict, of_answer, verdict_on
from reports.model import Extent


class Captures:
    """Adds archived copies to a draft. Blocks while archives are asked: it is called on threads of its own."""

    def __init__(self, chooser: Chooser, store: TextStore, extract: Extract) -> None:
        self._chooser = chooser
        self._store = store
        self._extract = extract

    def add_named(self, draft: Draft) -> None:
        """Read the capture that the reference itself names, and say what is wrong with it, if anything is."""
        named = self._chooser.named(draft.reference)
        if named is None:
            return
        fetched, text, verdict = self._read(named)
        draft.tried(fetched.attempts)
        error = "" if verdict.is_readable or text is None else verdict.reason
        wrong = archive_mismatch(draft.reference, named, fetched, text, error=error)
        if wrong is not None:
            draft.problem(wrong.code, wrong.message)
        if text is not None:
            extent = text.extent if verdict.is_readable and not error else Extent.NONE
            draft.add(*kept(fetched, replace(text, extent=extent), self._store, url=draft.reference.archive_url))
            if extent is not Extent.NONE and wrong is None:
                draft.capture = named.url

    def add_nearest(self, draft: Draft) -> None:
        """Read the capture nearest to the access date that shows the page; bad ones are walked past."""
        urls = [url for url in draft.location.urls if draft.location.kinds.get(url) != "isbn"][:1]
        for url in urls:
            known = {copy.captured for copy in draft.copies.values() if copy.captured}
            for memento in self._chooser.candidates(draft.reference, url):
                if memento.captured in known:
                    break
                fetched, text, verdict = self._read(memento)
                draft.tried(fetched.attempts)
                if text is None or not verdict.is_readable:
                    continue
                draft.add(*kept(fetched, text, self._store))
                draft.capture = draft.capture or memento.url
                self._chooser.remember(url, memento)
                if text.extent is Extent.FULL:
                    break
            draft.tried(self._chooser.attempts(url))
            absent = self._chooser.known_absent(url)
            draft.archived = None if absent is None else not absent
        draft.complete = True

    def _read(self, memento: Memento) -> tuple[Fetched, SourceText | None, Verdict]:
        fetched = self._chooser.read(memento)
        verdict = of_answer(fetched)
        if verdict is not None:
            return fetched, None, verdict
        text = extracted(fetched, self._extract)
        return fetched, text, settled(verdict_on(fetched, text))


__all__ = ["Captures"]
