"""`citecheck trends`: what is open night by night, how long repairs take, and at which hosts."""

from __future__ import annotations

from pathlib import Path

import click

from citecheck.cli.options import open_store, store_options
from citecheck.cli.telling import show, tell
from citecheck.store.lives import trends as trends_of_store
from reports.formats.html.trends import NAMES, headline, render_trends
from reports.rendering import write_own
from reports.trends import KINDS, Trends
from reports.wording import counted

_NIGHTS = 10
_HOSTS = 5


@click.command()
@click.option("-o", "--output", metavar="FILE", help="Write the page with charts and tables to FILE (.html).")
@store_options
def trends(output: str | None, store: str | None, config: str | None) -> None:
    """Show how dead links, unsupported claims and blocked links came and went over the nights of the store.

    Exit status: 0 done; 2 there is no store, or FILE cannot be written.
    """
    with open_store(store, config) as kept, kept.database.reading() as connection:
        found = trends_of_store(connection)
    if output:
        write_own(Path(output), render_trends(found).encode("utf-8", "replace"))
        tell(f"wrote {output}")
    show(headline(found))
    _nights(found)
    for repair in found.repairs:
        if repair.median_days is not None:
            show(f"{NAMES[repair.kind]}: {repair.total:,} repaired, half of them within {repair.median_days:,.1f} days")
    for host in found.hosts[:_HOSTS]:
        counts = ", ".join(f"{number:,} {NAMES[kind]}" for kind, number in zip(KINDS, host.open, strict=True) if number)
        show(f"  {host.host}: {counts or 'nothing open'}, {host.fixed:,} repaired")
    left = len(found.hosts) - _HOSTS + found.more_hosts
    if left > 0:
        show(f"  and {counted(left, 'more host')}")


def _nights(found: Trends) -> None:
    for night in found.nights[-_NIGHTS:]:
        counts = ", ".join(f"{number:,} {NAMES[kind]}" for kind, number in zip(KINDS, night.open, strict=True))
        show(f"  night {night.number}, {night.at[:10]}: {counts}")
