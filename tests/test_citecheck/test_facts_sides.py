"""What a fact stands for in its sentence: things and places, spans, predicates, other occasions, days of pages."""

from __future__ import annotations

import pytest

from citecheck.checking.facts import Date, Fact, Name, Number, facts
from citecheck.checking.facts.counted_years import is_plain_year, month_follows, year_from
from citecheck.checking.facts.derived import follows_from_others
from citecheck.checking.facts.occasions import is_other_occasion
from citecheck.checking.facts.page_days import first_day, is_long_past, is_of_the_page, last_day, may_be_told_on
from citecheck.checking.facts.reading import values
from citecheck.checking.facts.rivals import same_kind
from citecheck.checking.facts.standing import (
    is_negated,
    is_of,
    is_proper,
    is_said_of_both,
    predicates_of,
    span_of,
    thing_of,
)
from citecheck.checking.passages import prepare
from citecheck.checking.passages.model import PreparedText
from citecheck.model import SourceText
from reports.model import Extent


def text_of(source: str) -> PreparedText:
    return prepare(SourceText(text=source, extent=Extent.FULL))


def number(text: str) -> Number:
    (found,) = [one for one in values(text) if isinstance(one, Number)]
    return found


def fact_in(text: str, words: str) -> Fact:
    return next(fact for fact in facts(text) if fact.text == words)


def date(text: str) -> Date:
    (found,) = [one for one in facts(text) if isinstance(one, Date)]
    return found


@pytest.mark.parametrize(
    ("text", "fact", "thing"),
    [
        ("She studied at the Royal College in London.", "London", "Royal College"),
        ("She studied at the Royal College, London.", "London", "Royal College"),
        ("She met the Swiss firm Motorlux there.", "Swiss", "Motorlux"),
        ("She left the Royal College and lived in London.", "London", None),
        ("She lived in London.", "London", None),
    ],
)
def test_a_place_belongs_to_the_thing_before_it(text: str, fact: str, thing: str | None) -> None:
    found = thing_of(text, fact_in(text, fact), facts(text))

    assert (found.text if found is not None else None) == thing


@pytest.mark.parametrize(
    ("text", "fact", "may"),
    [
        ("The Royal College stood for long in Rome.", "Rome", True),
        ("In Rome stood the Royal College.", "Rome", True),
        ("The Royal College was old, and she lived in Rome.", "Rome", False),
        ("The Royal College was closed while she lived in Rome.", "Rome", False),
        ("She lived in Rome.", "Rome", False),
        ("She saw the National Gallery in Rome.", "Rome", False),
    ],
)
def test_a_place_is_of_a_thing_where_nothing_parts_them(text: str, fact: str, may: bool) -> None:
    college = fact_in("the Royal College", "Royal College")
    assert isinstance(college, Name)

    assert is_of(college, text, fact_in(text, fact), facts(text)) is may


@pytest.mark.parametrize(
    ("text", "fact", "span"),
    [
        ("She was mayor from 1991 to 1996.", "1991", (1991, 1996)),
        ("She was mayor from 1991 to 1996.", "1996", (1991, 1996)),
        ("She was mayor in 1991.", "1991", None),
        ("She was born in May 1991 and was mayor in 1996.", "1996", None),
    ],
)
def test_a_year_may_be_the_end_of_a_span(text: str, fact: str, span: tuple[int, int] | None) -> None:
    found = next(one for one in facts(text) if isinstance(one, Date) and str(one.year) == fact)

    assert span_of(found, facts(text)) == span


@pytest.mark.parametrize(
    ("text", "fact", "predicates"),
    [
        ("The mill was sold in 1911 and rebuilt.", "1911", {"sell"}),
        ("In 1911 the mill was sold and rebuilt.", "1911", {"sell"}),
        ("The mill, which was closed, was sold in 1911.", "1911", {"sell"}),
        ("The mill was sold; 1911 was a bad year.", "1911", set()),
        ("The Painted Mill of 1911 is old.", "1911", set()),
        ("It is based on a plan of 1911.", "1911", set()),
    ],
)
def test_the_predicate_of_a_fact_is_the_nearest_of_its_clause(text: str, fact: str, predicates: set[str]) -> None:
    assert predicates_of(text, fact_in(text, fact)) == predicates


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The mill was not sold in 1911.", True),
        ("The mill was never sold in 1911.", True),
        ("In 1911 the mill was not sold.", True),
        ("The mill was not old, and was sold in 1911.", False),
        ("The mill, which was not old; was sold in 1911.", False),
        ("“It will not do” was printed in 1911.", False),
        ("She said “it was not built in 1911” then.", True),
        ("The mill was sold in 1911.", False),
    ],
)
def test_a_negation_counts_in_the_clause_of_the_fact(text: str, negated: bool) -> None:
    assert is_negated(text, fact_in(text, "1911")) is negated


