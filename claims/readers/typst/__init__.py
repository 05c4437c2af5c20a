"""Typst: works cited by keys, footnotes, links."""

from __future__ import annotations

from claims.readers.typst.reading import read

__all__ = ["read"]
