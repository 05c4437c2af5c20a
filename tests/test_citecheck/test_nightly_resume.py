"""What one document does wrong does not reach the next one."""

import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
from loopback import Exchange, Reply, page, prose
from nights import World

from citecheck.silence import Silence

OPENED = "The bridge was opened in 1912 by the mayor."


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as made:
        made.page("/bridge", OPENED)
        yield made


class Release(Silence):
    """Lets the slow page go on when the first document has failed."""

    def __init__(self, event: threading.Event) -> None:
        self._event = event

    def event(self, name: str, fields: Mapping[str, object]) -> None:
        if name == "document-failed":
            self._event.set()


def test_a_fault_of_ours_in_one_document_costs_only_that_document(world: World) -> None:
    world.article("a.md", "Something (bad luck) happened.[^1]", "/bridge")
    world.article("b.md", f"{OPENED}[^1]", "/bridge")
    result = world.night()
    assert [report.document.name.rpartition("/")[2] for report in result.reports] == ["b.md"]
    (trouble,) = result.troubles
    assert "this judge has a fault" in trouble.message


def test_a_page_that_was_on_its_way_when_its_document_failed_is_there_for_the_next(world: World) -> None:
    released = threading.Event()

    def slow(exchange: Exchange) -> None:
        released.wait(20)
        exchange.send(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    body = page("A report of the harbour", OPENED, prose(60))
    world.web.add("news.test", "/slow", Reply(fault=slow), Reply(body=body))
    web = msgspec.structs.replace(world.settings.web, retries=1, read_timeout=20, total_timeout=30)
    world.settings = msgspec.structs.replace(world.settings, web=web)
    world.article("a.md", f"Something (bad luck) happened.[^1] {OPENED}[^2]", "/bridge", "/slow")
    world.article("b.md", f"{OPENED}[^1]", "/slow")
    result = world.night(observer=Release(released))
    (report,) = result.reports
    assert [source.status for source in report.sources] == ["alive"]
