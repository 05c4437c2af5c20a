"""Where the entry of a reference stands in a file, and what is known there."""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.fixing.addresses import AddressIndex
from citecheck.fixing.exact_text import ExactText
from claims.model import Document, DocumentFormat, Reference, Span

_AROUND = 400  # characters before its place from which the markup of an entry is searched; judgement


class NoPlace(Exception):  # the reason why a repair is left out
    """A repair cannot be made in this file; the message says why."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a document: its text, its format, its addresses, and the language of the document (None: unknown)."""

    exact: ExactText
    format: DocumentFormat
    index: AddressIndex
    language: str | None

    @property
    def text(self) -> str:
        """The text of the file, with line feeds."""
        return self.exact.text


def region_of(reference: Reference, document: Document, file: SourceFile) -> Span | None:
    """Return the range of the entry of `reference` of `document` in the text of `file`; None: it is not found there."""
    place = document.origin(reference.span)
    if place is None:
        return None
    for wide in (False, True):
        offsets = file.exact.offsets(place, wide=wide)
        if offsets is None:
            continue
        region = _of_markup(reference, file.text, *offsets) or Span(*offsets)
        if _is_of(reference, file, region):
            return region
    return None


def _of_markup(reference: Reference, text: str, start: int, end: int) -> Span | None:
    """Return where the markup of the entry stands around a place, as it is written; None: it does not stand there."""
    if not reference.markup:
        return None
    markup = reference.markup.replace("\r\n", "\n")
    at = text.find(markup, max(0, start - _AROUND - len(markup)), end + len(markup) + _AROUND)
    while at >= 0 and at + len(markup) < start:
        at = text.find(markup, at + 1, end + len(markup) + _AROUND)
    return Span(at, at + len(markup)) if 0 <= at <= end else None


def _is_of(reference: Reference, file: SourceFile, region: Span) -> bool:
    """Return whether an entry stands at `region`: its markup, one of its addresses, or the words of it."""
    written = file.text[region.start : region.end]
    if reference.markup and reference.markup.replace("\r\n", "\n") == written:
        return True
    if any(file.index.of(url, region) for url in reference.urls):
        return True
    words = reference.text.split()
    return bool(words) and (words[0] in written or words[-1] in written or (len(words) > 2 and words[2] in written))


__all__ = ["NoPlace", "SourceFile", "region_of"]
