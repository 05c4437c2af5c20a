from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from live_web import fast, fetcher_for, guard_for, reference, settings_for

from citecheck.evidence import Recording, RecordingAdapter, ReplayAdapter
from citecheck.http.client import HttpClient, HttpRequest
from citecheck.http.policy import page_policy
from citecheck.http.rate_limiter import RateLimiter
from citecheck.http.scheduler import Scheduler
from citecheck.http.tasks import Task, TimeSlot
from citecheck.http.transport import adapter_for
from citecheck.sources import SourceReader
from citecheck.web.live import LiveFetcher
from claims.model import Document, DocumentFormat
from reports.model import LinkStatus
from testbed.loopback import Loopback, Reply, hang, page, prose, reset

DOCUMENT = Document(name="d", format=DocumentFormat.PLAINTEXT, text="", sha256="")
STORY = Reply(body=page("A story", prose(220)))


class Hours:
    """A clock on which sleeping takes no time, and is remembered."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return datetime(2026, 1, 31, tzinfo=UTC) + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self.passed += seconds


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


def test_a_domain_is_asked_at_its_pace_and_others_meanwhile() -> None:
    clock = Hours()
    limiter = RateLimiter(clock)
    order: list[tuple[float, str]] = []

    def work(domain: str, times: int) -> Task[None]:
        for _ in range(times):
            yield TimeSlot(domain, 0.5)
            order.append((clock.passed, domain))

    with Scheduler(1, limiter, clock) as scheduler:
        for future in [scheduler.submit(work(domain, 3)) for domain in ("a.test", "b.test", "c.test")]:
            future.result()
    for domain in ("a.test", "b.test", "c.test"):
        times = [at for at, name in order if name == domain]
        assert all(after - before >= 0.5 - 1e-9 for before, after in pairwise(times))
    assert clock.passed == pytest.approx(1.0, abs=0.11)


def test_work_that_was_begun_is_finished_before_later_work_begins() -> None:
    clock = Hours()
    limiter = RateLimiter(clock)
    order: list[int] = []

    def work(number: int) -> Task[None]:
        for _ in range(2):
            yield TimeSlot("a.test", 1.0)
            order.append(number)

    with Scheduler(2, limiter, clock) as scheduler:
        for future in [scheduler.submit(work(number)) for number in range(4)]:
            future.result()
    assert order == [0, 0, 1, 1, 2, 2, 3, 3]


def test_a_request_that_is_sent_late_moves_the_next_one() -> None:
    """A busy machine lets a thread wait after its slot was granted; the server counts from what it gets."""
    clock = Hours()
    limiter = RateLimiter(clock)
    slot = TimeSlot("salt.example", interval=1.0)
    assert limiter.claim(slot) == 0.0
    clock.passed = 0.7
    limiter.begun(slot)
    clock.passed = 1.0
    assert limiter.claim(slot) == pytest.approx(0.7)
    assert limiter.claim(TimeSlot("salt.example", interval=1.0, lane="other")) == 0.0
    clock.passed = 1.7
    assert limiter.claim(slot) == 0.0
    unpaced = TimeSlot("tin.example")
    limiter.begun(unpaced)
    assert limiter.claim(unpaced) == 0.0


def test_one_pace_holds_for_all_hosts_of_a_domain(web: Loopback) -> None:
    web.names |= {"www.paper.co.uk": ["127.0.0.1"], "m.paper.co.uk": ["127.0.0.1"]}
    clock = Hours()
    fetcher = fetcher_for(web, fast(per_host_rate=2, respect_robots=False), clock=clock)
    for host in ("www.paper.co.uk", "m.paper.co.uk", "www.paper.co.uk"):
        fetcher.fetch(web.add(host, "/x", STORY))
    assert clock.passed == pytest.approx(1.0)


def test_a_crawl_delay_slows_the_pace(web: Loopback) -> None:
    web.add("a.test", "/robots.txt", Reply(body=b"User-agent: *\nCrawl-delay: 4", content_type="text/plain"))
    clock = Hours()
    fetcher = fetcher_for(web, fast(per_host_rate=10), clock=clock)
    for path in ("/1", "/2", "/3"):
        fetcher.fetch(web.add("a.test", path, STORY))
    assert clock.passed >= 8


@pytest.mark.parametrize(
    ("header", "slept", "status"),
    [
        ("2", 2, 200),
        ("Sat, 31 Jan 2026 00:00:05 GMT", 5, 200),
        ("7200", 0, 429),
        ("Wed, 31 Jan 2035 00:00:05 GMT", 0, 429),
        ("soon", 1, 200),
    ],
)
def test_retry_after_is_honoured_up_to_our_own_limit(web: Loopback, header: str, slept: float, status: int) -> None:
    clock = Hours()
    url = web.add("a.test", "/", Reply(status=429, headers=(("Retry-After", header),)), STORY)
    settings = fast(max_retry_after=60, backoff=1.0, respect_robots=False, total_timeout=600)
    fetched = fetcher_for(web, settings, clock=clock).fetch(url)
    assert fetched.status == status
    assert slept <= clock.passed <= slept * 1.5 + 0.01
    assert len(fetched.attempts) == (2 if status == 200 else 1)


def test_a_host_that_wants_a_long_rest_is_not_asked_for_its_other_pages(web: Loopback) -> None:
    web.add_host("a.test", lambda path: Reply(status=429, headers=(("Retry-After", "7200"),)))
    fetcher = fetcher_for(web, fast(respect_robots=False))
    statuses = [fetcher.fetch(web.url("a.test", f"/{number}")) for number in range(3)]
    assert len(web.asked) == 1
    assert [one.failure for one in statuses] == [None, LinkStatus.BLOCKED, LinkStatus.BLOCKED]
    assert "7200 s" in statuses[1].reason


def test_tries_are_further_apart_each_time(web: Loopback) -> None:
    clock = Hours()
    url = web.add("a.test", "/", Reply(status=503))
    fetcher_for(web, fast(backoff=10, retries=3, respect_robots=False), clock=clock).fetch(url)
    waits = [wait for wait in clock.slept if wait > 1]
    assert len(waits) == 3
    assert all(low <= wait <= low * 1.5 for wait, low in zip(waits, (10, 20, 40), strict=True))


@pytest.mark.parametrize(
    ("reply", "wait"),
    [
        (Reply(status=503), False),
        (Reply(fault=reset), False),
        (Reply(status=503, headers=(("Retry-After", "20"),)), True),
        (Reply(status=429), True),
    ],
)
def test_a_retry_holds_up_the_other_pages_of_its_host_only_if_the_host_asks_for_it(
    web: Loopback, reply: Reply, wait: bool
) -> None:
    clock, settings = Hours(), fast(backoff=10, retries=1, max_retry_after=60, respect_robots=False)
    limiter = RateLimiter(clock)
    client = HttpClient(adapter_for(settings, guard=guard_for(web, settings)), clock=clock, limiter=limiter)
    url = web.add("a.test", "/", reply)
    task = client.ask(HttpRequest(url=url, host="a.test", pace_key="a.test"), page_policy(settings))
    next(task)
    again = task.send(None)
    assert again.not_before >= 10
    assert (limiter.claim(TimeSlot("a.test", 0.0)) >= 10) is wait


@pytest.mark.slow
def test_no_thread_sleeps_while_another_host_could_be_asked(web: Loopback) -> None:
    slow = web.add("busy.test", "/", Reply(status=503))
    urls = [web.add(f"host{number}.test", "/", STORY) for number in range(6)]
    settings = settings_for(fast(threads=1, respect_robots=False, backoff=0.3))
    reader = SourceReader(settings, fetcher=fetcher_for(web, settings.web))
    entries = [reference("slow", slow), *(reference(url, url) for url in urls)]
    with reader, reader.gather(DOCUMENT, entries) as gathering:
        assert all(gathering.source(url).check.status is LinkStatus.ALIVE for url in urls)
        asked = [one.host for one in web.asked]
        gathering.source("slow")
    assert asked.count("busy.test") == 1


def test_a_host_that_keeps_failing_is_left_alone(web: Loopback) -> None:
    web.add_host("down.test", lambda path: Reply(fault=reset))
    settings = fast(breaker=3, retries=0, respect_robots=False)
    fetcher = fetcher_for(web, settings)
    fetched = [fetcher.fetch(web.url("down.test", f"/{number}")) for number in range(8)]
    assert {one.failure for one in fetched} == {LinkStatus.CONNECTION_ERROR}
    assert len(web.asked) == 3
    assert "not asked again" in fetched[-1].reason


def test_an_answer_closes_the_breaker_again(web: Loopback) -> None:
    answers = iter([Reply(fault=reset), Reply(fault=reset), STORY, Reply(fault=reset), Reply(fault=reset), STORY])
    web.add_host("shaky.test", lambda path: next(answers))
    fetcher = fetcher_for(web, fast(breaker=3, retries=0, respect_robots=False))
    fetched = [fetcher.fetch(web.url("shaky.test", f"/{number}")) for number in range(6)]
    assert [one.status for one in fetched] == [None, None, 200, None, None, 200]


def test_without_a_network_nothing_outside_is_called_dead_and_the_inside_goes_on(web: Loopback) -> None:
    inside = web.add("wiki.test", "/page", STORY)
    settings = settings_for(fast(canary="http://no-such-canary.gone/", respect_robots=False))
    reader = SourceReader(settings, fetcher=fetcher_for(web, settings.web))
    lost = [f"http://paper{number}.gone/story" for number in range(3)] + ["http://paper.lost/story"]
    entries = [reference("inside", inside), *(reference(url, url) for url in lost)]
    with reader, reader.gather(DOCUMENT, entries) as gathering:
        checks = {entry.key: gathering.source(entry.key).check for entry in entries}
        notices = gathering.notices()
    assert checks["inside"].status is LinkStatus.ALIVE
    assert {checks[url].status for url in lost} == {LinkStatus.NOT_CHECKED}
    assert "http://no-such-canary.gone/ failed too" in notices[0]
    assert "4 of 5 sources were not checked" in notices[0]


def test_with_a_canary_that_answers_a_name_that_is_gone_is_gone(web: Loopback) -> None:
    canary = web.add("canary.test", "/", Reply(body=b"ok"))
    fetcher = fetcher_for(web, fast(canary=canary, respect_robots=False))
    assert fetcher.fetch("http://paper.gone/story").failure is LinkStatus.GONE
    assert fetcher.fetch("http://other.gone/story").failure is LinkStatus.GONE
    assert web.count("canary.test", "/") == 1


@pytest.mark.slow
def test_a_hanging_inside_host_does_not_ask_the_canary(web: Loopback) -> None:
    canary = web.add("canary.test", "/", Reply(body=b"ok"))
    url = web.add("hang.test", "/", Reply(fault=hang))
    fetched = fetcher_for(web, fast(canary=canary, respect_robots=False, retries=0)).fetch(url)
    assert fetched.failure is LinkStatus.TIMEOUT
    assert web.count("canary.test", "/") == 0


@pytest.mark.slow
def test_the_time_that_is_allowed_ends_a_run_in_order(web: Loopback) -> None:
    quick = web.add("quick.test", "/", STORY)
    slow = [web.add("slow.test", f"/{number}", STORY) for number in range(20)]
    settings = settings_for(fast(per_host_rate=0.5, max_time=1.5, respect_robots=False))
    reader = SourceReader(settings, fetcher=fetcher_for(web, settings.web))
    entries = [reference("quick", quick), *(reference(url, url) for url in slow)]
    with reader, reader.gather(DOCUMENT, entries) as gathering:
        checks = [gathering.source(entry.key).check for entry in entries]
        notices = gathering.notices()
    assert checks[0].status is LinkStatus.ALIVE
    left = [check for check in checks[1:] if check.status is LinkStatus.NOT_CHECKED]
    assert 17 <= len(left) <= 19
    assert "time" in left[0].reason
    assert f"{len(left)} sources were not checked" in notices[-1]


def test_one_source_that_was_not_checked_is_one(web: Loopback) -> None:
    slow = [web.add("slow.test", f"/{number}", STORY) for number in range(2)]
    settings = settings_for(fast(per_host_rate=0.1, max_time=1.5, respect_robots=False))
    reader = SourceReader(settings, fetcher=fetcher_for(web, settings.web))
    with reader, reader.gather(DOCUMENT, [reference(url, url) for url in slow]) as gathering:
        statuses = [gathering.source(url).check.status for url in slow]
        assert statuses.count(LinkStatus.NOT_CHECKED) == 1
        assert gathering.notices()[-1].endswith(": 1 source was not checked")


def test_leaving_early_drops_what_is_left(web: Loopback) -> None:
    urls = [web.add("slow.test", f"/{number}", STORY) for number in range(50)]
    settings = settings_for(fast(per_host_rate=1, respect_robots=False))
    reader = SourceReader(settings, fetcher=fetcher_for(web, settings.web))
    with reader:
        with pytest.raises(KeyboardInterrupt), reader.gather(DOCUMENT, [reference(u, u) for u in urls]) as gathering:
            gathering.source(urls[0])
            raise KeyboardInterrupt
        assert gathering.source(urls[49]).check.status is LinkStatus.NOT_CHECKED
    assert len(web.asked) < 5


def test_a_document_that_was_broken_off_does_not_stop_the_next_one(web: Loopback) -> None:
    url = web.add("slow.test", "/1", STORY)
    other = web.add("slow.test", "/2", STORY)
    settings = settings_for(fast(per_host_rate=4, respect_robots=False))
    reader = SourceReader(settings, fetcher=fetcher_for(web, settings.web))
    with reader:
        with reader.gather(DOCUMENT, [reference("a", url), reference("b", other)]):
            pass
        with reader.gather(DOCUMENT, [reference("a", url), reference("b", other)]) as gathering:
            assert {gathering.source(key).check.status for key in "ab"} == {LinkStatus.ALIVE}


def test_a_source_that_a_recording_does_not_hold_is_no_sign_of_the_network(web: Loopback, tmp_path: Path) -> None:
    held, missing = web.add("held.test", "/", STORY), web.add("missing.test", "/", STORY)
    settings = settings_for(fast(respect_robots=False))
    with Recording(tmp_path / "run.warc.gz") as recording:
        plain = adapter_for(settings.web, guard=guard_for(web, settings.web))
        adapter = RecordingAdapter(plain, recording, max_bytes=settings.web.max_bytes)
        fetched = LiveFetcher(settings.web, adapter=adapter).fetch(held)
        assert fetched.status == 200
    replay = LiveFetcher(settings.web, adapter=ReplayAdapter(tmp_path / "run.warc.gz"), pace=False)
    entries = [reference("held", held), reference("missing", missing)]
    with SourceReader(settings, fetcher=replay) as reader, reader.gather(DOCUMENT, entries) as gathering:
        statuses = [gathering.source(entry.key).check.status for entry in entries]
        assert statuses == [LinkStatus.ALIVE, LinkStatus.NOT_CHECKED]
        (notice,) = gathering.notices()
    assert notice.startswith("the recording does not hold 1 of 2 sources")
