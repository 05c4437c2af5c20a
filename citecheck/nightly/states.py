"""The state of each finding after tonight: new, still there, flapping, fixed or waiting.

Two ordered tables decide. `PRESENT` is about the findings of tonight's report, `MISSING` about those of the nights
before that tonight's report does not have. The words of their rules are in `reports/rules/nights.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from citecheck.findings import REGISTRY_CODES
from citecheck.nightly.matching import LINK_CODES, Subjects
from citecheck.rules import Decided, RuleTable
from citecheck.store.history import DocumentChange, SeenFinding
from citecheck.store.model import Known
from reports.comparison import Comparison
from reports.model import Finding, LinkStatus, Report, State
from reports.records import Answered

Case = TypeVar("Case")

_DOCUMENT_CODES = frozenset(
    {
        *(
            "citation-dangling",
            "citation-ambiguous",
            "references-missing",
            "document-incomplete",
            "reference-unused",
            "reference-empty",
            "reference-placeholder",
        ),
        *("reference-no-locator", "reference-duplicate", "claim-uncited", "reference-malformed"),
    }
)
"""Findings that are made from the document alone."""
_READ = frozenset({LinkStatus.ALIVE, LinkStatus.MOVED})


class Transition(StrEnum):
    """What happened to a finding tonight."""

    NO_HISTORY = "no-history"
    """Earlier nights are unknown, so nobody can say whether it is new."""
    NEW = "new"
    STILL = "still"
    FLAPPING = "flapping"
    FIXED = "fixed"
    WAITING = "waiting"
    """What it is about could not be checked tonight, so it may still be there."""
    REPLACED = "replaced"
    """Another finding on the same link took its place."""

    @property
    def state(self) -> State | None:
        """The state that a report shows; None if it shows no state."""
        return State(self.value) if self.value in set(State) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The report of one document with the state of each finding, the comparison, and the change to store."""

    report: Report
    comparison: Comparison
    change: DocumentChange


def settle(
    report: Report,
    known: Sequence[Known],
    formers: Mapping[str, Known],
    subjects: Subjects,
    *,
    history: bool,
) -> Settled:
    """Give each finding of `report` its state, suppressed ones included.

    `known` are the document's findings of earlier nights that are open or were fixed not long ago. `formers` maps the
    key of a finding to its earlier finding (`citecheck.nightly.matching.match`), `subjects` says what tonight's
    findings are about. `history` is False if the document was never audited before or the store was lost: then no
    finding is called new.
    """

    def stated(finding: Finding) -> Finding:
        return _with_state(_Present(finding=finding, former=formers.get(finding.key), history=history))

    def is_open(finding: Finding) -> bool:
        former = formers.get(finding.key)
        return former is not None and former.gone is None

    findings = tuple(stated(finding) for finding in report.findings)
    suppressed = tuple(replace(entry, finding=stated(entry.finding)) for entry in report.suppressed)
    everything = (*findings, *(entry.finding for entry in suppressed))
    missing = [
        (former, _decided(MISSING, _Missing(former=former, tonight=everything, subjects=subjects)))
        for former in _missing(known, formers)
    ]
    comparison = Comparison(
        new=tuple(finding for finding in findings if finding.state is State.NEW),
        still=tuple(finding for finding in findings if finding.state is not State.NEW),
        fixed=tuple(
            as_finding(former, State.FIXED, decided.rule)
            for former, decided in missing
            if decided.verdict is Transition.FIXED
        ),
        waiting=tuple(
            as_finding(former, State.STILL, decided.rule)
            for former, decided in missing
            if decided.verdict is Transition.WAITING
        ),
        worse=tuple(finding for finding in findings if finding.state is State.NEW and is_open(finding)),
    )
    seen = tuple(_seen(finding, formers.get(finding.key), subjects) for finding in everything)
    ended = tuple(former for former, decided in missing if decided.verdict is not Transition.WAITING)
    return Settled(
        report=replace(report, findings=findings, suppressed=suppressed),
        comparison=comparison,
        change=DocumentChange(document=report.document.name, seen=seen, fixed=ended),
    )


