"""Every part of an audit that can be replaced, as a protocol.

The user gives an object of their own as an argument (`citecheck.audit(..., judge=...)`); a judge can also be named in
the settings. `citecheck.testing` has fakes for some of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from citecheck.model import ArchiveAnswer, ClaimContext, Fetched, JudgedSource, Memento, Source, SourceText
from citecheck.pages import Body
from claims.model import Document, Reference
from reports.model import Check, QuoteCheck, ReferenceCheck


class Clock(Protocol):
    """Tells the time. The default is `citecheck.clock.SystemClock`; tests replace it to simulate many nights."""

    def now(self) -> datetime:
        """Return the present time in UTC, with its time zone."""
        ...

    def monotonic(self) -> float:
        """Return seconds since an arbitrary moment; they never decrease."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait for `seconds` (0 or more)."""
        ...


class Observer(Protocol):
    """Is notified of progress and events; the library itself prints nothing.

    Its methods are called from several threads. An exception of an observer ends the audit. An observer may also have a
    method `for_document(name)`, which returns the observer of the phases of one document: with several documents at
    once, it tells them apart.
    """

    def begin(self, phase: str, total: int | None) -> None:
        """Be notified that `phase` ("documents", "addresses", "sources" or "claims") begins.

        `total` is the number of its steps; None: not known.
        """
        ...

    def advance(self, phase: str, *, note: str = "") -> None:
        """Be notified that one step of `phase` is done. `note` names the step, such as an address; it may be empty."""
        ...

    def end(self, phase: str) -> None:
        """Be notified that `phase` is over."""
        ...

    def event(self, name: str, fields: Mapping[str, object]) -> None:
        """Be notified of one event, for a log. `name` is in kebab-case ("exchange"), `fields` are plain JSON values."""
        ...


class Fetcher(Protocol):
    """Gets one address. Never raises for what the world does: a failure is a `Fetched` that says so."""

    def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """Get `url` and follow redirects to allowed addresses. `headers` are added; None: no others."""
        ...


class Archive(Protocol):
    """One web archive. Its methods are called from several threads.

    `name` is shown in reports. Failures are part of the answers: `ArchiveAnswer.known` is False, or `Fetched.failure`
    is set. An exception counts as such a failure.
    """

    name: str

    def nearest(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """Return captures of `url` in the order in which to try them: those up to `when` first, nearest first.

        With `when` None the newest come first. One request; the answer may leave captures out.
        """
        ...

    def listed(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """Return the captures of `url` that the archive's index lists. `when` and the order are those of `nearest`.

        The index is a second endpoint, independent of the first: only both answers together prove that there is no
        capture.
        """
        ...

    def owns(self, url: str) -> bool:
        """Return whether `url` is the address of a capture in this archive. Sends no request."""
        ...

    def named(self, url: str) -> Memento | None:
        """Return the capture that has the address `url`; None: no address of this archive.

        Sends no request.
        """
        ...

    def read(self, memento: Memento) -> Fetched:
        """Get the bytes of the capture `memento`, as they were captured."""
        ...


class Extractor(Protocol):
    """Turns bytes of one kind into the text that is searched."""

    def extract(self, body: Body, url: str | None = None) -> SourceText:
        """Return the text of `body`. `url` is the address of the page, for its links; None: unknown.

        A body from which no text can be read gives an empty text with the extent `none` and the reason.
        """
        ...


class Extract(Protocol):
    """Turns any kind of body into its text: `citecheck.extractors.extract`, or a cached form of it."""

    def __call__(self, body: Body, url: str | None) -> SourceText:
        """Return the text as far as it can be read. No content of `body` raises an exception.

        `url` is the address of the page, for its links; None: unknown.
        """
        ...


class Sources(Protocol):
    """Turns references into sources. Each address is read once a run."""

    def gather(self, document: Document, references: Sequence[Reference]) -> AbstractContextManager[Gathering]:
        """Begin to read the sources of all `references` of `document`.

        Leaving the context cancels those not read yet.
        """
        ...


class Gathering(Protocol):
    """The sources of one document, while they are being read."""

    def source(self, key: str) -> Source:
        """Wait until the source of the reference with the key `key` has been read once, and return it."""
        ...

    def widen_soon(self, keys: Sequence[str]) -> None:
        """Begin to read the archived copies of the references `keys` and return at once. `widened` waits for them."""
        ...

    def widened(self, key: str) -> Source:
        """Return the source of the reference `key` with its archived copies read too.

        Only then a claim may be refuted.
        """
        ...

    def out_of_time(self) -> bool:
        """Return whether the time of the run is over: claims that were not checked until then are not checked."""
        ...

    def notices(self) -> tuple[str, ...]:
        """Return messages about the whole run, such as that there was no network or that it ended early."""
        ...


class ReferenceChecks(Protocol):
    """Looks references up in registries of works."""

    def check(self, document: Document) -> tuple[ReferenceCheck, ...]:
        """Return what registries say about the references of `document`, in their order."""
        ...

    def check_standing(self, document: Document) -> tuple[ReferenceCheck, ...]:
        """Return which references of `document` were retracted or corrected; nothing else is asked."""
        ...


class Matcher(Protocol):
    """Finds quotations. An exception makes the check of that claim `unverifiable`."""

    def match(self, quote: str, text: SourceText) -> QuoteCheck:
        """Search `quote` in `text`. The offsets of the passage are code points of `text.text`, half-open."""
        ...


class Judge(Protocol):
    """Says whether texts of sources support a claim.

    `name` is in every check that the judge makes. `version` is a string; change it whenever the judge's results may
    change. Nights use the verdicts of a judge again as long as its version is the same; with None the judge is asked
    every night. An exception makes the check of that claim `unverifiable`.
    """

    name: str
    version: str | None

    def judge(
        self,
        claim: str,
        sources: Sequence[JudgedSource],
        *,
        context: ClaimContext,
    ) -> Check:
        """Judge `claim` (its words, without citation marks) by all `sources` together (at least one), in its `context`.

        In the check `claim`, `citation` and `references` may be empty; the caller fills them in. The spans of `missing`
        are half-open code points of `claim`; the caller shifts them to the document. `probability` is 0 to 1, or None.
        """
        ...


__all__ = [
    "Archive",
    "Clock",
    "Extract",
    "Extractor",
    "Fetcher",
    "Gathering",
    "Judge",
    "Matcher",
    "Observer",
    "ReferenceChecks",
    "Sources",
]
