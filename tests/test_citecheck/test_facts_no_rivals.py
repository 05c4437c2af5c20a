"""What is no rival of a claimed fact: the rest of a hundred, pairs, a whole and its part, and names of another kind."""

from __future__ import annotations

import pytest

from citecheck import check_claim
from citecheck.checking.facts.derived import follows_from_others
from citecheck.checking.facts.model import Name, Number
from citecheck.checking.facts.reading import facts, values
from citecheck.checking.facts.standing import is_value
from citecheck.checking.passages import prepare
from citecheck.model import SourceText
from reports.model import Extent, Outcome


@pytest.mark.parametrize(
    ("claim", "source", "follows"),
    [
        ("About 79 % of the air is nitrogen.", "Of the air 21 % is oxygen.", True),
        ("About 60 % of the air is nitrogen.", "Of the air 21 % is oxygen.", False),
        ("Almost half of the members voted.", "Of the members 52.5 % stayed away.", True),
        ("A newt of the lake has 38 chromosomes.", "A newt of the lake has 19 chromosome pairs.", True),
        ("A newt of the lake has 36 chromosomes.", "A newt of the lake has 19 chromosome pairs.", False),
        ("10 sailors were arrested.", "The mate and nine other sailors were arrested.", True),
        ("12 sailors were arrested.", "The mate and nine other sailors were arrested.", False),
    ],
)
def test_a_rest_pairs_and_one_beside_others_follow(claim: str, source: str, follows: bool) -> None:
    text = prepare(SourceText(text=source, extent=Extent.FULL))
    number = next(value for value in values(claim) if isinstance(value, Number))

    assert follows_from_others(number, text, text.sentences, claim) is follows


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The mines are located in New Jersey.", "Officials call the mines the most dangerous in America."),
        ("The bellflower is found in the north of Asia.", "The bellflower is a plant of the north of Eurasia."),
        ("The ballad is by the English poet Mira Orne.", "The Lady's island is told of in the ballad of Mira Orne."),
        ("Roe was born in Co. Clare.", "A man of Clare, Roe was born in Tulla."),
        ("We examined the logs of eight ships.", "The survey examined the logs of thirteen ships."),
        ("The brooch fetched $120,000.", "The brooch had been estimated to fetch $20,000, but sold for $120,000."),
    ],
)
def test_names_of_another_kind_and_values_of_the_document_are_no_conflict(claim: str, source: str) -> None:
    assert check_claim(claim, source).outcome is not Outcome.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The mines are located in New Jersey.", "The mines are located in Ohio."),
        ("The ballad is by the English poet Mira Orne.", "The ballad is by the Danish poet Mira Orne."),
        ("The survey examined the logs of eight ships.", "The survey examined the logs of thirteen ships."),
        ("The brooch fetched $120,000.", "The brooch fetched $20,000."),
    ],
)
def test_names_of_one_kind_and_values_of_the_source_are(claim: str, source: str) -> None:
    assert check_claim(claim, source).outcome is Outcome.CONTRADICTED


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("It is made of Aire-expressing cells.", "Aire-expressing", False),
        ("It was founded in Stratford-upon-Avon.", "Stratford-upon-Avon", True),
        ("It was founded by John Roe Jr. of Tarn.", "Tarn", True),
    ],
)
def test_an_adjective_made_of_a_name_is_no_value(text: str, name: str, expected: bool) -> None:
    (found,) = [one for one in facts(text) if isinstance(one, Name) and one.text == name]

    assert is_value(text, found) is expected
