"""A Typst document to its layout."""

from __future__ import annotations

import re

from claims.companions import Companions
from claims.decoding import decode, normal_newlines
from claims.layout import Layout
from claims.model import DocumentFormat
from claims.readers.markup.layouts import ALONE, layout_of
from claims.readers.typst.functions import TypstBlocks

_COMMENT = re.compile(r"(?P<raw>`{3,10}.*?`{3,10}|`[^`\n]*`)|(?<![:\\])//[^\n]*|/\*.*?\*/", re.DOTALL)
_SIGN = re.compile(r"[^\n]")


def read(
    body: bytes,
    *,
    name: str,
    url: str | None = None,
    encoding: str | None = None,
    companions: Companions = ALONE,
) -> Layout:
    """Read a Typst document; see `claims.interfaces.Reader`. `companions` has its bibliography.

    Nothing that it includes is read: that is told.
    """
    source = normal_newlines(decode(body, name=name, encoding=encoding))
    blocks = TypstBlocks(_COMMENT.sub(_blank, source))
    blocks.read()
    marked = blocks.marked
    marked.source = source
    kind = DocumentFormat.TYPST
    return layout_of(marked, body, kind=kind, name=name, url=url, keys=blocks.keys, companions=companions)


def _blank(comment: re.Match[str]) -> str:
    """Return a comment as spaces; what is raw text stays."""
    return comment[0] if comment["raw"] else _SIGN.sub(" ", comment[0])


__all__ = ["read"]
