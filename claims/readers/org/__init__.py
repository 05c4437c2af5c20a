"""Org, the markup of Emacs: notes, citations by key, links."""

from __future__ import annotations

from claims.readers.org.reading import read

__all__ = ["read"]
