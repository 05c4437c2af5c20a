"""LaTeX: documents of one or many files, their citations by key, and their lists of references."""

from __future__ import annotations

from claims.readers.latex.reading import read

__all__ = ["read"]
