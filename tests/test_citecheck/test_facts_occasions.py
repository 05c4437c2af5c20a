"""Values in words are found in a source without any figure, and numbers of another occasion are no rivals."""

from __future__ import annotations

import pytest

from citecheck import Check, check_claim
from citecheck.checking.facts import Number, facts
from citecheck.checking.facts.occasions import is_other_occasion
from reports.model import FactCheck, FactKind, Outcome

REST = (
    "The town lies on the western coast of the island, far from the railway. Its market is held on Thursdays, and its"
    " church has a tower of red stone. The harbour was dredged in the last age. Visitors come for the birds and for the"
    " long beach, which is shared by swimmers and horses. The school has many pupils and a small library. A newspaper"
    " appears every week and is read in all the villages around. The mill by the weir still grinds rye for the bakers"
    " of the region and sells its bran to farmers."
)


def judged(claim: str, source: str) -> Check:
    return check_claim(claim, f"The chronicle of the region tells this. {source} {REST}")


def number(claim: str, source: str) -> FactCheck:
    return next(fact for fact in judged(claim, source).facts if fact.kind is not FactKind.NAME)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("About 25 % of the crew left the ship in Tarn.", "A quarter of the crew left the ship in Tarn."),
        ("A third of the crew left the ship.", "One in three of the crew left the ship."),
        ("Chapter 4 of the book deals with the tides.", "Chapter IV of the book deals with the tides."),
        ("The herd grew 3-fold within a decade.", "The herd grew threefold within a decade."),
        ("The 11th regiment held the bridge at Orlen.", "The eleventh regiment held the bridge at Orlen."),
        ("Some 40 boats were burnt by the raiders.", "Two score boats were burnt by the raiders."),
        ("The tower is 31 metres high.", "The tower is thirty-one metres high."),
        ("The canal shortened the journey to four days.", "The canal reduced the journey from nine days to four."),
        ("The toll rose to 7 crowns.", "The toll rose from 4 crowns to 7."),
    ],
)
def test_a_value_in_words_is_found(claim: str, source: str) -> None:
    assert number(claim, source).agrees is True, number(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("About 35 % of the crew left the ship in Tarn.", "A quarter of the crew left the ship in Tarn."),
        ("Chapter 5 of the book deals with the tides.", "Chapter IV of the book deals with the tides."),
        ("The herd grew fourfold within a decade.", "The herd grew threefold within a decade."),
        ("The 12th regiment held the bridge at Orlen.", "The eleventh regiment held the bridge at Orlen."),
        ("The town had 1,950 inhabitants.", "In 1950 the town had inhabitants of many faiths."),
        ("The canal shortened the journey to nine days.", "The canal reduced the journey from eight days to four."),
    ],
)
def test_another_value_or_a_year_does_not_agree(claim: str, source: str) -> None:
    assert number(claim, source).agrees is not True


def test_a_figure_that_could_be_a_year_may_be_one_if_it_is_written_so() -> None:
    assert number("In all 1911 people signed the petition.", "The petition was signed in 1911.").agrees is True


def units(text: str) -> list[str]:
    return [fact.unit for fact in facts(text) if isinstance(fact, Number)]


def test_only_the_end_of_a_change_takes_the_unit_of_its_beginning() -> None:
    assert units("It fell from nine days to four.") == ["time", "time"]
    assert units("It took nine days to four of them.") == ["time", ""]
    assert units("It fell from nine days to four metres.") == ["time", "length"]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The town has 12,000 inhabitants.", "In 1950 the town had 9,000 inhabitants."),
        ("In 1950 the town had 9,000 inhabitants.", "The town has 12,000 inhabitants today."),
        ("The firm employs 400 people.", "The firm employed 250 people in 1960."),
        ("The library holds 9,000 maps.", "The library lends 2,000 maps a year to schools."),
        ("The archive owns 300 letters.", "The archive sold 40 letters at the auction."),
        ("The ferry carries 60 cars.", "The older ferry carried 40 cars."),
    ],
)
def test_a_number_of_another_occasion_refutes_nothing(claim: str, source: str) -> None:
    assert is_other_occasion(claim, source)
    assert judged(claim, source).outcome is not Outcome.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The town has 12,000 inhabitants.", "The town has 9,000 inhabitants."),
        ("In 1950 the town had 9,000 inhabitants.", "In 1950 the town had 12,000 inhabitants."),
        ("The firm employed 400 people in 1960.", "The firm employed 250 people in 1960."),
        ("The library holds 9,000 maps.", "The library, which was built in 1950, holds 2,000 maps."),
        ("The library holds 9,000 maps and lends them.", "The library holds 2,000 maps and lends them."),
        ("The older ferry carried 60 cars.", "The older ferry carried 40 cars."),
        ("The raid killed 60 men.", "The raid of 1711 killed 40 men."),
    ],
)
def test_a_number_of_the_same_occasion_does(claim: str, source: str) -> None:
    assert not is_other_occasion(claim, source)
    assert judged(claim, source).outcome is Outcome.CONTRADICTED
