"""Rows of tables as claims: which cells a mark covers, under which headings, in every form of document."""

import io
import zipfile

import pytest

from claims.model import BlockKind, Document
from claims.reading import read

_REFERENCES = "\n\n## References\n\n1. Moen, I. Boats. https://a.test/x\n2. Roe, C. Yards. https://b.test/y\n"
_LIST = (
    '<h2>References</h2><ol class="references"><li id="cite_note-1">Moen, I. Boats.</li>'
    '<li id="cite_note-2">Roe, C. Yards.</li></ol>'
)


def _mark(number: int) -> str:
    return f'<sup class="reference"><a href="#cite_note-{number}">[{number}]</a></sup>'


def _html(table: str) -> Document:
    prose = "<p>The yard at Orlen built boats for a hundred years and more, as its books tell.</p>"
    return read(f"<html><body><article>{prose}{table}{_LIST}</article></body></html>".encode(), name="a.html")


def _markdown(table: str) -> Document:
    return read(f"Boats were built at Orlen.[1]\n\n{table}{_REFERENCES}".encode(), name="a.md")


def _wikitext(table: str) -> Document:
    return read(f"'''Orlen''' has a yard.\n\n{table}\n\n== References ==\n<references/>\n".encode(), name="a.wiki")


def _docx(table: str) -> Document:
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>Entry {n}. https://a.test/{n}</w:t></w:r></w:p></w:footnote>'
        for n in (2, 3)
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as package:
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relation}" Target="word/document.xml"/></Relationships>',
        )
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document {space}><w:body>{table}</w:body></w:document>")
        package.writestr("word/footnotes.xml", f"<w:footnotes {space}>{notes}</w:footnotes>")
    return read(body.getvalue(), name="a.docx")


def _rows(document: Document) -> list[list[tuple[str, list[str]]]]:
    """Return for each row that is a claim its marks, each with the words of its scope."""
    labels = {citation.key: ",".join(citation.labels) for citation in document.citations}
    return [
        [
            (labels[cited.key], [document.prose(part) for part in cited.scope])
            for cited in claim.citations
        ]
        for claim in document.claims
        if claim.kind is BlockKind.TABLE_ROW
    ]  # fmt: skip


_WANTED = [[("1", ["1903", "Boats", "290"])], [("2", ["1904", "Boats", "310"])]]


def test_a_column_of_sources_covers_the_rows_in_every_form() -> None:
    markdown = "| Year | Boats | Source |\n|---|---|---|\n| 1903 | 290 | [1] |\n| 1904 | 310 | [2] |"
    assert _rows(_markdown(markdown)) == _WANTED
    rows = "".join(
        f"<tr><td>{y}</td><td>{n}</td><td>{_mark(m)}</td></tr>" for y, n, m in ((1903, 290, 1), (1904, 310, 2))
    )
    head = "<tr><th>Year</th><th>Boats</th><th>Source</th></tr>"
    assert _rows(_html(f"<table>{head}{rows}</table>")) == _WANTED
    wikitext = (
        "{|\n! Year !! Boats !! Ref.\n|-\n| 1903 || 290 || <ref>Moen</ref>\n|-\n| 1904 || 310 || <ref>Roe</ref>\n|}"
    )
    assert _rows(_wikitext(wikitext)) == _WANTED


def _cell(words: str, note: int | None = None, properties: str = "") -> str:
    mark = f'<w:r><w:footnoteReference w:id="{note}"/></w:r>' if note else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r>{mark}</w:p></w:tc>"


def test_a_word_table_with_merged_cells() -> None:
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{_cell('Yard')}{_cell('Year')}{_cell('Boats')}</w:tr>"
    start, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    first = f"<w:tr>{_cell('North', None, start)}{_cell('1903')}{_cell('290', 2)}</w:tr>"
    second = f"<w:tr>{_cell('', None, more)}{_cell('1904')}{_cell('310', 3)}</w:tr>"
    document = _docx(f"<w:tbl>{head}{first}{second}</w:tbl>")
    assert _rows(document) == [[("1", ["North", "Boats", "290"])], [("2", ["North", "Boats", "310"])]]


def test_headings_of_several_rows_and_cells_that_cover_several() -> None:
    table = (
        "<table><thead><tr><th rowspan=2>Yard</th><th colspan=2>Boats</th><th rowspan=2>Source</th></tr>"
        "<tr><th>1903</th><th>1904</th></tr></thead><tbody>"
        f"<tr><th rowspan=2>North</th><td>290</td><td>310</td><td rowspan=2>{_mark(1)}</td></tr>"
        f"<tr><td>12</td><td>14{_mark(2)}</td></tr></tbody></table>"
    )
    first = ["North", "Boats", "1903", "290", "Boats", "1904", "310"]
    second = ["North", "Boats", "1903", "12", "Boats", "1904", "14"]
    assert _rows(_html(table)) == [[("1", first)], [("1", second), ("2", ["North", "Boats", "1904", "14"])]]


def test_a_mark_in_a_cell_covers_that_cell_and_one_at_the_label_the_row() -> None:
    table = "| Yard | Boats | Men |\n|---|---|---|\n| North | 290[1] | 45 |\n| South[2] | 12 | 5 |\n| East | 3 | 1 |"
    assert _rows(_markdown(table)) == [
        [("1", ["North", "Boats", "290"])],
        [("2", ["South", "Boats", "12", "Men", "5"])],
    ]


