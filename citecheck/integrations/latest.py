"""What is known of a document as it is now: its own problems, and what the last night found in the claims it still has.

Documentation builds and editors show this. Nothing is fetched for it, unless the whole audit is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec

from citecheck.assembly import Session
from citecheck.settings import Settings
from claims.model import SourceRange
from reports.formats.pointing import Pointing
from reports.formats.steering import printable
from reports.model import Finding, Report

if TYPE_CHECKING:
    from citecheck.auditor import Auditor
    from citecheck.store import Store

_OF_THE_DOCUMENT = "document."  # how the ids of rules begin that need no source


class Mode(StrEnum):
    """How much is done for a document."""

    STORED = "stored"
    """Read it, and tell what the last night found. Nothing is fetched."""
    OFFLINE = "offline"
    """Read it, and check it by local sources only. Nothing is fetched."""
    LIVE = "live"
    """Audit it: its sources are fetched, which takes from seconds to minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One finding, and where it stands in the file as it is now. `place` None: it has no place.

    `file` is the path of the file that `place` is in: the document, or one that it includes.
    """

    finding: Finding
    file: str
    place: SourceRange | None

    @property
    def line(self) -> int | None:
        """The line, counted from 1; None if it is not known, or in a PDF."""
        return None if self.place is None or self.place.page else self.place.line

    @property
    def message(self) -> str:
        """One line: the message with its code, and nothing in it that steers a terminal."""
        return f"{printable(' '.join(self.finding.message.split()))} [{self.finding.code}]"


class Latest:
    """Gives the findings of documents. Close it, or use it as a context manager.

    `settings` are those of all documents, and `mode` says how much is done. `folders` are those from which the names
    of stored documents may count: the working folder of the nights, and that of their settings file.
    """

    def __init__(self, settings: Settings, mode: Mode, *, folders: Sequence[Path] = (Path(),)) -> None:
        self._mode = mode
        offline = settings.offline or mode is not Mode.LIVE
        self._session = Session(msgspec.structs.replace(settings, offline=offline))
        self._auditor: Auditor | None = None
        self._folders = tuple(folders)
        self._store = _opened(Path(settings.nightly.store)) if mode is Mode.STORED else None
        self._ignore_file = Path(settings.nightly.ignore_file) if settings.nightly.ignore_file else None

    def of(self, path: Path, body: bytes | None = None) -> tuple[Told, ...]:
        """Return the findings of the document at `path`, in the order of reports.

        `body` is what an editor has of it; None: the file is read. Ignored findings are left out. Raises
        `ReadingError` if it cannot be read.
        """
        return told(self.report(path, body), path, self._stored(path))

    def report(self, path: Path, body: bytes | None = None) -> Report:
        """Return the report on the document at `path`, without what is only stored. `body` is as for `of`."""
        if self._auditor is None:
            self._auditor = self._session.auditor()
        name = os.path.relpath(path)
        read = self._session.read(str(path) if body is None else body, name=name, path=str(path))
        return self._without_ignored(self._auditor.audit(read))

    def _stored(self, path: Path) -> Report | None:
        """Return the last stored report of the document at `path`, under any of its names; None: there is none."""
        if self._store is None:
            return None
        for folder in self._folders:
            name = os.path.relpath(path, folder)
            report = next(self._store.nights.reports(name.replace(os.sep, "/")), None)
            if report is not None:
                return self._without_ignored(report)
        return None

    def _without_ignored(self, report: Report) -> Report:
        if self._ignore_file is None:
            return report
        from citecheck.clock import SystemClock
        from citecheck.nightly.suppressions import without_ignored

        return without_ignored(report, self._ignore_file, SystemClock().now().date())

    def close(self) -> None:
        """Close the session and the store. A second call does nothing."""
        self._session.close()
        if self._store is not None:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def told(now: Report, path: Path, stored: Report | None = None) -> tuple[Told, ...]:
    """Return the findings of `now`, the report on the document at `path`, and those of `stored` that still hold.

    A stored finding holds if its claim is still in the document, word for word; without a claim, if its reference is.
    None: nothing is stored. What a report says of the document itself is taken from `now` alone.
    """
    findings = [*now.findings, *(_still(now, stored) if stored is not None else ())]
    pointing = Pointing(now)
    return tuple(_told(pointing, finding, path) for finding in findings)


def _told(pointing: Pointing, finding: Finding, path: Path) -> Told:
    pointer = pointing.at(finding)
    other = pointer.place is not None and pointer.place.file
    return Told(finding=finding, file=str(path.parent / str(other)) if other else str(path), place=pointer.place)


def _still(now: Report, stored: Report) -> Iterator[Finding]:
    """Yield the findings of `stored` that hold for the document of `now`, and that it does not have itself."""
    known = {finding.key for finding in (*now.findings, *(one.finding for one in now.suppressed))}
    claims = {claim.key for claim in now.document.claims}
    references = {reference.key for reference in now.document.references}
    for finding in stored.findings:
        if finding.key in known or (finding.rule or "").startswith(_OF_THE_DOCUMENT):
            continue
        if finding.claim in claims if finding.claim is not None else finding.reference in references:
            # Its place is the old one, and the text before it may have changed.
            yield replace(finding, span=None, file=None, line=None, column=None, page=None)


def _opened(path: Path) -> Store | None:
    """Return the store at `path`; None: there is none yet."""
    if not path.is_file():
        return None
    from citecheck.store import Store

    return Store(path)


__all__ = ["Latest", "Mode", "Told", "told"]
