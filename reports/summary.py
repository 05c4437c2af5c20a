"""Counts, order and headline of a report: worked out once, for every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claims.model import Span
from reports.importance import importance
from reports.parts import Check, Finding, Reported, SourceCheck
from reports.vocabulary import Band, LinkStatus, Outcome, Severity
from reports.wording import (
    EXTENT_SENTENCES,
    OUTCOME_SENTENCES,
    QUOTE_SENTENCES,
    SEVERITY_NOUNS,
    STATE_SENTENCES,
    STATUS_SENTENCES,
    UNREAD_REASONS,
    counted,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a report amounts to.

    `claims` and `references` count those of the document, `by_outcome` its checks, `by_status` its sources, `by_code`
    its findings (suppressed ones left out). `to_fix` counts errors and warnings, `checks` all checks, `confirmed` those
    that are supported with confidence, `unread` the references without a readable copy, and `unread_by_status` says
    why.
    """

    claims: int
    references: int
    by_outcome: Mapping[str, int]
    by_status: Mapping[str, int]
    by_code: Mapping[str, int]
    by_severity: Mapping[str, int]
    to_fix: int
    checks: int
    confirmed: int
    unread: int
    unread_by_status: Mapping[str, int]
    suppressed: int
    headline: str


def summarise(report: Reported) -> Summary:
    """Count the claims, sources and findings of `report`, and sum them up in one line."""
    unread = Counter(source.status for source in report.sources if not was_read(source))
    to_fix = sum(1 for finding in report.findings if finding.severity is not Severity.NOTE)
    confirmed = sum(is_confirmed(check) for check in report.checks)
    return Summary(
        claims=len(report.document.claims),
        references=len(report.document.references),
        by_outcome=_tally(check.outcome for check in report.checks),
        by_status=_tally(source.status for source in report.sources),
        by_code=_tally(finding.code for finding in report.findings),
        by_severity=_tally(finding.severity for finding in report.findings),
        to_fix=to_fix,
        checks=len(report.checks),
        confirmed=confirmed,
        unread=unread.total(),
        unread_by_status=_tally(unread.elements()),
        suppressed=len(report.suppressed),
        headline=headline(
            to_fix, confirmed, unread, references=len(report.document.references), checks=len(report.checks)
        ),
    )


SOURCE_FAILED, CLAIM_FAILED = "link.not-checked.failed", "support.claim.failed"
"""The rules of a source and of a claim at which the program itself failed."""
DOCUMENT_FAILED = "internal-error"
"""The code of the finding of a document at which the program itself failed."""


_CHECK_FAILED = frozenset({CLAIM_FAILED, "support.judge.failed", "support.matcher.failed"})


def failed_inside(report: Reported) -> bool:
    """Return whether the program itself, or a judge or a matcher that it uses, failed at something in `report`."""
    return (
        any(source.rule == SOURCE_FAILED for source in report.sources)
        or any(check.rule in _CHECK_FAILED for check in report.checks)
        or any(finding.code == DOCUMENT_FAILED for finding in report.findings)
    )


def is_confirmed(check: Check) -> bool:
    """Return whether `check` confirms its claim: it is supported, and the check is confident."""
    return check.outcome is Outcome.SUPPORTED and check.band is Band.CONFIDENT


def was_read(source: SourceCheck) -> bool:
    """Return whether any copy of `source` gave text."""
    return any(copy.has_text for copy in source.copies)


def headline(
    to_fix: int, confirmed: int, unread: Mapping[LinkStatus, int], *, references: int, checks: int | None = None
) -> str:
    """Say it in one line: "3 things to fix, 41 of 60 checks confirmed, 2 sources could not be read (2 are gone)".

    `to_fix` counts the things to fix, `confirmed` the checks that are confirmed, and `unread` the sources that could
    not be read, by status. `references` and `checks` count what there was to check; `checks` is None if their
    number is not known. Where there was nothing to check, or nothing could be checked, the line says so.
    """
    if references == 0 and not confirmed and not to_fix:
        return "nothing was checked: no references and no links were found"
    total = sum(unread.values())
    lost = f"{counted(total, 'source')} could not be read ({unread_reasons(unread)})" if total else ""
    if total >= references > 0 and not to_fix and not confirmed:
        return f"nothing could be checked: {lost}"
    parts = [f"{counted(to_fix, 'thing')} to fix" if to_fix else "nothing to fix"]
    if references == 0 and not confirmed:
        return f"{parts[0]}, no references to check"
    parts.append(confirmed_of(confirmed, checks) if checks != 0 else "no claim was checked")
    return ", ".join([*parts, lost] if lost else parts)


def confirmed_of(confirmed: int, checks: int | None) -> str:
    """Say how many of `checks` are `confirmed`; `checks` is None if their number is not known."""
    return f"{confirmed:,} confirmed" if checks is None else f"{confirmed:,} of {counted(checks, 'check')} confirmed"


def unread_reasons(unread: Mapping[LinkStatus, int], *, most: int = 3) -> str:
    """Say why sources could not be read: at most `most` reasons, the commonest first.

    `unread` counts sources by status.
    """
    by_reason: Counter[tuple[str, str]] = Counter()
    for status, number in unread.items():
        by_reason[UNREAD_REASONS[status]] += number
    ranked = sorted(by_reason.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) > most:
        shown, rest = ranked[: most - 1], sum(number for _, number in ranked[most - 1 :])
        ranked = [*shown, (("has other reasons", "have other reasons"), rest)]
    return ", ".join(counted(number, one, many) for (one, many), number in ranked)


def sorted_findings(report: Reported) -> tuple[Finding, ...]:
    """Return the findings of `report`, the worst first: by severity, then by what `reports.importance` says of people.

    Those of one importance are in the document's order, and one about the whole document comes before them.
    """
    places = _places(report)
    return tuple(sorted(report.findings, key=lambda finding: _order(finding, places)))


def worst(report: Reported, n: int) -> tuple[Finding, ...]:
    """Return at most `n` findings of `report` that somebody should fix, the worst first. Notes are left out."""
    fixes = (finding for finding in sorted_findings(report) if finding.severity is not Severity.NOTE)
    return tuple(finding for finding, _ in zip(fixes, range(n), strict=False))


def _order(finding: Finding, places: Mapping[str, Span]) -> tuple[int | str, ...]:
    span = finding.span or places.get(finding.claim or "") or places.get(finding.reference or "") or Span(-1, -1)
    return *importance(finding), span.start, span.end, finding.key


def _places(report: Reported) -> dict[str, Span]:
    places = {reference.key: reference.span for reference in report.document.references}
    return places | {claim.key: claim.span for claim in report.document.claims}


def _tally(values: Iterable[str]) -> dict[str, int]:
    """Count, by name, the most frequent first."""
    return {
        str(value): number for value, number in sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))
    }


__all__ = [
    "EXTENT_SENTENCES",
    "OUTCOME_SENTENCES",
    "QUOTE_SENTENCES",
    "SEVERITY_NOUNS",
    "STATE_SENTENCES",
    "STATUS_SENTENCES",
    "UNREAD_REASONS",
    "Summary",
    "confirmed_of",
    "counted",
    "headline",
    "is_confirmed",
    "sorted_findings",
    "summarise",
    "unread_reasons",
    "was_read",
    "worst",
]
