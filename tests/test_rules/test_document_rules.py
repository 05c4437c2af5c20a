"""Every rule on documents makes the finding of its example, and none of its near miss."""

import pytest
from document_rules import found
from left_out import without

from citecheck.findings.problems import PROBLEM_RULES
from reports.rules import Area, Rule, rules_of

RULES = rules_of(Area.DOCUMENT)
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_the_book_and_the_table_have_the_same_rules() -> None:
    assert {rule.id for rule in RULES} == set(PROBLEM_RULES.ids)


@every_rule
def test_the_example_makes_the_finding(rule: Rule) -> None:
    assert found(rule.example.given).get(rule.id) == rule.example.outcome


@every_rule
def test_without_the_rule_its_example_makes_no_such_finding(rule: Rule) -> None:
    with without(rule.id):
        assert rule.id not in found(rule.example.given)


@every_rule
def test_the_near_miss_makes_no_finding_by_the_rule(rule: Rule) -> None:
    findings = found(rule.near_miss.given)

    assert rule.id not in findings
    assert set(findings.values()) == {rule.near_miss.outcome} - {""}


@every_rule
def test_every_finding_names_its_rule(rule: Rule) -> None:
    assert None not in found(rule.example.given)
