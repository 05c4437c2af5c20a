"""`citecheck audit`: audit documents and write reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citecheck.assembly import Session
from citecheck.cli.documents import expand, read_document
from citecheck.cli.exit_codes import FailOn, exit_status
from citecheck.cli.failures import FAILURES
from citecheck.cli.options import (
    choose_settings,
    encoding_option,
    evidence_options,
    fail_on_option,
    format_option,
    observer_for,
    settings_options,
    warnings_about,
)
from citecheck.cli.outputs import Outputs, to_stdout
from citecheck.cli.telling import tell
from citecheck.clock import SystemClock
from citecheck.settings import Settings
from citecheck.sources.saved import unused_pages
from claims.errors import CitecheckError
from claims.model import Document
from reports.model import Report

if TYPE_CHECKING:
    from citecheck.auditor import Auditor
    from citecheck.nightly.baseline import Baseline
    from citecheck.nightly.suppressions import Suppressions


@click.command()
@click.argument("documents", metavar="DOC...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Write the report here, in the format of the suffix (repeatable): .html .json .md .txt .sarif .xml .csv; "
    "for several documents, a directory.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help="Format on standard output, or in the directory of -o (repeatable): html, json, text, markdown, sarif, "
    "junit, csv, worksheet, annotations, or the dotted name of your own.",
)
@format_option
@encoding_option
@click.option(
    "--source",
    multiple=True,
    metavar="LABEL=URL-or-FILE",
    help="Address or file of a reference that names none (repeatable).",
)
@fail_on_option()
@click.option(
    "--baseline", metavar="FILE", help="Findings in this file (a baseline, or an earlier report in JSON) do not count."
)
@click.option(
    "--ignore-file",
    metavar="FILE",
    help="The file of findings to ignore (setting nightly.ignore_file; '' for none).",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@evidence_options
@settings_options
def audit(
    documents: tuple[str, ...],
    outputs: tuple[str, ...],
    formats: tuple[str, ...],
    from_: str | None,
    encoding: str | None,
    source: tuple[str, ...],
    fail_on: tuple[str, ...],
    baseline: str | None,
    ignore_file: str | None,
    quiet: bool,
    record: str | None,
    replay: str | None,
    config: str | None,
    offline: bool,
    allow_address: tuple[str, ...],
    max_time: float | None,
) -> None:
    """Audit the citations of DOC (a file, a pattern, a web address, or - for standard input).

    Exit status: 0 no finding reaches --fail-on; 1 a finding does; 2 a mistake in the call, or a file that cannot be
    used; 3 no source could be read; 4 the program itself failed at something.
    """
    choice = choose_settings(
        config=config,
        offline=offline,
        allow_address=allow_address,
        max_time=max_time,
        record=record,
        replay=replay,
        source=source,
        fail_on=fail_on,
        say=(lambda _: None) if quiet else tell,
    )
    settings = choice.settings
    fails = FailOn(settings.report.fail_on)
    accepted = _baseline(baseline) if baseline else None
    if ignore_file is None:
        choice.check_places(["nightly.ignore_file"])
        ignore_file = settings.nightly.ignore_file
    ignored = _suppressions(ignore_file)
    names = expand(documents)
    files = Outputs(outputs, format_names=formats, plugins=settings.report.formats, documents=names)
    run = _Run(settings, quiet=quiet, ignored=ignored)
    run.audit(names, format=from_, encoding=encoding)
    reports = run.reports
    written = files.write(reports)
    if formats and not outputs:
        to_stdout(reports, formats)
    elif not quiet:
        to_stdout(reports, ("text",))
        for path in written:
            tell(f"wrote {path}")
    if run.ended_by is not None:
        tell(f"{len(reports)} of {len(names)} documents were audited and are reported")
        raise run.ended_by
    counted = [accepted.counting(report) for report in reports] if accepted is not None else ()
    sys.exit(exit_status(reports, fails, counted=counted, failed=FAILURES.count > 0))


def _baseline(path: str) -> Baseline:
    """Read a baseline. The import is here because most audits have none."""
    from citecheck.nightly.baseline import load_baseline

    return load_baseline(Path(path))


def _suppressions(path: str) -> Suppressions | None:
    """Read the findings to ignore; None: there is no such file. The import is here because most audits have none."""
    if not path or not Path(path).exists():
        return None
    from citecheck.nightly.suppressions import Suppressions, load_suppressions

    return Suppressions(load_suppressions(Path(path)), today=SystemClock().now().date())


class _Run:
    """The audits of one run: `reports` grows with each document, and stays whatever ends the run."""

    def __init__(self, settings: Settings, *, quiet: bool, ignored: Suppressions | None = None) -> None:
        self.reports: list[Report] = []
        self.ended_by: KeyboardInterrupt | CitecheckError | None = None
        self._settings = settings
        self._ignored = ignored
        self._observer = observer_for(quiet=quiet)

    def audit(self, names: tuple[str, ...], *, format: str | None, encoding: str | None) -> None:
        """Audit the documents in order. All are read first; one that cannot be read ends the run before any audit.

        An interruption after the first report, and what goes wrong when the session is closed, is in `ended_by`.
        """
        for warning in warnings_about(self._settings):
            tell(warning)
        if self._ignored is not None:
            for complaint in self._ignored.complaints((), everything=False):
                tell(f"warning: {complaint}")
        session = Session(self._settings, observer=self._observer)
        try:
            found = [_read(session, name, format=format, encoding=encoding) for name in names]
            self._audit(session, [document for document in found if document is not None])
        except BaseException as error:
            self._close(session, interrupted=True)
            if not (isinstance(error, KeyboardInterrupt) and self.reports):
                raise
            self.ended_by = error
        self._close(session)

    def _audit(self, session: Session, documents: list[Document]) -> None:
        _warn_of_unknown_labels(documents, self._settings)
        _warn_of_unused_pages(documents, self._settings)
        auditor = session.auditor()
        if len(documents) > 1:
            self._observer.begin("documents", len(documents))
        for document in documents:
            if not document.references:
                tell(f"warning: {document.name}: no list of references was found")
            report = _audited(auditor, document)
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


def _read(session: Session, name: str, *, format: str | None, encoding: str | None) -> Document | None:
    """Read a document; None if the program itself fails at it. Raises `ReadingError`."""
    try:
        return read_document(session, name, format=format, encoding=encoding)
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


def _warn_of_unknown_labels(documents: list[Document], settings: Settings) -> None:
    """Warn of sources given for references that no document has; they are typing errors."""
    known = {entry.label for document in documents for entry in document.references}
    for label in settings.sources:
        if label not in known:
            tell(f"warning: a source was given for [{label}], which no reference has")


def _warn_of_unused_pages(documents: list[Document], settings: Settings) -> None:
    """Warn of saved pages that belong to no reference, or that cannot be read; none in a replay."""
    if settings.evidence.replay:
        return
    labels = {document.name: [entry.label for entry in document.references] for document in documents}
    for path, why in unused_pages(settings.sources_folder, labels):
        tell(f"warning: the saved page {path} is not used: {why}")
