"""`citecheck compare`: two reports, or two nights: what is new, what is still there, what is fixed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from citecheck.cli.exit_codes import FINDINGS, OK, FailOn
from citecheck.cli.options import fail_on_option, open_store, store_options
from citecheck.cli.telling import show
from citecheck.nightly.states import as_finding
from citecheck.store import Known
from reports.comparison import Comparison, compare_findings
from reports.comparison import compare as compare_reports
from reports.formats.pointing import shortened
from reports.model import Finding
from reports.rendering import load


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@fail_on_option("new findings", default="error")
@store_options
def compare(old: str, new: str, fail_on: tuple[str, ...], store: str | None, config: str | None) -> None:
    """Compare OLD with NEW: report files (.json), or nights of the store (number, date, or `last`).

    Exit status: 0 no new finding counts; 1 new findings count; 2 a report, a night or the store cannot be read.
    """
    fails = FailOn([word for value in fail_on for word in value.split(",")] or ["error"])
    if Path(old).is_file() and Path(new).is_file():
        parts: Mapping[str, Comparison] = {"": compare_reports(load(old), load(new))}
    elif Path(old).is_file() or Path(new).is_file():
        other = new if Path(old).is_file() else old
        raise click.UsageError(
            f"{other}: no such report file (a report file is compared with another, not with a night)"
        )
    else:
        parts = _nights(old, new, store, config)
    for title, pick in (("new", "new"), ("fixed", "fixed"), ("still there", "still"), ("waiting", "waiting")):
        for document, comparison in parts.items():
            for finding in getattr(comparison, pick):
                show(_line(title, document, finding))
    totals = {name: sum(len(getattr(part, name)) for part in parts.values()) for name in ("new", "still", "fixed")}
    show(f"{totals['new']:,} new, {totals['still']:,} still there, {totals['fixed']:,} fixed")
    sys.exit(FINDINGS if fails.fails(finding for part in parts.values() for finding in part.new) else OK)


def _nights(old: str, new: str, store: str | None, config: str | None) -> Mapping[str, Comparison]:
    with open_store(store, config) as kept:
        before = _by_document(kept.history.present(kept.nights.find(old)))
        after = _by_document(kept.history.present(kept.nights.find(new)))
    return {
        document: compare_findings(before.get(document, ()), after.get(document, ()))
        for document in sorted({*before, *after})
    }


def _by_document(known: Iterable[Known]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for one in known:
        found.setdefault(one.document, []).append(as_finding(one))
    return found


def _line(title: str, document: str, finding: Finding) -> str:
    where = f"{document}: " if document else ""
    return f"{title:<12}{finding.severity:<8}{finding.code:<24}{where}{shortened(finding.message, 100)}"
