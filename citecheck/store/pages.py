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

_PAGE = "page"
_CAPTURE = "capture"
_BODY = "body"
_TEXT = "text"


class _Page(msgspec.Struct, frozen=True):
    """An answer as it is kept: its body stands apart, once for all pages that have it."""

    fetched: Fetched
    body: str
    night: str


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
        known = self._known(_PAGE, url) if self._conditional else None
        if known is None:
            return {}
        wanted = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
        return {name: known.headers[header] for header, name in wanted if known.headers.get(header)}

    def fresh(self, url: str) -> Fetched | None:
        """Return `url` as it was read in this night, or None."""
        known = self._known(_PAGE, url, night=self._night)
        if known is None:
            return None
        self._cache.count("pages read earlier this night")
        return known

    def settled(self, url: str, fetched: Fetched) -> Fetched | None:
        """Return the page that an exchange amounts to, and keep it.

        None where the server says that nothing changed and what did not change is no longer here: ask again, without
        conditions.
        """
        if not fetched.not_modified:
            if fetched.status == 200 and fetched.failure is None and not fetched.truncated:
                self._keep(_PAGE, url, fetched)
            self._cache.count("pages fetched")
            return fetched
        known = self._known(_PAGE, url)
        if known is None or known.final_url != fetched.final_url:
            return None
        self._cache.count("pages unchanged")
        known = replace(
            known,
            retrieved=fetched.retrieved,
            attempts=fetched.attempts,
            redirects=fetched.redirects,
            not_modified=True,
        )
        self._keep(_PAGE, url, known)
        return known

    def capture(self, memento: Memento) -> Fetched | None:
        """Return a capture that was read before, or None."""
        known = self._known(_CAPTURE, memento.raw_url) if self._conditional else None
        if known is not None:
            self._cache.count("captures read before")
        return known

    def keep_capture(self, memento: Memento, fetched: Fetched) -> None:
        """Keep a capture, if it was read whole."""
        if fetched.status is not None and fetched.failure is None and not fetched.truncated:
            self._keep(_CAPTURE, memento.raw_url, fetched)

    def _known(self, kind: str, url: str, *, night: str = "") -> Fetched | None:
        packed = self._cache.get(kind, url)
        if packed is None:
            return None
        try:
            page = msgspec.msgpack.decode(packed, type=_Page)
        except msgspec.DecodeError:
            return None  # written by another version: read the page again
        if night and page.night != night:
            return None
        evidence = page.fetched.evidence
        if evidence is not None and not Path(evidence.file).is_file():
            return None  # the recording is gone: what the report points at must be there, so it is read again
        body = self._cache.get(_BODY, page.body)
        return replace(page.fetched, body=body) if body is not None else None

    def _keep(self, kind: str, url: str, fetched: Fetched) -> None:
        digest = hashlib.sha256(fetched.body).hexdigest()
        if not fetched.not_modified:
            self._cache.put(_BODY, digest, fetched.body)
        self._cache.put(kind, url, msgspec.msgpack.encode(_Page(replace(fetched, body=b""), digest, self._night)))


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
