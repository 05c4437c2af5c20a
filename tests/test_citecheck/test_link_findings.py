"""Findings on the links of a text name the address, the line and the column, in every format that has findings."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree

import pytest

import citecheck
from citecheck.settings import Settings, WebSettings
from citecheck.testing import FakeArchive, FakeFetcher
from reports.formats.outline import outline
from reports.model import Report, Severity
from reports.rendering import render

DOCUMENT = """# Report

The pier [fell in 1931](https://harbour.test/log) at night.[^1]

- [Guide](https://guide.test/gone)

[^1]: The note. https://note.test/n
"""
LOG = "<title>The harbour log</title>" + 4 * (
    "<p>The pier fell in 1934 after the storm, and the clerk wrote it down. The board of the harbour met in the "
    "net loft on the next morning and read the letter of the divers aloud.</p>"
)
LIST = "References\n1. Lee. The harbour log. https://harbour.test/log\n2. Ray. The net loft. https://note.test/n\n"


def audited(document: str, name: str = "docs/report.md", form: str = "markdown") -> Report:
    web = FakeFetcher({"https://harbour.test/log": LOG, "https://note.test/n": LOG})
    settings = Settings(web=WebSettings(per_host_rate=0))
    archive = FakeArchive({}, name="web.archive.org")
    with citecheck.build_auditor(settings, fetcher=web, archives=(archive,)) as auditor:
        return auditor.audit(citecheck.read(document.encode(), name=name, format=form))


@pytest.fixture(scope="module")
def report() -> Report:
    return audited(DOCUMENT)


def test_text_names_address_line_and_column(report: Report) -> None:
    text = render([report], "text")

    assert re.search(r"link-lost \(not confirmed\) +docs/report\.md:5:4\n +https://guide\.test/gone: ", text)
    assert re.search(r"claim-contradicted +docs/report\.md:3:1\n +“[^”]*” https://harbour\.test/log: ", text)
    assert text.count("The pier fell in 1931") == 2  # once for each finding, never again with its marks


def test_sarif_names_address_line_and_column(report: Report) -> None:
    results = json.loads(render([report], "sarif"))["runs"][0]["results"]
    places = {
        result["ruleId"]: (result["message"]["text"], result["locations"][0]["physicalLocation"]["region"])
        for result in results
    }

    message, region = places["link-lost"]
    assert message.startswith("https://guide.test/gone: ")
    assert (region["startLine"], region["startColumn"]) == (5, 4)
    assert "https://harbour.test/log: " in places["claim-contradicted"][0]


def test_junit_names_address_line_and_column(report: Report) -> None:
    failures = [failure.text or "" for failure in ElementTree.fromstring(render([report], "junit")).iter("failure")]

    assert any(text.startswith("docs/report.md:5:4: error link-lost") for text in failures)
    assert all("https://" in text for text in failures)


def test_csv_and_annotations_name_address_line_and_column(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(render([report], "csv"))))
    lost = next(row for row in rows if row["code"] == "link-lost")

    assert (lost["line"], lost["column"], lost["address"]) == ("5", "4", "https://guide.test/gone")
    assert "title=link-lost,line=5,col=4::https://guide.test/gone: " in render([report], "annotations")


def test_links_of_the_document_carry_no_claim_and_are_never_unused(report: Report) -> None:
    assert {check.claim for check in report.checks} == {report.document.claims[0].key}
    assert "reference-unused" not in {finding.code for finding in report.findings}
    assert [source.label for source in report.sources] == ["1", "link-1", "link-2"]


def test_the_outline_and_the_page_show_links_apart(report: Report) -> None:
    lines = outline(report.document)

    assert "1 reference, 2 links," in lines
    assert "Links of the text\n  [link-1] fell in 1931" in lines
    assert "https://guide.test/gone" in render([report], "html")


def test_an_uncited_list_is_a_warning_that_the_terminal_shows() -> None:
    report = audited(f"The pier fell in 1931.\n\n{LIST}", "a.txt", "plaintext")

    assert [(finding.code, finding.severity) for finding in report.findings] == [
        ("citations-missing", Severity.WARNING)
    ]
    text = render([report], "text")
    assert "1 thing to fix, no claim was checked" in text
    assert "citations-missing" in text


def test_a_list_that_is_cited_by_author_and_year_is_cited() -> None:
    listed = LIST.replace("Lee.", "Lee, A. (1931).")
    report = audited(f"The pier fell (Lee, 1931) at night.\n\n{listed}", "a.txt", "plaintext")

    assert "citations-missing" not in {finding.code for finding in report.findings}
    assert [citation.labels for citation in report.document.citations] == [("Lee 1931",)]


def test_a_year_in_the_text_is_no_citation_by_author_and_year() -> None:
    report = audited(f"The pier fell in March 1931, as Lee said (in 1950).\n\n{LIST}", "a.txt", "plaintext")

    assert [finding.severity for finding in report.findings] == [Severity.WARNING]


def test_a_document_without_anything_to_check_says_so() -> None:
    text = render([audited("The pier fell in 1931.\n", "a.txt", "plaintext")], "text")

    assert "nothing was checked: no references and no links were found" in text
    assert "nothing to fix" not in text


def test_the_line_on_several_documents_names_those_without_anything_to_check(report: Report) -> None:
    empty = audited("The pier fell in 1931.\n", "b.txt", "plaintext")

    assert "no references and no links in 1 document: b.txt" in render([report, empty], "text")
    assert "no references and no links" not in render([report, report], "text")


def test_a_list_that_was_cut_off_ends_at_its_last_entry_and_not_at_a_link() -> None:
    marks = " ".join(f"The clerk wrote page {number} of it.[{number}]" for number in range(3, 9))
    report = audited(f"The [pier](https://harbour.test/log) fell.[1]\n\n{marks}\n\n## References\n\n1. Lee. The log.\n")
    (found,) = [finding for finding in report.findings if finding.code == "citation-dangling"]

    assert "which ends at [1]" in found.message


def test_a_line_of_the_terminal_names_the_place_of_a_link() -> None:
    lines = render(
        [audited("".join(f"- [Guide {n}](https://guide.test/{n})\n" for n in range(1, 6)))], "text"
    ).splitlines()
    assert [line for line in lines if re.match(r"error +link-lost +5:4 https://guide\.test/5: ", line)]


def test_an_entry_without_a_label_is_named_by_its_address() -> None:
    text = render([audited("The pier fell.\n\n## References\n\n- Lee. The guide. https://guide.test/1\n")], "text")
    assert "https://guide.test/1" in text
    assert "[]" not in text
