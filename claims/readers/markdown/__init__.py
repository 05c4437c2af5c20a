"""Markdown: footnotes, inline notes, numbers with a list or with link definitions, and plain links as citations."""

from __future__ import annotations

from claims.readers.markdown.reading import read

__all__ = ["read"]
