"""A night: audit all documents, settle the states of their findings, publish the reports, end.

Each report is stored as soon as it is made. A run that is killed therefore resumes where it stopped, and settles the
same reports as a run that was not disturbed.
"""

from __future__ import annotations

import contextlib
import hashlib
import traceback
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from requests.adapters import BaseAdapter
from sqlalchemy import Connection

from citecheck._log import log_failure, told
from citecheck.clock import SystemClock, timestamp
from citecheck.errors import StoreError
from citecheck.interfaces import Clock, Observer
from citecheck.nightly.commit import Settlement
from citecheck.nightly.connectivity import was_down
from citecheck.nightly.kept import Kept, mapped
from citecheck.nightly.model import Audited, NightResult, Trouble
from citecheck.nightly.setup import NightRequest, NightSetup, set_up
from citecheck.observers import NullObserver
from citecheck.settings import Settings, validated
from citecheck.store import NightOutcome
from claims.errors import CitecheckError
from claims.urls import is_web_address
from reports.model import Report, State
from reports.wording import counted

_NAMED = 5  # files in one message


def nightly(
    settings: Settings,
    request: NightRequest | None = None,
    *,
    run: str | None = None,
    observer: Observer | None = None,
    clock: Clock | None = None,
    adapter: BaseAdapter | None = None,
    publish: Callable[[NightResult], None] | None = None,
) -> NightResult:
    """Audit documents, compare them with the nights before, store the night, and return its result.

    `settings` are those of the audit and the nights. `request` says what to audit; None: the documents of the settings.
    `run` is the id of the run in logs; None: a new one. `observer` and `clock` are as for `citecheck.audit`. `adapter`
    replaces the HTTP transport (an adapter of requests), for tests and for private networks; None: the built-in one.
    `publish` is called with the result before the night counts as done: write the reports there, and a run that is
    killed in between loses nothing. It is called again if another run changed the store meanwhile.

    Raises `CitecheckError` for settings, a baseline or a store that cannot be used, and every exception of `publish`.
    The failures of one document or one source are in the result.
    """
    observer = observer or NullObserver()
    clock = clock or SystemClock()
    with set_up(
        validated(settings),
        request or NightRequest(),
        run=run or new_run(),
        observer=observer,
        clock=clock,
        adapter=adapter,
    ) as setup:
        audits = _Audits(setup).run()
        now = clock.now()
        result = _ended(setup, audits, now, publish)
        if setup.notices is not None:
            sent = () if _is_offline(audits) else setup.notices.send()
            result = replace(result, told=sent, previews=setup.notices.previews)
        _tidy(setup)
    observer.event("night-ends", _summary(result, clock.now()))
    return result


def _ended(
    setup: NightSetup, audits: _AuditedDocuments, now: datetime, publish: Callable[[NightResult], None] | None
) -> NightResult:
    """Settle the states of a night, publish it and store it; again if another run changed what the states rest on."""
    while True:
        settlement = setup.commit.settle(audits.reports, setup.night, now=now, outcome=audits.outcome)
        result = _result(setup, audits, settlement, now)
        if publish is not None:
            publish(result)

        def notify(connection: Connection, audited: Sequence[Audited] = settlement.audited) -> None:
            if setup.notices is not None and not _is_offline(audits):
                setup.notices.put(connection, setup.night, audited)

        if setup.commit.store(settlement, setup.night, now=now, outcome=audits.outcome, also=notify):
            return result


def new_run() -> str:
    """Return a new id for a run: 12 hexadecimal digits."""
    return uuid.uuid4().hex[:12]


@dataclass(slots=True)
class _AuditedDocuments:
    """The documents of a night: reports in the order of the plan, failures, and those for which no time was left."""

    reports: Sequence[Report] = ()
    troubles: list[Trouble] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    resumed: int = 0

    @property
    def outcome(self) -> NightOutcome:
        """What the night is called."""
        if was_down(self.reports):
            return NightOutcome.OFFLINE
        return NightOutcome.PARTIAL if self.left else NightOutcome.COMPLETE


