"""A finding can be shown without its report, and a report in a cell of a notebook."""

from __future__ import annotations

import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import sample_reports
import sample_reports_odd

from claims.reading import read
from reports.errors import UnknownName
from reports.model import Finding, Report, Severity
from reports.placing import placed
from reports.rendering import load, write
from reports.summary import summarise


@pytest.fixture
def report() -> Report:
    return placed(sample_reports.everything())


def by_key(report: Report, key: str) -> Finding:
    return next(finding for finding in report.findings if finding.key == key)


def test_a_finding_carries_its_claim_its_address_and_its_place(report: Report) -> None:
    dead, number = by_key(report, "f-dead"), by_key(report, "f-number")
    assert dead.url == report.source("ref-4").url
    assert dead.claim_text is None
    assert dead.help_url.endswith("docs/findings.md#link-dead")
    assert number.claim is not None
    assert number.claim_text == report.claim(number.claim).text
    assert (number.file, number.line, number.place) == (report.document.name, None, report.document.name)


def test_a_finding_knows_its_line_and_column(report: Report) -> None:
    text = "# Notes\n\nThe mill is old. It was [sold](https://example.org/sale) in 1804.\n"
    document = read(text.encode(), name="notes.md")
    link = document.references[0]
    finding = replace(by_key(report, "f-dead"), claim=None, reference=link.key)
    (one,) = placed(replace(report, document=document, sources=(), findings=(finding,))).findings
    assert (one.file, one.line, one.place) == ("notes.md", 3, "notes.md:3")
    assert text.splitlines()[2][(one.column or 0) - 1 :].startswith("sold](")
    assert one.url == "https://example.org/sale"


def test_silenced_findings_carry_them_too(report: Report) -> None:
    (one,) = report.suppressed
    assert one.finding.url == report.source("ref-6").url
    assert one.finding.file == report.document.name


def test_a_finding_of_an_earlier_night_keeps_what_the_report_does_not_know(report: Report) -> None:
    gone = Finding(
        key="f-gone",
        code="link-dead",
        severity=Severity.ERROR,
        message="m",
        reference="no longer there",
        url="https://example.org/gone",
        claim_text="What was said.",
    )
    kept = by_key(placed(replace(report, findings=(gone,))), "f-gone")
    assert (kept.url, kept.claim_text, kept.line) == ("https://example.org/gone", "What was said.", None)


def test_what_a_finding_carries_is_in_json_and_comes_back(report: Report, tmp_path: object) -> None:
    path = f"{tmp_path}/r.json"
    write(report, path)
    assert load(path).findings == report.findings


def test_a_report_is_one_line_in_a_console(report: Report) -> None:
    assert repr(report) == f"<Report {report.document.name!r}: {summarise(report).headline}>"
    assert report.headline == summarise(report).headline
    line = repr(by_key(report, "f-dead"))
    assert line.startswith("<Finding f-dead error link-dead ")
    assert len(repr(replace(by_key(report, "f-dead"), message="word " * 500))) < 250
    assert "\n" not in repr(replace(by_key(report, "f-dead"), message="two\nlines"))


def test_claims_references_sources_and_checks_are_found_by_key(report: Report) -> None:
    claim = report.document.claims[0]
    assert report.claim(claim.key) is claim
    assert report.reference("ref-4").key == "ref-4"
    checked = report.checks[0].claim
    assert report.checks_of(checked)
    assert {check.claim for check in report.checks_of(checked)} == {checked}
    assert report.checks_of("nothing") == ()
    for look_up in (report.claim, report.reference, report.source):
        with pytest.raises(UnknownName, match="nothing"):
            look_up("nothing")


def test_the_findings_are_a_table_of_pandas(report: Report) -> None:
    frame = report.to_frame()
    assert list(frame["key"]) == [finding.key for finding in report.findings]
    assert {"code", "severity", "message", "claim_text", "url", "file", "line", "column", "rule", "help_url"} <= set(
        frame.columns
    )
    assert frame.loc[frame["key"] == "f-dead", "url"].item() == report.source("ref-4").url
    assert list(replace(report, findings=()).to_frame().columns) == list(frame.columns)


def test_without_pandas_the_error_says_what_to_do(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"needs pandas.*report\.findings"):
        report.to_frame()


class _Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_a_notebook_shows_the_headline_and_the_findings(report: Report) -> None:
    page = report._repr_html_()
    assert summarise(report).headline in page
    assert all(finding.code in page for finding in report.findings)
    many = replace(report, findings=tuple(replace(report.findings[0], key=f"f{number}") for number in range(45)))
    assert "… and 15 findings more" in many._repr_html_()


@pytest.mark.parametrize("payload", sample_reports_odd.PAYLOADS)
def test_nothing_of_a_document_is_mark_up_in_a_notebook(payload: str) -> None:
    page = placed(sample_reports_odd.hostile(payload))._repr_html_()
    seen = _Tags()
    seen.feed(page)
    assert seen.tags <= {"p", "strong", "table", "thead", "tbody", "tr", "th", "td", "a"}
    assert seen.attributes <= {"href"}
    assert not any(ord(char) < 32 or 0x202A <= ord(char) <= 0x202E for char in page.replace("\n", "").replace("\t", ""))
