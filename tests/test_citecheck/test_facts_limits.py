"""Ranges with another end, stronger limits, and numbers that follow from others."""

import pytest

from citecheck.checking.facts import compare
from citecheck.checking.facts.derived import follows_from_others
from citecheck.checking.facts.model import Number, Relation
from citecheck.checking.facts.reading import values
from citecheck.checking.passages import prepare
from citecheck.model import SourceText
from reports.model import Extent


def number(text: str) -> Number:
    (found,) = [one for one in values(text) if isinstance(one, Number)]
    return found


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        ("aged 10 to 24", "aged 14 to 24"),
        ("33–42.3%", "13–42.3%"),
        ("between 20 and 60 boats", "between 20 and 40 boats"),
        ("more than 220 barrels", "more than 120 barrels"),
        ("at least 90 people", "at least 50 people"),
        ("fewer than 30 seats", "fewer than 80 seats"),
    ],
)
def test_another_end_and_a_stronger_limit_differ(claimed: str, found: str) -> None:
    assert compare(number(claimed), number(found)) is Relation.DIFFERS


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        ("aged 10 to 24", "aged 10 to 24"),
        ("more than 100 barrels", "more than 120 barrels"),
        ("at least 50 people", "at least 90 people"),
        ("fewer than 80 seats", "fewer than 30 seats"),
        ("between 20 and 60 boats", "between 30 and 40 boats"),
    ],
)
def test_the_same_range_and_a_weaker_limit_agree(claimed: str, found: str) -> None:
    assert compare(number(claimed), number(found)) is Relation.AGREES


def test_ends_that_rounding_explains_are_left_open() -> None:
    assert compare(number("2.5–14 g"), number("2.5–14.9 g")) is Relation.COMPATIBLE


@pytest.mark.parametrize(
    ("claimed", "found", "relation"),
    [
        ("over 500 drawings", "15,000 pages", Relation.UNRELATED),
        ("over 500 drawings", "612 drawings", Relation.AGREES),
        ("62 playwrights", "dozens of countries", Relation.UNRELATED),
        ("62 playwrights", "dozens of playwrights", Relation.VAGUER),
    ],
)
def test_a_vague_number_of_another_thing_says_nothing(claimed: str, found: str, relation: Relation) -> None:
    assert compare(number(claimed), number(found)) is relation


@pytest.mark.parametrize(
    ("claimed", "found", "relation"),
    [
        ("six months", "24 weeks", Relation.COMPATIBLE),
        ("two weeks", "12 days", Relation.COMPATIBLE),
        ("two weeks", "5 days", Relation.DIFFERS),
        ("six months", "eight months", Relation.DIFFERS),
    ],
)
def test_times_in_two_units_need_not_be_converted_exactly(claimed: str, found: str, relation: Relation) -> None:
    assert compare(number(claimed), number(found)) is relation


@pytest.mark.parametrize(
    ("claimed", "found", "relation"),
    [
        ("7%", "between 5 and 60%", Relation.VAGUER),
        ("11 boats", "between 10 and 12 boats", Relation.COMPATIBLE),
    ],
)
def test_a_wide_range_says_too_little(claimed: str, found: str, relation: Relation) -> None:
    assert compare(number(claimed), number(found)) is relation


def follows(claimed: str, source: str) -> bool:
    text = prepare(SourceText(text=source, extent=Extent.FULL))
    return follows_from_others(number(claimed), text, text.sentences)


@pytest.mark.parametrize(
    ("claimed", "source"),
    [
        ("eight seats", "The Reform list won seven seats, one fewer than before."),
        ("24 votes", "It was passed by 211 votes to 187."),
        ("35.6%", "Of the patients 64.4% were men."),
        ("14 years", "She was hired in 1994. In 2008 she became the head."),
        ("25%", "Of 80 rams, 20 were sold."),
        ("70 passengers", "The new bus takes 78 passengers, eight more than the old one."),
    ],
)
def test_a_sum_a_difference_and_a_share_follow(claimed: str, source: str) -> None:
    assert follows(claimed, source)


@pytest.mark.parametrize(
    ("claimed", "source"),
    [
        ("61 poets", "On five continents 66 poets were asked."),
        ("eight seats", "The Reform list won seven seats and lost one mayor by chance."),
        ("35.6%", "Of the patients 54.4% were men."),
        ("17 years", "She was hired in 1994. In 2008 she became the head."),
    ],
)
def test_a_sum_by_chance_and_another_value_do_not_follow(claimed: str, source: str) -> None:
    assert not follows(claimed, source)
