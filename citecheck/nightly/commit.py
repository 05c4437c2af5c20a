"""The end of a night: its findings get their states, its reports are published, and all of it is stored at once.

States are found in a transaction that only reads, and published outside of any, so that other runs can write to the
store meanwhile. What is stored, in one transaction, holds only if no other run has changed what the states rest on.
Otherwise they are found again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from citecheck.store import AuditRow, DocumentChange, LinkRecord, Night, NightOutcome, Store
from citecheck.store.lives import Tonight, trends
from citecheck.store.moves import former_names
from reports.model import Finding, Report, State
from reports.placing import placed
from reports.summary import sorted_findings
from reports.trends import Trends


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What the states of a night rest on: the nights that had `ended`, and the `links` of its addresses that failed."""

    ended: frozenset[int]
    addresses: frozenset[str]
    links: Mapping[str, LinkRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """All documents of a night with the states of their findings.

    `used` are the numbers of the suppressions that matched a finding, `earlier` is the last night that changed states
    before this one, None if no earlier night is known. `changes` and `records` are what the night changes in the
    history of findings and links, `moved` the former names of documents, and `rows` the reports as they are stored.
    `trends` are those of all nights with this one; None if nothing is stored, as in a pull request.
    """

    audited: Sequence[Audited]
    used: frozenset[int]
    earlier: Night | None
    base: Base
    moved: Mapping[str, str]
    changes: Sequence[DocumentChange]
    rows: Sequence[AuditRow]
    records: tuple[LinkRecord, ...]
    trends: Trends | None = None


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

    def settle(self, reports: Sequence[Report], night: Night, *, now: datetime, outcome: NightOutcome) -> Settlement:
        """Settle the `reports` of `night` at the time `now`, and store nothing.

        A run that is killed afterwards settles the same reports against the same nights again, and reports what is new
        in them as new. A night without a network (`outcome` is offline) changes no state.
        """
        earlier = self._store.nights.last_ended(before=None if self._read_only else night)
        with self._store.database.reading() as connection:
            settlement = self._settle(connection, reports, night, now, earlier)
            if self._read_only:
                return settlement
            if outcome is NightOutcome.OFFLINE:
                settlement = replace(settlement, changes=(), rows=(), records=(), moved={})
            tonight = Tonight(
                night=night,
                documents=len(settlement.audited),
                changes=settlement.changes,
                at=timestamp(now),
            )
            return replace(settlement, trends=trends(connection, tonight))

    def store(
        self,
        settlement: Settlement,
        night: Night,
        *,
        now: datetime,
        outcome: NightOutcome,
        also: Callable[[Connection], None] = lambda _: None,
    ) -> bool:
        """Store `settlement` and end `night` at the time `now` with `outcome`, in one transaction.

        `also` stores what else ends with the night. Return False, and store nothing, if another run has changed what
        the states rest on since they were found: settle again. In a pull request nothing is stored.
        """
        if self._read_only:
            return True
        nights, history, at = self._store.nights, self._store.history, timestamp(now)
        with self._store.database.writing() as connection:
            if self._is_outdated(connection, settlement):
                return False
            for new, former in settlement.moved.items():
                nights.rename(connection, former, new)
            for change, row in zip(settlement.changes, settlement.rows, strict=True):
                history.record(connection, night, change, at)
                nights.put_row(connection, night, row)
            history.save_links(connection, settlement.records)
            also(connection)
            nights.end(connection, night, outcome, at)
        return True

    def _is_outdated(self, connection: Connection, settlement: Settlement) -> bool:
        """Return whether a night has ended meanwhile that has documents or failing links of this one."""
        base, nights = settlement.base, self._store.nights
        new = nights.ended(connection) - base.ended
        if not new:
            return False
        names = {one.report.document.name for one in settlement.audited} | set(settlement.moved.values())
        return (
            not names.isdisjoint(nights.documents_of(connection, new))
            or self._store.history.links(connection, base.addresses) != base.links
        )

    def _settle(
        self, connection: Connection, reports: Sequence[Report], night: Night, now: datetime, earlier: Night | None
    ) -> Settlement:
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
        links = self._store.history.links(connection, addresses)
        standings = next_standings(reports, links, rule, now)
        moved = former_names(connection, digests, night)
        audited: Kept[Audited] = Kept()
        changes: Kept[DocumentChange] = Kept()
        rows: Kept[AuditRow] = Kept()
        used: frozenset[int] = frozenset()
        for report in reports:
            name = report.document.name
            one = self._one(
                connection,
                placed(with_history(report, standings, self._maker)),
                moved.get(name, name),
                now,
                history=earlier is not None,
                night=night,
            )
            audited.put(name, one.audited)
            used |= one.used
            if not self._read_only:
                changes.put(name, one.settled.change)
                rows.put(name, AuditRow.of(one.audited.report))
        return Settlement(
            audited=audited.in_order(digests),
            used=used,
            earlier=earlier,
            base=Base(
                ended=frozenset(self._store.nights.ended(connection)), addresses=frozenset(addresses), links=links
            ),
            moved=moved,
            changes=changes.in_order(digests),
            rows=rows.in_order(digests),
            records=tuple(filter(None, (standing.record for standing in standings.values()))),
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
