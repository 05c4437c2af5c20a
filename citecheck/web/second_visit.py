"""The rules for a second visit with the headers of a browser: a page may be missing for programs only.

The sentences of the rules are in `reports/rules/links.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from citecheck.pages import Page
from citecheck.rules import RuleTable
from citecheck.web.link_verdict import LinkVerdict
from reports.model import LinkStatus

_WORTH_IT = frozenset({LinkStatus.GONE, LinkStatus.SOFT_404, LinkStatus.CLIENT_ERROR, LinkStatus.EMPTY})
_HANGS_UP = "without an answer"  # how the reason ends if a server closes the connection on a program
_FOR_BROWSERS = frozenset(
    {"link.blocked.consent", "link.blocked.same-page", "link.blocked.diverted", "link.empty", "link.empty.title-alone"}
)
_SHELL = 80  # words under which a page with scripts may only be waiting for them (judgement)
_BARRED = frozenset({LinkStatus.BLOCKED, LinkStatus.PAYWALLED, LinkStatus.SCRIPT_ONLY})


def is_worth_a_second_visit(verdict: LinkVerdict, status: int | None) -> bool:
    """Return whether to visit an address again after `verdict`, because its page may be missing for programs only.

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


def is_worth_a_browser(verdict: LinkVerdict, page: Page) -> bool:
    """Return whether a browser may show more than `page`: it needs scripts, asks for consent, or is an empty frame.

    `verdict` is that of the visit without a browser. Our browser does not try to pass a challenge, a login or another
    wall.
    """
    if verdict.status is LinkStatus.SCRIPT_ONLY or verdict.rule in _FOR_BROWSERS:
        return True
    shell = verdict.is_readable and page.words < _SHELL and "<script" in page.markup.beginning
    return shell and "html" in page.text.media_type


def _shown(case: VisitCase) -> LinkVerdict | None:
    if not case.second.is_readable:
        return None
    return replace(case.second, reason=f"{case.second.reason} in a browser; a program gets less: {case.first.reason}")


def _missing_in_browser(case: VisitCase) -> LinkVerdict | None:
    if case.second.status is not LinkStatus.SOFT_404:
        return None
    return replace(case.second, reason=f"in a browser, the page {case.second.reason}")


BROWSER_RULES: RuleTable[VisitCase, LinkVerdict] = RuleTable(
    "what a page shows in a browser",
    (
        ("link.alive.rendered", _shown),
        ("link.soft404.rendered", _missing_in_browser),
    ),
)


def after_browser(first: LinkVerdict, second: LinkVerdict) -> LinkVerdict | None:
    """Return the verdict after the visit in a browser (`second`); None: the `first` verdict remains."""
    decided = BROWSER_RULES.decide(VisitCase(first, second))
    return replace(decided.verdict, rule=decided.rule) if decided is not None else None


def after_second_visit(first: LinkVerdict, second: LinkVerdict) -> LinkVerdict | None:
    """Return the verdict after the `second` visit; None: the `first` verdict remains."""
    decided = VISIT_RULES.decide(VisitCase(first, second))
    return replace(decided.verdict, rule=decided.rule) if decided is not None else None


__all__ = [
    "BROWSER_RULES",
    "VISIT_RULES",
    "VisitCase",
    "after_browser",
    "after_second_visit",
    "is_worth_a_browser",
    "is_worth_a_second_visit",
]
