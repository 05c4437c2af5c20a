"""The index of a source's values leaves out no sentence that agrees, and most of those that cannot."""

import pytest

from citecheck.checking.facts.comparison import compare
from citecheck.checking.facts.model import Date, Number, Relation
from citecheck.checking.facts.reading import values
from citecheck.checking.facts.sentences import may_agree, sentence_values
from citecheck.checking.passages.model import PreparedText
from citecheck.checking.passages.retrieval import prepare
from citecheck.model import SourceText
from reports.model import Extent

ROWS = [
    *(f"The mill of row {number} ground {number * 37:,} sacks in {1700 + number}." for number in range(1, 200)),
    "The wall is 120 km long.",
    "They walked about 75 miles along it.",
    "The bell weighs 23 pounds, or 10.4 kg.",
    "Between 10 and 12 boats came on 4 May 1931.",
    "More than 300 people came on a Friday in the 1950s.",
    "It was minus 12 °C; about 34.4 % of them froze, and they won 3–2 in the 19th century.",
]
CLAIMS = [
    "It is 75 miles long.",
    "It is 120 km long.",
    "It weighs 23 pounds.",
    "It weighs 10 kg.",
    "There were 11 boats.",
    "There were between 9 and 13 boats.",
    "More than 250 people came.",
    "About 34 % froze.",
    "They won 3–2.",
    "It was built in 1850.",
    "It was built on 4 May 1931.",
    "It was built in the 1950s.",
    "It came on a Friday.",
    "It was minus 12 °C.",
    "It had 3,700 sacks.",
    "In 1789 it had 1789 sacks.",
]


@pytest.fixture(scope="module")
def asked_often() -> PreparedText:
    text = prepare(SourceText(text="\n".join(ROWS), extent=Extent.FULL, media_type="text/plain", language="en"))
    text.memory["values-asked"] = 1_000
    return text


@pytest.mark.parametrize("claim", CLAIMS)
def test_no_sentence_that_agrees_is_left_out(asked_often: PreparedText, claim: str) -> None:
    every = range(len(asked_often.sentences))
    facts = values(claim)
    assert facts
    for fact in facts:
        agreeing = {
            index
            for index in every
            for other in sentence_values(asked_often, asked_often.sentences[index])
            if compare(fact, other) is Relation.AGREES
        }

        assert agreeing <= set(may_agree(asked_often, fact, every))


@pytest.mark.parametrize(("claim", "kind"), [("It had 3,700 sacks.", Number), ("It was built in 1850.", Date)])
def test_sentences_with_other_values_are_left_out(asked_often: PreparedText, claim: str, kind: type) -> None:
    (fact,) = values(claim)

    assert isinstance(fact, kind)
    assert 0 < len(may_agree(asked_often, fact, range(len(asked_often.sentences)))) < 12


def test_a_text_that_is_asked_once_has_no_index() -> None:
    text = prepare(SourceText(text="\n".join(ROWS), extent=Extent.FULL, media_type="text/plain", language="en"))
    (fact,) = values("It was built in 1850.")

    assert may_agree(text, fact, range(5)) == range(5)
    assert "value-index" not in text.memory
