"""`citecheck audit`: audit documents and write reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citecheck.cli.audit_run import AuditRun, Given
from citecheck.cli.documents import expand
from citecheck.cli.exit_codes import OK, FailOn, exit_status
from citecheck.cli.failures import FAILURES
from citecheck.cli.lost_addresses import LostAddresses
from citecheck.cli.options import (
    bibliography_option,
    choose_settings,
    encoding_option,
    evidence_options,
    fail_on_option,
    format_option,
    opinion_options,
    settings_options,
)
from citecheck.cli.outputs import Outputs, to_stdout
from citecheck.cli.profile_run import profile_option
from citecheck.cli.telling import show, tell
from citecheck.clock import SystemClock
from citecheck.run_times import RunPart, spent_on

if TYPE_CHECKING:
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
@bibliography_option
@click.option(
    "--source",
    multiple=True,
    metavar="LABEL=URL-or-FILE",
    help="Address or file of a reference that names none (repeatable).",
)
@click.option(
    "--sources",
    "table",
    type=click.Path(dir_okay=False),
    metavar="FILE.toml",
    help="A table of sources, such as `citecheck recover` writes: references are read there, and what is found is "
    "checked to be the work (--source comes first).",
)
@click.option(
    "--recover",
    "recovers",
    is_flag=True,
    help="Search the addresses that references lost, as `citecheck recover` does.",
)
@click.option(
    "--original",
    metavar="URL-or-FILE",
    help="The page that DOC was copied from, for --recover (default: the wikis of recover.wikis are asked).",
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
@click.option(
    "--dry-run",
    is_flag=True,
    help="Send nothing to the model of the second opinion, and say how many calls, tokens and characters would go "
    "there. No report is written.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@profile_option
@evidence_options
@opinion_options
@settings_options
def audit(
    documents: tuple[str, ...],
    outputs: tuple[str, ...],
    formats: tuple[str, ...],
    from_: str | None,
    encoding: str | None,
    bibliography: tuple[str, ...],
    source: tuple[str, ...],
    table: str | None,
    recovers: bool,
    original: str | None,
    fail_on: tuple[str, ...],
    baseline: str | None,
    ignore_file: str | None,
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
    lost = LostAddresses(table, recovers=recovers or original is not None, original=original)
    choice = choose_settings(
        config=config,
        offline=offline,
        allow_address=allow_address,
        max_time=max_time,
        second_opinion_url=second_opinion_url,
        second_opinion_model=second_opinion_model,
        record=record,
        replay=replay,
        source=(*lost.files, *source),
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
    lost.check(names)
    files = Outputs(outputs, format_names=formats, plugins=settings.report.formats, documents=names)
    if dry_run and not settings.checking.second_opinion.is_on:
        raise click.UsageError("--dry-run says what a second opinion would be sent, and none is set: name its server")
    run = AuditRun(settings, lost, quiet=quiet, ignored=ignored, dry_run=dry_run)
    run.audit(names, Given(from_, encoding, bibliography))
    reports = run.reports
    if dry_run and run.ended_by is None:
        show(run.would_send)
        sys.exit(OK)
    with spent_on(RunPart.REPORT):
        written = files.write(reports)
        if formats and not outputs:
            to_stdout(reports, formats)
        elif not quiet:
            to_stdout(reports, ("text",))
    for path in () if quiet or (formats and not outputs) else written:
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
