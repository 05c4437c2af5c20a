"""EPUB files and OpenDocument texts: the order of the spine, links between files, notes, and files that are refused."""

import io
import time
import zipfile

import pytest
from packed_article import as_epub, as_odt
from packed_files import epub_file, note, odt_file, xhtml, zipped, zotero_mark

from claims import packages
from claims.errors import DocumentTooLarge, ReadingError
from claims.reading import read

ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData><EncryptionMethod '
    'Algorithm="{}"/>'
    '<CipherData><CipherReference URI="{}"/></CipherData></EncryptedData></encryption>'
)


def prose(document):
    return [document.prose(claim.span) for claim in document.claims]


def labels(document):
    return [citation.labels for citation in document.citations]


def test_the_spine_orders_the_files_and_the_menu_is_no_text():
    pages = {
        "b.xhtml": xhtml("<p>The lock is new.</p>"),
        "a.xhtml": xhtml("<p>The mill is old.</p>"),
        "nav.xhtml": xhtml("<nav><ol><li>The menu is long.</li></ol></nav>"),
    }

    assert prose(read(epub_file(pages))) == ["The lock is new.", "The mill is old."]
    assert prose(read(epub_file(pages, spine=["a.xhtml", "nav.xhtml", "b.xhtml"]))) == [
        "The mill is old.",
        "The lock is new.",
    ]


def test_notes_of_chapters_with_the_same_names_are_told_apart():
    def chapter(words, source):
        return xhtml(
            f'<p>The {words} is old.<sup><a href="#fn1" id="fnref1">1</a></sup></p><hr/><ol><li id="fn1">Lee, '
            f"{source}. 1990. "
            f'<a href="#fnref1">↩</a></li></ol>'
        )

    document = read(epub_file({"a.xhtml": chapter("mill", "Mills"), "b.xhtml": chapter("lock", "Locks")}))
    texts = {reference.key: reference.text for reference in document.references}

    assert prose(document)[:2] == ["The mill is old.", "The lock is old."]
    cited = [texts[citation.references[0]] for citation in document.citations]
    assert "Mills" in cited[0]
    assert "Locks" in cited[1]


def test_places_name_the_file_in_the_book():
    document = read(as_epub())
    claim = next(claim for claim in document.claims if claim.text.startswith("The Ard Navigation"))
    place = document.origin(claim.span)
    lines = _member(as_epub(), "OEBPS/text/two.xhtml").split("\n")

    assert place.file == "OEBPS/text/two.xhtml"
    assert lines[place.line - 1][place.column - 1 :].startswith("The Ard Navigation Company")
    assert lines[place.end_line - 1][: place.end_column - 1].rstrip("</a>sup2").endswith("as a store.")


def _member(body, path):
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.read(path).decode()


def test_a_file_that_the_spine_names_and_the_book_lacks_is_told():
    body = epub_file({"a.xhtml": xhtml("<p>The mill is old.</p>"), "b.xhtml": xhtml("")})
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist() if "b.xhtml" not in name and name != "mimetype"}
    document = read(zipped(kept, mimetype="application/epub+zip"))

    assert "document-incomplete" in [problem.code for problem in document.problems]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            epub_file(
                {"a.xhtml": xhtml("<p>x</p>")},
                parts={
                    "META-INF/encryption.xml": ENCRYPTED.format(
                        "http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/a.xhtml"
                    )
                },
            ),
            "encrypted",
        ),
        (zipped({"a.txt": "x"}, mimetype="application/epub+zip"), "container.xml"),
        (epub_file({"a.xhtml": xhtml("<p>x</p>")})[:400], "damaged"),
        (epub_file({}), "no pages"),
        (
            odt_file(
                "<text:p>x</text:p>",
                parts={"META-INF/manifest.xml": "<manifest><file-entry><encryption-data/></file-entry></manifest>"},
            ),
            "password",
        ),
        (zipped({"a.txt": "x"}, mimetype="application/vnd.oasis.opendocument.text"), "no text document"),
        (
            zipped({"content.xml": "<a><b></a>"}, mimetype="application/vnd.oasis.opendocument.text"),
            "content.xml: this is not well-formed",
        ),
        (zipped({"content.xml": "<a/>"}, mimetype="application/vnd.oasis.opendocument.spreadsheet"), "an archive"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_line(body, said):
    with pytest.raises(ReadingError, match=said):
        read(body, name="a.zip")


def test_fonts_that_are_made_hard_to_copy_are_no_matter():
    for method in ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"):
        parts = {"META-INF/encryption.xml": ENCRYPTED.format(method, "OEBPS/fonts/a.otf")}

        assert prose(read(epub_file({"a.xhtml": xhtml("<p>The mill is old.</p>")}, parts=parts))) == [
            "The mill is old."
        ]


def test_a_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "MOST_PART", 1_000_000)
    with pytest.raises(DocumentTooLarge):
        read(epub_file({"a.xhtml": xhtml(" " * 3_000_000)}))
    with pytest.raises(DocumentTooLarge):
        read(odt_file(" " * 3_000_000))


