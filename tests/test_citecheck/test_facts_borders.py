"""What a number is read as at the borders of its forms: ranges, two units, shares, groups of figures, labels."""

from __future__ import annotations

import math

import pytest

from citecheck.checking.facts import Number, Relation, compare
from citecheck.checking.facts.figures import grouped_figures, groups_with_points
from citecheck.checking.facts.labels import labels
from citecheck.checking.facts.reading import values
from citecheck.checking.facts.shares import shares


def number(text: str) -> Number:
    (found,) = [one for one in values(text) if isinstance(one, Number)]
    return found


@pytest.mark.parametrize(
    ("written", "unit", "low", "high"),
    [
        ("10 to 12 km", "length", 10_000.0, 12_000.0),
        ("10 km to 12 km", "length", 10_000.0, 12_000.0),
        ("5 to 6 million ships", "", 5e6, 6e6),
        ("5 million to 6 million ships", "", 5e6, 6e6),
        ("$10–12 million", "USD", 10e6, 12e6),
        ("$10 million to 12 million", "USD", 10e6, 12e6),
        ("50 to 68 °F", "temperature", 10.0, 20.0),
        ("10 to 20 °C", "temperature", 10.0, 20.0),
        ("between 10 and 12 ships", "", 10.0, 12.0),
        ("aged 10 to 24", "age", 10.0, 24.0),
        ("aged 10 to 24 years", "age", 10.0, 24.0),
        ("10–12%", "%", 10.0, 12.0),
    ],
)
def test_two_ends_are_one_range_in_the_unit_of_its_end(written: str, unit: str, low: float, high: float) -> None:
    found = number(written)

    assert found.unit == unit
    assert found.value == pytest.approx(high)
    assert found.text in written
    assert found.second == pytest.approx(low)
    assert [found.low, found.high] == pytest.approx([low, high])


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("12 to 10 ships", 2),  # the lower end comes first
        ("10 and 12 ships", 2),
        ("10 ships to 12 km", 2),
        ("10 kg to 12 km", 2),
        ("from 10th to 12th", 2),
    ],
)
def test_other_pairs_are_two_numbers(written: str, count: int) -> None:
    assert len(values(f"There were {written} there.")) == count


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5 ft 11 inches", 71 * 0.0254),
        ("6 lb 4 oz", 100 * 0.0283495231),
        ("1 hour 20 minutes", 4800.0),
        ("1 hour and 20 minutes", 4800.0),
        ("2 kg 300 g", 2.3),
        ("1 m 80 cm", 1.8),
    ],
)
def test_a_quantity_in_two_units_is_one(written: str, value: float) -> None:
    found = number(f"It took {written}.")

    assert found.text == written
    assert found.value == pytest.approx(value, rel=1e-4)


@pytest.mark.parametrize(
    "written", ["20 minutes 1 hour", "1.5 hours 20 minutes", "1 hour 80 minutes", "5 ft, 6 ft", "1 hour, 20 km"]
)
def test_two_quantities_stay_two(written: str) -> None:
    assert len(values(f"It took {written}.")) == 2


def test_a_change_has_one_unit() -> None:
    _, behind = values("The stay fell from nine days to four.")

    assert isinstance(behind, Number)
    assert (behind.unit, behind.value, behind.low, behind.high) == ("time", 4 * 86400.0, 4 * 86400.0, 4 * 86400.0)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("two in five of them", 40.0),
        ("one in four ships", 25.0),
        ("3 out of 4", 75.0),
        ("three out of every twenty", 15.0),
        ("7 in 10", 70.0),
        ("1/4 of the town", 25.0),
        ("3/5 of the town", 60.0),
        ("½ of the town", 50.0),
        ("¾ of it", 75.0),
        ("half of the town", 50.0),
        ("a third", 100 / 3),
        ("one-fifth or more", 20.0),
        ("two thirds of it", 200 / 3),
        ("three quarters of the town", 75.0),
    ],
)
def test_a_share_is_a_percentage(text: str, share: float) -> None:
    (found,) = shares(text)

    assert found[2] == pytest.approx(share)
    assert text[found[0] : found[1]]


