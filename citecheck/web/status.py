"""What became of a link: told from the answer, from what the page says, and from how its host answers otherwise.

The order matters. First what the exchange alone says. Then whatever stands between a program and the page, because a
wall must never count as death: a challenge, a login, a page of consent. Then signs of a page that is not there; a
title alone is never enough where the host itself can be asked for a page that cannot exist.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from citecheck.model import Fetched, SourceText
from citecheck.web.addresses import WebAddress, registrable, web_address
from citecheck.web.notfound import (
    SHORT,
    HostAnswer,
    is_deep,
    is_diverted,
    is_shallower,
    is_thin,
    leads_to_error_page,
    looks_the_same,
    notice_in_names,
    notice_in_words,
    placeholder,
)
from citecheck.web.parking import parking_evidence
from citecheck.web.polite import Steps
from citecheck.web.view import PageView, count_words, path_of
from citecheck.web.walls import gate_evidence, paywall_evidence, wall_evidence
from claims.urls import canonical_key
from reports.model import Extent, LinkStatus

_BLOCKED = frozenset({401, 403, 407, 429, 430, 451, 999})
_PERMANENT = frozenset({301, 308})
_TERSE = 40  # words under which a notice in its title, or in a third of its words, is enough
UNREAD = "its text could not be read"  # how a reason begins where reading a text failed, which is not the page's fault
_NO_TEXT = "script-only"  # the extractor's word for a page that only scripts would fill

AskHost = Callable[[WebAddress, bool], Steps[HostAnswer]]
"""Asks the host of an address for a page that cannot exist: beside it (True), or at the host's root (False)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A link status, the evidence for it in words, and where a permanent redirect leads.

    `extent`, where given, is how much of the source the page is, if that is less than its text looks like.
    """

    status: LinkStatus
    reason: str
    moved_to: str | None = None
    extent: Extent | None = None

    @property
    def is_readable(self) -> bool:
        """Whether the page's text is that of the source, as far as it goes."""
        return self.status in (LinkStatus.ALIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED)


def of_answer(fetched: Fetched) -> Verdict | None:
    """Return the verdict that the exchange alone gives; None where the page has to be looked at."""
    status = fetched.status
    if fetched.failure is not None and (status is None or status < 400):
        return Verdict(fetched.failure, fetched.reason)
    if status is None:
        return Verdict(LinkStatus.CONNECTION_ERROR, "no answer")
    said = f"the server answers {status}"
    if status in (404, 410):
        return Verdict(LinkStatus.GONE, said)
    if status == 402:
        return Verdict(LinkStatus.PAYWALLED, said, extent=Extent.NONE)
    if status in _BLOCKED:
        return Verdict(LinkStatus.BLOCKED, f"{said}: it is not for programs, which says nothing of readers")
    if status >= 500:
        return Verdict(LinkStatus.SERVER_ERROR, said)
    if not 200 <= status < 300:
        return Verdict(LinkStatus.CLIENT_ERROR, said)
    return None


def verdict_on(fetched: Fetched, text: SourceText, ask: AskHost | None = None) -> Steps[Verdict]:
    """Return the verdict on what was fetched; `ask` is used where the page leaves a doubt.

    Without `ask` (a capture's host can be asked nothing) only what the page itself says counts.
    """
    told = of_answer(fetched)
    view = PageView(fetched, text)
    if told is not None:
        return _behind_wall(told, view)
    found = _obstacle(view)
    if found is not None:
        return found
    doubt = _Doubt(view)
    if doubt.any:
        lost = yield from doubt.resolved(ask or _silent)
        if lost is not None:
            return lost
    return _readable(view)


def _behind_wall(told: Verdict, view: PageView) -> Verdict:
    """A wall may answer with any status; only what it says tells it from an error of the page's own."""
    if told.status in (LinkStatus.SERVER_ERROR, LinkStatus.CLIENT_ERROR, LinkStatus.GONE):
        wall = wall_evidence(view)
        if wall:
            return Verdict(LinkStatus.BLOCKED, f"{told.reason}, and {wall}: a wall against programs")
    return told


def _obstacle(view: PageView) -> Verdict | None:
    """Return the verdict on a page that was answered with success and is not, or shows not, what was asked for."""
    wall = wall_evidence(view)
    if wall:
        return Verdict(LinkStatus.BLOCKED, f"{wall}: a wall against programs")
    parked = parking_evidence(view)
    if parked:
        return Verdict(LinkStatus.PARKED, f"the domain is parked: {parked}")
    gate = gate_evidence(view)
    if gate:
        return Verdict(LinkStatus.BLOCKED, gate)
    if view.text.extent is not Extent.NONE:
        return None
    if view.text.reason == _NO_TEXT:
        return Verdict(LinkStatus.SCRIPT_ONLY, "the page shows its text only to browsers that run its scripts")
    if view.text.media_type == "application/pdf":
        return Verdict(LinkStatus.ALIVE, f"the PDF is there; {view.text.reason}")
    if view.text.reason.startswith(UNREAD):
        return Verdict(LinkStatus.ALIVE, f"the page is there; {view.text.reason}")
    if not view.fetched.body.strip() or not view.said:
        if "<frame" in view.markup or "<iframe" in view.markup:
            return Verdict(LinkStatus.SCRIPT_ONLY, "the page is made of frames, which are not read")
        return Verdict(LinkStatus.EMPTY, "the answer holds no text")
    return Verdict(LinkStatus.UNSUPPORTED_TYPE, view.text.reason or "no text could be read")


