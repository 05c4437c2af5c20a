from __future__ import annotations

import gzip

import pytest
from requests.adapters import HTTPAdapter

from citecheck.archives.client import ArchiveClient
from citecheck.archives.wayback import CdxIndex, IndexUnknown, WaybackArchive
from testbed.archive_faults import BODY, CASES, PRESENT, ROWS, Case, Little, run, settings
from testbed.idle_clock import IdleClock
from testbed.scripted_server import Asked, reply, serving

SLOW = ("nothing comes", "nothing more comes", "one byte at a time", "a bomb of compression")  # all are benchmarked
QUICK = [case for case in CASES if case.service == "both" or ":" not in case.name[:5] or len(case.name) % 3 == 0]


@pytest.mark.slow
@pytest.mark.parametrize("case", [case for case in QUICK if not case.name.endswith(SLOW)], ids=lambda case: case.name)
def test_a_fault_is_never_an_absence(case: Case) -> None:
    result = run(case)
    assert result.right, result


@pytest.mark.slow
def test_a_server_that_hangs_costs_its_time_and_no_more() -> None:
    (case,) = (case for case in CASES if case.name == "both: nothing comes")
    result = run(case)
    assert result.right, result


def rows_of(rows: str) -> tuple[CdxIndex, list[str]]:
    case = Case("", "cdx", lambda archive, asked: reply(rows.encode(), type="text/plain"))
    return index_with(case)


def index_with(case: Case) -> tuple[CdxIndex, list[str]]:
    archive = Little(case)
    with serving(archive.answer) as server:
        archive.server = server
        transport = ArchiveClient(settings(server.url), HTTPAdapter(), clock=IdleClock())
        index = CdxIndex(transport, f"{server.url}/cdx/search/cdx", PRESENT)
        return index, [row.timestamp for row in index.snapshots()]


@pytest.mark.parametrize(
    ("stamp", "meant"), [("20000012170449", "20001217044900"), ("20000800241623", "20000824162300")]
)
def test_a_time_with_a_month_or_day_00_is_repaired_and_its_address_kept(stamp: str, meant: str) -> None:
    archive = Little(
        Case(
            "",
            "cdx",
            lambda archive, asked: reply(ROWS[0].replace("20110503102030", stamp).encode(), type="text/plain"),
        )
    )
    with serving(archive.answer) as server:
        archive.server = server
        client = WaybackArchive(server.url, ArchiveClient(settings(server.url), HTTPAdapter(), clock=IdleClock()))
        (memento,) = client.listed(PRESENT, None).mementos
    assert memento.captured.replace("-", "").replace(":", "")[:8] == meant[:8]
    assert f"/web/{stamp}id_/" in memento.raw_url


@pytest.mark.parametrize("rows", ["<html>\n<body>busy</body>", "one two three", f"{ROWS[0]} and more"])
def test_what_is_no_row_is_no_answer(rows: str) -> None:
    with pytest.raises(IndexUnknown):
        rows_of(rows)


def test_an_index_that_never_ends_is_left() -> None:
    case = Case(
        "", "cdx", lambda archive, asked: reply(f"{ROWS[0]}\n\nkey-{archive.count}\n".encode(), type="text/plain")
    )
    index, stamps = index_with(case)
    assert len(index.attempts) == 3
    assert stamps == ["20110503102030"]


def test_two_headers_of_compression_are_read_as_one() -> None:
    def double(archive: Little, asked: Asked) -> bytes:
        return archive.play(asked, ("content-encoding", ""), ("Content-Encoding", "gzip"), body=gzip.compress(BODY))

    archive = Little(Case("", "web", double))
    with serving(archive.answer) as server:
        archive.server = server
        client = WaybackArchive(server.url, ArchiveClient(settings(server.url), HTTPAdapter(), clock=IdleClock()))
        (first, *_) = client.nearest(PRESENT, None).mementos
        assert client.read(first).body == BODY
