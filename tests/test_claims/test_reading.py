import gc
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import DocumentTooLarge, ReadingError, UndecodableDocument, UnknownFormat
from claims.reading import read
from claims.reading.kinds import pick_kind

TEXT = "It burned at dawn.[1] Nobody spoke.\n\nReferences\n1. Alpha beta\n"


def kind(body: bytes, name: str = "x", **options: str | None) -> str:
    chosen: dict[str, str | None] = {"format": None, "url": None, "content_type": None, **options}
    return pick_kind(body, name=name, **chosen)


@pytest.mark.parametrize(
    ("body", "name", "found"),
    [
        (b"It burned.[1]", "a.txt", "plaintext"),
        (b"It burned.", "a.md", "markdown"),
        (b"It burned.", "a.HTML", "html"),
        (b"It burned.", "a.wiki", "wikitext"),
        (b"<!DOCTYPE html><html><body><p>It burned.", "a", "html"),
        (b"\n<!-- saved --><html lang=en><p>It burned.", "a", "html"),
        (b"It burned.<ref>A</ref> [[Orlen]] {{cite web|title=B}} [[C]]", "a", "wikitext"),
        (b"It burned.<ref>A</ref> [[Orlen]] {{cite web|title=B}} [[C]]", "a.txt", "wikitext"),
        (b"#REDIRECT [[Orlen]]", "a.txt", "wikitext"),
        (b"<!DOCTYPE html><p>It burned.", "a.txt", "html"),
        (b"# Fire\n\nIt burned[^1].\n\n[^1]: Alpha\n", "a", "markdown"),
        (b"It burned.[1]\n\n1. Alpha <b@x.example>", "a", "plaintext"),
        ("Il brûla.".encode("utf-16"), "a", "plaintext"),
    ],
)
def test_the_kind_by_suffix_and_by_content(body: bytes, name: str, found: str) -> None:
    assert kind(body, name) == found


def test_the_media_type_and_the_address_help_where_the_name_does_not() -> None:
    assert kind(b"It burned.", content_type="text/html; charset=utf-8") == "html"
    assert kind(b"It burned.", content_type="text/markdown") == "markdown"
    assert kind(b"It burned.", url="https://x.example/a.md?raw=1") == "markdown"
    assert kind(b"It burned.", name="a.md", format="plaintext") == "plaintext"


@pytest.mark.parametrize(
    "body",
    [
        b"\x89PNG\r\n\x1a\n\x00", b"GIF89a\x01\x00", b"\xff\xd8\xff\xe0\x00",
        b"PK\x03\x04\x14\x00junk",
        b"\x1f\x8b\x08\x00", b"\x7fELF\x02\x01", b"\xd0\xcf\x11\xe0\xa1\xb1", b"text\x00with\x00\x00nul",
        b"SQLite format 3\x00", b"{\\rtf1 x}", b"\x00\x00\x00\x18ftypmp42",
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused_in_one_line(body: bytes) -> None:
    with pytest.raises(UnknownFormat) as raised:
        read(body, name="thing.txt")
    assert str(raised.value).startswith("thing.txt: ")
    assert "\n" not in str(raised.value)


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UnknownFormat, match="plaintext, html, wikitext, markdown, docx"):
        read(b"x", format="rtf")


@pytest.mark.parametrize("name", ["missing.txt", ".", "nul\x00byte.txt"])
def test_a_path_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadingError) as raised:
        read(str(tmp_path / name))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("body", [b"", b" \n\t ", b"\xef\xbb\xbf"])
def test_an_empty_document_is_an_error(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(body)
    with pytest.raises(ReadingError, match="empty"):
        read(path)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)  # sparse: reading it would take what the machine has not
    with pytest.raises(DocumentTooLarge, match="20,000,000"):
        read(path)
    with pytest.raises(DocumentTooLarge):
        read(b"x" * 11, max_bytes=10)
    assert os.path.getsize(path) == 3_000_000_000  # noqa: PTH202  # nothing touched it


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1252"])
def test_every_encoding_gives_the_same_words(encoding: str) -> None:
    text = TEXT.replace("Alpha beta", "Café Zürich")
    document = read(text.encode(encoding), name="a.txt")
    assert document.references[0].text == "Café Zürich"
    assert document.text.startswith("It burned")


