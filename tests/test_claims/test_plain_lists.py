"""A text of references alone: each line or paragraph is an entry, at its place in the text."""

import pytest

from claims.reading import read
from claims.reading.plain_lists import with_listed_entries


def listed(text: str):
    return with_listed_entries(read(text.encode(), name="list.txt"))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Moe P. Winds of the hills. 2015.\nLind A. Tides of the lake. 2011.\n", ["1", "2"]),
        ("[7] Moe P. Winds of the hills. 2015.\n[9] Lind A. Tides of the lake. 2011.\n", ["7", "9"]),
        (
            "12. Moe P. Winds. 2015.\n\n13. Lind A. Tides\nof lakes. 2011.\n\n14. Ek B. Snow on roofs.",
            ["12", "13", "14"],
        ),
        ("My list\nMoe P. Winds of the hills. 2015.\n", ["1"]),
        ("* https://doi.org/10.1000/1\n* https://doi.org/10.1000/2\n", ["1", "2"]),
        ("Only words\n", []),
    ],
)
def test_lines_and_paragraphs_are_entries(text: str, labels: list[str]) -> None:
    document = listed(text)

    assert [reference.label for reference in document.references] == labels
    for reference in document.references:
        assert document.text[reference.span.start : reference.span.end] == reference.text


def test_fields_are_read_and_equal_entries_have_two_keys() -> None:
    document = listed("Moe P. Winds of the hills. 2015. doi:10.1000/1\n" * 2)

    assert [reference.identifiers["doi"] for reference in document.references] == ["10.1000/1"] * 2
    assert len({reference.key for reference in document.references}) == 2


def test_a_document_with_references_stays_as_it_is() -> None:
    document = read(b"A claim.[1]\n\nReferences\n1. Moe P. Winds of the hills. 2015.\n", name="article.txt")

    assert with_listed_entries(document) is document


@pytest.mark.slow
def test_a_long_list_of_one_entry_is_read_in_time() -> None:
    assert len(listed("Moe P. Winds of the hills. 2015.\n" * 3_000).references) == 3_000
