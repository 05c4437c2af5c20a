"""What was recorded is found again from the recording alone: the same checks, in any order of threads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from live_web import fast, guard_for, reference, settings_for
from requests.adapters import BaseAdapter

from citecheck.evidence.recording import RecordingAdapter
from citecheck.evidence.replay import ReplayAdapter
from citecheck.evidence.warc import Recording
from citecheck.http.transport import adapter_for
from citecheck.sources import SourceReader
from citecheck.web.live import LiveFetcher
from claims.model import Document, DocumentFormat
from reports.model import SourceCheck
from testbed.link_pages import Case, build
from testbed.loopback import Loopback

DOCUMENT = Document(name="d", format=DocumentFormat.PLAINTEXT, text="", sha256="")
SETTINGS = settings_for(fast(breaker=3, read_timeout=1.2, total_timeout=2.5, threads=16))


def checks_of(cases: list[Case], adapter: BaseAdapter, *, pace: bool) -> dict[str, SourceCheck]:
    fetcher = LiveFetcher(SETTINGS.web, adapter=adapter, pace=pace)
    reader = SourceReader(SETTINGS, fetcher=fetcher)
    with reader, reader.gather(DOCUMENT, [reference(case.name, case.url) for case in cases]) as gathering:
        return {case.name: gathering.source(case.name).check for case in cases}


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Case], dict[str, SourceCheck], Path]]:
    path = tmp_path_factory.mktemp("recording") / "run.warc.gz"
    with Loopback() as web:
        cases = build(web)
        with Recording(path) as recording:
            inner = adapter_for(SETTINGS.web, guard=guard_for(web))
            checks = checks_of(cases, RecordingAdapter(inner, recording, SETTINGS.web.max_bytes), pace=True)
    yield cases, checks, path


@pytest.mark.slow
def test_a_replay_gives_the_same_checks(recorded: tuple[list[Case], dict[str, SourceCheck], Path]) -> None:
    cases, checks, path = recorded
    again = checks_of(cases, ReplayAdapter(path), pace=False)
    assert {name: check for name, check in again.items() if check != checks[name]} == {}


@pytest.mark.slow
def test_each_copy_that_was_read_has_its_evidence(
    recorded: tuple[list[Case], dict[str, SourceCheck], Path],
) -> None:
    _, checks, path = recorded
    copies = [copy for check in checks.values() for copy in check.copies]
    assert len(copies) > 100
    assert all(copy.evidence is not None and copy.evidence.file == path.name for copy in copies)
