"""Where a thing is, and of which people, is refuted by what is said of the same thing alone."""

import pytest

from citecheck.checking.support import check_claim
from reports.model import Outcome
from testbed.claim_rules import REST

STUDIES = (
    "Ada Wenlow studied with Herbert Lodge at the Skelby College of Music, where she won the Harker Prize, and spent "
    "two years in Rome on a scholarship."
)
DAM = (
    "The arch of the dam was designed by the Swiss firm Motor-Lux and built by a consortium led by Imprex. "
    "Money came from a tax on fuel."
)


def refuted(claim: str, page: str) -> list[str]:
    return [fact.claimed for fact in check_claim(claim, f"{page}\n{REST['a page']}").facts if fact.agrees is False]


@pytest.mark.parametrize(
    ("claim", "page"),
    [
        ("Ada Wenlow studied under Herbert Lodge at the Skelby College of Music in London.", STUDIES),
        ("The dam was designed by Motor-Lux and built by a consortium led by the Italian company Imprex.", DAM),
    ],
)
def test_the_place_of_another_thing_refutes_nothing(claim: str, page: str) -> None:
    assert refuted(claim, page) == []


@pytest.mark.parametrize(
    ("claim", "page", "differs"),
    [
        (
            "Ada Wenlow taught for two years at the Skelby College in London.",
            "Ada Wenlow taught for two years at the Skelby College in Rome.",
            "London",
        ),
        (
            "Ada Wenlow taught for two years at the Skelby College, London.",
            "Ada Wenlow taught for two years at the Skelby College, Rome.",
            "London",
        ),
        (
            "The arch of the dam was designed by the Italian firm Motor-Lux in Marbeck.",
            "The arch of the dam was designed by the Swiss firm Motor-Lux in Marbeck.",
            "Italian",
        ),
    ],
)
def test_the_place_of_the_same_thing_refutes_another(claim: str, page: str, differs: str) -> None:
    assert differs in refuted(claim, page)


CHAIR = (
    "Ada Wenlow was born at Skelby in 1889. She read natural sciences at Marbeck College and took her doctorate at "
    "Torvaldsen, a year before the war made it impossible. Her study of mosses is still in use.\n"
    "The university, founded as an evening school in 1847, received its charter in 1926. It has 17,300 students, a "
    "third of them from abroad."
)


def test_a_date_in_a_sentence_with_much_less_of_the_claim_is_only_possible() -> None:
    claim = "She received a doctorate from Torvaldsen University in 1913."
    check = check_claim(claim, f"{CHAIR}\n{REST['a page']}", title="Ada Wenlow")

    assert check.outcome is not Outcome.CONTRADICTED
