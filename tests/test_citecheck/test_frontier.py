"""The frontier of a night: all hosts at the same time, each address once, each host at its own pace."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future

import msgspec
import pytest
from nights import SetClock, World

from citecheck.http.frontier import Frontier
from citecheck.http.rate_limiter import RateLimiter
from citecheck.http.scheduler import Scheduler
from citecheck.http.tasks import Task, TimeSlot
from citecheck.nightly.ahead import ReadAhead
from citecheck.nightly.setup import NightRequest
from testbed.loopback import Exchange, Reply, page, prose


@pytest.fixture
def scheduler() -> Iterator[Scheduler]:
    clock = SetClock()
    with Scheduler(4, RateLimiter(clock), clock) as made:
        yield made


def test_each_address_is_asked_once_however_often_it_comes(scheduler: Scheduler) -> None:
    asked: list[str] = []

    def work(url: str) -> Task[None]:
        asked.append(url)
        yield from ()

    frontier = Frontier(scheduler, work)
    wanted = [f"https://host{number % 7}.example/{number}" for number in range(200)]
    threads = [threading.Thread(target=lambda: [frontier.add(url) for url in wanted]) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert frontier.wait(10)
    assert sorted(asked) == sorted(wanted)
    assert not frontier.add(wanted[0])


def test_one_large_host_leaves_the_others_their_turn(scheduler: Scheduler) -> None:
    """A host that takes its time has few tasks; the others go on."""
    slow: Future[None] = Future()
    asked: list[str] = []

    def work(url: str) -> Task[None]:
        asked.append(url)
        if "//large" in url:
            yield slow

    frontier = Frontier(scheduler, work, each=2)
    for number in range(50):
        frontier.add(f"https://large.example/{number}")
    done = threading.Event()
    others = [f"https://small{number}.example/" for number in range(20)]
    for url in others:
        frontier.add(url)
    for _ in range(200):
        if set(others) <= set(asked):
            break
        done.wait(0.02)
    assert set(others) <= set(asked)
    assert sum("//large" in url for url in asked) == 2
    slow.set_result(None)
    assert frontier.wait(10)
    assert len(asked) == 70


def test_a_task_that_fails_holds_up_no_other(scheduler: Scheduler) -> None:
    ended = threading.Semaphore(0)

    def work(url: str) -> Task[None]:
        yield TimeSlot("odd.example")
        raise RuntimeError(url)

    frontier = Frontier(scheduler, work, each=1, on_done=ended.release)
    for number in range(20):
        frontier.add(f"https://odd.example/{number}")
    frontier.add("no address at all")
    assert frontier.wait(10)
    assert all(ended.acquire(timeout=5) for _ in range(21))


def test_a_stopped_frontier_begins_nothing_more(scheduler: Scheduler) -> None:
    never: Future[None] = Future()
    asked: list[str] = []

    def work(url: str) -> Task[None]:
        asked.append(url)
        yield never

    frontier = Frontier(scheduler, work, each=1)
    for number in range(50):
        frontier.add(f"https://salt.example/{number}")
    frontier.stop()
    assert frontier.wait(0.1) is False or len(asked) <= 1
    assert len(asked) <= 1


def test_hosts_of_later_documents_are_asked_while_the_first_waits(world_of_two: World) -> None:
    """The page of the first document comes only when that of the second was asked for."""
    world = world_of_two
    asked = threading.Event()
    body = page("A report of the harbour", "The bridge was opened in 1912.", prose(60))

    def late(exchange: Exchange) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        exchange.send(head.encode() + body if asked.wait(20) else b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")

    def early(exchange: Exchange) -> None:
        asked.set()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        exchange.send(head.encode() + body)

    first = world.web.add("slow.test", "/a", Reply(fault=late))
    second = world.web.add("quick.test", "/b", Reply(fault=early))
    world.article("a.md", "The bridge was opened in 1912.[^1]", first)
    world.article("b.md", "The bridge was opened in 1912.[^1]", second)
    result = world.night()
    assert [report.sources[0].status for report in result.reports] == ["alive", "alive"]
    assert [len(seen) for seen in (result.troubles, result.left)] == [0, 0]


@pytest.fixture
def world_of_two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("world")) as made:
        yield made


def test_a_night_that_asks_registries_alone_visits_no_page(world_of_two: World) -> None:
    world = world_of_two
    address = world.page("/bridge", "The bridge was opened in 1912.")
    for name in ("a.md", "b.md"):
        world.article(name, "The bridge was opened in 1912.[^1]", address)
    world.night(request=NightRequest(documents=(str(world.folder / "docs"),), only="retractions"))
    assert world.web.asked == []


def test_documents_that_are_read_ahead_are_those_that_are_read(world_of_two: World) -> None:
    """Also one that cannot be read, one that was not read ahead, and each once."""
    from citecheck.assembly import Session

    world = world_of_two
    address = world.page("/bridge", "The bridge was opened in 1912.")
    paths = [str(world.article(f"{name}.md", f"The bridge {name} was opened.[^1]", address)) for name in "abc"]
    missing = str(world.folder / "docs" / "none.md")
    with Session(world.settings, clock=world.clock, adapter=world._adapter) as session:
        ahead = ReadAhead([*paths[:2], missing], read=session.read, sources=session.sources)
        try:
            assert [ahead.document(path) for path in paths] == [session.read(path) for path in paths]
            for _ in range(2):
                with pytest.raises(Exception, match=r"none\.md"):
                    ahead.document(missing)
            assert ahead.document(paths[0]) == session.read(paths[0])
        finally:
            ahead.close()


class ShortClock(SetClock):
    """Waits a hundredth of the time, so that no thread spins while it waits."""

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds / 100)
        super().sleep(seconds)


@pytest.mark.slow
def test_a_night_waits_for_its_largest_host_and_not_for_every_document(world_of_two: World) -> None:
    """Eight documents, each with two pages of a host of its own and a probe: 2 s each, 16 s in a row."""
    world = world_of_two
    world.clock = ShortClock()
    web = msgspec.structs.replace(world.settings.web, per_host_rate=1.0)
    world.settings = msgspec.structs.replace(world.settings, web=web)
    for number in range(8):
        pages = [world.page(f"/{n}", "The bridge was opened.", host=f"host{number}.test") for n in range(2)]
        world.article(f"{number}.md", "The bridge was opened.[^1] So was a tower.[^2]", *pages)
    result = world.night()
    assert len(result.reports) == 8
    assert 2.0 <= world.clock.monotonic() < 10.0
    assert len(world.web.asked) == 24
