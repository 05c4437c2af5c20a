"""Saved reports of the documents that a command was given, found by what the documents say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from claims.urls import is_web_address
from reports.model import Report
from reports.rendering import load

report_option = click.option(
    "--report",
    "saved",
    multiple=True,
    type=click.Path(dir_okay=False),
    metavar="FILE.json",
    help="Take what was found from this report (JSON) instead of a new audit (repeatable, one for each document).",
)
"""The flag that names saved reports."""


def check_files(names: Iterable[str]) -> None:
    """Raise `click.UsageError` if one of the documents `names` is no file."""
    for name in names:
        if is_web_address(name) or not Path(name).is_file():
            raise click.UsageError(f"{name}: this command takes files only; give the path of one")


def saved_reports(names: Sequence[str], files: Iterable[str]) -> list[Report]:
    """Return the report of each of the documents `names`, from the `files` of reports.

    Raises `UnreadableReport`, and `click.UsageError` for a document that no report is about as it is now.
    """
    reports = {report.document.sha256: report for report in map(load, files)}
    found: list[Report] = []
    for name in names:
        digest = hashlib.sha256(Path(name).read_bytes()).hexdigest()
        if digest not in reports:
            raise click.UsageError(f"{name}: no given report is about it as it is now; audit it again")
        found.append(reports[digest])
    return found


__all__ = ["check_files", "report_option", "saved_reports"]
