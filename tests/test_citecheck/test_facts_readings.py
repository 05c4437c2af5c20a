"""Each form of a date and of a number, with what it is read as: years, months, days, bounds, units."""

from __future__ import annotations

import math

import pytest

from citecheck.checking.facts import Date, Number, facts

DATES = [
    ("spring 1990", [(1990, 1990, None, None, (3, 5), None, None, False)]),
    ("summer of 1990", [(1990, 1990, None, None, (6, 8), None, None, False)]),
    ("autumn 1990", [(1990, 1990, None, None, (9, 11), None, None, False)]),
    ("fall 1990", [(1990, 1990, None, None, (9, 11), None, None, False)]),
    ("winter 1990", [(1990, 1990, None, None, (12, 2), None, None, False)]),
    ("Q1 2019", [(2019, 2019, None, None, (1, 3), None, None, False)]),
    ("Q3 2019", [(2019, 2019, None, None, (7, 9), None, None, False)]),
    ("2019 Q4", [(2019, 2019, None, None, (10, 12), None, None, False)]),
    ("the second quarter of 2011", [(2011, 2011, None, None, (4, 6), None, None, False)]),
    ("the last quarter of 2011", [(2011, 2011, None, None, (10, 12), None, None, False)]),
    ("the first half of 2011", [(2011, 2011, None, None, (1, 6), None, None, False)]),
    ("the second half of 2011", [(2011, 2011, None, None, (7, 12), None, None, False)]),
    ("H2 2011", [(2011, 2011, None, None, (7, 12), None, None, False)]),
    ("FY 2018", [(2018, 2018, None, None, None, None, None, False)]),
    ("44 BC", [(-44, -44, None, None, None, None, None, False)]),
    ("AD 79", [(79, 79, None, None, None, None, None, False)]),
    ("58–50 BC", [(-58, -58, None, None, None, None, None, False), (-50, -50, None, None, None, None, -58, False)]),
    ("3rd century BC", [(-300, -201, None, None, None, None, None, False)]),
    ("1,200 BC", [(-1200, -1200, None, None, None, None, None, False)]),
    ("15 Jul 19", [(None, None, 7, 15, None, None, None, False)]),
    ("3/4/19", [(2019, 2019, 3, 4, None, None, None, True)]),
    ("13/4/19", [(2019, 2019, 4, 13, None, None, None, False)]),
    ("4/13/19", [(2019, 2019, 4, 13, None, None, None, False)]),
    ("12/12/98", [(1998, 1998, 12, 12, None, None, None, True)]),
    ("11/12/98", [(1998, 1998, 11, 12, None, None, None, True)]),
    ("5 May 30", [(None, None, 5, 5, None, None, None, False)]),
    ("5 May 29", [(None, None, 5, 5, None, None, None, False)]),
    ("1983/84", [(1983, 1983, None, None, None, None, None, False), (1984, 1984, None, None, None, None, 1983, False)]),
    ("1999/00", [(1999, 1999, None, None, None, None, None, False), (2000, 2000, None, None, None, None, 1999, False)]),
    ("1899/00", [(1899, 1899, None, None, None, None, None, False), (1900, 1900, None, None, None, None, 1899, False)]),
    ("1989/90", [(1989, 1989, None, None, None, None, None, False), (1990, 1990, None, None, None, None, 1989, False)]),
    ("the year before 2010", [(2009, 2009, None, None, None, None, None, False)]),
    ("two years after 2012", [(2014, 2014, None, None, None, None, None, False)]),
    ("3 years earlier than 2012", [(2009, 2009, None, None, None, None, None, False)]),
    (
        "between 1990 and 1996",
        [(1990, 1990, None, None, None, None, None, False), (1996, 1996, None, None, None, None, 1990, False)],
    ),
    (
        "from 1990 to 1996",
        [(1990, 1990, None, None, None, None, None, False), (1996, 1996, None, None, None, None, 1990, False)],
    ),
    (
        "the early fifties, in 1952",
        [(1950, 1953, None, None, None, None, None, False), (1952, 1952, None, None, None, None, None, False)],
    ),
    ("the late 1850s", [(1856, 1859, None, None, None, None, None, False)]),
    ("the mid-1850s", [(1853, 1856, None, None, None, None, None, False)]),
    ("the 19th century", [(1800, 1899, None, None, None, None, None, False)]),
    ("the early 19th century", [(1800, 1839, None, None, None, None, None, False)]),
    ("the late nineteenth century", [(1860, 1899, None, None, None, None, None, False)]),
    ("Monday, 3 May 2010", [(2010, 2010, 5, 3, None, 0, None, False)]),
    ("3–5 May 2010", [(2010, 2010, 5, 3, None, None, None, False), (2010, 2010, 5, 5, None, None, None, False)]),
    ("2010-05-03", [(2010, 2010, 5, 3, None, None, None, False)]),
    ("03/04/2011", [(2011, 2011, 3, 4, None, None, None, True)]),
    ("13/04/2011", [(2011, 2011, 4, 13, None, None, None, False)]),
    ("1904–05", [(1904, 1904, None, None, None, None, None, False), (1905, 1905, None, None, None, None, 1904, False)]),
    (
        "1998–2003",
        [(1998, 1998, None, None, None, None, None, False), (2003, 2003, None, None, None, None, 1998, False)],
    ),
    ("in May", [(None, None, 5, None, None, None, None, False)]),
    ("on Tuesday", [(None, None, None, None, None, 1, None, False)]),
    ("31 May 2010", [(2010, 2010, 5, 31, None, None, None, False)]),
    (
        "the eighties of the twentieth century",
        [(1980, 1989, None, None, None, None, None, False), (1900, 1999, None, None, None, None, None, False)],
    ),
]
"""A date, and for each that is read: first and last year, month, day, months, weekday (0: Monday), since, swapped."""

