"""PDF: the text layer, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

from citecheck.extractors.columns import Box, column_text
from citecheck.extractors.notes import bracketed_notes, cut
from citecheck.extractors.notes.print import PrintedNotes, edited, edited_elsewhere
from citecheck.model import Place, SourceText
from citecheck.pages import Body
from claims.pdfium import PDFIUM
from reports.model import Extent

# PDFium writes a hyphen at the end of a line as U+FFFE and drops the line end after it.
_UNWRITTEN = re.compile("[\ufffe\uffff\0\x02\u00ad]")
_FEWEST = 16  # boxes of text that a page with columns has at least
_MOST = 4_000  # boxes; a page with more is a drawing
_LONGEST = 20_000_000  # characters: ten times the longest books
_NAMES = re.compile(r"[;,&]| and ")
_DOI = re.compile(r"\b(?:doi\.org/|doi:?\s*)(10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)\]])", re.IGNORECASE)


class PdfExtractor:
    """Reads PDF with PDFium."""

    def extract(self, body: Body, url: str | None = None) -> SourceText:
        """Return the text. A blank line separates the pages; each page is one place with its number."""
        length = 0
        try:
            with PDFIUM, closing(pypdfium2.PdfDocument(body.data)) as document:
                notes = PrintedNotes()
                pages = []
                for page in _pages(document, notes):
                    pages.append(page)
                    length += len(page)
                    if length > _LONGEST:
                        return _unread(f"the PDF has more than {_LONGEST:,} characters of text")
                metadata = document.get_metadata_dict(skip_empty=True)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            return _unread("the PDF needs a password" if locked else "the PDF is damaged and cannot be opened")
        text, places = _joined(pages)
        if not places:
            pictures = "page has" if len(pages) == 1 else "pages have"
            return _unread(f"the PDF has no text layer: its {len(pages)} {pictures} only pictures")
        first = _DOI.search(text[: places[0].end])
        return SourceText(
            text=text,
            extent=Extent.FULL,
            places=tuple(places),
            media_type="application/pdf",
            title=metadata.get("Title"),
            authors=tuple(name for part in _NAMES.split(metadata.get("Author", "")) if (name := part.strip())),
            identifiers={"doi": first.group(1).lower()} if first else {},
            marks=tuple(notes.marks),
        )


def _pages(document: pypdfium2.PdfDocument, notes: PrintedNotes) -> Iterator[str]:
    for index in range(len(document)):
        try:
            with closing(document[index]) as page, closing(page.get_textpage()) as textpage:
                read = _cleaned(_page_text(page, textpage, notes))
                spans = bracketed_notes(read)
                notes.marks += [read[span.start : span.end].strip() for span in spans]
                yield cut(read, spans).text if spans else read
        except pypdfium2.PdfiumError:
            yield ""  # the other pages are still read


def _page_text(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, notes: PrintedNotes) -> str:
    text = str(textpage.get_text_range())
    edits = notes.edits(text, textpage)
    count = textpage.count_rects()
    if _FEWEST <= count <= _MOST:
        boxes = [Box(*textpage.get_rect(index)) for index in range(count)]
        columns = column_text(textpage, boxes, *page.get_size())
        if columns is not None:
            return edited_elsewhere(columns, text, edits)
    return edited(text, edits)


def _cleaned(text: str) -> str:
    return _UNWRITTEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def _joined(pages: list[str]) -> tuple[str, list[Place]]:
    pieces: list[str] = []
    places: list[Place] = []
    length = 0
    for number, page in enumerate(pages, start=1):
        if not page:
            continue
        if pieces:
            pieces.append("\n\n")
            length += 2
        pieces.append(page)
        places.append(Place(start=length, end=length + len(page), page=number))
        length += len(page)
    return "".join(pieces), places


def _unread(reason: str) -> SourceText:
    return SourceText(text="", extent=Extent.NONE, media_type="application/pdf", reason=reason)
