"""The readers of XML, of books and of light markup: no file of others, no entity, no number makes them do much."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest
from packed_files import epub_file, odt_file, xhtml, zipped

from claims.errors import ReadingError
from claims.reading import read
from reports.codec import encode_document

SECRET = "SECRETWORDS"
MANY = "999999999"


def laughs(names: str = "") -> str:
    """Declare entities that stand for 10^9 words; `names` is put before the first."""
    rows = "".join(f"<!ENTITY a{number} '{f'&a{number - 1};' * 10}'>" for number in range(1, 10))
    return f"<!DOCTYPE x [<!ENTITY a0 'ha'>{names}{rows}]>"


def outside(path: Path) -> str:
    return f"<!DOCTYPE x [<!ENTITY % p SYSTEM '{path.as_uri()}'> <!ENTITY a9 SYSTEM '{path.as_uri()}'>]>"


def in_xml(form: str, head: str, body: str) -> bytes:
    """Return a document in XML with a declaration `head` and the words `body`."""
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    text = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    if form == "jats":
        return f"{head}<article><front/><body><p>It burned. {body}</p></body></article>".encode()
    if form == "tei":
        spaces = "xmlns='http://www.tei-c.org/ns/1.0'"
        return f"{head}<TEI {spaces}><teiHeader/><text><body><p>It burned. {body}</p></body></text></TEI>".encode()
    if form == "epub":
        return epub_file({"a.xhtml": head + f"<html><body><p>It burned. {body}</p></body></html>"})
    words = f"<office:text><text:p>It burned. {body}</text:p></office:text>"
    content = f"{head}<office:document-content {office} {text}><office:body>{words}</office:body>"
    return zipped(
        {"content.xml": f"{content}</office:document-content>"}, mimetype="application/vnd.oasis.opendocument.text"
    )


XML = ("jats", "tei", "epub", "odt")


@pytest.mark.parametrize("form", XML)
def test_entities_of_entities_are_refused_or_stay_unread(form: str) -> None:
    try:
        document = read(in_xml(form, laughs(), "&a9;"), name="a", format=form)
    except ReadingError as error:
        assert "entities" in str(error)
    else:
        assert len(document.text) < 100
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2_000_000  # kB


@pytest.mark.parametrize("form", XML)
@pytest.mark.parametrize("kind", ["an entity", "a parameter", "an inclusion"])
def test_no_file_comes_in_by_xml(form: str, kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    inclusion = f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{secret.as_uri()}' parse='text'/>"
    body = {"an entity": "&a9;", "a parameter": "%p;", "an inclusion": inclusion}[kind]
    head = "" if kind == "an inclusion" else outside(secret)

    document = read(in_xml(form, head, body), name="a", format=form)

    assert document.text.startswith("It burned.")
    assert SECRET.encode() not in encode_document(document)


GREAT_NUMBERS = {
    "spaces": ("odt", odt_file(f'<text:p>It burned.<text:s text:c="{MANY}"/></text:p>' * 50)),
    "columns and rows": (
        "odt",
        odt_file(
            f'<table:table><table:table-row table:number-rows-repeated="{MANY}"><table:table-cell '
            f'table:number-columns-repeated="{MANY}" table:number-columns-spanned="{MANY}" '
            f'table:number-rows-spanned="{MANY}"><text:p>It burned.</text:p></table:table-cell></table:table-row>'
            "</table:table>"
        ),
    ),
    "styles that follow each other": (
        "odt",
        odt_file(
            '<text:p text:style-name="a">It burned.</text:p>',
            styles='<style:style style:name="a" style:parent-style-name="b"/>'
            '<style:style style:name="b" style:parent-style-name="a"/>',
        ),
    ),
    "cells of JATS": (
        "jats",
        f"<article><front/><body><p>It burned.</p><table-wrap><table><tr><td colspan='{MANY}' rowspan='{MANY}'>a</td>"
        "</tr><tr><td>b</td></tr></table></table-wrap></body></article>".encode(),
    ),
    "a range of JATS": (
        "jats",
        f"<article><front/><body><p>It burned.<xref rid='r1'>1</xref>–<xref rid='r{MANY}'>{MANY}</xref></p></body>"
        "<back><ref-list><ref id='r1'><label>1</label></ref></ref-list></back></article>".encode(),
    ),
    "cells of TEI": (
        "tei",
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/><text><body><p>It burned.</p><table><row><cell "
        f"cols='{MANY}' rows='{MANY}'>a</cell></row></table></body></text></TEI>".encode(),
    ),
    "one page many times": ("epub", epub_file({"a.xhtml": xhtml("<p>It burned.</p>")}, spine=["a.xhtml"] * 20_000)),
    "rows of a list-table": (
        "rst",
        f"It burned.\n\n.. list-table::\n   :header-rows: {MANY}\n\n   * - a\n     - b\n".encode(),
    ),
    "attributes of attributes": (
        "asciidoc",
        "".join(
            ["= T\n:a0: ha\n", *(f":a{n}: {f'{{a{n - 1}}}' * 10}\n" for n in range(1, 12)), "\nIt {a11}.\n"]
        ).encode(),
    ),
    "substitutions of substitutions": (
        "rst",
        "".join([*(f".. |a{n}| replace:: {f'|a{n - 1}| ' * 10}\n" for n in range(1, 12)), "\nIt |a11|.\n"]).encode(),
    ),
    "macros of macros": (
        "org",
        "".join(
            [*(f"#+MACRO: a{n} {f'{{{{{{a{n - 1}}}}}}}' * 10}\n" for n in range(1, 12)), "\nIt {{{a11}}}.\n"]
        ).encode(),
    ),
    "functions without end": (
        "typst",
        b'#let f(x) = f(x)\n#f(1)\n#while true [a]\n#{"a" * 1000000000}\n#lorem(1000000000)\n\nIt burned.\n',
    ),
}


@pytest.mark.parametrize(("form", "body"), GREAT_NUMBERS.values(), ids=GREAT_NUMBERS.keys())
def test_a_great_number_makes_no_great_document(form: str, body: bytes) -> None:
    document = read(body, name="a", format=form)
    assert "It" in document.text
    assert len(encode_document(document)) < 2_000_000


@pytest.mark.parametrize(
    "path", ["../secret.txt", "OEBPS/../../secret.txt", "/secret.txt", "..\\secret.txt", "%2e%2e/x"]
)
def test_a_book_whose_pages_have_odd_names_leaves_its_folder_nowhere(path: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "books").mkdir()
    book = tmp_path / "books" / "a.epub"
    book.write_bytes(epub_file({"a.xhtml": xhtml("<p>It burned.</p>"), path: xhtml("<p>It burned too.</p>")}))

    document = read(book)

    assert "It burned." in document.text
    assert SECRET not in document.text
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["a.epub", "books", "secret.txt"]


INCLUDES = {
    "rst": (
        ".. include:: {0}\n\n.. csv-table:: t\n   :file: {0}\n\n.. raw:: html\n   :file: {0}\n\n"
        ".. literalinclude:: {0}\n\n.. bibliography:: {1}\n\nIt burned :cite:`a`.\n"
    ),
    "asciidoc": ":bibtex-file: {1}\n\ninclude::{0}[]\n\nIt burned cite:[a].\n\nbibliography::{1}[]\n",
    "org": '#+INCLUDE: "{0}"\n#+SETUPFILE: {0}\n#+bibliography: {1}\n\nIt burned [cite:@a]. [[file:{0}]]\n',
    "typst": '#include "{0}"\n#import "{0}": *\n#read("{0}")\n#bibliography(("{1}", "{0}"))\n\nIt burned @a.\n',
}


@pytest.mark.parametrize("form", INCLUDES)
@pytest.mark.parametrize("way", ["up", "absolute", "as an address", "by a link"])
def test_nothing_outside_of_the_folder_is_read_in_any_way(form: str, way: str, tmp_path: Path) -> None:
    work = f"@book{{a, title={{{SECRET}}}, year=2000}}\n"
    (tmp_path / "secret.bib").write_text(work)
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "link.bib").symlink_to(tmp_path / "secret.bib")
    place = {
        "up": "../secret.bib",
        "absolute": str(tmp_path / "secret.bib"),
        "as an address": (tmp_path / "secret.bib").as_uri(),
        "by a link": "link.bib",
    }[way]
    path = folder / "a.txt"
    path.write_text(INCLUDES[form].format(place, place))

    document = read(path, format=form)

    assert SECRET.encode() not in encode_document(document)
    assert "burned" in document.text
