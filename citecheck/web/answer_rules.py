"""The rules on what an exchange alone shows: how it failed, and the status with which a server answers.

The words of the rules are in `reports/rules/links.toml`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from citecheck.model import Barrier, Fetched
from citecheck.pages import Page
from citecheck.rules import RuleTable
from citecheck.web.link_verdict import LinkVerdict
from citecheck.web.walls import wall_evidence
from reports.model import Extent, LinkStatus

_BLOCKED = frozenset(
    {401, 403, 406, 407, 415, 418, 420, 421, 426, 429, 430, 440, 451, 464, 495, 496, 498, 505, 511, 999}
)
"""Statuses that refuse the client and do not describe the page: rights, accepted types, the protocol."""


@dataclass(frozen=True, slots=True)
class AnswerCase:
    """The end of an exchange; `page` is the page that came with it, None if the page is not looked at."""

    fetched: Fetched
    page: Page | None = None

    @property
    def status(self) -> int:
        """The HTTP status; 0 if no answer came."""
        return self.fetched.status or 0

    @property
    def failure(self) -> LinkStatus | None:
        """The failure of the exchange, unless the server refused it with a status of its own."""
        return self.fetched.failure if self.status < 400 else None


def _failed(status: LinkStatus) -> Callable[[AnswerCase], LinkVerdict | None]:
    """Return a rule for exchanges that failed in one way."""

    def rule(case: AnswerCase) -> LinkVerdict | None:
        return LinkVerdict(status, case.fetched.reason) if case.failure is status else None

    return rule


def _barred(barrier: Barrier) -> Callable[[AnswerCase], LinkVerdict | None]:
    """Return a rule for exchanges that failed here and would succeed in a browser."""

    def rule(case: AnswerCase) -> LinkVerdict | None:
        if case.failure is None or case.fetched.barrier is not barrier:
            return None
        return LinkVerdict(LinkStatus.BLOCKED, case.fetched.reason)

    return rule


def _asked_to_wait(case: AnswerCase) -> LinkVerdict | None:
    if case.failure is not LinkStatus.BLOCKED or case.fetched.barrier not in (None, Barrier.ASKED_TO_WAIT):
        return None
    return LinkVerdict(LinkStatus.BLOCKED, case.fetched.reason)


def _no_answer(case: AnswerCase) -> LinkVerdict | None:
    return LinkVerdict(LinkStatus.CONNECTION_ERROR, "no answer") if not case.status else None


def _wall_behind_error(case: AnswerCase) -> LinkVerdict | None:
    """A wall may answer with any status. Only its text distinguishes it from an error of the page."""
    if case.page is None or not case.status or 200 <= case.status < 300 or case.status in (*_BLOCKED, 402):
        return None
    wall = wall_evidence(case.page)
    if not wall:
        return None
    return LinkVerdict(LinkStatus.BLOCKED, f"the server answers {case.status}, and {wall}: a wall against programs")


def _status(
    *statuses: int, status: LinkStatus, extent: Extent | None = None, also: str = ""
) -> Callable[[AnswerCase], LinkVerdict | None]:
    """Return a rule for answers with one of some HTTP statuses."""

    def rule(case: AnswerCase) -> LinkVerdict | None:
        if case.status not in statuses:
            return None
        return LinkVerdict(status, f"the server answers {case.status}{also}", extent=extent)

    return rule


def _server_error(case: AnswerCase) -> LinkVerdict | None:
    said = f"the server answers {case.status}"
    return LinkVerdict(LinkStatus.SERVER_ERROR, said) if case.status >= 500 else None


def _client_error(case: AnswerCase) -> LinkVerdict | None:
    said = f"the server answers {case.status}"
    if 200 <= case.status < 300 or (300 <= case.status < 400 and case.fetched.body.strip()):
        return None  # a redirect that leads nowhere may bring the page itself
    return LinkVerdict(LinkStatus.CLIENT_ERROR, said)


_REFUSAL = ": it refuses automated requests; a browser may still work"

ANSWER_RULES: RuleTable[AnswerCase, LinkVerdict] = RuleTable(
    "what the exchange alone shows",
    (
        ("link.invalid-url", _failed(LinkStatus.INVALID_URL)),
        ("link.unsupported-scheme", _failed(LinkStatus.UNSUPPORTED_SCHEME)),
        ("link.refused-address", _failed(LinkStatus.REFUSED_ADDRESS)),
        ("link.disallowed", _failed(LinkStatus.DISALLOWED)),
        ("link.gone.unknown-host", _failed(LinkStatus.GONE)),
        ("link.tls-error", _failed(LinkStatus.TLS_ERROR)),
        ("link.timeout", _failed(LinkStatus.TIMEOUT)),
        ("link.connection-error", _failed(LinkStatus.CONNECTION_ERROR)),
        ("link.redirect-loop", _failed(LinkStatus.REDIRECT_LOOP)),
        ("link.too-large", _failed(LinkStatus.TOO_LARGE)),
        ("link.unsupported-type.declared", _failed(LinkStatus.UNSUPPORTED_TYPE)),
        ("link.not-checked.not-reached", _failed(LinkStatus.NOT_CHECKED)),
        ("link.blocked.http2-only", _barred(Barrier.HTTP2_ONLY)),
        ("link.blocked.incomplete-chain", _barred(Barrier.INCOMPLETE_CHAIN)),
        ("link.blocked.asked-to-wait", _asked_to_wait),
        ("link.server-error.redirects-nowhere", _failed(LinkStatus.SERVER_ERROR)),
        ("link.client-error.no-capture", _failed(LinkStatus.CLIENT_ERROR)),
        ("link.connection-error.no-answer", _no_answer),
        ("link.blocked.wall-behind-error", _wall_behind_error),
        ("link.gone.404", _status(404, status=LinkStatus.GONE)),
        ("link.gone.410", _status(410, status=LinkStatus.GONE)),
        ("link.paywalled.402", _status(402, status=LinkStatus.PAYWALLED, extent=Extent.NONE)),
        ("link.blocked.status", _status(*_BLOCKED, status=LinkStatus.BLOCKED, also=_REFUSAL)),
        ("link.server-error", _server_error),
        ("link.client-error", _client_error),
    ),
)


__all__ = ["ANSWER_RULES", "AnswerCase"]
