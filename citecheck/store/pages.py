"""Pages of earlier nights: requested again only on condition that they changed, and extracted only once.

The validators that a server sent (``ETag``, ``Last-Modified``; RFC 9110, 8.8) are sent back as conditions (13.1). Where
it answers 304, the stored body is used. What a server answered in the same run is not requested again, whatever it was:
that is how a run that was killed resumes. A capture in an archive never changes, so it is read once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from citecheck._version import __version__
from citecheck.http.redaction import clean_response, clean_url
from citecheck.interfaces import Extract
from citecheck.model import Fetched, Memento, SourceText, Unread
from citecheck.pages import Body
from citecheck.store.cache import Cache
from reports.model import Attempt

_PAGE = "page"
_ANSWER = "answer"  # one of tonight that is no whole page, or was asked for with headers of its own
_CAPTURE = "capture"
_SEEN = "seen"
_BODY = "body"
_TEXT = "text"


class _StoredPage(msgspec.Struct, frozen=True):
    """An answer as it is stored. Its body is a separate entry, shared by all pages with the same body."""

    fetched: Fetched
    body: str
    night: str


class PageVisit(msgspec.Struct, frozen=True):
    """What an address showed when it was last requested.

    `night` is the id of that run, `shown` a digest of what it showed, `changed` whether that differs from the run
    before; `retrieved` and `attempts` are those of that run.
    """

    night: str
    shown: str
    changed: bool
    retrieved: str
    attempts: tuple[Attempt, ...]


# Made when this module is imported: making a decoder builds the information on its type, and two threads that do so at
# the same time can crash the interpreter (msgspec 0.20).
_PAGES = msgspec.msgpack.Decoder(_StoredPage)
_VISITS = msgspec.msgpack.Decoder(PageVisit)
_TEXTS = msgspec.msgpack.Decoder(SourceText)


class PageCache:
    """The pages of earlier nights, by address. Safe to use from several threads."""

    def __init__(self, cache: Cache, *, night: str, conditional: bool = True, recordings: Path | None = None) -> None:
        """`cache` holds the pages. `night` is the id of the run: pages that were read in it are not requested again.

        With `conditional` False no request has a condition: every page of an earlier run is requested in full.
        `recordings` is the folder with the recordings of nights; a page whose recording is not there is read again.
        None: no night is recorded.
        """
        self._cache = cache
        self._recordings = recordings
        self._conditional = conditional
        self._night = night

    def conditions(self, url: str) -> Mapping[str, str]:
        """Return the headers that request `url` only if it changed; no headers if it was not read before."""
        page = self._page(_PAGE, url) if self._conditional else None
        if page is None:
            return {}
        wanted = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
        headers = page.fetched.headers
        return {name: headers[header] for header, name in wanted if headers.get(header)}

    def fresh(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched | None:
        """Return what `url` answered in this run to a request with `headers` (None: no special ones).

        None: it was not requested, or no answer came.
        """
        page = None if headers else self._page(_PAGE, url)
        if page is None or page.night != self._night:
            page = self._page(_ANSWER, url, headers)
        if page is None or page.night != self._night:
            return None
        self._cache.count("pages read earlier this night")
        return self._whole(page)

    def store_answer(self, url: str, fetched: Fetched, headers: Mapping[str, str] | None = None) -> None:
        """Store `fetched`, what `url` answered to a request with `headers` (None: no special ones), for this run.

        A request without an answer may succeed when the run is resumed, so nothing is stored of it.
        """
        if fetched.status is not None:
            self._store(_ANSWER, url, fetched, headers)

    def resolved(self, url: str, fetched: Fetched) -> Fetched | None:
        """Store the result `fetched` of an exchange with `url`, and return the whole page.

        None: the server answered 304 and the cache no longer has the page. Request it again without conditions.
        """
        page = self._stored(url, fetched)
        if not fetched.not_modified:
            return fetched
        return self._whole(page) if page is not None else None

    def recheck(self, url: str, fetched: Fetched) -> bool:
        """Store the result `fetched` of an exchange with `url`, and return whether the page is unchanged."""
        if self._stored(url, fetched) is None and fetched.not_modified:
            return False
        seen = self.tonight(url)
        return seen is not None and not seen.changed

    def tonight(self, url: str) -> PageVisit | None:
        """Return the visit of `url` in this run; None: it was not requested."""
        seen = self._seen(url)
        return seen if seen is not None and seen.night == self._night else None

    def visits_tonight(self, urls: Collection[str]) -> dict[str, PageVisit]:
        """Return the visits of those of `urls` that were requested in this run, by address."""
        keys = {_key_of(url): url for url in urls}
        found: dict[str, PageVisit] = {}
        for key, packed in self._cache.get_many(_SEEN, keys).items():
            seen = _visit(packed)
            if seen is not None and seen.night == self._night:
                found[keys[key]] = seen
        return found

    def capture(self, memento: Memento) -> Fetched | None:
        """Return the stored page of the capture `memento`; None: it was not read before."""
        page = self._page(_CAPTURE, memento.raw_url)
        if page is not None and not self._conditional and page.night != self._night:
            page = None
        known = self._whole(page) if page is not None else None
        if known is not None:
            self._cache.count("captures read before")
        return known

    def store_capture(self, memento: Memento, fetched: Fetched) -> None:
        """Store the page `fetched` of the capture `memento`, if it was read in full."""
        if fetched.status is not None and fetched.failure is None and not fetched.truncated:
            self._store(_CAPTURE, memento.raw_url, fetched)

    def _stored(self, url: str, fetched: Fetched) -> _StoredPage | None:
        """Store what an exchange showed and return the stored page; None if the page cannot be stored."""
        if not fetched.not_modified:
            if fetched.status is not None:
                self._cache.count("pages fetched")
            whole = fetched.status == 200 and fetched.failure is None and not fetched.truncated
            page = self._store(_PAGE, url, fetched) if whole else None
            if not whole:
                self.store_answer(url, fetched)
            body = page.body if page is not None else hashlib.sha256(fetched.body).hexdigest()
            self._note(url, fetched, (fetched.status, fetched.failure, fetched.final_url, fetched.redirects, body))
            return page
        page = self._page(_PAGE, url)
        if page is None or page.fetched.final_url != fetched.final_url:
            return None
        self._cache.count("pages unchanged")
        known = replace(
            page.fetched,
            retrieved=fetched.retrieved,
            attempts=fetched.attempts,
            redirects=fetched.redirects,
            not_modified=True,
        )
        page = _StoredPage(known, page.body, self._night)
        self._cache.put(_PAGE, _key_of(url), msgspec.msgpack.encode(page))
        self._note(url, fetched, (known.status, None, known.final_url, known.redirects, page.body))
        return page

    def _note(self, url: str, fetched: Fetched, shown: object) -> None:
        """Store what an address showed, and whether that differs from the run before."""
        digest = hashlib.sha256(msgspec.msgpack.encode(shown)).hexdigest()
        before = self._seen(url)
        changed = before is None or before.shown != digest or (before.night == self._night and before.changed)
        seen = PageVisit(self._night, digest, changed, fetched.retrieved, fetched.attempts)
        self._cache.put(_SEEN, _key_of(url), msgspec.msgpack.encode(seen))

    def _seen(self, url: str) -> PageVisit | None:
        packed = self._cache.get(_SEEN, _key_of(url))
        return _visit(packed) if packed is not None else None

    def _page(self, kind: str, url: str, headers: Mapping[str, str] | None = None) -> _StoredPage | None:
        packed = self._cache.get(kind, _key_of(url, headers))
        if packed is None:
            return None
        try:
            page = _PAGES.decode(packed)
        except (ValueError, RecursionError):
            return None  # written by another version: read the page again
        evidence = page.fetched.evidence
        if evidence is not None and not self._has(evidence.file):
            return None  # the recording with the evidence is gone: read the page again
        return page

    def _has(self, recording: str) -> bool:
        """Return whether the file of a recording is there; while it is written, its name ends in `.open`."""
        if self._recordings is None:
            return False
        return any((self._recordings / name).is_file() for name in (recording, f"{recording}.open"))

    def _whole(self, page: _StoredPage) -> Fetched | None:
        body = self._cache.get(_BODY, page.body)
        return replace(page.fetched, body=body) if body is not None else None

    def _store(self, kind: str, url: str, fetched: Fetched, asked: Mapping[str, str] | None = None) -> _StoredPage:
        headers = dict(clean_response(fetched.headers.items()))
        kept = replace(fetched, url=clean_url(fetched.url), headers=headers, body=b"")
        page = _StoredPage(kept, hashlib.sha256(fetched.body).hexdigest(), self._night)
        self._cache.put(_BODY, page.body, fetched.body)
        self._cache.put(kind, _key_of(url, asked), msgspec.msgpack.encode(page))
        return page


def _visit(packed: bytes) -> PageVisit | None:
    try:
        return _VISITS.decode(packed)
    except (ValueError, RecursionError):
        return None  # written by another version: as if it was never visited


def _key_of(url: str, headers: Mapping[str, str] | None = None) -> str:
    """Return the key of an address and of special `headers` (None: there are none).

    It has no credentials of the address, and is still another one for other credentials.
    """
    clean = clean_url(url)
    secret = () if clean == url else (url,)
    if not secret and not headers:
        return url
    words = "\n".join((*secret, *(f"{name}: {value}" for name, value in sorted((headers or {}).items()))))
    return f"{clean} {hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()}"


class CachedExtract:
    """An extraction that reads each body only once; see `citecheck.interfaces.Extract`."""

    def __init__(self, extract: Extract, cache: Cache) -> None:
        self._extract = extract
        self._cache = cache

    def __call__(self, body: Body, url: str | None) -> SourceText:
        """See `citecheck.interfaces.Extract`."""
        head = "\n".join((__version__, body.content_type, url or "")).encode("utf-8", "surrogatepass")
        key = hashlib.sha256(head + b"\n" + hashlib.sha256(body.data).digest()).hexdigest()
        packed = self._cache.get(_TEXT, key)
        if packed is not None:
            try:
                known = _TEXTS.decode(packed)
            except (ValueError, RecursionError):
                pass  # written by another version: extract it again
            else:
                self._cache.count("texts reused")
                return known
        text = self._extract(body, url)
        self._cache.count("texts extracted")
        if text.unread is not Unread.FAILED:  # another night may have the time
            self._cache.put(_TEXT, key, msgspec.msgpack.encode(text))
        return text


__all__ = ["CachedExtract", "PageCache", "PageVisit"]
