"""Entries of books that give little more than title, place, year and ISBN."""

import pytest

from claims.bibliography import parse_reference

ISBN = "ISBN 978-3-16-148410-0"


@pytest.mark.parametrize("place", ["London 2019", "New York 2019", "London, 2019", "Berlin/Heidelberg 2019"])
def test_a_title_and_its_place_are_no_authors(place) -> None:
    fields = parse_reference(f"A Book, {place}, {ISBN}")

    assert fields == {"title": "A Book", "published": "2019", "identifiers": {"isbn": "9783161484100"}}


def test_the_isbn_is_no_part_of_the_publisher() -> None:
    fields = parse_reference(f"Klaus Brandt: Fähren des Nordens. München 2018, {ISBN}")

    assert (fields["authors"], fields["title"], fields["published"]) == (
        ("Klaus Brandt",),
        "Fähren des Nordens",
        "2018",
    )
    assert "publisher" not in fields  # München is a place


def test_pages_behind_the_isbn_are_no_part_of_the_publisher() -> None:
    assert parse_reference(f"Klaus Brandt: Fähren. Hanser, München 2018, {ISBN}, S. 12.")["publisher"] == ("Hanser")


def test_the_isbn_is_no_title() -> None:
    assert "ISBN" not in parse_reference(f"Salt of the north, {ISBN}").get("title", "")
