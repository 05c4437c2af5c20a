"""Every rule on claims, and on their numbers, dates and names, decides its example and leaves its near miss alone."""

from collections.abc import Mapping

import pytest
from left_out import without

from citecheck import check_claim
from citecheck.model import SourceText
from citecheck.rules import RuleTable
from reports.model import Extent
from reports.rules import Area, Rule, rules_of
from testbed.claim_rules import FACT_TABLES, SUPPORT_TABLES, claim, fact, page

FACTS, SUPPORT = rules_of(Area.FACT), rules_of(Area.SUPPORT)
every_rule = pytest.mark.parametrize("rule", (*FACTS, *SUPPORT), ids=lambda rule: rule.id)


def decided(rule: Rule, given: Mapping[str, str]) -> tuple[str, str | None]:
    return fact(given) if rule.area is Area.FACT else claim(given)


@pytest.mark.parametrize(("rules", "tables"), [(FACTS, FACT_TABLES), (SUPPORT, SUPPORT_TABLES)])
def test_the_book_and_the_tables_have_the_same_rules(rules: tuple[Rule, ...], tables: tuple[RuleTable, ...]) -> None:
    assert {rule.id for rule in rules} == {id for table in tables for id in table.ids}


@every_rule
def test_the_example_is_decided_by_its_rule(rule: Rule) -> None:
    assert decided(rule, rule.example.given) == (rule.example.outcome, rule.id)


@every_rule
def test_without_the_rule_its_example_has_another_outcome(rule: Rule) -> None:
    with without(rule.id):
        outcome, by = decided(rule, rule.example.given)

    assert outcome != rule.example.outcome
    assert by != rule.id


@every_rule
def test_the_near_miss_is_not_decided_by_the_rule(rule: Rule) -> None:
    outcome, by = decided(rule, rule.near_miss.given)
    with without(rule.id):
        unruled = decided(rule, rule.near_miss.given)

    assert outcome == rule.near_miss.outcome
    assert by != rule.id
    assert unruled == (outcome, by)


@pytest.mark.parametrize("rule", FACTS, ids=lambda rule: rule.id)
def test_the_check_of_a_claim_names_the_rule_of_each_fact(rule: Rule) -> None:
    given = rule.example.given
    source = SourceText(text=page(given), extent=Extent.FULL, published=given.get("published"))

    found = check_claim(given["claim"], source).facts

    assert {one.claimed: one.rule for one in found}[given["fact"]] == rule.id


@pytest.mark.parametrize("rule", SUPPORT, ids=lambda rule: rule.id)
def test_a_number_in_a_rule_has_its_origin(rule: Rule) -> None:
    """A number in the text of a rule is explained by the rule's threshold."""
    assert rule.threshold or not any(character.isdigit() for character in rule.decided)
