"""Turns the bytes of a page, a PDF or plain text into the text that is searched, with its metadata."""

from __future__ import annotations

from citecheck.extractors.apart import TextExtraction, extract
from citecheck.extractors.html import HtmlExtractor
from citecheck.extractors.pdf import PdfExtractor
from citecheck.extractors.plaintext import PlainTextExtractor
from citecheck.model import SourceText
from citecheck.pages import Body


def page_text(body: bytes, *, content_type: str = "text/html", url: str | None = None) -> SourceText:
    """Return the text of `body`, as far as it can be read.

    `content_type` is the Content-Type header as sent; empty: unknown. The bytes decide on the kind of file, so a PDF
    sent as `text/html` is read as a PDF. `url` is the address of the page, for its links; None: unknown. No body raises
    an exception: if nothing can be read, `extent` is none or media, and `reason` says why. PDFs and large pages are
    read in a process of their own, with limits of time and memory; it is started by the first and kept for the others.
    """
    return extract(Body(body, content_type), url)


__all__ = ["HtmlExtractor", "PdfExtractor", "PlainTextExtractor", "TextExtraction", "extract", "page_text"]
