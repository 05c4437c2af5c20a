"""Quotations that a careless matcher calls changed in meaning, though they are elsewhere, cut short or misread."""

from __future__ import annotations

import pytest

from citecheck.checking.quotes import match_quote
from reports.model import EditOp, QuoteOutcome

LIGHTHOUSE = (
    "The keeper's log gives the height of the gallery as 41 metres and the distance of the lamp from the pier"
    " as 96 metres. The tower was painted in 1868 and again in 1906."
)


@pytest.mark.parametrize(
    "quote",
    ["the distance of the lamp from the pier as 69 metres", "The tower was painted in 1886 and again", "in 1988"],
)
def test_figures_that_look_alike_are_other_figures(quote: str) -> None:
    source = LIGHTHOUSE if quote != "in 1988" else "The mast was raised in 1968 by the town."
    assert match_quote(quote, source).outcome in (QuoteOutcome.NUMBER_CHANGED, QuoteOutcome.NOT_FOUND)


def test_a_figure_that_looks_alike_is_named() -> None:
    found = match_quote("the distance of the lamp from the pier as 69 metres", LIGHTHOUSE)
    assert found.outcome is QuoteOutcome.NUMBER_CHANGED
    assert "96" in found.reason


@pytest.mark.parametrize(
    "quote",
    [
        "the orchard gate was painted trumpets over the",
        "Harbour Notes Index the orchard gate was painted",
        "the the orchard was wall gate wet painted",
    ],
)
def test_a_few_words_that_any_sentence_has_are_no_quotation(quote: str) -> None:
    source = "By the spring the orchard gate was painted green by hand, and the wall behind it was left as it stood."
    found = match_quote(quote, source)
    assert found.outcome in (QuoteOutcome.NOT_FOUND, QuoteOutcome.PARTIAL)


def test_words_put_in_here_and_there_are_an_alteration() -> None:
    source = "By the spring the orchard gate was painted green by hand, and the wall behind it was left as it stood."
    found = match_quote("the very orchard gate was also painted bright green by hand", source)
    assert found.outcome is QuoteOutcome.ALTERED


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("Weavers under Silesian", "He wrote of many Weavers and Silesians who had gone north before the war began."),
        ("Peace of Halden", "The Peace of Morlaix was signed on a barge, and both kings went home the same night."),
        ("Harbour Act", "In the same year the Harbour Board was given the old quay and its four cranes."),
    ],
)
def test_a_title_that_is_not_there_is_no_changed_name(quote: str, source: str) -> None:
    assert match_quote(quote, source).outcome is QuoteOutcome.NOT_FOUND


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("the Trustees of the Museum of Lenmouth, Dorset", "In 1931 the Trustees of the Museum of Lenmouth sold it."),
        ("the Trustees of the Museum of Lenmouth, Dorset", "It says the Trustees of the Museum of Lenmouth. The end."),
        ("Sir, the Trustees of the Museum sold the barge", "Later the Trustees of the Museum sold the barge again."),
    ],
)
def test_a_word_lost_at_an_end_is_no_changed_name(quote: str, source: str) -> None:
    assert match_quote(quote, source).outcome in (QuoteOutcome.ALTERED, QuoteOutcome.PARTIAL)


def test_a_name_for_a_name_stays_a_changed_name() -> None:
    source = "Before the vote the engineer Moira Tennant told the board that the pier would hold for ten more years."
    assert match_quote("the engineer Moira Halden told the board", source).outcome is QuoteOutcome.NAME_CHANGED
    assert match_quote("Before the vote the engineer Moira Halden", source).outcome is QuoteOutcome.NAME_CHANGED


def test_a_word_that_a_line_parts_is_one_word() -> None:
    source = "The captain had been dis honoured before the whole fleet and went ashore."
    assert match_quote("The captain had been dishonoured before the whole fleet", source).outcome.is_faithful


MISREAD = {
    "letters run together": ("the packet Miles left the quay at noon", "Here the packet Mdes left the quay at noon."),
    "signs in the word": ("by the road to Everley in the rain", "He went by the road to Er.rloy in the rain that day."),
    "words around": (
        "when the old owner Thomas Mounsey came back to the house",
        "It was wheu the old ovvner Thomas Mnuusey came baok to tbe house, they say.",
    ),
}


@pytest.mark.parametrize(("quote", "source"), MISREAD.values(), ids=MISREAD.keys())
def test_a_misread_name_is_no_changed_name(quote: str, source: str) -> None:
    found = match_quote(quote, source)
    assert found.outcome is QuoteOutcome.ALTERED
    assert found.reason.startswith("The source seems to have an OCR error here")


CLEAN = {
    "a name": (
        "the packet Miles left the quay at noon",
        "Here the packet Rosamund left the quay at noon.",
        QuoteOutcome.NAME_CHANGED,
    ),
    "a number": (
        "the packet took 31 men back to the quay",
        "That day the packet took 51 men back to the quay.",
        QuoteOutcome.NUMBER_CHANGED,
    ),
    "a number among misreadings": (
        "the packet took 31 men back to the quay",
        "That day the packet took 51 men baok to the quay.",
        QuoteOutcome.NUMBER_CHANGED,
    ),
    "a negation among misreadings": (
        "the packet could not turn back to the quay",
        "That day the packet could turn baok to the quay.",
        QuoteOutcome.NEGATION_CHANGED,
    ),
    "the slip of whoever quotes": (
        "the packet Miles adn its men left the quay at noon",
        "Here the packet Rosamund and its men left the quay at noon.",
        QuoteOutcome.NAME_CHANGED,
    ),
}


@pytest.mark.parametrize(("quote", "source", "expected"), CLEAN.values(), ids=CLEAN.keys())
def test_what_a_source_says_clearly_counts(quote: str, source: str, expected: QuoteOutcome) -> None:
    assert match_quote(quote, source).outcome is expected


def test_a_changed_noun_of_a_language_that_writes_nouns_with_capitals_is_no_changed_name():
    source = (
        "Der Leuchtturm wurde nach dem Sturm wieder aufgebaut, und die Gemeinde bezahlte die Steine aus ihrer eigenen "
        "Kasse. Die Kinder der Insel trugen den Sand am Abend in kleinen Eimern vom Strand bis hinauf zur Baustelle."
    )

    found = match_quote("Die Kinder der Insel trugen den Kies am Abend in kleinen Eimern vom Strand", source)

    assert found.outcome is QuoteOutcome.ALTERED
    assert [edit.kind for edit in found.edits if edit.op is not EditOp.EQUAL] == [None]
