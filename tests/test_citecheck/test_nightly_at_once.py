"""Runs that share a store: none waits while another writes its reports, and none rests on what another has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from nights import World, findings

from citecheck.nightly.model import NightResult
from citecheck.nightly.setup import NightRequest
from citecheck.store import Store
from citecheck.store.lives import trends
from reports.model import State

_OPENED = "The bridge was opened in 1912 by the mayor."
_WRONG = _OPENED.replace("1912", "1999")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path, lock_timeout=0.2) as made:
        made.page("/bridge", _OPENED)
        yield made


def test_another_run_stores_its_night_while_this_one_writes_reports(world: World) -> None:
    mine = world.article("mine.md", f"{_WRONG}[^1]", "/bridge")
    other = world.article("other.md", f"{_WRONG}[^1]", "/bridge")
    inner: list[NightResult] = []
    published: list[NightResult] = []

    def publish(result: NightResult) -> None:
        published.append(result)
        inner.append(world.night(days=0, request=NightRequest(documents=(str(other),))))

    world.night(request=NightRequest(documents=(str(mine),)), publish=publish)
    assert (len(published), len(inner)) == (1, 1), "another document changes nothing of this one"
    later = world.night()
    assert [finding.state for finding in findings(later)] == [State.STILL, State.STILL]


def test_what_another_run_stored_of_the_same_document_counts(world: World) -> None:
    article = world.article("a.md", f"{_OPENED}[^1]", "/bridge")
    world.night()
    article = world.article("a.md", f"{_WRONG}[^1]", "/bridge")
    published: list[NightResult] = []

    def publish(result: NightResult) -> None:
        published.append(result)
        if len(published) == 1:
            inner = world.night(days=0, request=NightRequest(documents=(str(article),)))
            assert [finding.state for finding in findings(inner)] == [State.NEW]

    result = world.night(publish=publish)
    assert [[finding.state for finding in findings(one)] for one in published] == [[State.NEW], [State.STILL]]
    assert published[-1].comparison == result.comparison
    with Store(world.folder / "kept" / "store.sqlite") as store:
        ((known, spells),) = store.history.find(findings(result)[0].key)
        assert (known.nights, [(spell.first_night, spell.last_night) for spell in spells]) == (2, [(3, 3)])


def test_a_failing_link_that_another_run_counted_is_not_counted_from_before(world: World) -> None:
    """Both runs see the same address fail, in documents of their own; with other nights between, each counts once."""
    gone = world.fails("/gone")
    mine = world.article("mine.md", f"{_OPENED}[^1]", gone)
    other = world.article("other.md", f"{_OPENED}[^1]", gone)
    published: list[NightResult] = []

    def publish(result: NightResult) -> None:
        published.append(result)
        if len(published) == 1:
            world.night(days=0, request=NightRequest(documents=(str(other),)))

    world.night(request=NightRequest(documents=(str(mine),)), publish=publish)
    assert len(published) == 2
    with Store(world.folder / "kept" / "store.sqlite") as store, store.database.reading() as connection:
        (record,) = store.history.links(connection, [gone]).values()
    assert record.failures == 1, "one night, however many runs"


def test_the_trends_of_a_night_are_those_that_the_store_has_afterwards(world: World) -> None:
    gone = world.fails("/gone")
    for number, (sentence, address) in enumerate(
        [(_WRONG, "/bridge"), (_OPENED, "/bridge"), (_WRONG, gone), (_WRONG, "/bridge"), (_WRONG, "/bridge")]
    ):
        world.article("a.md", f"{sentence}[^1]", address)
        world.article("b.md", f"{_WRONG}[^1] Number {number // 2}.[^1]", "/bridge")
        result = world.night()
        with Store(world.folder / "kept" / "store.sqlite") as store, store.database.reading() as connection:
            assert result.trends == trends(connection)
    assert result.trends is not None
    assert len(result.trends.nights) == 5
