"""The marks of notes in PDFs: the shapes of `note_shapes.toml`, printed, with quotations around them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pdf_files import lines, pdf

from citecheck import match_quote, page_text
from citecheck.model import SourceText

SHAPES = tomllib.loads((Path(__file__).parents[1] / "support" / "note_shapes.toml").read_text(encoding="utf-8"))["print"]
AROUND = ["The council met in the old hall and spoke of the tram,", "of the price of bread and of the new school."]


def printed(words: str) -> SourceText:
    told = [f"The mill by the river stood {words} and was later", "forgotten by everyone in town."]
    return page_text(pdf([lines([*AROUND, *told, *AROUND])]))


@pytest.mark.parametrize(
    ("drawn", "words"),
    [*SHAPES["notes"].values(), *SHAPES["words"].values()],
    ids=[*SHAPES["notes"].keys(), *SHAPES["words"].keys()],
)
def test_raised_figures_of_print(drawn: str, words: str) -> None:
    read = printed(drawn)
    assert f"The mill by the river stood {words} and was later\nforgotten" in read.text
    quote = f"The mill by the river stood {words} and was later forgotten by everyone in town"
    assert match_quote(quote, read).outcome.is_faithful
    assert len(read.text.splitlines()) == 6


def test_a_note_at_the_end_of_a_line_and_its_label_at_the_foot() -> None:
    read = page_text(pdf([lines(["It was sold in 2019^{1}", "for 450 pounds.^{2}", "", "^{1} The deed is lost."])]))
    assert read.text.startswith("It was sold in 2019\nfor 450 pounds.\n")
    assert "1 The deed is lost." in read.text
    assert read.marks == ("1", "2")


def test_notes_are_counted_over_pages() -> None:
    first, second = lines(["It was sold in 2019.^{1}"]), lines(["It had 45^{2} rooms of 45^{5} kinds."])
    assert "It had 45 rooms of 45⁵ kinds." in page_text(pdf([first, second])).text


def test_figures_on_the_line_stay() -> None:
    words = ["H1N1 and Area 51", "in 2019 1 for", "12", "B12 of 3 towns"]
    assert page_text(pdf([lines(words)])).text.split("\n") == words


def test_notes_in_columns_that_were_drawn_row_by_row() -> None:
    left = [f"left line {number} goes on for a while with words that" for number in range(20)]
    right = [f"right line {number} is quite another text, of its own" for number in range(20)]
    left[6], right[9] = "left line 6 had in 2019^{4} a while with some words", "right line 9 is^{5} quite another text of own"
    rows = [row for a, b in zip(lines(left, x=60), lines(right, x=330), strict=True) for row in (a, b)]
    words = " ".join(page_text(pdf([rows])).text.split())
    assert "words that left line 6 had in 2019 a while with some words left line 7" in words
    assert "right line 9 is quite another text of own right line 10" in words


def test_places_hold_their_pages() -> None:
    read = page_text(pdf([lines(["It was sold in 2019.^{1}", "It was old.^{2}"]), lines(["Its deed^{3} is lost."])]))
    found = [(read.text[place.start : place.end], place.page) for place in read.places]
    assert found == [("It was sold in 2019.\nIt was old.", 1), ("Its deed is lost.", 2)]
