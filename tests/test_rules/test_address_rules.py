"""Every rule on the page at a found address decides its example, and leaves its near miss alone."""

from collections.abc import Mapping

import pytest
from left_out import without

from citecheck.model import SourceText
from citecheck.sources.confirming import CONFIRMATION_RULES, confirm
from claims.model import Reference, Span
from reports.model import Extent
from reports.rules import Area, Rule, rules_of

RULES = rules_of(Area.ADDRESS)
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def called(given: Mapping[str, str]) -> tuple[str, str]:
    """Return what the page says about the work, and the rule that decided it."""
    title, authors = given.get("title"), given.get("authors", "")
    reference = Reference(
        key="1",
        label="1",
        text=title or "entry",
        span=Span(0, 5),
        title=title,
        authors=tuple(filter(None, authors.split("; "))),
        published=given.get("published"),
    )
    text = given.get("page", "")
    page = SourceText(
        text=text,
        extent=Extent.FULL if text else Extent.NONE,
        title=given.get("page title"),
        published=given.get("page published"),
    )
    answer = confirm(reference, page, language="en")
    return answer.said.value, answer.rule


def test_the_book_and_the_table_have_the_same_rules() -> None:
    assert [rule.id for rule in RULES] == list(CONFIRMATION_RULES.ids)


@every_rule
def test_the_example_is_decided_by_the_rule(rule: Rule) -> None:
    assert called(rule.example.given) == (rule.example.outcome, rule.id)


@every_rule
def test_without_the_rule_its_example_is_decided_otherwise(rule: Rule) -> None:
    with without(rule.id):
        assert called(rule.example.given) != (rule.example.outcome, rule.id)


@every_rule
def test_the_near_miss_is_decided_by_another_rule(rule: Rule) -> None:
    outcome, decided = called(rule.near_miss.given)

    assert outcome == rule.near_miss.outcome
    assert decided != rule.id
