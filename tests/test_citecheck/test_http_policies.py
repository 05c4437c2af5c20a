"""How each kind of host is asked, and what is taken out of addresses before they are kept."""

from __future__ import annotations

import pytest

from citecheck.http.client import HttpReply
from citecheck.http.failures import Failure
from citecheck.http.policy import archive_policy, page_policy, render_policy, robots_policy
from citecheck.http.redaction import clean_url
from citecheck.settings.model import ArchiveSettings, Settings, WebSettings
from reports.model import LinkStatus

DOWN = Failure(LinkStatus.CONNECTION_ERROR, "the server refuses connections")
DOWN_FOR_NOW = Failure(LinkStatus.CONNECTION_ERROR, "the server cut the connection", passing=True)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://a.test/?token=abc", "http://a.test/?token=-"),
        ("http://a.test/?nextPageToken=abc", "http://a.test/?nextPageToken=abc"),
        ("http://a.test/?page=2&title=abc", "http://a.test/?page=2&title=abc"),
        ("http://joe:pw@a.test/x", "http://a.test/x"),
        ("http://a.test/?key=short", "http://a.test/?key=short"),
    ],
)
def test_only_credentials_are_taken_out_of_an_address(url: str, kept: str) -> None:
    assert clean_url(url) == kept


def test_pages_and_archives_have_policies_of_their_own() -> None:
    pages = page_policy(WebSettings(per_host_rate=2.0))
    assert (pages.closing_statuses, pages.interval, pages.jitter) == (frozenset({429}), 0.5, 0.5)
    assert page_policy(WebSettings(per_host_rate=2.0), paced=False).interval == 0.0
    assert (robots_policy(pages).retries, robots_policy(pages).closing_statuses) == (0, frozenset())
    assert (render_policy(pages).retries, render_policy(pages).breaker) == (0, 0)
    settings = Settings(archives=ArchiveSettings(lookups_per_minute=30, reads_per_second=4))
    index, read = archive_policy(settings, "index"), archive_policy(settings, "read")
    assert (index.interval, index.lane, read.interval, read.lane) == (2.0, "index", 0.25, "read")
    assert (index.assumed_wait, index.shut_out, index.max_bytes) == (60.0, 3600.0, 4_000_000)
    assert [pages.wait_before_retry(DOWN_FOR_NOW, tries, 0.0) for tries in (1, 2, 3)] == [1.0, 2.0, None]
    assert pages.wait_before_retry(DOWN_FOR_NOW, 2, 1.0) == 3.0
    assert pages.wait_before_retry(DOWN, 1, 0.0) is None


def test_a_reply_without_an_answer_has_no_headers() -> None:
    reply = HttpReply(url="http://a.test/", at="2026-11-28T12:00:00Z", attempts=(), failure=DOWN)
    assert reply.headers == {}
