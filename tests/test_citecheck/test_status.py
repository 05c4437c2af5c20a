from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from live_web import fast, fetcher_for, reference, settings_for

from citecheck.extractors import extract
from citecheck.http.tasks import run_without_waiting
from citecheck.model import Fetched, SourceText
from citecheck.pages import Body, Markup, Page
from citecheck.sources import SourceReader
from citecheck.web.status import verdict_on
from claims.model import Document, DocumentFormat
from reports.model import Extent, LinkStatus, Origin, SourceCheck
from testbed.link_pages import Case, build
from testbed.loopback import Loopback

DOCUMENT = Document(name="d", format=DocumentFormat.PLAINTEXT, text="", sha256="")
NEVER_DEAD = {"alive", "moved", "blocked", "paywalled", "script-only", "disallowed"}


@pytest.mark.slow
def test_every_page_gets_its_status(link_pages: tuple[list[Case], Mapping[str, SourceCheck]]) -> None:
    cases, checks = link_pages
    wrong = {
        case.name: (checks[case.name].status, checks[case.name].reason)
        for case in cases
        if checks[case.name].status.value not in case.expected
    }
    assert not wrong


@pytest.mark.slow
def test_the_pages_have_every_status_that_a_fetch_can_give(
    link_pages: tuple[list[Case], Mapping[str, SourceCheck]],
) -> None:
    cases, _ = link_pages
    beside = {LinkStatus.USURPED, LinkStatus.NO_LOCATOR, LinkStatus.NOT_CHECKED, LinkStatus.TLS_ERROR}
    shown = {status for case in cases for status in case.expected}
    assert {status.value for status in LinkStatus if status not in beside} == shown


@pytest.mark.slow
def test_no_page_that_people_can_read_is_called_failing(
    link_pages: tuple[list[Case], Mapping[str, SourceCheck]],
) -> None:
    cases, checks = link_pages
    readable = [case.name for case in cases if case.expected <= NEVER_DEAD]
    assert len(readable) > 40
    assert not [name for name in readable if checks[name].status.is_failing]


@pytest.mark.slow
def test_every_verdict_has_its_reason(link_pages: tuple[list[Case], Mapping[str, SourceCheck]]) -> None:
    _, checks = link_pages
    assert all(len(check.reason) > 5 for check in checks.values())


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "words", ["the ", "that ", "sorry, ", "oops ", "404 ", "not ", "we can't ", "- ", "a", "x.test "]
)
def test_no_page_keeps_the_judge_busy(words: str) -> None:
    body = f"<title>{words * 500}</title><h1>{words * 500}</h1><p>{words * 20_000}</p>".encode()
    url = "http://hostile.test/story"
    fetched = Fetched(
        url=url, final_url=url, origin=Origin.LIVE, retrieved="", attempts=(), status=200, headers={}, body=body
    )
    assert run_without_waiting(verdict_on(Page(fetched, extract))).reason


@pytest.mark.timeout(20)
@pytest.mark.parametrize("markup", ["<title>", "//", "<meta ", "<noscript>", "x.", "<a id=", " name='", "<script>"])
def test_no_markup_keeps_the_judge_busy(markup: str) -> None:
    body = (markup * 60_000)[:300_000].encode()
    url = "http://hostile.test/story"
    fetched = Fetched(
        url=url, final_url=url, origin=Origin.LIVE, retrieved="", attempts=(), status=200, headers={}, body=body
    )
    text = SourceText(text="", extent=Extent.FULL)
    assert run_without_waiting(verdict_on(Page(fetched, lambda body, url: text))).reason
    assert Markup(Body(body[:30_000], "text/html")).refresh is None
    assert isinstance(Markup(Body(body, "text/html")).anchors, list)


@pytest.fixture(scope="module")
def link_pages() -> Iterator[tuple[list[Case], Mapping[str, SourceCheck]]]:
    settings = settings_for(fast(breaker=0, read_timeout=1.2, total_timeout=2.5, threads=16))
    with Loopback() as web:
        cases = build(web)
        reader = SourceReader(settings, fetcher=fetcher_for(web, settings.web))
        entries = [reference(case.name, case.url) for case in cases]
        with reader, reader.gather(DOCUMENT, entries) as gathering:
            yield cases, {case.name: gathering.source(case.name).check for case in cases}
