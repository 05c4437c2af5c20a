"""What a passage shares with a claim but for its sense: an opposite word is no confirmation."""

import pytest

from citecheck.checking.support import check_claim
from reports.model import Band, Check, Outcome

TOWN = " ".join(
    f"Visitors of the {place} speak of its gardens and of mild weather in the valley during the long season."
    for place in ("abbey", "chapel", "market", "museum", "orchard", "station", "theatre", "windmill")
)


def judged(claim: str, said: str) -> Check:
    return check_claim(claim, f"{said}\n{TOWN}")


@pytest.mark.parametrize(
    ("claim", "said", "words"),
    [
        ("The subsidy was increased by 25 per cent.", "The subsidy was cut by 25 per cent.", ("cut", "increased")),
        (
            "The council approved the harbour budget of 400 pounds in Marlow on 3 May 1911.",
            "The council rejected the harbour budget of 400 pounds in Marlow on 3 May 1911.",
            ("rejected", "approved"),
        ),
        ("Rovers won the cup final in Marlow.", "Rovers lost the cup final in Marlow.", ("lost", "won")),
        (
            "The mill closed before the Marlow flood.",
            "The mill closed after the Marlow flood.",
            ("after", "before"),
        ),
    ],
)
def test_an_opposite_in_the_place_of_a_word_contradicts(claim: str, said: str, words: tuple[str, str]) -> None:
    check = judged(claim, said)
    assert (check.outcome, check.rule) == (Outcome.CONTRADICTED, "support.relation.opposite"), check.reason
    assert check.reason == "the source says “{}” where the claim has “{}”".format(*words)


def test_an_opposite_direction_between_the_same_places_contradicts() -> None:
    check = judged("Stoke lies north of Marlow harbour.", "Stoke lies south of Marlow harbour.")
    assert (check.outcome, check.band) == (Outcome.CONTRADICTED, Band.CONFIDENT), check.reason
    assert check.reason == "the source says “south” where the claim has “north”"


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The subsidy was increased by 25 per cent.", "The subsidy rose by 25 per cent, and a tax was cut."),
        ("The subsidy was increased by 25 per cent.", "The subsidy was increased by 25 per cent after a cut."),
        ("The council approved the harbour budget.", "The council did not reject the harbour budget, it was approved."),
        ("Stoke lies north of Marlow harbour.", "Marlow harbour lies south of Stoke."),
        ("The mill closed before the Marlow flood.", "The Marlow flood came after the mill closed."),
    ],
)
def test_an_opposite_that_says_the_same_is_none(claim: str, said: str) -> None:
    assert "where the claim has" not in judged(claim, said).reason


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The ferry does not carry bicycles across the bay.", "The ferry carries bicycles across the bay."),
        ("Henry Askew never insured the Marlow cotton mill.", "Henry Askew insured the Marlow cotton mill in 1911."),
    ],
)
def test_a_negation_of_the_claim_alone_contradicts(claim: str, said: str) -> None:
    check = judged(claim, said)
    assert (check.outcome, check.band) == (Outcome.CONTRADICTED, Band.CONFIDENT)
    assert "the source does not" in check.reason


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The ferry does not carry bicycles across the bay.", "The ferry refuses to carry bicycles across the bay."),
        ("The ferry does not carry bicycles across the bay.", "Bicycles aren't carried by the ferry across the bay."),
        ("The Marlow mill was not closed until May.", "The Marlow mill was closed in May."),
        ("The ferry not only carries bicycles across the bay.", "The ferry carries bicycles across the bay."),
    ],
)
def test_a_negation_in_other_words_is_none(claim: str, said: str) -> None:
    assert "the source does not" not in judged(claim, said).reason


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (
            "Peter Lindqvist is the mayor of Northshore.",
            "Northshore Courier\nThe mayor, Peter Lindqvist, opened the bridge in May.",
        ),
        ("The mayor praised the ferry.", "Mayor praises ferry\nThe boat was welcomed by many guests in May."),
    ],
)
def test_a_title_alone_makes_no_confirmation_sure(claim: str, said: str) -> None:
    check = judged(claim, said)
    assert (check.outcome, check.band) == (Outcome.SUPPORTED, Band.UNCERTAIN), check.reason
