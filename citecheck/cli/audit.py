"""`citecheck audit`: audit documents and write reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citecheck.assembly import Session
from citecheck.cli.documents import expand, read_document
from citecheck.cli.exit_codes import OK, FailOn, exit_status
from citecheck.cli.failures import FAILURES
from citecheck.cli.options import (
    choose_settings,
    encoding_option,
    evidence_options,
    fail_on_option,
    format_option,
    observer_for,
    opinion_options,
    settings_options,
    warnings_about,
)
from citecheck.cli.outputs import Outputs, to_stdout
from citecheck.cli.telling import show, tell
from citecheck.settings import Settings
from claims.errors import CitecheckError
from claims.model import Document
from reports.model import Report

if TYPE_CHECKING:
    from citecheck.auditor import Auditor
    from citecheck.nightly.baseline import Baseline


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
    "--dry-run",
    is_flag=True,
    help="Send nothing to the model of the second opinion, and say how many calls, tokens and characters would go "
    "there. No report is written.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@evidence_options
@opinion_options
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
    dry_run: bool,
    quiet: bool,
    record: str | None,
    replay: str | None,
    config: str | None,
    offline: bool,
    allow_address: tuple[str, ...],
    max_time: float | None,
    second_opinion_url: str | None,
    second_opinion_model: str | None,
) -> None:
    """Audit the citations of DOC (a file, a pattern, a web address, or - for standard input).

    Exit status: 0 no finding reaches --fail-on; 1 a finding does; 2 a mistake in the call, or a file that cannot be
    used; 3 no source could be read; 4 the program itself failed at something.
    """
    settings = choose_settings(
        config=config,
        offline=offline,
        allow_address=allow_address,
        max_time=max_time,
        second_opinion_url=second_opinion_url,
        second_opinion_model=second_opinion_model,
        record=record,
        replay=replay,
        source=source,
        fail_on=fail_on,
        say=(lambda _: None) if quiet else tell,
    ).settings
    fails = FailOn(settings.report.fail_on)
    accepted = _baseline(baseline) if baseline else None
    names = expand(documents)
    files = Outputs(outputs, format_names=formats, plugins=settings.report.formats, documents=names)
    if dry_run and not settings.checking.second_opinion.is_on:
        raise click.UsageError("--dry-run says what a second opinion would be sent, and none is set: name its server")
    run = _Run(settings, quiet=quiet, dry_run=dry_run)
    run.audit(names, format=from_, encoding=encoding)
    reports = run.reports
    if dry_run and run.ended_by is None:
        show(run.would_send)
        sys.exit(OK)
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


class _Run:
    """The audits of one run: `reports` grows with each document, and stays whatever ends the run."""

    def __init__(self, settings: Settings, *, quiet: bool, dry_run: bool) -> None:
        self.reports: list[Report] = []
        self.ended_by: KeyboardInterrupt | CitecheckError | None = None
        self.would_send = ""
        self._dry_run = dry_run
        self._settings = settings
        self._observer = observer_for(quiet=quiet)

    def audit(self, names: tuple[str, ...], *, format: str | None, encoding: str | None) -> None:
        """Audit the documents in order. All are read first; one that cannot be read ends the run before any audit.

        An interruption after the first report, and what goes wrong when the session is closed, is in `ended_by`.
        """
        for warning in warnings_about(self._settings):
            tell(warning)
        session = Session(self._settings, observer=self._observer, dry_run=self._dry_run)
        try:
            found = [_read(session, name, format=format, encoding=encoding) for name in names]
            self._audit(session, [document for document in found if document is not None])
            self.would_send = session.would_send()
        except KeyboardInterrupt as interruption:
            if not self.reports:
                raise
            self.ended_by = interruption
        finally:
            self._close(session)

    def _audit(self, session: Session, documents: list[Document]) -> None:
        _warn_of_unknown_labels(documents, self._settings)
        auditor = session.auditor()
        if len(documents) > 1:
            self._observer.begin("documents", len(documents))
        for document in documents:
            if not document.references:
                tell(f"warning: {document.name}: no list of references was found")
            self.reports.append(_audited(auditor, document))
            if len(documents) > 1:
                self._observer.advance("documents", note=document.name)
        if len(documents) > 1:
            self._observer.end("documents")

    def _close(self, session: Session) -> None:
        """Close the session, such as its recording. An error there costs no report."""
        try:
            session.close()
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
