"""Every format names the rule of a finding, and the page explains it."""

import csv
import io
import json
from dataclasses import replace

import pytest
from playwright.sync_api import Browser
from sample_reports import everything

from reports.model import Report
from reports.rendering import render
from reports.rules import rules
from reports.rules.codes import CODES

RULE = "fact.number.same-value"


@pytest.fixture
def report() -> Report:
    """A report of which every finding names one rule of the book, but for the last, which names a rule of a plug-in."""
    made = everything()
    findings = [replace(finding, rule=RULE) for finding in made.findings]
    findings[-1] = replace(findings[-1], rule="plugin.rule")
    return replace(made, findings=tuple(findings))


def test_csv_has_the_rule_in_its_last_column(report: Report) -> None:
    rows = list(csv.reader(io.StringIO(render(report, "csv"))))

    assert rows[0][-1] == "rule"
    assert sum(row[-1] == RULE for row in rows) == len(report.findings) - 1


def test_sarif_explains_the_code_and_names_the_rule_of_a_result(report: Report) -> None:
    (run,) = json.loads(render(report, "sarif"))["runs"]

    assert run["results"][0]["properties"]["rule"] == RULE
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["helpUri"].endswith(f"/docs/findings.md#{rule['id']}")
        assert CODES[rule["id"]].decided in rule["help"]["text"]


def test_sarif_names_no_rule_where_the_finding_names_none() -> None:
    (run,) = json.loads(render(everything(), "sarif"))["runs"]

    assert all("rule" not in result["properties"] for result in run["results"])


@pytest.mark.parametrize("format", ["text", "markdown", "junit", "html"])
def test_a_format_for_people_names_the_rule(report: Report, format: str) -> None:
    assert RULE in render(report, format)
    assert RULE not in render(everything(), format)


def test_the_page_explains_only_the_rules_that_occur(report: Report) -> None:
    page = render(report, "html")

    assert page.count('id="rule-') == 1
    assert f'id="rule-{RULE}"' in page
    assert page.count(f'href="#rule-{RULE}"') == len(report.findings) - 1
    assert 'href="#rule-plugin.rule"' not in page


@pytest.mark.parametrize("scripts", [True, False])
def test_the_link_of_a_card_leads_to_the_rule(
    browser: Browser, report: Report, tmp_path_factory: pytest.TempPathFactory, scripts: bool
) -> None:
    path = tmp_path_factory.mktemp("rules") / "report.html"
    path.write_text(render(report, "html"), "utf-8")
    page = browser.new_page(java_script_enabled=scripts)
    page.goto(path.as_uri())

    page.locator("a.rule").first.click()

    rule = page.locator(f'[id="rule-{RULE}"]')
    rule.wait_for(state="visible")
    assert rules()[RULE].sentence in rule.inner_text()
    page.close()
