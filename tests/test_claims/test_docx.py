import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import W, footnote_mark, paragraph, word_file

from claims import packages
from claims.errors import DocumentTooLarge, ReadingError
from claims.linking import link
from claims.model import BlockKind
from claims.readers.docx import read


def _text(layout, kind):
    return [layout.text[block.span.start : block.span.end] for block in layout.blocks if block.kind is kind]


def test_footnotes_are_numbered_in_the_order_of_their_marks():
    body = paragraph("The tower is tall.", footnote_mark(7)) + paragraph("It was built in 1868.", footnote_mark(2))
    layout = read(
        word_file(body, footnotes={2: "Owen Pryce, Lamps of the North, 1954.", 7: "A survey."}), name="a.docx"
    )

    assert layout.text.startswith("The tower is tall.[1]\n\nIt was built in 1868.[2]\n\n")
    assert [(entry.label, entry.text) for entry in layout.entries] == [
        ("1", "A survey."),
        ("2", "Owen Pryce, Lamps of the North, 1954."),
    ]
    assert [mark.targets for mark in layout.marks] == [("footnote-7",), ("footnote-2",)]


def test_a_mark_without_its_note_dangles():
    document = link(
        read(
            word_file(paragraph("One.", footnote_mark(1)) + paragraph("Two.", footnote_mark(9)), footnotes={1: "A."}),
            name="a",
        )
    )

    assert [citation.references == () for citation in document.citations] == [False, True]
    assert "citation-dangling" in {problem.code for problem in document.problems}


def test_styles_are_known_by_their_names_whatever_their_ids():
    body = paragraph("Lamps", style="Titel") + paragraph("History", style="berschrift1") + paragraph("Old.")
    layout = read(word_file(body + paragraph("So it was.", style="Zitat")), name="a.docx")

    assert layout.title == "Lamps"
    assert [(block.kind, block.section) for block in layout.blocks[1:]] == [
        (BlockKind.HEADING, ()),
        (BlockKind.PARAGRAPH, ("History",)),
        (BlockKind.QUOTE, ("History",)),
    ]


def test_deleted_words_and_field_codes_are_no_text():
    body = paragraph(
        "Kept ",
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
        '<w:r><w:instrText> HYPERLINK "http://a.test/" </w:instrText></w:r>',
        "<w:ins><w:r><w:t>added</w:t></w:r></w:ins>",
    )

    assert read(word_file(body), name="a.docx").text == "Kept added"


def test_cells_of_a_table_are_blocks():
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("One cell", "Another cell"))
    layout = read(word_file(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{paragraph('After.')}"), name="a.docx")

    assert _text(layout, BlockKind.TABLE_CELL) == ["One cell", "Another cell"]
    assert _text(layout, BlockKind.PARAGRAPH) == ["After."]


def test_numbers_in_brackets_lead_to_the_numbered_list():
    body = paragraph("The lamp was lit in 1871.[2]") + paragraph("References", style="berschrift1")
    body += paragraph("[1] Pryce, Owen (1954). Lamps of the North. Harbour Press.") + paragraph(
        "[2] The Gazette. 1 May 1952."
    )
    document = link(read(word_file(body), name="a.docx"))

    assert [reference.label for reference in document.references] == ["1", "2"]
    assert document.citations[0].references == (document.references[1].key,)


def test_links_of_a_footnote_are_its_addresses():
    note = (
        '<w:hyperlink r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        "<w:r><w:t>A page</w:t></w:r></w:hyperlink>"
    )
    footnotes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1"><w:p>{note}</w:p></w:footnote></w:footnotes>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"'
        ' Target="http://a.test/page" TargetMode="External"/></Relationships>'
    )
    parts = {"word/footnotes.xml": footnotes.encode(), "word/_rels/footnotes.xml.rels": relations.encode()}
    layout = read(word_file(paragraph("One.", footnote_mark(1)), parts=parts), name="a.docx")

    assert layout.entries[0].urls == ("http://a.test/page",)


def test_an_outside_entity_is_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    document = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{W}"><w:body>'
        "<w:p><w:r><w:t>Before &x; after</w:t></w:r></w:p></w:body></w:document>"
    )

    layout = read(word_file("", parts={"word/document.xml": document.encode()}), name="a.docx")

    assert "secret" not in layout.text


def test_a_bomb_of_entities_does_not_unfold():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    document = (
        f'<!DOCTYPE d [<!ENTITY e0 "lol">{entities}]><w:document xmlns:w="{W}"><w:body>'
        "<w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>"
    )
    body = word_file("", parts={"word/document.xml": document.encode()})

    try:
        layout = read(body, name="a.docx")
    except ReadingError:
        return
    assert len(layout.text) < 1000


def test_a_zip_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "MOST_PART", 1_000_000)
    document = b"<a>" + b" " * 5_000_000 + b"</a>"

    with pytest.raises(DocumentTooLarge, match=r"word/document\.xml"):
        read(word_file("", parts={"word/document.xml": document}), name="a.docx")


def test_what_is_no_word_document_is_said_so():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "hello")

    with pytest.raises(ReadingError, match="no document"):
        read(buffer.getvalue(), name="a.docx")
    with pytest.raises(ReadingError, match="no DOCX"):
        read(b"PK\x03\x04 and then nothing", name="a.docx")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data):
    whole = word_file(paragraph("One.", footnote_mark(1)) + paragraph("Two."), footnotes={1: "A note."})
    place = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(0, 40))
    damaged = whole[:place] + data.draw(st.binary(max_size=40)) + whole[place + length :]

    try:
        layout = read(damaged, name="a.docx")
    except ReadingError:
        return
    assert all(layout.text[entry.span.start : entry.span.end] == entry.text for entry in layout.entries)


def test_deep_nesting_is_read_or_refused():
    deep = "<w:sdt><w:sdtContent>" * 3000 + paragraph("Deep.") + "</w:sdtContent></w:sdt>" * 3000

    with pytest.raises(ReadingError):
        read(word_file(deep), name="a.docx")
