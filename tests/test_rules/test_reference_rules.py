"""Every rule on references decides its example, and leaves its near miss alone."""

import pytest
from left_out import without
from reference_rules import FIELDS, called

from citecheck.findings.references import NOTICE_RULES
from citecheck.registries.verdicts import EXISTENCE_RULES
from reports.rules import Area, Rule, rules_of

RULES = rules_of(Area.REFERENCE)
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_the_book_and_the_tables_have_the_same_rules() -> None:
    tables = (*FIELDS.values(), EXISTENCE_RULES, NOTICE_RULES)

    assert {rule.id for rule in RULES} == {id for table in tables for id in table.ids}


@every_rule
def test_the_example_is_decided_by_the_rule(rule: Rule) -> None:
    assert called(rule.id, rule.example.given) == (rule.example.outcome, rule.id)


@every_rule
def test_without_the_rule_its_example_is_decided_otherwise(rule: Rule) -> None:
    with without(rule.id):
        assert called(rule.id, rule.example.given) != (rule.example.outcome, rule.id)


@every_rule
def test_the_near_miss_is_decided_by_another_rule(rule: Rule) -> None:
    outcome, decided = called(rule.id, rule.near_miss.given)

    assert outcome == rule.near_miss.outcome
    assert decided != rule.id
