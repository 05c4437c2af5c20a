"""`citecheck fix`: repair the references of documents in their files, or show what would change."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from citecheck.cli.audit_run import AuditRun, Given
from citecheck.cli.documents import expand
from citecheck.cli.exit_codes import FINDINGS, OK, FailOn, exit_status
from citecheck.cli.failures import FAILURES
from citecheck.cli.lost_addresses import LostAddresses
from citecheck.cli.options import (
    bibliography_option,
    choose_settings,
    encoding_option,
    evidence_options,
    format_option,
    settings_options,
)
from citecheck.cli.saved_reports import check_files, report_option, saved_reports
from citecheck.cli.telling import show_json, show_lines, tell
from citecheck.fixing.applying import apply_fixes
from citecheck.fixing.diffs import diff_of
from citecheck.fixing.model import FixedFile, FixPlan
from citecheck.fixing.planning import merged, plan_fixes
from citecheck.fixing.showing import as_json, edit_summary, told
from reports.model import Report

_NEVER = FailOn(["never"])


@click.command()
@click.argument("documents", metavar="DOC...", nargs=-1, required=True)
@click.option("--diff", is_flag=True, help="Print a unified diff for `git apply`, and write nothing (the default).")
@click.option("--apply", "applies", is_flag=True, help="Write the repairs into the files; a Word document gets a copy.")
@click.option("--unsafe", is_flag=True, help="Make unsafe repairs too: those that the audit does not prove right.")
@report_option
@click.option("--json", "as_data", is_flag=True, help="Print one JSON object: repairs, edits, changes, edit summaries.")
@click.option("--exit-non-zero-on-fix", is_flag=True, help="With --apply, exit with 1 if a file was changed.")
@format_option
@encoding_option
@bibliography_option
@click.option("-q", "--quiet", is_flag=True, help="No progress, and nothing about what was left out.")
@evidence_options
@settings_options
def fix(
    documents: tuple[str, ...],
    diff: bool,
    applies: bool,
    unsafe: bool,
    saved: tuple[str, ...],
    as_data: bool,
    exit_non_zero_on_fix: bool,
    from_: str | None,
    encoding: str | None,
    bibliography: tuple[str, ...],
    quiet: bool,
    record: str | None,
    replay: str | None,
    config: str | None,
    offline: bool,
    allow_address: tuple[str, ...],
    max_time: float | None,
) -> None:
    """Repair the references of DOC (files): archived copies, moved addresses, DOIs, fields, notes on dead links.

    A repair is safe where the audit read an archived copy that carries the claim, or followed a permanent redirect to
    the same work. Only the repaired places change. A file that changed since it was audited is left alone.

    Exit status: 0 nothing to repair, or all repairs were written; 1 there are repairs, and they were not written (with
    --exit-non-zero-on-fix: or they were); 2 a mistake in the call, or a file that cannot be used; 3 no source could be
    read; 4 the program itself failed at something.
    """
    if diff and applies:
        raise click.UsageError("--diff and --apply exclude each other: show the repairs, or write them")
    names = expand(documents)
    check_files(names)
    status = OK
    if saved:
        reports: Sequence[Report] = saved_reports(names, saved)
    else:
        choice = choose_settings(
            config=config,
            offline=offline,
            allow_address=allow_address,
            max_time=max_time,
            record=record,
            replay=replay,
            say=(lambda _: None) if quiet else tell,
        )
        run = AuditRun(choice.settings, LostAddresses(None, recovers=False, original=None), quiet=quiet)
        run.audit(names, Given(from_, encoding, bibliography))
        if run.ended_by is not None:
            raise run.ended_by
        reports = run.reports
        status = exit_status(reports, _NEVER, failed=FAILURES.count > 0)
    plan = merged(plan_fixes(report, name, encoding=encoding) for name, report in zip(names, reports, strict=True))
    chosen = any(file.chosen(unsafe=unsafe) for file in plan.files)
    written = apply_fixes(plan, unsafe=unsafe) if applies else ()
    if as_data:
        show_json(as_json(plan, unsafe=unsafe, applied=applies))
    elif not applies:
        _show(plan.files, unsafe=unsafe)
    if not quiet:
        _tell(plan, unsafe=unsafe, written=written)
    if status != OK:
        sys.exit(status)
    left = bool(written) and exit_non_zero_on_fix if applies else chosen
    sys.exit(FINDINGS if left else OK)


def _show(files: Sequence[FixedFile], *, unsafe: bool) -> None:
    """Print the diffs: their own bytes to a file or a pipe, and nothing that steers a terminal to a terminal."""
    for file in files:
        body = diff_of(file, unsafe=unsafe)
        if sys.stdout.isatty():
            show_lines(body.decode("utf-8", "replace"))
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(body)
            sys.stdout.buffer.flush()


def _tell(plan: FixPlan, *, unsafe: bool, written: Sequence[Path]) -> None:
    """Say what was written, what a diff cannot show, and what was left out and why."""
    for file in plan.files:
        chosen = file.chosen(unsafe=unsafe)
        if not file.is_text:
            for one in chosen:
                tell(f"{file.name}: [{one.label}] {one.message}")
            if chosen and not written:
                tell(f"{file.name}: no diff can show this file; --apply writes {file.target}")
        if file.is_wiki and chosen:
            tell(f"{file.name}: edit summary: {edit_summary(chosen)}")
        for one in file.fixes:
            if one not in chosen:
                tell(f"{file.name}:{one.line}: unsafe, not made: [{one.label}] {one.message} ({one.why})")
    for left in plan.left_out:
        tell(f"{left.file}: left out: {left.kind.value} of [{left.label}]: {left.reason}")
    for path in written:
        tell(f"wrote {path}")
    tell(told(plan, unsafe=unsafe))


__all__ = ["fix"]
