"""One run of `citecheck audit`: read all documents, audit them in order, and keep what was reached."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import click

from citecheck.assembly import Session
from citecheck.cli.documents import read_document
from citecheck.cli.failures import FAILURES
from citecheck.cli.lost_addresses import LostAddresses, with_notices
from citecheck.cli.options import observer_for, warnings_about
from citecheck.cli.telling import tell
from citecheck.settings import Settings
from citecheck.sources.saved import unused_pages
from claims.errors import CitecheckError
from claims.model import Document
from reports.model import Report

if TYPE_CHECKING:
    from citecheck.auditor import Auditor
    from citecheck.nightly.suppressions import Suppressions


class Given(NamedTuple):
    """What the command says of its documents: their format, their encoding, their bibliographies."""

    format: str | None
    encoding: str | None
    bibliography: tuple[str, ...]


class AuditRun:
    """The audits of one run: `reports` grows with each document, and stays whatever ends the run."""

    def __init__(
        self,
        settings: Settings,
        lost: LostAddresses,
        *,
        quiet: bool,
        ignored: Suppressions | None = None,
        dry_run: bool = False,
    ) -> None:
        """Audit with `settings`; `lost` searches addresses that documents lost, `quiet` prints no progress.

        `ignored` are the findings to ignore; None: none. `dry_run`: the model of the second opinion is sent nothing.
        """
        self.reports: list[Report] = []
        self.ended_by: KeyboardInterrupt | CitecheckError | None = None
        self.would_send = ""
        self._dry_run = dry_run
        self._settings = settings
        self._lost = lost
        self._quiet = quiet
        self._ignored = ignored
        self._observer = observer_for(quiet=quiet)

    def audit(self, names: tuple[str, ...], given: Given) -> None:
        """Audit the documents `names`, of which `given` was said, in order.

        All are read first; one that cannot be read ends the run before any audit.
        An interruption after the first report, and what goes wrong when the session is closed, is in `ended_by`.
        """
        for warning in warnings_about(self._settings):
            tell(warning)
        if self._ignored is not None:
            for complaint in self._ignored.complaints((), everything=False):
                tell(f"warning: {complaint}")
        session = Session(self._settings, observer=self._observer, dry_run=self._dry_run)
        try:
            found = [_read(session, name, given) for name in names]
            self._audit(session, [document for document in found if document is not None])
            self.would_send = session.would_send()
        except BaseException as error:
            self._close(session, interrupted=True)
            if not (isinstance(error, KeyboardInterrupt) and self.reports):
                raise
            self.ended_by = error
        self._close(session)

    def _audit(self, session: Session, documents: list[Document]) -> None:
        _warn_of_unknown_labels(documents, {**self._settings.sources, **self._lost.found})
        _warn_of_unused_pages(documents, self._settings)
        auditor = session.auditor()
        self._lost.give(session)
        if len(documents) > 1:
            self._observer.begin("documents", len(documents))
        for document in documents:
            if not document.references:
                tell(f"warning: {document.name}: no list of references was found")
            told = self._lost.search(session, document)
            for line in () if self._quiet else told:
                tell(line)
            report = with_notices(_audited(auditor, document), told)
            self.reports.append(report if self._ignored is None else self._ignored.apply(report, {}).report)
            if len(documents) > 1:
                self._observer.advance("documents", note=document.name)
        if len(documents) > 1:
            self._observer.end("documents")

    def _close(self, session: Session, *, interrupted: bool = False) -> None:
        """Close the session, such as its recording. An error there costs no report."""
        try:
            session.close(interrupted=interrupted)
            if interrupted and self._settings.evidence.record:
                tell(f"{self._settings.evidence.record} is partial: the run was interrupted, and a replay says so")
        except CitecheckError as error:
            self.ended_by = self.ended_by or error
        except Exception as error:
            FAILURES.add("the end of the run", error)


def _read(session: Session, name: str, given: Given) -> Document | None:
    """Read a document; None if the program itself fails at it. Raises `ReadingError`."""
    try:
        return read_document(
            session, name, format=given.format, encoding=given.encoding, bibliography=given.bibliography
        )
    except (CitecheckError, click.ClickException):
        raise
    except Exception as error:
        FAILURES.add(name, error)
        return None


def _audited(auditor: Auditor, document: Document) -> Report:
    """Return the report of a document; if the program itself fails at it, the report says so."""
    try:
        return auditor.audit(document)
    except CitecheckError:
        raise
    except Exception as error:
        FAILURES.add(document.name, error)
        return auditor.failed(document, error)


def _warn_of_unknown_labels(documents: list[Document], given: Iterable[str]) -> None:
    """Warn of sources given for references that no document has; they are typing errors."""
    known = {entry.label for document in documents for entry in document.references}
    for label in given:
        if label not in known:
            tell(f"warning: a source was given for [{label}], which no reference has")


def _warn_of_unused_pages(documents: list[Document], settings: Settings) -> None:
    """Warn of saved pages that belong to no reference, or that cannot be read; none in a replay."""
    if settings.evidence.replay:
        return
    labels = {document.name: [entry.label for entry in document.references] for document in documents}
    for path, why in unused_pages(settings.sources_folder, labels):
        tell(f"warning: the saved page {path} is not used: {why}")


__all__ = ["AuditRun", "Given"]
