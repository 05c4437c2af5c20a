"""Live pages, each read and judged once a run, whatever documents cite it."""

from __future__ import annotations

import hashlib
import threading
from concurrent.futures import Future
from dataclasses import dataclass, replace

from citecheck.extractors import page_text
from citecheck.model import Fetched, SourceText
from citecheck.sources.spill import TextStore
from citecheck.web.live import LiveFetcher
from citecheck.web.polite import Steps
from citecheck.web.status import Verdict, of_answer, of_page
from reports.model import Attempt, Extent, SourceCopy


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """What reading one address gave: the verdict on the link, every attempt, and the copy, if an answer came.

    `text_key` gets the copy's text from the store.
    """

    verdict: Verdict
    attempts: tuple[Attempt, ...]
    copy: SourceCopy | None = None
    text_key: str = ""
    head: SourceText | None = None  # the page's own metadata, without its text


class Pages:
    """Reads live pages in steps, each address once. Safe between threads."""

    def __init__(self, fetcher: LiveFetcher, store: TextStore) -> None:
        self._fetcher = fetcher
        self._store = store
        self._lock = threading.Lock()
        self._known: dict[str, Future[PageRead]] = {}

    def read(self, url: str) -> Steps[PageRead]:
        """Return the reading of `url`; the first who asks does it, the others wait for it."""
        with self._lock:
            known = self._known.get(url)
            first = known is None
            if known is None:
                known = self._known[url] = Future()
        if first:
            try:
                known.set_result((yield from self._read(url)))
            except BaseException as error:
                with self._lock:
                    self._known.pop(url, None)
                known.set_exception(error)
                raise
        elif not known.done():
            yield known
        return known.result()

    def _read(self, url: str) -> Steps[PageRead]:
        fetched = yield from self._fetcher.steps(url)
        verdict = of_answer(fetched)
        if verdict is not None and fetched.status is None:
            return PageRead(verdict=verdict, attempts=fetched.attempts)
        text = extracted(fetched)
        if verdict is None:
            verdict = of_page(fetched, text)
        extent = text.extent if verdict.is_readable else Extent.NONE
        copy, key = kept(fetched, replace(text, extent=extent), self._store)
        head = replace(text, text="", places=())
        return PageRead(verdict=verdict, attempts=fetched.attempts, copy=copy, text_key=key, head=head)


def extracted(fetched: Fetched) -> SourceText:
    """Return the text of what was fetched."""
    return page_text(fetched.body, content_type=fetched.headers.get("content-type", ""), url=fetched.final_url)


def kept(fetched: Fetched, text: SourceText, store: TextStore, *, url: str | None = None) -> tuple[SourceCopy, str]:
    """Put the text of a copy into the store; returns the copy and the key of its text."""
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


__all__ = ["PageRead", "Pages", "extracted", "kept"]
