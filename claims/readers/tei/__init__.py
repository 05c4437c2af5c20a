"""TEI, the XML of editions and of GROBID: texts with their notes and their lists of works."""

from __future__ import annotations

from claims.readers.tei.reading import read

__all__ = ["read"]
