"""The first reading of a source: the live page, the pages of its identifiers, the copy that the reference names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from citecheck.errors import FetchError
from citecheck.evidence.files import Files
from citecheck.http.redaction import clean_url
from citecheck.http.tasks import Task, run_without_waiting
from citecheck.interfaces import Extract
from citecheck.model import Fetched
from citecheck.pages import Page
from citecheck.recovery.model import Confirmation
from citecheck.sources.captures import Captures
from citecheck.sources.confirming import confirm_source
from citecheck.sources.draft import SourceDraft
from citecheck.sources.locators import kind_of
from citecheck.sources.mismatch import reference_mismatch
from citecheck.sources.named_rules import NamedCase, in_the_light_of_the_reference
from citecheck.sources.pages import PageRead, Pages, kept, shown_of
from citecheck.sources.spill import TextStore
from citecheck.web.status import LinkVerdict, UnvisitedCase, unvisited, verdict_on
from claims.model import UrlStatus
from reports.model import Attempt, Extent, LinkStatus, Origin

Aside = Callable[[Callable[[], None]], Task[None]]
"""Runs blocking work on another thread; the task goes on when it is done."""

_NO_PLACE = re.compile(r"top|L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?|page=.*|p\d+", re.IGNORECASE)
"""Fragments that do not name an element: the top of a page (HTML, 7.4.6.3), lines of code, pages of a PDF."""
_SOMEWHERE = "https://file.invalid/saved/page"  # the address of a saved page whose reference gives none
_ADDED = "user-content-"  # a prefix that sites add to names given by users; links omit it

_EXACT = frozenset({"doi", "arxiv", "pmid", "pmcid"})  # identifiers that identify one work


class SourceReading:
    """Reads sources of references into drafts.

    `captures` None: no archive is asked. `language` is that of the document; None: unknown. `offline`: only files are
    read.
    """

    def __init__(
        self,
        pages: Pages,
        captures: Captures | None,
        files: Files,
        store: TextStore,
        aside: Aside,
        *,
        extract: Extract,
        offline: bool,
        language: str | None,
    ) -> None:
        self._extract = extract
        self._offline = offline
        self._pages = pages
        self._captures = captures
        self._files = files
        self._store = store
        self._aside = aside
        self._language = language

    def read(self, draft: SourceDraft) -> Task[None]:
        """Return the task of the first reading. It looks for captures in archives only if no other copy has text."""
        location, reference = draft.location, draft.reference
        draft.problems.extend(location.problems)
        draft.url = clean_url(location.urls[0]) if location.urls else None
        if location.file is not None:
            self._read_file(draft, location.file)
            return
        if not location.urls:
            draft.verdict = unvisited(UnvisitedCase(is_empty=not reference.text.strip(), has_address=False))
            draft.complete = True
            return
        if self._offline:
            draft.verdict = unvisited(UnvisitedCase(is_offline=True))
            return
        if reference.url_status is UrlStatus.DEVIATED:
            yield from self._read_named(draft)
        if reference.url_status is UrlStatus.USURPED:
            draft.verdict = unvisited(UnvisitedCase(is_usurped=True))
        else:
            yield from self._read_live(draft)
        if reference.url_status is not UrlStatus.DEVIATED:
            yield from self._read_named(draft)
        captures = self._captures
        if captures is not None and not draft.has_text and draft.verdict.status is not LinkStatus.NOT_CHECKED:
            yield from self._aside(lambda: captures.add_nearest(draft))
        if draft.found is not None and draft.has_text:
            self._confirm(draft)

    def _confirm(self, draft: SourceDraft) -> None:
        """Add a problem if nothing on the page of a found address shows that it is the work."""
        said, words, _ = confirm_source(draft.to_source(self._store), language=self._language)
        if said is Confirmation.UNCONFIRMED:
            draft.problem("source-unconfirmed", f"{draft.url} was found for it; {words}")

    def _read_live(self, draft: SourceDraft) -> Task[None]:
        """Read the addresses in order until one gives the whole text. The first one has the verdict of the link.

        The first exact identifier is read in any case, because the audit checks whether it leads to the named work.
        """
        identified = False
        for number, url in enumerate(draft.location.urls):
            kind = kind_of(url)
            if number and draft.has_all and (identified or kind not in _EXACT):
                continue
            identified = identified or kind in _EXACT
            page = yield from self._pages.read(url)
            draft.tried(page.attempts)
            if number == 0:
                page = self._with_reference(draft, page)
                draft.verdict = self._with_fragment(url, page)
            if page.copy is not None:
                wrong = self._mismatch(draft, url, page, kind)
                if number == 0 and not wrong and draft.found is None:
                    self._compare_marks(draft)
                draft.add(replace(page.copy, extent=Extent.NONE) if wrong else page.copy, page.text_key)
            if kind in _EXACT and [attempt.status for attempt in page.attempts] in ([404], [410]):
                draft.problem("identifier-invalid", f"{clean_url(url)} does not resolve: {page.verdict.reason}")

    def _read_named(self, draft: SourceDraft) -> Task[None]:
        captures = self._captures
        if captures is not None and draft.reference.archive_url:
            yield from self._aside(lambda: captures.add_named(draft))

    def _with_reference(self, draft: SourceDraft, page: PageRead) -> PageRead:
        """Return the reading of a page after the rules on the title and authors of its reference."""
        if page.copy is None:
            return page
        text = self._store.get(page.text_key)
        verdict = in_the_light_of_the_reference(NamedCase(page.verdict, text, draft.reference, self._language))
        if verdict is page.verdict:
            return page
        extent = (verdict.extent or text.extent) if verdict.is_readable else Extent.NONE
        key = self._store.put(replace(text, extent=extent))
        return replace(page, verdict=verdict, copy=replace(page.copy, extent=extent), text_key=key)

    def _mismatch(self, draft: SourceDraft, url: str, page: PageRead, kind: str | None) -> bool:
        """Return whether the page is another work than the entry names, and add that problem; its text is not used."""
        if page.copy is None or page.copy.extent is Extent.NONE or not draft.reference.title:
            return False
        text = self._store.get(page.text_key)
        words = reference_mismatch(
            draft.reference, text, language=self._language, by_identifier=kind is not None and kind != "isbn"
        )
        if words and draft.found is not None and url == draft.found.url:
            draft.problem("source-unconfirmed", f"the address that was found for it, {clean_url(url)}, {words}")
        elif words:
            draft.problem("reference-mismatch", f"{clean_url(url)} {words}")
        return bool(words)

    def _compare_marks(self, draft: SourceDraft) -> None:
        """Add a problem if the document calls a link dead that works."""
        works = draft.verdict.status in (LinkStatus.ALIVE, LinkStatus.MOVED) and draft.verdict.extent is None
        if draft.reference.url_status is UrlStatus.DEAD and works:
            draft.problem("marked-dead-but-alive", f"the entry calls {draft.url} dead, but it {draft.verdict.reason}")

    def _with_fragment(self, url: str, page: PageRead) -> LinkVerdict:
        """Return the verdict, with a note if the fragment of the address names a place that the page does not have."""
        fragment = unquote(url.partition("#")[2]).partition(":~:")[0]
        html = page.copy is not None and "html" in page.copy.media_type
        if not fragment or not html or not page.anchors_key or fragment.startswith(("!", "/")) or "=" in fragment:
            return page.verdict
        if _NO_PLACE.fullmatch(fragment):
            return page.verdict
        names = {name.casefold().removeprefix(_ADDED) for name in self._store.get_names(page.anchors_key)}
        fragment = fragment.removeprefix(_ADDED)
        if fragment.casefold() in names or fragment.casefold() in {unquote(name) for name in names}:
            return page.verdict
        return replace(page.verdict, reason=f"{page.verdict.reason}; the page has no place named #{fragment}")

    def _read_file(self, draft: SourceDraft, path: Path) -> None:
        """Read a local file as the source."""
        url = path.as_posix()
        try:
            read = self._files.read(path)
        except FetchError as error:
            draft.verdict = unvisited(UnvisitedCase(file_error=str(error)))
            return
        attempt = Attempt(url=url, origin=Origin.FILE, at=read.at)
        fetched = Fetched(
            url=url,
            final_url=url,
            origin=Origin.FILE,
            retrieved=read.at,
            attempts=(attempt,),
            body=read.body,
            evidence=read.evidence,
        )
        draft.attempts.append(attempt)
        address = next((own for own in draft.location.urls or draft.reference.urls), _SOMEWHERE)
        page = Page(replace(fetched, url=address, final_url=address, status=200), self._extract)
        wrong = _wrong_file(page)
        text = page.text
        if wrong:
            draft.add(*kept(fetched, replace(text, extent=Extent.NONE), self._store))
            draft.verdict = unvisited(UnvisitedCase(file_error=f"the file {url} does not show the source: {wrong}"))
            return
        if "html" in text.media_type:
            text = replace(text, extent=shown_of(url, page))
        draft.add(*kept(fetched, text, self._store))
        draft.verdict = unvisited(UnvisitedCase(has_file=True))
        draft.complete = True


def always_read(draft: SourceDraft) -> Iterator[str]:
    """Yield the addresses of `draft` that are asked whatever the others answer: see `SourceReading`."""
    location = draft.location
    if location.file is None and draft.reference.url_status is not UrlStatus.USURPED:
        exact = next((url for url in location.urls[1:] if kind_of(url) in _EXACT), None)
        yield from location.urls[:1]
        if exact is not None and kind_of(location.urls[0]) not in _EXACT:
            yield exact


def _wrong_file(page: Page) -> str:
    """Return why a file is not a page of the source: a saved wall, login or error page; empty if it may be one."""
    text = page.text
    if text.extent is Extent.NONE:
        return text.reason or "no text could be read"
    if "html" not in text.media_type:
        return ""
    verdict = run_without_waiting(verdict_on(page))
    return "" if verdict.is_readable else verdict.reason


__all__ = ["Aside", "SourceReading", "always_read"]
