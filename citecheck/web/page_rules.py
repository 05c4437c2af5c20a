"""The rules on walls between a program and a page, and on pages that can be read.

The sentences of the rules are in `reports/rules/links.toml`.
"""

from __future__ import annotations

from collections.abc import Callable

from citecheck.model import Unread
from citecheck.pages import Page
from citecheck.rules import RuleTable
from citecheck.web.link_verdict import LinkVerdict
from citecheck.web.notfound import notice_in_names
from citecheck.web.parking import is_parked_markup, parking_service, parking_words
from citecheck.web.stands_in import (
    asks_for_consent,
    is_behind_a_password,
    is_kept_in_a_region,
    leads_to,
    reports_failure,
    says_not_now,
    stands_in,
)
from citecheck.web.walls import (
    challenge_header,
    challenge_title,
    challenge_words,
    gate_evidence,
    is_bare_challenge,
    offer_behind,
    paywall_words,
)
from claims.urls import canonical_key
from reports.model import Extent, LinkStatus

_PERMANENT = frozenset({301, 308})


def _by(
    evidence: Callable[[Page], str | bool], status: LinkStatus, reason: str
) -> Callable[[Page], LinkVerdict | None]:
    """Return a rule for pages that have a piece of evidence, which `reason` names in place of {}."""

    def rule(page: Page) -> LinkVerdict | None:
        found = evidence(page)
        return LinkVerdict(status, reason.format(found)) if found else None

    return rule


_WALL = "a wall against programs"
_PARKED = "the domain is parked"


def _login(page: Page) -> LinkVerdict | None:
    gate = gate_evidence(page, "login") or _told(page, "login")
    if not gate and is_behind_a_password(page) and not notice_in_names(page):
        gate = "the page is little more than a password field"
    return LinkVerdict(LinkStatus.BLOCKED, gate) if gate else None


def _consent(page: Page) -> LinkVerdict | None:
    gate = gate_evidence(page, "consent")
    where = "" if gate else leads_to("consent", page)
    words = "" if gate or where else asks_for_consent(page)
    if not (gate or where or words):
        return None
    if where:
        return LinkVerdict(LinkStatus.BLOCKED, f"it redirects to a page that asks for consent ({where})")
    return LinkVerdict(LinkStatus.BLOCKED, gate or f"the page only asks for consent: “{words}”")


def _standing_in(kind: str, what: str, status: LinkStatus = LinkStatus.BLOCKED) -> Callable[[Page], LinkVerdict | None]:
    """Return a rule for pages of one kind that are shown instead of the requested one (an interstitial)."""

    def rule(page: Page) -> LinkVerdict | None:
        sign = _told(page, kind)
        return LinkVerdict(status, f"{what}: {sign}") if sign else None

    return rule


def _told(page: Page, kind: str) -> str:
    """Return the sign that a page is of a kind; empty if there is none, or if the page says "not found"."""
    where = leads_to(kind, page)
    if where:
        return f"it redirects to {where}"
    said = stands_in(kind, page)
    return f"the page says “{said}”" if said and not notice_in_names(page) else ""


def _program_failed(page: Page) -> LinkVerdict | None:
    said = reports_failure(page)
    if not said or notice_in_names(page):
        return None
    return LinkVerdict(LinkStatus.SERVER_ERROR, f"the page is an error of the server: “{said}”")


def _scripts(page: Page) -> LinkVerdict | None:
    if page.text.extent is not Extent.NONE or page.text.unread is not Unread.SCRIPTS:
        return None
    return LinkVerdict(LinkStatus.SCRIPT_ONLY, "the page shows its text only to browsers that run its scripts")


def _pdf_without_text(page: Page) -> LinkVerdict | None:
    if page.text.extent is not Extent.NONE or page.text.media_type != "application/pdf":
        return None
    return LinkVerdict(LinkStatus.ALIVE, f"the PDF is there; {page.text.reason}")


def _reading_failed(page: Page) -> LinkVerdict | None:
    if page.text.extent is not Extent.NONE or page.text.unread is not Unread.FAILED:
        return None
    return LinkVerdict(LinkStatus.ALIVE, f"the page is there; {page.text.reason}")


def _says_nothing(page: Page) -> bool:
    if page.text.unread is Unread.BINARY:
        return False
    return page.text.extent is Extent.NONE and (not page.fetched.body.strip() or not page.said)


def _frames(page: Page) -> LinkVerdict | None:
    if not _says_nothing(page) or not page.markup.has_frames:
        return None
    return LinkVerdict(LinkStatus.SCRIPT_ONLY, "the page is made of frames, which are not read")


def _empty(page: Page) -> LinkVerdict | None:
    if not _says_nothing(page) or page.markup.has_pictures:
        return None
    return LinkVerdict(LinkStatus.EMPTY, "the answer holds no text")


def _no_text(page: Page) -> LinkVerdict | None:
    if page.text.extent is not Extent.NONE:
        return None
    return LinkVerdict(LinkStatus.UNSUPPORTED_TYPE, page.text.reason or "no text could be read")


