"""EPUB: the chapters of a book as one text, with the notes that stand in other files."""

from __future__ import annotations

from claims.readers.epub.reading import read

__all__ = ["read"]
