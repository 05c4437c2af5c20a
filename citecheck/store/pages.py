"""Pages that were read before: asked for again only on condition that they changed, and extracted only once.

What a server said its page is known by (``ETag``, ``Last-Modified``; RFC 9110, 8.8) is sent back as a condition
(13.1); where it answers 304, the body of the earlier night stands for the page. A page that was read in this very
night is not asked for at all: that is how a run that was killed goes on. A capture in an archive never changes: it is
read once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from citecheck._version import __version__
from citecheck.interfaces import Extract
from citecheck.model import Fetched, Memento, SourceText
from citecheck.store.cache import Cache
from reports.model import Attempt

_PAGE = "page"
_CAPTURE = "capture"
_SEEN = "seen"
_BODY = "body"
_TEXT = "text"


class _Page(msgspec.Struct, frozen=True):
    """An answer as it is kept: its body stands apart, once for all pages that have it."""

    fetched: Fetched
    body: str
    night: str


class Seen(msgspec.Struct, frozen=True):
    """What an address showed when it was asked last: in which run, what (a digest), and whether that was another.

    `retrieved` and `attempts` are those of that run.
    """

    night: str
    shown: str
    changed: bool
    retrieved: str
    attempts: tuple[Attempt, ...]


class PageMemory:
    """The pages of earlier nights. Safe between threads."""

    def __init__(self, cache: Cache, *, night: str, conditional: bool = True) -> None:
        """`night` is the id of the run: pages that were read in it need not be asked for again.

        With `conditional` off, no conditions are made: every other page is read anew.
        """
        self._cache = cache
        self._conditional = conditional
        self._night = night

    def conditions(self, url: str) -> Mapping[str, str]:
        """Return the headers that ask for `url` only if it changed; none where it was not read before."""
        page = self._page(_PAGE, url) if self._conditional else None
        if page is None:
            return {}
        wanted = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
        headers = page.fetched.headers
        return {name: headers[header] for header, name in wanted if headers.get(header)}

    def fresh(self, url: str) -> Fetched | None:
        """Return `url` as it was read in this night, or None."""
        page = self._page(_PAGE, url)
        if page is None or page.night != self._night:
            return None
        self._cache.count("pages read earlier this night")
        return self._whole(page)

    def settled(self, url: str, fetched: Fetched) -> Fetched | None:
        """Return the page that an exchange amounts to, and keep it.

        None where the server says that nothing changed and what did not change is no longer here: ask again, without
        conditions.
        """
        page = self._settle(url, fetched)
        if not fetched.not_modified:
            return fetched
        return self._whole(page) if page is not None else None

    def recheck(self, url: str, fetched: Fetched) -> bool:
        """Take note of an exchange without looking at the page; returns whether all is as it was the last time."""
        if self._settle(url, fetched) is None and fetched.not_modified:
            return False
        seen = self.tonight(url)
        return seen is not None and not seen.changed

    def tonight(self, url: str) -> Seen | None:
        """Return what an address showed in this night, or None where it was not asked."""
        seen = self._seen(url)
        return seen if seen is not None and seen.night == self._night else None

    def capture(self, memento: Memento) -> Fetched | None:
        """Return a capture that was read before, or None."""
        page = self._page(_CAPTURE, memento.raw_url) if self._conditional else None
        known = self._whole(page) if page is not None else None
        if known is not None:
            self._cache.count("captures read before")
        return known

    def keep_capture(self, memento: Memento, fetched: Fetched) -> None:
        """Keep a capture, if it was read whole."""
        if fetched.status is not None and fetched.failure is None and not fetched.truncated:
            self._keep(_CAPTURE, memento.raw_url, fetched)

    def _settle(self, url: str, fetched: Fetched) -> _Page | None:
        """Keep what an exchange showed; returns the page, where it is one that is kept."""
        if not fetched.not_modified:
            self._cache.count("pages fetched")
            whole = fetched.status == 200 and fetched.failure is None and not fetched.truncated
            page = self._keep(_PAGE, url, fetched) if whole else None
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
        page = _Page(known, page.body, self._night)
        self._cache.put(_PAGE, url, msgspec.msgpack.encode(page))
        self._note(url, fetched, (known.status, None, known.final_url, known.redirects, page.body))
        return page

    def _note(self, url: str, fetched: Fetched, shown: object) -> None:
        """Write down what an address showed, and whether that is what it showed in the run before."""
        digest = hashlib.sha256(msgspec.msgpack.encode(shown)).hexdigest()
        before = self._seen(url)
        changed = before is None or before.shown != digest or (before.night == self._night and before.changed)
        seen = Seen(self._night, digest, changed, fetched.retrieved, fetched.attempts)
        self._cache.put(_SEEN, url, msgspec.msgpack.encode(seen))

    def _seen(self, url: str) -> Seen | None:
        packed = self._cache.get(_SEEN, url)
        try:
            return msgspec.msgpack.decode(packed, type=Seen) if packed is not None else None
        except msgspec.DecodeError:
            return None  # written by another version: it is as good as new

    def _page(self, kind: str, url: str) -> _Page | None:
        packed = self._cache.get(kind, url)
        if packed is None:
            return None
        try:
            page = msgspec.msgpack.decode(packed, type=_Page)
        except msgspec.DecodeError:
            return None  # written by another version: read the page again
        evidence = page.fetched.evidence
        if evidence is not None and not Path(evidence.file).is_file():
            return None  # the recording is gone: what the report points at must be there, so it is read again
        return page

    def _whole(self, page: _Page) -> Fetched | None:
        body = self._cache.get(_BODY, page.body)
        return replace(page.fetched, body=body) if body is not None else None

    def _keep(self, kind: str, url: str, fetched: Fetched) -> _Page:
        page = _Page(replace(fetched, body=b""), hashlib.sha256(fetched.body).hexdigest(), self._night)
        self._cache.put(_BODY, page.body, fetched.body)
        self._cache.put(kind, url, msgspec.msgpack.encode(page))
        return page


class RememberingExtract:
    """Extracts a body once; see `citecheck.interfaces.Extract`."""

    def __init__(self, extract: Extract, cache: Cache) -> None:
        self._extract = extract
        self._cache = cache

    def __call__(self, body: bytes, *, content_type: str = "text/html", url: str | None = None) -> SourceText:
        """See `citecheck.interfaces.Extract`."""
        head = "\n".join((__version__, content_type, url or "")).encode("utf-8", "surrogatepass")
        key = hashlib.sha256(head + b"\n" + hashlib.sha256(body).digest()).hexdigest()
        packed = self._cache.get(_TEXT, key)
        if packed is not None:
            try:
                known = msgspec.msgpack.decode(packed, type=SourceText)
            except msgspec.DecodeError:
                pass  # written by another version: extract it again
            else:
                self._cache.count("texts reused")
                return known
        text = self._extract(body, content_type=content_type, url=url)
        self._cache.count("texts extracted")
        self._cache.put(_TEXT, key, msgspec.msgpack.encode(text))
        return text