OBSTACLE_RULES: RuleTable[Page, LinkVerdict] = RuleTable(
    "which obstacle is between a program and the page",
    (
        (
            "link.blocked.challenge.header",
            _by(challenge_header, LinkStatus.BLOCKED, f"the server sends programs to a challenge ({{}}): {_WALL}"),
        ),
        (
            "link.blocked.challenge.title",
            _by(challenge_title, LinkStatus.BLOCKED, f"the page is titled “{{}}”: {_WALL}"),
        ),
        ("link.blocked.challenge.words", _by(challenge_words, LinkStatus.BLOCKED, f"the page says “{{}}”: {_WALL}")),
        (
            "link.blocked.challenge.markup",
            _by(is_bare_challenge, LinkStatus.BLOCKED, f"the page holds only a challenge for browsers: {_WALL}"),
        ),
        (
            "link.parked.service",
            _by(parking_service, LinkStatus.PARKED, f"{_PARKED}: it redirects to {{}}, which parks and sells domains"),
        ),
        (
            "link.parked.markup",
            _by(is_parked_markup, LinkStatus.PARKED, f"{_PARKED}: the page loads files that only parking services use"),
        ),
        ("link.parked.words", _by(parking_words, LinkStatus.PARKED, f"{_PARKED}: the page says “{{}}”")),
        ("link.server-error.error-page", _program_failed),
        (
            "link.script-only.says-so",
            _standing_in("scripts", "the page asks for a browser that runs scripts", LinkStatus.SCRIPT_ONLY),
        ),
        ("link.blocked.human", _standing_in("human", "a wall against programs")),
        (
            "link.blocked.region",
            _by(is_kept_in_a_region, LinkStatus.BLOCKED, "not shown everywhere: the page says “{}”"),
        ),
        ("link.blocked.waiting-room", _standing_in("waiting", "a waiting room")),
        ("link.blocked.age", _standing_in("age", "a page that asks for the reader's age")),
        ("link.blocked.cookies", _standing_in("cookies", "a page that asks for cookies")),
        ("link.blocked.browser", _standing_in("browser", "a page for other browsers only")),
        ("link.blocked.consent", _consent),
        ("link.blocked.maintenance", _standing_in("maintenance", "a page of maintenance")),
        ("link.blocked.login", _login),
        ("link.blocked.access", _standing_in("access", "not open to everybody")),
        ("link.blocked.private", _standing_in("private", "not for everybody")),
        ("link.blocked.country", _standing_in("country", "a page that asks for a country")),
        (
            "link.blocked.not-now",
            _by(says_not_now, LinkStatus.BLOCKED, "not available for now: the page says “{}”"),
        ),
        ("link.script-only", _scripts),
        ("link.alive.pdf-without-text", _pdf_without_text),
        ("link.alive.text-not-read", _reading_failed),
        ("link.script-only.frames", _frames),
        ("link.empty", _empty),
        ("link.unsupported-type", _no_text),
    ),
)


def _teaser(evidence: Callable[[Page], str], reason: str) -> Callable[[Page], LinkVerdict | None]:
    """Return a rule for pages that show only their beginning without payment."""

    def rule(page: Page) -> LinkVerdict | None:
        found = evidence(page)
        said = f"only its beginning can be read: {reason.format(found)}"
        return LinkVerdict(LinkStatus.PAYWALLED, said, extent=Extent.TEASER) if found else None

    return rule


def _declared(page: Page) -> str:
    return page.text.reason if page.text.extent is Extent.TEASER and not page.body.early else ""


def _broken_off(page: Page) -> LinkVerdict | None:
    how = page.broken_off
    if not how:
        return None
    return LinkVerdict(LinkStatus.ALIVE, f"only its beginning arrived: {how}", extent=Extent.TEASER)


def _only_frames(page: Page) -> LinkVerdict | None:
    if not page.is_wordless or not page.markup.has_frames:
        return None
    return LinkVerdict(
        LinkStatus.SCRIPT_ONLY, "the page is made of frames, which are not read; only its title was read"
    )


def _only_pictures(page: Page) -> LinkVerdict | None:
    if not page.is_wordless or not page.markup.has_pictures:
        return None
    return LinkVerdict(LinkStatus.UNSUPPORTED_TYPE, "the page shows pictures, a film or another file, and no words")


def _only_a_title(page: Page) -> LinkVerdict | None:
    if not page.is_wordless or page.fetched.truncated:
        return None
    return LinkVerdict(LinkStatus.EMPTY, "the page has a title, and shows no words")


def _moved(page: Page) -> LinkVerdict | None:
    fetched = page.fetched
    permanent = fetched.redirects and all(status in _PERMANENT for status, _ in fetched.redirects)
    if not permanent or canonical_key(fetched.url) == canonical_key(fetched.final_url):
        return None
    return LinkVerdict(LinkStatus.MOVED, f"moved permanently to {fetched.final_url}", fetched.final_url)


def _alive(page: Page) -> LinkVerdict | None:
    at = f" at {page.fetched.final_url}" if page.fetched.redirects else ""
    return LinkVerdict(LinkStatus.ALIVE, f"can be read{at}")


READABLE_RULES: RuleTable[Page, LinkVerdict] = RuleTable(
    "which status a page has that is neither behind an obstacle nor missing",
    (
        ("link.paywalled.declared", _teaser(_declared, "{}")),
        ("link.paywalled.offer", _teaser(offer_behind, "it redirects to a subscription offer ({})")),
        ("link.paywalled.words", _teaser(paywall_words, "the page says “{}”")),
        ("link.alive.broken-off", _broken_off),
        ("link.script-only.frames-alone", _only_frames),
        ("link.unsupported-type.pictures", _only_pictures),
        ("link.empty.title-alone", _only_a_title),
        ("link.moved", _moved),
        ("link.alive", _alive),
    ),
)


__all__ = ["OBSTACLE_RULES", "READABLE_RULES"]
