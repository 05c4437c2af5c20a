"""The end of a night: reports as audited become reports that know the nights before, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection

from citecheck.clock import timestamp
from citecheck.findings import FindingMaker
from citecheck.nightly.baseline import Baseline
from citecheck.nightly.deadlinks import DeadLinkRule, next_standings
from citecheck.nightly.link_findings import with_history
from citecheck.nightly.matching import Subjects, match
from citecheck.nightly.model import Audited
from citecheck.nightly.states import Settled, settle
from citecheck.nightly.suppressions import Suppressions
from citecheck.settings import NightlySettings
from citecheck.store import Night, NightOutcome, Store
from reports.model import Finding, Report, State
from reports.summary import sorted_findings

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """All documents of a night with their states, and the entries to ignore that silenced something."""

    audited: tuple[Audited, ...]
    used: frozenset[int]


class Settler:
    """Gives the findings of a night their states, and remembers them."""

    def __init__(
        self,
        store: Store,
        settings: NightlySettings,
        *,
        maker: FindingMaker,
        suppressions: Suppressions,
        baseline: Baseline | None = None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._maker = maker
        self._suppressions = suppressions
        self._baseline = baseline
        self._dead = DeadLinkRule(nights=settings.dead_nights, days=settings.dead_days)

    def settle(
        self,
        reports: Sequence[Report],
        night: Night,
        *,
        now: datetime,
        outcome: NightOutcome,
        remember: bool,
        publish: Callable[[Settlement], T],
    ) -> T:
        """Settle the reports of a night, have them published, and end the night; returns what `publish` does.

        A night ends only when `publish` has returned: one that is cut off or fails there is not remembered, so that
        the next run settles the same reports against the same nights, and what is new in them is told as new.

        Without `remember` nothing is written: that is how a pull request is held against the nights of the main
        branch. A night without a network only ends; it changes no state.
        """
        history = self._store.nights.last_ended(before=night if remember else None) is not None
        if not remember:
            with self._store.database.reading() as connection:
                settlement = self._settled(connection, reports, night, now, history=history, remember=False)
            return publish(settlement)
        with self._store.database.writing() as connection:
            changes = outcome is not NightOutcome.OFFLINE
            settlement = self._settled(connection, reports, night, now, history=history, remember=changes)
            published = publish(settlement)
            self._store.nights.end(connection, night, outcome, timestamp(now))
        return published

    def _settled(
        self,
        connection: Connection,
        reports: Sequence[Report],
        night: Night,
        now: datetime,
        *,
        history: bool,
        remember: bool,
    ) -> Settlement:
        addresses = {source.url for report in reports for source in report.sources if source.url is not None}
        standings = next_standings(reports, self._store.history.links(connection, addresses), self._dead, now)
        tonight = frozenset(report.document.name for report in reports)
        audited: list[Audited] = []
        used: set[int] = set()
        for report in reports:
            former_name = self._store.nights.former_name(connection, report, night, tonight)
            judged = with_history(report, standings, self._maker)
            one, settled, silencing = self._one(connection, judged, former_name, now, history=history)
            audited.append(one)
            used |= silencing
            if remember:
                if former_name is not None:
                    self._store.nights.rename(connection, former_name, report.document.name)
                self._store.history.record(connection, night, settled.change, timestamp(now))
                self._store.nights.put(connection, night, one.report)
        if remember:
            records = [standing.record for standing in standings.values() if standing.record is not None]
            self._store.history.save_links(connection, records)
        return Settlement(audited=tuple(audited), used=frozenset(used))

    def _one(
        self, connection: Connection, report: Report, former_name: str | None, now: datetime, *, history: bool
    ) -> tuple[Audited, Settled, frozenset[int]]:
        window = timestamp(now - timedelta(days=self._settings.flapping_days))
        name = former_name or report.document.name
        known = self._store.history.known(connection, name, gone_after=window)
        subjects = Subjects(report)
        formers = match(report.findings, known, subjects, similarity=self._settings.similarity)
        aliases = {key: (former.key, *former.aliases) for key, former in formers.items()}
        applied = self._suppressions.apply(report, aliases)
        settled = settle(applied.report, known, formers, subjects, history=history)
        final = _in_order(settled.report)
        counting = final.findings
        if self._baseline is not None:
            counting = self._baseline.counting(final, aliases)
        if self._settings.new_only:
            counting = tuple(finding for finding in counting if _is_new(finding))
        return Audited(report=final, comparison=settled.comparison, counting=counting), settled, applied.used


def _is_new(finding: Finding) -> bool:
    return finding.state is State.NEW


def _in_order(report: Report) -> Report:
    """Return the report with its findings in order again: history may have changed how bad they are."""
    return replace(report, findings=sorted_findings(report))
