"""The time of a run: it is kept whatever a file or a claim does, and what was not done says so."""

import threading
import time
from pathlib import Path

import msgspec
import pytest
from pdf_files import HAS_MANY_PAGES

from citecheck import Extent, Fetched, Outcome, ReadingError, SourceText
from citecheck.assembly import Session
from citecheck.checking.claimcheck import ClaimChecker
from citecheck.pages import Body, Page
from citecheck.settings import Settings, WebSettings
from citecheck.testing import FakeClock
from reports.model import LinkStatus, Origin
from testbed.hostile_texts import in_a_document, repeated

ARTICLE = """# The lamp

The lamp was lit in 1904.[^1] The bell was rung in 1905.[^2]

[^1]: A. Lee, "The lamp", http://127.0.0.1:9/lamp
[^2]: A. Lee, "The bell", http://127.0.0.1:9/bell
"""
BELL = "<title>The bell</title><p>" + "The bell was rung in 1905 by the keeper and his daughter. " * 12


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "1.html").write_text(BELL.replace("bell was rung in 1905", "lamp was lit in 1904"))
    (tmp_path / "sources" / "2.html").write_text(BELL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(seconds: float) -> Settings:
    return Settings(offline=True, web=msgspec.structs.replace(WebSettings(), max_time=seconds))


@pytest.mark.slow
def test_a_file_that_never_ends_does_not_hold_the_run_beyond_its_time(folder: Path) -> None:
    (folder / "sources" / "1.html").unlink()
    (folder / "sources" / "1.pdf").write_bytes(HAS_MANY_PAGES)

    with Session(settings(4)) as session:
        document = session.read("a.md")
        start = time.monotonic()
        report = session.auditor().audit(document)
    assert time.monotonic() - start < 4 + 2

    assert [source.status for source in report.sources] == [LinkStatus.NOT_CHECKED, LinkStatus.ALIVE]
    assert report.sources[0].rule == "link.not-checked.out-of-time"
    assert any("max_time" in notice for notice in report.notices)
    assert not any("network" in notice for notice in report.notices)


def test_claims_that_the_time_does_not_allow_are_left_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeClock()
    before = ClaimChecker._attempt

    def slow(self, *words):
        for entry in self._document.references:
            self._gathering.source(entry.key)  # both are read before the time is over
        clock.sleep(60)
        return before(self, *words)

    monkeypatch.setattr(ClaimChecker, "_attempt", slow)

    with Session(settings(30), clock=clock) as session:
        report = session.auditor().audit(session.read("a.md"))

    assert [check.outcome for check in report.checks] == [Outcome.SUPPORTED, Outcome.UNVERIFIABLE]
    assert report.checks[1].rule == "support.claim.out-of-time"
    assert [finding.code for finding in report.findings] == ["claim-unverifiable"]
    assert "the time that was allowed (web.max_time) was over: not every claim was checked" in report.notices


def test_a_run_without_a_limit_checks_every_claim(folder: Path) -> None:
    with Session(settings(0)) as session:
        report = session.auditor().audit(session.read("a.md"))

    assert [check.outcome for check in report.checks] == [Outcome.SUPPORTED, Outcome.SUPPORTED]


def test_a_file_that_cannot_be_read_is_no_sign_of_a_missing_network(folder: Path) -> None:
    (folder / "sources" / "1.html").write_bytes(b"")

    with Session(settings(0)) as session:
        report = session.auditor().audit(session.read("a.md"))

    assert report.sources[0].status is LinkStatus.NOT_CHECKED
    assert not any("network" in notice for notice in report.notices)


def test_a_page_that_is_being_read_holds_up_no_other_page() -> None:
    going, seen = threading.Event(), threading.Event()

    def extract(body: Body, url: str | None) -> SourceText:
        if b"slow" in body.data:
            seen.set()
            assert going.wait(10)
        return SourceText(text="The lamp was lit.", extent=Extent.FULL)

    def page(body: bytes) -> Page:
        url = "https://harbour.example/"
        return Page(Fetched(url=url, final_url=url, origin=Origin.LIVE, retrieved="", attempts=(), body=body), extract)

    slow = threading.Thread(target=lambda: page(b"<p>slow").words)
    slow.start()
    assert seen.wait(10)

    assert page(b"<p>quick").text.text == "The lamp was lit."
    assert page(b"<p>quick").words == 0
    assert slow.is_alive()
    going.set()
    slow.join(10)


class Stuck:
    """A judge that never answers, and says when it was asked."""

    name = "stuck"

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.going = threading.Event()

    def judge(self, claim: str, sources: object, *, context: object) -> object:
        self.asked.set()
        self.going.wait(20)
        raise ValueError("nobody waits for this")


def test_a_judge_that_never_answers_does_not_hold_the_run_beyond_its_time(folder: Path) -> None:
    judge = Stuck()
    with Session(settings(3), judge=judge) as session:
        document = session.read("a.md")
        start = time.monotonic()
        report = session.auditor().audit(document)
        took = time.monotonic() - start
    judge.going.set()

    assert judge.asked.is_set()
    assert took < 3 + 1
    assert [check.rule for check in report.checks] == ["support.claim.out-of-time"] * 2
    assert "the time that was allowed (web.max_time) was over: not every claim was checked" in report.notices


def test_a_timeout_that_a_judge_raises_by_itself_is_its_failure(folder: Path) -> None:
    class Late(Stuck):
        def judge(self, claim: str, sources: object, *, context: object) -> object:
            raise TimeoutError("the model did not answer")

    with Session(settings(60), judge=Late()) as session:
        report = session.auditor().audit(session.read("a.md"))

    assert [check.rule for check in report.checks] == ["support.judge.failed"] * 2
    assert "the model did not answer" in report.checks[0].reason
    assert not any("max_time" in notice for notice in report.notices)


@pytest.mark.slow
def test_a_large_document_is_read_within_the_time_of_the_run(folder: Path) -> None:
    (folder / "large.md").write_text(in_a_document(repeated("images that never end", 6_000_000)), encoding="utf-8")

    with Session(settings(4)) as session:
        start = time.monotonic()
        with pytest.raises(ReadingError, match=r"took longer than [34] s to read"):
            session.read("large.md")
    assert time.monotonic() - start < 4 + 1


@pytest.mark.slow
def test_a_page_in_question_is_read_within_the_time_of_the_run(folder: Path) -> None:
    (folder / "large.pdf").write_bytes(HAS_MANY_PAGES)

    with Session(settings(2)) as session:
        start = time.monotonic()
        with pytest.raises(ReadingError, match=r"web\.max_time"):
            session.page("large.pdf")
    assert time.monotonic() - start < 2 + 1
