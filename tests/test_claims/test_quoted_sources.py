"""Quotations of pages that say where they are from: <blockquote cite="…"> and <q cite="…">."""

from __future__ import annotations

import pytest

from claims.model import Document
from claims.reading import read

SALT, LEDGER = "https://salt.example/a", "https://b.example/b"
SAID = "Salt rose by twelve per cent in the year."


def reading(body: str) -> Document:
    return read(f"<html><body><article>{body}</article></body></html>".encode(), name="page.html")


def sources(document: Document, words: str) -> list[str]:
    claim = next(claim for claim in document.claims if words in document.prose(claim.span))
    keys = {citation.key: citation.references for citation in document.citations}
    urls = {reference.key: reference.urls for reference in document.references}
    return [url for one in claim.citations for key in keys[one.key] for url in urls[key]]


@pytest.mark.parametrize(
    "quotation",
    [
        f'<blockquote cite="{SALT}"><p>{SAID}</p></blockquote>',
        f'<blockquote cite="{SALT}">{SAID}</blockquote>',
        f'<p>The board wrote: <q cite="{SALT}">Salt rose by twelve per cent in the year.</q></p>',
        f'<blockquote cite=" {SALT} "><p>It was cold.</p><p>{SAID} Yes</p></blockquote>',
    ],
)
def test_the_address_that_a_quotation_names_is_its_source(quotation: str) -> None:
    document = reading(f'<p>The board met.</p>{quotation}<p>See <a href="{LEDGER}">the ledger</a> for the rest.</p>')
    assert sources(document, "twelve per cent") == [SALT]
    assert sources(document, "The board met") == []
    assert document.references[0].text == ""  # its address stands for it
    assert "[" not in document.prose(document.claims[1].span)


def test_a_link_to_the_same_address_is_not_doubled() -> None:
    quotation = f'<blockquote cite="{SALT}"><p>{SAID}</p><footer>— <a href="{SALT}">The board</a></footer></blockquote>'
    document = reading(f"<p>The board met.</p>{quotation}")
    assert sources(document, "twelve per cent") == [SALT]
    assert len(document.citations) == 1


@pytest.mark.parametrize("address", ["", "#top", "the book", "urn:isbn:1", "/local/page"])
def test_what_is_no_address_of_the_web_is_no_source(address: str) -> None:
    assert reading(f'<p>The board met.</p><blockquote cite="{address}"><p>{SAID}</p></blockquote>').citations == ()
