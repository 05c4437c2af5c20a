"""Names that may be of one thing: other languages' names, what is within a country, and full names of people."""

import pytest

from citecheck import check_claim
from citecheck.checking.facts.known_names import is_vague, is_wide_place, other_names
from reports.model import Band, Outcome
from testbed.claim_rules import REST


def verdict(claim: str, passage: str) -> tuple[Outcome, Band | None]:
    check = check_claim(claim, f"{passage}\n{REST['a page']}")
    return check.outcome, check.band


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The granary in Danzig burnt in September 1939.", "The granary in Gdańsk burnt in September 1939."),
        ("The relic is kept in Munich by the canons.", "The relic is kept in München by the canons."),
        ("The weavers moved from Orton to Sweden in 1909.", "The weavers moved from Orton to Malmö in 1909."),
        ("The weavers moved from Orton to Malmö in 1909.", "The weavers moved from Orton to Sweden in 1909."),
    ],
)
def test_names_of_one_thing_and_places_within_a_country_do_not_contradict(claim: str, passage: str) -> None:
    assert verdict(claim, passage)[0] is not Outcome.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "passage", "band"),
    [
        pytest.param(
            "The granary at Orton was drawn by Gustav Hallberg in 1909.",
            "The granary at Orton was drawn by Henrik Osterman in 1909.",
            Band.CONFIDENT,
            id="two full names",
        ),
        pytest.param(
            "The granary at Orton was bought with the money of Mill Wendel in 1909.",
            "The granary at Orton was bought with the money of Mill Ursula in 1909.",
            Band.CONFIDENT,
            id="a word in common",
        ),
        pytest.param(
            "The granary at Orton was drawn by Hallberg in 1909.",
            "The granary at Orton was drawn by the Osterman Workshop in 1909.",
            Band.UNCERTAIN,
            id="names of another size",
        ),
        pytest.param(
            "Gustav Hallberg drew the granary at Orton in 1909.",
            "Henrik Osterman drew the granary at Orton in 1909.",
            Band.UNCERTAIN,
            id="full names of the subject",
        ),
    ],
)
def test_how_surely_another_name_is_of_another_thing(claim: str, passage: str, band: Band) -> None:
    assert verdict(claim, passage) == (Outcome.CONTRADICTED, band)


def test_another_single_name_of_the_subject_is_only_possible() -> None:
    claim, passage = "Hallberg drew the granary at Orton in 1909.", "Osterman drew the granary at Orton in 1909."

    assert verdict(claim, passage)[0] is not Outcome.CONTRADICTED


def test_the_lists_of_names() -> None:
    assert is_wide_place("new zealand")
    assert not is_wide_place("leeds")
    assert ("gdansk",) in other_names(("danzig",))
    assert ("society", "jesus") in other_names(("jesuits",))
    assert other_names(("orton",)) == frozenset()
    assert is_vague(("norwegian",))
    assert is_vague(("prime", "minister"))
    assert not is_vague(("tolvik", "foundry"))
