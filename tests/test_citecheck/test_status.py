from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from live_web import fast, fetcher_for, reference, settings_for
from loopback import Loopback
from zoo import Case, build

from citecheck.sources import SourceReader
from claims.model import Document, DocumentFormat
from reports.model import LinkStatus, SourceCheck

DOCUMENT = Document(name="d", format=DocumentFormat.PLAINTEXT, text="", sha256="")
NEVER_DEAD = {"alive", "moved", "blocked", "paywalled", "script-only", "disallowed"}


def test_every_page_of_the_zoo_is_told_for_what_it_is(zoo: tuple[list[Case], Mapping[str, SourceCheck]]) -> None:
    cases, checks = zoo
    wrong = {
        case.name: (checks[case.name].status, checks[case.name].reason)
        for case in cases
        if checks[case.name].status.value not in case.expected
    }
    assert not wrong


def test_the_zoo_has_every_status_that_a_fetch_can_give(zoo: tuple[list[Case], Mapping[str, SourceCheck]]) -> None:
    cases, _ = zoo
    beside = {LinkStatus.USURPED, LinkStatus.NO_LOCATOR, LinkStatus.NOT_CHECKED, LinkStatus.TLS_ERROR}
    shown = {status for case in cases for status in case.expected}
    assert {status.value for status in LinkStatus if status not in beside} == shown


def test_no_page_that_people_can_read_is_called_failing(zoo: tuple[list[Case], Mapping[str, SourceCheck]]) -> None:
    cases, checks = zoo
    readable = [case.name for case in cases if case.expected <= NEVER_DEAD]
    assert len(readable) > 40
    assert not [name for name in readable if checks[name].status.is_failing]


def test_every_verdict_has_its_reason(zoo: tuple[list[Case], Mapping[str, SourceCheck]]) -> None:
    _, checks = zoo
    assert all(len(check.reason) > 5 for check in checks.values())


@pytest.fixture(scope="module")
def zoo() -> Iterator[tuple[list[Case], Mapping[str, SourceCheck]]]:
    settings = settings_for(fast(breaker=0, read_timeout=0.6, total_timeout=1.2, threads=16))
    with Loopback() as web:
        cases = build(web)
        reader = SourceReader(settings, fetcher=fetcher_for(web, settings.web))
        entries = [reference(case.name, case.url) for case in cases]
        with reader, reader.gather(DOCUMENT, entries) as gathering:
            yield cases, {case.name: gathering.source(case.name).check for case in cases}
