"""The rule book and the tables are the same book, and each of its rules is well formed."""

import re

import pytest

from citecheck.rules.book import tables
from reports.rules import Area, Rule, rules
from reports.rules.codes import CODES

RULES = tuple(rules().values())
WRITTEN = sorted({rule.area for rule in RULES})
"""The areas that have a page in the book."""
HOUSE_WORDS = re.compile(
    r"\b(organs?|sockets?|crew|workshop|teller|squeezed|widened|nobody's|told apart|that is none)\b", re.IGNORECASE
)


@pytest.mark.parametrize("area", WRITTEN)
def test_every_rule_of_the_book_is_in_a_table_and_the_other_way_round(area: Area) -> None:
    decided = {id for table in tables() for id in table.ids if id.startswith(f"{area}.")}

    assert {rule.id for rule in RULES if rule.area is area} == decided


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_well_formed(rule: Rule) -> None:
    text = " ".join((rule.sentence, rule.decided, rule.threshold, rule.mend))

    assert re.fullmatch(r"[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*){1,3}", rule.id)
    assert rule.sentence.endswith(".")
    assert rule.decided.endswith(".")
    assert rule.example.given != rule.near_miss.given
    assert HOUSE_WORDS.findall(text) == []


def test_a_name_is_either_a_rule_or_a_code() -> None:
    assert not set(rules()) & set(CODES)