NUMBERS = [
    ("¾ of the votes", [(75.0, 70.5, 79.5, "%", None, 0.0)]),
    ("½ of the votes", [(50.0, 47.0, 53.0, "%", None, 0.0)]),
    ("¼ of the votes", [(25.0, 23.5, 26.5, "%", None, 0.0)]),
    ("⅓ of the votes", [(33.3333, 31.3333, 35.3333, "%", None, 0.0)]),
    ("⅔ of the votes", [(66.6667, 62.6667, 70.6667, "%", None, 0.0)]),
    ("2¾ hours", [(9900.0, 9900.0, 9900.0, "time", None, 0.0)]),
    ("one in five", [(20.0, 18.8, 21.2, "%", None, 0.0)]),
    ("3 out of 10", [(30.0, 28.2, 31.8, "%", None, 0.0)]),
    ("1/3 of them", [(33.3333, 31.3333, 35.3333, "%", None, 0.0)]),
    ("half of the votes", [(50.0, 47.0, 53.0, "%", None, 0.0)]),
    ("two thirds of the votes", [(66.6667, 62.6667, 70.6667, "%", None, 0.0)]),
    ("three quarters of the votes", [(75.0, 70.5, 79.5, "%", None, 0.0)]),
    ("a quarter of an hour", [(900.0, 900.0, 900.0, "time", None, 0.0)]),
    ("an hour and a half", [(5400.0, 5400.0, 5400.0, "time", None, 0.0)]),
    ("half a mile", [(804.672, 804.672, 804.672, "length", None, 0.0)]),
    ("a mile and a quarter", [(2011.68, 2011.68, 2011.68, "length", None, 0.0)]),
    ("5'11\"", [(1.8034, 1.8034, 1.8034, "length", None, 0.0)]),
    ("in his thirties", [(39.0, 30.0, 39.0, "age", 30.0, 0.0)]),
    ("in her early 40s", [(43.0, 40.0, 43.0, "age", 40.0, 0.0)]),
    ("in their late eighties", [(89.0, 86.0, 89.0, "age", 86.0, 0.0)]),
    ("tenfold", [(10.0, 10.0, 10.0, "times", None, 0.0)]),
    ("a hundredfold rise", [(100.0, 100.0, 100.0, "times", None, 0.0)]),
    ("Mach 2.5", [(2.5, 2.5, 2.5, "mach", None, 0.0)]),
    ("a score of boats", [(20.0, 20.0, 20.0, "", None, 0.0)]),
    ("three score boats", [(60.0, 60.0, 60.0, "", None, 0.0)]),
    ("two dozen boats", [(24.0, 24.0, 24.0, "", None, 0.0)]),
    ("dozens of boats", [(24.0, 24.0, 99.0, "", None, 0.0)]),
    ("a couple of boats", [(2.0, 2.0, 3.0, "", None, 0.0)]),
    ("hundreds of boats", [(200.0, 200.0, 999.0, "", None, 0.0)]),
    ("half a million boats", [(500000.0, 500000.0, 500000.0, "", None, 50000.0)]),
    ("two hundred and twelve boats", [(212.0, 212.0, 212.0, "", None, 0.0)]),
    ("About 50 boats", [(50.0, 45.0, 55.0, "", None, 5.0)]),
    ("nearly 50 boats", [(50.0, 42.5, 50.0, "", None, 5.0)]),
    ("at least 50 boats", [(50.0, 50.0, math.inf, "", None, 5.0)]),
    ("more than 50 boats", [(50.0, 50.0, math.inf, "", None, 5.0)]),
    ("up to 50 boats", [(50.0, 0.0, 50.0, "", None, 5.0)]),
    ("fewer than 50 boats", [(50.0, 0.0, 50.0, "", None, 5.0)]),
    ("p < 0.05", [(0.05, 0.0, 0.05, "p-value 0.05", None, 0.0)]),
    ("p > 0.05", [(0.05, 0.05, 1.0, "p-value 0.05", None, 0.0)]),
    ("p = .03", [(0.03, 0.03, 0.03, "p-value 0.03", None, 0.0)]),
    ("n = 15", [(15.0, 15.0, 15.0, "sample 15", None, 0.0)]),
    ("Figure 3", [(3.0, 3.0, 3.0, "label figur 3", None, 0.0)]),
    ("Figures 3 and 4", [(3.0, 3.0, 3.0, "label figur 3", None, 0.0), (4.0, 4.0, 4.0, "label figur 4", None, 0.0)]),
    ("Chapter XIV", [(14.0, 14.0, 14.0, "label chapter", None, 0.0)]),
    ("Season Four", [(4.0, 4.0, 4.0, "label season", None, 0.0)]),
    ("No. 7", [(7.0, 7.0, 7.0, "label number 7", None, 0.0)]),
    ("BRCA 1", [(1.0, 1.0, 1.0, "label brca 1", None, 0.0)]),
    ("3–2", [(3.0, 3.0, 3.0, "score", 2.0, 0.0)]),
    ("12:30 pm", [(750.0, 750.0, 750.0, "clock", None, 0.0)]),
    ("12:30", [(750.0, 750.0, 750.0, "clock", None, 0.0)]),
    ("7 am", [(420.0, 420.0, 420.0, "clock", None, 0.0)]),
    ("23rd", [(23.0, 23.0, 23.0, "ordinal", None, 0.0)]),
    ("twenty-first", [(21.0, 21.0, 21.0, "ordinal", None, 0.0)]),
    ("aged 10 to 24", [(24.0, 10.0, 24.0, "age", 10.0, 0.0)]),
    ("-40 °C", [(-40.0, -40.0, -40.0, "temperature", None, 0.0)]),
    ("minus 40 degrees Celsius", [(-40.0, -40.0, -40.0, "temperature", None, 0.0)]),
    ("212 °F", [(100.0, 100.0, 100.0, "temperature", None, 0.0)]),
    ("$4.5bn", [(4500000000.0, 4500000000.0, 4500000000.0, "USD", None, 50000000.0)]),
    ("US$12 million", [(12000000.0, 12000000.0, 12000000.0, "USD", None, 500000.0)]),
    ("12.000 boats", [(12.0, 12.0, 12.0, "", None, 0.0005)]),
    ("3,5 %", [(3.5, 3.5, 3.5, "%", None, 0.05)]),
    ("1·3 million", [(1300000.0, 1300000.0, 1300000.0, "", None, 50000.0)]),
    ("12 000 boats", [(12000.0, 12000.0, 12000.0, "", None, 500.0)]),
    ("6 lb 4 oz", [(2.835, 2.835, 2.835, "mass", None, 0.0)]),
    ("1 h 20 min", [(4800.0, 4800.0, 4800.0, "time", None, 0.0)]),
    ("10–12 km", [(12000.0, 10000.0, 12000.0, "length", 10000.0, 0.0)]),
    ("between 10 and 12 km", [(12000.0, 10000.0, 12000.0, "length", 10000.0, 0.0)]),
    ("5 to 6 million", [(6000000.0, 5000000.0, 6000000.0, "", 5000000.0, 0.0)]),
    ("$10–12 million", [(12000000.0, 10000000.0, 12000000.0, "USD", 10000000.0, 0.0)]),
    ("60 mph", [(96.5606, 96.5606, 96.5606, "speed", None, 8.04672)]),
    ("50 km/h", [(50.0, 50.0, 50.0, "speed", None, 5.0)]),
    ("3 m/s", [(10.8, 10.8, 10.8, "speed", None, 0.0)]),
    ("20 square miles", [(51799762.2067, 51799762.2067, 51799762.2067, "area", None, 0.0)]),
    ("20 km2", [(20000000.0, 20000000.0, 20000000.0, "area", None, 0.0)]),
    ("100 litres", [(100.0, 100.0, 100.0, "volume", None, 0.0)]),
    ("2 weeks", [(1209600.0, 1209600.0, 1209600.0, "time", None, 0.0)]),
    ("18 months", [(47335428.0, 47335428.0, 47335428.0, "time", None, 0.0)]),
    ("90 minutes", [(5400.0, 5400.0, 5400.0, "time", None, 300.0)]),
    ("2 percentage points", [(2.0, 2.0, 2.0, "points", None, 0.0)]),
    ("3.5 per cent", [(3.5, 3.5, 3.5, "%", None, 0.05)]),
    ("1,200", [(1200.0, 1200.0, 1200.0, "", None, 50.0)]),
    ("3400", [(3400.0, 3400.0, 3400.0, "", None, 50.0)]),
    ("0.05", [(0.05, 0.05, 0.05, "", None, 0.005)]),
]
"""A number, and for each that is read: value, lower and upper bound (in base units), unit, lower end, step."""


