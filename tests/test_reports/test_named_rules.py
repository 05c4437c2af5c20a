"""Every format names the rule of a finding, and the page explains it."""

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from sample_reports import everything

from reports.codes import codes
from reports.model import Report, Severity
from reports.rendering import render

RULE = "fact.number.same-value"
FOREIGN = "plugin.rule"


@pytest.fixture
def report() -> Report:
    """A report whose findings name a rule of the book; the last one names a rule of a plug-in."""
    made = everything()
    findings = [replace(finding, rule=RULE) for finding in made.findings]
    findings[-1] = replace(findings[-1], rule=FOREIGN)
    return replace(made, findings=tuple(findings))


def test_csv_has_the_rule_in_a_column_that_stays_in_its_place(report):
    rows = list(csv.reader(io.StringIO(render(report, "csv"))))

    assert rows[0][15] == "rule"
    assert [row[15] for row in rows].count(RULE) == len(report.findings) - 1


def test_sarif_explains_the_code_and_names_the_rule_of_a_result(report):
    (run,) = json.loads(render(report, "sarif"))["runs"]

    assert run["results"][0]["properties"]["rule"] == RULE
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["helpUri"].endswith(f"/docs/findings.md#{rule['id']}")
        assert codes()[rule["id"]].decided in rule["help"]["text"]
        assert codes()[rule["id"]].mend in rule["help"]["markdown"]


def test_sarif_has_no_rule_where_the_finding_names_none():
    (run,) = json.loads(render(everything(), "sarif"))["runs"]

    assert all("rule" not in result["properties"] for result in run["results"])


def test_junit_has_the_rules_of_what_failed_as_properties(report):
    root = ElementTree.fromstring(render(report, "junit"))
    named = {
        case.get("name"): [entry.get("value") for entry in case.findall("properties/property[@name='rule']")]
        for case in root.iter("testcase")
    }
    failed = {case.get("name") for case in root.iter("testcase") if case.find("failure") is not None}

    assert {name for name, found in named.items() if found} == failed
    assert all(len(found) == len(set(found)) for found in named.values())


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_a_format_for_people_ends_a_finding_with_its_rule(report, format):
    lines = render(report, format).splitlines()
    ends = [line for line in lines if re.search(rf"\[{re.escape(RULE)}\]`?$", line)]
    worst = [finding for finding in report.findings if finding.severity is not Severity.NOTE]

    assert 0 < len(ends) <= len(worst)
    assert "[fact." not in render(everything(), format)


def test_the_page_explains_each_rule_that_it_names_and_no_other(report):
    page = render(report, "html")
    named = set(re.findall(r'href="#rule-([^"]+)"', page))

    assert named == {RULE} == set(re.findall(r'id="rule-([^"]+)"', page))
    assert f"<code>{FOREIGN}</code>" in page


def test_the_page_links_checks_and_quotations_to_their_rules():
    made = everything()
    checks = tuple(
        replace(
            check,
            rule="support.supported.confident",
            quotes=tuple(replace(quote, rule="quote.verbatim") for quote in check.quotes),
        )
        for check in made.checks
    )
    page = render(replace(made, checks=checks), "html")

    assert set(re.findall(r'href="#rule-([^"]+)"', page)) == {"support.supported.confident", "quote.verbatim"}