@pytest.mark.parametrize(
    ("mine", "sentence", "both"),
    [
        ("The mill was bought in 1911.", "The mill was sold in May.", True),
        ("The mill was bought in 1911.", "The mill was purchased in May.", True),
        ("The mill was bought in 1911.", "The mill was painted in May.", False),
        ("The mill of 1911.", "The mill was sold in May.", False),
    ],
)
def test_two_sentences_say_the_same_by_words_that_mean_it(mine: str, sentence: str, both: bool) -> None:
    assert is_said_of_both(predicates_of(mine, fact_in(mine, "1911")), sentence) is both


@pytest.mark.parametrize(
    ("text", "name", "proper"),
    [
        ("He met Henrik Askew.", "Henrik Askew", True),
        ("He met Anna-Lena Holm.", "Anna-Lena Holm", True),
        ("It is in the NHT.", "NHT", False),
        ("He used MaAsLin then.", "MaAsLin", False),
    ],
)
def test_a_proper_name_has_one_capital_a_word(text: str, name: str, proper: bool) -> None:
    found = fact_in(text, name)
    assert isinstance(found, Name)

    assert is_proper(found) is proper


@pytest.mark.parametrize(
    ("mine", "other", "excludes"),
    [
        ("in 1911", "in 1912", True),
        ("in 1911", "in 1911", False),
        ("on 3 May 1911", "on 4 May 1911", True),
        ("on 3 May 1911", "on 3 June 1911", True),
        ("on 3 May 1911", "on 3 May 1911", False),
        ("in May 1911", "in June 1911", True),
        ("in May 1911", "in 1911", False),
        ("on 3 May 1911", "in May 1911", False),
        ("in the 1910s", "in 1921", True),
        ("in the 1910s", "in 1919", False),
        ("in the 1910s", "in the 1920s", True),
        ("in the 19th century", "in 1901", True),
    ],
)
def test_dates_exclude_each_other_by_the_part_that_both_give(mine: str, other: str, excludes: bool) -> None:
    assert same_kind(date(f"It was sold {mine}."), date(f"It was sold {other}.")) is excludes


@pytest.mark.parametrize(
    ("mine", "other", "alike"),
    [
        ("12 ships", "14 ships", True),
        ("12 ships", "14.5 ships", False),
        ("12.5 ships", "14 ships", True),
        ("12 km", "14 miles", True),
        ("12 km", "14 kg", False),
        ("12 ships", "14%", False),
    ],
)
def test_numbers_of_one_unit_exclude_each_other(mine: str, other: str, alike: bool) -> None:
    assert same_kind(number(mine), number(other)) is alike


@pytest.mark.parametrize(
    ("claimed", "page", "words", "may"),
    [
        ("3 May 2012", "10 May 2012", "The mill was sold.", True),
        ("3 May 2012", "11 May 2012", "The mill was sold.", False),
        ("10 May 2012", "10 May 2012", "The mill was sold.", True),
        ("11 May 2012", "10 May 2012", "The mill was sold.", False),
        ("9 March 2012", "10 May 2012", "The mill was sold last month.", True),
        ("8 March 2012", "10 May 2012", "The mill was sold last month.", False),
        ("May 2011", "10 May 2012", "The mill was sold last year.", True),
        ("May 2009", "10 May 2012", "The mill was sold last year.", False),
        ("April 2012", "1 May 2012", "The mill was sold.", False),  # a month counts from no day
        ("April 2012", "1 May 2012", "The mill was sold on Friday.", True),
    ],
)
def test_a_page_tells_what_happened_before_it(claimed: str, page: str, words: str, may: bool) -> None:
    text = text_of(f"{words} Its wheel was old.")

    found = may_be_told_on(date(f"on {claimed}"), date(f"on {page}"), text, text.sentences[:1])

    assert found is may


@pytest.mark.parametrize(("claimed", "past"), [("1997", True), ("1998", False), ("May 1990", False), ("2012", False)])
def test_a_year_fifteen_years_before_a_page_is_long_past(claimed: str, past: bool) -> None:
    assert is_long_past(date(f"in {claimed}"), date("on 10 May 2012")) is past


