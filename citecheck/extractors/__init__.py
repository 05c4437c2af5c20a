"""Turns the bytes of a page, a PDF or plain text into the text that is searched, with its metadata."""

from __future__ import annotations

from citecheck.extractors.html import HtmlExtractor
from citecheck.extractors.pdf import PdfExtractor
from citecheck.extractors.plaintext import PlainTextExtractor
from citecheck.interfaces import Extractor
from citecheck.model import SourceText, Unread
from citecheck.pages import Body
from citecheck.pages.sniffing import FileKind
from reports.model import Extent

_EXTRACTORS: dict[FileKind, Extractor] = {
    FileKind.HTML: HtmlExtractor(),
    FileKind.PDF: PdfExtractor(),
    FileKind.TEXT: PlainTextExtractor(),
}


def page_text(body: bytes, *, content_type: str = "text/html", url: str | None = None) -> SourceText:
    """Return the text of `body`, as far as it can be read.

    `content_type` is the Content-Type header as sent; empty: unknown. The bytes decide on the kind of file, so a PDF
    sent as `text/html` is read as a PDF. `url` is the address of the page, for its links; None: unknown. No body raises
    an exception: if nothing can be read, `extent` is none or media, and `reason` says why.
    """
    return extract(Body(body, content_type), url)


def extract(body: Body, url: str | None) -> SourceText:
    """Return the text of `body`; see `page_text`."""
    kind, media_type = body.kind, body.media_type
    extractor = _EXTRACTORS.get(kind)
    if extractor is not None:
        return extractor.extract(body, url)
    if kind is FileKind.MEDIA:
        return SourceText(text="", extent=Extent.MEDIA, media_type=media_type, reason=f"no text in {media_type}")
    if kind is FileKind.EMPTY:
        return SourceText(text="", extent=Extent.NONE, media_type=media_type, reason="the body is empty")
    reason = f"{media_type} cannot be read"
    return SourceText(text="", extent=Extent.NONE, media_type=media_type, reason=reason, unread=Unread.BINARY)


__all__ = ["HtmlExtractor", "PdfExtractor", "PlainTextExtractor", "extract", "page_text"]
