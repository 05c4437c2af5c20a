"""The Internet Archive's client over a real archive that speaks its dialect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from ia_front import Front, fronting
from pywb_archive import ARTICLE, NOT_FOUND, STORY_2011, STORY_2015, running
from requests.adapters import HTTPAdapter

from citecheck.archives import Chooser, build_archives
from citecheck.archives.client import ArchiveClient
from citecheck.archives.wayback import CdxIndex, WaybackArchive
from citecheck.evidence import Recording, RecordingAdapter, ReplayAdapter
from citecheck.settings.model import ArchiveSettings, Settings, WebSettings
from claims.model import Reference, Span
from reports.model import LinkStatus
from testbed.idle_clock import IdleClock
from testbed.scripted_server import reply

pytestmark = pytest.mark.pywb


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with running(tmp_path_factory.mktemp("pywb")) as pywb, fronting(pywb) as front:
        yield front


@pytest.fixture
def front(shared: Front) -> Iterator[Front]:
    assert shared.server is not None
    shared.faults.clear()
    shared.server.asked.clear()
    yield shared
    shared.faults.clear()


def settings(front: Front, **changes: object) -> Settings:
    chosen = ArchiveSettings(wayback=front.url, timegates=())
    return Settings(web=WebSettings(retries=1), archives=msgspec.structs.replace(chosen, **changes))


def chooser(front: Front, **changes: object) -> Chooser:
    return build_archives(settings(front, **changes), HTTPAdapter(), IdleClock())


def wayback(front: Front) -> WaybackArchive:
    return WaybackArchive(front.url, ArchiveClient(settings(front), HTTPAdapter(), clock=IdleClock()))


def reference(**fields: Any) -> Reference:
    return replace(Reference(key="r", label="1", text="x", span=Span(0, 1), urls=(ARTICLE,)), **fields)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def stamps(chosen: Chooser, ref: Reference, url: str = ARTICLE) -> list[str]:
    return [memento.captured[:10] for memento in chosen.candidates(ref, url)]


def test_candidates_come_in_order_and_each_once(front: Front) -> None:
    assert stamps(chooser(front), reference(accessed="2014-12-01")) == [
        "2011-09-01",
        "2015-02-03",
        "2011-05-03",
        "2019-01-01",  # captured with 404: tried last
    ]
    assert stamps(chooser(front), reference()) == ["2019-01-01", "2015-02-03", "2011-09-01", "2011-05-03"]
    assert stamps(chooser(front, max_captures=2), reference(accessed="2011-05")) == ["2011-05-03", "2011-09-01"]


def test_the_named_capture_is_first_and_asks_nobody(front: Front) -> None:
    chosen = chooser(front)
    named = reference(archive_url=f"https://web.archive.org/web/20150203040506/{ARTICLE}", accessed="2011-06-01")
    candidates = chosen.candidates(named, ARTICLE)
    first = next(candidates)
    assert front.asked == []
    assert first == chosen.named(named)
    assert (first.captured, first.original) == ("2015-02-03T04:05:06Z", ARTICLE)
    assert chosen.read(first).body == STORY_2015
    assert next(candidates).captured == "2011-05-03T10:20:30Z"


def test_the_first_candidate_costs_two_small_requests_and_no_index(front: Front) -> None:
    chosen = chooser(front)
    first = next(chosen.candidates(reference(accessed="2011-06-01"), ARTICLE))
    fetched = chosen.read(first)
    assert fetched.body == STORY_2011
    assert len(front.asked) == 2
    assert not [target for target in front.asked if target.startswith("/cdx")]
    assert len(chosen.attempts(ARTICLE)) + len(fetched.attempts) == 2


def test_what_one_reference_learnt_the_next_need_not_ask(front: Front) -> None:
    chosen = chooser(front)
    one, other = reference(accessed="2011-06-01"), reference(key="other", accessed="2011-06-01", archive_url=None)
    for ref in (one, other, one):
        first = next(chosen.candidates(ref, ARTICLE))
        assert chosen.read(first).body == STORY_2011
        assert chosen.known_absent(ARTICLE, ref) is False
        assert len(chosen.attempts(ARTICLE, ref)) == 1
    assert len(front.asked) == 2


def test_references_that_read_it_on_other_days_share_what_is_the_same(front: Front) -> None:
    chosen = chooser(front)
    for day in ("2011-05-20", "2011-05-21", "2011-05-22"):
        assert chosen.read(next(chosen.candidates(reference(accessed=day), ARTICLE))).body == STORY_2011
    assert [target.split("id_")[0] for target in front.asked] == [
        "/web/20110520235959",
        "/web/20110503102030",
        "/web/20110521235959",
        "/web/20110522235959",
    ]


def test_absence_is_confirmed_at_two_endpoints(front: Front) -> None:
    chosen = chooser(front)
    assert list(chosen.candidates(reference(), "http://nowhere.test/x")) == []
    assert chosen.known_absent("http://nowhere.test/x") is True
    services = [target.split("/")[1] for target in front.asked]
    assert services == ["web", "cdx"]
    assert [attempt.status for attempt in chosen.attempts("http://nowhere.test/x")] == [404, 200]


@pytest.mark.parametrize("service", ["web", "cdx"])
def test_absence_is_unknown_where_one_endpoint_does_not_say_so(front: Front, service: str) -> None:
    front.faults[service] = lambda asked: reply(b"<html>Try again later</html>", "503 Service Unavailable")
    chosen = chooser(front)
    assert list(chosen.candidates(reference(), "http://nowhere.test/x")) == []
    assert chosen.known_absent("http://nowhere.test/x") is None
    assert "503" in chosen.reason("http://nowhere.test/x")


def test_an_archived_error_is_a_capture_and_no_absence(front: Front) -> None:
    chosen = chooser(front)
    (only,) = chosen.candidates(reference(), "http://paper.test/busy")
    fetched = chosen.read(only)
    assert (fetched.status, fetched.failure) == (429, None)
    assert chosen.known_absent("http://paper.test/busy") is False
    assert len(fetched.attempts) + len(chosen.attempts("http://paper.test/busy")) <= 5  # a captured 429 is not retried


def test_soft_404s_can_be_walked_past(front: Front) -> None:
    chosen = chooser(front)
    bodies = [
        chosen.read(one).body for one in chosen.candidates(reference(accessed="2016-05-01"), "http://paper.test/soft")
    ]
    assert bodies[0] == NOT_FOUND
    assert b"The budget was passed." in bodies[1]


def test_a_gate_that_fails_leaves_the_index(front: Front) -> None:
    front.faults["web"] = lambda asked: reply(b"", "503 Busy") if asked.target.startswith("/web/2011060") else None
    chosen = chooser(front)
    ref = reference(accessed="2011-06-01")
    assert stamps(chosen, ref)[:2] == ["2011-05-03", "2011-09-01"]
    assert chosen.known_absent(ARTICLE, ref) is False


def test_where_gate_and_index_fail_the_availability_service_is_a_hint(front: Front) -> None:
    front.faults["cdx"] = lambda asked: reply(b"<html>busy</html>", "503 Busy")
    front.faults["web"] = lambda asked: reply(b"", "503 Busy") if asked.target.startswith("/web/2011060") else None
    chosen = chooser(front)
    assert stamps(chosen, reference(accessed="2011-06-01")) == ["2011-05-03"]
    front.faults["wayback"] = lambda asked: reply(b'{"archived_snapshots": {}}', type="application/json")
    chosen = chooser(front)
    ref = reference(accessed="2011-06-01")
    assert stamps(chosen, ref) == []
    assert chosen.known_absent(ARTICLE, ref) is None  # an empty answer of that service proves nothing


def test_waybackpy_reads_pages_of_an_index_and_every_row_once(front: Front) -> None:
    transport = ArchiveClient(settings(front), HTTPAdapter(), clock=IdleClock())
    index = CdxIndex(transport, f"{front.url}/cdx/search/cdx", ARTICLE, limit="3")
    rows = [row.timestamp for row in index.snapshots()]
    assert rows == ["20110503102030", "20110901000000", "20150203040506", "20190101000000"]
    assert len(index.attempts) == 2


def test_budget_is_the_runs(front: Front) -> None:
    chosen = chooser(front, max_lookups=3)
    for n in range(6):
        list(chosen.candidates(reference(), f"http://nowhere.test/{n}"))
    assert len(front.asked) == 3
    assert chosen.known_absent("http://nowhere.test/0") is True
    assert chosen.known_absent("http://nowhere.test/5") is None
    assert "look-ups in archives that archives.max_lookups permits" in chosen.reason("http://nowhere.test/5")


def test_a_replay_decides_all_the_same_from_the_recording_alone(front: Front, tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    busy = iter(range(100))
    front.faults["cdx"] = lambda asked: reply(b"", "503 Busy") if next(busy) % 2 else None

    def run(chosen: Chooser) -> list[object]:
        said: list[object] = []
        for accessed, url in [
            ("2014-12-01", ARTICLE),
            ("2012", "http://paper.test/moved"),
            (None, "http://nowhere.test/1"),
            (None, "http://paper.test/lost"),
            (None, "http://nowhere.test/2"),
            (None, "http://nowhere.test/3"),
        ]:
            ref = reference(accessed=accessed)
            said += [chosen.read(memento) for memento in chosen.candidates(ref, url)]
            said += [chosen.known_absent(url, ref), chosen.attempts(url, ref), chosen.reason(url, ref)]
        return said

    with Recording(path) as recording:
        adapter = RecordingAdapter(HTTPAdapter(), recording, 1 << 20)
        first = run(build_archives(settings(front, max_lookups=9), adapter, IdleClock()))
    url = front.url
    front.faults["web"] = front.faults["cdx"] = lambda asked: reply(b"nobody is asked", "500 No")
    asked = len(front.asked)
    again = run(build_archives(settings(front, max_lookups=9), ReplayAdapter(path), IdleClock()))
    assert again == first
    assert len(front.asked) == asked
    assert "max_lookups permits" in str(first[-1])
    assert url in str(first)
    assert LinkStatus.GONE in [getattr(one, "failure", None) for one in first]
