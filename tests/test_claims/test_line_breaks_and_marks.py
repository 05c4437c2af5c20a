"""Marks that stand first on a line of wrapped text, and lines that only one sentence shows to be a paragraph."""

import textwrap

import pytest

from citecheck import read

LISTED = "\n\nReferences\n\n1. Able. https://a.example/1\n2. Baker. https://a.example/2\n3. Cole. https://a.example/3\n"
TOWER = (
    "The tower measured 44.5 m before the storm of 1868 (2). 1901 brought a second storm, and the keeper, J. R. Lee, "
    "left the island (3). The light has been automatic since 1984 (1)."
)
REPORT = (
    "Half of the homes along the river were found to be damp when the council sent its two inspectors, Mr. Lee and "
    "Dr. Roe, in May 1931 [1]. The report, which was never printed, put the cost of repairs at 4.5 million crowns, "
    "i.e. twice the yearly budget [2]."
)


def claims(text: str) -> list[tuple[str, tuple[str, ...]]]:
    document = read((text + LISTED).encode(), name="a.txt")
    labels = {one.key: one.labels for one in document.citations}
    return [
        (" ".join(document.prose(one.span).split()), tuple(n for cited in one.citations for n in labels[cited.key]))
        for one in document.claims
    ]


@pytest.mark.parametrize("width", [30, 34, 36, 50, 65, 80, 120])
def test_a_number_in_parentheses_at_the_start_of_a_line_is_a_mark(width):
    assert claims(textwrap.fill(TOWER, width)) == [
        ("The tower measured 44.5 m before the storm of 1868.", ("2",)),
        ("1901 brought a second storm, and the keeper, J. R. Lee, left the island.", ("3",)),
        ("The light has been automatic since 1984.", ("1",)),
    ]


@pytest.mark.parametrize("width", [40, 72, 130, 160, 180, 200])
def test_a_line_that_begins_with_a_decimal_is_no_item(width):
    first, second = claims(textwrap.fill(REPORT, width))

    assert first[1] == ("1",)
    assert second == (
        "The report, which was never printed, put the cost of repairs at 4.5 million crowns, i.e. twice the yearly "
        "budget.",
        ("2",),
    )


def test_short_lines_of_any_length_are_a_paragraph_where_a_sentence_ends_within_them():
    assert claims(
        "Half of the homes were found to be damp\nwhen the council\nsent its men [1]. The report\nis lost [2]."
    ) == [
        ("Half of the homes were found to be damp when the council sent its men.", ("1",)),
        ("The report is lost.", ("2",)),
    ]


def test_facts_of_a_box_are_no_paragraph():
    assert claims(
        "Skerry\nIsland\nArea 40 km\nLeader Ann Lee [1]\n\nThe island has one village, which fishes [2]."
    ) == [
        ("The island has one village, which fishes.", ("2",)),
    ]
