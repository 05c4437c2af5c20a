"""The rules for pages that may not be the one that was requested: soft 404s, and redirects to a front page.

If the host can be probed with an address that cannot exist, a title alone decides nothing. The sentences of the rules
are in `reports/rules/links.toml`.
"""

from __future__ import annotations

from functools import cached_property

from citecheck.http.addresses import registrable, web_address
from citecheck.pages import Page
from citecheck.pages.wording import count_words, likeness
from citecheck.rules import RuleTable
from citecheck.web.link_verdict import LinkVerdict
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
    path_of,
    placeholder,
)
from citecheck.web.stands_in import reports_failure
from claims.urls import canonical_key
from reports.model import Extent, LinkStatus

_STORY = 120  # words in sentences; a page with as many may be one that was requested, whatever its status: judgement
_UNLIKE = 0.2  # likeness up to which the page of an impossible address is another one: judgement
_FEW_WORDS = 40  # words under which one sign of a notice may be enough: judgement


class AbsenceCase:
    """A page that may not be the requested one, with the signs of that.

    `page` is the page. `host` is the answer of the host to a probe; None: the host has not been probed.
    """

    def __init__(self, page: Page, host: HostAnswer | None = None) -> None:
        self.page, self.host = page, host
        self.asked = web_address(page.fetched.url)
        self.final = web_address(page.fetched.final_url)
        self.name = notice_in_names(page)
        self.words = notice_in_words(page)
        self.placeholder = placeholder(page)
        self.error_page = leads_to_error_page(page)
        redirected = bool(page.fetched.redirects)
        self.upward = redirected and is_shallower(self.asked, self.final)
        self.diverted = redirected and is_diverted(self.asked, self.final)

    @property
    def noticed(self) -> bool:
        """Whether the page or its address says that something was not found."""
        return bool(self.name or self.words or self.error_page)

    @property
    def is_doubtful(self) -> bool:
        """Whether any sign says that the page is not the one that was requested."""
        page = self.page
        canonical = page.text.canonical
        elsewhere = canonical is not None and path_of(canonical) == "" and path_of(self.final.url) != ""
        short = page.words < SHORT and page.text.media_type in ("text/html", "application/xhtml+xml")
        signs = (self.placeholder, self.noticed, self.upward, self.diverted, elsewhere)
        return any(signs) or (short and path_of(self.asked.url) != "")

    @property
    def may_be_there(self) -> bool:
        """Whether an answer with the status of an error may be the page: it tells a story and reports nothing."""
        page = self.page
        if page.fetched.status is None or page.broken_off:
            return False
        if self.upward or self.asked.origin != self.final.origin:
            return False
        said = self.noticed or self.placeholder or reports_failure(page)
        return page.tells_a_story and page.prose >= _STORY and not said

    @property
    def wants_sibling(self) -> bool:
        """Whether to probe an impossible address beside this one, rather than at the root of the host."""
        return self.upward or self.diverted or (self.noticed and is_thin(self.page))

    @cached_property
    def looks_the_same(self) -> bool:
        """Whether the host shows this page for an address that cannot exist."""
        host = self.host
        return host is not None and host.status is not None and looks_the_same(self.page, host)

    @property
    def leads_there_too(self) -> bool:
        """Whether an address that cannot exist redirects to the same page."""
        host = self.host
        return host is not None and host.status is not None and host.final_url == self.page.fetched.final_url

    @property
    def quoted(self) -> str:
        """The notice of the page, for a reason."""
        said = self.name or self.words
        return f"“{said[:70]}”" if said else "its address is that of an error page"


def _page_with_wrong_status(case: AbsenceCase) -> LinkVerdict | None:
    host = case.host
    if host is None or not host.is_error or len(host.fingerprint) >= SHORT:
        return None  # where missing pages show stories, a story proves nothing
    if likeness(case.page.fingerprint, host.fingerprint) > _UNLIKE:
        return None
    reason = f"can be read, although the server answers {case.page.fetched.status}"
    return LinkVerdict(LinkStatus.ALIVE, reason, extent=Extent.TEASER)


def _placeholder(case: AbsenceCase) -> LinkVerdict | None:
    if not case.placeholder:
        return None
    reason = f"there is no site, only a placeholder titled “{case.placeholder[:60]}”"
    return LinkVerdict(LinkStatus.SOFT_404, reason)


