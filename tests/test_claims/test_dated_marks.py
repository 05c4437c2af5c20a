"""Brackets that name a work by its author and year, where one entry of the list answers; and what looks alike."""

import pytest

from citecheck import read

BOARD = "Salt Board (2024). Prices of salt. https://salt.example/a"
COLE = "Cole, C., & Dow, D. (2019). Coal. https://coal.example/b"
COLE_LATER = "Cole, C. (2020a). Coke. https://coal.example/c"


def cited(text: str, *entries: str, name: str = "a.md") -> list[tuple[str, list[str]]]:
    listed = "\n".join(f"- {entry}" for entry in entries)
    heading = {"a.md": "## References", "a.txt": "References", "a.wiki": "== References =="}[name]
    if name == "a.wiki":
        listed = listed.replace("- ", "* ")
    elif name == "a.txt":
        listed = listed.replace("- ", "")
    document = read(f"{text}\n\n{heading}\n\n{listed}\n".encode(), name=name)
    urls = {entry.key: entry.urls[0] for entry in document.references}
    entries_of = {one.key: one.references for one in document.citations}
    return [
        (document.prose(claim.span), [urls[key] for one in claim.citations for key in entries_of[one.key]])
        for claim in document.claims
    ]


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.wiki"])
@pytest.mark.parametrize(
    "mark",
    ["[Salt Board, 2024]", "[Salt Board 2024]", "[see Salt Board, 2024, p. 4]", "[Salt Board (2024)]"],
)
def test_a_bracket_with_a_name_and_a_year_cites_the_entry_that_has_both(mark, name):
    assert cited(f"Salt rose by 4% {mark}.", BOARD, COLE, name=name) == [
        ("Salt rose by 4%.", ["https://salt.example/a"])
    ]


@pytest.mark.parametrize("mark", ["[Cole & Dow, 2019]", "[Cole et al., 2019]", "[Cole and Dow 2019]", "[Cole, 2019]"])
def test_several_authors_may_be_named_in_part(mark):
    assert cited(f"Coal fell by half {mark}.", BOARD, COLE, COLE_LATER) == [
        ("Coal fell by half.", ["https://coal.example/b"])
    ]


def test_a_bracket_may_name_several_works():
    assert cited("Both fell [Salt Board, 2024; Cole, 2020a].", BOARD, COLE, COLE_LATER) == [
        ("Both fell.", ["https://salt.example/a", "https://coal.example/c"])
    ]


@pytest.mark.parametrize(
    "bracket",
    [
        "[Tide Board, 2024]",  # no entry has the name
        "[Salt Board, 2023]",  # no entry has the year
        "[since May 2024]",
        "[the Salt Board, as of 2024]",
    ],
)
def test_a_bracket_that_no_entry_answers_is_text(bracket):
    assert cited(f"Salt rose by 4% {bracket}.", BOARD, COLE) == [(f"Salt rose by 4% {bracket}.", [])]


def test_a_bracket_that_two_entries_answer_cites_neither():
    other = "Salt Board (2024). Wages. https://salt.example/w"

    assert cited("Salt rose [Salt Board, 2024].", BOARD, other) == [("Salt rose.", [])]


def test_a_part_of_a_bracket_that_no_entry_answers_adds_nothing():
    assert cited("Salt rose by 4% [Salt Board, 2024; Tide Board, 2024].", BOARD, COLE) == [
        ("Salt rose by 4%.", ["https://salt.example/a"])
    ]
