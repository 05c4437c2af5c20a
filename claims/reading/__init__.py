"""Read a document from bytes or a path: choose the reader, then link."""

from __future__ import annotations

from claims.reading.reading import document_of, load, read

__all__ = ["document_of", "load", "read"]
