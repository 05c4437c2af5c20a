"""`citecheck ignore`: findings that are not to be reported again, with the reason."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import msgspec

from citecheck.cli.choice import Choice
from citecheck.cli.options import choose_settings, config_options
from citecheck.cli.telling import show
from citecheck.clock import SystemClock
from citecheck.findings import CODES
from citecheck.nightly.finding_keys import FindingKeys, NamedFinding, load_reports
from citecheck.nightly.review import read_decisions
from citecheck.nightly.suppressions import Suppression, add_suppressions
from reports.formats.pointing import joined, shortened


class _Day(click.ParamType):  # type: ignore[type-arg]  # generic only from click 8.4 on
    """A day such as 2027-01-31."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """Return the day. Raises `click.BadParameter` for another form."""
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2027-01-31", param, ctx)


@click.command()
@click.argument("findings", metavar="[KEY]...", nargs=-1)
@click.option("--reason", help="Why (required, except with --import).")
@click.option(
    "--until",
    type=_Day(),
    metavar="YYYY-MM-DD",
    help="The last day on which it holds (default: no end).",
)
@click.option("--author", help="Who decided.")
@click.option("--code", type=click.Choice(sorted(CODES)), metavar="CODE", help="Only findings of this code.")
@click.option("--url", metavar="PATTERN", help="Only sources whose address matches, e.g. 'https://example.org/*'.")
@click.option("--document", metavar="PATTERN", help="Only documents whose name matches, e.g. 'docs/*'.")
@click.option(
    "--import",
    "imported",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Take what a reviewer dismissed in the HTML report and exported.",
)
@click.option("--file", metavar="FILE", help="The file to add to (setting nightly.ignore_file).")
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Look the keys up in this report in JSON too (repeatable); the stored nights are always looked in.",
)
@config_options
def ignore(
    findings: tuple[str, ...],
    reason: str | None,
    until: datetime.date | None,
    author: str | None,
    code: str | None,
    url: str | None,
    document: str | None,
    imported: str | None,
    file: str | None,
    reports: tuple[str, ...],
    config: str | None,
) -> None:
    """Do not report findings again: add entries to the file of ignored findings, which audit and nightly read.

    An entry is for the finding with a KEY (the reports show it; its first six digits are enough), or for all findings
    that match --code, --url and --document. --import takes the entries from a review.

    Exit status: 0 done; 2 a mistake in the call, a KEY that no finding has, or a file that cannot be used.
    """
    choice = choose_settings(config=config)
    if not file:
        choice.check_places(["nightly.ignore_file"])
    target = Path(file or choice.settings.nightly.ignore_file)
    if until is not None and until < SystemClock().now().date():
        raise click.UsageError(f"--until {until} has passed: the entry would have no effect; name a day to come")
    if imported is not None:
        if findings or code or url or document or reports:
            raise click.UsageError("--import takes its findings from the file alone")
        _import(target, Path(imported), author=author, until=until)
        return
    if not (findings or code or url or document):
        raise click.UsageError("name what to ignore: KEYs, --code, --url or --document")
    if not reason or not reason.strip():
        raise click.UsageError("--reason is required: whoever reviews the file must know why")
    named: tuple[NamedFinding | None, ...] = _looked_up(findings, reports, choice) if findings else (None,)
    entries = [
        Suppression(
            finding=one.key if one is not None else None,
            code=code,
            url=url,
            document=document,
            reason=reason,
            author=author,
            until=until,
        )
        for one in named
    ]
    added = add_suppressions(target, entries)
    _said(target, len(added), len(entries) - len(added))
    for finding in named:
        if finding is not None and finding.code:
            show(_line(finding.key, finding.code, finding.document, finding.message))


def _looked_up(keys: Iterable[str], reports: Iterable[str], choice: Choice) -> tuple[NamedFinding, ...]:
    """Return the findings with these keys. Raises `SettingsError` for a key that none has."""
    with contextlib.ExitStack() as stack:
        settings = choice.settings.nightly
        store = None
        if settings.store and Path(settings.store).is_file():
            from citecheck.store import Store  # here, because a store is rare beside `audit`

            choice.check_places(["nightly.store"])
            named = "nightly.store" in choice.asked
            store = stack.enter_context(Store(Path(settings.store), lock_timeout=settings.lock_timeout, named=named))
        known = FindingKeys(store, load_reports(Path(name) for name in reports))
        return tuple(known.find(key) for key in keys)


def _import(target: Path, source: Path, *, author: str | None, until: datetime.date | None) -> None:
    """Add what was dismissed in an exported review, and say which findings they silence."""
    taken = read_decisions(source, author=author)
    entries = [msgspec.structs.replace(entry, until=until) for entry in taken.entries]
    added = add_suppressions(target, entries)
    _said(target, len(added), len(entries) - len(added))
    codes = {entry.finding: code for entry, code in zip(taken.entries, taken.codes, strict=True)}
    for entry in added:
        show(_line(entry.finding or "", codes.get(entry.finding, ""), taken.document, entry.reason))
    if taken.confirmed or taken.fixed:
        show(f"{taken.confirmed} confirmed and {taken.fixed} fixed: these are still audited")


def _line(key: str, code: str, document: str, words: str) -> str:
    return f"  {joined((key, code, document, shortened(words, 100)), '  ')}"


def _said(target: Path, added: int, present: int) -> None:
    there = f" ({present} were there already)" if present else ""
    show(f"{target}: {added} added{there}")
