"""The rules for a second visit with the headers of a browser: a page may be missing for programs only.

The sentences of the rules are in `reports/rules/links.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from citecheck.rules import RuleTable
from citecheck.web.link_verdict import LinkVerdict
from reports.model import LinkStatus

_WORTH_IT = frozenset({LinkStatus.GONE, LinkStatus.SOFT_404, LinkStatus.CLIENT_ERROR, LinkStatus.EMPTY})
_HANGS_UP = "without an answer"  # the end of the reason if the server closed the connection
_BARRED = frozenset({LinkStatus.BLOCKED, LinkStatus.PAYWALLED, LinkStatus.SCRIPT_ONLY})


def is_worth_a_second_visit(verdict: LinkVerdict, status: int | None) -> bool:
    """Return whether to visit an address again, because its page may be missing for programs only.

    `status` is the HTTP status of the first visit, None if no answer came. Worth a second visit are a missing or empty
    page, and a connection that the server closed without an answer. A refusal, a challenge or a login is respected:
    there is no second visit.
    """
    if status is None:
        return verdict.status is LinkStatus.CONNECTION_ERROR and verdict.reason.endswith(_HANGS_UP)
    return verdict.status in _WORTH_IT


@dataclass(frozen=True, slots=True)
class VisitCase:
    """The verdicts on two visits of an address: with our own headers, and with those of a browser."""

    first: LinkVerdict
    second: LinkVerdict


def _readable(case: VisitCase) -> LinkVerdict | None:
    if not case.second.is_readable:
        return None
    reason = f"{case.second.reason} with a browser's headers; without them: {case.first.reason}"
    return replace(case.second, reason=reason)


def _barred(case: VisitCase) -> LinkVerdict | None:
    if case.second.status not in _BARRED:
        return None
    return replace(case.second, reason=f"{case.second.reason} (with a browser's headers; without: {case.first.reason})")


VISIT_RULES: RuleTable[VisitCase, LinkVerdict] = RuleTable(
    "what a second visit with a browser's headers changes",
    (
        ("link.alive.browser-headers", _readable),
        ("link.blocked.browser-headers", _barred),
    ),
)


def after_second_visit(first: LinkVerdict, second: LinkVerdict) -> LinkVerdict | None:
    """Return the verdict after the second visit; None if the first one remains."""
    decided = VISIT_RULES.decide(VisitCase(first, second))
    return replace(decided.verdict, rule=decided.rule) if decided is not None else None


__all__ = ["VISIT_RULES", "VisitCase", "after_second_visit", "is_worth_a_second_visit"]
