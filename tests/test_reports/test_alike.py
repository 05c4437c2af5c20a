"""Findings that say the same of several references are one thing to look at."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sample_reports
from bs4 import BeautifulSoup

from claims.model import Reference, Span
from reports.alike import AlikeFindings
from reports.model import Finding, Report, Severity
from reports.rendering import render


def no_address(label: str) -> Finding:
    return Finding(
        key=f"k{label}",
        code="reference-no-locator",
        severity=Severity.NOTE,
        message=f"[{label}] has no address",
        reference=f"r{label}",
    )


def report(*labels: str, more: tuple[Finding, ...] = ()) -> Report:
    whole = sample_reports.everything()
    entry = whole.document.references[0]
    entries: tuple[Reference, ...] = tuple(
        replace(entry, key=f"r{label}", label=label, span=Span(10 * number, 10 * number + 9))
        for number, label in enumerate(labels)
    )
    return replace(
        whole,
        document=replace(whole.document, references=entries, claims=(), citations=()),
        sources=(),
        checks=(),
        suppressed=(),
        findings=(*(no_address(label) for label in labels), *more),
    )


@pytest.mark.parametrize(
    ("labels", "written"),
    [
        (("3", "4", "5", "6"), "[3]–[6]"),
        (("3", "4"), "[3], [4]"),
        (("1", "2", "3", "7"), "[1]–[3], [7]"),
        (("9", "10", "11"), "[9]–[11]"),
        (("a", "b", "c"), "[a], [b], [c]"),
        (("2", "1"), "[2], [1]"),
        (("¹", "²", "³"), "[¹], [²], [³]"),
    ],
)
def test_neighbours_are_written_as_a_range(labels: tuple[str, ...], written: str) -> None:
    made = report(*labels)
    assert AlikeFindings(made).labels(made.findings) == written


def test_other_findings_stay_alone_and_in_their_order() -> None:
    dead = Finding(key="dead", code="link-dead", severity=Severity.ERROR, message="m", reference="r3")
    other = replace(dead, key="other", reference="r4")
    made = report("3", "4", "5", more=(dead, other))
    groups = AlikeFindings(made).groups((made.findings[0], dead, *made.findings[1:3], other))
    assert [[one.key for one in group] for group in groups] == [["k3", "k4", "k5"], ["dead"], ["other"]]


def test_one_line_in_a_terminal_says_what_to_do() -> None:
    text = render(report(*map(str, range(3, 12))), "text")
    assert text.count("reference-no-locator") == 1
    flat = " ".join(text.split())
    assert "[3]–[11], 9 references" in flat
    assert "--source LABEL=" in flat


def test_one_card_with_one_decision_for_all() -> None:
    page = BeautifulSoup(render(report(*map(str, range(3, 12))), "html"), "lxml")
    (row,) = page.select(".finding")
    assert [row["data-key"], *str(row["data-also"]).split()] == [f"k{number}" for number in range(3, 12)]
    (count,) = page.select("#notes h3 .count")
    assert count.get_text() == "9"


def test_a_single_one_keeps_its_words_and_its_card() -> None:
    page = BeautifulSoup(render(report("3"), "html"), "lxml")
    (row,) = page.select(".finding")
    assert "[3] has no address" in row.get_text()
    assert "data-also" not in row.attrs