def test_a_book_reads_nothing_outside_of_itself(tmp_path):
    (tmp_path / "secret.xhtml").write_text("<p>secret</p>")
    document = read(
        epub_file({"../../../" + str(tmp_path)[1:] + "/secret.xhtml": "", "a.xhtml": xhtml("<p>The mill is old.</p>")})
    )

    assert "secret" not in document.text


@pytest.mark.slow
def test_a_book_of_500_pages_is_read_in_time():
    sentence = 'The mill was built in 17{n:02} and enlarged later.<sup><a href="#fn{n}" id="fnref{n}">{n}</a></sup> '
    words = "It ground the corn of the whole valley, and its owner kept the accounts of every year in a large book. "
    pages = {}
    for chapter in range(25):
        inside = "".join(f"<p>{sentence.format(n=n)}{words * 8}</p>" for n in range(1, 61))
        notes = "".join(
            f'<li id="fn{n}">Lee, Ann. <i>Mills of {chapter}</i>. Tern Press, 19{n:02}. <a href="#fnref{n}">↩</a></li>'
            for n in range(1, 61)
        )
        pages[f"c{chapter}.xhtml"] = xhtml(f"<h1>Chapter {chapter}</h1>{inside}<ol>{notes}</ol>")
    body = epub_file(pages)
    start = time.process_time()
    document = read(body)

    assert time.process_time() - start < 10
    assert len(document.citations) == 25 * 60
    assert all(citation.references for citation in document.citations)


def test_styles_tables_and_frames_of_an_opendocument_text():
    document = read(
        odt_file(
            '<text:p text:style-name="Title">Mills</text:p><text:h text:outline-level="1">Old</text:h>'
            '<text:p>The mill is<text:s text:c="2"/>old<text:span '
            'text:style-name="T1">1</text:span>.<text:tab/>It runs.'
            "<office:annotation><text:p>A remark.</text:p></office:annotation></text:p>"
            '<text:p text:style-name="Quotations">It never stops.</text:p>'
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Mill</text:p></table:table-cell>"
            "</table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>Ard is 3 m "
            "high.</text:p>"
            "</table:table-cell></table:table-row></table:table>"
            "<text:tracked-changes><text:p>Gone words.</text:p></text:tracked-changes><text:h "
            'text:outline-level="1">References'
            "</text:h><text:p>1. Lee, Ann. Mills. 1990.</text:p>",
            styles='<style:style style:name="T1"><style:text-properties style:text-position="super '
            '58%"/></style:style>',
        )
    )

    assert document.title == "Mills"
    assert labels(document) == [("1",)]
    assert ("quote", ("Old",), "It never stops.") in [
        (one.kind.value, one.section, one.text) for one in document.claims
    ]
    assert "A remark." not in document.text
    assert "Gone words." not in document.text
    assert "Ard is 3 m high." in document.text


def test_notes_that_cite_by_zotero_give_their_works_to_the_sentence():
    code = (
        '{"citationItems": [{"id": 1, "uris": ["u/1"], "locator": "12", "label": "page", "itemData": {"type": "book", '
        '"title": "Mills", "author": [{"family": "Lee", "given": "Ann"}], "issued": {"date-parts": [[1990]]}}}]}'
    )
    document = read(
        odt_file(
            f"<text:p>The mill is old.{note(1, zotero_mark(code, 'Lee, Mills, 12') + '.')} It "
            f"runs.{note(2, 'So they say here.')}</text:p>"
        )
    )

    assert labels(document) == [("Lee 1990",)]
    assert document.citations[0].pages == "12"
    assert prose(document) == ["The mill is old.", "It runs.", "So they say here."]


def test_a_mark_of_libreoffice_is_a_work():
    document = read(
        odt_file(
            '<text:p>The mill is old <text:bibliography-mark text:identifier="Lee90" text:bibliography-type="book" '
            'text:author="Lee, Ann" text:title="Mills" text:year="1990" text:url="http://a.test/m">[Lee90]'
            "</text:bibliography-mark>.</text:p>"
        )
    )
    entry = document.references[0]

    assert prose(document) == ["The mill is old."]
    assert (entry.title, entry.authors, entry.published, entry.urls) == (
        "Mills",
        ("Lee, Ann",),
        "1990",
        ("http://a.test/m",),
    )


def test_a_record_of_zotero_that_is_broken_leaves_the_words():
    document = read(odt_file(f"<text:p>The mill is old {zotero_mark('{broken', '(Lee 1990)')}.</text:p>"))

    assert document.text == "The mill is old (Lee 1990)."


def test_the_forms_are_known_without_a_name():
    assert read(as_epub()).format == "epub"
    assert read(as_odt()).format == "odt"
