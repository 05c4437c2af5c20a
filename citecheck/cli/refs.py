"""`citecheck refs`: say whether references exist, are what they say, and still stand; nothing else is checked."""

from __future__ import annotations

import sys

import click

from citecheck.assembly import Session
from citecheck.cli.documents import expand, read_document
from citecheck.cli.exit_codes import FINDINGS, NOTHING_READ, OK, FailOn
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
from citecheck.cli.telling import show, tell
from claims.model import DocumentFormat
from claims.reading.plain_lists import with_listed_entries
from reports.model import ReferenceCheck, Report
from reports.records import Answered, Existence
from reports.wording import counted

_LABEL = 24  # characters of a label in a line
_WIDTH = 26  # characters of a verdict in a line


@click.command()
@click.argument("documents", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Write the report here, in the format of the suffix (repeatable), as `citecheck audit` does.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help="Format on standard output instead of lines, or in the directory of -o (repeatable): json, sarif, text …",
)
@click.option("--standing", is_flag=True, help="Ask only whether works were retracted or corrected.")
@format_option
@encoding_option
@fail_on_option()
@click.option("-q", "--quiet", is_flag=True, help="No progress and no lines.")
@evidence_options
@settings_options
def refs(
    documents: tuple[str, ...],
    outputs: tuple[str, ...],
    formats: tuple[str, ...],
    standing: bool,
    from_: str | None,
    encoding: str | None,
    fail_on: tuple[str, ...],
    quiet: bool,
    record: str | None,
    replay: str | None,
    config: str | None,
    offline: bool,
    allow_address: tuple[str, ...],
    max_time: float | None,
) -> None:
    """Look the references of FILE up in registries: do they exist, are they what they say, do they still stand?

    FILE is a bibliography (.bib, CSL-JSON, .ris), a list of references, or a document; - is standard input.
    Identifiers and titles of references are sent to the registries that the settings name, and nothing else.

    Exit status: 0 no finding reaches --fail-on; 1 a finding does; 2 a mistake in the call, or a file that cannot be
    used; 3 no registry answered about any reference.
    """
    settings = choose_settings(
        config=config,
        offline=offline,
        allow_address=allow_address,
        max_time=max_time,
        record=record,
        replay=replay,
        fail_on=fail_on,
        say=(lambda _: None) if quiet else tell,
    ).settings
    fails = FailOn(settings.report.fail_on)
    names = expand(documents)
    files = Outputs(outputs, format_names=formats, plugins=settings.report.formats, documents=names)
    for warning in warnings_about(settings):
        tell(warning)
    reports: list[Report] = []
    with Session(settings, observer=observer_for(quiet=quiet)) as session:
        auditor = session.auditor()
        for name in names:
            document = read_document(session, name, format=from_, encoding=encoding)
            if document.format in (DocumentFormat.PLAINTEXT, DocumentFormat.MARKDOWN):
                document = with_listed_entries(document)
            if not document.references:
                tell(f"warning: {name}: no references were found")
            reports.append(auditor.references(document, standing_only=standing))
    written = files.write(reports)
    if formats and not outputs:
        to_stdout(reports, formats)
    elif not quiet:
        for report in reports:
            _show(report, several=len(reports) > 1)
        for path in written:
            tell(f"wrote {path}")
    sys.exit(_status(reports, fails))


def _show(report: Report, *, several: bool) -> None:
    """Print one line for each reference, one for each problem of the list itself, and one with the counts."""
    if several:
        show(report.document.name)
    looked_up = {check.reference: check for check in report.existence}
    why = "it names nothing to look up" if looked_up else "no registry was asked"
    for reference in report.document.references:
        check = looked_up.get(reference.key)
        if check is None:
            show(f"{'not looked up':<{_WIDTH}} {reference.label[:_LABEL]:<{_LABEL}} {why}")
            continue
        show(f"{_verdict(check):<{_WIDTH}} {check.label[:_LABEL]:<{_LABEL}} {check.reason}")
        for notice in check.notices:
            told = " ".join(filter(None, (notice.date, notice.address, f"({notice.said_by})")))
            show(f"{notice.kind.value:<{_WIDTH}} {check.label[:_LABEL]:<{_LABEL}} {told}")
        if check.published_as:
            show(f"{'published':<{_WIDTH}} {check.label[:_LABEL]:<{_LABEL}} {check.published_as}")
    counts = {verdict: sum(check.verdict is verdict for check in report.existence) for verdict in Existence}
    said = ", ".join(f"{number} {verdict.value}" for verdict, number in counts.items() if number)
    left = len(report.document.references) - len(report.existence)
    for finding in report.findings:
        if (finding.rule or "").startswith("document."):
            show(f"{finding.severity.value}: {finding.code}: {finding.place}: {finding.message}")
    skipped = f"{left} not looked up" if left else ""
    total = counted(len(report.document.references), "reference")
    show(f"{total}: {', '.join(filter(None, (said, skipped)))}")
    for word in report.notices:
        tell(word)


def _verdict(check: ReferenceCheck) -> str:
    return "standing" if check.rule is None else check.verdict.value


def _status(reports: list[Report], fails: FailOn) -> int:
    """Return the exit status: 3 if there were references and no registry answered, 1 for findings, else 0."""
    checks = [check for report in reports for check in report.existence]
    asked = [answer for check in checks for answer in check.answers]
    unanswered = bool(asked) and all(answer.outcome is Answered.UNKNOWN for answer in asked)
    none_asked = any(report.notices for report in reports) and not checks
    if any(report.document.references for report in reports) and (unanswered or none_asked):
        return NOTHING_READ
    return FINDINGS if any(fails.fails(report.findings) for report in reports) else OK


__all__ = ["refs"]
