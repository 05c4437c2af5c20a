"""Pairs of dates, a claimed one and one of a source, with the relation and the rule that decides it."""

from __future__ import annotations

import pytest

from citecheck.checking.facts import Date, Relation, facts
from citecheck.checking.facts.comparison import compare_by_rule

AGREES, VAGUER, COMPATIBLE = Relation.AGREES, Relation.VAGUER, Relation.COMPATIBLE
DIFFERS, UNRELATED = Relation.DIFFERS, Relation.UNRELATED


def date(text: str) -> Date:
    return [one for one in facts(f"It was sold {text}.") if isinstance(one, Date)][-1]


@pytest.mark.parametrize(
    ("claimed", "found", "relation", "rule"),
    [
        # years, decades, parts of a year
        ("in 1911", "in 1911", AGREES, "within-years"),
        ("in 1911", "in 1912", DIFFERS, None),
        ("in 1911", "in May 1911", AGREES, "within-years"),
        ("in 1911", "on 3 May 1911", AGREES, "within-years"),
        ("in 1911", "in the 1910s", VAGUER, "vaguer-years"),
        ("in 1910", "in the 1910s", VAGUER, "vaguer-years"),
        ("in 1919", "in the 1910s", VAGUER, "vaguer-years"),
        ("in 1920", "in the 1910s", DIFFERS, None),
        ("in 1909", "in the 1910s", DIFFERS, None),
        ("in the 1910s", "in 1911", AGREES, "within-years"),
        ("in the 1910s", "in 1910", AGREES, "within-years"),
        ("in the 1910s", "in 1919", AGREES, "within-years"),
        ("in the 1910s", "in 1920", DIFFERS, None),
        ("in spring 1911", "in April 1911", AGREES, "within-years"),
        ("in spring 1911", "in spring 1911", AGREES, "within-years"),
        ("in winter 1911", "in January 1911", AGREES, "within-years"),
        ("in winter 1911", "in December 1911", AGREES, "within-years"),
        ("in spring 1911", "in 1911", VAGUER, "vaguer-years"),
        ("in the first half of 1911", "in May 1911", AGREES, "within-years"),
        ("in the first half of 1911", "in July 1911", DIFFERS, None),
        ("in the first half of 1911", "in the second half of 1911", DIFFERS, None),
        # a year between two
        ("in 1911", "from 1905 to 1915", COMPATIBLE, "within-span"),
        ("in 1905", "from 1905 to 1915", COMPATIBLE, "within-span"),
        ("in 1904", "from 1905 to 1915", DIFFERS, None),
        ("in 1916", "from 1905 to 1915", DIFFERS, None),
        # days and months
        ("on 3 May", "on 3 May 1911", AGREES, "any-year"),
        ("in May", "on 3 May 1911", AGREES, "any-year"),
        ("on 3 May", "on 4 May 1911", DIFFERS, None),
        ("on 3 May 1911", "on 3 May 1911", AGREES, "same-date"),
        ("in May 1911", "on 3 May 1911", AGREES, "same-date"),
        ("on 3 May 1911", "on 3 May 1912", DIFFERS, None),
        ("on 3 May 1911", "on 3 June 1911", DIFFERS, None),
        ("on 3 May 1911", "on 3 May", COMPATIBLE, "day-without-year"),
        ("on 3 May 1911", "in May 1911", VAGUER, "month-alone"),
        ("on 3 May 1911", "in May 1912", DIFFERS, None),
        ("on 3 May 1911", "in May", VAGUER, "month-alone"),
        ("on 3 May 1911", "in 1911", VAGUER, "year-alone"),
        ("on 3 May 1911", "in the 1910s", VAGUER, "year-alone"),
        ("on 3 May 1911", "in 1912", DIFFERS, None),
        ("on 3 May", "in 1911", UNRELATED, None),
        # figures that may be turned round
        ("on 8 April 2011", "on 4/8/2011", AGREES, "same-date"),
        ("on 4 August 2011", "on 8/4/2011", AGREES, "same-date"),
        ("on 8 April 2011", "on 8/4/2011", AGREES, "swapped"),
        ("on 8 April 2012", "on 8/4/2011", DIFFERS, None),
        ("on 13 April 2011", "on 4/13/2011", AGREES, "same-date"),
        # weekdays
        ("on Friday", "on Friday", AGREES, "same-weekday"),
        ("on Friday", "on 11 May 2012", AGREES, "same-weekday"),
        ("on Friday", "on 12 May 2012", DIFFERS, None),
        ("on Friday", "on 11 May", COMPATIBLE, "weekday-unknown"),
        ("on Friday", "in 2012", UNRELATED, None),
        ("on 11 May 2012", "on Friday", UNRELATED, None),
        ("on 5 March 2018", "on Monday, March 5", COMPATIBLE, "day-without-year"),
        ("on 5 March 2015", "on Monday, March 5", DIFFERS, None),
    ],
)
def test_two_dates_without_a_page_day(claimed: str, found: str, relation: Relation, rule: str | None) -> None:
    named = rule and f"fact.date.{rule}"

    assert compare_by_rule(date(claimed), date(found)) == (relation, named)


@pytest.mark.parametrize(
    ("claimed", "found", "published", "relation", "rule"),
    [
        ("in 2012", "on 3 May", "2012-05-04", AGREES, "year-of-page"),
        ("in 2011", "on 3 May", "2012-05-04", COMPATIBLE, "year-left-out"),
        ("in spring 2012", "on 3 May", "2012-05-04", AGREES, "year-of-page"),
        ("in autumn 2012", "on 3 May", "2012-05-04", COMPATIBLE, "year-left-out"),
        ("on 3 May 2012", "on 3 May", "2012-05-04", AGREES, "near-publication"),
        ("on 3 May 2011", "on 3 May", "2012-05-04", AGREES, "near-publication"),
        ("on 3 May 2013", "on 3 May", "2012-05-04", AGREES, "near-publication"),
        ("on 3 May 2010", "on 3 May", "2012-05-04", COMPATIBLE, "day-without-year"),
        ("on 3 May 2014", "on 3 May", "2012-05-04", COMPATIBLE, "day-without-year"),
        ("on 11 May 2012", "on Friday", "2012-05-14", AGREES, "weekday-near-publication"),
        ("on 11 May 2012", "on Saturday", "2012-05-14", COMPATIBLE, "weekday-alone"),
        ("on 11 May", "on Friday", "2012-05-14", AGREES, "weekday-near-publication"),
        ("in May 2012", "on Friday", "2012-05-14", UNRELATED, None),
        ("on Friday", "on 11 May", "2012-05-14", AGREES, "same-weekday"),
        ("on Friday", "on 12 May", "2012-05-14", DIFFERS, None),
        ("on 11 May 2012", "on Friday", "no day", COMPATIBLE, "weekday-alone"),
        ("in 2012", "on 3 May", "no day", UNRELATED, None),
    ],
)
def test_two_dates_on_a_page_with_a_day(
    claimed: str, found: str, published: str, relation: Relation, rule: str | None
) -> None:
    named = rule and f"fact.date.{rule}"

    assert compare_by_rule(date(claimed), date(found), published=published) == (relation, named)
