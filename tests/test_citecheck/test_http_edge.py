"""The edge of HTTP, answer by answer: what a fetcher makes of headers that servers send."""

import gzip
import random
import zlib
from dataclasses import replace

import brotli
import pytest
import requests
import responses
import zstandard
from live_web import fast
from requests.adapters import HTTPAdapter

from citecheck.http.answer import Answer
from citecheck.http.circuit_breaker import CircuitBreaker
from citecheck.http.client import Budget, HttpClient, HttpRequest
from citecheck.http.decoding import decoded
from citecheck.http.failures import Failure
from citecheck.http.policy import archive_policy, page_policy
from citecheck.http.rate_limiter import RateLimiter
from citecheck.http.tasks import TimeSlot
from citecheck.settings.model import Settings
from citecheck.testing import FakeClock
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


class TestWaits:
    """How long to wait before the next try: the pause doubles, and a server may ask for a longer one."""

    POLICY = replace(page_policy(fast(retries=3)), backoff=2.0, jitter=0.5, max_retry_after=30.0)
    GONE = Failure(LinkStatus.CONNECTION_ERROR, "the connection was cut", passing=True)
    SLOW = Failure(LinkStatus.TIMEOUT, "no answer in time", passing=True)

    def answer(self, status=503, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Answer(status=status, headers=named, body=b"", at="2026-01-31T00:00:00+00:00")

    @pytest.mark.parametrize(("tries", "chance", "wait"), [(1, 0, 2), (2, 0, 4), (3, 0, 8), (1, 1, 3), (4, 0, None)])
    def test_each_pause_is_twice_the_last_one(self, tries, chance, wait):
        assert self.POLICY.wait_before_retry(self.GONE, tries, chance) == wait

    def test_only_what_passes_is_tried_again(self):
        final = Failure(LinkStatus.CONNECTION_ERROR, "the name does not exist")
        assert self.POLICY.wait_before_retry(final, 1, 0) is None
        assert self.POLICY.wait_before_retry(self.answer(404), 1, 0) is None
        assert self.POLICY.wait_before_retry(replace(self.answer(200), broken_off="cut"), 1, 0) == 2
        hasty = replace(self.POLICY, retries_timeouts=False)
        assert self.POLICY.wait_before_retry(self.SLOW, 1, 0) == 2
        assert hasty.wait_before_retry(self.SLOW, 1, 0) is None
        assert hasty.wait_before_retry(self.GONE, 1, 0) == 2

    @pytest.mark.parametrize(("asked", "wait"), [("0", 2), ("1", 2), ("3", 3), ("30", 30), ("31", None)])
    def test_a_server_asks_for_a_wait_up_to_a_limit(self, asked, wait):
        assert self.POLICY.wait_before_retry(self.answer(retry_after=asked), 1, 0) == wait

    def test_a_wait_that_is_assumed_is_for_one_429(self):
        patient = replace(self.POLICY, assumed_wait=20.0)
        assert patient.wait_before_retry(self.answer(429), 1, 0) == 20
        assert patient.wait_before_retry(self.answer(429), 2, 0) is None
        assert patient.wait_before_retry(self.answer(429, retry_after="5"), 2, 0) == 5
        assert patient.wait_before_retry(self.answer(503), 2, 0) == 4


class TestSlots:
    def test_a_slot_is_free_at_the_very_moment_it_is_due(self):
        clock = FakeClock()
        limiter = RateLimiter(clock)
        assert limiter.claim(TimeSlot("a.test", 2.0)) == 0
        assert limiter.claim(TimeSlot("a.test", 2.0)) == 2
        assert limiter.claim(TimeSlot("b.test", 2.0)) == 0
        clock.sleep(2)
        assert [limiter.claim(TimeSlot("a.test", 2.0)) for _ in range(2)] == [0, 2]

    def test_the_longest_of_all_pauses_counts(self):
        limiter = RateLimiter(FakeClock())
        limiter.pause("a.test", 5)
        limiter.pause("a.test", 3)
        assert limiter.claim(TimeSlot("a.test")) == 5
        limiter.slow("b.test", 4)
        limiter.slow("b.test", 1)
        assert [limiter.claim(TimeSlot("b.test", 2.0)) for _ in range(2)] == [0, 4]
        assert [limiter.claim(TimeSlot("b.test", lane="unlimited")) for _ in range(2)] == [0, 0]

    def test_a_host_is_closed_until_its_time_is_over(self):
        clock = FakeClock()
        limiter = RateLimiter(clock)
        limiter.close("a.test", 10)
        limiter.close("a.test", 4)
        assert (limiter.closed_for("a.test"), limiter.closed_for("b.test")) == (10, 0)
        clock.sleep(9)
        assert limiter.closed_for("a.test") == 10
        clock.sleep(1)
        assert limiter.closed_for("a.test") == 0


class TestCircuits:
    CUT = Failure(LinkStatus.CONNECTION_ERROR, "the connection was cut")

    def test_the_limit_of_failures_opens_a_circuit_and_an_answer_closes_it(self):
        breaker = CircuitBreaker()
        for page in "ab":
            breaker.failed("a.test", self.CUT, key=page)
            breaker.failed("a.test", self.CUT, key=page)  # an address counts once
        assert breaker.opened("a.test", 3) is None
        assert breaker.opened("a.test", 0) is None
        assert breaker.opened("b.test", 2) is None
        assert "2 times in a row" in breaker.opened("a.test", 2).reason
        breaker.succeeded("a.test")
        assert breaker.opened("a.test", 1) is None

    def test_exchanges_at_the_same_time_are_one_failure(self):
        breaker = CircuitBreaker()
        breaker.failed("a.test", self.CUT, began=0, now=5)
        breaker.failed("a.test", self.CUT, began=4, now=6)
        assert breaker.opened("a.test", 2) is None
        breaker.failed("a.test", self.CUT, began=5, now=9)
        assert breaker.opened("a.test", 2) is not None

    def test_a_host_that_refuses_is_not_asked_whatever_the_limit(self):
        breaker = CircuitBreaker()
        breaker.trip("a.test", self.CUT)
        assert breaker.opened("a.test", 0).status is LinkStatus.CONNECTION_ERROR
        assert breaker.opened("b.test", 0) is None


class _Failing(HTTPAdapter):
    """A transport whose every request fails with `error`."""

    def __init__(self, error):
        super().__init__()
        self.error = error

    def send(self, *_, **__):
        raise self.error


@pytest.mark.parametrize(
    ("policy", "error", "closed"),
    [
        (archive_policy(Settings(), "read"), ConnectionRefusedError(), 3600.0),
        (archive_policy(Settings(), "read"), TimeoutError(), 0.0),
        (archive_policy(Settings(), "read"), ConnectionResetError(), 0.0),
        (page_policy(fast()), ConnectionRefusedError(), 0.0),
    ],
)
def test_an_archive_that_refuses_connections_is_left_alone_and_a_page_is_not(policy, error, closed):
    limiter = RateLimiter(FakeClock())
    client = HttpClient(_Failing(requests.ConnectionError(error)), clock=FakeClock(), limiter=limiter)
    request = HttpRequest(url=PAGE, host="a.test", pace_key="a.test")

    reply = limiter.run(client.ask(request, replace(policy, retries=0)))

    assert reply.failure is not None
    assert limiter.closed_for("a.test") == closed


@pytest.mark.parametrize(("left", "reason"), [(0.0, "within 5 s"), (-1.0, "within 5 s"), (0.5, "refuse")])
def test_nothing_is_sent_once_the_time_of_an_address_is_spent(left, reason):
    limiter = RateLimiter(FakeClock())
    refused = requests.ConnectionError(ConnectionRefusedError())
    client = HttpClient(_Failing(refused), clock=FakeClock(), limiter=limiter)
    request = HttpRequest(url=PAGE, host="a.test", pace_key="a.test", budget=Budget(left, 5.0))

    reply = limiter.run(client.ask(request, replace(page_policy(fast()), retries=0)))

    assert reason in reply.failure.reason


WORDS = b"<p>plain words" * 9


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("", WORDS),
        ("unknown", WORDS),
        ("gzip", gzip.compress(WORDS)),
        ("gzip", gzip.compress(WORDS[:50]) + gzip.compress(WORDS[50:])),
        ("deflate", zlib.compress(WORDS)),
        ("zstd", zstandard.compress(WORDS)),
        ("zstd", zstandard.compress(WORDS[:50]) + zstandard.compress(WORDS[50:])),
        ("br", brotli.compress(WORDS)),
        ("br", WORDS),
    ],
)
def test_a_body_of_exactly_the_limit_is_whole(name, body):
    size = len(WORDS)
    assert decoded(body, name, size) == (WORDS, False, False)
    assert decoded(body, name, size + 1) == (WORDS, False, False)
    assert decoded(body, name, size - 1) == (WORDS[:-1], True, False)


def _raw_deflate(body):
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(body) + engine.flush()


NOISE = random.Random(4).randbytes(40_000)  # does not become shorter, so that a damage can be put far behind


@pytest.mark.parametrize(
    ("name", "body", "whole"),
    [
        ("deflate", WORDS, True),  # the header is wrong: the body is plain
        ("gzip", WORDS, True),
        ("deflate", b"\x07" + NOISE, True),  # no deflate begins like this
        ("gzip", b"x\x9c" + b"\xff" * 90, True),  # begins like zlib, which no one named
        ("deflate", b"x\x9c" + b"\xff" * 90, False),
        ("gzip", gzip.compress(NOISE)[:20_000] + bytes(20_000), False),
        ("deflate", _raw_deflate(NOISE)[:16_392] + b"\x07" * 9_000, False),  # is deflate, and damaged later
        ("br", brotli.compress(WORDS * 90)[:20] + b"\xff" * 90, False),
    ],
)
def test_a_wrong_header_leaves_the_body_as_it_is_and_damage_is_a_failure(name, body, whole):
    if whole:
        assert decoded(body, name, 100_000).data == body
        return
    with pytest.raises(Failure, match="damaged") as raised:
        decoded(body, name, 100_000)
    assert raised.value.passing
