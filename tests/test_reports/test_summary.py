"""Counts, order and headline."""

from collections import Counter
from dataclasses import replace

import sample_reports
from hypothesis import given
from hypothesis import strategies as st

from reports.model import Finding, LinkStatus, Severity
from reports.summary import headline, sorted_findings, summarise, unread_reasons, worst


def test_the_headline_counts_and_says_why() -> None:
    unread = Counter({LinkStatus.BLOCKED: 10, LinkStatus.GONE: 2})
    assert (
        headline(3, 41, unread, references=60)
        == "3 things to fix, 41 confirmed, 12 sources could not be read (10 refuse programs, 2 are gone)"
    )
    assert headline(1, 1, Counter({LinkStatus.GONE: 1}), references=2) == (
        "1 thing to fix, 1 confirmed, 1 source could not be read (1 is gone)"
    )
    assert headline(0, 5, Counter(), references=5) == "nothing to fix, 5 confirmed"
    assert headline(1, 0, Counter(), references=0) == "1 thing to fix, no references to check"


def test_the_headline_says_where_nothing_was_checked():
    assert headline(0, 0, Counter(), references=0) == "nothing was checked: no references and no links were found"
    assert headline(1, 0, Counter(), references=4, checks=0) == "1 thing to fix, no claim was checked"
    assert headline(0, 0, Counter(), references=4, checks=2) == "nothing to fix, 0 of 2 checks confirmed"


@given(st.dictionaries(st.sampled_from(list(LinkStatus)), st.integers(1, 5000)))
def test_the_reasons_add_up(unread: dict[LinkStatus, int]) -> None:
    told = unread_reasons(unread)
    numbers = [int(part.split()[0].replace(",", "")) for part in told.split(", ") if part]
    assert sum(numbers) == sum(unread.values())
    assert len(numbers) <= 3


def test_counts_agree_with_the_report() -> None:
    report = sample_reports.everything()
    summary = summarise(report)
    assert summary.references == len(report.document.references)
    assert sum(summary.by_outcome.values()) == len(report.checks)
    assert sum(summary.by_status.values()) == len(report.sources)
    assert sum(summary.by_code.values()) == len(report.findings)
    assert summary.to_fix == sum(1 for finding in report.findings if finding.severity is not Severity.NOTE)
    assert summary.suppressed == len(report.suppressed)


def test_the_worst_come_first_and_then_the_documents_order() -> None:
    report = sample_reports.everything()
    ordered = sorted_findings(report)
    assert [finding.severity.rank for finding in ordered] == sorted(f.severity.rank for f in report.findings)
    whole = Finding(key="w", code="references-missing", severity=Severity.ERROR, message="m")
    assert sorted_findings(replace(report, findings=(*report.findings, whole)))[0] == whole
    errors = [f for f in ordered if f.severity is Severity.ERROR and f.confirmed and f.span]
    assert [f.span for f in errors] == sorted(f.span for f in errors if f.span)


def test_notes_are_never_among_the_worst() -> None:
    report = sample_reports.everything()
    assert len(worst(report, 3)) == 3
    everything = worst(report, 1000)
    assert len(everything) == summarise(report).to_fix
    assert worst(report, 0) == ()
