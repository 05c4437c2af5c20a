"""Probes hosts with addresses that cannot exist, to recognise soft 404s; each such address once."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from citecheck.extractors import page_text
from citecheck.http.addresses import WebAddress
from citecheck.http.tasks import OncePerKey, Task
from citecheck.web.fetchers import TaskFetcher
from citecheck.web.notfound import HostAnswer, impossible_path
from citecheck.web.view import PageView

_NOTE = "how the host answers an address that cannot exist"


class Hosts:
    """Requests pages that cannot exist, and remembers the answers. Safe to share between threads."""

    def __init__(self, fetcher: TaskFetcher) -> None:
        self._fetcher = fetcher
        self._known: OncePerKey[HostAnswer] = OncePerKey()

    def ask(self, address: WebAddress, sibling: bool) -> Task[HostAnswer]:
        """Return how the host answers an impossible address: beside `address` if `sibling`, else at the root."""
        url = address.origin + impossible_path(urlsplit(address.url).path, sibling=sibling)
        return (yield from self._known.do(url, lambda: self._ask(url)))

    def _ask(self, url: str) -> Task[HostAnswer]:
        fetched = yield from self._fetcher.task(url)
        attempts = tuple(replace(attempt, note=_NOTE) for attempt in fetched.attempts)
        if fetched.status is None or fetched.failure is not None:
            return HostAnswer(None, attempts=attempts)
        text = page_text(fetched.body, content_type=fetched.headers.get("content-type", ""), url=fetched.final_url)
        return HostAnswer(fetched.status, fetched.final_url, PageView(fetched, text).fingerprint, attempts)


__all__ = ["Hosts"]
