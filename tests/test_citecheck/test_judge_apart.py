"""A run with many claims judges them in processes of its own, and says the same as without."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

import citecheck
from citecheck.checking.quotes import QuoteMatcher
from citecheck.checking.support import LexicalJudge
from citecheck.in_order import in_order
from citecheck.judges.apart import FEW, JudgeApart, JudgeFailed, judge_apart
from citecheck.model import ClaimContext, JudgedSource, SourceText
from citecheck.settings import Settings, fingerprint
from citecheck.settings.model import CheckingSettings
from citecheck.testing import FakeClock, FakeJudge
from reports.model import Extent, Outcome, Report

TOWNS = ("Ellery", "Marrow", "Tolby", "Ashwick", "Penhale", "Corran", "Dunmere")
YEARS = range(1880, 1890)
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
ON_ONE_LIBRARY = "The library was opened in 1885."


def sentence(town: str, year: int) -> str:
    return f"The library of {town} was opened in {year} by its mayor, who gave {year - 1500} books to it."


def documents(folder: Path) -> tuple[bytes, dict[str, str]]:
    """Return a document of 70 claims on seven sources, one in ten of them with another year, and the sources."""
    sources = {}
    for number, town in enumerate(TOWNS, 1):
        path = folder / f"{town}.txt"
        path.write_text("\n\n".join(sentence(town, year) for year in YEARS) * 3, encoding="utf-8")
        sources[str(number)] = str(path)
    claims = [
        f"{sentence(town, year).replace('opened in 1885', 'opened in 1835')}[{number}]"
        for year in YEARS
        for number, town in enumerate(TOWNS, 1)
    ]
    entries = [f"[{number}] The libraries of {town}, a history." for number, town in enumerate(TOWNS, 1)]
    return "\n\n".join((*claims, "References", *entries)).encode(), sources


def audited(folder: Path, processes: int, **parts: object) -> Report:
    document, sources = documents(folder)
    settings = Settings(offline=True, checking=CheckingSettings(processes=processes))
    return citecheck.audit(document, settings=settings, sources=sources, clock=FakeClock(NOON), **parts)


def told(report: Report) -> tuple[object, ...]:
    return report.checks, report.findings, report.sources, report.tool


def on(text: str) -> list[JudgedSource]:
    page = SourceText(text=text, extent=Extent.FULL, media_type="text/plain")
    return [JudgedSource(reference="r", copy="c", text=page)]


@pytest.fixture
def apart() -> JudgeApart:
    with ExitStack() as closing:
        judge = judge_apart(
            LexicalJudge(), Settings(checking=CheckingSettings(processes=2)), may_thread=True, closing=closing
        )
        assert judge is not None
        judge._judged = FEW  # from the next claim on, processes judge
        yield judge


@pytest.mark.slow
def test_processes_change_nothing_in_a_report(tmp_path):
    here = audited(tmp_path, 0)

    assert len(here.checks) == len(TOWNS) * len(YEARS) > FEW
    assert {check.outcome for check in here.checks} == {Outcome.SUPPORTED, Outcome.CONTRADICTED}
    assert told(audited(tmp_path, 2)) == told(here)


def test_the_first_claims_of_a_run_start_no_process():
    with ExitStack() as closing:
        judge = judge_apart(
            LexicalJudge(), Settings(checking=CheckingSettings(processes=1)), may_thread=True, closing=closing
        )
        assert judge is not None
        assert (judge.at_once(FEW), judge.at_once(FEW + 1)) == (1, 2)
        for _ in range(FEW):
            judge.judge(
                "The library was opened in 1885.", on("The library was opened in 1885."), context=ClaimContext()
            )
        assert not judge._pool._free

        judge.judge(ON_ONE_LIBRARY, on(ON_ONE_LIBRARY), context=ClaimContext())
        assert len(judge._pool._free) == 1
        assert judge.at_once(1) == 2


@pytest.mark.slow
def test_a_process_that_ends_costs_one_claim(apart):
    claim, sources = sentence("Ellery", 1885), on(sentence("Ellery", 1885))
    first = apart.judge(claim, sources, context=ClaimContext())
    for worker in apart._pool._free:
        worker._process.kill()  # it is still taken for alive until it is waited for

    try:
        second = apart.judge(claim, sources, context=ClaimContext())
    except JudgeFailed as failure:
        assert str(failure) == "the claim could not be judged: the process that judged it crashed"
        second = apart.judge(claim, sources, context=ClaimContext())
    assert first == second
    assert first.outcome is Outcome.SUPPORTED


@pytest.mark.slow
def test_a_claim_whose_process_ended_is_unverifiable_and_says_why(tmp_path, monkeypatch):
    real = JudgeApart.judge

    def judge(self: JudgeApart, claim: str, sources: object, *, context: ClaimContext) -> object:
        if "Corran was opened in 1883" in claim:
            raise JudgeFailed("the claim could not be judged: the process that judged it crashed")
        return real(self, claim, sources, context=context)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(JudgeApart, "judge", judge)
    report = audited(tmp_path, 2)

    lost = [check for check in report.checks if check.outcome is Outcome.UNVERIFIABLE]
    assert [check.rule for check in lost] == ["support.judge.failed"]
    assert "the process that judged it crashed" in lost[0].reason
    assert len(report.checks) == len(TOWNS) * len(YEARS)


def test_without_a_process_the_claim_is_judged_here(apart, monkeypatch):
    def refuse() -> OSError:
        return OSError("no more processes")

    monkeypatch.setattr("citecheck.workers.pool._started", refuse)
    check = apart.judge(sentence("Ellery", 1885), on(sentence("Ellery", 1885)), context=ClaimContext())

    assert check.outcome is Outcome.SUPPORTED


@pytest.mark.parametrize(
    ("judge", "processes", "may_thread"),
    [(FakeJudge(), 2, True), (LexicalJudge(), 0, True), (LexicalJudge(), 2, False)],
    ids=["a judge of the user", "no process wanted", "a matcher of the user"],
)
def test_what_may_not_run_apart_runs_here(judge, processes, may_thread):
    settings = Settings(checking=CheckingSettings(processes=processes))

    with ExitStack() as closing:
        assert judge_apart(judge, settings, may_thread=may_thread, closing=closing) is None


def test_a_matcher_of_the_user_is_asked_in_one_thread_and_in_order(tmp_path):
    report = audited(tmp_path, 2, matcher=QuoteMatcher())

    assert told(report) == told(audited(tmp_path, 0))


def test_the_number_of_processes_is_no_part_of_the_fingerprint():
    one, other = (Settings(checking=CheckingSettings(processes=number)) for number in (0, 7))
    circular = Settings(checking=replace_circular(one))

    assert fingerprint(one) == fingerprint(other) == fingerprint(Settings())
    assert fingerprint(circular) != fingerprint(one)


def replace_circular(settings: Settings) -> CheckingSettings:
    return CheckingSettings(processes=settings.checking.processes, circular=False)


def test_results_come_in_the_order_of_the_work_and_errors_in_their_place():
    def work(number: int) -> int:
        if number == 30:
            raise ValueError("thirty")
        return number * number

    assert list(in_order(work, range(25), 3)) == [number * number for number in range(25)]
    results = in_order(work, range(40), 3)
    assert [next(results) for _ in range(30)] == [number * number for number in range(30)]
    with pytest.raises(ValueError, match="thirty"):
        next(results)


def test_whoever_stops_asking_ends_the_work():
    begun: list[int] = []
    results = in_order(begun.append, iter(range(1_000_000)), 2)
    next(results)
    results.close()

    assert len(begun) <= 2 * 4
