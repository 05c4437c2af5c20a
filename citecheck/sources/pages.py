"""Reads live pages and decides on their status, each once a run, however many documents cite it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import msgspec

from citecheck.http.addresses import WebAddress
from citecheck.http.policy import BROWSER_HEADERS
from citecheck.http.tasks import OncePerKey, Task
from citecheck.interfaces import Extract
from citecheck.model import Fetched, SourceText
from citecheck.pages import Page
from citecheck.pages.wording import count_words
from citecheck.sources.locators import kind_of
from citecheck.sources.spill import TextStore
from citecheck.web.fetchers import TaskFetcher
from citecheck.web.notfound import HostAnswer
from citecheck.web.probing import Hosts
from citecheck.web.second_visit import (
    after_browser,
    after_second_visit,
    is_worth_a_browser,
    is_worth_a_second_visit,
)
from citecheck.web.status import LinkVerdict, of_answer, verdict_on
from reports.model import Attempt, Extent, SourceCopy

_AS_BROWSER = "with a browser's headers"
_IN_BROWSER = "in a browser"
_MINIMUM = 80  # words under which a text can confirm, and refutes nothing: the judge keeps silent there as well
_NOTICE = 250  # words under which a page that tells no story may be a wall or a notice of an unknown kind
_BEGINNING = 20_000  # characters of a text in which words are counted
_WHOLE = 25_000  # characters from which the page of a DOI shows the work itself, not only its abstract


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """The result of reading one address: the verdict on the link, every attempt, and the copy (None: no answer came).

    `text_key` is the key of the text in the store; `anchors_key` that of the names to which fragments may point.
    """

    verdict: LinkVerdict
    attempts: tuple[Attempt, ...]
    copy: SourceCopy | None = None
    text_key: str = ""
    anchors_key: str = ""


_READ = msgspec.msgpack.Decoder(PageRead)  # made when this module is imported, as in `store.pages`


class Pages:
    """Reads live pages, each address once. Safe to share between threads.

    What was read is in `store`, so that a run over many documents needs no more memory than one over few.
    """

    def __init__(self, fetcher: TaskFetcher, store: TextStore, extract: Extract) -> None:
        self._fetcher = fetcher
        self._store = store
        self._extract = extract
        self._hosts = Hosts(fetcher, extract)
        self._under_way: OncePerKey[PageRead] = OncePerKey(keep=False)

    def read(self, url: str) -> Task[PageRead]:
        """Return the task that reads `url` without its fragment. Only the first call reads it; others wait."""
        url = url.partition("#")[0]
        return (yield from self._under_way.do(url, lambda: self._read_once(url)))

    def _read_once(self, url: str) -> Task[PageRead]:
        key = b"page " + url.encode("utf-8", "surrogatepass")
        packed = self._store.kept(key)
        if packed is not None:
            return _READ.decode(packed)
        page = yield from self._read(url)
        self._store.keep(key, msgspec.msgpack.encode(page))
        return page

    def _read(self, url: str) -> Task[PageRead]:
        fetched = yield from self._fetcher.task(url)
        told = of_answer(fetched)
        if told is not None and fetched.status is None and not is_worth_a_second_visit(told, None):
            return PageRead(verdict=told, attempts=fetched.attempts)
        page = Page(fetched, self._extract)
        asked: list[Attempt] = []

        def ask(address: WebAddress, sibling: bool) -> Task[HostAnswer]:
            answer = yield from self._hosts.ask(address, sibling)
            asked.extend(answer.attempts)
            return answer

        verdict = yield from verdict_on(page, ask)
        if is_worth_a_second_visit(verdict, fetched.status):
            again = yield from self._fetcher.task(url, headers=BROWSER_HEADERS)
            asked.extend(replace(attempt, note=_AS_BROWSER) for attempt in again.attempts)
            shown = Page(again, self._extract)
            second = after_second_visit(verdict, (yield from verdict_on(shown, ask)))
            if second is not None:
                page, verdict = shown, second
        if is_worth_a_browser(verdict, page) and self._fetcher.can_render(url):
            in_browser = yield from self._fetcher.rendered(url)
            asked.extend(replace(attempt, note=_IN_BROWSER) for attempt in in_browser.attempts)
            shown = Page(in_browser, self._extract)
            after = after_browser(verdict, (yield from verdict_on(shown, ask)))
            if after is not None:
                page, verdict = shown, after
        if page.fetched.status is None:
            return PageRead(verdict=verdict, attempts=(*fetched.attempts, *asked))
        extent = (verdict.extent or shown_of(url, page)) if verdict.is_readable else Extent.NONE
        copy, key = kept(page.fetched, replace(page.text, extent=extent), self._store)
        anchors = self._store.put_names(page.markup.anchors) if extent is not Extent.NONE else ""
        return PageRead(
            verdict=verdict,
            attempts=(*fetched.attempts, *asked),
            copy=copy,
            text_key=key,
            anchors_key=anchors,
        )


def shown_of(url: str, page: Page) -> Extent:
    """Return how much of the work a page shows, by its address and by what it says.

    Identifiers lead to landing pages. A page that broke off, that says hardly anything, whose encoding is a guess, or
    that is short and speaks to its reader alone, as walls and notices do, is never the whole of a work.
    """
    text = page.text
    if text.extent is Extent.FULL:
        beginning = text.text[:_BEGINNING]  # of a longer text it says enough
        words = max(len(beginning.split()), count_words(beginning))
        short = words < _MINIMUM or (words < _NOTICE and not page.tells_a_story)
        if page.broken_off or short or page.body.is_guess:
            return Extent.TEASER
    kind = kind_of(url)
    if text.extent not in (Extent.FULL, Extent.ABSTRACT) or kind in (None, "pmcid"):
        return text.extent
    if kind == "isbn":
        return Extent.CATALOGUE
    if text.media_type == "application/pdf" or (kind == "doi" and len(text.text) > _WHOLE):
        return text.extent
    return Extent.ABSTRACT


def kept(fetched: Fetched, text: SourceText, store: TextStore, *, url: str | None = None) -> tuple[SourceCopy, str]:
    """Put the text of a copy into the store. Returns the copy and the key of its text.

    `url` is the address that the copy is reported under; None: that of `fetched`.
    """
    digest = hashlib.sha256(fetched.body).hexdigest()
    captured = fetched.memento.captured if fetched.memento else None
    identity = "\n".join((fetched.origin, url or fetched.url, captured or "", digest))
    copy = SourceCopy(
        id=hashlib.sha256(identity.encode()).hexdigest()[:16],
        url=url or fetched.url,
        final_url=fetched.final_url,
        origin=fetched.origin,
        status=fetched.status,
        media_type=text.media_type,
        extent=text.extent,
        retrieved=fetched.retrieved,
        captured=captured,
        sha256=digest,
        text_sha256=hashlib.sha256(text.text.encode("utf-8", "surrogatepass")).hexdigest(),
        size=len(fetched.body),
        evidence=fetched.evidence,
        title=text.title,
    )
    return copy, store.put(text)


__all__ = ["PageRead", "Pages", "kept", "shown_of"]
