"""Many documents at once, the asynchronous verbs, and what a developer trips over."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

import citecheck
from citecheck import ReadingError, SettingsError, SourceCheck, audit_many, audit_many_async
from citecheck.assembly import Session
from citecheck.auditor import Auditor
from citecheck.errors import EvidenceError
from citecheck.testing import FakeJudge

T = TypeVar("T")


class Phases:
    """An observer that knows the document of each phase."""

    def __init__(self, about: str = "", seen: list[tuple[str, str, int | None]] | None = None) -> None:
        self.about = about
        self.seen: list[tuple[str, str, int | None]] = [] if seen is None else seen

    def for_document(self, name: str) -> Phases:
        return Phases(name, self.seen)

    def begin(self, phase: str, total: int | None) -> None:
        self.seen.append((self.about, phase, total))

    def advance(self, phase: str, *, note: str = "") -> None:
        """Nothing is kept of a step."""

    def end(self, phase: str) -> None:
        """Nothing is kept of an end."""

    def event(self, name: str, fields: Mapping[str, object]) -> None:
        """Nothing is kept of an event."""


@pytest.fixture
def documents(tmp_path: Path) -> list[Path]:
    made = []
    for number in range(6):
        path = tmp_path / f"d{number}.md"
        marks = "".join(f"Sentence {mark} of it is true.[^{mark}] " for mark in range(number + 1))
        entries = "\n".join(f'[^{mark}]: "Entry {mark}". A paper.' for mark in range(number + 1))
        path.write_text(f"# D{number}\n\n{marks}\n\n{entries}\n")
        made.append(path)
    return made


def in_a_loop(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run a coroutine in a thread of its own: the thread of the tests may have a loop, of a browser."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: asyncio.run(work())).result()


def test_results_come_in_the_order_of_the_documents(documents: list[Path]) -> None:
    results = list(audit_many(documents, at_once=3, offline=True))
    assert [result.source for result in results] == documents
    assert [len(result.report.checks) if result.report else 0 for result in results] == [1, 2, 3, 4, 5, 6]


def test_a_document_that_cannot_be_read_costs_no_other(documents: list[Path], tmp_path: Path) -> None:
    results = list(audit_many([documents[0], tmp_path / "none.md", documents[1]], offline=True))
    assert [result.report is not None for result in results] == [True, False, True]
    assert isinstance(results[1].error, ReadingError)
    assert "no such file" in str(results[1].error)


def test_an_error_of_the_program_costs_one_document(
    documents: list[Path], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Reading fails at one document, the audit at another; all other results are as without that."""
    read, audited = Session.read, Auditor.audit

    def fragile_read(self: Session, source: Any, **more: Any) -> Any:
        if source == documents[1]:
            raise KeyError("reader")
        return read(self, source, **more)

    def fragile_audit(self: Auditor, document: Any) -> Any:
        if document.name.endswith("d3.md"):
            raise ZeroDivisionError("judge")
        if document.name.endswith("d4.md"):
            raise EvidenceError("the recording lacks it")
        return audited(self, document)

    monkeypatch.setattr(Session, "read", fragile_read)
    monkeypatch.setattr(Auditor, "audit", fragile_audit)
    results = list(audit_many(documents, at_once=2, offline=True))
    assert [result.report is not None for result in results] == [True, False, True, True, False, True]
    assert "internal error: KeyError" in str(results[1].error)
    assert "d1.md" in str(results[1].error)
    failed = results[3].report
    assert failed is not None and [finding.code for finding in failed.findings] == ["internal-error"]
    assert isinstance(results[4].error, EvidenceError)
    assert "ZeroDivisionError" in caplog.text


def test_no_more_documents_are_asked_for_than_are_under_way(documents: list[Path]) -> None:
    asked = []

    def endless():  # type: ignore[no-untyped-def]  # a generator for the test
        while True:
            asked.append(len(asked))
            yield documents[0]

    results = audit_many(endless(), at_once=2, offline=True)
    for _ in range(3):
        next(results)
    results.close()
    assert len(asked) <= 5
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("document")]


@pytest.mark.parametrize("at_once", [0, -1, 1.5, True, "4"])
def test_a_wrong_number_at_once_is_said(documents: list[Path], at_once: object) -> None:
    with pytest.raises(SettingsError, match="at_once"):
        next(audit_many(documents, at_once=at_once))  # type: ignore[arg-type]  # the wrong type is the test


def test_phases_name_their_document(documents: list[Path]) -> None:
    observer = Phases()
    list(audit_many(documents, at_once=4, offline=True, observer=observer))
    claims = {(about, total) for about, phase, total in observer.seen if phase == "claims"}
    assert claims == {(str(path), number + 1) for number, path in enumerate(documents)}
    assert {about for about, phase, _ in observer.seen if phase == "sources"} == {str(path) for path in documents}


def test_log_lines_of_phases_name_their_document(documents: list[Path], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="citecheck"):
        citecheck.audit(documents[2], offline=True)
    assert f"{documents[2]}: claims: begun, 3 in all" in caplog.messages


def test_asynchronous_verbs_give_what_the_others_give(documents: list[Path]) -> None:
    async def all_of_them() -> list[int]:
        one = await citecheck.audit_async(documents[3], offline=True, judge=FakeJudge())
        link = await citecheck.check_link_async("mailto:someone@example.org")
        many = [result async for result in audit_many_async(documents, offline=True)]
        assert isinstance(link, SourceCheck)
        return [len(one.checks), *(len(result.report.checks) if result.report else 0 for result in many)]

    assert in_a_loop(all_of_them) == [4, 1, 2, 3, 4, 5, 6]


def test_an_asynchronous_loop_that_ends_early_closes_the_session(documents: list[Path]) -> None:
    async def first() -> str:
        results = audit_many_async(documents, offline=True)
        async for result in results:
            await results.aclose()
            return str(result.source)
        return ""

    assert in_a_loop(first) == str(documents[0])


def test_a_source_for_a_label_that_no_reference_has_is_told(documents: list[Path], tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("A page.")
    report = citecheck.audit(documents[1], sources={"1": page, "99": page}, offline=True)
    assert [notice for notice in report.notices if "[99]" in notice]
    assert not [notice for notice in report.notices if "[1]" in notice]


def test_a_text_given_as_a_path_is_answered_with_what_to_do() -> None:
    with pytest.raises(ReadingError, match=r"give it as bytes \(text\.encode\(\)\)") as raised:
        citecheck.audit("# A title\n\nA sentence.[1]\n\n[1]: https://example.org/\n" + "more " * 500)
    assert len(str(raised.value)) < 300
    with pytest.raises(ReadingError, match="check the path"):
        citecheck.audit("no-such-file.md")
