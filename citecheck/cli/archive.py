"""`citecheck archive`: save what documents cite, is alive, and is in no archive."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from citecheck.archives.keeping import KeptPage
from citecheck.archives.saving import SaveOutcome
from citecheck.assembly import Session
from citecheck.cli.documents import expand, read_document
from citecheck.cli.exit_codes import FINDINGS, OK, FailOn, exit_status
from citecheck.cli.failures import FAILURES
from citecheck.cli.options import (
    bibliography_option,
    choose_settings,
    encoding_option,
    evidence_options,
    format_option,
    observer_for,
    settings_options,
)
from citecheck.cli.outputs import Outputs
from citecheck.cli.saved_reports import check_files, report_option, saved_reports
from citecheck.cli.telling import show, tell
from citecheck.errors import SettingsError
from citecheck.settings import Settings
from reports.model import Report
from reports.wording import counted

_NEVER = FailOn(["never"])
_WIDTH = 9  # characters of an outcome in a line


@click.command()
@click.argument("documents", metavar="DOC...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Write the report, with the new captures, here (repeatable), as `citecheck audit` does.",
)
@report_option
@click.option("--dry-run", is_flag=True, help="Say what would be saved, and save nothing.")
@format_option
@encoding_option
@bibliography_option
@click.option("-q", "--quiet", is_flag=True, help="No progress and no lines.")
@evidence_options
@settings_options
def archive(
    documents: tuple[str, ...],
    outputs: tuple[str, ...],
    saved: tuple[str, ...],
    dry_run: bool,
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
    """Save the pages that DOC cites, that are alive, and that no archive has, in the Internet Archive.

    Each address is sent once. `citecheck fix --report` adds the new captures to the document. A key of an account of
    the archive is read from the variable that the setting archives.save_key_env names.

    Exit status: 0 nothing is left; 1 a page is left that may be in no archive (finding link-unarchived); 2 a mistake in
    the call, or a file that cannot be used; 3 no source could be read; 4 the program itself failed at something.
    """
    settings = choose_settings(
        config=config,
        offline=offline,
        allow_address=allow_address,
        max_time=max_time,
        record=record,
        replay=replay,
        say=(lambda _: None) if quiet else tell,
    ).settings
    if settings.offline or not (settings.archives.enabled and settings.archives.wayback):
        raise click.UsageError("nothing can be saved: the settings ask no archive (offline, archives.wayback)")
    names = expand(documents)
    if saved:
        check_files(names)
    files = Outputs(outputs, format_names=(), plugins=settings.report.formats, documents=names)
    reports: list[Report] = []
    pages: list[KeptPage] = []
    with Session(settings, observer=observer_for(quiet=quiet)) as session:
        keeper = session.keeper(key_of(settings))
        found = saved_reports(names, saved) if saved else ()
        auditor = session.auditor()
        for place, name in enumerate(names):
            if saved:
                report = found[place]
            else:
                document = read_document(session, name, format=from_, encoding=encoding, bibliography=bibliography)
                report = auditor.audit(document)
            report, kept = keeper.keep(report, may_save=lambda _: not dry_run)
            reports.append(report)
            pages += kept
            for page in () if quiet else kept:
                _show(page, dry_run=dry_run)
    written = files.write(reports)
    if not quiet:
        _sum_up(pages, written=[str(path) for path in written])
    status = exit_status(reports, _NEVER, failed=FAILURES.count > 0)
    left = FINDINGS if any(page.is_left for page in pages) else OK
    sys.exit(status if status != OK else left)


def key_of(settings: Settings) -> str:
    """Return the key of the account of the archive, from the variable that `settings` name; "": they name none.

    Raises `SettingsError` if the variable is missing or holds no key.
    """
    name = settings.archives.save_key_env
    if not name:
        return ""
    key = os.environ.get(name, "").strip()
    access, colon, secret = key.partition(":")
    if not (access and colon and secret) or not key.isprintable() or " " in key:
        raise SettingsError(
            f"`archives.save_key_env`: the variable {name} must hold ACCESS:SECRET, the key of archive.org"
        )
    return key


def _show(page: KeptPage, *, dry_run: bool) -> None:
    outcome = page.saved.outcome.value if page.saved is not None else ("to save" if dry_run else "left")
    told = page.saved.capture if page.saved is not None and page.saved.capture else page.reason
    show(f"{outcome:<{_WIDTH}} [{page.label}] {page.url}  {told}")


def _sum_up(pages: Sequence[KeptPage], *, written: Sequence[str]) -> None:
    saved = sum(not page.is_left for page in pages)
    unknown = sum(page.saved is not None and page.saved.outcome is SaveOutcome.UNKNOWN for page in pages)
    left = len(pages) - saved
    doubt = f", of {unknown} of which it is not known whether the archive took them" if unknown else ""
    tell(f"{counted(saved, 'page')} saved, {left:,} left{doubt}")
    for path in written:
        tell(f"wrote {path}")


__all__ = ["archive", "key_of"]
