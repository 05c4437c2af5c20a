"""OpenDocument texts (ODT): their text, notes, and the citations of Zotero and of LibreOffice."""

from __future__ import annotations

from claims.readers.odt.reading import read

__all__ = ["read"]