class _Doubt:
    """What makes a page look as if it were not there, and what settles that."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._asked = web_address(view.fetched.url)
        self._final = web_address(view.fetched.final_url)
        self._name = notice_in_names(view)
        self._words = notice_in_words(view)
        self._placeholder = placeholder(view)
        self._error_page = leads_to_error_page(view)
        self._upward = bool(view.fetched.redirects) and is_shallower(self._asked, self._final)
        self._diverted = bool(view.fetched.redirects) and is_diverted(self._asked, self._final)
        canonical = view.text.canonical
        self._elsewhere = canonical is not None and path_of(canonical) == "" and path_of(self._final.url) != ""
        self._short = view.words < SHORT and view.text.media_type in ("text/html", "application/xhtml+xml")

    @property
    def any(self) -> bool:
        """Whether there is any doubt."""
        signs = (
            self._name,
            self._words,
            self._placeholder,
            self._error_page,
            self._upward,
            self._diverted,
            self._elsewhere,
        )
        return any(signs) or (self._short and path_of(self._asked.url) != "")

    def resolved(self, ask: AskHost) -> Steps[Verdict | None]:
        """Return the verdict that the page is not there, or None where that cannot be said."""
        if self._placeholder:
            reason = f"no site is there, only a placeholder titled “{self._placeholder[:60]}”"
            return Verdict(LinkStatus.SOFT_404, reason)
        if self._upward:
            return (yield from self._home(ask))
        noticed = bool(self._name or self._words or self._error_page)
        host = yield from ask(self._asked, self._diverted or (noticed and is_thin(self._view)))
        if noticed:
            return self._noticed(host)
        final = self._view.fetched.final_url
        if host.status is not None and host.final_url == final:
            if self._diverted:
                return Verdict(
                    LinkStatus.SOFT_404, f"leads to {final}, as does an address that cannot exist on that host"
                )
            # What cannot exist leads to the very address that was cited: it is the site's front page, and alive.
            return None
        if host.status is not None and 200 <= host.status < 300 and looks_the_same(self._view, host):
            return Verdict(
                LinkStatus.SOFT_404, f"the host shows the same page for {host.final_url}, which cannot exist"
            )
        return None

    def _noticed(self, host: HostAnswer) -> Verdict | None:
        """Weigh a page that says that something was not found."""
        quoted = (
            f"“{(self._name or self._words)[:70]}”" if self._name or self._words else "its address is an error page's"
        )
        same = host.status is not None and looks_the_same(self._view, host)
        if same:
            return Verdict(LinkStatus.SOFT_404, f"answers 200 and says {quoted}, as for an address that cannot exist")
        if not is_thin(self._view):
            return None
        signs = sum((bool(self._name), bool(self._words), self._error_page))
        terse = self._view.words < _TERSE and bool(self._name or count_words(self._words) * 3 >= self._view.words)
        if signs >= 2 or terse:
            return Verdict(LinkStatus.SOFT_404, f"answers 200 and says {quoted}, with {self._view.prose} words of text")
        return None

    def _home(self, ask: AskHost) -> Steps[Verdict | None]:
        """Weigh a redirect to a front page."""
        final = self._view.fetched.final_url
        host = yield from ask(self._asked, True)
        led = host.status is not None and (_same_page(host.final_url, final) or looks_the_same(self._view, host))
        if led and not host.is_honest:
            reason = f"leads to the front page {final}, as does an address that cannot exist on that host"
            return Verdict(LinkStatus.REDIRECTED_HOME, reason)
        same_site = registrable(self._asked.host) == registrable(self._final.host)
        if same_site and is_deep(self._asked) and path_of(final) == "":
            return Verdict(
                LinkStatus.REDIRECTED_HOME, f"one page was asked for, the site's front page {final} answered"
            )
        return Verdict(LinkStatus.ALIVE, f"leads to the front page {final}", extent=Extent.TEASER)


def _readable(view: PageView) -> Verdict:
    """Return the verdict on a page that is there."""
    fetched, extent = view.fetched, view.text.extent
    paid = view.text.reason if extent is Extent.TEASER else paywall_evidence(view)
    if paid:
        return Verdict(LinkStatus.PAYWALLED, f"only its beginning can be read: {paid}", extent=Extent.TEASER)
    moved = fetched.redirects and all(status in _PERMANENT for status, _ in fetched.redirects)
    if moved and canonical_key(fetched.url) != canonical_key(fetched.final_url):
        return Verdict(LinkStatus.MOVED, f"moved for good to {fetched.final_url}", fetched.final_url)
    if fetched.redirects:
        return Verdict(LinkStatus.ALIVE, f"can be read at {fetched.final_url}")
    return Verdict(LinkStatus.ALIVE, "can be read")


def _silent(address: WebAddress, sibling: bool) -> Steps[HostAnswer]:
    """Answer for a host that cannot be asked."""
    yield from ()
    return HostAnswer(None)


def _same_page(one: str, other: str) -> bool:
    return canonical_key(one.partition("?")[0]) == canonical_key(other.partition("?")[0])


__all__ = ["UNREAD", "AskHost", "Verdict", "of_answer", "verdict_on"]
