"""Word documents (DOCX): their text, footnotes and endnotes."""

from __future__ import annotations

from claims.readers.docx.reading import read

__all__ = ["read"]