def test_the_declared_encoding_comes_before_a_guess() -> None:
    body = TEXT.replace("Alpha beta", "Żółw").encode("iso-8859-2")
    assert read(body, name="a.txt", content_type="text/plain; charset=iso-8859-2").references[0].text == "Żółw"


def test_bytes_that_are_no_text_say_so() -> None:
    with pytest.raises(UndecodableDocument, match="UTF-8"):
        read(b"\xef\xbb\xbfIt burned\xff\xfe", name="a.txt")


def test_the_document_knows_its_name_and_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "fire.txt"
    path.write_text(TEXT, encoding="utf-8")
    document = read(path, url="https://x.example/fire")
    assert (document.name, document.url, document.format.value) == (str(path), "https://x.example/fire", "plaintext")
    assert len(document.sha256) == 64
    assert read(TEXT.encode(), name="other").sha256 == document.sha256


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_document_or_a_reading_error(body: bytes) -> None:
    try:
        document = read(body, name="thing", format=None)
    except ReadingError as error:
        assert str(error).startswith("thing: ")
    else:
        assert document.text is not None


BIB = b"% ours\n\n@book{lee,\n  title = {The mill}, url = {http://a.example/}\n}\n"
TEX = b"% draft\n\\documentclass[a4paper]{article}\n\\begin{document}The mill \\cite{lee}.\\end{document}\n"


@pytest.mark.parametrize(
    ("name", "body", "what"),
    [
        ("data.json", b"{}", "JSON data"),
        ("-", b' [{"title": "The mill"}]\n', "JSON data"),
        ("night.ipynb", b"{}", "a notebook"),
        ("data.txt", b'{"a": "https://a.test/"}', "JSON data"),
        ("drawing.svg", b"<svg/>", "an image"),
        ("letter.eml", b"From: a@b.test\n\nHello", "a mail message"),
        ("page.mhtml", b"From: saved\n\n<html></html>", "a web page with its images"),
        ("page.textile", b"h1. The mill", "Textile markup"),
        ("data.yml", b"a: https://a.test/", "YAML data"),
        ("table.csv", b"a,b\n1,2\n", "a table"),
        ("refs.nbib", b"PMID- 1\nTI  - The mill\n", "a list of references of a reference manager"),
    ],
)
def test_what_is_not_read_yet_is_refused_and_never_has_nothing_to_fix(name: str, body: bytes, what: str) -> None:
    with pytest.raises(UnknownFormat, match=f"{what}, which is not read yet"):
        read(body, name=name)
    assert read(body, name=name, format="plaintext").text.strip() == body.decode().strip() or body == b"{}"


@pytest.mark.parametrize("name", ["refs.bib", "REFS.BIB", "-", "refs.txt"])
def test_a_bibliography_is_known_by_its_name_or_its_content(name: str) -> None:
    assert kind(BIB, name) == "bibtex"
    assert kind(TEX, name.replace("bib", "tex").replace("BIB", "TEX")) == "latex"
    assert read(BIB, name=name, format="plaintext").text.startswith("% ours")


@pytest.mark.parametrize(
    "text",
    [
        "{ a brace begins this text } and it goes on. [1]",
        "[1] said so.",
        "@lee wrote: the mill stands. [1]",
        "The command \\documentclass begins a file. [1]",
        '"quoted" at once. [1]',
    ],
)
def test_prose_that_begins_oddly_is_prose(text: str) -> None:
    assert read(f"{text}\n\nReferences\n\n1. X. http://a.example/\n".encode(), name="-").format.value == "plaintext"


@pytest.mark.parametrize("is_on", [True, False])
def test_the_search_for_cycles_is_after_reading_what_it_was_before(is_on):
    try:
        if not is_on:
            gc.disable()
        read(b"Salt rose [1].", name="a.txt")
        with pytest.raises(ReadingError):
            read(b"\x00\x01\x02", name="a.txt")
        assert gc.isenabled() is is_on
    finally:
        gc.enable()
