"""A wiki article copied as text: a box of facts, bullets, marks after full stops, back-links, empty entries."""

from pathlib import Path

import pytest

from claims.model import BlockKind, Document, UrlStatus
from claims.reading import read

ARTICLE = Path(__file__).parent / "texts" / "lantern-quay.txt"


@pytest.fixture(scope="module")
def document() -> Document:
    return read(ARTICLE)


def shown(document: Document) -> dict[str, str]:
    return {reference.key: reference.label for reference in document.references}


def cited_by(document: Document, words: str) -> list[tuple[str, ...]]:
    claim = next(claim for claim in document.claims if words in claim.text)
    labels = {citation.key: citation.labels for citation in document.citations}
    return [labels[cited.key] for cited in claim.citations if not cited.inherited]


def test_the_title_is_the_line_that_the_first_sentence_repeats(document: Document) -> None:
    assert document.title == "Lantern Quay fire"
    assert document.language == "en"


def test_ten_references_two_of_them_empty(document: Document) -> None:
    assert [reference.label for reference in document.references] == [str(number) for number in range(1, 11)]
    empty = [problem.reference for problem in document.problems if problem.code == "reference-empty"]
    assert empty == [document.references[0].key, document.references[1].key]
    assert {problem.code for problem in document.problems} == {"reference-empty", "claim-uncited"}


def test_back_links_are_no_text_of_an_entry(document: Document) -> None:
    third = document.references[2]
    assert third.text.startswith("\"Fire at Orlen quay 'set by dock hands'\".")
    assert third.title == "Fire at Orlen quay 'set by dock hands'"


def test_fields_of_the_entries(document: Document) -> None:
    _, _, third, fourth, fifth, sixth, seventh, eighth, ninth, _ = document.references
    assert (third.published, third.accessed, third.authors) == ("1998-03-04", "2001-05-08", ())
    assert (fourth.authors, fourth.published, fourth.title) == (("Anna Berg",), "1998-03-05", "Who Lit Lantern Quay?")
    assert (fifth.publisher, fifth.published, fifth.accessed) == ("Office of the Mayor", "1998-03-04", "2001-05-09")
    assert (sixth.title, sixth.published, sixth.accessed) == ("The Draining of Orlen", None, None)
    assert (seventh.authors, seventh.url_status) == (("Nils Dahl", "Eva Holm"), UrlStatus.DEAD)
    assert (eighth.accessed, eighth.publisher) == ("2002-05-25", "Orlen Courier")
    assert ninth.published == "1998-03-14"


def test_adjacent_marks_are_one_citation(document: Document) -> None:
    assert [citation.labels for citation in document.citations] == [
        ("1", "2"), ("3",), ("4",), ("5",), ("3",), ("6",), ("7",), ("3", "7"), ("4",), ("8",), ("9", "10"),
    ]  # fmt: skip


def test_a_sentence_keeps_the_mark_behind_its_full_stop_and_no_other(document: Document) -> None:
    assert cited_by(document, "set by dock hands on") == [("1", "2"), ("3",)]
    assert cited_by(document, "Twelve sheds burned") == []
    assert cited_by(document, "In 1999") == [("3", "7")]


def test_a_mark_inside_a_sentence_covers_its_clause_and_what_it_shares(document: Document) -> None:
    claim = next(claim for claim in document.claims if "disgrace" in claim.text)
    scopes = [[document.text[span.start : span.end] for span in cited.scope] for cited in claim.citations]
    assert scopes == [
        ['The fire was called a "disgrace" by union leader Petra Lind'],
        ['The fire was called a "disgrace" by', "and Mayor Jonas Falk."],
    ]


def test_sentences_before_the_only_mark_of_a_paragraph_inherit_it(document: Document) -> None:
    claim = next(claim for claim in document.claims if claim.text == "After the fire the port was closed.")
    assert [cited.inherited for cited in claim.citations] == [True]


def test_quotations_with_bracketed_words_and_a_mark_that_opens_again(document: Document) -> None:
    quotes = [quote.text for claim in document.claims for quote in claim.quotes]
    assert [quote[:12] for quote in quotes] == [
        "disgrace",
        "These people",
        "There is no ",
        "disgrace",
        "needless",
        "We did not l",
    ]
    assert quotes[2].endswith("going to be an answer.")


def test_the_box_of_facts_is_no_prose_and_each_list_item_is_one_claim(document: Document) -> None:
    assert not any(
        "Type Warehouse" in claim.text or "3 ships damaged" in claim.text.strip(".") for claim in document.claims[:1]
    )
    assert sum(claim.kind is BlockKind.LIST_ITEM for claim in document.claims) == 3
    assert not any("Creative Commons" in claim.text for claim in document.claims)


def test_every_span_is_exact(document: Document) -> None:
    for item in (
        *document.references,
        *document.claims,
        *(quote for claim in document.claims for quote in claim.quotes),
    ):
        assert document.text[item.span.start : item.span.end] == item.text
    first = document.origin(document.claims[0].span)
    assert first is not None
    assert (first.line, first.column) == (13, 1)
