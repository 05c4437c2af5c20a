"""The rules for exchanges, for obstacles between a program and a page, and for pages that can be read.

The sentences of the rules are in `reports/rules/links.toml`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from citecheck.model import Barrier, Fetched, Unread
from citecheck.rules import RuleTable
from citecheck.web.link_verdict import LinkVerdict
from citecheck.web.notfound import notice_in_names
from citecheck.web.parking import parking_evidence
from citecheck.web.stands_in import asks_for_consent, is_behind_a_password, leads_to, reports_failure, stands_in
from citecheck.web.view import PageView
from citecheck.web.walls import gate_evidence, paywall_evidence, wall_evidence
from claims.urls import canonical_key
from reports.model import Extent, LinkStatus

_BLOCKED = frozenset(
    {401, 403, 406, 407, 415, 418, 420, 421, 426, 429, 430, 440, 451, 464, 495, 496, 498, 505, 511, 999}
)
"""Statuses that refuse the client and say nothing about the page: rights, accepted types, the protocol."""
_PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class AnswerCase:
    """The result of an exchange. `view` is the page that came with it; None: the page is not considered."""

    fetched: Fetched
    view: PageView | None = None

    @property
    def status(self) -> int:
        """The HTTP status; 0 if no answer came."""
        return self.fetched.status or 0

    @property
    def failure(self) -> LinkStatus | None:
        """The failure of the exchange; None if the server answered with an error status, which then decides."""
        return self.fetched.failure if self.status < 400 else None


def _failed(status: LinkStatus) -> Callable[[AnswerCase], LinkVerdict | None]:
    """Return a rule for exchanges that failed with `status`."""

    def rule(case: AnswerCase) -> LinkVerdict | None:
        return LinkVerdict(status, case.fetched.reason) if case.failure is status else None

    return rule


def _barred(barrier: Barrier) -> Callable[[AnswerCase], LinkVerdict | None]:
    """Return a rule for exchanges that failed at a barrier which a browser passes."""

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
    """Return a verdict for a bot wall with an error status. Only its words distinguish it from a real error."""
    if case.view is None or not case.status or 200 <= case.status < 300 or case.status in (*_BLOCKED, 402):
        return None
    wall = wall_evidence(case.view)
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
        return None  # a redirect without a target may have the page as its body
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


def _wall(view: PageView) -> LinkVerdict | None:
    wall = wall_evidence(view)
    return LinkVerdict(LinkStatus.BLOCKED, f"{wall}: a wall against programs") if wall else None


def _parked(view: PageView) -> LinkVerdict | None:
    parked = parking_evidence(view)
    return LinkVerdict(LinkStatus.PARKED, f"the domain is parked: {parked}") if parked else None


def _login(view: PageView) -> LinkVerdict | None:
    gate = gate_evidence(view, "login") or _told(view, "login")
    if not gate and is_behind_a_password(view) and not notice_in_names(view):
        gate = "the page is little more than a password field"
    return LinkVerdict(LinkStatus.BLOCKED, gate) if gate else None


def _consent(view: PageView) -> LinkVerdict | None:
    gate = gate_evidence(view, "consent")
    where = "" if gate else leads_to("consent", view)
    words = "" if gate or where else asks_for_consent(view)
    if not (gate or where or words):
        return None
    if where:
        return LinkVerdict(LinkStatus.BLOCKED, f"it redirects to a page that asks for consent ({where})")
    return LinkVerdict(LinkStatus.BLOCKED, gate or f"the page only asks for consent: “{words}”")


def _standing_in(
    kind: str, what: str, status: LinkStatus = LinkStatus.BLOCKED
) -> Callable[[PageView], LinkVerdict | None]:
    """Return a rule for pages of one kind that are shown instead of the requested one (an interstitial)."""

    def rule(view: PageView) -> LinkVerdict | None:
        sign = _told(view, kind)
        return LinkVerdict(status, f"{what}: {sign}") if sign else None

    return rule


def _told(view: PageView, kind: str) -> str:
    """Return the sign that a page is of a kind; empty if there is none, or if the page says "not found"."""
    where = leads_to(kind, view)
    if where:
        return f"it redirects to {where}"
    said = "" if notice_in_names(view) else stands_in(kind, view)
    return f"the page says “{said}”" if said else ""


def _program_failed(view: PageView) -> LinkVerdict | None:
    said = "" if notice_in_names(view) else reports_failure(view)
    return LinkVerdict(LinkStatus.SERVER_ERROR, f"the page is an error of the server: “{said}”") if said else None


def _scripts(view: PageView) -> LinkVerdict | None:
    if view.text.extent is not Extent.NONE or view.text.unread is not Unread.SCRIPTS:
        return None
    return LinkVerdict(LinkStatus.SCRIPT_ONLY, "the page shows its text only to browsers that run its scripts")


def _pdf_without_text(view: PageView) -> LinkVerdict | None:
    if view.text.extent is not Extent.NONE or view.text.media_type != "application/pdf":
        return None
    return LinkVerdict(LinkStatus.ALIVE, f"the PDF is there; {view.text.reason}")


def _reading_failed(view: PageView) -> LinkVerdict | None:
    if view.text.extent is not Extent.NONE or view.text.unread is not Unread.FAILED:
        return None
    return LinkVerdict(LinkStatus.ALIVE, f"the page is there; {view.text.reason}")


def _says_nothing(view: PageView) -> bool:
    if view.text.unread is Unread.BINARY:
        return False
    return view.text.extent is Extent.NONE and (not view.fetched.body.strip() or not view.said)


def _frames(view: PageView) -> LinkVerdict | None:
    if not _says_nothing(view) or not view.signals.has_frames:
        return None
    return LinkVerdict(LinkStatus.SCRIPT_ONLY, "the page is made of frames, which are not read")


def _empty(view: PageView) -> LinkVerdict | None:
    return LinkVerdict(LinkStatus.EMPTY, "the answer holds no text") if _says_nothing(view) else None


def _no_text(view: PageView) -> LinkVerdict | None:
    if view.text.extent is not Extent.NONE:
        return None
    return LinkVerdict(LinkStatus.UNSUPPORTED_TYPE, view.text.reason or "no text could be read")


OBSTACLE_RULES: RuleTable[PageView, LinkVerdict] = RuleTable(
    "which obstacle is between a program and the page",
    (
        ("link.blocked.challenge", _wall),
        ("link.parked", _parked),
        ("link.server-error.error-page", _program_failed),
        (
            "link.script-only.says-so",
            _standing_in("scripts", "the page asks for a browser that runs scripts", LinkStatus.SCRIPT_ONLY),
        ),
        ("link.blocked.human", _standing_in("human", "a wall against programs")),
        ("link.blocked.waiting-room", _standing_in("waiting", "a waiting room")),
        ("link.blocked.age", _standing_in("age", "a page that asks for the reader's age")),
        ("link.blocked.cookies", _standing_in("cookies", "a page that asks for cookies")),
        ("link.blocked.browser", _standing_in("browser", "a page for other browsers only")),
        ("link.blocked.consent", _consent),
        ("link.blocked.maintenance", _standing_in("maintenance", "a page of maintenance")),
        ("link.blocked.login", _login),
        ("link.blocked.private", _standing_in("private", "not public")),
        ("link.blocked.country", _standing_in("country", "a page that asks for a country")),
        ("link.script-only", _scripts),
        ("link.alive.pdf-without-text", _pdf_without_text),
        ("link.alive.text-not-read", _reading_failed),
        ("link.script-only.frames", _frames),
        ("link.empty", _empty),
        ("link.unsupported-type", _no_text),
    ),
)


def _teaser(view: PageView) -> LinkVerdict | None:
    paid = view.text.reason if view.text.extent is Extent.TEASER else paywall_evidence(view)
    if not paid:
        return None
    return LinkVerdict(LinkStatus.PAYWALLED, f"only its beginning can be read: {paid}", extent=Extent.TEASER)


def _broken_off(view: PageView) -> LinkVerdict | None:
    how = view.fetched.broken_off
    if not how:
        return None
    return LinkVerdict(LinkStatus.ALIVE, f"only its beginning arrived: {how}", extent=Extent.TEASER)


def _moved(view: PageView) -> LinkVerdict | None:
    fetched = view.fetched
    permanent = fetched.redirects and all(status in _PERMANENT for status, _ in fetched.redirects)
    if not permanent or canonical_key(fetched.url) == canonical_key(fetched.final_url):
        return None
    return LinkVerdict(LinkStatus.MOVED, f"moved permanently to {fetched.final_url}", fetched.final_url)


def _alive(view: PageView) -> LinkVerdict | None:
    at = f" at {view.fetched.final_url}" if view.fetched.redirects else ""
    return LinkVerdict(LinkStatus.ALIVE, f"can be read{at}")


READABLE_RULES: RuleTable[PageView, LinkVerdict] = RuleTable(
    "which status a readable page has",
    (
        ("link.paywalled.teaser", _teaser),
        ("link.alive.broken-off", _broken_off),
        ("link.moved", _moved),
        ("link.alive", _alive),
    ),
)


__all__ = ["ANSWER_RULES", "OBSTACLE_RULES", "READABLE_RULES", "AnswerCase"]
