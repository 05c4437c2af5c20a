"""Values in other writing agree, other values never do: the rows of `value_pairs.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from citecheck.checking.facts import Date, Number, Relation, compare, facts

FILE = Path(__file__).parents[1] / "support" / "value_pairs.toml"
PAIRS = tomllib.loads(FILE.read_text(encoding="utf-8"))


def rows(expected: str) -> list[tuple[str, str]]:
    return [(claim, source) for kind in PAIRS[expected].values() for claim, source in kind]


def relations(claim: str, source: str) -> list[set[Relation]]:
    """Return for each value of the claim within braces how the values of the source relate to it."""
    start, end = claim.index("{"), claim.index("}") - 1
    read = facts(claim.replace("{", "").replace("}", ""))
    values = [fact for fact in read if fact.start < end and fact.end > start and isinstance(fact, Number | Date)]
    return [{compare(value, other) for other in facts(source)} for value in values]


@pytest.mark.parametrize(("claim", "source"), rows("agree"))
def test_the_same_value_in_other_writing_agrees(claim: str, source: str) -> None:
    found = relations(claim, source)
    assert found, facts(claim)
    assert all(Relation.AGREES in each for each in found), (facts(claim), facts(source))


@pytest.mark.parametrize(("claim", "source"), rows("differ"))
def test_another_value_never_agrees(claim: str, source: str) -> None:
    found = relations(claim, source)
    assert found
    assert not all(Relation.AGREES in each for each in found), (facts(claim), facts(source))


@pytest.mark.parametrize(("claim", "source"), rows("open"))
def test_what_the_source_leaves_open_neither_agrees_nor_differs(claim: str, source: str) -> None:
    for each in relations(claim, source):
        assert Relation.AGREES not in each, (facts(claim), facts(source))
        assert not (Relation.DIFFERS in each and Relation.COMPATIBLE not in each), (facts(claim), facts(source))
