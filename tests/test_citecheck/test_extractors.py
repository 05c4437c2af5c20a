from __future__ import annotations

import gzip
import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_files import lines, pdf

from citecheck.extractors import page_text
from citecheck.model import SourceText, Unread
from reports.model import Extent

SENTENCE = "The harbour of Lenmouth was rebuilt after the storm, and the work took the town eleven years. "


def page(body: str, head: str = "") -> SourceText:
    return page_text(f"<!doctype html><html lang=en-GB><head>{head}</head><body>{body}</body></html>".encode())


def linked(data: Mapping[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_a_page_says_of_itself_what_it_is() -> None:
    read = page(
        f"<h1>The harbour</h1><p>{SENTENCE}",
        "<title>The harbour | Lenmouth News</title><meta property=og:site_name content='Lenmouth News'>"
        "<meta name=author content='Moira Tennant'><meta property=article:published_time content=2014-03-02T10:00Z>"
        "<link rel=canonical href=https://news.example/harbour>",
    )
    assert (read.title, read.authors, read.site) == ("The harbour", ("Moira Tennant",), "Lenmouth News")
    assert (read.published, read.language, read.canonical) == ("2014-03-02", "en-gb", "https://news.example/harbour")
    assert read.extent is Extent.FULL


def test_json_ld_says_it_as_well() -> None:
    read = page(
        f"<p>{SENTENCE}",
        linked(
            {
                "@graph": [
                    {
                        "@type": "NewsArticle",
                        "headline": "The harbour",
                        "author": [{"name": "Moira Tennant"}, {"name": "Jo Sand"}],
                        "datePublished": "2014-3-2",
                        "publisher": {"name": "Lenmouth News"},
                    }
                ]
            }
        ),
    )
    assert (read.title, read.authors, read.site) == ("The harbour", ("Moira Tennant", "Jo Sand"), "Lenmouth News")
    assert read.published == "2014-03-02"


def test_identifiers_are_read() -> None:
    read = page("<p>x", "<meta name=citation_doi content=doi:10.1000/AB.1><meta name=citation_pmid content=123>")
    assert dict(read.identifiers) == {"doi": "10.1000/ab.1", "pmid": "123"}


def test_places_cover_the_text_in_order() -> None:
    read = page(
        f"<nav>Home</nav><h1>Title</h1><p>{SENTENCE}<figure><img alt='a tug in the harbour'><figcaption>The tug"
        f"</figcaption></figure>",
        "<meta name=description content='How the harbour was rebuilt'>",
    )
    kinds = {read.text[place.start : place.end]: place.kind for place in read.places}
    assert kinds["Home"] == "navigation"
    assert kinds["Title"] == "heading"
    assert kinds["The tug"] == "caption"
    assert kinds["a tug in the harbour"] == "description"
    assert kinds["How the harbour was rebuilt"] == "metadata"
    end = 0
    for place in read.places:
        assert read.text[end : place.start].strip() == ""
        end = place.end
    assert end == len(read.text)


def test_what_stands_in_the_text_already_is_not_added() -> None:
    assert page("<h1>The old harbour</h1><img alt='The old harbour'>").text == "The old harbour"


def test_text_of_data_and_of_noscript_is_there_to_be_searched() -> None:
    read = page(
        "<p>Teaser<noscript><p>All of <b>it</b></p></noscript>",
        linked({"@type": "Article", "articleBody": "The whole &amp; long body.\n\nIts second part."}),
    )
    for words in ("All of it", "The whole & long body.", "Its second part."):
        assert words in read.text


def test_raised_numbers_that_are_notes_do_not_grow_on_words() -> None:
    assert page("<p>hurt<sup><a href='#n3'>3</a></sup> by 10<sup>2</sup>").text == "hurt by 10²"


EXTENTS = {
    "paid": (
        "<p>" + SENTENCE,
        linked({"@type": "NewsArticle", "isAccessibleForFree": "False", "headline": "x"}),
        Extent.TEASER,
    ),
    "paid, but all there": (
        f"<p>{SENTENCE * 40}",
        linked({"@type": "NewsArticle", "isAccessibleForFree": False}),
        Extent.FULL,
    ),
    "abstract": (f"<p>{SENTENCE * 5}", "<meta name=citation_title content=x>", Extent.ABSTRACT),
    "whole paper": (f"<p>{SENTENCE * 90}", "<meta name=citation_title content=x>", Extent.FULL),
    "video": (f"<p>{SENTENCE}", "<meta property=og:type content=video.other>", Extent.MEDIA),
    "book": (f"<p>{SENTENCE}", "<meta property=og:type content=book>", Extent.CATALOGUE),
    "first of several": (
        f"<p>{SENTENCE * 9}",
        "<link rel=canonical href=https://e.example/a/story><link rel=next href=https://e.example/a/story/2>",
        Extent.PAGE_OF_MANY,
    ),
    "an older article of a blog": (
        f"<p>{SENTENCE * 9}",
        "<link rel=canonical href=https://e.example/a/story><link rel=next href=https://e.example/a/other>",
        Extent.FULL,
    ),
    "nothing without its scripts": ("<div id=root></div><script src=app.js></script>", "", Extent.NONE),
    "nothing at all": ("<div></div>", "", Extent.NONE),
}


@pytest.mark.parametrize(("body", "head", "extent"), EXTENTS.values(), ids=EXTENTS.keys())
def test_extents(body: str, head: str, extent: Extent) -> None:
    read = page(body, head)
    assert read.extent is extent
    assert bool(read.reason) is (extent is not Extent.FULL)


def test_a_page_that_scripts_would_fill_says_so() -> None:
    empty = page("<div id=root></div><script src=a.js></script><noscript>Enable it.</noscript>")
    assert empty.unread is Unread.SCRIPTS
    assert "browsers that run its scripts" in empty.reason


def test_a_pdf_has_pages_and_no_line_end_hyphens() -> None:
    body = pdf(
        [lines(["The council heard the evi-", "dence of two engineers.", "doi:10.1000/ab.c."]), [], lines(["Third."])],
        title="Minutes",
    )
    read = page_text(body, content_type="text/html")
    assert read.media_type == "application/pdf"
    assert "evidence of two engineers" in " ".join(read.text.split())
    assert [place.page for place in read.places] == [1, 3]
    assert read.title == "Minutes"
    assert dict(read.identifiers) == {"doi": "10.1000/ab.c"}


def test_columns_drawn_row_by_row_are_read_one_after_the_other() -> None:
    left = [f"left line {number} goes on for a while with words that" for number in range(20)]
    right = [f"right line {number} is quite another text, of its own" for number in range(20)]
    rows = [row for a, b in zip(lines(left, x=60), lines(right, x=330), strict=True) for row in (a, b)]
    words = " ".join(page_text(pdf([rows])).text.split())
    assert "words that left line 1 goes" in words
    assert "text, of its own right line 19 is" in words


def test_a_table_is_read_row_by_row() -> None:
    rows = [row for y in range(20) for row in ((60, 700 - 14 * y, f"item {y}"), (330, 700 - 14 * y, f"{y} pounds"))]
    assert "item 3 3 pounds" in " ".join(page_text(pdf([rows])).text.split())


@pytest.mark.parametrize(
    ("body", "reason"),
    [(pdf([[], []]), "no text layer"), (b"%PDF-1.4 nothing", "damaged")],
)
def test_a_pdf_without_words_says_why(body: bytes, reason: str) -> None:
    read = page_text(body)
    assert read.extent is Extent.NONE
    assert reason in read.reason


@pytest.mark.parametrize(
    ("body", "declared", "media_type", "extent"),
    [
        (b"<html><p>x", "application/pdf", "text/html", Extent.FULL),
        (b"plain words\n\nand more", "application/octet-stream", "text/plain", Extent.FULL),
        (b"<rss><item><title>News</title></item></rss>", "application/rss+xml", "application/rss+xml", Extent.FULL),
        (b"\x89PNG\r\n\x1a\n123", "text/html", "image/png", Extent.MEDIA),
        (b"PK\x03\x04 zip", "text/html", "application/zip", Extent.NONE),
        (b"  \n", "text/html", "text/html", Extent.NONE),
        (b"\0\x01\x02\x03", "video/mp4", "video/mp4", Extent.MEDIA),
        (b"\0\x01\x02\x03", "", "application/octet-stream", Extent.NONE),
    ],
)
def test_the_bytes_decide_what_is_read(body: bytes, declared: str, media_type: str, extent: Extent) -> None:
    read = page_text(body, content_type=declared)
    assert (read.media_type, read.extent) == (media_type, extent)
    assert extent is Extent.FULL or read.reason


def test_plain_text_keeps_its_paragraphs_and_pages() -> None:
    read = page_text("Título\r\n\r\nUno\r\ndos\f\r\nTres".encode("cp1252"), content_type="text/plain; charset=cp1252")
    assert [(read.text[p.start : p.end], p.page) for p in read.places] == [("Título", 1), ("Uno\ndos", 1), ("Tres", 2)]


def test_undeclared_gzip_is_opened() -> None:
    assert page_text(gzip.compress(b"<html><p>words")).text == "words"
    assert page_text(b"\x1f\x8b\x08 broken").extent is Extent.NONE


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["text/html", "application/pdf", "text/plain", "", "no such type"]))
def test_nothing_makes_it_raise(body: bytes, declared: str) -> None:
    read = page_text(body, content_type=declared)
    assert all(0 <= place.start < place.end <= len(read.text) for place in read.places)


@pytest.mark.parametrize("data", ["{", "[1,2]", '{"@graph": 3}', '{"@type": 5, "author": 7}', "[" * 100_000])
def test_damaged_data_do_no_harm(data: str) -> None:
    assert page("<p>words", f"<script type=application/ld+json>{data}</script>").text == "words"
