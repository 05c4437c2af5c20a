"""No text costs more than its size allows: four times the text takes about four times as long, in every reader."""

import time
from collections.abc import Callable

import pytest

from citecheck import check_claim, match_quote, page_text, read
from testbed.hostile_texts import in_a_document, in_a_page, in_a_source, in_an_entry, repeated

NAMES = (
    "comments",
    "comments that never end",
    "spaces",
    "wide spaces",
    "line ends",
    "tabs and line ends",
    "backquotes",
    "single quotation marks",
    "quotations",
    "brackets",
    "pairs of brackets",
    "links that never end",
    "braces",
    "templates",
    "templates in templates",
    "digits",
    "raised digits",
    "marks",
    "marks with spaces",
    "ranges",
    "notes",
    "definitions",
    "references of a wiki",
    "addresses",
    "elements",
    "paragraphs",
    "links",
    "rows",
    "stars",
    "emphasis",
    "quoted",
    "items",
    "headings",
    "headings of a wiki",
    "sentences",
    "initials",
    "years",
    "notes that repeat",
    "arrows",
    "form feeds",
    "images",
    "images that never end",
    "labels of two parts",
    "notes in the text",
    "note marks that never end",
    "tables of a wiki",
    "headings of sources",
)  # of all pieces, those that once cost more than their size
FORMS = ("plaintext", "markdown", "html", "wikitext")
SMALL = 10_000  # characters
FREE = 1.0  # seconds of processor time that four times as many may take in any case
MOST = 9  # how many times as long they may take: 4 for a cost that grows with the size, 16 for its square


def seconds(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


def costs_its_size(work: Callable[[str], object], made: Callable[[str], str], name: str) -> bool:
    """Return whether a text that is four times as long takes about four times as long."""
    large = seconds(work, made(repeated(name, 4 * SMALL)))
    return large < FREE or large < MOST * seconds(work, made(repeated(name, SMALL)))


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("made", [in_a_document, in_an_entry])
@pytest.mark.parametrize("name", NAMES)
def test_a_document_costs_its_size(form: str, made: Callable[[str], str], name: str) -> None:
    assert costs_its_size(lambda text: read(text.encode(), name="a", format=form), made, name)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_costs_its_size(media_type: str, name: str) -> None:
    def page(text: str) -> object:
        return page_text(text.encode(), content_type=media_type, url="http://a.test/")

    assert costs_its_size(page, in_a_page, name)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", NAMES)
def test_a_search_costs_the_size_of_the_source(name: str) -> None:
    words = "the lamp was lit at nine by the keeper of the tower"

    assert costs_its_size(lambda text: match_quote(words, text), in_a_source, name)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", [*NAMES, "cells", "items", "digits and stops", "sentences", "dates", "quantities"])
def test_a_check_costs_the_size_of_the_source(name: str) -> None:
    claim = "In 1904 the lamp of the harbour was lit by 12 keepers, and it burned for 30 years."

    assert costs_its_size(lambda text: check_claim(claim, text), in_a_source, name)


def test_comments_and_what_stands_between_them_cost_their_size() -> None:
    between = "<!-- a -->b " * 100_000

    start = time.process_time()
    text = page_text(f"<p>The lamp {between} was lit.".encode()).text
    assert time.process_time() - start < 4  # the square took 15 s
    assert text.count("b") == 100_000


def test_a_few_hundred_bytes_never_take_long() -> None:
    hostile = [b"<!---->" * 60 + b"x", b"\n" * 60 + b"@", b"." + "¹".encode() * 60 + b"x", b"<!--a--> " * 60]

    start = time.process_time()
    for body in hostile:
        page_text(body)
        page_text(body, content_type="text/plain")
        read(body + b" and more", name="a.txt")
    assert time.process_time() - start < 3
