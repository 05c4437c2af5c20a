"""A page tells what happened some days before it, without the date: its own day refutes no such date."""

import pytest

from citecheck.checking.support import check_claim
from citecheck.findings import CODES
from citecheck.findings.claims import claim_code
from reports.model import Severity
from testbed.claim_rules import REST

REPORT = (
    "Composer Ada Wenlow dies at 81\n9 March 2017\n\nAda Wenlow, whose songs were sung in every school of the valley, "
    "has died. Her publisher said that she died {when} at a hospice in Skelby, with her family around her."
)


def severity(claim: str, page: str) -> Severity | None:
    found = claim_code(check_claim(claim, f"{page}\n{REST['a page']}"))
    return CODES[found[0]].severity if found is not None else None


@pytest.mark.parametrize(
    ("claimed", "when"),
    [
        ("on 6 March 2017", "on Monday"),
        ("on 8 March 2017", "last night"),
        ("on 8 March 2017", "yesterday"),
        ("on 26 February 2017", "last month"),
        ("on 5 March 2017", "in her sleep"),
        ("in February 2017", "last month"),
        ("in 2016", "last year"),
    ],
)
def test_the_day_of_a_page_says_nothing_against_a_day_that_it_counts_back_to(claimed: str, when: str) -> None:
    assert severity(f"Ada Wenlow died {claimed} at a hospice in Skelby.", REPORT.format(when=when)) is None


@pytest.mark.parametrize(
    ("claimed", "when"),
    [
        ("on 6 March 2013", "on Monday"),
        ("on 19 March 2017", "on Monday"),
        ("on 6 April 2017", "last night"),
        ("on 2 January 2017", "in her sleep"),
    ],
)
def test_a_day_behind_the_page_or_long_before_it_is_told(claimed: str, when: str) -> None:
    found = severity(f"Ada Wenlow died {claimed} at a hospice in Skelby.", REPORT.format(when=when))

    assert found is not None
    assert found >= Severity.WARNING


def test_a_year_of_birth_is_not_refuted_by_the_day_of_the_page() -> None:
    assert severity("Ada Wenlow (c. 1936 – 6 March 2017) was a composer.", REPORT.format(when="on Monday")) in (
        None,
        Severity.NOTE,
    )


def test_a_date_in_a_sentence_still_refutes_another() -> None:
    page = REPORT.format(when="on 4 March 2017")

    assert severity("Ada Wenlow died on 6 March 2017 at a hospice in Skelby.", page) is Severity.ERROR


def test_a_part_of_a_claimed_name_is_no_other_name() -> None:
    page = "A copy of the map, made about 1700, is in the Hermitage. It was shown at Skelby and at Marbeck.\n"
    check = check_claim("A copy of about 1700 is in the Hermitage Museum in Petrovsk.", page + REST["a page"])

    assert all(fact.agrees is not False for fact in check.facts)