class _Audits:
    """Audits the documents of a night, one after the other, while the sources of all are read.

    A failure in one document does not end the night.
    """

    def __init__(self, setup: NightSetup) -> None:
        self._setup = setup
        self._clock = setup.clock
        seconds = setup.settings.web.max_time
        self._deadline = self._clock.monotonic() + seconds if seconds else None
        self._audited = _AuditedDocuments()
        self._read = setup.read

    def run(self) -> _AuditedDocuments:
        """Audit all documents. Raises `StoreError` if the store fails: the next run resumes from there."""
        setup = self._setup
        done = setup.store.nights.audited(setup.night) if not setup.read_only else {}
        if setup.reuse is not None:
            setup.reuse.prepare(setup.plan.documents, seconds=self._seconds_left())
        setup.observer.begin("documents", len(setup.plan.documents))
        order = self._order()
        reports: Kept[Report] = Kept()
        with contextlib.ExitStack() as closing:
            rest = [name for name in order if name not in done and not self._may_reuse(name)]
            if setup.ahead is not None and len(rest) > 1:
                ahead = setup.ahead(rest)
                closing.callback(ahead.close)
                self._read = ahead.document
            for name in order:
                report = self._report(name, done.get(name))
                if report is not None:
                    reports.put(name, report)
                setup.observer.advance("documents", note=name)
        setup.observer.end("documents")
        self._audited.reports = reports.in_order(setup.plan.documents)
        return self._audited

    def _may_reuse(self, name: str) -> bool:
        return self._setup.reuse is not None and self._setup.reuse.may_use(name)

    def _order(self) -> Sequence[str]:
        """Return the documents in the order of the plan; with a budget, those that waited longest come first."""
        documents = self._setup.plan.documents
        if self._deadline is None:
            return documents
        last = self._setup.store.nights.last_audited()
        tonight = self._setup.night.number
        return sorted(documents, key=lambda name: last.get(name, 0) if last.get(name) != tonight else 0)

    def _report(self, name: str, sha256_done: str | None) -> Report | None:
        """Return the report of one document; None if it failed or no time was left.

        `sha256_done` is the digest of the document that a killed run of this night audited, None if it did not.
        """
        setup = self._setup
        if sha256_done is not None and _is_unchanged(name, sha256_done):
            report = setup.store.nights.report(setup.night, name)
            if report is not None:
                self._audited.resumed += 1
                return report
        if self._deadline is not None and self._clock.monotonic() >= self._deadline:
            self._audited.left.append(name)
            return None
        if setup.reuse is not None and (reused := setup.reuse.report(name)) is not None:
            return setup.renew(reused)
        return self._audit(name)

    def _audit(self, name: str) -> Report | None:
        setup = self._setup
        began = self._clock.monotonic()
        try:
            report = setup.auditor.audit(self._read(name))
            if setup.reuse is not None:
                setup.reuse.store(report)
            if not setup.read_only:
                setup.store.nights.store(setup.night, report)
        except StoreError:
            raise  # without a store the night is lost: end here, and resume from here
        except CitecheckError as error:
            self._failed(name, str(error).removeprefix(f"{name}: "), ours=not is_web_address(name))
        except Exception as error:
            # A fault of this program in one document must not cost the others; the log has all that is known of it.
            setup.observer.event("internal-error", {"document": name, "traceback": traceback.format_exc()})
            self._failed(name, f"internal error: {told(error)}", ours=True, internal=True)
            log_failure(name, error)
        else:
            seconds = self._clock.monotonic() - began
            setup.observer.event("document-audited", _document_summary(report, seconds))
            return report
        return None

    def _seconds_left(self) -> float | None:
        return None if self._deadline is None else max(0.0, self._deadline - self._clock.monotonic())

    def _failed(self, name: str, message: str, *, ours: bool, internal: bool = False) -> None:
        self._audited.troubles.append(Trouble(document=name, message=message, ours=ours, internal=internal))
        self._setup.observer.event("document-failed", {"document": name, "message": message})


def _result(setup: NightSetup, audits: _AuditedDocuments, settlement: Settlement, now: datetime) -> NightResult:
    audited = settlement.audited
    if setup.changes is not None:
        audited = mapped(audited, _only_changed)
    return NightResult(
        night=setup.night,
        outcome=audits.outcome,
        audited=audited,
        troubles=tuple(audits.troubles),
        left=tuple(audits.left),
        notices=_notices(setup, audits, settlement, now),
        history=settlement.earlier is not None,
        resumed=audits.resumed,
        shard=setup.plan.shard,
        trends=settlement.trends,
        reused=setup.caching.counts() if setup.caching is not None else {},
    )


