"""Two reports, by finding key: what is new, what is still there, what is fixed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.model import Finding, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The findings of a newer report against those of an older one, each group in its report's order.

    `worse` are those of `new` that were there before and were less severe.
    `waiting` are findings of the older one that could not be seen this time, because their source could not be read:
    they are in no other group.
    """

    new: tuple[Finding, ...] = ()
    still: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    waiting: tuple[Finding, ...] = ()
    worse: tuple[Finding, ...] = ()


def compare_findings(old: Iterable[Finding], new: Iterable[Finding]) -> Comparison:
    """Compare the findings `old` with the findings `new` by key. A finding that became more severe counts as new.

    `waiting` of the result is empty: only nightly runs know which sources could not be read.
    """
    before = {finding.key: finding for finding in old}
    fresh: list[Finding] = []
    worse: list[Finding] = []
    still: list[Finding] = []
    seen: set[str] = set()
    for finding in new:
        seen.add(finding.key)
        former = before.get(finding.key)
        if former is None or finding.severity > former.severity:
            fresh.append(finding)
            if former is not None:
                worse.append(finding)
        else:
            still.append(finding)
    fixed = tuple(finding for key, finding in before.items() if key not in seen)
    return Comparison(new=tuple(fresh), still=tuple(still), fixed=fixed, worse=tuple(worse))


def compare(old: Report, new: Report) -> Comparison:
    """Return what is new, still there and fixed in `new`, compared with `old`, by the keys of findings.

    Both are reports of one document. A finding that became more severe counts as new. A finding that is suppressed in
    the newer report is left out.
    """
    suppressed = {entry.finding.key for entry in new.suppressed}
    former = (finding for finding in old.findings if finding.key not in suppressed)
    return compare_findings(former, new.findings)
