"""`citecheck history`: the life of a finding, night by night."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from citecheck.cli.options import open_store, store_options
from citecheck.cli.telling import show
from citecheck.store import Known, Spell
from reports.formats.pointing import shortened
from reports.wording import counted


@click.command()
@click.argument("finding", metavar="FINDING")
@store_options
def history(finding: str, store: str | None, config: str | None) -> None:
    """Show when FINDING (its key, or the beginning of it) was first seen, was gone, and came back.

    Exit status: 0 done; 2 there is no such finding, or no store.
    """
    with open_store(store, config) as kept:
        found = kept.history.find(finding)
    if not found:
        raise click.UsageError(f"no finding has a key that begins with {finding!r}; the reports show the keys")
    for number, (known, spells) in enumerate(found):
        if number:
            show()
        for line in _lines(known, spells):
            show(line)


def _lines(known: Known, spells: Sequence[Spell]) -> Iterator[str]:
    yield f"{known.key}  {known.severity} {known.code}  {known.document}"
    yield f"  {shortened(known.message, 300)}"
    if known.aliases:
        yield f"  once known as {', '.join(known.aliases)} (its claim was reworded, its entry edited, or its link died)"
    state = f"fixed since {_day(known.gone)}" if known.gone is not None else "open"
    back = f", came back {counted(known.returns, 'time')}" if known.returns else ""
    yield f"  first seen {_day(known.since)}, {state}{back}"
    for spell in spells:
        until = "" if spell.last_night == spell.first_night else f" to {_day(spell.last)} (night {spell.last_night})"
        yield f"  {_day(spell.first)} (night {spell.first_night}){until}: seen on {counted(spell.nights, 'night')}"


def _day(time: str) -> str:
    return time[:10]