@pytest.mark.parametrize(("written", "read"), DATES)
def test_a_date_is_read_as_it_is_meant(written: str, read: list[tuple[object, ...]]) -> None:
    found = [fact for fact in facts(f"It was {written} there.") if isinstance(fact, Date)]
    assert [
        (one.first, one.last, one.month, one.day, one.months, one.weekday, one.since, one.swapped) for one in found
    ] == read


@pytest.mark.parametrize(("written", "read"), NUMBERS)
def test_a_number_is_read_as_it_is_meant(written: str, read: list[tuple[object, ...]]) -> None:
    before = "" if written[0].isupper() or written[0] in "-$¾½¼⅓⅔" else "It had "
    found = [fact for fact in facts(f"{before}{written} there.") if isinstance(fact, Number)]
    second = [None if one.second is None else round(one.second, 4) for one in found]
    assert [
        (round(one.value, 4), round(one.low, 4), round(one.high, 4), one.unit, low, round(one.step, 6))
        for one, low in zip(found, second, strict=True)
    ] == read


@pytest.mark.parametrize(
    ("written", "noun"),
    [
        ("40 new boats", "boat"),
        ("40 fishing boats", "boat"),
        ("40 of the boats", "boat"),
        ("40 boats burned", "boat"),
        ("40 and more", ""),
        ("the 23rd regiment", "regiment"),
    ],
)
def test_the_thing_that_is_counted_is_the_noun_behind(written: str, noun: str) -> None:
    (number,) = [fact for fact in facts(f"They saw {written}.") if isinstance(fact, Number)]
    assert number.noun == noun


