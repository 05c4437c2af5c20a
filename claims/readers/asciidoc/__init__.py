"""AsciiDoc: bibliographies, footnotes, links, works cited by keys."""

from __future__ import annotations

from claims.readers.asciidoc.reading import read

__all__ = ["read"]
