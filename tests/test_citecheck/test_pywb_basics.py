from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pywb_archive import ARTICLE, PDF, STORY_2011, STORY_2015, Pywb, running
from requests.adapters import HTTPAdapter

from citecheck.archives.addresses import ArchiveLayout
from citecheck.archives.client import ArchiveClient
from citecheck.archives.memento import MementoArchive
from citecheck.clock import SystemClock
from citecheck.settings.model import ArchiveSettings, Settings, WebSettings
from reports.model import LinkStatus

pytestmark = pytest.mark.pywb

SETTINGS = Settings(
    web=WebSettings(retries=0, backoff=0),
    archives=ArchiveSettings(wayback="", timegates=(), lookups_per_minute=0, reads_per_second=0),
)


@pytest.fixture(scope="module")
def pywb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pywb]:
    with running(tmp_path_factory.mktemp("pywb")) as archive:
        yield archive


@pytest.fixture(scope="module")
def archive(pywb: Pywb) -> MementoArchive:
    transport = ArchiveClient(SETTINGS, HTTPAdapter(), clock=SystemClock())
    return MementoArchive("pywb", ArchiveLayout(pywb.timegate), transport)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "captured"),
    [
        ("2011-06-01", ["2011-05-03T10:20:30Z"]),
        ("2011-05-01", ["2011-05-03T10:20:30Z"]),  # nothing is earlier
        ("2014-12-01", ["2011-09-01T00:00:00Z", "2015-02-03T04:05:06Z"]),  # before it first, though farther away
        (None, ["2019-01-01T00:00:00Z"]),
    ],
)
def test_the_capture_before_comes_first(archive: MementoArchive, when: str | None, captured: list[str]) -> None:
    answer = archive.nearest(ARTICLE, at(when) if when else None)
    assert [one.captured for one in answer.mementos][: len(captured)] == captured
    assert answer.known
    assert all(attempt.status for attempt in answer.attempts)


def test_a_capture_is_read_as_it_was_captured(archive: MementoArchive) -> None:
    (first, *_) = archive.nearest(ARTICLE, at("2011-12-01")).mementos
    fetched = archive.read(first)
    assert fetched.body == STORY_2011  # of a revisit
    assert fetched.status == 200
    assert fetched.memento is not None
    assert fetched.memento.captured == "2011-09-01T00:00:00Z"
    assert fetched.memento.original == ARTICLE


@pytest.mark.parametrize("page", ["moved", "moved-here"])
def test_an_archived_redirect_is_followed_within_the_archive(archive: MementoArchive, page: str) -> None:
    (first, *_) = archive.nearest(f"http://paper.test/{page}", at("2012-07-01")).mementos
    fetched = archive.read(first)
    assert fetched.body == STORY_2011
    assert [target for _, target in fetched.redirects] == [ARTICLE]
    assert fetched.memento is not None
    assert fetched.memento.original == ARTICLE
    assert fetched.memento.captured == "2011-09-01T00:00:00Z"


def test_a_circle_and_a_way_to_nowhere_end(archive: MementoArchive) -> None:
    (circle, *_) = archive.nearest("http://paper.test/circle", None).mementos
    assert archive.read(circle).failure is LinkStatus.REDIRECT_LOOP
    (lost, *_) = archive.nearest("http://paper.test/lost", None).mementos
    fetched = archive.read(lost)
    assert fetched.failure is LinkStatus.GONE
    assert [target for _, target in fetched.redirects] == ["http://other.test/never"]


def test_the_status_of_the_time_is_told(archive: MementoArchive) -> None:
    for page, status in (("busy", 429), ("report.pdf", 200), ("q?id=7&page=2", 200)):
        (first, *_) = archive.nearest(f"http://paper.test/{page}", None).mementos
        fetched = archive.read(first)
        assert (fetched.status, fetched.failure) == (status, None)
        if page == "report.pdf":
            assert fetched.body == PDF


def test_none_is_said_by_two_endpoints(archive: MementoArchive) -> None:
    for answer in (archive.nearest("http://nowhere.test/", None), archive.listed("http://nowhere.test/", None)):
        assert (answer.known, answer.mementos) == (True, ())


def test_the_timemap_lists_all(archive: MementoArchive) -> None:
    answer = archive.listed(ARTICLE, at("2015-01-01"))
    assert [one.captured[:4] for one in answer.mementos] == ["2011", "2015", "2011", "2019"]
    assert archive.read(answer.mementos[1]).body == STORY_2015


def test_an_archive_that_shows_another_capture_than_was_asked_for_is_understood(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with running(tmp_path_factory.mktemp("pywb"), framed=True, exact=False) as pywb:
        transport = ArchiveClient(SETTINGS, HTTPAdapter(), clock=SystemClock())
        archive = MementoArchive("pywb", ArchiveLayout(pywb.timegate), transport)
        (first, *_) = archive.nearest(ARTICLE, at("2011-12-01")).mementos
        assert first.captured == "2011-09-01T00:00:00Z"
        assert f"/web/20110901000000id_/{ARTICLE}" in first.raw_url
        assert archive.read(first).body == STORY_2011
