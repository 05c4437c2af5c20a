"""Every rule on claims decides its example, and leaves its near miss alone."""

import pytest
from claim_rules import SUPPORT_TABLES, claim, without

from reports.rules import Area, Rule, rules_of

RULES = rules_of(Area.SUPPORT)
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_the_book_and_the_tables_have_the_same_rules() -> None:
    in_tables = {id for table in SUPPORT_TABLES for id in table.ids}

    assert {rule.id for rule in RULES} == in_tables


@every_rule
def test_the_example_is_decided_by_its_rule(rule: Rule) -> None:
    assert claim(rule.example.given) == (rule.example.outcome, rule.id)


@every_rule
def test_without_the_rule_its_example_has_another_outcome(rule: Rule) -> None:
    with without(SUPPORT_TABLES, rule.id):
        outcome, decided = claim(rule.example.given)

    assert outcome != rule.example.outcome
    assert decided != rule.id


@every_rule
def test_the_near_miss_is_not_decided_by_the_rule(rule: Rule) -> None:
    outcome, decided = claim(rule.near_miss.given)
    with without(SUPPORT_TABLES, rule.id):
        unruled = claim(rule.near_miss.given)

    assert outcome == rule.near_miss.outcome
    assert decided != rule.id
    assert unruled == (outcome, decided)


def test_no_threshold_is_without_its_origin() -> None:
    """A number in the text of a rule is explained by the rule's threshold."""
    unexplained = [rule.id for rule in RULES if any(c.isdigit() for c in rule.decided) and not rule.threshold]

    assert unexplained == []
