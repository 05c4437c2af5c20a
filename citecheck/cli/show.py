"""`citecheck show`: what the store keeps: the nights, one night, one document's report."""

from __future__ import annotations

import click

from citecheck.cli.options import open_store, store_options
from citecheck.cli.telling import show as put
from citecheck.cli.telling import show_rendered
from citecheck.store import Night, Store
from reports.formats.pointing import shortened
from reports.rendering import find_format, render
from reports.wording import counted


@click.command()
@click.argument("night", metavar="[NIGHT]", required=False)
@click.argument("document", metavar="[DOC]", required=False)
@click.option(
    "--format", "format", default="text", show_default=True, metavar="NAME", help="Format of the report of DOC."
)
@store_options
def show(night: str | None, document: str | None, format: str, store: str | None, config: str | None) -> None:
    """List the nights; or show one NIGHT (its number, its date, or `last`), or its report of DOC.

    Exit status: 0 done; 2 there is no such night or report, or no store.
    """
    find_format(format)
    if document is None and format != "text":
        raise click.UsageError("--format is for the report of one document: name NIGHT and DOC")
    with open_store(store, config) as kept:
        if night is None:
            _nights(kept)
        elif document is None:
            _night(kept, kept.nights.find(night))
        else:
            _report(kept, kept.nights.find(night), document, format)


def _nights(kept: Store) -> None:
    nights = kept.nights.all()
    for night in nights:
        documents = counted(night.documents, "document")
        put(f"{night.number:>5}  {night.started}  {night.outcome:<9}  {documents}  run {night.run}")
    still, gone = kept.history.opened_and_closed()
    put(f"{counted(len(nights), 'night')}; {counted(still, 'finding')} open, {gone:,} fixed")


def _night(kept: Store, night: Night) -> None:
    put(f"night {night.number}, {night.started}: {night.outcome}, {counted(night.documents, 'document')}")
    present = sorted(kept.history.present(night), key=lambda known: (known.severity.rank, known.document, known.number))
    for known in present:
        what = f"{known.document}: {shortened(known.message, 90)}"
        put(f"{known.severity:<8}{known.key}  {known.code:<22} {what}")
    put(counted(len(present), "finding"))


def _report(kept: Store, night: Night, document: str, format: str) -> None:
    report = kept.nights.report(night, document)
    if report is None:
        names = ", ".join(sorted(kept.nights.audited(night))) or "none"
        raise click.UsageError(
            f"night {night.number} keeps no report of {document} (audited then: {names}; older reports are pruned, "
            "see nightly.keep_reports)"
        )
    show_rendered(render(report, format))
