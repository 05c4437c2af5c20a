"""From the body of a page or a file to its text, in this process."""

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


def extract_directly(body: Body, url: str | None) -> SourceText:
    """Return the text of `body`, whose address is `url`; see `citecheck.extractors.page_text`.

    A hostile file may hang or crash this: `citecheck.extractors.extract` keeps such files out of the process.
    """
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


__all__ = ["extract_directly"]
