"""Word documents with reference managers: exact records, exact links, and fields that only look like theirs."""

import base64
import json
from html import escape

import pytest
from packed_article import csl_code, field
from word_files import W, footnote_mark, paragraph, word_file

from claims.reading import read

ENDNOTE = (
    "<EndNote><Cite{more}><Author>Lee</Author><Year>1990</Year><RecNum>7</RecNum><Pages>12-14</Pages><DisplayText>{shown}"
    '</DisplayText><record><rec-number>7</rec-number><ref-type name="Book">6</ref-type><contributors><authors><author>'
    "Lee, Ann</author></authors></contributors><titles><title>Mills</title></titles><dates><year>1990</year></dates>"
    "</record></Cite></EndNote>"
)
SOURCES = (
    '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Tag>Lee90</b:Tag>'
    "<b:SourceType>Book</b:SourceType><b:Title>Mills</b:Title><b:Year>1990</b:Year><b:Publisher>Tern</b:Publisher><b:Author>"
    "<b:Author><b:NameList><b:Person><b:Last>Lee</b:Last><b:First>Ann</b:First></b:Person></b:NameList></b:Author></b:Author>"
    "</b:Source><b:Source><b:Tag>Roe01</b:Tag><b:SourceType>InternetSite</b:SourceType><b:Title>Locks</b:Title>"
    "<b:InternetSiteTitle>Ebb</b:InternetSiteTitle><b:Year>2001</b:Year><b:Month>5</b:Month><b:Day>9</b:Day>"
    "<b:URL>http://a.test/l</b:URL><b:Author><b:Author><b:Corporate>Ebb "
    "Trust</b:Corporate></b:Author></b:Author></b:Source>"
    "</b:Sources>"
)


def docx(*runs, after="", **more):
    return read(word_file(paragraph(*runs) + after, **more), name="a.docx")


def zotero(places, shown):
    return field(f"ADDIN ZOTERO_ITEM CSL_CITATION {csl_code(places)}", shown)


def labels(document):
    return [citation.labels for citation in document.citations]


def prose(document):
    return [document.prose(claim.span) for claim in document.claims]


def endnote(shown="(Lee, 1990)", more=""):
    return ENDNOTE.format(shown=shown, more=more)


def test_zotero_gives_records_links_and_pages():
    document = docx("The mill is old ", zotero(["1", "5:12-14"], "(Hallam 1988; Okoro 2004, 12–14)"), ".")

    assert prose(document) == ["The mill is old."]
    assert labels(document) == [("Hallam 1988", "Okoro 2004")]
    assert [dict(entry.identifiers) for entry in document.references] == [{}, {"doi": "10.1000/jrh.2004.12"}]


def test_names_that_are_a_part_of_the_sentence_stay():
    document = docx(zotero(["5"], "Okoro (2004)"), " says so. It is old (see ", zotero(["1"], "Hallam 1988"), ").")

    assert prose(document)[0] == "Okoro says so."
    assert labels(document) == [("Okoro 2004",), ("Hallam 1988",)]


def test_numbers_that_the_document_shows_are_the_labels():
    document = docx(
        "One ", zotero(["3"], "[1]"), ". Two ", zotero(["1"], "[2]"), ". Three ", zotero(["1", "4", "3"], "[1–3]"), "."
    )

    assert labels(document) == [("1",), ("2",), ("2", "3", "1")]
    assert {entry.label: entry.title for entry in document.references}["3"] == "Letters from the coast"


def test_a_work_that_is_cited_twice_is_one_reference():
    document = docx("One ", zotero(["3"], "(Roe 1911)"), ". Two ", zotero(["3"], "(Roe 1911)"), ".")

    assert len(document.references) == 1
    assert {citation.references for citation in document.citations} == {(document.references[0].key,)}


def test_the_list_of_a_manager_is_no_text():
    for code in (
        "ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY",
        "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY",
        "ADDIN EN.REFLIST",
        "BIBLIOGRAPHY",
    ):
        listed = paragraph(field(code, "Roe, A. Mills of the Ard. Tern, 1911. It is a good book."))
        document = docx("One ", zotero(["3"], "(Roe 1911)"), ".", after=listed)

        assert prose(document) == ["One."]
        assert len(document.references) == 1


def test_mendeley_in_fields_and_in_content_controls():
    code = json.loads(csl_code(["5:12"]))
    tag = "MENDELEY_CITATION_v3_" + base64.b64encode(json.dumps(code).encode()).decode()
    words = "<w:sdtContent><w:r><w:t>(Okoro, 2004)</w:t></w:r></w:sdtContent>"
    control = f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr>{words}</w:sdt>'
    for run in (field(f"ADDIN CSL_CITATION {csl_code(['5:12'])}", "(Okoro, 2004, p. 12)"), control):
        document = docx("The mill is old ", run, ".")

        assert prose(document) == ["The mill is old."]
        assert labels(document) == [("Okoro 2004",)]
        assert document.citations[0].pages == "12"


