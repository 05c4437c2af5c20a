"""Fakes for the tests of programs that use citecheck: no network, no waiting, no randomness.

>>> import citecheck
>>> from citecheck.testing import FakeClock, FakeFetcher
>>> web = FakeFetcher({"https://harbour.example/log": "<p>The harbour was built in 1912.</p>"})
>>> report = citecheck.audit("article.md", fetcher=web, archives=(), clock=FakeClock())
>>> web.asked
['https://harbour.example/log']

The clock matters: with the clock of the system an audit waits between two requests to one host.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from citecheck.model import ArchiveAnswer, ClaimContext, Fetched, JudgedSource, Memento, SourceText
from reports.model import Attempt, Band, Check, Extent, LinkStatus, Origin, Outcome

_BEGINNING = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


class FakeClock:
    """A clock that moves only when somebody sleeps or calls `advance`; see `citecheck.interfaces.Clock`.

    `slept` lists the seconds of every sleep, in order. Safe between threads.
    """

    def __init__(self, now: datetime = _BEGINNING) -> None:
        """`now` is the time at the beginning. Raises `ValueError` if it has no time zone."""
        if now.tzinfo is None:
            raise ValueError(f"{now!r} has no time zone; write datetime(..., tzinfo=UTC)")
        self._lock = threading.Lock()
        self._begun = now.astimezone(UTC)
        self._passed = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        """Return the present time of this clock."""
        return self._begun + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        """Return seconds that never decrease. They begin at 1,000, because a real clock is never at 0."""
        return 1000.0 + self._passed

    def sleep(self, seconds: float) -> None:
        """Move the clock on by `seconds`, without waiting."""
        self.slept.append(seconds)
        self.advance(seconds=max(0.0, seconds))

    def advance(self, *, days: float = 0.0, seconds: float = 0.0) -> None:
        """Move the clock on by `days` and `seconds`."""
        with self._lock:
            self._passed += days * 86_400 + seconds  # a timedelta would round a very short sleep to none at all


class FakeFetcher:
    """A web of a few pages; see `citecheck.interfaces.Fetcher`. Every other address answers 404.

    `asked` lists the addresses that were requested, in order.
    """

    def __init__(self, pages: Mapping[str, str | bytes | int | Fetched | Exception]) -> None:
        """`pages` maps an address to its answer.

        Text or bytes: a page with status 200, PDF or HTML by its looks. A number: that status without a body. A
        `Fetched`: itself. An exception: it is raised.
        """
        self._pages = dict(pages)
        self.asked: list[str] = []

    def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """Return the answer for `url`; `headers` are ignored."""
        self.asked.append(url)
        page = self._pages.get(url, 404)
        if isinstance(page, Exception):
            raise page
        if isinstance(page, Fetched):
            return page
        if isinstance(page, int):
            return fetched(url, b"", status=page)
        return fetched(url, page.encode("utf-8") if isinstance(page, str) else page)


class FakeJudge:
    """A judge that gives a fixed or computed outcome; see `citecheck.interfaces.Judge`."""

    name = "fake"
    version: str | None = None

    def __init__(self, outcome: Outcome | Callable[[str, Sequence[JudgedSource]], Outcome] = Outcome.SUPPORTED) -> None:
        """`outcome` is the outcome of every claim, or a function of the claim and its sources."""
        self._outcome = outcome
        self.asked: list[str] = []

    def judge(self, claim: str, sources: Sequence[JudgedSource], *, context: ClaimContext) -> Check:
        """Return a confident check of `claim` with the outcome.

        `sources` are passed to a computed outcome; `context` is ignored.
        """
        self.asked.append(claim)
        outcome = self._outcome if isinstance(self._outcome, Outcome) else self._outcome(claim, sources)
        return Check(
            claim="",
            citation="",
            references=(),
            outcome=outcome,
            reason="as the test says",
            judge=self.name,
            band=Band.CONFIDENT,
        )


class FakeArchive:
    """A web archive with a few captures; see `citecheck.interfaces.Archive`."""

    def __init__(self, captures: Mapping[str, Mapping[str, str | bytes]], *, name: str = "archive.test") -> None:
        """`captures` maps an address to its captures: the time (RFC 3339, UTC, "2011-04-14T00:00:00Z") and the page."""
        self.name = name
        self._captures = {url: dict(sorted(times.items())) for url, times in captures.items()}

    def nearest(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """Return all captures of `url`, those up to `when` first, the nearest of each side first."""
        times = list(self._captures.get(url, ()))
        if when is None:
            ordered = times[::-1]
        else:
            limit = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            ordered = [time for time in times if time <= limit][::-1] + [time for time in times if time > limit]
        return ArchiveAnswer(mementos=tuple(self._memento(url, time) for time in ordered))

    def listed(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """Return the same captures as `nearest` for `url` and `when`."""
        return self.nearest(url, when)

    def owns(self, url: str) -> bool:
        """Return whether `url` is the address of a capture in this archive."""
        return url.startswith(f"https://{self.name}/")

    def named(self, url: str) -> Memento | None:
        """Return the capture at the address `url`, or None."""
        for original, times in self._captures.items():
            for time in times:
                memento = self._memento(original, time)
                if memento.url == url:
                    return memento
        return None

    def read(self, memento: Memento) -> Fetched:
        """Return the captured page of `memento`."""
        page = self._captures[memento.original][memento.captured]
        body = page.encode("utf-8") if isinstance(page, str) else page
        return fetched(memento.url, body, origin=Origin.ARCHIVE, memento=memento)

    def _memento(self, url: str, time: str) -> Memento:
        stamp = "".join(character for character in time if character.isdecimal())
        return Memento(
            original=url,
            captured=time,
            url=f"https://{self.name}/web/{stamp}/{url}",
            raw_url=f"https://{self.name}/web/{stamp}id_/{url}",
            archive=self.name,
        )


def fetched(
    url: str,
    body: bytes,
    *,
    status: int = 200,
    content_type: str | None = None,
    origin: Origin = Origin.LIVE,
    memento: Memento | None = None,
    failure: LinkStatus | None = None,
    reason: str = "",
) -> Fetched:
    """Return an answer as a fetcher gives it.

    `url` is the address, `body` the content, `status` the HTTP status. `content_type` None: PDF or HTML, by the first
    bytes of `body`. `origin` says where the page came from, `memento` which capture it is (None: a live page).
    `failure` and `reason` say why the address could not be read; None: it could.
    """
    kind = content_type or ("application/pdf" if body.startswith(b"%PDF-") else "text/html; charset=utf-8")
    at = _BEGINNING.strftime("%Y-%m-%dT%H:%M:%SZ")
    return Fetched(
        url=url,
        final_url=url,
        origin=origin,
        retrieved=at,
        attempts=(Attempt(url=url, origin=origin, at=at, status=status, failure=reason or None),),
        status=status,
        headers={"content-type": kind},
        body=body,
        memento=memento,
        failure=failure,
        reason=reason,
    )


def source_text(text: str, *, title: str | None = None, language: str | None = None) -> SourceText:
    """Return a source that was read in full, for `citecheck.match_quote` and `citecheck.check_claim`.

    `text` is its text, `title` its title, `language` its ISO 639-1 code; None: unknown.
    """
    return SourceText(text=text, extent=Extent.FULL, title=title, language=language)


__all__ = ["FakeArchive", "FakeClock", "FakeFetcher", "FakeJudge", "fetched", "source_text"]
