from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from requests.adapters import HTTPAdapter

from citecheck.archives import build_archives
from citecheck.archives.client import ArchiveClient
from citecheck.clock import SystemClock
from citecheck.evidence import Recording, RecordingAdapter, ReplayAdapter
from citecheck.http.rate_limiter import RateLimiter, process_limiter
from citecheck.settings.model import ArchiveSettings, Settings, WebSettings
from reports.model import LinkStatus
from testbed.idle_clock import IdleClock
from testbed.scripted_server import Answer, ScriptedServer, reply, serving

OK = reply(b"", type="text/plain")


class Log:
    def __init__(self) -> None:
        self.events: list[dict[str, object]] = []

    def event(self, name: str, fields: dict[str, object]) -> None:
        self.events.append({"name": name, **fields})

    def begin(self, phase: str, total: int | None) -> None: ...
    def advance(self, phase: str, *, note: str = "") -> None: ...
    def end(self, phase: str) -> None: ...


@contextmanager
def transport(
    *answers: Answer, clock: IdleClock | None = None, limiter: RateLimiter | None = None, **changes: object
) -> Iterator[tuple[ArchiveClient, ScriptedServer, IdleClock]]:
    """A transport to a server that gives `answers` in turn, the last one for ever."""
    clock = clock or IdleClock()
    left = list(answers or [OK])
    with serving(lambda asked: left.pop(0) if len(left) > 1 else left[0]) as server:
        values = {"retries": 2, "backoff": 1.0} | {name: changes.pop(name) for name in ("retries",) if name in changes}
        chosen = Settings(web=WebSettings(**values), archives=ArchiveSettings(**changes))  # type: ignore[arg-type]
        yield ArchiveClient(chosen, HTTPAdapter(), clock=clock, limiter=limiter), server, clock


