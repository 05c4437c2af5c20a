"""Text as people copy it from a page, or write it by hand: `[1]` in the prose and a numbered list at the end."""

from __future__ import annotations

from claims.readers.plaintext.layout import lay_out, read

__all__ = ["lay_out", "read"]
