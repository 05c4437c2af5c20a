"""Every rule on numbers, dates and names decides its example, and leaves its near miss alone."""

import pytest
from claim_rules import FACT_TABLES, fact, without

from citecheck import check_claim
from citecheck.model import SourceText
from reports.model import Extent
from reports.rules import Area, Rule, rules_of

RULES = rules_of(Area.FACT)
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_the_book_and_the_tables_have_the_same_rules() -> None:
    in_tables = {id for table in FACT_TABLES for id in table.ids}

    assert {rule.id for rule in RULES} == in_tables


@every_rule
def test_the_example_is_decided_by_its_rule(rule: Rule) -> None:
    assert fact(rule.example.given) == (rule.example.outcome, rule.id)


@every_rule
def test_without_the_rule_its_example_has_another_outcome(rule: Rule) -> None:
    with without(FACT_TABLES, rule.id):
        outcome, decided = fact(rule.example.given)

    assert outcome != rule.example.outcome
    assert decided != rule.id


@every_rule
def test_the_near_miss_is_not_decided_by_the_rule(rule: Rule) -> None:
    outcome, decided = fact(rule.near_miss.given)
    with without(FACT_TABLES, rule.id):
        unruled = fact(rule.near_miss.given)

    assert outcome == rule.near_miss.outcome
    assert decided != rule.id
    assert unruled == (outcome, decided)


@every_rule
def test_the_check_of_a_claim_names_the_rule_of_each_fact(rule: Rule) -> None:
    given = rule.example.given
    source = SourceText(text=given["source"], extent=Extent.FULL, published=given.get("published"))

    found = check_claim(given["claim"], source).facts

    assert {one.claimed: one.rule for one in found}[given["fact"]] == rule.id