@pytest.mark.parametrize("stored", ["code", "data", "nested"])
def test_endnote_in_the_code_and_in_the_data(stored):
    data = base64.b64encode(endnote().encode()).decode()
    begin = '<w:r><w:fldChar w:fldCharType="begin"><w:fldData>{}</w:fldData></w:fldChar></w:r>'
    rest = (
        '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>{}<w:r><w:fldChar '
        'w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>(Lee, 1990)</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    inner = begin.format(data) + (
        '<w:r><w:instrText> ADDIN EN.CITE.DATA </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    run = {
        "code": field(f"ADDIN EN.CITE {endnote()}", "(Lee, 1990)"),
        "data": begin.format(data) + rest.format("ADDIN EN.CITE", ""),
        "nested": '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + rest.format("ADDIN EN.CITE", inner),
    }[stored]
    document = docx("The mill is old ", run, ".")
    entry = document.references[0]

    assert prose(document) == ["The mill is old."]
    assert (entry.title, entry.authors, entry.published, entry.kind) == ("Mills", ("Lee, Ann",), "1990", "book")
    assert document.citations[0].pages == "12–14"


@pytest.mark.parametrize("simple", [False, True])
def test_words_own_citations_mean_the_sources_of_the_document(simple):
    code = "CITATION Lee90 \\p 12-14 \\l 1033 \\m Roe01"
    run = field(code, "(Lee, 1990; Trust, 2001)")
    if simple:
        run = f'<w:fldSimple w:instr="{escape(code)}"><w:r><w:t>(Lee, 1990; Trust, 2001)</w:t></w:r></w:fldSimple>'
    document = docx(
        "The mill is old ",
        f"<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>",
        ".",
        parts={"customXml/item1.xml": SOURCES.encode()},
    )

    assert prose(document) == ["The mill is old."]
    assert [(e.title, e.authors, e.published, e.urls) for e in document.references] == [
        ("Mills", ("Lee, Ann",), "1990", ()),
        ("Locks", ("Ebb Trust",), "2001-05-09", ("http://a.test/l",)),
    ]
    assert document.citations[0].pages == "12–14"


def test_bookmarks_of_zotero():
    code = "ZOTERO_ITEM CSL_CITATION " + csl_code(["5"])
    properties = "".join(
        f'<property name="ZOTERO_BREF_a1b2_{number}"><lpwstr>{escape(code[start : start + 200])}</lpwstr></property>'
        for number, start in enumerate(range(0, len(code), 200), 1)
    )
    document = docx(
        "The mill is old ",
        '<w:bookmarkStart w:id="3" w:name="ZOTERO_BREF_a1b2"/><w:r><w:t>(Okoro 2004)</w:t></w:r><w:bookmarkEnd '
        'w:id="3"/>',
        ".",
        parts={"docProps/custom.xml": f"<Properties>{properties}</Properties>".encode()},
    )

    assert prose(document) == ["The mill is old."]
    assert labels(document) == [("Okoro 2004",)]


def test_notes_that_cite_give_their_works_to_the_sentence():
    note = f"</w:t></w:r>{zotero(['5:12'], 'Okoro, Millers, 12')}<w:r><w:t>"
    document = docx(
        "The mill is old.", footnote_mark(1), " It runs.", footnote_mark(2), " It leaks.", footnote_mark(3),
        footnotes={1: note, 2: "Nobody has ever proved it.", 3: "At http://a.test/page in June."},
    )  # fmt: skip

    assert labels(document) == [("Okoro 2004",), ("1",)]
    assert document.citations[0].pages == "12"
    assert "Nobody has ever proved it." in prose(document)
    assert [entry.urls for entry in document.references if entry.label == "1"] == [("http://a.test/page",)]


@pytest.mark.parametrize(
    "code",
    [
        "ADDIN ZOTERO_ITEM CSL_CITATION {broken",
        "ADDIN ZOTERO_ITEM CSL_CITATION []",
        'ADDIN CSL_CITATION {"citationItems": [{"id": 1}]}',
        "ADDIN EN.CITE <EndNote><Cite>",
        "ADDIN EN.CITE",
        "CITATION Nobody99 \\l 1033",
        "PAGE",
        'HYPERLINK "mailto:a@b.test"',
    ],
)
def test_fields_without_a_record_leave_their_words(code):
    assert docx("The mill is old ", field(code, "(Lee 1990)"), ".").text == "The mill is old (Lee 1990)."


def test_fields_that_never_end_hide_nothing():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN EN.REFLIST</w:instrText></w:r>'
    document = docx("The mill is old. ", begin, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "It runs.")

    assert prose(document) == ["The mill is old.", "It runs."]


def test_entities_in_the_records_are_not_read():
    code = '<!DOCTYPE EndNote [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + endnote().replace("Mills", "Mills &a;")
    document = docx("Old ", field(f"ADDIN EN.CITE {code}", "(Lee, 1990)"), ".")

    assert "root:" not in document.text
    assert W
