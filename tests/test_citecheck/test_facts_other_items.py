"""A value of another item is no value of the claimed thing, and an age is counted from years alone."""

from __future__ import annotations

import pytest

from citecheck import check_claim
from citecheck.checking.facts.derived import follows_from_others
from citecheck.checking.facts.model import Number
from citecheck.checking.facts.reading import values
from citecheck.checking.passages import prepare
from citecheck.model import SourceText
from reports.model import Extent, FactKind, Outcome

FERRIES = "The sound has two ferries. The Alder carries 210 cars. The Brent carries 260 cars. Both call at the pier."
YEARS = (
    "Chronicle
1874: The mill is bought by Roe.
1891: A storm takes the pier.
1902: The school moves.
1911: Rain."
)
    "Chronicle\n1874: The mill is bought by Roe.\n1891: A storm takes the pier.\n1902: The school moves.\n1911: Rain."
)
HILLS = (
    "The hills of the district have been measured again, by a party of young surveyors from the town.
"
    "Mount Aske, 610 metres
Mount Berrin, 540 metres
Mount Corve, 702 metres
The end."
)


@pytest.mark.parametrize(
    ("claim", "source", "found"),
    [
        ("The Brent carries 210 cars.", FERRIES, "260"),
        ("The pier was taken by a storm in 1902.", YEARS, "1891"),
        ("The mill was bought by Roe in 1891.", YEARS, "1874"),
        ("Mount Aske is 702 metres high.", HILLS, "610 metres"),
    ],
)
def test_the_value_of_another_item_is_a_conflict(claim: str, source: str, found: str) -> None:
    check = check_claim(claim, source)

    assert check.outcome is Outcome.CONTRADICTED
    assert [fact.found for fact in check.facts if fact.rule == "fact.conflict.value-of-another"] == [found]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The Brent carries 260 cars.", FERRIES),
        ("The pier was taken by a storm in 1891.", YEARS),
        ("Mount Aske is 610 metres high.", HILLS),
        ("The Brent carries 210 cars.", "The Brent carried 260 cars. Since its conversion it carries 210 cars."),
        (
            "The Brent carries 210 cars.",
            "The Brent carries 260 cars. After the refit of the Brent, 210 cars go aboard.",
        ),
        (
            "The pier was taken by a storm in 1902.",
            "1902\nThe pier is taken by a storm.\n1911: The pier and its storm.",
        ),
    ],
)
def test_a_value_that_may_belong_to_the_claimed_thing_is_none(claim: str, source: str) -> None:
    rules = [fact.rule for fact in check_claim(claim, source).facts if fact.kind is not FactKind.NAME]

    assert "fact.conflict.value-of-another" not in rules


@pytest.mark.parametrize(
    ("claim", "source", "follows"),
    [
        ("She won at the age of 17.", "She was 19 when she won. Two more titles followed.", False),
        ("She won at the age of 17.", "Her brother, two years older, was 19 when she won.", True),
        ("He died at the age of 62.", "He was born in 1869. He died in 1931.", True),
    ],
)
def test_an_age_is_counted_from_years(claim: str, source: str, follows: bool) -> None:
    text = prepare(SourceText(text=source, extent=Extent.FULL))
    (age,) = [value for value in values(claim) if isinstance(value, Number)]

    assert follows_from_others(age, text, text.sentences, claim) is follows


def test_a_weight_in_pounds_differs_from_another_weight() -> None:
    check = check_claim("The statue of the pilot weighs 22 tonnes.", "The statue of the pilot weighs 22,000 pounds.")
    paid = check_claim("The statue of the pilot cost 22,000 pounds.", "The statue of the pilot cost 22,000 pounds.")

    assert (check.outcome, check.facts[-1].found) == (Outcome.CONTRADICTED, "22,000 pounds")
    assert paid.outcome is Outcome.SUPPORTED
