"""The day of a page refutes a date that the page cannot be about, and leaves every date alone that it may be about."""

from datetime import date

import pytest

from citecheck.checking.facts.lookup import claimed_facts, compare_facts
from citecheck.checking.facts.model import Certainty, Date
from citecheck.checking.facts.page_conflicts import own_days
from citecheck.checking.passages import cover, prepare, query
from citecheck.model import SourceText
from reports.model import Extent
from testbed.claim_rules import REST

PAGE = "2019-03-04"


def certainty(claim: str, source: str, *, published: str | None = PAGE) -> Certainty | None:
    """Return how surely the first date of `claim` conflicts with `source`."""
    body = f"{source}\n{REST['a page']}"
    text = prepare(SourceText(text=body, extent=Extent.FULL, published=published))
    wanted = query(claim)
    found = compare_facts(wanted, claimed_facts(claim), text, cover(wanted, text).sentences)
    return next(one.certainty for one in found if isinstance(one.fact, Date))


THIS_WEEK = "The ferry company at Orten sold its last steamer this week, the harbour board said."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The ferry company at Orten sold its last steamer in June 2014.", THIS_WEEK),
        ("In 2014 the ferry company at Orten sold its last steamer.", THIS_WEEK),
        ("The ferry company at Orten sold its last steamer on 4 March 2016.", THIS_WEEK),
        ("The ferry company at Orten sold its last steamer in October.", THIS_WEEK),
        (
            "In 2016 the ferry company at Orten built a new pier with the harbour board.",
            "The ferry company at Orten will build a new pier with the harbour board.",
        ),
        (
            "In 2022 the ferry company at Orten sold its last steamer.",
            "The ferry company at Orten sold its last steamer.",
        ),
        (
            "In October the ferry company at Orten won the prize.",
            "The ferry company at Orten won the 2019 Reed Prize today.",
        ),
    ],
)
def test_a_date_that_the_page_cannot_be_about_is_a_likely_conflict(claim: str, source: str) -> None:
    assert certainty(claim, source) is Certainty.LIKELY


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The ferry company at Orten sold its last steamer in February 2019.", THIS_WEEK),
        ("In 2019 the ferry company at Orten sold its last steamer.", THIS_WEEK),
        ("The ferry company at Orten sold its last steamer in March.", THIS_WEEK),
        (
            "In 2018 the ferry company at Orten sold its last steamer.",
            "The ferry company at Orten sold its last steamer last season.",
        ),
        (
            "In 1999 the ferry company at Orten sold its last steamer.",
            "The ferry company at Orten sold its last steamer twenty years ago today.",
        ),
        (
            "In 1999 the ferry company at Orten sold its last steamer.",
            "The ferry company at Orten sold its last steamer, whose anniversary was kept on Friday.",
        ),
        (
            "By 2022 the ferry company at Orten had sold its last steamer.",
            "The ferry company at Orten sold its steamer.",
        ),
        (
            "The ferry company at Orten sold the steamer of the 2014 film.",
            "The ferry company at Orten sold the steamer of the film this week.",
        ),
        (
            "The ferry company at Orten opened its new pier in 2022.",
            "The ferry company at Orten will open its new pier in 2022, it said on Monday.",
        ),
    ],
)
def test_a_date_that_the_page_may_be_about_is_none(claim: str, source: str) -> None:
    assert certainty(claim, source) is None


def test_a_page_without_a_day_of_its_own_refutes_no_date() -> None:
    assert certainty("In 2014 the ferry company at Orten sold its last steamer.", THIS_WEEK, published=None) is None


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("4 March 2019", date(2019, 3, 4)),
        ("Published 7:33 4 March 2019", date(2019, 3, 4)),
        ("4 March 2019\n6 March 2019", date(2019, 3, 4)),
        ("4 March 2019\n12 May 2011", None),
        ("March 2019", None),
        ("The steamer sank on 4 March 2019", None),
    ],
)
def test_the_day_of_a_page_is_a_line_at_its_top(top: str, expected: date | None) -> None:
    days = own_days(prepare(SourceText(text=f"{top}\n{THIS_WEEK}\n{REST['a page']}", extent=Extent.FULL)))

    assert (days and days[0]) == expected


def test_behind_the_menus_of_a_page_its_day_stands_right_above_the_article() -> None:
    menus = "\n".join(f"Item {number}" for number in range(20))
    others = "12 May 2021\nOther news of the harbour"
    page = f"{menus}\n4 March 2019\n{THIS_WEEK}\n{others}"

    assert certainty("In 2022 the ferry company at Orten sold its last steamer.", page, published=None) is not None
    assert certainty("In 2018 the ferry company at Orten sold its last steamer.", page, published=None) is not None


@pytest.mark.parametrize(("year", "expected"), [("2015", True), ("2018", False)])
def test_a_day_with_its_weekday_is_of_one_year(year: str, expected: bool) -> None:
    source = "The show of Ada Wenlow starts on the radio on Monday, March 5, from noon."
    claim = f"The show of Ada Wenlow started on the radio in {year}."

    assert (certainty(claim, source, published="2018-03-07") is not None) is expected
