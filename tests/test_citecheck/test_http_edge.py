"""The edge of HTTP, answer by answer: what a fetcher makes of headers that servers send."""

import pytest
import responses
from live_web import fast
from requests.adapters import HTTPAdapter

from citecheck.web.live import LiveFetcher
from reports.model import LinkStatus

PAGE = "https://county.test/page"


@pytest.fixture
def web():
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.get("https://county.test/robots.txt", status=404)
        yield mock


def fetch(url=PAGE, **changes):
    fetcher = LiveFetcher(fast(**changes), adapter=HTTPAdapter(), pace=False)
    try:
        return fetcher.fetch(url)
    finally:
        fetcher.close()


def statuses(fetched):
    return [attempt.status for attempt in fetched.attempts if attempt.url == PAGE]


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
def test_what_may_pass_is_tried_again(web, status):
    web.get(PAGE, status=status)
    web.get(PAGE, body="<p>Here.</p>")

    assert statuses(fetch(retries=2)) == [status, 200]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_what_is_final_is_not(web, status):
    web.get(PAGE, status=status)

    assert statuses(fetch(retries=2)) == [status]


def test_a_retry_after_beyond_our_limit_is_not_waited_for(web):
    web.get(PAGE, status=503, headers={"Retry-After": "86400"})

    assert statuses(fetch(retries=2, max_retry_after=5)) == [503]


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/moved", "https://county.test/moved"),
        ("//county.test/moved", "https://county.test/moved"),
        ("moved?to=here#part", "https://county.test/moved?to=here"),
    ],
)
def test_a_relative_redirect_is_followed_from_where_it_stands(web, location, expected):
    web.get(PAGE, status=301, headers={"Location": location})
    web.get(expected, body="<p>Here.</p>")

    fetched = fetch()

    assert fetched.final_url.split("#")[0] == expected
    assert [status for status, _ in fetched.redirects] == [301]


def test_a_redirect_to_another_scheme_is_not_followed(web):
    web.get(PAGE, status=302, headers={"Location": "file:///etc/passwd"})

    fetched = fetch()

    assert fetched.failure is LinkStatus.UNSUPPORTED_SCHEME
    assert len(web.calls) == 2  # robots.txt and the page


def test_robots_are_asked_once_and_obeyed(web):
    web.replace("GET", "https://county.test/robots.txt", body="User-agent: *\nDisallow: /page\n")

    assert fetch().failure is LinkStatus.DISALLOWED


def test_credentials_in_an_address_are_sent_nowhere_and_kept_nowhere(web):
    web.get(PAGE, body="<p>Here.</p>")

    fetched = fetch("https://user:secret@county.test/page")

    assert "secret" not in repr(fetched)
