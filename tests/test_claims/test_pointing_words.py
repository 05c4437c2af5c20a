"""Words that only point to a mark, "see" and pages, are no part of a claim; "and" between marks joins them."""

import pytest

from citecheck import read

LISTED = "\n\nReferences\n\n1. Able. https://a.example/x\n2. Cole. https://c.example/x\n"


def claims(text: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    document = read((text + LISTED).encode(), name="a.txt")
    marks = {one.key: one for one in document.citations}
    return [
        (document.prose(one.span), marks[one.citations[0].key].labels, marks[one.citations[0].key].pages)
        for one in document.claims
    ]


@pytest.mark.parametrize(
    ("text", "said", "labels"),
    [
        ("Coal fell (by half, see [1]).", "Coal fell (by half).", ("1",)),
        ("Coal fell, cf. [1].", "Coal fell.", ("1",)),
        ("Coal fell; see also [2].", "Coal fell.", ("2",)),
        ("Coal fell [see 1, 2].", "Coal fell.", ("1", "2")),
        ("Coal fell [1, see also 2].", "Coal fell.", ("1", "2")),
        ("Coal fell [e.g., 1].", "Coal fell.", ("1",)),
        ("Coal fell [1 and references therein].", "Coal fell.", ("1",)),
        ("Coal fell (see refs. [1] and [2]).", "Coal fell.", ("1", "2")),
        ("Coal fell [1] and [2].", "Coal fell.", ("1", "2")),
    ],
)
def test_words_that_point_to_a_mark_are_no_part_of_the_claim(text, said, labels):
    assert claims(text) == [(said, labels, None)]


@pytest.mark.parametrize("mark", ["[1], p. 4", "[1] (p. 4)", "(see [1], p. 4)", "[1, p. 4]"])
def test_the_page_behind_a_mark_is_a_part_of_the_mark(mark):
    ((said, labels, pages),) = claims(f"Coal fell {mark}.")

    assert (said, labels) == ("Coal fell.", ("1",))
    assert pages is not None
    assert pages.endswith("4")


def test_words_that_say_more_stay():
    assert claims("Miners see [1] as proof.") == [("Miners see as proof.", ("1",), None)]
    assert [said for said, _, _ in claims("Coal fell [1] and salt rose [2].")] == ["Coal fell and salt rose."]
