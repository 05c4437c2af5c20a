"""CSL-JSON, RIS and EndNote XML: the same entries as in BibTeX, with their places; what is broken is told."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import ReadingError, UnknownFormat
from claims.model import Document
from claims.reading import read

BIBTEX = """@article{okoro,
  author = {Okoro, Ben and van Dam, Eva}, title = {Millers and their debts}, journal = {Journal of Mills},
  date = {2004-05-03}, volume = 12, number = 3, pages = {45--67}, doi = {10.1000/jrh.12}, url = {https://mills.test/o}
}
@book{roe, author = {{Mill Society}}, title = {Mills}, publisher = {Tern}, location = {Otter}, year = 1911,
  isbn = {978-0-306-40615-7}}
"""
CSL = [
    {
        "id": "okoro",
        "type": "article-journal",
        "title": "Millers and their debts",
        "author": [
            {"family": "Okoro", "given": "Ben"},
            {"family": "Dam", "given": "Eva", "non-dropping-particle": "van"},
        ],
        "container-title": "Journal of Mills",
        "issued": {"date-parts": [[2004, 5, 3]]},
        "volume": 12,
        "issue": "3",
        "page": "45-67",
        "DOI": "10.1000/JRH.12",
        "URL": "https://mills.test/o",
    },
    {
        "id": "roe",
        "type": "book",
        "title": "Mills",
        "author": [{"literal": "Mill Society"}],
        "publisher": "Tern",
        "publisher-place": "Otter",
        "issued": {"date-parts": [["1911"]]},
        "ISBN": "978-0-306-40615-7",
    },
]
RIS = """TY  - JOUR
ID  - okoro
AU  - Okoro, Ben
AU  - van Dam, Eva
TI  - Millers and
their debts
JO  - Journal of Mills
PY  - 2004/05/03/
VL  - 12
IS  - 3
SP  - 45
EP  - 67
DO  - 10.1000/jrh.12
UR  - https://mills.test/o
ER  -

TY  - BOOK
ID  - roe
AU  - Mill Society
TI  - Mills
PB  - Tern
CY  - Otter
PY  - 1911
SN  - 978-0-306-40615-7
ER  -
"""
ENDNOTE = """<?xml version="1.0" encoding="UTF-8"?><xml><records>
<record><ref-type name="Journal Article">17</ref-type><label>okoro</label>
<contributors><authors><author><style face="normal">Okoro, Ben</style></author>
<author>van Dam, Eva</author></authors></contributors>
<titles><title><style>Millers and </style><style face="italic">their debts</style></title>
<secondary-title>Journal of Mills</secondary-title></titles><pages>45-67</pages><volume>12</volume><number>3</number>
<dates><year>2004</year><pub-dates><date>May 3</date></pub-dates></dates>
<urls><related-urls><url>https://mills.test/o</url></related-urls></urls>
<electronic-resource-num>10.1000/jrh.12</electronic-resource-num></record>
<record><ref-type name="Book">6</ref-type><label>roe</label>
<contributors><authors><author>Mill Society</author></authors></contributors>
<titles><title>Mills</title></titles><dates><year>1911</year></dates><pub-location>Otter</pub-location><publisher>Tern</publisher>
<isbn>978-0-306-40615-7</isbn></record>
</records></xml>
"""
FILES = {"refs.bib": BIBTEX, "refs.json": json.dumps(CSL, indent=1), "refs.ris": RIS, "refs.xml": ENDNOTE}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {name: read(body.encode(), name=name) for name, body in FILES.items()}


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_the_same(documents: dict[str, Document], name: str) -> None:
    def said(document: Document) -> list[tuple[object, ...]]:
        return [
            (
                *(one.label, one.text, one.title, one.authors, one.venue, one.publisher, one.published),
                *(one.urls, one.identifiers, one.page_range, one.kind),
            )
            for one in document.references
        ]

    assert said(documents[name]) == said(documents["refs.bib"])
    assert (documents[name].problems, documents[name].claims) == ((), ())


def test_what_they_say() -> None:
    okoro, roe = read(RIS.encode(), name="refs.ris").references
    assert (okoro.authors, okoro.published, okoro.page_range) == (("Okoro, Ben", "van Dam, Eva"), "2004-05-03", "45–67")
    assert (roe.authors, roe.kind, roe.identifiers) == (("Mill Society",), "book", {"isbn": "9780306406157"})


@pytest.mark.parametrize(("name", "lines"), [("refs.json", [2, 33]), ("refs.ris", [1, 17]), ("refs.xml", [2, 10])])
def test_entries_stand_where_they_are_written(documents: dict[str, Document], name: str, lines: list[int]) -> None:
    document = documents[name]
    places = [document.origin(one.span) for one in document.references]
    assert [place.line for place in places if place] == lines


@pytest.mark.parametrize("name", FILES)
def test_the_content_tells_the_format(name: str) -> None:
    assert read(FILES[name].encode(), name="standard input").format == read(FILES[name].encode(), name=name).format


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b'{"title": "The mill", "type": "note"}', "a.json"),
        (b'[{"type": "book"}]', "a.json"),
        (b'{"type": "book", "pages": [1]}', "-"),
        (b"[1, 2]", "a.json"),
        (b"<xml><rows/></xml>", "a.xml"),
    ],
)
def test_other_data_is_still_refused(body: bytes, name: str) -> None:
    with pytest.raises(UnknownFormat):
        read(body, name=name)


@pytest.mark.parametrize(
    "wrapped",
    [
        {"items": CSL},
        CSL[0],
        {"status": "ok", "message-type": "work", "message": CSL[0]},
        {"status": "ok", "message": {"total-results": 2, "items": CSL}},
    ],
)
def test_works_of_json_may_be_wrapped(wrapped: object) -> None:
    document = read(json.dumps(wrapped).encode(), name="refs.json")
    assert document.references[0].title == "Millers and their debts"
    assert document.problems == ()


def test_titles_of_registries() -> None:
    item = {
        "type": "journal-article", "DOI": "10.1000/a", "title": ["The <i>Otter</i> &amp; the mill"],
        "container-title": ["Mills"], "issued": {"date-parts": [[None]]}, "author": [{"name": "Mill Society"}, 3],
        "note": "PMID: 12345",
    }  # fmt: skip
    (found,) = read(json.dumps([item]).encode(), name="a.json").references
    assert (found.label, found.title, found.venue, found.kind) == (
        "1",
        "The Otter & the mill",
        "Mills",
        "article-journal",
    )
    assert (found.published, found.authors) == (None, ("Mill Society",))
    assert found.identifiers == {"doi": "10.1000/a", "pmid": "12345"}


@pytest.mark.parametrize(
    ("name", "body", "labels", "says"),
    [
        ("a.json", json.dumps(CSL)[:-40], ["okoro"], "cannot be read"),
        ("a.json", json.dumps(CSL).replace('"volume": 12', '"volume": twelve'), ["roe"], "cannot be read"),
        ("a.json", json.dumps([*CSL, 3]), ["okoro", "roe"], "no work"),
        ("a.ris", RIS.replace("ER  -\n\nTY  - BOOK", "TY  - BOOK"), ["okoro", "roe"], "its end (ER) is missing"),
        ("a.ris", RIS.rstrip("ER -\n"), ["okoro", "roe"], "its end (ER) is missing"),
        ("a.ris", RIS.replace("TY  - BOOK\n", ""), ["okoro", "roe"], "without its type"),
        ("a.xml", ENDNOTE.replace("</titles><dates>", "<dates>", 1), ["okoro", "roe"], "mismatch"),
    ],
)  # fmt: skip
def test_what_is_broken_is_told_and_the_rest_is_read(name: str, body: str, labels: list[str], says: str) -> None:
    document = read(body.encode(), name=name, format={"a.json": "csl-json", "a.ris": "ris", "a.xml": "endnote"}[name])
    assert [one.label for one in document.references] == labels
    assert {one.code for one in document.problems} == {"reference-malformed"}
    assert says in " ".join(one.message for one in document.problems)


def test_no_entity_of_xml_is_read() -> None:
    hostile = ENDNOTE.replace("<xml>", '<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/hostname">]><xml>').replace(
        "Tern", "&f;"
    )
    document = read(hostile.encode(), name="a.xml", format="endnote")
    assert [one.title for one in document.references] == ["Millers and their debts", "Mills"]
    assert document.references[1].publisher == "&f;"


@pytest.mark.slow
@given(st.sampled_from(["bibtex", "csl-json", "ris", "endnote"]), st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_document_or_a_reading_error(form: str, text: str) -> None:
    body = text.encode("utf-8", "replace")
    try:
        document = read(body, name="thing", format=form)
    except ReadingError as error:
        assert str(error).startswith("thing: ")
    else:
        for one in document.references:
            assert document.text[one.span.start : one.span.end] == one.text


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_files_that_are_cut_anywhere_are_read(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    body = FILES[name]
    cut = body[: data.draw(st.integers(1, len(body)))] + body[data.draw(st.integers(0, len(body))) :]
    form = {"refs.bib": "bibtex", "refs.json": "csl-json", "refs.ris": "ris", "refs.xml": "endnote"}[name]
    if cut.strip():
        read(cut.encode(), name="a", format=form)
