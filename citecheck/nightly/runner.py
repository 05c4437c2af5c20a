"""One night: audit all documents, one after the other, whatever happens to one of them; then settle their states.

Each report is kept in the store as soon as it is made. A run that is killed therefore goes on where it stopped, and
settles the same reports as an undisturbed one.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

import msgspec

from citecheck._version import __version__
from citecheck.errors import StoreError
from citecheck.interfaces import Clock, Observer
from citecheck.nightly.commit import Settlement, Settler
from citecheck.nightly.connectivity import was_down
from citecheck.nightly.deadlinks import parsed_time
from citecheck.nightly.documents import is_address
from citecheck.nightly.model import NightResult, Trouble
from citecheck.nightly.reuse import Reuse
from citecheck.nightly.suppressions import Suppressions
from citecheck.store import Night, NightOutcome, Store
from claims.errors import CitecheckError
from claims.model import Document
from reports.model import Report


class Audits(Protocol):
    """What a night needs of an auditor."""

    def audit(self, document: Document) -> Report:
        """Return the report of one document."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NightPlan:
    """What a run is to do: the documents, and what was asked for (patterns, folders), which led to them."""

    documents: tuple[str, ...]
    asked: tuple[str, ...]
    settings_sha256: str
    shard: str = "1/1"

    @property
    def task(self) -> str:
        """The digest (hex) of what was asked for: two runs with the same task would do the same work twice."""
        return hashlib.sha256(msgspec.json.encode((self.asked, self.shard))).hexdigest()

    @property
    def digest(self) -> str:
        """The digest (hex) by which a run that was killed is known again: the task, settings and version."""
        return hashlib.sha256(msgspec.json.encode((self.task, self.settings_sha256, __version__))).hexdigest()


@dataclass(slots=True)
class _Progress:
    """What a run has so far."""

    reports: dict[str, Report] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    resumed: int = 0


