"""`citecheck nightly`: audit many documents unattended, and compare with earlier nights."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click
import msgspec

from citecheck.cli.exit_codes import NOTHING_READ, USAGE, FailOn, exit_status
from citecheck.cli.options import choose_settings, fail_on_option, opinion_options, settings_options, warnings_about
from citecheck.cli.profile_run import profile_parameter, profiled
from citecheck.cli.run_log import RunLog
from citecheck.cli.telling import show_lines, show_rendered
from citecheck.nightly.baseline import Baseline
from citecheck.nightly.documents import Shard
from citecheck.nightly.model import NightResult
from citecheck.nightly.output import check_folder, write_night
from citecheck.nightly.runner import new_run
from citecheck.nightly.runner import nightly as run_night
from citecheck.nightly.setup import NightRequest
from citecheck.run_times import RunPart, spent_on
from citecheck.settings import validated
from citecheck.settings.rebasing import from_there
from citecheck.store import NightOutcome
from reports.rendering import find_format, render
from reports.wording import counted

_PLACES = tuple(f"nightly.{name}" for name in ("store", "cache", "evidence", "output", "ignore_file", "baseline"))


@click.command()
@click.argument("documents", metavar="[DOC]...", nargs=-1)
@click.option("-o", "--output", metavar="DIR", help="Folder for the reports (setting nightly.output; '' for none).")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help="Format of the reports there (repeatable; setting nightly.formats).",
)
@click.option(
    "--print",
    "printed",
    default="text",
    show_default=True,
    metavar="NAME",
    help="Format of the summary on standard output: text, markdown, annotations, … or none.",
)
@click.option("--store", metavar="FILE", help="The file in which earlier nights are stored (setting nightly.store).")
@click.option("--cache", metavar="FILE", help="The file of cached pages and verdicts (setting nightly.cache).")
@click.option("--no-cache", is_flag=True, help="Read every page and make every verdict again.")
@click.option("--baseline", metavar="FILE", help="Findings in this file do not count (setting nightly.baseline).")
@click.option("--write-baseline", metavar="FILE", help="Write tonight's findings to FILE and count none of them.")
@click.option("--new-only", is_flag=True, help="Let only new findings make the status 1 (setting nightly.new_only).")
@fail_on_option()
@click.option("--changed-since", metavar="REV", help="Audit only what changed since this git revision; store nothing.")
@click.option(
    "--shard", default="1/1", metavar="I/N", help="Audit the I-th of N parts of the documents (default: 1/1, all)."
)
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Progress for people, or one line of JSON per event, on standard error.",
)
@click.option(
    "--only",
    type=click.Choice(["retractions"]),
    help="Ask registries only whether cited works were retracted or corrected (default: audit everything).",
)
@click.option("--no-notify", is_flag=True, help="Tell nobody what is new: make no notices, and send none.")
@click.option(
    "--notify-dry-run",
    is_flag=True,
    help="Print what would be sent to the channels of [notify]; it waits for the next night.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary, only what went wrong.")
@profile_parameter
@opinion_options
@settings_options
def nightly(
    documents: tuple[str, ...],
    output: str | None,
    formats: tuple[str, ...],
    printed: str,
    store: str | None,
    cache: str | None,
    no_cache: bool,
    baseline: str | None,
    write_baseline: str | None,
    new_only: bool,
    fail_on: tuple[str, ...],
    changed_since: str | None,
    only: Literal["retractions"] | None,
    shard: str,
    log_format: str,
    no_notify: bool,
    notify_dry_run: bool,
    quiet: bool,
    profile_run: bool,
    config: str | None,
    offline: bool,
    allow_address: tuple[str, ...],
    max_time: float | None,
    second_opinion_url: str | None,
    second_opinion_model: str | None,
) -> None:
    """Audit documents, compare with earlier nights, and store the results.

    DOC is a file, a folder, a pattern, a web address, or @LIST (a file with one of these on each line). Without DOC,
    the setting nightly.documents names the documents; with --changed-since and without that, all that changed count.

    Exit status: 0 no finding counts; 1 findings count; 2 a mistake in the call, or settings, a document, a store or a
    baseline that cannot be used; 3 no source could be read; 4 the program itself failed at something.
    """
    if no_notify and notify_dry_run:
        raise click.UsageError("--no-notify and --notify-dry-run exclude each other")
    if cache and no_cache:
        raise click.UsageError("--cache and --no-cache exclude each other")
    if baseline and write_baseline:
        raise click.UsageError("--baseline and --write-baseline exclude each other")
    run = new_run()
    log = RunLog(log_format, run, quiet=quiet)
    with log.errors(), profiled(profile_run, log.times), contextlib.ExitStack() as closing:
        choice = choose_settings(
            config=config,
            offline=offline,
            allow_address=allow_address,
            max_time=max_time,
            second_opinion_url=second_opinion_url,
            second_opinion_model=second_opinion_model,
            fail_on=fail_on,
            say=(lambda _: None) if quiet else log.say,
            from_here=False,
        )
        settings = choice.settings
        if choice.above is not None:  # the names of documents are those of nights that began there
            documents = tuple(from_there(name, choice.above) for name in documents)
            given = (output, store, cache, baseline, write_baseline)
            output, store, cache, baseline, write_baseline = (path and from_there(path, choice.above) for path in given)
            closing.enter_context(contextlib.chdir(choice.above))
        changes = {
            name: value
            for name, value in (
                ("output", output),
                ("formats", formats or None),
                ("store", store),
                ("cache", "" if no_cache else cache),
                ("baseline", "" if write_baseline else baseline),
                ("new_only", True if new_only else None),
            )
            if value is not None
        }
        flags = frozenset(f"nightly.{name}" for name in changes)
        choice.check_places(_PLACES, given=flags)
        chosen = msgspec.structs.replace(settings.nightly, **changes)
        settings = validated(msgspec.structs.replace(settings, nightly=chosen))
        fails = FailOn(settings.report.fail_on)
        for name in (*chosen.formats, *(() if printed == "none" else (printed,))):
            find_format(name)  # a mistake in a name must not cost a night
        if chosen.output:
            check_folder(Path(chosen.output))
        for warning in warnings_about(settings):
            log.say(warning)
        request = NightRequest(
            documents=documents,
            shard=Shard.parse(shard),
            changed_since=changed_since,
            only=only,
            within=None if documents else choice.within,
            notify="never" if no_notify else "show" if notify_dry_run else "send",
            named=choice.asked | flags,
        )
        written: list[Path] = []

        def publish(result: NightResult) -> None:
            if chosen.output:
                with spent_on(RunPart.REPORT):
                    written[:] = write_night(result, Path(chosen.output), chosen.formats)
            if write_baseline:
                Baseline.of(result.reports).write(Path(write_baseline))

        result = run_night(settings, request, run=run, observer=log.observer, publish=publish)
        for trouble in result.troubles:
            log.trouble(trouble)
        for preview in result.previews:
            show_lines(preview)
        if not quiet:
            _say(result, printed, written, log)
        sys.exit(_status(result, fails, baseline_made=bool(write_baseline)))


def _say(result: NightResult, printed: str, written: Sequence[Path], log: RunLog) -> None:
    """Print the summary, and on standard error the messages about the run itself."""
    if printed != "none" and (result.reports or printed == "annotations"):
        comparison = result.comparison if result.history else None
        show_rendered(render(result.reports, printed, comparison=comparison))
    for notice in result.notices:
        log.say(notice)
    if result.left:
        log.say(f"there was no time for {counted(len(result.left), 'document')}; the next run begins there")
    if result.resumed:
        log.say(f"resumed a run that was interrupted, with {counted(result.resumed, 'document')} done before")
    if result.reused:
        log.say(", ".join(f"{name} {number:,}" for name, number in result.reused.items()))
    for line in result.told:
        log.say(line)
    for path in written:
        log.say(f"wrote {path}")


def _status(result: NightResult, fails: FailOn, *, baseline_made: bool) -> int:
    """Return the exit status: 2 before 3 before 4 before 1 before 0."""
    if any(trouble.ours and not trouble.internal for trouble in result.troubles):
        return USAGE
    if result.outcome is NightOutcome.OFFLINE or (result.troubles and not result.reports):
        return NOTHING_READ
    failed = any(trouble.internal for trouble in result.troubles)
    if not result.reports:
        return 0
    counted = [() if baseline_made else one.counting for one in result.audited]
    return exit_status(result.reports, fails, counted=counted, failed=failed)
