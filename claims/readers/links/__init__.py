"""Links of a document's text: which are citations, which words only name a source, and the references they make."""

from __future__ import annotations

from claims.readers.links.citing import with_links

__all__ = ["with_links"]
