"""An EPUB to its layout."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from claims.layout import Layout
from claims.model import DocumentFormat
from claims.readers import html
from claims.readers.epub.joining import BookOrigins, JoinedPages
from claims.readers.epub.package import open_book


def read(body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
    """Read a book; see `claims.interfaces.Reader`. Places name the file in the book."""
    del encoding  # its pages declare their own
    book = open_book(body, name)
    joined = JoinedPages(book.pages, title=book.title or "", language=book.language)
    layout = html.read(joined.text.encode("utf-8", "replace"), name=name, url=url, encoding="utf-8")
    return replace(
        layout,
        format=DocumentFormat.EPUB,
        sha256=hashlib.sha256(body).hexdigest(),
        title=book.title or layout.title,
        language=book.language or layout.language,
        problems=(*layout.problems, *book.problems),
        origins=BookOrigins(layout.origins, joined) if layout.origins is not None else None,
    )


__all__ = ["read"]
