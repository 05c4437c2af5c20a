"""Every rule on quotations decides its example, and leaves its near miss alone."""

import pytest
from left_out import without

from reports.rules import Area, Rule, rules_of
from testbed.quote_rules import QUOTE_TABLES, quoted

RULES = rules_of(Area.QUOTE)
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
LAST = QUOTE_TABLES[0].ids[-1]


def test_the_book_and_the_tables_have_the_same_rules() -> None:
    assert {rule.id for rule in RULES} == {id for table in QUOTE_TABLES for id in table.ids}


@every_rule
def test_the_example_is_decided_by_its_rule(rule: Rule) -> None:
    found = quoted(rule.example.given)

    assert (found.outcome.value, found.rule) == (rule.example.outcome, rule.id)


@every_rule
def test_without_the_rule_its_example_has_another_outcome(rule: Rule) -> None:
    with without(rule.id):
        found = quoted(rule.example.given)

    assert found.rule != rule.id
    assert found.outcome.value != rule.example.outcome or (rule.id == LAST and found.rule is None)


@every_rule
def test_the_near_miss_is_not_decided_by_the_rule(rule: Rule) -> None:
    found = quoted(rule.near_miss.given)
    with without(rule.id):
        unruled = quoted(rule.near_miss.given)

    assert found.outcome.value == rule.near_miss.outcome
    assert found.rule != rule.id
    assert unruled == found
