"""Run the cases of the rule book about links, by the functions that an audit uses; no socket is opened."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import replace

from citecheck.extractors import extract
from citecheck.http.addresses import WebAddress
from citecheck.http.tasks import Task, run_without_waiting
from citecheck.model import Barrier, Fetched, SourceText, Unread
from citecheck.pages import Body, Page
from citecheck.rules import RuleTable
from citecheck.sources import named_rules
from citecheck.sources.named_rules import NamedCase, in_the_light_of_the_reference
from citecheck.web import absence_rules, answer_rules, page_rules, second_visit, unvisited_rules
from citecheck.web.notfound import HostAnswer
from citecheck.web.second_visit import after_browser, after_second_visit, is_worth_a_browser, is_worth_a_second_visit
from citecheck.web.status import LinkVerdict, UnvisitedCase, unvisited, verdict_on
from claims.model import Reference, Span
from reports.model import Attempt, Extent, LinkStatus, Origin

LINK_TABLES: tuple[RuleTable, ...] = (
    answer_rules.ANSWER_RULES,
    page_rules.OBSTACLE_RULES,
    absence_rules.DESPITE_RULES,
    absence_rules.ABSENCE_RULES,
    page_rules.READABLE_RULES,
    second_visit.VISIT_RULES,
    second_visit.BROWSER_RULES,
    named_rules.NAMED_RULES,
    unvisited_rules.UNVISITED_RULES,
)
_AT = "2026-03-01T02:00:00Z"
_UNVISITED = {
    "file-error": UnvisitedCase(file_error="there is no such file"),
    "failed": UnvisitedCase(failure="ValueError"),
    "file": UnvisitedCase(has_file=True),
    "empty-entry": UnvisitedCase(is_empty=True, has_address=False),
    "no-address": UnvisitedCase(has_address=False),
    "offline": UnvisitedCase(is_offline=True),
    "usurped": UnvisitedCase(is_usurped=True),
    "out-of-time": UnvisitedCase(out_of_time=True),
    "cancelled": UnvisitedCase(cancelled=True),
}


def verdict(given: Mapping[str, str]) -> LinkVerdict:
    """Return the verdict on the link of a case."""
    if "unvisited" in given:
        return unvisited(_UNVISITED[given["unvisited"]])
    fetched = _fetched(given)
    page = Page(fetched, lambda body, url: _text(body, url, given))

    def ask(address: WebAddress, sibling: bool) -> Task[HostAnswer]:
        yield from ()
        return _probe(given, address, page)

    found = run_without_waiting(verdict_on(page, ask))
    if "browser_page" in given:
        again = replace(fetched, status=200, body=given["browser_page"].encode())
        assert is_worth_a_second_visit(found, fetched.status)
        found = after_second_visit(found, run_without_waiting(verdict_on(Page(again, extract)))) or found
    if "rendered_page" in given:
        assert is_worth_a_browser(found, page)
        again = replace(fetched, body=given["rendered_page"].encode())
        found = after_browser(found, run_without_waiting(verdict_on(Page(again, extract)))) or found
    if "title" in given:
        title = given["title"]
        reference = Reference(key="r", label="1", text=title, span=Span(0, len(title)), title=title)
        found = in_the_light_of_the_reference(NamedCase(found, page.text, reference, "en"))
    return found


def _fetched(given: Mapping[str, str]) -> Fetched:
    status = int(given.get("answer", "0")) or None
    address = given["address"]
    redirects = tuple(
        (int(code), target)
        for code, target in (hop.split(" ") for hop in given.get("redirects", "").split("; ") if hop)
    )
    headers = {"content-type": "application/pdf" if "pdf" in given else "text/html; charset=utf-8"}
    if "headers" in given:
        name, value = given["headers"].split(": ")
        headers[name] = value
    failure = LinkStatus(given["failure"]) if "failure" in given else None
    return Fetched(
        url=address,
        final_url=redirects[-1][1] if redirects else address,
        origin=Origin.LIVE,
        retrieved=_AT,
        attempts=(Attempt(url=address, origin=Origin.LIVE, at=_AT, status=status),),
        status=status,
        headers=headers,
        body=b"%PDF-1.7 damaged" if "pdf" in given else _body(given),
        failure=failure,
        reason=given.get("reason", ""),
        redirects=redirects,
        barrier=Barrier(given["barrier"]) if "barrier" in given else None,
        broken_off=given.get("broken_off", ""),
    )


def _body(given: Mapping[str, str]) -> bytes:
    """Return the page; with `gzip_lacks` as gzip that no header declares, without that many bytes of its end."""
    page = given.get("page", "").encode()
    return gzip.compress(page)[: -int(given["gzip_lacks"])] if "gzip_lacks" in given else page


def _text(body: Body, url: str | None, given: Mapping[str, str]) -> SourceText:
    text = extract(body, url)
    unread = given.get("unread")
    if unread is None:
        return text
    why = {"failed": Unread.FAILED, "type": Unread.BINARY}.get(unread)
    return replace(text, extent=Extent.NONE, reason="its text could not be read", unread=why)


def _probe(given: Mapping[str, str], address: WebAddress, page: Page) -> HostAnswer:
    probe = given.get("probe", "")
    impossible = f"{address.origin}/no-such-page"
    if probe == "same":
        return HostAnswer(200, impossible, page.fingerprint)
    code, _, target = probe.partition(" ")
    return HostAnswer(int(code) if code else None, target or impossible)