def _home_like_impossible(case: AbsenceCase) -> LinkVerdict | None:
    host = case.host
    if not case.upward or host is None or host.status is None or host.is_honest:
        return None
    final = case.page.fetched.final_url
    if not (_same_page(host.final_url, final) or case.looks_the_same):
        return None
    reason = f"redirects to the front page {final}, and so does an address that cannot exist on that host"
    return LinkVerdict(LinkStatus.REDIRECTED_HOME, reason)


def _article_to_home(case: AbsenceCase) -> LinkVerdict | None:
    same_site = registrable(case.asked.host) == registrable(case.final.host)
    final = case.page.fetched.final_url
    if not (case.upward and same_site and is_deep(case.asked) and path_of(final) == ""):
        return None
    reason = f"the address names one page, but redirects to the site's front page {final}"
    return LinkVerdict(LinkStatus.REDIRECTED_HOME, reason)


def _front_page(case: AbsenceCase) -> LinkVerdict | None:
    if not case.upward:
        return None
    reason = f"redirects to the front page {case.page.fetched.final_url}"
    return LinkVerdict(LinkStatus.ALIVE, reason, extent=Extent.TEASER)


def _notice_and_probe(case: AbsenceCase) -> LinkVerdict | None:
    if not case.noticed or not case.looks_the_same:
        return None
    reason = f"answers 200 and says {case.quoted}, as it does for an address that cannot exist"
    return LinkVerdict(LinkStatus.SOFT_404, reason)


def _notice_alone(case: AbsenceCase) -> LinkVerdict | None:
    """Return a verdict for a page of few words with two signs of a notice, or with hardly any words besides it."""
    if not case.noticed or not is_thin(case.page) or (case.page.tells_a_story and not case.error_page):
        return None
    signs = sum((bool(case.name), bool(case.words), case.error_page))
    words = case.page.words
    most = count_words(case.words) * 3 >= words or (bool(case.words) and not case.page.impersonal)
    terse = words < _FEW_WORDS and bool(case.name or most)
    if signs < 2 and not terse:
        return None
    return LinkVerdict(LinkStatus.SOFT_404, f"answers 200 and says {case.quoted}, with {case.page.prose} words of text")


def _diverted_like_impossible(case: AbsenceCase) -> LinkVerdict | None:
    if case.noticed or not case.diverted or not case.leads_there_too:
        return None
    final = case.page.fetched.final_url
    return LinkVerdict(
        LinkStatus.BLOCKED,
        f"redirects to {final}, and so does an address that cannot exist; the page does not say why",
    )


def _same_as_impossible(case: AbsenceCase) -> LinkVerdict | None:
    """Return a verdict if an address that cannot exist shows the same page without a redirect to the cited one."""
    host = case.host
    if case.noticed or host is None or host.status is None or case.leads_there_too:
        return None
    if not 200 <= host.status < 300 or not case.looks_the_same:
        return None
    reason = f"the host shows the same page for {host.final_url}, which cannot exist; it does not say what is missing"
    return LinkVerdict(LinkStatus.BLOCKED, reason)


DESPITE_RULES: RuleTable[AbsenceCase, LinkVerdict] = RuleTable(
    "whether a page is there although its status says otherwise",
    (("link.alive.wrong-status", _page_with_wrong_status),),
)

ABSENCE_RULES: RuleTable[AbsenceCase, LinkVerdict] = RuleTable(
    "whether a page is the one that was requested",
    (
        ("link.soft404.placeholder", _placeholder),
        ("link.redirected-home.probe", _home_like_impossible),
        ("link.redirected-home.deep-address", _article_to_home),
        ("link.alive.front-page", _front_page),
        ("link.soft404.notice-and-probe", _notice_and_probe),
        ("link.soft404.notice", _notice_alone),
        ("link.blocked.diverted", _diverted_like_impossible),
        ("link.blocked.same-page", _same_as_impossible),
    ),
)


def _same_page(one: str, other: str) -> bool:
    return canonical_key(one.partition("?")[0]) == canonical_key(other.partition("?")[0])


__all__ = ["ABSENCE_RULES", "DESPITE_RULES", "AbsenceCase"]
