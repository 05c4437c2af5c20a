"""Which rules decided something in a report."""

from __future__ import annotations

from collections.abc import Iterator

from reports.model import Report
from reports.rules.book import rules
from reports.rules.model import Rule


def rules_used(report: Report) -> tuple[Rule, ...]:
    """Return the rules that decided something in `report`, in the order of the book.

    Rules of a plug-in, which the book does not have, are left out.
    """
    used = set(_ids(report))
    return tuple(rule for id, rule in rules().items() if id in used)


def _ids(report: Report) -> Iterator[str | None]:
    """Yield the ids of the rules of all verdicts."""
    for finding in (*report.findings, *(entry.finding for entry in report.suppressed)):
        yield finding.rule
        yield finding.state_rule
    yield from (source.rule for source in report.sources)
    for one in report.existence:
        yield one.rule
        yield from (difference.rule for difference in one.differences)
    for check in report.checks:
        yield check.rule
        if check.opinion is not None:
            yield check.opinion.rule
            yield check.opinion.first.rule
        yield from (fact.rule for fact in check.facts)
        for quote in check.quotes:
            yield quote.rule
            yield from (edit.rule for edit in quote.edits)


__all__ = ["rules_used"]
