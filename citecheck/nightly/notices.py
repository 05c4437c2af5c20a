"""The notice of a night: what is new, worse and fixed in all documents, for the channels of the settings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack

from requests.adapters import BaseAdapter
from sqlalchemy import Connection

from citecheck.integrations.building import channels_of
from citecheck.integrations.model import Channel, NightNotice, NoticeItem
from citecheck.integrations.sending import Sending
from citecheck.interfaces import Clock, Observer
from citecheck.nightly.model import Audited
from citecheck.settings import Settings
from citecheck.store import Night, Store
from reports.importance import importance
from reports.model import Finding, Severity

_MOST_KEPT = 1_000
"""Findings of one kind that a notice holds; the index of the night names all. Judgement: nobody reads more."""


def notice_of(night: Night, audited: Sequence[Audited], *, least: Severity) -> NightNotice:
    """Return the notice of `night`: the findings of `audited` that are new, worse or fixed.

    Those below the severity `least` are left out, and so are new ones that a baseline accepts.
    """
    new: list[Finding] = []
    worse: list[Finding] = []
    fixed: list[Finding] = []
    for one in audited:
        counting = {finding.key for finding in one.counting}
        worsened = {finding.key for finding in one.comparison.worse}
        for finding in one.comparison.new:
            if finding.key in counting:
                (worse if finding.key in worsened else new).append(finding)
        fixed += one.comparison.fixed
    kinds = (("new", new), ("worse", worse), ("fixed", fixed))
    items = [NoticeItem.of(finding, change) for change, found in kinds for finding in _worst(found, least)]
    return NightNotice(id=night.run, at=night.started, items=tuple(items), documents=len(audited))


def _worst(findings: Iterable[Finding], least: Severity) -> Sequence[Finding]:
    severe = [finding for finding in findings if finding.severity >= least]
    return sorted(severe, key=lambda one: (*importance(one), one.file or "", one.line or 0))[:_MOST_KEPT]


class Notices:
    """The notices of one night: put into the outbox as the night ends, and sent when it has ended.

    `settings` name the channels, whose secrets are in the environment. `store` has the outbox. `clock` gives the time,
    `observer` is notified of each notice, `closing` ends connections. `adapter` replaces the HTTP transport; None: a
    guarded one. With `dry_run` nothing is sent: `previews` are what would be. Raises `SettingsError` for a channel that
    cannot be used.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        *,
        clock: Clock,
        observer: Observer,
        closing: ExitStack,
        adapter: BaseAdapter | None = None,
        dry_run: bool = False,
    ) -> None:
        self._settings = settings
        self._store = store
        self._clock = clock
        self._observer = observer
        self._dry_run = dry_run
        self._channels: tuple[Channel, ...] = channels_of(
            settings, environment=os.environ, clock=clock, closing=closing, adapter=adapter, dry_run=dry_run
        )
        self.previews: tuple[str, ...] = ()

    def put(self, connection: Connection, night: Night, audited: Sequence[Audited]) -> None:
        """Store the notice of `night`, with its documents `audited`, for each channel that wants it.

        `connection` is the transaction that ends the night.
        """
        if not self._channels:
            return
        notice = notice_of(night, audited, least=Severity(self._settings.notify.least))
        wanting = [one for one in self._channels if notice.has_news or (one.wants_fixed and notice.items)]
        for channel in wanting:
            self._store.outbox.put(
                connection, notice=notice.id, channel=channel.name, made=notice.at, body=notice.encode()
            )
        self.previews = tuple(f"--- {one.name}\n{one.preview(notice)}" for one in wanting) if self._dry_run else ()

    def send(self) -> tuple[str, ...]:
        """Send what waits in the outbox, and return what there is to say about it."""
        waiting = len(self._store.outbox.waiting())
        if self._dry_run or (self._settings.offline and waiting):
            why = "this is a dry run" if self._dry_run else "`offline` is set"
            return (f"notices: nothing was sent, because {why}; {waiting:,} in the outbox wait for the next night",)
        return Sending(self._store.outbox, self._channels, clock=self._clock, observer=self._observer).send()


__all__ = ["Notices", "notice_of"]
