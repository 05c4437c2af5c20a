"""Read a PDF as a document: lines from its characters, columns, pages, paragraphs, notes and the list of references."""

from __future__ import annotations

from claims.readers.pdf.reading import read

__all__ = ["read"]