@pytest.mark.parametrize(
    "text",
    [
        "five in five",  # all is no share
        "5 in 4",
        "two in 5 km",  # a distance
        "the first half of the game",
        "half an hour",
        "4/4 of the song",
        "a third man",
        "3 in 4.5",
        "one in 5%",
    ],
)
def test_other_words_are_no_shares(text: str) -> None:
    assert list(shares(text)) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("12 300 ships", "12300"),
        ("Boeing 737 800 flew", None),
        ("In 12 300 cases", "12300"),
        ("8·5 kg", "8.5"),
        ("1.234.567 ships", "1234567"),
        ("Es ist die Zahl 12.500 und nicht mehr", "12500"),
        ("It is the sum of 12.500 and more", None),
        ("Es ist die Zahl 3,75 und nicht mehr", "3.75"),
    ],
)
def test_figures_in_another_grouping_are_read(text: str, read: str | None) -> None:
    assert [found for _, _, found in grouped_figures(text)] == ([] if read is None else [read])


def test_two_foreign_words_tell_that_points_group() -> None:
    assert groups_with_points("der Preis und der Wert")
    assert not groups_with_points("der Preis")
    assert not groups_with_points("the price of der Wert and die Uhr")
    assert groups_with_points("a price of 3,5 million")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("as Figure 3 shows", [("label figur 3", 3.0, "Figure 3")]),
        ("Figures 3 and 4", [("label figur 3", 3.0, "Figures 3"), ("label figur 4", 4.0, "4")]),
        ("Season 4 began", [("label season", 4.0, "Season 4")]),
        ("type 2 diabetes", [("label typ", 2.0, "type 2")]),
        ("Part IX", [("label part", 9.0, "Part IX")]),
        ("Part XIV", [("label part", 14.0, "Part XIV")]),
        ("Part XL", [("label part", 40.0, "Part XL")]),
        ("phase two", [("label phas", 2.0, "phase two")]),
        ("phase two hundred", []),
        ("BRCA 1 was found", [("label brca 1", 1.0, "1")]),
        ("the USA 1", []),
        ("(p < 0.05)", [("p-value 0.05", 0.05, "p < 0.05")]),
        ("(n = 1,250)", [("sample 1250", 1250.0, "n = 1,250")]),
        ("page 12", [("label pag 12", 12.0, "page 12")]),
        ("No. 5", [("label number 5", 5.0, "No. 5")]),
    ],
)
def test_a_label_is_a_number_of_its_own_unit(text: str, found: list[tuple[str, float, str]]) -> None:
    assert [(one.unit, one.value, one.text) for one in labels(text)] == found


@pytest.mark.parametrize(
    ("text", "low", "high"), [("p < 0.05", 0.0, 0.05), ("p > 0.05", 0.05, 1.0), ("p = 0.05", 0.05, 0.05)]
)
def test_a_p_value_may_be_a_limit(text: str, low: float, high: float) -> None:
    (found,) = labels(text)

    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("claimed", "found", "relation"),
    [
        ("about 45 ships", "some 54 ships", Relation.DIFFERS),
        ("about 45 ships", "some 46 ships", Relation.COMPATIBLE),
        ("more than 200 ships", "more than 120 ships", Relation.DIFFERS),
        ("fewer than 80 ships", "fewer than 90 ships", Relation.DIFFERS),
    ],
)
def test_two_limits_and_two_vague_numbers(claimed: str, found: str, relation: Relation) -> None:
    assert compare(number(claimed), number(found)) is relation


def test_a_limit_has_no_end_on_one_side() -> None:
    assert math.isinf(number("more than 200 ships").high)
    assert number("fewer than 80 ships").low == 0.0
