"""The end of a night: its findings get their states, and everything is stored in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from citecheck.clock import timestamp
from citecheck.findings import FindingMaker
from citecheck.nightly.baseline import Baseline
from citecheck.nightly.deadlinks import DeadLinkRule, next_standings
from citecheck.nightly.kept import Kept
from citecheck.nightly.link_findings import with_history
from citecheck.nightly.matching import Subjects, match
from citecheck.nightly.model import Audited
from citecheck.nightly.states import Settled, settle
from citecheck.nightly.suppressions import Suppressions
from citecheck.settings import NightlySettings
from citecheck.store import Night, NightOutcome, Store
from citecheck.store.moves import former_names
from reports.model import Finding, Report, State
from reports.placing import placed
from reports.summary import sorted_findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """All documents of a night with the states of their findings.

    `used` are the numbers of the suppressions that matched a finding, `earlier` is the last night that changed states
    before this one, None if no earlier night is known. `connection` is the transaction in which the night ends; None if
    nothing is stored.
    """

    audited: Sequence[Audited]
    used: frozenset[int]
    earlier: Night | None
    connection: Connection | None = None


@dataclass(frozen=True, slots=True)
class _OneSettled:
    """One document of a night: its result, what to store of it, and the suppressions that matched."""

    audited: Audited
    settled: Settled
    used: frozenset[int]


class NightCommit:
    """Gives the findings of a night their states, and stores them when the night ends."""

    def __init__(
        self,
        store: Store,
        settings: NightlySettings,
        *,
        maker: FindingMaker,
        suppressions: Suppressions,
        baseline: Baseline | None = None,
        read_only: bool = False,
        only: frozenset[str] = frozenset(),
    ) -> None:
        """Take the parts that decide states.

        `store` holds the earlier nights, `settings` say when a finding is fixed, `maker` makes findings, `suppressions`
        and `baseline` (None: no baseline) say which findings do not count. With `read_only` nothing is stored: a pull
        request is compared with the nights of the main branch. `only` are the codes that tonight looks for, and whose
        findings may be new or fixed; empty: all codes.
        """
        self._store = store
        self._settings = settings
        self._maker = maker
        self._suppressions = suppressions
        self._baseline = baseline
        self._read_only = read_only
        self._only = only

    @contextmanager
    def settled(
        self, reports: Sequence[Report], night: Night, *, now: datetime, outcome: NightOutcome
    ) -> Iterator[Settlement]:
        """Settle the `reports` of `night` at the time `now`.

        The night ends when the context is left without an exception.

        Publish the reports inside the context. A run that is killed or fails there stores nothing, so that the next run
        settles the same reports against the same nights, and reports what is new in them as new. A night without a
        network (`outcome` is offline) ends and changes no state.
        """
        earlier = self._store.nights.last_ended(before=None if self._read_only else night)
        if self._read_only:
            with self._store.database.reading() as connection:
                settlement = self._settle(connection, reports, night, now, earlier, store=False)
            yield settlement
            return
        with self._store.database.writing() as connection:
            changes_states = outcome is not NightOutcome.OFFLINE
            settlement = self._settle(connection, reports, night, now, earlier, store=changes_states)
            yield replace(settlement, connection=connection)
            self._store.nights.end(connection, night, outcome, timestamp(now))

    def _settle(
        self,
        connection: Connection,
        reports: Sequence[Report],
        night: Night,
        now: datetime,
        earlier: Night | None,
        *,
        store: bool,
    ) -> Settlement:
        nights, history = self._store.nights, self._store.history
        digests: dict[str, str] = {}
        addresses: set[str] = set()
        for report in reports:
            digests[report.document.name] = report.document.sha256
            addresses.update(source.url for source in report.sources if source.url is not None)
        rule = DeadLinkRule(
            nights=self._settings.dead_nights,
            days=self._settings.dead_days,
            one_look=self._read_only or earlier is None,
        )
        standings = next_standings(reports, history.links(connection, addresses), rule, now)
        moved = former_names(connection, digests, night)
        audited: Kept[Audited] = Kept()
        used: frozenset[int] = frozenset()
        for report in reports:
            former_name = moved.get(report.document.name)
            one = self._one(
                connection,
                placed(with_history(report, standings, self._maker)),
                former_name or report.document.name,
                now,
                history=earlier is not None,
                night=night,
            )
            audited.put(report.document.name, one.audited)
            used |= one.used
            if store:
                if former_name is not None:
                    nights.rename(connection, former_name, report.document.name)
                history.record(connection, night, one.settled.change, timestamp(now))
                nights.put(connection, night, one.audited.report)
        if store:
            history.save_links(connection, filter(None, (standing.record for standing in standings.values())))
        return Settlement(
            audited=audited.in_order(digests),
            used=used,
            earlier=earlier,
        )

    def _one(
        self, connection: Connection, report: Report, name_before: str, now: datetime, *, history: bool, night: Night
    ) -> _OneSettled:
        window = timestamp(now - timedelta(days=self._settings.flapping_days))
        known = self._store.history.known(connection, name_before, gone_after=window)
        if self._only:
            known = tuple(former for former in known if former.code in self._only)
        subjects = Subjects(report)
        formers = match(report.findings, known, subjects, similarity=self._settings.similarity)
        aliases = {key: (former.key, *former.aliases) for key, former in formers.items()}
        applied = self._suppressions.apply(report, aliases)
        settled = settle(applied.report, known, formers, subjects, history=history)
        # The nights before may have changed how severe findings are, so their order is made again.
        final = replace(settled.report, findings=sorted_findings(settled.report))
        counting = final.findings
        if self._baseline is not None:
            counting = self._baseline.counting(final, aliases)
        if self._settings.new_only:
            counting = tuple(finding for finding in counting if finding.state is State.NEW)
        comparison = settled.comparison
        if comparison.fixed:
            former = self._store.nights.report_before(connection, name_before, night)
            comparison = replace(comparison, fixed=_with_places(comparison.fixed, former))
        audited = Audited(report=final, comparison=comparison, counting=counting)
        return _OneSettled(audited=audited, settled=settled, used=applied.used)


def _with_places(fixed: Sequence[Finding], former: Report | None) -> tuple[Finding, ...]:
    """Return `fixed`, findings as the store holds them, with the place and the address of the `former` report.

    They stay as they are if that report is not stored any more (None).
    """
    if former is None:
        return tuple(fixed)
    last = {finding.key: finding for finding in former.findings}
    return tuple(
        replace(finding, url=seen.url or finding.url, line=seen.line, column=seen.column)
        if (seen := last.get(finding.key)) is not None
        else finding
        for finding in fixed
    )


__all__ = ["NightCommit", "Settlement"]
