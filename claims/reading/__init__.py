"""Bytes or a path -> a document: pick the reader, then link."""

from __future__ import annotations

from claims.reading.reading import read

__all__ = ["read"]
