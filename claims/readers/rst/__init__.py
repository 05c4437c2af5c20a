"""reStructuredText, as docutils and Sphinx read it: notes, citations, links, and works cited by roles."""

from __future__ import annotations

from claims.readers.rst.reading import read

__all__ = ["read"]
