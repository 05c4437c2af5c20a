"""What is new, worse and fixed since last time, each by name, for terminals and summaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.comparison import Comparison
from reports.importance import importance
from reports.model import Report
from reports.parts import Finding, Suppressed

MOST_NAMED = 10
"""The findings of one kind that are named; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFindings:
    """The findings that changed in one way, the worst first: those that are `named`, and how many `more` there are.

    `word` says how they changed: "new", "worse" or "fixed".
    """

    word: str
    named: tuple[Finding, ...]
    more: int


def changes(comparison: Comparison) -> Iterator[ChangedFindings]:
    """Yield what is new, what is worse and what is fixed in `comparison`; a kind without findings is left out."""
    worse = {(finding.file, finding.key) for finding in comparison.worse}
    new = [finding for finding in comparison.new if (finding.file, finding.key) not in worse]
    for word, findings in (("new", new), ("worse", comparison.worse), ("fixed", comparison.fixed)):
        if findings:
            yield _first(word, findings)


def change_counts(comparison: Comparison) -> str:
    """Sum up `comparison` in one line: "Since last time: 2 new, 5 still there, 1 fixed."."""
    if not (comparison.new or comparison.still or comparison.fixed or comparison.waiting):
        return "Since last time: no findings then, no findings now."
    worse = f" ({len(comparison.worse):,} of them worse than before)" if comparison.worse else ""
    waiting = f", {len(comparison.waiting):,} could not be checked this time" if comparison.waiting else ""
    return (
        f"Since last time: {len(comparison.new):,} new{worse}, {len(comparison.still):,} still there, "
        f"{len(comparison.fixed):,} fixed{waiting}."
    )


def ignored(reports: Iterable[Report]) -> tuple[tuple[Suppressed, ...], int]:
    """Return the ignored findings of `reports` that are named, the worst first, and how many more there are."""
    every = sorted(
        (one for report in reports for one in report.suppressed),
        key=lambda one: (*importance(one.finding), one.finding.file or "", one.finding.line or 0),
    )
    return tuple(every[:MOST_NAMED]), max(0, len(every) - MOST_NAMED)


def _first(word: str, findings: Sequence[Finding]) -> ChangedFindings:
    ordered = sorted(findings, key=lambda finding: (*importance(finding), finding.file or "", finding.line or 0))
    named = tuple(ordered[:MOST_NAMED])
    return ChangedFindings(word=word, named=named, more=len(ordered) - len(named))


__all__ = ["MOST_NAMED", "ChangedFindings", "change_counts", "changes", "ignored"]
