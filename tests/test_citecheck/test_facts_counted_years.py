"""A year that a source counts from another is in the source; one that does not follow is not."""

import pytest

from citecheck.checking.support import check_claim
from reports.model import Outcome
from testbed.claim_rules import REST


def agrees(claim: str, source: str, year: str) -> bool | None:
    check = check_claim(claim, f"{source}\n{REST['a page']}")
    return next(fact.agrees for fact in check.facts if fact.claimed == year)


@pytest.mark.parametrize(
    ("year", "source"),
    [
        ("1974", "The keeper of the light at Skelby retired in 1954 and died twenty years later."),
        ("1974", "The keeper of the light at Skelby retired in 1954. Twenty years later he died."),
        ("1934", "The keeper of the light at Skelby died twenty years before the fire of 1954."),
        ("1955", "The keeper of the light at Skelby retired in 1954, and died in the following year."),
        ("1953", "The keeper of the light at Skelby died the year before the fire of 1954."),
        ("1964", "The keeper of the light at Skelby retired in 1954 and died a decade later."),
        ("1955", "The keeper of the light at Skelby retired in 1954 and died a year later."),
    ],
)
def test_a_counted_year_is_said(year: str, source: str) -> None:
    assert agrees(f"The keeper of the light at Skelby died in {year}.", source, year) is True


@pytest.mark.parametrize(
    ("year", "source"),
    [
        ("1984", "The keeper of the light at Skelby retired in 1954 and died twenty years later."),
        ("1934", "The keeper of the light at Skelby retired in 1954 and died twenty years later."),
        ("1974", "The keeper of the light at Skelby died twenty years before the fire of 1954."),
        ("1974", "The keeper of the light at Skelby, who was in service for twenty years, died after 1954."),
        ("1974", "The keeper of the light at Skelby died twenty days later than his wife, in 1954."),
        ("1956", "The keeper of the light at Skelby retired in 1954, and died in the following year."),
    ],
)
def test_another_year_is_not_said(year: str, source: str) -> None:
    assert agrees(f"The keeper of the light at Skelby died in {year}.", source, year) is not True


def test_a_month_that_the_source_counts_to_is_no_conflict() -> None:
    source = "The savings bank of Skelby collapsed in May 1931, two months after its president had resigned."

    assert check_claim("The president of the savings bank of Skelby resigned in March 1931.", source).outcome not in (
        Outcome.CONTRADICTED,
        Outcome.UNSUPPORTED,
    )
    other = check_claim("The savings bank of Skelby collapsed in January 1931.", source)
    assert other.outcome is Outcome.CONTRADICTED
