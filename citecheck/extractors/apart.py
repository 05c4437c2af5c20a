"""Decides where a body is read: PDFs and large pages in a worker, with limits; the others in this process."""

from __future__ import annotations

from dataclasses import replace

from citecheck._log import LOGGER
from citecheck.extractors.direct import extract_directly
from citecheck.inflating import ENDS_EARLY
from citecheck.model import SourceText, Unread
from citecheck.pages import Body
from citecheck.pages.sniffing import FileKind
from citecheck.run_times import RunPart, spent_on
from citecheck.workers.limits import LARGE
from citecheck.workers.messages import ExtractJob
from citecheck.workers.pool import WorkerPool, shared_pool
from reports.model import Extent

_WHAT = {FileKind.PDF: "the PDF", FileKind.HTML: "the page", FileKind.TEXT: "the text"}


class TextExtraction:
    """Turns bodies into texts; see `citecheck.interfaces.Extract`. `pool` holds the workers. Safe to share."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool

    def __call__(self, body: Body, url: str | None) -> SourceText:
        """See `citecheck.interfaces.Extract`."""
        if body.cut:
            return _unread(body, f"it unpacks to more than {len(body.data):,} bytes")
        with spent_on(RunPart.PAGE_TEXT):
            text = self._text(body, url)
        if body.early and text.extent is Extent.FULL:
            return replace(text, extent=Extent.TEASER, reason=f"only its beginning was read: {ENDS_EARLY}")
        return text

    def _text(self, body: Body, url: str | None) -> SourceText:
        kind = body.kind
        if kind not in _WHAT or (kind is not FileKind.PDF and len(body.data) <= LARGE):
            return extract_directly(body, url)
        answer = self._pool.do(ExtractJob(body.data, body.content_type, url))
        if answer.text is not None:
            return answer.text
        if answer.trace:
            LOGGER.error("%s: %s", url or _WHAT[kind], answer.trace.strip())
        return _unread(body, f"{_WHAT[kind]} {answer.reason}")


def extract(body: Body, url: str | None) -> SourceText:
    """Return the text of `body`, whose address is `url`; see `page_text`. The workers belong to this process."""
    return TextExtraction(shared_pool())(body, url)


def _unread(body: Body, reason: str) -> SourceText:
    return SourceText(text="", extent=Extent.NONE, media_type=body.media_type, reason=reason, unread=Unread.FAILED)


__all__ = ["TextExtraction", "extract"]
