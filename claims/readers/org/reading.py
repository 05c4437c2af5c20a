"""An Org document to its layout."""

from __future__ import annotations

from claims.companions import Companions
from claims.decoding import decode, normal_newlines
from claims.layout import Layout
from claims.model import DocumentFormat
from claims.readers.markup.layouts import ALONE, layout_of
from claims.readers.org.blocks import OrgBlocks


def read(
    body: bytes,
    *,
    name: str,
    url: str | None = None,
    encoding: str | None = None,
    companions: Companions = ALONE,
) -> Layout:
    """Read an Org document; see `claims.interfaces.Reader`. `companions` has its bibliography.

    Nothing that it includes is read: that is told.
    """
    blocks = OrgBlocks(normal_newlines(decode(body, name=name, encoding=encoding)))
    marked = blocks.read()
    marked.listed = blocks.inline.listed
    kind = DocumentFormat.ORG
    return layout_of(marked, body, kind=kind, name=name, url=url, keys=blocks.inline.keys, companions=companions)


__all__ = ["read"]