def _is_offline(audits: _AuditedDocuments) -> bool:
    return audits.outcome is NightOutcome.OFFLINE


def _notices(setup: NightSetup, audits: _AuditedDocuments, settlement: Settlement, now: datetime) -> tuple[str, ...]:
    """Return the messages about the run itself."""
    everything = not audits.left and not audits.troubles and not setup.read_only and setup.plan.shard == "1/1"
    reports = mapped(settlement.audited, lambda one: one.report)
    complaints = setup.suppressions.complaints(settlement.used, everything=everything, reports=reports)
    notices = [*setup.said, *complaints]
    if setup.plan.skipped:
        notices.append(
            f"links out of the folder were not followed, name them to audit them: {', '.join(setup.plan.skipped)}"
        )
    if setup.plan.unnamed:
        some = f"{', '.join(setup.plan.unnamed[:_NAMED])}{', …' if len(setup.plan.unnamed) > _NAMED else ''}"
        notices.append(f"{counted(len(setup.plan.unnamed), 'file')} can be read, and are audited only if named: {some}")
    if audits.outcome is NightOutcome.OFFLINE:
        notices.append("no server could be reached tonight: no finding changed its state")
    if settlement.earlier is None:
        store = "" if setup.read_only else f" ({setup.store.path})"  # it may be a temporary one
        notices.append(
            f"no earlier nights are known{store}: this is the first night, or the store was lost; "
            "no finding is called new"
        )
    elif now < datetime.fromisoformat(settlement.earlier.started):
        notices.append(
            f"the system clock is earlier than the last night ({settlement.earlier.started}); was it set back?"
        )
    return tuple(notices)


def _only_changed(one: Audited) -> Audited:
    """Return the result of a document in which only the changes were audited.

    Findings of the main branch do not count, and a finding is fixed only if its sentence is gone.
    """
    known = (State.STILL, State.FLAPPING)
    counting = tuple(finding for finding in one.counting if finding.state not in known)
    present = {claim.key for claim in one.report.document.claims}
    fixed = tuple(finding for finding in one.comparison.fixed if finding.claim and finding.claim not in present)
    return replace(one, counting=counting, comparison=replace(one.comparison, fixed=fixed))


def _tidy(setup: NightSetup) -> None:
    """Delete old nights from the store, and cut the cache to its size."""
    settings = setup.settings.nightly
    if not setup.read_only:
        before = timestamp(setup.clock.now() - timedelta(days=settings.keep_days))
        setup.store.nights.prune(before=before, keep_reports=settings.keep_reports)
    if setup.caching is not None:
        setup.caching.cache.shrink(settings.cache_megabytes * 1_000_000)


def _is_unchanged(name: str, sha256: str) -> bool:
    """Return whether a document is unchanged since its audit; an address counts as unchanged within one night."""
    if is_web_address(name):
        return True
    try:
        return hashlib.sha256(Path(name).read_bytes()).hexdigest() == sha256
    except OSError:
        return False


def _document_summary(report: Report, seconds: float) -> dict[str, object]:
    return {
        "document": report.document.name,
        "seconds": round(seconds, 3),
        "claims": len(report.document.claims),
        "references": len(report.document.references),
        "findings": len(report.findings),
        "bytes": _size([report]),
    }


def _summary(result: NightResult, ended: datetime) -> dict[str, object]:
    comparison = result.comparison
    return {
        "night": result.night.number,
        "outcome": str(result.outcome),
        "documents": len(result.audited),
        "resumed": result.resumed,
        "failed": len(result.troubles),
        "left": len(result.left),
        "new": len(comparison.new),
        "still": len(comparison.still),
        "fixed": len(comparison.fixed),
        "waiting": len(comparison.waiting),
        "seconds": round((ended - datetime.fromisoformat(result.night.started)).total_seconds(), 3),
        "bytes": _size(result.reports),
        "reused": dict(result.reused),
    }


def _size(reports: Sequence[Report]) -> int:
    """Return the bytes of all copies of sources."""
    return sum(copy.size for report in reports for source in report.sources for copy in source.copies)


__all__ = ["new_run", "nightly"]
