"""Numbers, dates and names are read as values, and compared as such."""

import calendar
import datetime
import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.checking.facts import Date, Name, Number, Relation, compare, dates, facts, names, numbers


def number(text: str) -> Number:
    """Return the only number of a text."""
    found = [fact for fact in facts(text) if isinstance(fact, Number)]
    assert len(found) == 1, found
    return found[0]


def date(text: str) -> Date:
    """Return the only date of a text."""
    found = dates(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("34 people", 34, ""),
        ("thirty-four people", 34, ""),
        ("three hundred and twelve residents", 312, ""),
        ("a dozen eggs", 12, ""),
        ("two dozen eggs", 24, ""),
        ("half a million copies", 500_000, ""),
        ("1.2 million copies", 1_200_000, ""),
        ("3,400 residents", 3400, ""),
        ("3\u202f400 residents", 3400, ""),
        ("twenty-five thousand people", 25_000, ""),
        ("the twenty-first time", 21, "ordinal"),
        ("the 17th time", 17, "ordinal"),
        ("34 % of them", 34, "%"),
        ("34 per cent of them", 34, "%"),
        ("$1.2m was paid", 1_200_000, "USD"),
        ("US$1.2 million was paid", 1_200_000, "USD"),
        ("£950,000 was paid", 950_000, "GBP"),
        ("five million euros", 5_000_000, "EUR"),
        ("120 kilometers away", 120_000, "length"),
        ("20 square kilometres", 20_000_000, "area"),
        ("a 57-year-old man", 57, "age"),
        ("a man aged 57", 57, "age"),
        ("two and a half hours", 9000, "time"),
        ("at 4:45 pm", 16 * 60 + 45, "clock"),
        ("at 04:45 sharp", 4 * 60 + 45, "clock"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    found = number(text)
    assert found.value == pytest.approx(value)
    assert found.unit == unit
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("some 400 people", 360, 440),
        ("at least nine people", 9, math.inf),
        ("more than 250,000 copies", 250_000, math.inf),
        ("fewer than 30 people", 0, 30),
        ("nearly 100 people", 85, 100),
        ("between 400 and 450 people", 400, 450),
        ("400–450 people", 400, 450),
        ("10 to 12 km", 10_000, 12_000),
        ("$10–12 million", 10_000_000, 12_000_000),
        ("hundreds of people", 200, 999),
    ],
)
def test_a_hedged_number_is_an_interval(text: str, low: float, high: float) -> None:
    found = number(text)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "first", "last", "month", "day"),
    [
        ("8 April 2011", 2011, 2011, 4, 8),
        ("April 8, 2011", 2011, 2011, 4, 8),
        ("April 8th, 2011", 2011, 2011, 4, 8),
        ("2011-04-08", 2011, 2011, 4, 8),
        ("April 2011", 2011, 2011, 4, None),
        ("on April 8", None, None, 4, 8),
        ("the mid-1990s", 1993, 1996, None, None),
        ("the 1990s", 1990, 1999, None, None),
        ("the late 19th century", 1860, 1899, None, None),
        ("8. April 2011", 2011, 2011, 4, 8),
        ("8 de abril de 2011", 2011, 2011, 4, 8),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(
    text: str, first: int | None, last: int | None, month: int | None, day: int | None
) -> None:
    found = date(text)
    assert (found.first, found.last, found.month, found.day) == (first, last, month, day)


def test_a_span_of_years_is_two_dates() -> None:
    assert [found.year for found in dates("in the 2018–19 season")] == [2018, 2019]


def test_may_and_march_are_verbs_too() -> None:
    assert dates("They may march on.") == []
    assert date("It opened in May.").month == 5


def test_a_price_is_no_year() -> None:
    assert dates("It cost £2011.") == []


def relation(claimed: str, found: str, published: str | None = None) -> Relation:
    """Compare the first facts of two texts."""
    return compare(facts(claimed)[0], facts(found)[0], published=published)


@pytest.mark.parametrize(
    ("claimed", "found", "expected"),
    [
        ("34 people", "thirty-four people", Relation.AGREES),
        ("34 people", "43 people", Relation.DIFFERS),
        ("3,400 people", "3,391 people", Relation.AGREES),
        ("3,391 people", "3,400 people", Relation.DIFFERS),
        ("600 people", "612 people", Relation.AGREES),
        ("400 people", "412 people", Relation.DIFFERS),
        ("318 people", "more than 300 people", Relation.VAGUER),
        ("more than 300 people", "318 people", Relation.AGREES),
        ("at least nine people", "eleven people", Relation.AGREES),
        ("some 400 people", "412 people", Relation.AGREES),
        ("some 400 people", "700 people", Relation.DIFFERS),
        ("34 %", "34.4 %", Relation.AGREES),
        ("34 %", "43 %", Relation.DIFFERS),
        ("34.4 %", "34 %", Relation.DIFFERS),
        ("34 points", "34.4 points", Relation.DIFFERS),
        ("120 km", "75 miles", Relation.AGREES),
        ("120 km", "120 kg", Relation.UNRELATED),
        ("1.2 million", "1,234,567 people", Relation.AGREES),
        ("a 3–2 win", "2-3 defeat", Relation.AGREES),
        ("April 2011", "8 April 2011", Relation.AGREES),
        ("8 April 2011", "April 2011", Relation.VAGUER),
        ("8 April 2011", "9 April 2011", Relation.DIFFERS),
        ("8 April 2011", "8 April 2012", Relation.DIFFERS),
        ("2011", "8 April 2011", Relation.AGREES),
        ("2011", "2012", Relation.DIFFERS),
        ("the 1990s", "1994", Relation.AGREES),
        ("1994", "the 1990s", Relation.VAGUER),
        ("on April 9", "in 2011", Relation.UNRELATED),
        ("8 April 1967", "in 1968", Relation.DIFFERS),
        ("2011", "on April 8", Relation.UNRELATED),
        ("In April 2011", "on Monday", Relation.UNRELATED),
        ("8/4/2011", "8 April 2011", Relation.AGREES),
        ("8/4/2011", "4 August 2011", Relation.AGREES),
        ("on April 8", "8/4/2011", Relation.AGREES),
    ],
)
def test_facts_are_compared_as_values(claimed: str, found: str, expected: Relation) -> None:
    assert relation(claimed, found) is expected


def test_a_page_gives_the_year_that_its_dates_leave_out() -> None:
    assert relation("8 April 2011", "on April 8", published="2011-04-10") is Relation.AGREES
    assert relation("8 April 2011", "on April 8") is Relation.COMPATIBLE


def test_a_weekday_says_nothing_of_a_month() -> None:
    assert relation("In April 2011", "on Monday", published="2011-04-10") is Relation.UNRELATED


def test_a_weekday_needs_the_page_s_date() -> None:
    assert relation("8 April 2011", "on Friday", published="2011-04-10") is Relation.AGREES
    assert relation("8 April 2011", "on Friday") is not Relation.DIFFERS
    assert relation("8 April 2011", "on Monday", published="2011-04-10") is not Relation.DIFFERS


@pytest.mark.parametrize(
    ("claimed", "found", "expected"),
    [
        ("Ali Ghaidan Majid", "Majid", Relation.AGREES),
        ("J. Kerry", "John Kerry", Relation.AGREES),
        ("Navi Pillay", "Ms Pillay", Relation.AGREES),
        ("the World Health Organization", "the WHO", Relation.AGREES),
        ("the WHO", "the World Health Organization", Relation.AGREES),
        ("Muammar Gaddafi", "Muammar Qaddafi", Relation.COMPATIBLE),
        ("Tchaikovsky", "Tchaikovskiy", Relation.AGREES),
        ("Marta Lindgren", "Martha Lindgren", Relation.AGREES),
        ("the WHO", "the Western Harbour Board", Relation.DIFFERS),
        ("Teresa Kerry", "John Kerry", Relation.COMPATIBLE),
        ("Maryam Rajavi", "Barack Obama", Relation.DIFFERS),
    ],
)
def test_names_meet_in_their_short_and_long_forms(claimed: str, found: str, expected: Relation) -> None:
    assert compare(names(f"By {claimed}")[0], names(f"By {found}")[0]) is expected


def test_the_first_word_of_a_sentence_is_no_name() -> None:
    assert [name.text for name in names("Following the raid, General Majid left. However, he came back.")] == [
        "General Majid"
    ]
    assert names("By General Majid")[0].words == ("majid",)


def test_facts_do_not_overlap_and_stand_where_they_say() -> None:
    text = "On 8 April 2011, some 400 soldiers and Ali Majid went 60 km; it cost US$1.2m (34 %)."
    found = facts(text)
    assert [type(fact) for fact in found] == [Date, Number, Name, Number, Number, Number]
    for fact, following in pairwise(found):
        assert fact.end <= following.start


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    for fact in facts(text):
        assert 0 <= fact.start < fact.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=1, max_value=999_999_999))
def test_figures_survive_their_separators(value: int) -> None:
    if 1000 <= value <= 2100:
        return
    assert number(f"They counted {value:,} of them").value == value


@settings(max_examples=100, deadline=None)
@given(st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2999, 12, 31)))
def test_every_way_of_writing_a_day_is_that_day(day: datetime.date) -> None:
    month = calendar.month_name[day.month]
    for text in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", day.isoformat()):
        found = date(f"on {text} it began")
        assert (found.year, found.month, found.day) == (day.year, day.month, day.day), text


def test_a_very_long_run_of_digits_and_capitals_is_no_trouble() -> None:
    assert len(numbers("9" * 300 + " people")) <= 1
    assert len(names("Aa " * 5000)) == 1
