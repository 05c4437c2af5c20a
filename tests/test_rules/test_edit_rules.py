"""Every rule on a difference between quotation and source names its example, and leaves its near miss alone."""

import pytest
from left_out import without

from reports.rules import Area, Rule, rules_of
from testbed.quote_rules import EDIT_TABLES, quoted, shown

RULES = rules_of(Area.EDIT)
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_the_book_and_the_tables_have_the_same_rules() -> None:
    assert {rule.id for rule in RULES} == {id for table in EDIT_TABLES for id in table.ids}


@every_rule
def test_the_example_has_an_edit_that_names_the_rule(rule: Rule) -> None:
    found = quoted(rule.example.given)

    assert found.outcome.value == rule.example.outcome
    assert rule.id in {edit.rule for edit in found.edits}


@every_rule
def test_without_the_rule_its_example_is_shown_otherwise(rule: Rule) -> None:
    found = quoted(rule.example.given)
    with without(rule.id):
        unruled = quoted(rule.example.given)

    assert rule.id not in {edit.rule for edit in unruled.edits}
    nothing_decides = "" in {edit.rule for edit in unruled.edits}
    assert shown(unruled) != shown(found) or nothing_decides


@every_rule
def test_the_near_miss_has_no_edit_that_names_the_rule(rule: Rule) -> None:
    found = quoted(rule.near_miss.given)
    with without(rule.id):
        unruled = quoted(rule.near_miss.given)

    assert found.outcome.value == rule.near_miss.outcome
    assert rule.id not in {edit.rule for edit in found.edits}
    assert unruled == found
