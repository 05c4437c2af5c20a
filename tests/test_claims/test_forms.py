"""One article in the forms that it may come in: the same claims, citations and references.

Some forms cite by the key of an entry, `[@walk]`; their marks show the key where the others show its number.
"""

from functools import partial
from pathlib import Path

import pytest
from packed_article import as_docx, as_epub, as_odt

from claims.model import Document
from claims.reading import read
from tests.support.article_pdf import article_pdf

FOLDER = Path(__file__).parents[1] / "support" / "forms"
NUMBERED = {
    "html": "article.html",
    "wiki": "article.wiki",
    "md": "article.md",
    "txt": "article.txt",
    "rst": "article.rst",
}
TAGGED = {
    "jats": "article.jats.xml",
    "tei": "article.tei.xml",
    "asciidoc": "article.adoc",
}  # the markup gives the fields
KEYED = {"pandoc": "keyed/article.md", "latex": "keyed/article.tex", "sphinx": "keyed/article.rst"} | {
    "org": "keyed/article.org",
    "typst": "keyed/article.typ",
}
PACKED = {"epub": as_epub, "odt": as_odt, "odt with Zotero": partial(as_odt, zotero=True), "docx with Zotero": as_docx}
PRINTED = {"pdf": 1, "pdf in two columns": 2}
FORMS = NUMBERED | TAGGED | KEYED
UNPAGED = {"md", "rst", "epub", "odt"}  # their notes have no way to name a page beside a mark
OTHERS = [*(form for form in FORMS if form != "html"), *PACKED, *PRINTED]


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    packed = {form: read(make(), name="article") for form, make in PACKED.items()}
    printed = {form: read(article_pdf(columns=columns), name="article") for form, columns in PRINTED.items()}
    return packed | printed | {form: read(FOLDER / name, name="article") for form, name in FORMS.items()}


def _numbers(document: Document) -> dict[str, str]:
    """Return the number of each label: its place in the list, which is the label itself in a numbered form."""
    return {reference.label: str(place) for place, reference in enumerate(document.references, start=1)}


@pytest.mark.parametrize("suffix", OTHERS)
def test_claims_are_the_same(documents, suffix):
    def claims(document):
        return [
            (document.prose(claim.span), claim.before, [cited.inherited for cited in claim.citations])
            for claim in document.claims
        ]

    assert len(documents["html"].claims) == 11
    assert claims(documents[suffix]) == claims(documents["html"])


@pytest.mark.parametrize("suffix", ["wiki", "md", "rst", *TAGGED, *KEYED, *PACKED])
def test_sections_kinds_and_quotations_are_the_same(documents, suffix):
    def claims(document):
        return [
            (claim.section, claim.kind, [document.prose(quote.span) for quote in claim.quotes])
            for claim in document.claims
        ]

    assert claims(documents[suffix]) == claims(documents["html"])


def test_a_plain_text_knows_the_nearest_heading(documents):
    # How deep a heading is, and that a paragraph is a quotation, is what plain text cannot say.
    assert [claim.section[-1:] for claim in documents["txt"].claims] == [
        claim.section[-1:] for claim in documents["html"].claims
    ]


@pytest.mark.parametrize("suffix", OTHERS)
def test_citations_are_the_same(documents, suffix):
    def citations(document):
        numbers = _numbers(document)
        labels = {reference.key: numbers[reference.label] for reference in document.references}
        return [
            (
                tuple(numbers[label] for label in citation.labels),
                [labels[key] for key in citation.references],
                None if suffix in UNPAGED else citation.pages,
            )
            for citation in document.citations
        ]

    assert citations(documents[suffix]) == citations(documents["html"])


@pytest.mark.parametrize("suffix", OTHERS)
def test_references_are_the_same(documents, suffix):
    def references(document):
        numbers = _numbers(document)
        return [
            (
                numbers[reference.label],
                reference.title,
                reference.authors,
                reference.publisher,
                reference.published,
                reference.accessed,
                reference.urls,
                reference.archive_url,
                reference.archived,
                # The text, and an entry of BibTeX, do not say which of the two addresses its title led to.
                reference.url_status if suffix in ("wiki", "md", "rst", "epub", "asciidoc") else None,
                reference.identifiers,
                reference.pages,
            )
            for reference in document.references
        ]

    assert len(documents["html"].references) == 5
    assert references(documents[suffix]) == references(documents["html"])


@pytest.mark.parametrize("suffix", [*FORMS, *PACKED])
def test_texts_stand_where_their_spans_say(documents, suffix):
    document = documents[suffix]

    for part in (
        *document.claims,
        *document.references,
        *(quote for claim in document.claims for quote in claim.quotes),
    ):
        assert document.text[part.span.start : part.span.end] == part.text


@pytest.mark.parametrize("suffix", FORMS)
def test_claims_have_their_place_in_the_file(documents, suffix):
    document = documents[suffix]
    lines = (FOLDER / FORMS[suffix]).read_text(encoding="utf-8").split("\n")
    claim = next(claim for claim in document.claims if claim.text.startswith("The Ard Navigation"))
    place = document.origin(claim.span)

    assert place is not None
    assert lines[place.line - 1][place.column - 1 :].startswith("The Ard Navigation Company")
    assert "used it as a store" in lines[place.end_line - 1][: place.end_column - 1]


@pytest.mark.parametrize("suffix", ["html", "wiki", "md", "rst", *TAGGED, *KEYED, *PACKED])
def test_prose_is_the_same_without_marks_and_boxes(documents, suffix):
    keys = {claim.key for claim in documents["html"].claims}

    assert {claim.key for claim in documents[suffix].claims} == keys
    assert {reference.key for reference in documents[suffix].references} == {
        reference.key for reference in documents["html"].references
    }