def test_a_mark_in_a_heading_covers_the_cells_below_that_have_none() -> None:
    head = f"<tr><th>Yard</th><th>Boats{_mark(1)}</th><th>Men</th></tr>"
    rows = f"<tr><td>North</td><td>290</td><td>45</td></tr><tr><td>South</td><td>12{_mark(2)}</td><td>5</td></tr>"
    document = _html(f"<table>{head}{rows}<tr><td>East</td><td></td><td>1</td></tr></table>")
    assert _rows(document) == [[("1", ["North", "Boats", "290"])], [("2", ["South", "Boats", "12"])]]
    assert not [claim for claim in document.claims if claim.text.startswith("Boats[")]
    wikitext = "{|\n! Yard !! Boats<ref>Moen</ref> !! Men\n|-\n| North || 290 || 45\n|-\n| South || 12 || 5\n|}"
    covered = [[("1", ["North", "Boats", "290"])], [("1", ["South", "Boats", "12"])]]
    assert _rows(_wikitext(wikitext)) == covered
    markdown = "| Yard | Boats[1] | Men |\n|---|---|---|\n| North | 290 | 45 |\n| South | 12 | 5 |"
    assert _rows(_markdown(markdown)) == covered


def test_a_mark_in_the_heading_of_the_first_column_or_of_empty_cells_covers_no_row() -> None:
    first = f"<tr><th>Yard{_mark(1)}</th><th>Boats</th></tr><tr><td>North</td><td>290</td></tr>"
    assert _rows(_html(f"<table>{first}</table>")) == []
    empty = f"<tr><th>Yard</th><th>Boats{_mark(1)}</th></tr><tr><td>North</td><td></td></tr>"
    assert _rows(_html(f"<table>{empty}</table>")) == []


def test_a_row_that_begins_with_a_heading_needs_no_headings_above() -> None:
    rows = f"<tr><th>Founded</th><td>1871{_mark(1)}</td></tr><tr><th>Owner</th><td>The Moens</td></tr>"
    assert _rows(_html(f"<table>{rows}</table>")) == [[("1", ["Founded", "1871"])]]


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><td>Boats were built here.{_mark(1)}</td><td>Men worked here.{_mark(2)}</td></tr></table>",
        f'<table class="infobox"><tr><th>Year</th><th>Boats</th></tr><tr><td>1903</td>'
        f"<td>290{_mark(1)}</td></tr></table>",
        "<table><tr><th>Year</th><th>Boats</th></tr><tr><td>1903</td><td>290</td></tr></table>",
    ],
    ids=["layout", "infobox", "no marks"],
)
def test_tables_that_have_no_rows_to_claim(table: str) -> None:
    assert _rows(_html(table)) == []


def test_cells_of_a_table_for_layout_are_claims_as_before() -> None:
    document = _html(f"<table><tr><td>Boats were built here.{_mark(1)}</td></tr></table>")
    assert [claim.text for claim in document.claims if claim.citations] == ["Boats were built here."]


def test_sentences_in_a_table_for_layout_are_sentences() -> None:
    said = "The yard at Orlen built ninety boats."
    cell = f"<td>{said}{_mark(1)} It closed in 1950 after a long strike.{_mark(2)}</td>"
    document = _html(f"<table><tr>{cell}<td>Orlen, 1903{_mark(2)}</td></tr></table>")
    kinds = {claim.text: claim.kind for claim in document.claims if claim.citations}
    assert kinds == {
        said: BlockKind.PARAGRAPH,
        "It closed in 1950 after a long strike.": BlockKind.PARAGRAPH,
        "Orlen, 1903": BlockKind.TABLE_CELL,
    }


def test_sentences_in_a_table_of_rows_and_columns_stay_cells() -> None:
    first = f"<tr><td>1903</td><td>Built ninety boats for the northern fleet.{_mark(1)}</td></tr>"
    document = _html(f"<table>{first}<tr><td>1904</td><td>-</td></tr></table>")
    assert {claim.kind for claim in document.claims if claim.citations} == {BlockKind.TABLE_CELL}


def test_a_table_in_a_cell_keeps_its_own_rows() -> None:
    inner = f"<table><tr><th>Year</th><th>Boats</th></tr><tr><td>1903</td><td>290{_mark(1)}</td></tr></table>"
    assert _rows(_html(f"<table><tr><td>{inner}</td><td>Men</td></tr></table>")) == [[("1", ["1903", "Boats", "290"])]]


def test_rows_keep_their_keys_when_others_are_added() -> None:
    head = "| Year | Boats | Source |\n|---|---|---|\n"
    one = _markdown(f"{head}| 1904 | 310 | [2] |")
    two = _markdown(f"{head}| 1903 | 310 | [1] |\n| 1904 | 310 | [2] |")
    keys = [claim.key for claim in one.claims if claim.kind is BlockKind.TABLE_ROW]
    assert keys == [claim.key for claim in two.claims if claim.kind is BlockKind.TABLE_ROW][1:]


def test_wide_and_tall_cells_cost_no_more_than_they_write() -> None:
    rows = f"<tr><th rowspan=65000 colspan=1000>A</th></tr><tr><td rowspan=0>1{_mark(1)}</td></tr>"
    assert _html(f"<table>{rows * 200}</table>").claims


def test_the_only_column_beside_the_source_is_the_value() -> None:
    document = read(b"| Pumps sold, 2024 | Source |\n|---|---|\n| 98,000 | [Board](https://a.test/x) |\n", name="a.md")

    (claim,) = document.claims
    (covered,) = claim.citations
    assert [document.text[slice(*span)] for span in covered.scope] == ["Pumps sold, 2024", "98,000"]


def test_a_name_beside_its_source_states_nothing() -> None:
    document = read(b"| Country | Source |\n|---|---|\n| Norway | [Board](https://a.test/x) |\n", name="a.md")

    assert document.claims == ()
