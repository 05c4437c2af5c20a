"""`citecheck notify`: the notices that no service has taken yet."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack

import click

from citecheck.cli.exit_codes import FINDINGS, OK
from citecheck.cli.options import choose_settings, open_store, store_options
from citecheck.cli.telling import show, show_lines
from citecheck.clock import SystemClock, timestamp
from citecheck.integrations.building import channels_of
from citecheck.integrations.model import NightNotice
from citecheck.integrations.sending import Sending
from citecheck.integrations.wording import subject
from citecheck.observers import NullObserver
from citecheck.settings import Settings
from citecheck.store import NoticeState, Store, Waiting


@click.command()
@click.option("--dry-run", is_flag=True, help="Send nothing; print what would be sent.")
@click.option("--again", "again", type=int, multiple=True, metavar="N", help="Send notice N, whatever became of it.")
@click.option("--drop", "drop", type=int, multiple=True, metavar="N", help="Forget notice N.")
@store_options
def notify(dry_run: bool, again: tuple[int, ...], drop: tuple[int, ...], store: str | None, config: str | None) -> None:
    """Send the notices of earlier nights that wait, to the channels of [notify].

    Exit status: 0 nothing waits any more; 1 something does; 2 a mistake in the call or in the settings, or no store.
    """
    settings = choose_settings(config=config).settings
    with open_store(store, config) as kept, ExitStack() as closing:
        now = timestamp(SystemClock().now())
        for number in drop:
            _known(kept.outbox.remove(number), number)
        for number in again:
            _known(kept.outbox.settle(number, NoticeState.PENDING, at=now, reason="sent again by hand"), number)
        waiting = kept.outbox.waiting()
        if not waiting:
            show("no notice waits")
        elif dry_run:
            _preview(settings, waiting, closing)
        else:
            _send(settings, kept, closing)
        sys.exit(FINDINGS if kept.outbox.waiting() else OK)


def _known(found: bool, number: int) -> None:
    if not found:
        raise click.UsageError(f"no notice has the number {number}; `citecheck notify --dry-run` lists them")


def _preview(settings: Settings, waiting: Sequence[Waiting], closing: ExitStack) -> None:
    """Print each notice as its channel would get it."""
    channels = channels_of(settings, environment=os.environ, clock=SystemClock(), closing=closing, dry_run=True)
    named = {channel.name: channel for channel in channels}
    for one in waiting:
        notice = NightNotice.decode(one.body)
        why = f": {one.reason}" if one.reason else ""
        show(f"{one.number}  {one.channel}  {one.state}{why}  {subject(notice)}")
        if one.channel in named:
            show_lines(named[one.channel].preview(notice) + "\n")


def _send(settings: Settings, kept: Store, closing: ExitStack) -> None:
    clock = SystemClock()
    channels = channels_of(settings, environment=os.environ, clock=clock, closing=closing)
    for line in Sending(kept.outbox, channels, clock=clock, observer=NullObserver()).send():
        show(line)