def test_a_date_has_a_first_and_a_last_day() -> None:
    year, month, day = date("in 2012"), date("in May 2012"), date("on 3 May 2012")

    assert [str(first_day(one)) for one in (year, month, day)] == ["2012-01-01", "2012-05-01", "2012-05-03"]
    assert [str(last_day(one)) for one in (year, month, day)] == ["2012-12-28", "2012-05-28", "2012-05-03"]


@pytest.mark.parametrize(
    ("line", "of_page"),
    [
        ("10 May 2012", True),
        ("Marlow, 10 May 2012", True),
        ("May 2012", False),
        ("The mill was sold on 10 May 2012", False),
        ("The news of the old mill of Marlow of 10 May 2012", False),
    ],
)
def test_a_line_with_a_whole_date_and_no_verb_is_the_day_of_a_page(line: str, of_page: bool) -> None:
    text = text_of(f"{line}\nThe wheel was old.")

    assert is_of_the_page(date(line), text, text.sentences[0]) is of_page


@pytest.mark.parametrize(
    ("claim", "source", "other"),
    [
        ("The museum holds 300 paintings.", "In 1911 there were 200 paintings.", True),
        ("The museum holds 300 paintings.", "The museum holds 200 paintings, as in 1911.", False),
        ("In 1911 the museum had 300 paintings.", "There are now 200 paintings.", True),
        ("In 1911 the museum had 300 paintings.", "In 1911 there were 200 paintings.", False),
        ("The museum owns 300 paintings.", "The museum lends 200 paintings.", True),
        ("The museum owns 300 paintings.", "The museum owns 200 paintings.", False),
        ("The bridge is 30 m long.", "The older bridge is 20 m long.", True),
        ("The bridge is 30 m long.", "The bridge is 20 m long.", False),
        ("The older bridge is 30 m long.", "The older bridge is 20 m long.", False),
    ],
)
def test_a_number_of_another_occasion(claim: str, source: str, other: bool) -> None:
    assert is_other_occasion(claim, source) is other


@pytest.mark.parametrize(
    ("claimed", "source", "follows"),
    [
        ("27 votes", "There were 20 votes for it and 7 votes against it.", True),
        ("13 votes", "There were 20 votes for it and 7 votes against it.", True),
        ("28 votes", "There were 20 votes for it and 7 votes against it.", False),
        ("40 votes", "There were 20 votes for it, and 20 votes in all.", False),  # a value that is said twice
        ("40 beds", "Two houses have 20 beds and 20 beds each.", True),
        ("216 megawatts", "It has 27 turbines, of 8 megawatts each.", True),
        ("216 megawatts", "It has 27 turbines, of 8 megawatts.", False),
        ("25%", "20 of the 80 were sold.", True),
        ("75%", "20 of the 80 were sold.", False),
        ("20 votes", "Of these 80 votes 25% were for it.", True),
        ("14 years", "She came in 1994. In 2008 she left.", True),
        ("13 years", "She came in 1994. In 2008 she left.", True),
        ("12 years", "She came in 1994. In 2008 she left.", False),
        ("15 years", "She came in 1994. In 2008 she left.", False),
        ("over 27 votes", "There were 20 votes for it and 7 votes against it.", False),
    ],
)
def test_a_number_follows_from_two_others(claimed: str, source: str, follows: bool) -> None:
    text = text_of(source)

    assert follows_from_others(number(claimed), text, text.sentences) is follows


@pytest.mark.parametrize(
    ("when", "source", "follows"),
    [
        ("March 1931", "It closed in May 1931, two months after its founder had left.", True),
        ("July 1931", "It closed in May 1931, two months after its founder had left.", True),
        ("April 1931", "It closed in May 1931, two months after its founder had left.", False),
        ("March 1932", "It closed in December 1931, three months before the sale.", True),
        ("March 1931", "It closed in May 1931, two years after its founder had left.", False),
        ("1931", "It closed in May 1931, two months after its founder had left.", False),
    ],
)
def test_a_month_follows_by_the_months_that_are_counted(when: str, source: str, follows: bool) -> None:
    text = text_of(source)

    assert month_follows(text, text.sentences[0], date(f"in {when}")) is follows


@pytest.mark.parametrize(
    ("year", "words"),
    [(1964, "a decade later"), (1963, None), (1965, None), (1974, None)],
)
def test_a_year_is_said_by_a_step_of_a_decade(year: int, words: str | None) -> None:
    text = text_of("He retired in 1954 and died a decade later.")

    assert year_from(text, text.sentences[0], year) == words


@pytest.mark.parametrize(("text", "plain"), [("in 1911", True), ("in May 1911", False), ("in the 1910s", False)])
def test_a_plain_year_has_no_month(text: str, plain: bool) -> None:
    assert is_plain_year(date(text)) is plain
