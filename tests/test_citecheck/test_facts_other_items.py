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
    "Chronicle\n1874: The mill is bought by Roe.\n1891: A storm takes the pier.\n1902: The school moves.\n1911: Rain."
)
WALKS = "A count in the town found that 70 per cent of the pupils walk to school, 20 per cent come by car."
WORKS = "Timeline of the Hanley works\n1921 Two brothers begin\n1957 Takeover by Norcross\n1976 Fire in the kiln hall"
HILLS = (
    "The hills of the district have been measured again, by a party of young surveyors from the town.\n"
    "Mount Aske, 610 metres\nMount Berrin, 540 metres\nMount Corve, 702 metres\nThe end."
)


@pytest.mark.parametrize(
    ("claim", "source", "found"),
    [
        ("The Brent carries 210 cars.", FERRIES, "260"),
        ("The pier was taken by a storm in 1902.", YEARS, "1891"),
        ("The mill was bought by Roe in 1891.", YEARS, "1874"),
        ("Mount Aske is 702 metres high.", HILLS, "610 metres"),
        ("One in five of the pupils walk to school.", WALKS, "70 per cent"),
        ("The Hanley works were taken over by Norcross in 1976.", WORKS, "1957"),
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
        ("About 70 % of the pupils walk to school.", WALKS),
        ("The blue trail takes two hours.", "The red trail (12 km, four hours), the blue trail (7 km, two hours)."),
        ("A dome was added in 1971.", "In 1971 a dome was added, in 1994 a hall for visitors."),
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


@pytest.mark.parametrize(
    ("claim", "source", "found"),
    [
        ("The commonest change of the gene is K580del.", "The commonest change of the gene is K508del.", "K508del"),
        ("The aircraft was an Antonov An-26.", "An Antonov An-24 ran off the runway at Kamen.", "Antonov An-24"),
        ("The road over the moor is the B6371.", "The road over the moor, the B6378, is closed by snow.", "B6378"),
    ],
)
def test_another_code_of_the_family_is_a_conflict(claim: str, source: str, found: str) -> None:
    check = check_claim(claim, source)

    assert check.outcome is Outcome.CONTRADICTED
    assert found in check.reason


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The aircraft was an Antonov An-26.", "The An-24 was followed by the An-26 and the An-32."),
        ("The road over the moor is the B6371.", "The moor is crossed by the B6378 and the B6380."),
        ("The aircraft was an Antonov An-26.", "A Boeing 737 ran off the runway at Kamen."),
    ],
)
def test_several_codes_and_codes_of_other_families_are_no_conflict(claim: str, source: str) -> None:
    assert check_claim(claim, source).outcome is not Outcome.CONTRADICTED


@pytest.mark.parametrize(
    "following", ["Since then she carries 450.", "It now takes 450.", "After the refit it carries 450 people."]
)
def test_a_later_value_of_the_same_thing_is_none_of_another(following: str) -> None:
    source = f"The Gannet was built in the yard at Leith to carry 380 passengers. {following} She sails daily."

    assert check_claim("The Gannet carries 450 passengers.", source).outcome is not Outcome.CONTRADICTED
