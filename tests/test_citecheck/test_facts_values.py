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


@pytest.mark.parametrize(
    "text",
    [
        "The second half of the match was dull.",
        "The music of Avenged Sevenfold was played.",
        "They met in part because of the rain.",
        "The chapter I like is about eels.",
        "In section C the seats are of oak.",
        "The final score of the match was told.",
        "The output doubled.",
        "The carriers of the gene were seen.[3]",
    ],
)
def test_words_that_look_like_values_are_none(text: str) -> None:
    assert [fact for fact in facts(text) if isinstance(fact, Number) and fact.unit != "ordinal"] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On 15 July 300 men came.", [300.0]),
        ("On May 12 300 men came.", [300.0]),
        ("The Boeing 737 800 miles away was old.", [737.0, 800 * 1609.344]),
        ("It lasted 18 in all.", [18.0]),
        ("The mean was 12.345 in the first run and 3.5 in the other.", [12.345, 3.5]),
        ("It took 2 hours and 300 men.", [7200.0, 300.0]),
        ("On 18 October 15:30 was the time.", [15 * 60 + 30.0]),
    ],
)
def test_figures_side_by_side_stay_apart(text: str, values: list[float]) -> None:
    found = [fact for fact in facts(text) if isinstance(fact, Number)]
    assert [fact.value for fact in found] == pytest.approx(values)


def test_the_hour_of_an_unclear_time_counts_nothing() -> None:
    assert not facts("The ferry leaves at half past three.")
    assert not facts("The ferry leaves at a quarter to nine.")
    assert facts("The ferry takes three hours.")
