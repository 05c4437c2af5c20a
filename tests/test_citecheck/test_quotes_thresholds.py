"""Both sides of the thresholds and of the orders that decide quotations."""

import pytest

from citecheck import match_quote
from reports.model import QuoteOutcome

SOURCE = (
    "The carpenter carried nine planks of seasoned oak from the lower yard to the new chapel and laid them under the"
    " northern window before supper."
)


def rule_of(quote: str, source: str = SOURCE) -> tuple[QuoteOutcome, str | None]:
    found = match_quote(quote, source)
    return found.outcome, found.rule


def test_a_number_counts_as_often_as_it_occurs() -> None:
    source = "In May the harbour board hired 2 man crews for the lifeboat."

    assert match_quote("hired two two man crews for the lifeboat", source).outcome is QuoteOutcome.NUMBER_CHANGED
    assert match_quote("hired two man crews for the lifeboat", source).outcome is QuoteOutcome.TYPOGRAPHIC


@pytest.mark.parametrize(
    ("quote", "outcome"),
    [
        ("In May the harbour board hired 3 crews from Otterham", QuoteOutcome.NUMBER_CHANGED),
        ("In May the harbour board never hired 3 crews from Otterham", QuoteOutcome.NEGATION_CHANGED),
        ("In May the harbour board hired 2 crews from Otterham", QuoteOutcome.NAME_CHANGED),
    ],
)
def test_of_several_changes_of_meaning_the_gravest_names_the_outcome(quote: str, outcome: QuoteOutcome) -> None:
    assert match_quote(quote, "In May the harbour board hired 2 crews from Penzance.").outcome is outcome


@pytest.mark.parametrize(("quote", "source"), [("68th", "88th"), ("16", "18"), ("1st", "5th"), ("3.5", "3.8")])
def test_two_clean_figures_are_two_numbers_however_alike_they_look(quote: str, source: str) -> None:
    found = match_quote(
        f"The only goal came in the {quote} minute of play", f"The only goal came in the {source} minute of play."
    )

    assert found.outcome is QuoteOutcome.NUMBER_CHANGED


def test_five_words_in_a_row_of_twenty_may_not_be_others_and_four_may() -> None:
    four = "carried nine planks of seasoned oak from a very dark cellar the new chapel and laid them under the northern"
    five = "carried nine planks of seasoned oak from a very old dark cellar new chapel and laid them under the northern"

    assert rule_of(four) == (QuoteOutcome.ALTERED, "quote.altered.words")
    assert match_quote(five, SOURCE).outcome is QuoteOutcome.PARTIAL


def test_two_moved_words_part_a_quotation_of_fewer_than_twelve_words_from_its_source() -> None:
    source = "The choir sang in the barn at dusk while snow fell outside."

    assert rule_of("The choir at dusk sang in the barn", source)[0] is not QuoteOutcome.ALTERED
    assert rule_of("The choir then sang in the barn at dusk", source) == (QuoteOutcome.ALTERED, "quote.altered.words")


@pytest.mark.parametrize("figure", ["60", "[60]", "[sixty]"])
def test_no_bracket_puts_another_figure_into_the_source(figure: str) -> None:
    assert (
        match_quote(f"The firm sold {figure} ships", "The firm sold 40 ships.").outcome is QuoteOutcome.NUMBER_CHANGED
    )


def test_an_ellipsis_hides_no_negation_before_the_second_part() -> None:
    source = "The board met in May. It did not approve the plan."

    found = match_quote("The board met in May ... approve the plan", source)

    assert found.outcome is QuoteOutcome.NEGATION_CHANGED
    assert "edit.ellipsis.swallows-negation" in {edit.rule for edit in found.edits}


def test_the_score_is_the_share_of_the_letters_that_the_source_has() -> None:
    source = "The board sold 40 ships in the month of May to the firm of Askew."
    one_word = match_quote("The board sold 40 boats in the month of May to the firm of Askew", source).passage
    marks = match_quote("The board sold 40 ships in the “month” of May to the firm of Askew", source).passage

    assert one_word is not None and marks is not None
    assert one_word.score == pytest.approx(0.9, abs=0.02)  # 5 letters of 50
    assert marks.score == 1.0
