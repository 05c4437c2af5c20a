"""Every socket of an audit on one page. A user's own class plugs in by a dotted name or as an argument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from citecheck.model import ArchiveAnswer, ClaimContext, Fetched, JudgedSource, Memento, Source, SourceText
from claims.model import Document, Reference
from reports.model import Check, QuoteCheck


class Clock(Protocol):
    """Time, so that thirty nights make one test. The system's own is `citecheck.clock.SystemClock`."""

    def now(self) -> datetime:
        """Return the present time, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only ever grow."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class Observer(Protocol):
    """Hears of progress; the library itself prints nothing. Called from several threads."""

    def begin(self, phase: str, total: int | None) -> None:
        """Say that a phase ("documents", "sources", "claims") begins, of `total` steps where that is known."""
        ...

    def advance(self, phase: str, *, note: str = "") -> None:
        """Say that one step of the phase is done."""
        ...

    def end(self, phase: str) -> None:
        """Say that the phase is over."""
        ...

    def event(self, name: str, fields: Mapping[str, object]) -> None:
        """Hear of one event of the run, for a log: `name` in kebab-case, `fields` plain JSON values."""
        ...


class Fetcher(Protocol):
    """Gets one address. Never raises for what the world does: a failure is a `Fetched` that says so."""

    def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """Get `url`, following redirects under the guard."""
        ...


class Archive(Protocol):
    """One web archive."""

    name: str

    def nearest(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """Return captures of `url` in the order in which to try them for `when`: before it first, then after.

        The cheap question: one look, which need not know of all captures.
        """
        ...

    def listed(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """Return the captures that the archive's index lists, in the same order: the second, independent endpoint."""
        ...

    def owns(self, url: str) -> bool:
        """Return whether `url` is an address of a capture in this archive."""
        ...

    def named(self, url: str) -> Memento | None:
        """Return the capture whose address `url` is, without asking anybody; None where it is none of this archive."""
        ...

    def read(self, memento: Memento) -> Fetched:
        """Get the bytes of a capture as captured."""
        ...


class Extractor(Protocol):
    """Turns bytes of one kind into the text that is searched."""

    def extract(self, body: bytes, *, content_type: str, url: str | None = None) -> SourceText:
        """Return the text. `content_type` is the header as sent ("" if unknown), `url` the page's address.

        A body from which no text can be read gives an empty text with the extent `none` and the reason.
        """
        ...


class Extract(Protocol):
    """Turns the bytes of any kind of page into its text: `citecheck.page_text`, or one with a memory."""

    def __call__(self, body: bytes, *, content_type: str = ..., url: str | None = None) -> SourceText:
        """Return the text as far as it can be read; never raises for what the body holds."""
        ...


class Sources(Protocol):
    """Turns references into sources, each address once a run."""

    def gather(self, document: Document, references: Sequence[Reference]) -> AbstractContextManager[Gathering]:
        """Begin to read the sources of all `references` at once; leaving the context cancels what is left."""
        ...


class Gathering(Protocol):
    """The sources of one document, as they come in."""

    def source(self, key: str) -> Source:
        """Wait for the first reading of the reference's source and return it."""
        ...

    def widened(self, key: str) -> Source:
        """Return it with every further copy read that a doubt calls for: nothing is refuted on less."""
        ...

    def notices(self) -> tuple[str, ...]:
        """Return what the run itself has to say: no network, ended early."""
        ...


class Matcher(Protocol):
    """Finds quotations."""

    def match(self, quote: str, text: SourceText) -> QuoteCheck:
        """Search `quote` in `text`; the passage's offsets are of `text.text`."""
        ...


class Judge(Protocol):
    """Says whether texts of sources support a claim.

    `name` goes into every check that the judge makes. `version` is a string that you change whenever the judge's
    results may change: nights then use its earlier verdicts again. With None the judge is asked every night.
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
        """Judge `claim` (its words, without marks) against the union of `sources`.

        The check's `claim` and `citation` may be left empty, and spans of `missing` are of `claim`; the caller
        fills and shifts them.
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
    "Sources",
]
