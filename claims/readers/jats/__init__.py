"""JATS, the XML of journals (and NLM, its elder): articles with their notes and their lists of references."""

from __future__ import annotations

from claims.readers.jats.reading import read

__all__ = ["read"]
