"""Every rule on nights decides its example, and leaves its near miss alone."""

import pytest
from left_out import without
from night_rules import NIGHT_TABLES, called

from reports.rules import Area, Rule, rules_of

RULES = rules_of(Area.NIGHT)
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_the_book_and_the_tables_have_the_same_rules() -> None:
    assert {rule.id for rule in RULES} == {id for table in NIGHT_TABLES for id in table.ids}


@every_rule
def test_the_example_is_decided_by_its_rule(rule: Rule) -> None:
    outcome, rules = called(rule.example.given)

    assert outcome == rule.example.outcome
    assert rule.id in rules


@every_rule
def test_without_the_rule_its_example_has_another_outcome(rule: Rule) -> None:
    with without(rule.id):
        outcome, _ = called(rule.example.given)

    assert outcome != rule.example.outcome


@every_rule
def test_the_near_miss_is_not_decided_by_the_rule(rule: Rule) -> None:
    outcome, rules = called(rule.near_miss.given)
    with without(rule.id):
        unruled = called(rule.near_miss.given)

    assert outcome == rule.near_miss.outcome
    assert rule.id not in rules
    assert unruled == (outcome, rules)
