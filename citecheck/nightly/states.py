"""New, still, fixed, flapping: tonight's findings against what is known from the nights before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from citecheck.nightly.matching import LINK_CODES, Subjects
from citecheck.store.history import Change, Seen
from citecheck.store.model import Known
from reports.comparison import Comparison
from reports.model import Finding, Report, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A report whose findings know their state, the comparison with the nights before, and what to remember."""

    report: Report
    comparison: Comparison
    change: Change


def settle(
    report: Report,
    known: Sequence[Known],
    formers: Mapping[str, Known],
    subjects: Subjects,
    *,
    history: bool,
) -> Settled:
    """Give each finding of a report its state, silenced ones included.

    `known` are the document's findings that are open or were fixed not long ago, `formers` what tonight's findings
    were before (`citecheck.nightly.matching.match`). Without `history` (the document was never audited, or the store
    was lost) nothing is called new.
    """

    def stated(finding: Finding) -> Finding:
        return _stated(finding, formers.get(finding.key), history=history)

    findings = tuple(stated(finding) for finding in report.findings)
    suppressed = tuple(replace(entry, finding=stated(entry.finding)) for entry in report.suppressed)
    missing = _missing(known, formers)
    everything = (*findings, *(entry.finding for entry in suppressed))
    went_on = [former for former in missing if _went_on(former, everything)]
    waiting = [former for former in missing if former not in went_on and not subjects.could_be_seen(former)]
    fixed = [former for former in missing if former not in waiting]
    comparison = Comparison(
        new=tuple(finding for finding in findings if finding.state is State.NEW),
        still=tuple(finding for finding in findings if finding.state is not State.NEW),
        fixed=tuple(as_finding(former, State.FIXED) for former in fixed if former not in went_on),
        waiting=tuple(as_finding(former, State.STILL) for former in waiting),
    )
    seen = tuple(_seen(finding, formers.get(finding.key), subjects) for finding in everything)
    return Settled(
        report=replace(report, findings=findings, suppressed=suppressed),
        comparison=comparison,
        change=Change(document=report.document.name, seen=seen, fixed=tuple(fixed)),
    )


def as_finding(known: Known, state: State | None = None) -> Finding:
    """Return a finding of an earlier night as far as it is remembered."""
    return Finding(
        key=known.key,
        code=known.code,
        severity=known.severity,
        message=known.message,
        claim=known.claim_key or None,
        reference=known.reference_key or None,
        state=state,
        since=known.since,
    )


def _stated(finding: Finding, former: Known | None, *, history: bool) -> Finding:
    if former is None:
        return replace(finding, state=State.NEW if history else None)
    if finding.severity.rank < former.worst.rank:
        state = State.NEW  # what was a note and is an error now is news, though it has a past
    elif former.gone is not None or former.returns:
        state = State.FLAPPING
    else:
        state = State.STILL
    reworded = former.key if former.key != finding.key and former.code == finding.code else None
    return replace(finding, state=state, since=former.since, former=reworded)


def _missing(known: Sequence[Known], formers: Mapping[str, Known]) -> list[Known]:
    matched = {former.number for former in formers.values()}
    return [former for former in known if former.gone is None and former.number not in matched]


def _went_on(former: Known, findings: Sequence[Finding]) -> bool:
    """Say whether a finding on a link only gave way to another one on the same link: it ends, and nothing is fixed."""
    return former.code in LINK_CODES and any(
        finding.code in LINK_CODES and finding.reference == former.reference_key for finding in findings
    )


def _seen(finding: Finding, former: Known | None, subjects: Subjects) -> Seen:
    return Seen(
        finding=finding,
        claim=subjects.claim(finding),
        reference=subjects.reference(finding),
        address=subjects.address(finding),
        former=former,
        returned=former is not None and former.gone is not None,
    )
