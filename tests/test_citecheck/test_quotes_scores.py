"""How much of a quotation is in the source: its score, its pieces, its length, and numbers of other languages."""

from __future__ import annotations

import pytest

from citecheck import match_quote
from citecheck.checking.quotes.foreign_numbers import foreign_number
from reports.model import Passage

FIRST = "The board sold forty ships in the month of May"
LAST = "the old chapel on the hill was given to the parish"
NAMES = ("storm", "flood", "frost", "comet", "plague", "fire", "drought", "war", "election", "eclipse")
SOURCE = f"{FIRST} to the firm of Askew. It kept the two yards at Ebury. In June {LAST}."


def passage_of(quote: str, source: str = SOURCE) -> Passage:
    found = match_quote(quote, source).passage
    assert found is not None
    return found


def test_a_piece_that_is_missing_in_the_middle_keeps_the_one_behind_it() -> None:
    found = passage_of(f"{FIRST} … the captain wept bitterly all night … {LAST}")

    assert found.exact.startswith(FIRST) and found.exact.endswith(LAST)
    assert found.score == pytest.approx(0.75, abs=0.03)  # two of three pieces, by their letters


@pytest.mark.parametrize(
    ("quote", "score"),
    [
        (f"{FIRST} … {LAST}", 1.0),
        (f"{FIRST} … {LAST.replace('given', 'sold')}", 0.95),  # an exact piece beside a changed one
        (f"{FIRST} … {LAST.replace('given', 'gieven')}", 0.99),  # a slip of the pen counts by its letters
        (FIRST.replace("ships", "shipps"), 0.99),
    ],
)
def test_a_score_is_a_share_of_letters_and_never_above_one(quote: str, score: float) -> None:
    found = passage_of(quote).score

    assert found == pytest.approx(score, abs=0.02)
    assert found <= 1.0


@pytest.mark.parametrize(("further", "is_compared"), [(12, True), (40, False)])
def test_a_quotation_may_be_half_as_long_again_as_its_page(further: int, is_compared: bool) -> None:
    """The page has about 380 letters: a quotation of 600 is compared with it, one of a thousand is not."""
    page = " ".join(f"In the year of the {name} a boat came to the quay." for name in NAMES)
    more = " ".join(f"Nobody saw the lamp {number} burn." for number in range(further))

    assert (match_quote(f"{page} {more}", page).passage is not None) is is_compared


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("neunundzwanzig", "de", 29),
        ("neunundneunzig", "de", 99),
        ("einundzwanzig", "de", 21),
        ("achtundzwanzig", "de", 28),
        ("negenentwintig", "nl", 29),
        ("neun", "de", 9),
        ("neunzehn", "de", 19),
        ("neunzig", "de", 90),
        ("vingt", "fr", 20),
        ("neuf", "fr", 9),
        ("veintinueve", "es", 29),
        ("nueve", "es", 9),
    ],
)
def test_a_number_in_one_word_of_another_language(words: str, language: str, value: int) -> None:
    assert foreign_number(words.split(), 0, language)[0] == value
