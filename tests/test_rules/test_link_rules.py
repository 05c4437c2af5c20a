"""Every rule on links decides its example, and leaves its near miss alone."""

import pytest
from left_out import without
from link_rules import LINK_TABLES, verdict

from reports.rules import Area, Rule, rules_of

RULES = rules_of(Area.LINK)
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_the_book_and_the_tables_have_the_same_rules() -> None:
    assert {rule.id for rule in RULES} == {id for table in LINK_TABLES for id in table.ids}


@every_rule
def test_the_example_is_decided_by_its_rule(rule: Rule) -> None:
    found = verdict(rule.example.given)

    assert (found.status.value, found.rule) == (rule.example.outcome, rule.id)
    assert found.reason


@every_rule
def test_without_the_rule_its_example_is_called_otherwise(rule: Rule) -> None:
    with without(rule.id):
        found = verdict(rule.example.given)

    before = verdict(rule.example.given)
    assert found.rule != rule.id
    assert (found.status, found.reason, found.extent) != (before.status, before.reason, before.extent)


@every_rule
def test_the_near_miss_is_not_decided_by_the_rule(rule: Rule) -> None:
    found = verdict(rule.near_miss.given)
    with without(rule.id):
        unruled = verdict(rule.near_miss.given)

    assert found.status.value == rule.near_miss.outcome
    assert found.rule != rule.id
    assert unruled == found
