"""`citecheck recover`: find the addresses that the references of a document lost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from citecheck.assembly import Session
from citecheck.cli.documents import read_document
from citecheck.cli.exit_codes import FINDINGS, NOTHING_READ, OK
from citecheck.cli.options import (
    choose_settings,
    encoding_option,
    evidence_options,
    format_option,
    observer_for,
    settings_options,
)
from citecheck.cli.outputs import check_writable
from citecheck.cli.telling import show, show_json, tell
from citecheck.recovery.model import RecoveredReference, Recovery
from citecheck.recovery.table import CHECKED, table, title_of, why_found
from reports.errors import ReportError
from reports.marks import check_replaceable
from reports.wording import counted


@click.command()
@click.argument("document", metavar="DOC")
@click.option(
    "--original",
    metavar="URL-or-FILE",
    help="The page that DOC was copied from: an address, a saved page, wikitext (default: the wikis of the setting "
    "recover.wikis are asked by the title of DOC).",
)
@click.option(
    "-o", "--output", metavar="FILE.toml", help="Write a table of sources, which `citecheck audit --sources` takes."
)
@click.option("--no-visit", is_flag=True, help="Do not visit the found addresses to check that they are the works.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (default: text).")
@format_option
@encoding_option
@evidence_options
@settings_options
def recover(
    document: str,
    original: str | None,
    output: str | None,
    no_visit: bool,
    as_json: bool,
    from_: str | None,
    encoding: str | None,
    record: str | None,
    replay: str | None,
    config: str | None,
    offline: bool,
    allow_address: tuple[str, ...],
    max_time: float | None,
) -> None:
    """Find an address for each reference of DOC that has none: a text that was copied from a page lost them all.

    The references of the page that DOC was copied from are matched to those of DOC. For the rest registries and
    archives are asked. What is in doubt is shown and left out of the table.

    Exit status: 0 every reference has an address now; 1 some have none; 2 a mistake in the call, or a file that cannot
    be used; 3 nothing was found, because no place that was asked gave a usable answer.
    """
    settings = choose_settings(
        config=config,
        offline=offline,
        allow_address=allow_address,
        max_time=max_time,
        record=record,
        replay=replay,
    ).settings
    target = _target(output) if output else None
    with Session(settings, observer=observer_for(quiet=False)) as session:
        read = read_document(session, document, format=from_, encoding=encoding)
        found = session.recoverer().recover(read, original=original, visit=not no_visit)
    if not read.references:
        tell(f"warning: {read.name}: no list of references was found")
    if as_json:
        show_json(msgspec.json.encode(plain(found)))
    else:
        _print(found)
    if target is not None:
        target.write_text(table(found), encoding="utf-8", errors="replace")
        tell(f"wrote {target}")
    sys.exit(_status(found))


def _target(output: str) -> Path:
    """Return the file to write. Raises `ReportError` if it cannot be written, or is no table of ours."""
    path = Path(output)
    check_writable(path.parent)
    if path.is_dir():
        raise ReportError(f"{path}: is a directory")
    check_replaceable(path)
    return path


def _status(found: Recovery) -> int:
    if all(one.is_used for one in found.references):
        return OK
    return FINDINGS if found.answered or found.addresses else NOTHING_READ


def _print(found: Recovery) -> None:
    for place in found.places:
        show(place)
    for one in found.references:
        show(f"[{one.reference.label}] {title_of(one)}")
        for line in _lines(one):
            show(f"    {line}")
    if not found.references:
        show("no reference lacks an address")
        return
    used = sum(one.is_used for one in found.references)
    doubtful = sum(one.found is not None for one in found.references) - used
    missing = len(found.references) - used - doubtful
    show(
        f"{used} of {counted(len(found.references), 'lost address', 'lost addresses')} found, {doubtful} in doubt, "
        f"{missing} not found"
    )


def _lines(one: RecoveredReference) -> list[str]:
    if one.found is None:
        return [f"not found: {'; '.join(one.missed) or 'nothing was asked'}"]
    if not one.is_used:
        return [
            f"in doubt, left out: {one.found.target}",
            f"found: {why_found(one.found)}",
            f"doubt: {'; '.join(one.doubts)}",
        ]
    lines = [one.found.target, f"found: {why_found(one.found)}"]
    if one.confirmed_by:
        lines.append(f"{CHECKED[one.confirmation]}: {one.confirmed_by}")
    return lines


def plain(found: Recovery) -> dict[str, Any]:
    """Return `found` as plain values, for JSON: addresses with their evidence and their doubts, by reference."""
    return {
        "document": found.document,
        "answered": found.answered,
        "places": list(found.places),
        "references": [_plain(one) for one in found.references],
        "attempts": [msgspec.to_builtins(attempt) for attempt in found.attempts],
    }


def _plain(one: RecoveredReference) -> dict[str, Any]:
    address = one.found
    return {
        "key": one.reference.key,
        "label": one.reference.label,
        "title": one.reference.title,
        "state": "found" if one.is_used else "in-doubt" if address is not None else "not-found",
        "target": address.target if address is not None else None,
        "url": address.url if address is not None else None,
        "archive_url": address.archive_url if address is not None else None,
        "route": address.route.value if address is not None else None,
        "where": address.where if address is not None else None,
        "evidence": list(address.evidence) if address is not None else [],
        "doubts": list(one.doubts),
        "confirmation": one.confirmation.value,
        "confirmed_by": one.confirmed_by,
        "rule": one.rule,
        "missed": list(one.missed),
    }


__all__ = ["plain", "recover"]
