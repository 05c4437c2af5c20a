"""Probes hosts with addresses that cannot exist, to recognise soft 404s; each such address once."""

from __future__ import annotations

from dataclasses import replace

from citecheck.http.addresses import WebAddress
from citecheck.http.tasks import OncePerKey, Task
from citecheck.interfaces import Extract
from citecheck.pages import Page
from citecheck.pages.wording import likeness
from citecheck.web.fetchers import TaskFetcher
from citecheck.web.notfound import ALIKE, HostAnswer, impossible_path
from claims.urls import parts_of

_NOTE = "how the host answers an address that cannot exist"


class Hosts:
    """Asks hosts for pages that cannot exist, and remembers their answers. Safe between threads.

    `fetcher` sends the probes, `extract` reads the answers. If the status of the first answer is not an error, a second
    page is requested. The answers are used only if both are alike.
    """

    def __init__(self, fetcher: TaskFetcher, extract: Extract) -> None:
        self._fetcher = fetcher
        self._extract = extract
        self._known: OncePerKey[HostAnswer] = OncePerKey()

    def ask(self, address: WebAddress, sibling: bool) -> Task[HostAnswer]:
        """Return how the host of `address` answers a probe: in the same folder (`sibling`), or at the root."""
        path = parts_of(address.url).path
        first = address.origin + impossible_path(path, sibling=sibling)
        second = address.origin + impossible_path(path, sibling=sibling, again=True)
        return (yield from self._known.do(first, lambda: self._ask_twice(first, second)))

    def _ask_twice(self, first: str, second: str) -> Task[HostAnswer]:
        one = yield from self._ask(first)
        if one.status is None or one.is_honest:
            return one
        other = yield from self._ask(second)
        attempts = (*one.attempts, *other.attempts)
        return replace(one if _is_one_answer(one, other) else HostAnswer(None), attempts=attempts)

    def _ask(self, url: str) -> Task[HostAnswer]:
        fetched = yield from self._fetcher.task(url)
        attempts = tuple(replace(attempt, note=_NOTE) for attempt in fetched.attempts)
        if fetched.status is None or fetched.failure is not None:
            return HostAnswer(None, attempts=attempts)
        fingerprint = Page(fetched, self._extract).fingerprint
        return HostAnswer(fetched.status, fetched.final_url, fingerprint, attempts)


def _is_one_answer(one: HostAnswer, other: HostAnswer) -> bool:
    """Return whether a host answered two impossible addresses in the same way: by one page, or by one template."""
    if one.status is None or other.status is None or other.is_honest:
        return False
    if (one.status >= 400) != (other.status >= 400):
        return False
    return one.final_url == other.final_url or likeness(one.fingerprint, other.fingerprint) >= ALIKE


__all__ = ["Hosts"]
