"""Blocks of HTML within Markdown: a reader sees their words, lists, tables and marks, so these are read."""

import pytest

from claims.model import BlockKind, Span
from claims.reading import read
from testbed.corpus_documents import claims_of

LIST = "\n\n## References\n\n1. Able, The Dike. https://a.example/1\n2. Baker, Storms. https://b.example/2\n"
ONE, TWO = ["https://a.example/1"], ["https://b.example/2"]


def _read(text, name="a.md"):
    return read(text.encode(), name=name)


@pytest.mark.parametrize(
    "block",
    [
        "<blockquote>\nThe wall held in 2013 [2].\n</blockquote>",
        "<blockquote>\n\nThe wall held in 2013 [2].\n\n</blockquote>",
        '<p align="center">The wall held in 2013 [2].</p>',
        "<div>\n<p>The wall held in 2013.<sup>2</sup></p>\n</div>",
        "<ul>\n<li>The wall held in 2013 [2].</li>\n</ul>",
        "<details><summary>Storms</summary>\nThe wall held in 2013 [2].\n</details>",
        "<section>The wall held <em>in</em> 2013 [2].</section>",
    ],
)
def test_the_words_of_a_block_of_html_are_claims(block):
    document = _read(f"The dike rose in 1990 [1].\n\n{block}{LIST}")

    assert claims_of(document) == [("The dike rose in 1990.", ONE), ("The wall held in 2013.", TWO)]
    assert [problem.code for problem in document.problems] == []


def test_a_quotation_that_goes_on_through_markdown_is_one():
    document = _read(f"It rose in 1990 [1].\n\n<blockquote>\n\nThe wall held. [2]\n\n</blockquote>\n\nIt fell.{LIST}")

    kinds = [claim.kind for claim in document.claims]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.PARAGRAPH]


def test_the_address_of_a_quotation_is_its_source():
    document = _read('It was said.\n\n<blockquote cite="https://a.example/1">Salt rose by half.</blockquote>\n')

    assert claims_of(document) == [("It was said.", []), ("Salt rose by half.", ONE)]


def test_the_rows_of_a_table_in_html_cite():
    table = (
        "<table><tr><th>Year</th><th>Height</th><th>Source</th></tr>"
        "<tr><td>1990</td><td>4 m</td><td>[1]</td></tr><tr><td>2013</td><td>5 m</td><td>2</td></tr></table>"
    )
    document = _read(f"| a | b |\n|--|--|\n| c | d |\n\n{table}{LIST}")

    cited = [cites for _, cites in claims_of(document) if cites]
    assert cited == [ONE, TWO]


def test_links_of_a_block_cite_where_they_stand_and_pictures_are_links_of_the_document():
    block = (
        '<p><a href="https://c.example/badge"><img src="x.png"></a></p>\n'
        '<p>Salt rose <a href="https://a.example/1">by half</a>.</p>'
    )
    document = _read(block + "\n")

    assert claims_of(document) == [("Salt rose by half.", ONE)]
    assert {url for entry in document.references for url in entry.urls} == {*ONE, "https://c.example/badge"}


def test_a_footnote_in_a_block_of_html_is_its_mark():
    document = _read("<p>The dike rose in 1990.[^a]</p>\n\n[^a]: Able. https://a.example/1\n")

    assert claims_of(document) == [("The dike rose in 1990.", ONE)]


@pytest.mark.parametrize("block", ["<!-- a remark [1] -->", "<script>let x = [1];</script>", "<hr>", "<br><br>"])
def test_a_block_that_shows_nothing_says_nothing(block):
    document = _read(f"The dike rose in 1990 [1]. It held [2].\n\n{block}{LIST}")

    assert len(document.claims) == 2
    assert len(document.citations) == 2


def test_words_of_a_block_have_their_places_in_the_file():
    document = _read("One rose.\n\n<div>\n<p>The <b>dike</b> rose in 1990.</p>\n</div>\n")
    claim = document.claims[1]
    start = claim.span.start + claim.text.index("rose")
    origin = document.origin(Span(start, start + 4))

    assert (origin.line, origin.column) == (4, 20)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The dike<br>was raised<br/>in 1990.", "The dike was raised in 1990."),
        ("The dike <p>was raised</p> in 1990.", "The dike was raised in 1990."),
        ("The dike<wbr>s were <b>raised</b> in 1990.", "The dikes were raised in 1990."),
    ],
)
def test_a_tag_that_ends_a_line_parts_its_words(text, words):
    assert [found for found, _ in claims_of(_read(f"Text.\n\n{text}\n"))][1:] == [words]


@pytest.mark.parametrize(
    "mark",
    ["&sup{};", "<sup>{}.</sup>", "<sup>({})</sup>", "<sup>{})</sup>", "&lbrack;{}&rbrack;", "<sup>note {}</sup>"],
)
def test_marks_in_entities_and_with_signs(mark):
    text = f"The dike rose in 1990.{mark.format(1)} It held.{mark.format(2)}{LIST}"

    assert claims_of(_read(text)) == [("The dike rose in 1990.", ONE), ("It held.", TWO)]


def test_what_is_raised_and_no_mark_stays():
    document = _read(
        f"It has 3 km<sup>2</sup> of sand, 10<sup>6</sup> grains and a 2<sup>nd</sup> wall [1]. It held [2].{LIST}"
    )

    assert claims_of(document)[0] == ("It has 3 km² of sand, 10⁶ grains and a 2nd wall.", ONE)


def test_a_link_that_repeats_an_entry_is_its_mark():
    text = f"The dike rose in 1990 [[1]](https://a.example/1). It held [2].{LIST}"
    document = _read(text)

    assert claims_of(document) == [("The dike rose in 1990.", ONE), ("It held.", TWO)]
    assert [problem.code for problem in document.problems] == []


def test_a_link_to_another_page_than_the_entry_of_its_number_stays_a_source():
    document = _read(f"The dike rose in 1990 [[1]](https://z.example/9). It held [2].{LIST}")

    assert claims_of(document)[0] == ("The dike rose in 1990.", ["https://z.example/9"])