def test_a_hedge_at_the_beginning_of_a_text_counts() -> None:
    for text, bounds in (("About 50 boats.", (45.0, 55.0)), ("Up to 50 boats.", (0.0, 50.0))):
        (number,) = facts(text)
        assert isinstance(number, Number) and (number.low, number.high) == pytest.approx(bounds)


@pytest.mark.parametrize(
    ("written", "weekday"), [("Monday, 3 May 2010", 0), ("Tuesday 4 May", 1), ("Wednesday, May 5, 2010", 2)]
)
def test_the_weekday_before_a_date_belongs_to_it(written: str, weekday: int) -> None:
    (date,) = facts(written)
    assert isinstance(date, Date) and date.weekday == weekday and date.day is not None


@pytest.mark.parametrize("written", ["14/15/19", "0/5/19", "5/32/19", "32 May 2010"])
def test_a_day_that_no_calendar_has_is_no_day(written: str) -> None:
    found = [fact for fact in facts(f"It was {written} there.") if isinstance(fact, Date)]
    assert [one for one in found if one.day is not None] == []


def test_two_figures_before_the_first_year_are_no_second_year() -> None:
    found = [fact for fact in facts("It was 1950--00 there.") if isinstance(fact, Date)]
    assert [(one.first, one.since) for one in found] == [(1950, None)]


@pytest.mark.parametrize(
    "written",
    (
        "15 August 2010|on 15 Auguſt 2010",
        "Sunday|on Sunday|on ſunday",
        "spring of 1998|ſpring of 1998",
        "second quarter of 1998|ſecond quarter of 1998",
        "the sixties of 1960|the ſixties of 1960",
        "seventeenth century|ſeventeenth century",
        "six ships|ſix ſhips|sıx ships|SİX ships",
        "seven per cent|ſeven per cent",
        "two thousand men|two thouſand men|two thou\u017fand men",
        "273 K|273 \u212a",
    ),
)
def test_a_value_in_old_letters_is_read_as_in_those_of_today(written: str) -> None:
    """An expression without regard to case takes "ſ" for "s", and a table of words has one of them alone."""
    plain, *others = ([_told(fact) for fact in facts(f"It had {one} there.")] for one in written.split("|"))
    assert plain
    assert all([kind for kind, _ in other] == [kind for kind, _ in plain] for other in others)
    assert all(other == plain for other in others if len(other) == len(plain))


def _told(fact: object) -> tuple[type, object]:
    if isinstance(fact, Date):
        return Date, (fact.first, fact.last, fact.month, fact.day, fact.months)
    return type(fact), getattr(fact, "value", None)


def test_old_letters_keep_their_places_and_names_keep_theirs() -> None:
    text = "In Auguſt 1750 Ilıca had ſix ſhips."
    found = facts(text)
    assert [text[fact.start : fact.end] for fact in found] == ["Auguſt 1750", "Ilıca", "ſix"]
    assert any(fact.text == "Ilıca" for fact in found)
