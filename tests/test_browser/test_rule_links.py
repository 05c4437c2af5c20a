"""The link from a finding to its rule, with scripts and without."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sample_reports import everything

from reports.rendering import render
from reports.rules import rules

pytestmark = pytest.mark.chromium
RULE = "fact.number.same-value"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_link_of_a_card_leads_to_the_rule(browser: Browser, tmp_path: Path, scripts: bool) -> None:
    made = everything()
    report = replace(made, findings=tuple(replace(finding, rule=RULE) for finding in made.findings))
    path = tmp_path / "report.html"
    path.write_text(render(report, "html"), "utf-8")
    page = browser.new_page(java_script_enabled=scripts)
    page.goto(path.as_uri())

    page.locator("a.why").first.click()

    rule = page.locator(f'[id="rule-{RULE}"]')
    rule.wait_for(state="visible")
    assert rules()[RULE].sentence in rule.inner_text()
    page.close()
