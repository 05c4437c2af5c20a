"""`citecheck ignore`: findings that are not to be reported again, with the reason."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from citecheck.cli.options import choose_settings, config_options
from citecheck.cli.telling import show
from citecheck.clock import SystemClock
from citecheck.findings import CODES
from citecheck.nightly.review import read_decisions
from citecheck.nightly.suppressions import Suppression, add_suppressions


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
    help="Take the false alarms that a reviewer exported from the HTML report.",
)
@click.option("--file", metavar="FILE", help="The file to add to (setting nightly.ignore_file).")
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
    config: str | None,
) -> None:
    """Do not report findings again: add entries to the file of ignored findings.

    An entry is for the finding with a KEY (the reports show it), or for all findings that match --code, --url and
    --document. --import takes the entries from a review.

    Exit status: 0 done; 2 a mistake in the call, or a file that cannot be used.
    """
    target = Path(file or _ignore_file(config))
    if until is not None and until < SystemClock().now().date():
        raise click.UsageError(f"--until {until} has passed: the entry would have no effect; name a day to come")
    if imported is not None:
        if findings or code or url or document:
            raise click.UsageError("--import takes its findings from the file alone")
        taken = read_decisions(Path(imported), author=author)
        entries = [_until(entry, until) for entry in taken.entries]
        added = add_suppressions(target, entries)
        _said(target, len(added), len(entries) - len(added))
        if taken.right or taken.fixed:
            show(f"{taken.right} judged right and {taken.fixed} fixed: these are still audited")
        return
    if not (findings or code or url or document):
        raise click.UsageError("name what to ignore: KEYs, --code, --url or --document")
    if not reason or not reason.strip():
        raise click.UsageError("--reason is required: whoever reviews the file must know why")
    entries = [
        Suppression(finding=key, code=code, url=url, document=document, reason=reason, author=author, until=until)
        for key in findings or (None,)
    ]
    added = add_suppressions(target, entries)
    _said(target, len(added), len(entries) - len(added))


def _ignore_file(config: str | None) -> str:
    choice = choose_settings(config=config)
    choice.check_places(["nightly.ignore_file"])
    return choice.settings.nightly.ignore_file


def _until(entry: Suppression, day: datetime.date | None) -> Suppression:
    return Suppression(
        finding=entry.finding, document=entry.document, reason=entry.reason, author=entry.author, until=day
    )


def _said(target: Path, added: int, present: int) -> None:
    there = f" ({present} were there already)" if present else ""
    show(f"{target}: {added} added{there}")
