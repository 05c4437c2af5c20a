"""A whole audit over a real archive, recorded and replayed: the same report, from the recording alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from ia_front import Front, fronting
from pywb_archive import ARTICLE, running

from citecheck.assembly import Session
from citecheck.clock import SystemClock
from citecheck.evidence.records import Record, read_all
from citecheck.http.guard import Guard
from citecheck.http.transport import GuardedAdapter
from citecheck.settings.model import ArchiveSettings, EvidenceSettings, Settings, WebSettings
from reports.codec import encode
from reports.model import LinkStatus, Origin, Report
from testbed.scripted_server import reply

pytestmark = pytest.mark.pywb

CITED = [
    ("The council voted on Tuesday to close the old harbour by the end of the year.", "2011-12-01", ARTICLE),
    ("The old harbour was closed in 2012.", "2016-01-01", ARTICLE),
    ("The budget was passed.", "2016-05-05", "http://paper.test/soft"),
    ("Nobody wrote that down.", "2016-05-05", "http://paper.test/never"),
    ("It was moved.", "2012-07-01", "http://paper.test/moved"),
    ("The cranes were sold.", "2016-02-01", ARTICLE),  # the same page, read on other days by others
    ("The mayor was absent.", "2011-12-01", ARTICLE + "#mayor"),
    ("The budget grew.", "2016-05-05", "http://paper.test/soft?"),
]


def document(front: Front) -> bytes:
    """Wikitext that cites pages of a dead site; the second names its archived copy."""
    named = f"|archive-url={front.url}/web/20150203040506/{ARTICLE} |archive-date=2015-02-03"
    sentences = []
    for number, (words, accessed, url) in enumerate(CITED):
        more = named if number == 1 else ""
        cited = f"{{{{cite web |title=Source {number} |url={url} |access-date={accessed} {more}}}}}"
        sentences.append(f"{words}<ref>{cited}</ref>")
    return " ".join(sentences).encode()


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with running(tmp_path_factory.mktemp("pywb")) as pywb, fronting(pywb) as front:
        yield front


def audited(front: Front, evidence: EvidenceSettings) -> Report:
    web = WebSettings(
        allow_addresses=("127.0.0.0/8",), canary="", retries=0, per_host_rate=0, connect_timeout=2, read_timeout=2
    )
    archives = ArchiveSettings(wayback=front.url, timegates=(), lookups_per_minute=0, reads_per_second=0)
    settings = Settings(web=web, archives=archives, evidence=evidence)
    guard = Guard(web.allow_addresses, resolver=lambda host, port: ["127.0.0.1"])  # where nobody listens on port 80
    with Session(settings, clock=SystemClock(), adapter=GuardedAdapter(guard)) as session:
        report = session.auditor().audit(session.read(document(front), name="a.wiki", format="wikitext"))
    tool = replace(report.tool, settings_sha256="")
    return replace(report, started="", finished="", notices=(), tool=tool)


def test_an_audit_over_archives_is_replayed_word_for_word(front: Front, tmp_path: Path) -> None:
    path = str(tmp_path / "run.warc.gz")
    first = audited(front, EvidenceSettings(record=path))
    asked = len(front.asked)
    front.faults["web"] = front.faults["cdx"] = lambda asked: reply(b"nobody is asked", "500 No")
    again = audited(front, EvidenceSettings(replay=path))
    front.faults.clear()
    assert len(front.asked) == asked
    assert json.loads(encode(again)) == json.loads(encode(first))

    notes = [
        json.loads(record.payload)["capture"]
        for record in read_all(Path(path))
        if isinstance(record, Record) and record.kind == "metadata" and record.payload.startswith(b'{"capture"')
    ]
    assert {"archive": "Internet Archive", "original": ARTICLE, "captured": "2015-02-03T04:05:06Z"} in notes
    assert len(notes) == len({json.dumps(note) for note in notes})  # each capture is described once

    sources = {source.url: source for source in first.sources}
    assert {source.status for source in first.sources} == {LinkStatus.CONNECTION_ERROR}
    copies = [copy for source in first.sources for copy in source.copies]
    assert {copy.origin for copy in copies} == {Origin.ARCHIVE}
    assert all(copy.evidence is not None and copy.evidence.file == "run.warc.gz" for copy in copies)
    assert sources["http://paper.test/never"].archived is False
    soft = sources["http://paper.test/soft"]
    assert [copy.captured for copy in soft.copies if copy.extent == "full"] == ["2012-01-01T00:00:00Z"]