def as_finding(known: Known, state: State | None = None, state_rule: str | None = None) -> Finding:
    """Return `known`, a finding of an earlier night, as the store holds it: without its place in the document.

    Its address is the stored one, which has no scheme.
    `state` and `state_rule` are those of tonight; None: tonight decides nothing.
    """
    return Finding(
        key=known.key,
        code=known.code,
        severity=known.severity,
        message=known.message,
        claim=known.claim_key or None,
        reference=known.reference_key or None,
        state=state,
        since=known.since,
        state_rule=state_rule,
        claim_text=known.claim or None,
        url=known.address or None,
        file=known.document,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Present:
    """A finding of tonight, and the same finding of earlier nights (None if it is not known)."""

    finding: Finding
    former: Known | None
    history: bool


def _is_first_night(case: _Present) -> Transition | None:
    return Transition.NO_HISTORY if case.former is None and not case.history else None


def _is_unknown(case: _Present) -> Transition | None:
    return Transition.NEW if case.former is None else None


def _is_worse(case: _Present) -> Transition | None:
    worse = case.former is not None and case.finding.severity > case.former.worst
    return Transition.NEW if worse else None


def _came_back(case: _Present) -> Transition | None:
    former = case.former
    return Transition.FLAPPING if former is not None and (former.gone is not None or former.returns) else None


def _is_still_there(_: _Present) -> Transition:
    return Transition.STILL


PRESENT: RuleTable[_Present, Transition] = RuleTable(
    "the state of a finding that tonight's report has",
    [
        ("night.state.no-history", _is_first_night),
        ("night.state.new", _is_unknown),
        ("night.state.worse", _is_worse),
        ("night.state.flapping", _came_back),
        ("night.state.still", _is_still_there),
    ],
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Missing:
    """A finding of the nights before that tonight's report does not have, and what tonight's report shows."""

    former: Known
    tonight: Sequence[Finding]
    subjects: Subjects

    @property
    def status(self) -> LinkStatus | None:
        """Tonight's status of the source that the finding is about; None if no source was looked at."""
        source = self.subjects.source(self.former)
        return None if source is None else source.status


def _gave_way(case: _Missing) -> Transition | None:
    """If a link finding is replaced by another one on the same reference, it is not fixed."""
    former = case.former
    replaced = former.code in LINK_CODES and any(
        finding.code in LINK_CODES and finding.reference == former.reference_key for finding in case.tonight
    )
    return Transition.REPLACED if replaced else None


def _needs_no_source(case: _Missing) -> Transition | None:
    return Transition.FIXED if case.former.code in _DOCUMENT_CODES else None


def _claim_is_gone(case: _Missing) -> Transition | None:
    key = case.former.claim_key
    return Transition.FIXED if key and not case.subjects.has_claim(key) else None


def _claim_was_not_checked(case: _Missing) -> Transition | None:
    key = case.former.claim_key
    unchecked = key and (case.subjects.is_unchecked(key) or case.status is LinkStatus.NOT_CHECKED)
    return Transition.WAITING if unchecked else None


def _claim_was_checked(case: _Missing) -> Transition | None:
    return Transition.FIXED if case.former.claim_key else None


def _reference_is_gone(case: _Missing) -> Transition | None:
    gone = case.status is None and not case.subjects.has_reference(case.former.reference_key)
    return Transition.FIXED if gone else None


def _registries_answered(case: _Missing) -> Transition | None:
    """Registries alone lead to such a finding, so only their answers can end it."""
    if case.former.code not in REGISTRY_CODES:
        return None
    check = case.subjects.existence(case.former)
    silent = check is None or any(answer.outcome is Answered.UNKNOWN for answer in check.answers)
    return None if silent else Transition.FIXED


def _registries_were_silent(case: _Missing) -> Transition | None:
    return Transition.WAITING if case.former.code in REGISTRY_CODES else None


def _wall_gave_way_to_a_dead_link(case: _Missing) -> Transition | None:
    dead = case.former.code == "link-blocked" and case.status is not None and case.status.is_dead
    return Transition.FIXED if dead else None


def _source_was_read(case: _Missing) -> Transition | None:
    return Transition.FIXED if case.status in _READ else None


def _source_was_not_read(_: _Missing) -> Transition:
    return Transition.WAITING


MISSING: RuleTable[_Missing, Transition] = RuleTable(
    "the state of an earlier finding that tonight's report does not have",
    [
        ("night.state.replaced", _gave_way),
        ("night.state.fixed.document", _needs_no_source),
        ("night.state.fixed.claim-gone", _claim_is_gone),
        ("night.state.waiting.claim-not-checked", _claim_was_not_checked),
        ("night.state.fixed.claim-checked", _claim_was_checked),
        ("night.state.fixed.reference-gone", _reference_is_gone),
        ("night.state.fixed.registries-answered", _registries_answered),
        ("night.state.waiting.registries-silent", _registries_were_silent),
        ("night.state.fixed.blocked-now-dead", _wall_gave_way_to_a_dead_link),
        ("night.state.fixed.source-read", _source_was_read),
        ("night.state.waiting.source-not-read", _source_was_not_read),
    ],
)


def _with_state(case: _Present) -> Finding:
    decided = _decided(PRESENT, case)
    finding, former = case.finding, case.former
    if former is None:
        return replace(finding, state=decided.verdict.state, state_rule=decided.rule)
    reworded = former.key if former.key != finding.key and former.code == finding.code else None
    return replace(finding, state=decided.verdict.state, since=former.since, former=reworded, state_rule=decided.rule)


def _decided(table: RuleTable[Case, Transition], case: Case) -> Decided[Transition]:
    decided = table.decide(case)
    assert decided is not None, "the last rule of the table always answers"
    return decided


def _missing(known: Sequence[Known], formers: Mapping[str, Known]) -> list[Known]:
    """Return the open findings that match none of tonight's findings."""
    matched = {former.number for former in formers.values()}
    return [former for former in known if former.gone is None and former.number not in matched]


def _seen(finding: Finding, former: Known | None, subjects: Subjects) -> SeenFinding:
    return SeenFinding(
        finding=finding,
        claim=subjects.claim(finding),
        reference=subjects.reference(finding),
        address=subjects.address(finding),
        former=former,
        returned=former is not None and former.gone is not None,
    )


__all__ = ["MISSING", "PRESENT", "Settled", "Transition", "as_finding", "settle"]