def test_look_ups_are_spaced_whatever_the_number_of_threads() -> None:
    with transport(lookups_per_minute=24) as (asks, server, clock):
        threads = [threading.Thread(target=asks.get, args=(f"{server.url}/{n}", "index")) for n in range(9)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert len(server.asked) == 9
        assert clock.monotonic() - 1000.0 >= 8 * 2.5


def test_one_pace_holds_for_all_runs_of_a_process() -> None:
    clock = IdleClock()
    limiter = RateLimiter(clock)
    with transport(clock=clock, limiter=limiter, lookups_per_minute=60) as (first, server, _):
        second = ArchiveClient(
            Settings(archives=ArchiveSettings(lookups_per_minute=60)), HTTPAdapter(), clock=clock, limiter=limiter
        )
        for number, asks in enumerate((first, second, first, second)):
            asks.get(f"{server.url}/{number}", "index")
        assert clock.monotonic() - 1000.0 >= 3
    assert process_limiter(SystemClock()) is process_limiter(SystemClock())


def test_reading_captures_has_a_faster_pace_than_looking_up() -> None:
    with transport(lookups_per_minute=6, reads_per_second=10) as (asks, server, clock):
        for n in range(11):
            asks.get(f"{server.url}/{n}", "read")
        assert 0.99 <= clock.monotonic() - 1000.0 <= 1.6


def test_an_archive_that_says_how_long_is_left_alone_for_as_long() -> None:
    busy = reply(b"", "429 Too Many", ("Retry-After", "30"))
    with transport(busy, OK, lookups_per_minute=0) as (asks, server, clock):
        said = asks.get(server.url, "index")
        assert said.answer is not None
        assert said.answer.status == 200
        assert [attempt.status for attempt in said.attempts] == [429, 200]
        assert clock.monotonic() - 1000.0 >= 30


def test_what_takes_longer_than_we_wait_is_not_waited_for_and_nobody_else_asks() -> None:
    busy = reply(b"", "503 Busy", ("Retry-After", "7200"))
    with transport(busy, lookups_per_minute=0) as (asks, server, clock):
        assert asks.get(server.url, "index").answer is not None
        again = asks.get(f"{server.url}/other", "read")
        assert again.answer is None
        assert again.failure is not None
        assert "left alone" in again.failure.reason
        assert again.failure.status is LinkStatus.NOT_CHECKED
        assert len(server.asked) == 1
        assert sum(clock.slept) == 0


def test_a_captured_429_is_not_the_archives_own() -> None:
    page = reply(b"", "429 Slow", ("Memento-Datetime", "Sat, 01 Jan 2011 00:00:00 GMT"), ("Retry-After", "7200"))
    with transport(page) as (asks, server, _clock):
        for number in range(3):
            said = asks.get(f"{server.url}/{number}", "read")
            assert said.answer is not None
            assert len(said.attempts) == 1
        assert len(server.asked) == 3


def test_an_archive_that_keeps_failing_is_left_alone_for_the_run() -> None:
    with transport(reply(b"", "500 No"), breaker=4, lookups_per_minute=0, retries=0) as (asks, server, _clock):
        said = [asks.get(f"{server.url}/{n}", "index") for n in range(10)]
        assert len(server.asked) == 4
        assert said[-1].failure is not None
        assert "did not answer 4 times in a row" in said[-1].failure.reason


def test_failures_at_the_same_time_count_once() -> None:
    gate = threading.Barrier(8, timeout=10)

    def slow() -> Answer:
        return [gate.wait, reply(b"", "500 No")]  # type: ignore[list-item]

    with serving(lambda asked: slow() if "together" in asked.target else reply(b"", "500 No")) as server:
        chosen = Settings(web=WebSettings(retries=0), archives=ArchiveSettings(lookups_per_minute=0, breaker=3))
        asks = ArchiveClient(
            chosen, HTTPAdapter(pool_maxsize=8), clock=SystemClock(), limiter=RateLimiter(SystemClock())
        )
        threads = [threading.Thread(target=asks.get, args=(f"{server.url}/together/{n}", "index")) for n in range(8)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert asks.get(f"{server.url}/alone", "index").answer is not None  # not shut out by one moment's failures


def test_who_refuses_connections_is_not_asked_again() -> None:
    chosen = Settings(web=WebSettings(retries=0), archives=ArchiveSettings(lookups_per_minute=0, breaker=0))
    asks = ArchiveClient(chosen, HTTPAdapter(), clock=IdleClock())
    first, second = (asks.get(f"http://127.0.0.1:9/{number}", "index") for number in range(2))
    assert first.failure is not None
    assert first.failure.status is LinkStatus.CONNECTION_ERROR
    assert second.failure is not None
    assert "refuses connections and is not asked again" in second.failure.reason


def test_a_run_that_is_ended_waits_for_nobody() -> None:
    with transport(lookups_per_minute=0.001) as (asks, server, _clock):
        asks.get(server.url, "index")
        asks.stop()
        said = asks.get(f"{server.url}/other", "index")
        assert said.failure is not None
        assert said.failure.reason == "the run was ended"
        assert len(server.asked) == 1


def test_what_was_decided_against_is_decided_again_in_a_replay(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    with serving(lambda asked: OK) as server:
        chosen = Settings(archives=ArchiveSettings(lookups_per_minute=0, max_lookups=2))
        with Recording(path) as recording:
            adapter = RecordingAdapter(HTTPAdapter(), recording, 1000)
            asks = ArchiveClient(chosen, adapter, clock=IdleClock())
            first = [asks.get(f"{server.url}/{n}", "index") for n in range(4)]
        url = server.url
    asks = ArchiveClient(chosen, ReplayAdapter(path), clock=IdleClock())
    again = [
        asks.get(f"{url}/{n}", "index") for n in (3, 2, 1, 0)
    ]  # in another order: it is the recording that decides
    assert [one.attempts for one in again] == [one.attempts for one in reversed(first)]
    assert "all 2 look-ups in archives" in str(again[0].failure)


def test_the_observer_hears_of_each_request_without_credentials() -> None:
    log = Log()
    with serving(lambda asked: OK) as server:
        asks = ArchiveClient(Settings(), HTTPAdapter(), clock=IdleClock(), observer=log)  # type: ignore[arg-type]
        asks.get(server.url.replace("//", "//me:secret@"), "index")
    assert [one["status"] for one in log.events] == [200]
    assert "secret" not in str(log.events)


def test_archives_can_be_switched_off() -> None:
    chooser = build_archives(Settings(archives=ArchiveSettings(enabled=False)), HTTPAdapter(), IdleClock())
    assert chooser.known_absent("http://a.test/") is None


def test_each_question_is_asked_once_whoever_has_it() -> None:
    body = b"x" * 100_000
    with transport(reply(body), lookups_per_minute=0, reads_per_second=0) as (asks, server, _clock):
        said: list[object] = []
        threads = [
            threading.Thread(target=lambda n: said.append((n, asks.get(f"{server.url}/{n}", "read"))), args=(n % 30,))
            for n in range(120)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert len(server.asked) == 30
        by_number: dict[int, list[object]] = {}
        for number, answer in said:  # type: ignore[misc]
            by_number.setdefault(number, []).append(answer)
        assert all(len(same) == 4 and same.count(same[0]) == 4 for same in by_number.values())
        assert said[0][1].answer.body == body  # type: ignore[index]
