"""An AsciiDoc document to its layout."""

from __future__ import annotations

from claims.companions import Companions
from claims.decoding import decode, normal_newlines
from claims.layout import Layout
from claims.model import DocumentFormat
from claims.readers.asciidoc.blocks import AsciidocBlocks
from claims.readers.markup.layouts import ALONE, layout_of


def read(
    body: bytes,
    *,
    name: str,
    url: str | None = None,
    encoding: str | None = None,
    companions: Companions = ALONE,
) -> Layout:
    """Read an AsciiDoc document; see `claims.interfaces.Reader`. `companions` has its bibliography.

    Nothing that it includes is read: that is told.
    """
    blocks = AsciidocBlocks(normal_newlines(decode(body, name=name, encoding=encoding)))
    marked = blocks.read()
    kind = DocumentFormat.ASCIIDOC
    return layout_of(marked, body, kind=kind, name=name, url=url, keys=blocks.inline.keys, companions=companions)


__all__ = ["read"]