class NightRun:
    """Carries out a plan. `read` turns a document's name into a document, `auditor` that into a report.

    `max_time` is the budget in seconds (0: none); documents for which no time is left are named, and come first the
    next night. Without `remember` the store is only read. `publish` is given the result before the night ends.
    """

    def __init__(
        self,
        plan: NightPlan,
        night: Night,
        *,
        store: Store,
        read: Callable[[str], Document],
        auditor: Audits,
        settler: Settler,
        clock: Clock,
        observer: Observer,
        max_time: float = 0.0,
        remember: bool = True,
        reuse: Reuse | None = None,
        publish: Callable[[NightResult], None] = lambda _result: None,
    ) -> None:
        self._plan = plan
        self._night = night
        self._store = store
        self._read = read
        self._auditor = auditor
        self._settler = settler
        self._clock = clock
        self._observer = observer
        self._ends = clock.monotonic() + max_time if max_time else None
        self._remember = remember
        self._reuse = reuse
        self._publish = publish

    def run(self, suppressions: Suppressions, *, reused: Callable[[], Mapping[str, int]] = dict) -> NightResult:
        """Audit, settle, remember. Raises `StoreError` where the store fails: what was kept is gone on with."""
        progress = _Progress()
        done = self._store.nights.audited(self._night) if self._remember else {}
        if self._reuse is not None:
            self._reuse.prepare(self._plan.documents, seconds=self._seconds_left())
        self._observer.begin("documents", len(self._plan.documents))
        for name in self._order():
            self._document(name, done.get(name), progress)
            self._observer.advance("documents", note=name)
        self._observer.end("documents")
        return self._settled(progress, suppressions, reused)

    def _order(self) -> Sequence[str]:
        """Return the documents in order; with a budget, those that waited longest first."""
        if self._ends is None:
            return self._plan.documents
        last = self._store.nights.last_audited()
        tonight = self._night.number
        return sorted(self._plan.documents, key=lambda name: last.get(name, 0) if last.get(name) != tonight else 0)

    def _document(self, name: str, done: str | None, progress: _Progress) -> None:
        """Audit one document, unless the run that was killed did it already."""
        if done is not None and _is_unchanged(name, done):
            report = self._store.nights.report(self._night, name)
            if report is not None:
                progress.reports[name] = report
                progress.resumed += 1
                return
        if self._ends is not None and self._clock.monotonic() >= self._ends:
            progress.left.append(name)
            return
        if self._reuse is not None and (again := self._reuse.report(name)) is not None:
            progress.reports[name] = again
            return
        began = self._clock.monotonic()
        try:
            report = self._auditor.audit(self._read(name))
            if self._reuse is not None:
                self._reuse.keep(report)
            if self._remember:
                self._store.nights.keep(self._night, report)
        except StoreError:
            raise  # without a store the night is lost: end here, and go on from here
        except CitecheckError as error:
            self._failed(name, str(error), progress, ours=not is_address(name))
        except Exception as error:
            # An error of our own in one document must not cost the others; it is told with all that is known of it.
            self._observer.event("internal-error", {"document": name, "traceback": traceback.format_exc()})
            self._failed(name, f"internal error: {type(error).__name__}: {error}", progress, ours=True)
        else:
            progress.reports[name] = report
            self._observer.event("document-audited", _account(report, self._clock.monotonic() - began))

    def _seconds_left(self) -> float | None:
        return None if self._ends is None else max(0.0, self._ends - self._clock.monotonic())

    def _failed(self, name: str, message: str, progress: _Progress, *, ours: bool) -> None:
        progress.troubles.append(Trouble(document=name, message=message, ours=ours))
        self._observer.event("document-failed", {"document": name, "message": message})

    def _settled(
        self, progress: _Progress, suppressions: Suppressions, reused: Callable[[], Mapping[str, int]]
    ) -> NightResult:
        reports = [progress.reports[name] for name in self._plan.documents if name in progress.reports]
        outcome = NightOutcome.COMPLETE
        if was_down(reports):
            outcome = NightOutcome.OFFLINE
        elif progress.left:
            outcome = NightOutcome.PARTIAL
        now = self._clock.now()
        history = self._store.nights.last_ended(before=self._night if self._remember else None)

        def publish(settlement: Settlement) -> NightResult:
            result = NightResult(
                night=self._night,
                outcome=outcome,
                audited=settlement.audited,
                troubles=tuple(progress.troubles),
                left=tuple(progress.left),
                notices=self._notices(progress, suppressions, settlement, outcome, history, now),
                history=history is not None,
                resumed=progress.resumed,
                reused=reused(),
            )
            self._publish(result)
            return result

        return self._settler.settle(
            reports, self._night, now=now, outcome=outcome, remember=self._remember, publish=publish
        )

    def _notices(
        self,
        progress: _Progress,
        suppressions: Suppressions,
        settlement: Settlement,
        outcome: NightOutcome,
        history: Night | None,
        now: datetime,
    ) -> tuple[str, ...]:
        """Return what the run itself has to say."""
        everything = not progress.left and not progress.troubles and self._remember and self._plan.shard == "1/1"
        notices = list(suppressions.complaints(settlement.used, everything=everything))
        if outcome is NightOutcome.OFFLINE:
            notices.append("nothing outside could be reached tonight: no finding changed its state")
        if history is None:
            notices.append(
                f"no earlier nights are known ({self._store.path}): this is the first one, or the store was lost; "
                "nothing is called new"
            )
        elif now < parsed_time(history.started):
            notices.append(f"the clock stands before the last night ({history.started}): was it set back?")
        return tuple(notices)


def _is_unchanged(name: str, sha256: str) -> bool:
    """Say whether a document is what was audited before the kill; an address is taken to be, within one night."""
    if is_address(name):
        return True
    try:
        return hashlib.sha256(Path(name).read_bytes()).hexdigest() == sha256
    except OSError:
        return False


def _account(report: Report, seconds: float) -> dict[str, object]:
    return {
        "document": report.document.name,
        "seconds": round(seconds, 3),
        "claims": len(report.document.claims),
        "references": len(report.document.references),
        "findings": len(report.findings),
        "bytes": sum(copy.size for source in report.sources for copy in source.copies),
    }
