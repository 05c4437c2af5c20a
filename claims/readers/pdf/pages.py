"""The pages of a PDF, read with PDFium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

from claims.errors import DocumentTooLarge, ReadingError
from claims.pdfium import PDFIUM
from claims.readers.pdf.characters import lines_of_page
from claims.readers.pdf.model import PdfPage

_MOST_PAGES = 3_000
_MOST_CHARACTERS = 20_000_000  # ten times the longest books


def read_pages(body: bytes, name: str) -> tuple[list[PdfPage], str]:
    """Return the pages of a PDF with the pieces of their lines in the order in which they were drawn, and its title.

    A page that is damaged has no lines. Raises `ReadingError` where the file is damaged, needs a password or has no
    text, and `DocumentTooLarge` above 3,000 pages.
    """
    try:
        with PDFIUM, closing(pypdfium2.PdfDocument(body)) as document:
            if len(document) > _MOST_PAGES:
                raise DocumentTooLarge(f"{name}: the PDF has more than {_MOST_PAGES:,} pages; split it.")
            pages = list(_pages(document, name))
            title = str(document.get_metadata_dict(skip_empty=True).get("Title", ""))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadingError(f"{name}: the PDF needs a password; save it without one.") from error
        raise ReadingError(f"{name}: the PDF is damaged and cannot be opened; save it again.") from error
    if not any(page.lines for page in pages):
        pictures = "page has" if len(pages) == 1 else "pages have"
        raise ReadingError(
            f"{name}: the PDF has no text layer: its {len(pages)} {pictures} only pictures; "
            "give a PDF with text, such as one that a program for recognising text has made of it."
        )
    return pages, " ".join(title.split())


def _pages(document: pypdfium2.PdfDocument, name: str) -> Iterator[PdfPage]:
    length = 0
    for index in range(len(document)):
        try:
            with closing(document[index]) as page, closing(page.get_textpage()) as textpage:
                width, height = page.get_size()
                found = PdfPage(index, width, height, lines_of_page(textpage, index))
        except pypdfium2.PdfiumError:
            found = PdfPage(index, 0.0, 0.0)  # the other pages are still read
        length += sum(len(line.text) for line in found.lines)
        if length > _MOST_CHARACTERS:
            raise DocumentTooLarge(f"{name}: the PDF has more than {_MOST_CHARACTERS:,} characters of text; split it.")
        yield found


__all__ = ["read_pages"]
